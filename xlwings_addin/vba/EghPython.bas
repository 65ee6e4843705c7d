Attribute VB_Name = "EghPython"
Option Explicit
Option Private Module
' The one Python behind all workbooks: where it is, whether it answers, and a question to it.

Private Const PAUSE_SEKUNDEN As Long = 10

Private gesperrtBis As Date
Private gesperrtWegen As String
Private letzterSatz As String

Public Function EghKonfiguration(ByVal schluessel As String) As String
    Dim zeile As Long
    For zeile = 1 To 20
        If CStr(ThisWorkbook.Worksheets("egh.conf").Cells(zeile, 1).Value2) = schluessel Then
            EghKonfiguration = CStr(ThisWorkbook.Worksheets("egh.conf").Cells(zeile, 2).Value2)
            Exit Function
        End If
    Next zeile
End Function

Public Function EghServer() As Object
    ' After a failed start every cell answers at once for some seconds: thousands of cells, each waiting for Python,
    ' would freeze Excel.
    Dim py As Object
    If Not EghGesperrt() Then
        gesperrtWegen = StartSatz(py)
        If gesperrtWegen <> "" Then gesperrtBis = Now + TimeSerial(0, 0, PAUSE_SEKUNDEN)
    End If
    If EghGesperrt() Then Err.Raise 1002, Description:=gesperrtWegen
    Set EghServer = py
End Function

Private Function StartSatz(ByRef py As Object) As String
    ' Starts Python where it does not run yet; empty if it answers, else the sentence that says why not.
    If EghKonfiguration("INTERPRETER_WIN") = "" Then
        StartSatz = "Das Add-in kennt kein Python; egh addin excel installieren ausführen."
        Exit Function
    End If
    On Error GoTo gescheitert
    Set py = XLPy()
    Exit Function
gescheitert:
    StartSatz = "Python antwortet nicht (" & EghKonfiguration("INTERPRETER_WIN") & "): " & EghLetzteZeile(Err.Description)
End Function

Public Function EghGesperrt() As Boolean
    EghGesperrt = Now < gesperrtBis
End Function

Public Function EghFehlschlag(ByVal beschreibung As String) As Variant
    ' A call that raised: #NV while Python does not answer, else #WERT!. Never text, which SUM would skip.
    letzterSatz = EghLetzteZeile(beschreibung)
    If EghGesperrt() Then
        EghFehlschlag = CVErr(2042)
    Else
        EghFehlschlag = CVErr(2015)
    End If
End Function

Public Function EghLetzterSatz() As String
    EghLetzterSatz = letzterSatz
End Function

Public Sub EghSatzVergessen()
    letzterSatz = ""
End Sub

Public Function EghFrage(ByVal modul As String, ByVal funktion As String, ParamArray texte() As Variant) As String
    Dim py As Object
    Dim werte As Variant
    werte = texte
    Set py = EghServer()
    EghFrage = py.Str(py.Call(py.Module(modul), funktion, py.TupleFromArray(werte)))
End Function

Public Function EghLetzteZeile(ByVal text As String) As String
    ' A Python traceback ends in the line that says what happened.
    Dim zeilen As Variant
    Dim i As Long
    zeilen = Split(Replace(text, vbCr, ""), vbLf)
    For i = UBound(zeilen) To 0 Step -1
        If Trim$(zeilen(i)) <> "" Then
            EghLetzteZeile = Trim$(zeilen(i))
            Exit Function
        End If
    Next i
End Function
