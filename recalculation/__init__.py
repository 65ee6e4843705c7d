"""Arbeitsmappen ohne Office rechnen: die Werte kommen von formualizer, geschrieben werden nur Zellwerte.

Was eine Formel gibt, gibt auch Excel, oder die Zelle wird genannt. Von unserem Fach weiß hier nichts etwas: eigene
Formeln gibt herein, wer rechnet (`eigene`). README.md nennt die Räume.
"""

from recalculation.datei.paket import Unbrauchbar

MOTOREN = ("eingebaut",)
"""Womit sich rechnen lässt; die erste ist die Vorgabe."""

__all__ = ["MOTOREN", "Unbrauchbar"]
