Attribute VB_Name = "EghVersion"
Option Explicit
Option Private Module
' With which version a workbook was computed last. Excel keeps what it takes for done: after an update old and new numbers
' would stand side by side until everything is computed once. The version stands in a hidden name of the workbook.

Private Const GERECHNET As String = "egh_gerechnet"

Public Sub EghAllesRechnen(ByVal neuAufbauen As Boolean, ByVal verbunden As Object)
    ' Computes everything and notes the version in each workbook; not where Esc ended it or Python did not answer.
    ' `verbunden`: a workbook whose formulas have just been entered once more, or Nothing.
    Dim mappe As Object
    Dim ja As Boolean
    EghNachzurechnen ja ' done herewith
    If neuAufbauen Then
        Application.CalculateFullRebuild
    Else
        Application.CalculateFull
    End If
    If Application.CalculationState <> 0 Then Exit Sub
    EghPythonAntwortet ja
    If Not ja Then Exit Sub
    For Each mappe In Application.Workbooks
        If mappe Is verbunden Then
            VersionVermerken mappe
        ElseIf HatFormeln(mappe) Then
            VersionVermerken mappe
        End If
    Next mappe
End Sub

Public Sub EghVersionMelden(ByVal mappe As Object)
    ' On opening: offers to compute once what another version has computed. A macro that has switched questions off is not
    ' asked.
    Dim satz As String
    On Error GoTo fertig
    If Not Application.DisplayAlerts Then Exit Sub
    EghVersionssatz mappe, satz
    If satz = "" Then Exit Sub
    If Not Vermerkbar(mappe) Then
        EghZeige "EGH-Kalkulation", satz & vbLf & "Die Mappe ist schreibgeschützt: »Alles neu rechnen« zeigt die neuen Zahlen, bleiben " & _
            "können sie nur in einer Kopie."
    ElseIf MsgBox(satz & vbLf & "Jetzt alles neu rechnen?", vbYesNo + vbQuestion, "EGH-Kalkulation") = vbYes Then
        EghAllesRechnen False, Nothing
    End If
fertig:
End Sub

Public Sub EghVersionBeginnen(ByVal mappe As Object)
    ' A workbook that is stored for the first time holds nothing older than this version.
    On Error Resume Next
    If mappe.Path = "" And HatFormeln(mappe) Then VersionVermerken mappe
    On Error GoTo 0
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

Private Sub VersionVermerken(ByVal mappe As Object)
    Dim eigene As String
    On Error GoTo fertig
    If Not Vermerkbar(mappe) Then Exit Sub
    EghKonfiguration "VERSION", eigene
    If GerechnetMit(mappe) = eigene Then Exit Sub
    mappe.Names.Add GERECHNET, "=""" & eigene & """", False
fertig:
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
    Namenstext = Left$(text, 20)
End Function
