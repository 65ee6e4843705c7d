Attribute VB_Name = "EghAssistent"
Option Explicit
' Texts of the function wizard, from the sheet egh.conf: column D the function, E its text, F onwards its arguments.

Public Sub EghAssistentEinrichten()
    ' Excel takes them only while the workbook is not hidden ("Cannot edit a macro on a hidden workbook").
    Dim blatt As Object
    Dim zeile As Long
    On Error GoTo fertig
    Application.ScreenUpdating = False
    ThisWorkbook.IsAddin = False
    Set blatt = ThisWorkbook.Worksheets("egh.conf")
    zeile = 1
    Do While CStr(blatt.Cells(zeile, 4).Value2) <> ""
        Application.MacroOptions Macro:=CStr(blatt.Cells(zeile, 4).Value2), _
            Description:=CStr(blatt.Cells(zeile, 5).Value2), Category:="EGH-Kalkulation", _
            ArgumentDescriptions:=Argumenttexte(blatt, zeile)
        zeile = zeile + 1
    Loop
fertig:
    ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = True
    Application.ScreenUpdating = True
End Sub

Private Function Argumenttexte(ByVal blatt As Object, ByVal zeile As Long) As Variant
    Dim texte() As String
    Dim anzahl As Long
    Do While CStr(blatt.Cells(zeile, 6 + anzahl).Value2) <> ""
        anzahl = anzahl + 1
        ReDim Preserve texte(1 To anzahl)
        texte(anzahl) = CStr(blatt.Cells(zeile, 5 + anzahl).Value2)
    Loop
    Argumenttexte = texte
End Function
