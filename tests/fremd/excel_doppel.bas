Option VBASupport 1
Option Explicit
' Stands in for Excel's objects and for Python where a ribbon button is tried in LibreOffice; tells what it was asked.
Public gesagt As String
Public mappe As Object
Public wahl As Object
Public abbrechen As Boolean
Public artDoppel As Long
Public gestartet As Long
Public passtNicht As String ' what Python says of the add-in's version
Public schluesselDoppel As Long ' Application.EnableCancelKey
Public standDoppel As Long ' Application.CalculationState
Public standNachher As Long
Public fragenDoppel As Boolean ' Application.DisplayAlerts
Public offen As Collection ' Application.Workbooks

Public Sub Neu()
    gesagt = ""
    artDoppel = -4105
    abbrechen = False
    passtNicht = ""
    standDoppel = 0
    standNachher = 0
    fragenDoppel = True
    Set offen = New Collection
    Set mappe = New KMappe
    Set mappe.Names = New Collection
    Set wahl = New KZelle
End Sub

Public Sub Dazu(name As String, wert As Variant, text As String)
    Dim eintrag, z, bereich
    Set z = New KZelle
    z.Value2 = wert
    z.Text = text
    Set bereich = New KBereich
    Set bereich.Cells = New Collection
    bereich.Cells.Add z
    Set eintrag = New KEintrag
    eintrag.Name = name
    Set eintrag.RefersToRange = bereich
    mappe.Names.Add eintrag
End Sub

Public Sub DazuOhneZelle(name As String)
    Dim eintrag
    Set eintrag = New KEintrag
    eintrag.Name = name
    mappe.Names.Add eintrag
End Sub

Public Sub RechnenDoppel()
    gesagt = gesagt & "(gerechnet)"
End Sub

Public Sub VollDoppel()
    gesagt = gesagt & "(alles neu)"
    standDoppel = standNachher
End Sub

Public Function StartDoppel() As Object
    ' The first start fails, later ones answer.
    gestartet = gestartet + 1
    If gestartet = 1 Then Err.Raise 1000, Description:="Could not create Python process." & Chr(10) & "Error message: Access is denied."
    Set StartDoppel = New KPython
End Function

Public Function MappeDoppel() As Object
    Set MappeDoppel = mappe
End Function

Public Function ZelleDoppel() As Object
    Set ZelleDoppel = wahl
End Function

Public Sub GeheDoppel(ziel As Object, oben As Boolean)
    gesagt = gesagt & "->" & ziel.Text & ";"
End Sub

Public Function MsgDoppel(text, Optional art, Optional titel)
    gesagt = gesagt & titel & ": " & text & ";"
    MsgDoppel = IIf(art = vbYesNo + vbQuestion, vbYes, vbOK)
    If abbrechen Then MsgDoppel = IIf(art = vbYesNo + vbQuestion, vbNo, vbCancel)
End Function

Public Sub FrageDoppel(funktion As String, antwort As String, Optional a, Optional b)
    If funktion = "versionssatz" Then
        antwort = passtNicht
        Exit Sub
    End If
    gesagt = gesagt & "[" & funktion
    If Not IsMissing(a) Then gesagt = gesagt & "|" & a
    If Not IsMissing(b) Then gesagt = gesagt & "|" & b
    gesagt = gesagt & "]"
    antwort = "Seite eins" & Chr$(12) & "Seite zwei"
End Sub

Public Function VersionDoppel(gerechnet As String, verweis As String) As Object
    ' An open workbook, noted as computed with that version, with a link to that file.
    Dim m
    Set m = New KVMappe
    Set m.Names = New KNamen
    m.Name = "angebot.xlsx"
    m.Path = "C:\x"
    m.FullName = "C:\x\angebot.xlsx"
    m.verweis = verweis
    If gerechnet <> "" Then m.Names.Add "egh_gerechnet", "=""" & gerechnet & """", False
    offen.Add m
    Set VersionDoppel = m
End Function
