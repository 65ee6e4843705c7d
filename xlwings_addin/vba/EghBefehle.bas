Attribute VB_Name = "EghBefehle"
Option Explicit
' The buttons of the ribbon. Each ends in a sentence, never in the VBA debugger.

Private Const KEINE_MAPPE As String = "Bitte zuerst eine Mappe öffnen; in der geschützten Ansicht erst »Bearbeitung aktivieren«."

Public Sub EghNeueVorlage(control As IRibbonControl)
    Dim ziel As Variant
    Dim satz As String
    On Error GoTo gescheitert
    Beginnen
    ziel = Application.GetSaveAsFilename("egh-vorlage-" & control.Tag & ".xlsx", "Excel-Arbeitsmappe (*.xlsx), *.xlsx", _
        Title:="Neue Vorlage speichern")
    If VarType(ziel) = vbBoolean Then Exit Sub
    EghFrage "neue_vorlage", satz, control.Tag, CStr(ziel)
    If satz = "" Then
        Application.Workbooks.Open CStr(ziel), UpdateLinks:=0
    Else
        EghZeige "Neue Vorlage", satz
    End If
    Exit Sub
gescheitert:
    Misslungen "Neue Vorlage", Err.Description
End Sub

Public Sub EghFehlerErklaeren(control As IRibbonControl)
    Dim zelle As Object
    Dim satz As String
    On Error GoTo gescheitert
    Beginnen
    Set zelle = GewaehlteZelle()
    EghFrage "mitschreiben", satz
    EghSatzVergessen
    NeuRechnen zelle
    EghLetzterSatz satz
    If satz = "" Then EghFrage "fehler_der_zelle", satz, Formeltext(zelle), Fehlertext(zelle)
    EghZeige "Fehler erklären", satz
    Exit Sub
gescheitert:
    Misslungen "Fehler erklären", Err.Description
End Sub

Public Sub EghQuelleAnzeigen(control As IRibbonControl)
    Dim zelle As Object
    Dim satz As String
    On Error GoTo gescheitert
    Beginnen
    Set zelle = GewaehlteZelle()
    EghFrage "mitschreiben", satz
    NeuRechnen zelle
    EghFrage "quelle_der_zelle", satz, Formeltext(zelle), Zellname(zelle)
    EghZeige "Quelle", satz
    Exit Sub
gescheitert:
    Misslungen "Quelle", Err.Description
End Sub

Public Sub EghAllesNeuRechnen(control As IRibbonControl)
    ' Also what Excel takes for done: results of an older version, cells that showed #NV while Python did not answer.
    Dim satz As String
    On Error GoTo gescheitert
    Beginnen
    EghAllesRechnen True, Nothing, satz
    If satz = "" Then satz = "Alle geöffneten Mappen sind neu gerechnet."
    EghZeige "Alles neu rechnen", satz & Rechenart()
    Exit Sub
gescheitert:
    Misslungen "Alles neu rechnen", Err.Description
End Sub

Public Sub EghNachrechnen()
    ' After each calculation of a sheet: once everything, when Python answers again.
    Dim ja As Boolean
    Dim satz As String
    EghNachzurechnen ja
    If Not ja Then Exit Sub
    On Error GoTo fertig
    Application.EnableCancelKey = 2
    EghAllesRechnen False, Nothing, satz
fertig:
End Sub

Private Sub Beginnen()
    ' Esc ends in a sentence, not in the debugger; Python is tried at once.
    Application.EnableCancelKey = 2
    EghSofortVersuchen
End Sub

Private Function Rechenart() As String
    If Application.Calculation <> -4105 Then Rechenart = vbLf & "Excel rechnet sonst nur auf Wunsch (Formeln, Berechnungsoptionen: Manuell)."
End Function

Public Sub EghPruefung(control As IRibbonControl)
    Dim eintrag As Object
    Dim mangel As String
    Dim gefunden As Long
    Dim offen As Long
    On Error GoTo gescheitert
    Beginnen
    If ActiveWorkbook Is Nothing Then Err.Raise 1003, Description:=KEINE_MAPPE
    Application.Calculate ' what stands on manual may be yesterday's
    If Application.CalculationState <> 0 Then Err.Raise 1003, Description:="Die Berechnung ist abgebrochen; geprüft wird nur, was gerechnet ist."
    For Each eintrag In ActiveWorkbook.Names
        If LCase$(OhneBlatt(eintrag.Name)) Like "pruefung_*" Then
            gefunden = gefunden + 1
            mangel = MangelGezeigt(eintrag)
            If mangel <> "" Then
                offen = offen + 1
                If MsgBox(mangel & vbLf & "Weiter zur nächsten?", vbOKCancel + vbExclamation, "Prüfung") = vbCancel Then Exit Sub
            End If
        End If
    Next eintrag
    EghVersionssatz ActiveWorkbook, mangel
    If mangel <> "" Then mangel = mangel & vbLf
    If gefunden = 0 Then
        EghZeige "Prüfung", "Diese Mappe hat keine Prüfungen (Namen pruefung_…)."
    ElseIf offen = 0 Then
        EghZeige "Prüfung", mangel & "Alle " & gefunden & " Prüfungen sind WAHR." & Rechenart() & Hinweise()
    Else
        EghZeige "Prüfung", mangel & offen & " von " & gefunden & " Prüfungen sind nicht WAHR." & Rechenart() & Hinweise()
    End If
    Exit Sub
gescheitert:
    Misslungen "Prüfung", Err.Description
End Sub

Public Sub EghFormelnVerbinden(control As IRibbonControl)
    Dim satz As String
    On Error GoTo gescheitert
    Beginnen
    If ActiveWorkbook Is Nothing Then Err.Raise 1003, Description:=KEINE_MAPPE
    EghFormelnNeuEingeben ActiveWorkbook, satz
    EghZeige "Formeln verbinden", satz
    Exit Sub
gescheitert:
    Misslungen "Formeln verbinden", Err.Description
End Sub

Public Sub EghHandbuch(control As IRibbonControl)
    Dim satz As String
    On Error GoTo gescheitert
    Beginnen
    EghFrage "handbuch", satz
    If satz <> "" Then EghZeige "Handbuch", satz
    Exit Sub
gescheitert:
    Misslungen "Handbuch", Err.Description
End Sub

Public Sub EghUeber(control As IRibbonControl)
    Dim satz As String
    Dim ausgabe As String
    Dim assistent As String
    On Error GoTo gescheitert
    Beginnen
    EghFrage "ueber", satz, ThisWorkbook.FullName
    EghNachrechnen
    EghAssistentstand assistent
    If assistent <> "" Then satz = satz & Chr$(12) & assistent
    EghZeige "Über EGH-Kalkulation", satz
    Exit Sub
gescheitert:
    EghLetzteZeile Err.Description, satz
    EghKonfiguration "VERSION", ausgabe
    EghZeige "Über EGH-Kalkulation", "Add-in " & ausgabe & ", " & ThisWorkbook.FullName & vbLf & satz
End Sub

Private Sub Misslungen(ByVal titel As String, ByVal beschreibung As String)
    Dim satz As String
    EghLetzteZeile beschreibung, satz
    EghZeige titel, satz
End Sub

Public Sub EghZeige(ByVal titel As String, ByVal text As String)
    ' A message box shows about a thousand characters: long texts come in pages, parted by form feeds.
    Dim seiten As Variant
    Dim i As Long
    If text = "" Then text = "Dazu gibt es nichts zu sagen."
    seiten = Split(InSeiten(text), Chr$(12))
    For i = 0 To UBound(seiten)
        If i = UBound(seiten) Then
            MsgBox seiten(i), vbInformation, titel
        ElseIf MsgBox(seiten(i), vbOKCancel + vbInformation, titel & " (" & (i + 1) & " von " & (UBound(seiten) + 1) & ")") = vbCancel Then
            Exit Sub
        End If
    Next i
End Sub

Private Function InSeiten(ByVal text As String) As String
    ' A new page before a line that would not fit; what Python gives is parted already.
    Const SEITE As Long = 900
    Dim zeile As Variant
    Dim laenge As Long
    If InStr(text, Chr$(12)) > 0 Or Len(text) <= SEITE Then
        InSeiten = text
        Exit Function
    End If
    For Each zeile In Split(text, vbLf)
        zeile = Left$(zeile, SEITE)
        If InSeiten <> "" Then InSeiten = InSeiten & IIf(laenge + Len(zeile) > SEITE, Chr$(12), vbLf)
        If laenge + Len(zeile) > SEITE Then laenge = 0
        laenge = laenge + Len(zeile) + 1
        InSeiten = InSeiten & zeile
    Next zeile
End Function

Private Function GewaehlteZelle() As Object
    If ActiveCell Is Nothing Then Err.Raise 1003, Description:="Bitte zuerst eine Zelle auswählen."
    Set GewaehlteZelle = ErsteDesUeberlaufs(ActiveCell)
End Function

Private Function ErsteDesUeberlaufs(ByVal zelle As Object) As Object
    Set ErsteDesUeberlaufs = zelle
    On Error Resume Next ' Excel before dynamic arrays knows no spilling
    If zelle.HasSpill Then Set ErsteDesUeberlaufs = zelle.SpillParent
    On Error GoTo 0
End Function

Private Sub NeuRechnen(ByVal zelle As Object)
    If Not zelle.HasFormula Then Exit Sub
    zelle.Dirty
    If zelle.HasArray Then
        zelle.CurrentArray.Calculate
    Else
        zelle.Calculate
    End If
End Sub

Private Function Formeltext(ByVal zelle As Object) As String
    If zelle.HasFormula Then Formeltext = CStr(zelle.Formula)
End Function

Private Function Fehlertext(ByVal zelle As Object) As String
    If IsError(zelle.Value) Then Fehlertext = zelle.Text
End Function

Private Function Zellname(ByVal zelle As Object) As String
    On Error Resume Next ' most cells have no name
    Zellname = OhneBlatt(zelle.Name.Name)
    On Error GoTo 0
End Function

Private Function OhneBlatt(ByVal bezeichnung As String) As String
    OhneBlatt = Mid$(bezeichnung, InStrRev(bezeichnung, "!") + 1)
End Function

Private Function MangelGezeigt(ByVal eintrag As Object) As String
    ' Goes to the first cell of a check that is not TRUE. A check without a cell cannot be taken for a passed one.
    Dim bereich As Object
    Dim zelle As Object
    On Error Resume Next ' a name may stand for something else than cells
    Set bereich = eintrag.RefersToRange
    On Error GoTo 0
    If bereich Is Nothing Then
        MangelGezeigt = OhneBlatt(eintrag.Name) & " verweist auf keine Zelle und ist nicht prüfbar."
        Exit Function
    End If
    For Each zelle In bereich.Cells
        If Not IstWahr(zelle.Value2) Then
            MangelGezeigt = OhneBlatt(eintrag.Name) & " ist nicht WAHR (" & zelle.Text & ")."
            HinGehen zelle
            Exit Function
        End If
    Next zelle
End Function

Private Sub HinGehen(ByVal zelle As Object)
    On Error Resume Next ' not to a hidden sheet
    Application.Goto zelle, True
    On Error GoTo 0
End Sub

Private Function IstWahr(ByVal wert As Variant) As Boolean
    If VarType(wert) = vbBoolean Then IstWahr = wert
End Function

Private Function Hinweise() As String
    Dim eintrag As Object
    For Each eintrag In ActiveWorkbook.Names
        If LCase$(OhneBlatt(eintrag.Name)) Like "hinweis_*" Then Hinweise = Hinweise & vbLf & Hinweistext(eintrag)
    Next eintrag
End Function

Private Function Hinweistext(ByVal eintrag As Object) As String
    Dim zelle As Object
    Hinweistext = OhneBlatt(eintrag.Name)
    On Error Resume Next ' a name may stand for something else than cells
    For Each zelle In eintrag.RefersToRange.Cells
        Hinweistext = Hinweistext & ": " & zelle.Text
        Exit For
    Next zelle
    On Error GoTo 0
End Function
