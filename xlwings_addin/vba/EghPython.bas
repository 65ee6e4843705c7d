Attribute VB_Name = "EghPython"
Option Explicit
Option Private Module
' The one Python behind all workbooks: where it is, whether it answers, and questions to it. Only Subs are public: a cell
' can call a Function of any module by its name, but never a Sub.

Private Const PAUSE_SEKUNDEN As Long = 60

Private gesperrtBis As Date
Private gesperrtWegen As String
Private letzterSatz As String
Private nachzurechnen As Boolean
Private protokolliert As String ' the last start that was looked at

Public Sub EghKonfiguration(ByVal schluessel As String, ByRef wert As String)
    Dim zeile As Long
    wert = ""
    For zeile = 1 To 20
        If CStr(ThisWorkbook.Worksheets("egh.conf").Cells(zeile, 1).Value2) = schluessel Then
            wert = CStr(ThisWorkbook.Worksheets("egh.conf").Cells(zeile, 2).Value2)
            Exit Sub
        End If
    Next zeile
End Sub

Public Sub EghRechne(ByVal formel As String, ByVal argumente As Variant, ByRef antwort As Variant)
    ' What each formula's wrapper asks; Python knows the formulas by name and nothing else.
    Dim py As Object
    Dim nummer As Long
    Dim grund As String
    Set py = Server()
    On Error GoTo gescheitert
    antwort = py.Rechne(formel, argumente)
    Exit Sub
gescheitert:
    nummer = Err.Number
    grund = Err.Description
    If IstWeg(nummer) Then Sperren "Python ist beendet worden: " & grund
    Err.Raise nummer, Description:=grund
End Sub

Private Function IstWeg(ByVal nummer As Long) As Boolean
    ' What COM says when the other process is gone, and not that it raised: 462, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED,
    ' RPC_E_DISCONNECTED, RPC_E_SERVER_DIED, RPC_E_SERVER_DIED_DNE, RPC_E_SERVERFAULT.
    Select Case nummer
        Case 462, -2147023174, -2147023170, -2147417848, -2147418105, -2147418094, -2147417851
            IstWeg = True
    End Select
End Function

Private Sub Sperren(ByVal grund As String)
    gesperrtWegen = grund
    gesperrtBis = Now + PAUSE_SEKUNDEN / 86400
    Protokollieren gesperrtWegen
End Sub

Public Sub EghSofortVersuchen()
    ' Whoever presses a button will wait for Python: no pause.
    gesperrtBis = 0
End Sub

Public Sub EghFrage(ByVal frage As String, ByRef antwort As String, ParamArray texte() As Variant)
    ' What the ribbon asks; never on behalf of a cell.
    Dim py As Object
    Dim werte As Variant
    If TypeName(Application.Caller) = "Range" Then Err.Raise 1004, Description:="Aus einer Zelle wird nicht gefragt."
    werte = texte
    EghSofortVersuchen
    Set py = Server()
    antwort = py.Frage(frage, werte)
End Sub

Private Function Server() As Object
    ' After a failed start every cell answers at once for a minute: thousands of cells, each waiting for Python, would
    ' freeze Excel, and a Python that hangs keeps it waiting for two minutes.
    Dim py As Object
    Dim vorher As String
    If Not Gesperrt() Then
        vorher = gesperrtWegen
        gesperrtWegen = StartSatz(py)
        If gesperrtWegen <> "" Then
            Sperren gesperrtWegen
        Else
            Protokollieren ""
            nachzurechnen = nachzurechnen Or vorher <> ""
        End If
    End If
    If Gesperrt() Then Err.Raise 1002, Description:=gesperrtWegen
    Set Server = py
End Function

Private Function StartSatz(ByRef py As Object) As String
    ' Starts Python where it does not run yet; empty if it answers, else the sentence that says why not.
    Dim interpreter As String
    Dim grund As String
    EghKonfiguration "INTERPRETER_WIN", interpreter
    If interpreter = "" Then
        StartSatz = "Das Add-in kennt kein Python; egh addin excel installieren ausführen."
        Exit Function
    End If
    On Error GoTo gescheitert
    EghPythonStarten py
    Exit Function
gescheitert:
    EghStartgrund Err.Description, grund
    StartSatz = "Python antwortet nicht (" & interpreter & "): " & grund
End Function

Private Sub Protokollieren(ByVal grund As String)
    ' Time, version and reason of a start, where it was installed so; never what a cell holds, and not twice the same.
    Dim datei As String
    Dim version As String
    Dim kanal As Integer
    If grund = "" Then grund = "Python antwortet."
    If grund = protokolliert Then Exit Sub
    protokolliert = grund
    EghKonfiguration "PROTOKOLL", datei
    If datei = "" Then Exit Sub
    EghKonfiguration "VERSION", version
    On Error GoTo fertig ' a folder that is gone must not stop a formula
    kanal = FreeFile
    Open datei For Append As #kanal
    Print #kanal, Format$(Now, "yyyy-mm-dd hh:mm:ss") & " " & version & " " & grund
    Close #kanal
fertig:
End Sub

Public Sub EghStartgrund(ByVal text As String, ByRef satz As String)
    ' The DLL's text ends in the command and the folder; why Python did not start stands before them.
    Dim vorn As String
    vorn = text
    If InStr(1, vorn, "Command:", 1) > 0 Then vorn = Left$(vorn, InStr(1, vorn, "Command:", 1) - 1)
    EghLetzteZeile Replace(vorn, "Error message:", ""), satz
    If InStr(1, text, "exited before", 1) > 0 Then
        satz = "Es endet sofort. In einer Eingabeaufforderung zeigt »python.exe -c ""import xlwings_addin.server""« mit diesem " & _
            "Pfad, warum."
    ElseIf InStr(1, satz, "denied", 1) > 0 Or InStr(1, satz, "verweigert", 1) > 0 Then
        satz = "Windows verbietet Excel, dieses Programm zu starten (Regel von Defender oder AppLocker); Handbuch, »Wenn Python " & _
            "nicht starten darf«."
    ElseIf InStr(1, satz, "cannot find", 1) > 0 Or InStr(1, satz, "nicht finden", 1) > 0 Then
        satz = "Die Datei gibt es nicht mehr; die Umgebung neu anlegen und egh addin excel installieren ausführen."
    End If
End Sub

Public Sub EghNachzurechnen(ByRef ja As Boolean)
    ' Once true after Python answers again: the cells that showed #NV meanwhile are not dirty and would keep it.
    ja = nachzurechnen
    nachzurechnen = False
End Sub

Public Sub EghPythonSchwieg(ByRef grund As String)
    ' Why a cell was left without an answer since the last full calculation; empty if none was.
    grund = gesperrtWegen
    If grund = "" And nachzurechnen Then grund = "Python hat zwischendurch nicht geantwortet; bitte noch einmal."
End Sub

Private Function Gesperrt() As Boolean
    Gesperrt = Now < gesperrtBis
End Function

Public Sub EghGescheitert(ByVal beschreibung As String, ByRef antwort As Variant)
    ' A call that raised: #NV while Python does not answer, else #WERT!. Never text, which SUM would skip.
    EghLetzteZeile beschreibung, letzterSatz
    If Gesperrt() Then
        antwort = CVErr(2042)
    Else
        antwort = CVErr(2015)
    End If
End Sub

Public Sub EghLetzterSatz(ByRef satz As String)
    satz = letzterSatz
End Sub

Public Sub EghSatzVergessen()
    letzterSatz = ""
End Sub

Public Sub EghLetzteZeile(ByVal text As String, ByRef zeile As String)
    ' A Python traceback ends in the line that says what happened.
    Dim zeilen As Variant
    Dim i As Long
    zeile = ""
    zeilen = Split(Replace(text, vbCr, ""), vbLf)
    For i = UBound(zeilen) To 0 Step -1
        If Trim$(zeilen(i)) <> "" Then
            zeile = Trim$(zeilen(i))
            Exit Sub
        End If
    Next i
End Sub
