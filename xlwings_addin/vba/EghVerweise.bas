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
    On Error GoTo fertig
    If mappe Is ThisWorkbook Then Exit Sub
    verweise = mappe.LinkSources(1)
    If IsEmpty(verweise) Then Exit Sub
    Application.EnableCancelKey = 0 ' Esc would leave a sheet without its protection
    For i = LBound(verweise) To UBound(verweise)
        If IstVerwaist(CStr(verweise(i))) Then satz = satz & Umgehaengt(mappe, CStr(verweise(i)))
    Next i
    Application.EnableCancelKey = 1
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
    Dim schutz As Collection
    Dim gesperrt As String
    On Error Resume Next
    mappe.ChangeLink verweis, ThisWorkbook.FullName, 1
    If Err.Number = 0 Then Exit Function
    On Error GoTo 0
    gesperrt = BlaetterMitKennwort(mappe)
    If gesperrt <> "" Then
        Umgehaengt = mappe.Name & ": Die Formeln lassen sich nicht mit dem Add-in verbinden; Blattschutz mit Kennwort: " & _
            gesperrt & ". Schutz aufheben, dann »Formeln verbinden«."
        Exit Function
    End If
    Set schutz = SchutzAufgehoben(mappe)
    On Error Resume Next
    mappe.ChangeLink verweis, ThisWorkbook.FullName, 1
    If Err.Number <> 0 Then Umgehaengt = mappe.Name & ": Der Verweis auf das Add-in blieb, wie er war: " & Err.Description
    On Error GoTo 0
    SchutzWiederherstellen schutz
End Function

Public Sub EghFormelnNeuEingeben(ByVal mappe As Object, ByRef satz As String)
    ' Formulas written without a link (#NAME? in Excel) are entered once more; Excel then finds the add-in's functions.
    Dim schutz As Collection
    Dim gesperrt As String
    Dim blatt As Object
    Dim anzahl As Long
    Dim rechenart As Long
    Application.EnableCancelKey = 0
    gesperrt = BlaetterMitKennwort(mappe)
    Application.EnableCancelKey = 1
    If gesperrt <> "" Then
        satz = "Nichts geändert. Blattschutz mit Kennwort: " & gesperrt & ". Erst den Schutz aufheben."
        Exit Sub
    End If
    EghVerweiseReparieren mappe ' first the links: else the old path would be entered again
    rechenart = Application.Calculation
    On Error GoTo fertig
    Application.EnableCancelKey = 2 ' Esc ends here too, where protection and calculation are put back
    Application.ScreenUpdating = False
    Application.Calculation = -4135 ' manual
    Set schutz = SchutzAufgehoben(mappe)
    For Each blatt In mappe.Worksheets
        anzahl = anzahl + NeuEingegeben(blatt)
    Next blatt
fertig:
    satz = ""
    If Err.Number <> 0 Then satz = "Abgebrochen: " & Err.Description & " "
    On Error Resume Next
    Application.EnableCancelKey = 0 ' not in the middle of putting back
    If Not schutz Is Nothing Then SchutzWiederherstellen schutz
    Application.Calculation = rechenart
    Application.ScreenUpdating = True
    Application.EnableCancelKey = 1
    If satz = "" And anzahl > 0 Then EghAllesRechnen False, mappe
    satz = satz & anzahl & " Zellen mit EGH-Formeln neu eingegeben."
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
        On Error GoTo ohneFormula2 ' Excel before dynamic arrays
        zelle.Formula2 = OhneVerweis(zelle.Formula2)
        Exit Function
    End If
    feld.Replace "EGH_", "EGH_", 2
    Exit Function
ohneFormula2:
    If zelle.HasArray Then
        feld.Replace "EGH_", "EGH_", 2
    Else
        zelle.Formula = OhneVerweis(zelle.Formula)
    End If
End Function

Private Function OhneVerweis(ByVal text As String) As String
    ' Without the path of another PC's add-in, which Excel would look for, once per cell.
    Const DATEI As String = "EGH.xlam'!"
    Dim ende As Long
    ende = InStr(1, text, DATEI, 1)
    Do While ende > 0
        text = Left$(text, InStrRev(text, "'", ende) - 1) & Mid$(text, ende + Len(DATEI))
        ende = InStr(1, text, DATEI, 1)
    Loop
    OhneVerweis = Replace(text, "EGH.xlam!", "", 1, -1, 1)
End Function

' --- Sheet protection: what had no password is lifted and put back with every option it had ---

Private Function BlaetterMitKennwort(ByVal mappe As Object) As String
    Dim blatt As Object
    Dim schutz As Collection
    For Each blatt In mappe.Worksheets
        If blatt.ProtectContents Then
            Set schutz = New Collection
            schutz.Add Schutzstand(blatt)
            On Error Resume Next
            blatt.Unprotect ""
            On Error GoTo 0
            If blatt.ProtectContents Then
                If BlaetterMitKennwort <> "" Then BlaetterMitKennwort = BlaetterMitKennwort & ", "
                BlaetterMitKennwort = BlaetterMitKennwort & blatt.Name
            Else
                SchutzWiederherstellen schutz
            End If
        End If
    Next blatt
End Function

Private Function SchutzAufgehoben(ByVal mappe As Object) As Collection
    Dim blatt As Object
    Set SchutzAufgehoben = New Collection
    For Each blatt In mappe.Worksheets
        If blatt.ProtectContents Then
            SchutzAufgehoben.Add Schutzstand(blatt)
            blatt.Unprotect ""
        End If
    Next blatt
End Function

Private Function Schutzstand(ByVal blatt As Object) As Variant
    Dim p As Object
    Set p = blatt.Protection
    Schutzstand = Array(blatt, blatt.ProtectDrawingObjects, blatt.ProtectScenarios, blatt.ProtectionMode, _
        p.AllowFormattingCells, p.AllowFormattingColumns, p.AllowFormattingRows, p.AllowInsertingColumns, _
        p.AllowInsertingRows, p.AllowInsertingHyperlinks, p.AllowDeletingColumns, p.AllowDeletingRows, _
        p.AllowSorting, p.AllowFiltering, p.AllowUsingPivotTables, blatt.EnableSelection)
End Function

Private Sub SchutzWiederherstellen(ByVal schutz As Collection)
    Dim s As Variant
    For Each s In schutz
        s(0).Protect DrawingObjects:=s(1), Contents:=True, Scenarios:=s(2), UserInterfaceOnly:=s(3), _
            AllowFormattingCells:=s(4), AllowFormattingColumns:=s(5), AllowFormattingRows:=s(6), _
            AllowInsertingColumns:=s(7), AllowInsertingRows:=s(8), AllowInsertingHyperlinks:=s(9), _
            AllowDeletingColumns:=s(10), AllowDeletingRows:=s(11), AllowSorting:=s(12), AllowFiltering:=s(13), _
            AllowUsingPivotTables:=s(14)
        s(0).EnableSelection = s(15)
    Next s
End Sub
