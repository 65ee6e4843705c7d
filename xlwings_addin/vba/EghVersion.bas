Attribute VB_Name = "EghVersion"
Option Explicit
Option Private Module
' With which version a workbook was computed last. Excel keeps what it takes for done: after an update old and new numbers
' would stand side by side until everything is computed once. The version stands in a hidden name of the workbook.

Private Const GERECHNET As String = "egh_gerechnet"

Private ohneFormeln As String ' full names of workbooks that were opened without formulas of ours

Public Sub EghAllesRechnen(ByVal neuAufbauen As Boolean, ByVal verbunden As Object, ByRef satz As String)
    ' Computes everything and notes the version in each workbook; where Esc ended it, Python did not answer or belongs to
    ' another version, `satz` says so and nothing is noted. `verbunden`: a workbook whose formulas have just been entered
    ' once more, or Nothing.
    Dim mappe As Object
    Dim ja As Boolean
    EghNachzurechnen ja ' done herewith
    If neuAufbauen Then
        Application.CalculateFullRebuild
    Else
        Application.CalculateFull
    End If
    satz = "Abgebrochen; nicht alles ist neu gerechnet."
    If Application.CalculationState <> 0 Then Exit Sub
    EghPythonSchwieg satz
    If satz <> "" Then Exit Sub
    For Each mappe In Application.Workbooks
        If satz = "" Then Abschliessen mappe, mappe Is verbunden, satz
    Next mappe
End Sub

Private Sub Abschliessen(ByVal mappe As Object, ByVal verbunden As Boolean, ByRef satz As String)
    Dim eigene As String
    On Error GoTo gescheitert
    EghKonfiguration "VERSION", eigene
    If Not Vermerkbar(mappe) Then Exit Sub
    If GerechnetMit(mappe) = eigene Then Exit Sub
    If Not verbunden Then
        If Not HatFormeln(mappe) Then Exit Sub
    End If
    EghFrage "versionssatz", satz ' else every formula has just given #NV
    If satz = "" Then Vermerken mappe, eigene
    Exit Sub
gescheitert:
    satz = Err.Description
End Sub

Public Sub EghVersionMelden(ByVal mappe As Object)
    ' On opening: offers to compute once what another version has computed. A macro that has switched questions off is not
    ' asked.
    Dim satz As String
    On Error GoTo fertig
    If mappe Is ThisWorkbook Then Exit Sub
    ohneFormeln = Replace(ohneFormeln, "|" & mappe.FullName & "|", "")
    If Not HatFormeln(mappe) Then ohneFormeln = ohneFormeln & "|" & mappe.FullName & "|"
    If Not Application.DisplayAlerts Then Exit Sub
    EghVersionssatz mappe, satz
    If satz = "" Then Exit Sub
    Application.EnableCancelKey = 2
    If Not Vermerkbar(mappe) Then
        EghZeige "EGH-Kalkulation", satz & vbLf & "Die Mappe ist schreibgeschützt: »Alles neu rechnen« zeigt die neuen Zahlen, bleiben " & _
            "können sie nur in einer Kopie."
    ElseIf MsgBox(satz & vbLf & "Jetzt alles neu rechnen?", vbYesNo + vbQuestion, "EGH-Kalkulation") = vbYes Then
        EghAllesRechnen False, Nothing, satz
        If satz <> "" Then EghZeige "EGH-Kalkulation", satz
    End If
fertig:
End Sub

Public Sub EghVersionSichern(ByVal mappe As Object)
    ' On saving. What was written here for the first time holds nothing older; what another version computed may be mixed from
    ' now on, and says so until everything is computed once.
    Dim eigene As String
    Dim letzte As String
    On Error GoTo fertig
    If Not Vermerkbar(mappe) Then Exit Sub
    If Not HatFormeln(mappe) Then Exit Sub
    EghKonfiguration "VERSION", eigene
    letzte = GerechnetMit(mappe)
    If letzte = "" Then
        If mappe.Path = "" Or InStr(1, ohneFormeln, "|" & mappe.FullName & "|", 1) > 0 Then Vermerken mappe, eigene
    ElseIf letzte <> eigene And InStr(letzte, " und ") = 0 Then
        Vermerken mappe, letzte & " und " & eigene
    End If
fertig:
End Sub

Public Sub EghVersionssatz(ByVal mappe As Object, ByRef satz As String)
    ' Empty where the workbook has no formulas of this add-in or was computed by this very version.
    Dim eigene As String
    Dim letzte As String
    satz = ""
    If Not HatFormeln(mappe) Then Exit Sub
    EghKonfiguration "VERSION", eigene
    letzte = GerechnetMit(mappe)
    If letzte = eigene Then Exit Sub
    letzte = IIf(letzte = "", "einer unbekannten Version von EGH-Kalkulation", "EGH-Kalkulation " & letzte)
    satz = "»" & mappe.Name & "« wurde zuletzt mit " & letzte & " gerechnet, hier rechnet " & eigene & ". Zellen, an denen sich " & _
        "nichts ändert, behalten die alten Zahlen."
End Sub

Private Sub Vermerken(ByVal mappe As Object, ByVal version As String)
    mappe.Names.Add GERECHNET, "=""" & version & """", False
End Sub

Private Function Vermerkbar(ByVal mappe As Object) As Boolean
    Vermerkbar = Not (mappe.ReadOnly Or mappe.ProtectStructure)
End Function

Private Function HatFormeln(ByVal mappe As Object) As Boolean
    ' Formulas that lead here: noted before, built for Excel, or a link to an EGH.xlam.
    Dim verweise As Variant
    Dim i As Long
    If mappe Is ThisWorkbook Then Exit Function
    HatFormeln = Namenstext(mappe, GERECHNET) <> "" Or Left$(Namenstext(mappe, "meta_form"), 5) = "excel"
    verweise = mappe.LinkSources(1)
    If HatFormeln Or IsEmpty(verweise) Then Exit Function
    For i = LBound(verweise) To UBound(verweise)
        If LCase$("\" & CStr(verweise(i))) Like "*[\/]egh.xlam" Then HatFormeln = True
    Next i
End Function

Private Function GerechnetMit(ByVal mappe As Object) As String
    GerechnetMit = Namenstext(mappe, GERECHNET)
    If GerechnetMit = "" Then GerechnetMit = Namenstext(mappe, "meta_version")
End Function

Private Function Namenstext(ByVal mappe As Object, ByVal bezeichnung As String) As String
    ' What a name says: a text of its own, or that of its cell. A stranger's text is cut short.
    Dim eintrag As Object
    Dim text As String
    On Error Resume Next ' most workbooks have no such name, and not every name stands for a cell
    Set eintrag = mappe.Names.Item(bezeichnung)
    text = Replace(Mid$(CStr(eintrag.RefersTo), 2), """", "")
    text = CStr(eintrag.RefersToRange.Value2)
    On Error GoTo 0
    Namenstext = Left$(Replace(Replace(text, vbCr, " "), vbLf, " "), 40)
End Function
