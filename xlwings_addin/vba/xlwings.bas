' --- From here on EGH-Kalkulation's own: configuration comes from this add-in only, never from an opened workbook ---

Public Function XLPyCommand() As String
    ' Constant text: the DLL starts one Python per text, so all workbooks share one. No command window, no
    ' PYTHONPATH (-E), no current folder (-P) from which a stranger's module could be imported.
    Static befehl As String
    If befehl = "" Then
        befehl = Chr$(34) & EghKonfiguration("INTERPRETER_WIN") & Chr$(34) & _
            " -B -E -P -c ""from xlwings_addin.server import serve; serve('$(CLSID)', '" & _
            EghKonfiguration("VERSION") & "')"""
    End If
    XLPyCommand = befehl
End Function

Private Sub XLPyLoadDLL()
    Static geladen As Boolean
    If geladen Then Exit Sub
    If LoadLibrary(EghKonfiguration("XLWINGS_DLL_FOLDER") & "\" & XLPyDLLName) = 0 Then
        Err.Raise 1, Description:="Die Datei " & XLPyDLLName & " ist in " & _
            EghKonfiguration("XLWINGS_DLL_FOLDER") & " nicht zu laden."
    End If
    geladen = True
End Sub

