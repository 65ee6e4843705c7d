
' Values between cells and Python. Ranges go as Value2 (dates and money as plain numbers); an argument that the formula
' leaves out goes as CVErr(448). What comes back as a whole number is the code of a cell error.

Private Function EghArg(Optional ByVal wert As Variant) As Variant
    If IsMissing(wert) Then
        EghArg = CVErr(448)
    ElseIf IsObject(wert) Then
        EghArg = Zellwerte(wert)
    Else
        EghArg = wert
    End If
End Function

Private Function EghTag(Optional ByVal wert As Variant) As Variant
    ' A day: in a workbook that counts from 1904 its number is 1,462 less.
    Dim tage As Variant ' not EghTag itself: EghTag(i, j) would be a call
    Dim i As Long
    Dim j As Long
    tage = EghArg(wert)
    If Ab1904() Then
        If Not IsArray(tage) Then
            tage = Verschoben(tage)
        ElseIf Dimensionen(tage) = 1 Then
            For i = LBound(tage) To UBound(tage)
                tage(i) = Verschoben(tage(i))
            Next i
        Else
            For i = LBound(tage, 1) To UBound(tage, 1)
                For j = LBound(tage, 2) To UBound(tage, 2)
                    tage(i, j) = Verschoben(tage(i, j))
                Next j
            Next i
        End If
    End If
    EghTag = tage
End Function

Private Function Verschoben(ByVal wert As Variant) As Variant
    Verschoben = wert
    If VarType(wert) = vbDouble Then
        If wert > 0 Then Verschoben = wert + 1462
    End If
End Function

Private Function Ab1904() As Boolean
    On Error Resume Next ' called from VBA there is no calling cell
    Ab1904 = Application.Caller.Worksheet.Parent.Date1904
    On Error GoTo 0
End Function

Private Function Zellwerte(ByVal bereich As Object) As Variant
    If TypeName(bereich) <> "Range" Then
        Zellwerte = CVErr(2015)
    ElseIf bereich.Areas.Count > 1 Then
        Zellwerte = CVErr(2015) ' Value2 would silently give the first area alone
    Else
        Zellwerte = Begrenzt(bereich).Value2
    End If
End Function

Private Function Begrenzt(ByVal bereich As Object) As Object
    ' Whole columns and rows end where the sheet's data end; they begin where they began, so that rows stay aligned.
    Dim blatt As Object
    Dim benutzt As Object
    Dim hoehe As Long
    Dim breite As Long
    Set blatt = bereich.Worksheet
    hoehe = bereich.Rows.Count
    breite = bereich.Columns.Count
    If hoehe = blatt.Rows.Count Or breite = blatt.Columns.Count Then
        Set benutzt = blatt.UsedRange
        hoehe = Kleiner(hoehe, benutzt.Row + benutzt.Rows.Count - bereich.Row)
        breite = Kleiner(breite, benutzt.Column + benutzt.Columns.Count - bereich.Column)
    End If
    Set Begrenzt = bereich.Resize(hoehe, breite)
End Function

Private Function Kleiner(ByVal a As Long, ByVal b As Long) As Long
    Kleiner = a
    If b < a Then Kleiner = b
    If Kleiner < 1 Then Kleiner = 1
End Function

Private Function EghErgebnis(ByVal wert As Variant) As Variant
    Dim i As Long
    Dim j As Long
    If Not IsArray(wert) Then
        EghErgebnis = Zelle(wert)
        Exit Function
    End If
    If Dimensionen(wert) = 1 Then
        For i = LBound(wert) To UBound(wert)
            wert(i) = Zelle(wert(i))
        Next i
    Else
        For i = LBound(wert, 1) To UBound(wert, 1)
            For j = LBound(wert, 2) To UBound(wert, 2)
                wert(i, j) = Zelle(wert(i, j))
            Next j
        Next i
    End If
    EghErgebnis = wert
End Function

Private Function Zelle(ByVal wert As Variant) As Variant
    Select Case VarType(wert)
        Case 2, 3, 20 ' Integer, Long, LongLong
            Zelle = CVErr(CLng(wert))
        Case Else
            Zelle = wert
    End Select
End Function

Private Function Dimensionen(ByRef feld As Variant) As Long
    Dim probe As Long
    Dimensionen = 1
    On Error Resume Next
    probe = UBound(feld, 2)
    If Err.Number = 0 Then Dimensionen = 2
    On Error GoTo 0
End Function
