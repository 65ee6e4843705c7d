"""Arbeitsmappen ohne Office rechnen: die Werte kommen von formualizer, geschrieben werden nur Zellwerte.

Die Datei: `paket` liest und schreibt sie, `aufbau` kennt ihre Blätter, Namen und Tabellen, `blatt` findet und ändert
Zellen im XML, `einsetzen` und `einfuegen` schreiben Werte hinein.

Die Formeln: `harmlos` sagt, welche so bleiben, `uebersetzer` geht durch den Baum der anderen (`baum`, `bezug`,
`stellen`, `argumentregeln`, `hilfsrufe`), `nachweis` und `fremdes` sagen, welche Funktionen gerechnet werden,
`excelfunktionen`, `bedingung` und `vergleich` rechnen, was die Maschine anders rechnet als Excel.

Das Rechnen: `maschine` lädt und rechnet, `rueckrufe` ist, was sie von uns ruft, `ablauf` verbindet alles; `abhaengig`
sagt, was an nicht Berechenbarem hängt, `saetze` und `angaben` erklären Fehler.
"""

from workbooks.recalculation.paket import Unbrauchbar

MOTOREN = ("eingebaut",)
"""Womit sich rechnen lässt; die erste ist die Vorgabe."""

__all__ = ["MOTOREN", "Unbrauchbar"]
