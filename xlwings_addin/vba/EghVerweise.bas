Attribute VB_Name = "EghVerweise"
Option Explicit
Option Private Module
' Formulas of a workbook and this add-in: mends links to an EGH.xlam of another PC, re-enters formulas without a link.

Private Const ADDIN_DATEI As String = "egh.xlam"

Public Sub EghVerweiseReparieren(ByVal mappe As Object)
    ' Every link to another EGH.xlam leads to this very add-in. All else stays untouched, and nothing is looked up: asking
    ' whether a file is there would knock at a server that somebody wrote into the workbook.
    Dim verweise As Variant
    Dim i As Long
    Dim satz As String
    Dim einer As String
    On Error GoTo fertig
    If mappe Is ThisWorkbook Then Exit Sub
    verweise = mappe.LinkSources(1)
    If IsEmpty(verweise) Then Exit Sub
    For i = LBound(verweise) To UBound(verweise)
        If IstVerwaist(CStr(verweise(i))) Then
            einer = Umgehaengt(mappe, CStr(verweise(i)))
            If einer <> "" And satz <> "" Then satz = satz & vbLf
            satz = satz & einer
        End If
    Next i
    If satz <> "" Then EghZeige "Formeln verbinden", satz
fertig:
End Sub

Private Function IstVerwaist(ByVal verweis As String) As Boolean
    Dim datei As String
    datei = Mid$(verweis, InStrRev(Replace(verweis, "/", "\"), "\") + 1)
    If LCase$(datei) <> ADDIN_DATEI Then Exit Function
    If LCase$(verweis) = LCase$(ThisWorkbook.FullName) Then Exit Function
    IstVerwaist = True
End Function

Private Function Umgehaengt(ByVal mappe As Object, ByVal verweis As String) As String
    Dim schutz As New Collection
    Dim gesperrt As String
    If Gelungen(mappe, verweis) = "" Then Exit Function
    SchutzAufheben mappe, schutz, gesperrt
    If gesperrt = "" Then
        Umgehaengt = Gelungen(mappe, verweis)
        If Umgehaengt <> "" Then Umgehaengt = mappe.Name & ": Der Verweis auf das Add-in blieb, wie er war: " & Umgehaengt
    Else
        Umgehaengt = mappe.Name & ": Die Formeln lassen sich nicht mit dem Add-in verbinden; Blattschutz mit Kennwort: " & _
            gesperrt & ". Schutz aufheben, dann »Formeln verbinden«."
    End If
    SchutzWiederherstellen schutz, gesperrt
    If gesperrt <> "" Then Umgehaengt = Umgehaengt & vbLf & gesperrt
End Function

Private Function Gelungen(ByVal mappe As Object, ByVal verweis As String) As String
    ' Empty if the link leads here now, else why not.
    On Error GoTo gescheitert
    mappe.ChangeLink verweis, ThisWorkbook.FullName, 1
    Exit Function
gescheitert:
    Gelungen = Err.Description & " "
End Function

Public Sub EghFormelnNeuEingeben(ByVal mappe As Object, ByRef satz As String)
    ' Formulas written without a link (#NAME? in Excel) are entered once more; Excel then finds the add-in's functions.
    Dim schutz As New Collection
    Dim gesperrt As String
    Dim grund As String
    Dim anzahl As Long
    Dim rechenart As Long
    EghVerweiseReparieren mappe ' first the links: else the old path would be entered again
    SchutzAufheben mappe, schutz, gesperrt
    If gesperrt <> "" Then
        satz = "Nichts geändert. Blattschutz mit Kennwort: " & gesperrt & ". Erst den Schutz aufheben."
        SchutzWiederherstellen schutz, gesperrt
        If gesperrt <> "" Then satz = satz & vbLf & gesperrt
        Exit Sub
    End If
    rechenart = Application.Calculation
    Application.ScreenUpdating = False
    Application.Calculation = -4135 ' manual
    AlleNeuEingeben mappe, anzahl, grund
    ' Whatever happened there: protection and calculation are put back here, each step for itself.
    Application.EnableCancelKey = 0
    SchutzWiederherstellen schutz, gesperrt
    Application.Calculation = rechenart
    Application.ScreenUpdating = True
    satz = anzahl & " Zellen mit EGH-Formeln neu eingegeben."
    If grund <> "" Then satz = "Abgebrochen: " & grund & " " & satz
    If gesperrt <> "" Then satz = satz & vbLf & gesperrt
    If grund <> "" Or anzahl = 0 Then Exit Sub
    EghAllesRechnen False, mappe, grund
    If grund <> "" Then satz = satz & vbLf & grund
End Sub

Private Sub AlleNeuEingeben(ByVal mappe As Object, ByRef anzahl As Long, ByRef grund As String)
    Dim blatt As Object
    On Error GoTo abgebrochen
    Application.EnableCancelKey = 2 ' Esc ends here, not in the debugger
    For Each blatt In mappe.Worksheets
        anzahl = anzahl + NeuEingegeben(blatt)
    Next blatt
    Exit Sub
abgebrochen:
    grund = Err.Description
    If grund = "" Then grund = "Fehler " & Err.Number
End Sub

Private Function NeuEingegeben(ByVal blatt As Object) As Long
    Dim formeln As Object
    Dim zelle As Object
    On Error Resume Next ' a sheet without formulas has none
    Set formeln = blatt.UsedRange.SpecialCells(-4123)
    On Error GoTo 0
    If formeln Is Nothing Then Exit Function
    For Each zelle In formeln.Cells
        If InStr(1, CStr(zelle.Formula), "EGH_", 1) > 0 Then NeuEingegeben = NeuEingegeben + EinmalNeu(zelle)
    Next zelle
End Function

Private Function EinmalNeu(ByVal zelle As Object) As Long
    ' Never by FormulaArray, which takes 255 characters; the same text put in its own place enters a formula of any length.
    Dim feld As Object
    Set feld = zelle
    If zelle.HasArray Then
        If zelle.CurrentArray.Cells(1, 1).Address <> zelle.Address Then Exit Function
        Set feld = zelle.CurrentArray
    End If
    EinmalNeu = 1
    If feld.Cells.Count = 1 Then
        If AlsFormula2(zelle) Then Exit Function
    End If
    If zelle.HasArray Then
        feld.Replace "EGH_", "EGH_", 2
    Else
        zelle.Formula = OhneVerweis(zelle.Formula)
    End If
End Function

Private Function AlsFormula2(ByVal zelle As Object) As Boolean
    ' False in an Excel before dynamic arrays.
    On Error GoTo gibtEsNicht
    zelle.Formula2 = OhneVerweis(zelle.Formula2)
    AlsFormula2 = True
gibtEsNicht:
End Function

Private Function OhneVerweis(ByVal text As String) As String
    ' Without the path of another PC's add-in, which Excel would look for, once per cell. Texts within the formula stay.
    Dim i As Long
    Dim ende As Long
    i = 1
    Do While i <= Len(text)
        Select Case Mid$(text, i, 1)
            Case """", "'"
                ende = Anfuehrungsende(text, i)
                If Not IstAddin(text, i, ende) Then
                    OhneVerweis = OhneVerweis & Mid$(text, i, ende - i + 1)
                    i = ende + 1
                Else
                    i = ende + 2
                End If
            Case Else
                If LCase$(Mid$(text, i, 9)) = "egh.xlam!" Then
                    i = i + 9
                Else
                    OhneVerweis = OhneVerweis & Mid$(text, i, 1)
                    i = i + 1
                End If
        End Select
    Loop
End Function

Private Function Anfuehrungsende(ByVal text As String, ByVal anfang As Long) As Long
    ' Where a text or a path in quotes ends; a doubled quote belongs to it.
    Dim zeichen As String
    zeichen = Mid$(text, anfang, 1)
    Anfuehrungsende = anfang + 1
    Do While Anfuehrungsende <= Len(text)
        If Mid$(text, Anfuehrungsende, 1) = zeichen Then
            If Mid$(text, Anfuehrungsende + 1, 1) <> zeichen Then Exit Function
            Anfuehrungsende = Anfuehrungsende + 1
        End If
        Anfuehrungsende = Anfuehrungsende + 1
    Loop
    Anfuehrungsende = Len(text)
End Function

Private Function IstAddin(ByVal text As String, ByVal anfang As Long, ByVal ende As Long) As Boolean
    ' 'C:\…\EGH.xlam'! before a function.
    Dim pfad As String
    If Mid$(text, anfang, 1) <> "'" Or Mid$(text, ende + 1, 1) <> "!" Then Exit Function
    pfad = Replace(Mid$(text, anfang + 1, ende - anfang - 1), "/", "\")
    IstAddin = LCase$(Mid$(pfad, InStrRev(pfad, "\") + 1)) = ADDIN_DATEI
End Function

' --- Sheet protection: what had no password is lifted and put back with every option it had ---

Private Sub SchutzAufheben(ByVal mappe As Object, ByRef schutz As Collection, ByRef gesperrt As String)
    ' `schutz`: how each lifted sheet was; `gesperrt`: names of sheets with a password. Esc would leave one without its
    ' protection, so it waits.
    Dim blatt As Object
    Dim stand As Variant
    Application.EnableCancelKey = 0
    For Each blatt In mappe.Worksheets
        If blatt.ProtectContents Then
            stand = Schutzstand(blatt)
            If Aufgehoben(blatt) Then
                schutz.Add stand
            Else
                If gesperrt <> "" Then gesperrt = gesperrt & ", "
                gesperrt = gesperrt & blatt.Name
            End If
        End If
    Next blatt
    Application.EnableCancelKey = 2
End Sub

Private Function Aufgehoben(ByVal blatt As Object) As Boolean
    On Error GoTo bleibt
    blatt.Unprotect ""
    Aufgehoben = Not blatt.ProtectContents
bleibt:
End Function

Private Function Schutzstand(ByVal blatt As Object) As Variant
    Dim p As Object
    Set p = blatt.Protection
    Schutzstand = Array(blatt, blatt.ProtectDrawingObjects, blatt.ProtectScenarios, blatt.ProtectionMode, _
        p.AllowFormattingCells, p.AllowFormattingColumns, p.AllowFormattingRows, p.AllowInsertingColumns, _
        p.AllowInsertingRows, p.AllowInsertingHyperlinks, p.AllowDeletingColumns, p.AllowDeletingRows, _
        p.AllowSorting, p.AllowFiltering, p.AllowUsingPivotTables, blatt.EnableSelection)
End Function

Private Sub SchutzWiederherstellen(ByVal schutz As Collection, ByRef satz As String)
    ' Each sheet for itself; `satz` names those that stayed without protection.
    Dim s As Variant
    satz = ""
    Application.EnableCancelKey = 0
    For Each s In schutz
        If Not Geschuetzt(s) Then satz = satz & IIf(satz = "", "", ", ") & s(0).Name
    Next s
    Application.EnableCancelKey = 2
    If satz <> "" Then satz = "Ohne Blattschutz blieb: " & satz & "."
End Sub

Private Function Geschuetzt(ByVal s As Variant) As Boolean
    On Error GoTo bleibt
    s(0).Protect DrawingObjects:=s(1), Contents:=True, Scenarios:=s(2), UserInterfaceOnly:=s(3), _
        AllowFormattingCells:=s(4), AllowFormattingColumns:=s(5), AllowFormattingRows:=s(6), _
        AllowInsertingColumns:=s(7), AllowInsertingRows:=s(8), AllowInsertingHyperlinks:=s(9), _
        AllowDeletingColumns:=s(10), AllowDeletingRows:=s(11), AllowSorting:=s(12), AllowFiltering:=s(13), _
        AllowUsingPivotTables:=s(14)
    s(0).EnableSelection = s(15)
    Geschuetzt = True
bleibt:
End Function
