' --- From here on EGH-Kalkulation's own: configuration comes from this add-in only, never from an opened workbook ---

Private Function XLPyCommand() As String
    ' Constant text: the DLL starts one Python per text, so all workbooks share one. No command window, no
    ' PYTHONPATH (-E), no current folder (-P) from which a stranger's module could be imported.
    Static befehl As String
    Dim interpreter As String
    Dim ausgabe As String
    If befehl = "" Then
        EghKonfiguration "INTERPRETER_WIN", interpreter
        EghKonfiguration "VERSION", ausgabe
        befehl = Chr$(34) & interpreter & Chr$(34) & _
            " -B -E -P -c ""from xlwings_addin.server import serve; serve('$(CLSID)', '" & ausgabe & "')"""
    End If
    XLPyCommand = befehl
End Function

Private Sub XLPyLoadDLL()
    Static geladen As Boolean
    Dim ordner As String
    If geladen Then Exit Sub
    EghKonfiguration "XLWINGS_DLL_FOLDER", ordner
    If LoadLibrary(ordner & "\" & XLPyDLLName) = 0 Then
        Err.Raise 1, Description:="Die Datei " & XLPyDLLName & " ist in " & ordner & " nicht zu laden."
    End If
    geladen = True
End Sub

Public Sub EghPythonStarten(ByRef py As Object)
    Set py = XLPy()
End Sub

