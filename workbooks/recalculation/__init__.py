"""Arbeitsmappen ohne Office rechnen: die Werte kommen von formualizer, geschrieben werden nur Zellwerte.

`paket` liest und schreibt die Datei, `blatt` findet und ändert Zellen im Blatt-XML, `formeltext` übersetzt
Formeln für die Rechenmaschine, `maschine` rechnet, `abhaengig` sagt, was an nicht Berechenbarem hängt,
`saetze` erklärt Fehler, `ablauf` verbindet alles.
"""

from workbooks.recalculation.paket import Unbrauchbar

__all__ = ["Unbrauchbar"]
