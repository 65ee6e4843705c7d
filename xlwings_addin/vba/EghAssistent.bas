Attribute VB_Name = "EghAssistent"
Option Explicit
' Texts of the function wizard, from the sheet egh.conf: column D the function, E its text, F onwards its arguments.

Public Sub EghAssistentEinrichten()
    ' Some versions of Excel take them only while the workbook is not hidden ("Cannot edit a macro on a hidden workbook");
    ' showing it makes a window flash up, so that is the second try.
    Dim gelungen As Boolean
    On Error Resume Next
    Application.ScreenUpdating = False
    TexteSetzen gelungen
    If Not gelungen Then
        ThisWorkbook.IsAddin = False
        TexteSetzen gelungen
        ThisWorkbook.IsAddin = True
    End If
    ThisWorkbook.Saved = True
    Application.ScreenUpdating = True
    On Error GoTo 0
End Sub

Private Sub TexteSetzen(ByRef gelungen As Boolean)
    Dim blatt As Object
    Dim zeile As Long
    gelungen = False
    On Error GoTo fertig
    Set blatt = ThisWorkbook.Worksheets("egh.conf")
    zeile = 1
    Do While CStr(blatt.Cells(zeile, 4).Value2) <> ""
        ' with the file's name: else Excel looks for the function in the workbook that is active
        Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & CStr(blatt.Cells(zeile, 4).Value2), _
            Description:=CStr(blatt.Cells(zeile, 5).Value2), Category:="EGH-Kalkulation", _
            ArgumentDescriptions:=Argumenttexte(blatt, zeile)
        zeile = zeile + 1
    Loop
    gelungen = True
fertig:
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
