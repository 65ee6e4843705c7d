Attribute VB_Name = "EghAssistent"
Option Explicit
' Texts of the function wizard, from the sheet _IntelliSense_ below its head: column A the function, B its text, C where the
' handbook explains it, then name and text of each argument.

Private gesetzt As Long
Private alle As Long

Public Sub EghAssistentEinrichten()
    ' Some versions of Excel take them only while the workbook is not hidden ("Cannot edit a macro on a hidden workbook");
    ' showing it makes a window flash up, so that is the second try.
    On Error Resume Next
    Application.ScreenUpdating = False
    TexteSetzen
    If gesetzt < alle Then
        ThisWorkbook.IsAddin = False
        TexteSetzen
        ThisWorkbook.IsAddin = True
    End If
    ThisWorkbook.Saved = True
    Application.ScreenUpdating = True
    On Error GoTo 0
End Sub

Public Sub EghAssistentstand(ByRef satz As String)
    ' What "Über" says of it; empty if all is well.
    satz = ""
    If gesetzt < alle Then satz = "Eingabehilfe: Excel nahm die Texte von " & gesetzt & " der " & alle & " Formeln an."
End Sub

Private Sub TexteSetzen()
    Dim zeile As Long
    gesetzt = 0
    zeile = 2
    Do While Zelltext(zeile, 1) <> ""
        If TextGesetzt(zeile, Zelltext(zeile, 3)) Then gesetzt = gesetzt + 1
        zeile = zeile + 1
    Loop
    alle = zeile - 2
End Sub

Private Function TextGesetzt(ByVal zeile As Long, ByVal hilfe As String) As Boolean
    ' With the file's name: else Excel looks for the function in the workbook that is active. An Excel that takes no page as
    ' help gets the texts without it.
    On Error GoTo gescheitert
    If hilfe = "" Then
        Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & Zelltext(zeile, 1), _
            Description:=Zelltext(zeile, 2), Category:="EGH-Kalkulation", ArgumentDescriptions:=Argumenttexte(zeile)
    Else
        Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & Zelltext(zeile, 1), _
            Description:=Zelltext(zeile, 2), Category:="EGH-Kalkulation", HelpContextID:=0, HelpFile:=hilfe, _
            ArgumentDescriptions:=Argumenttexte(zeile)
    End If
    TextGesetzt = True
    Exit Function
gescheitert:
    If hilfe <> "" Then TextGesetzt = TextGesetzt(zeile, "")
End Function

Private Function Argumenttexte(ByVal zeile As Long) As Variant
    Dim texte() As String
    Dim anzahl As Long
    Do While Zelltext(zeile, 4 + 2 * anzahl) <> ""
        anzahl = anzahl + 1
        ReDim Preserve texte(1 To anzahl)
        texte(anzahl) = Zelltext(zeile, 3 + 2 * anzahl)
    Loop
    Argumenttexte = texte
End Function

Private Function Zelltext(ByVal zeile As Long, ByVal spalte As Long) As String
    Zelltext = CStr(ThisWorkbook.Worksheets("_IntelliSense_").Cells(zeile, spalte).Value2)
End Function
