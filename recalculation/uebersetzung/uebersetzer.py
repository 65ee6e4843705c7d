"""Formeln der Datei so schreiben, dass die Rechenmaschine sie rechnet wie Excel. Die Datei bleibt unberührt.

Ein Gang durch den Baum der Formel: fremde Schreibweisen unserer Namen (`[1]!EGH_X`, `_xll.EGH_X` …), weggelassene
Argumente (die Maschine macht daraus 0), Namen, hinter denen eine EGH-Formel steht, Bezüge auf die eigene
Tabellenzeile, Vergleiche, bedingte Summen und Bereiche dort, wo Excel einen einzelnen Wert nimmt.
"""

from __future__ import annotations

from recalculation.datei.adresse import Ort
from recalculation.datei.aufbau import Aufbau
from recalculation.eigene import Eigene
from recalculation.uebersetzung import baum, belegung
from recalculation.uebersetzung.formeln import Uebersetzung
from recalculation.uebersetzung.funktionsgang import Funktionsgang
from recalculation.uebersetzung.gang import Groesse, Umgebung
from recalculation.uebersetzung.gestalt import Gedaechtnis, gedaechtnis
from recalculation.uebersetzung.harmlos import Auffaellige


class Uebersetzer(Umgebung):
    """Übersetzt die Formeln einer Mappe; kennt ihre Namen und Tabellen. `texte`: alle Formeln aneinander."""

    def __init__(self, aufbau: Aufbau, texte: str, eigene: Eigene) -> None:
        super().__init__(aufbau, texte, eigene)
        self.ersetzte_namen = {n.name.upper() for n in aufbau.namen if self.rechnet(n)}
        self.mit_grossen = belegung.nennt_grosse(aufbau, texte)
        self._auffaellige = Auffaellige(aufbau, texte, eigene)
        # Druckbereiche ändern sich mit jedem Rechnen; meist nennt sie keine Formel.
        nennt = "_xlnm" in texte or any("_xlnm" in n.bezug for n in aufbau.namen)
        self._namen = tuple(n for n in aufbau.namen if nennt or not n.name.startswith("_xlnm"))
        self._gedaechtnis = self.neues_gedaechtnis()

    def neues_gedaechtnis(self) -> Gedaechtnis:
        """Das Gedächtnis zu allem, wovon eine Übersetzung abhängt."""
        aufbau = self.aufbau
        self._gedaechtnis = gedaechtnis(
            self._namen,
            tuple(aufbau.tabellen),
            bool(aufbau.verborgene_zeilen),
            aufbau.alle_zahltexte.spalten(),
            self.eigene,
        )
        return self._gedaechtnis

    def noetig(self, text: str) -> bool:
        """Ob eine Formel zu übersetzen ist."""
        return self._auffaellige.enthaelt(text)

    def ueberall_harmlos(self, text: str) -> bool:
        """Ob das, verschoben, auch in keiner anderen Zelle nötig ist."""
        return self._auffaellige.ueberall_harmlos(text)

    def uebersetze(
        self,
        text: str,
        blatt: str,
        ort: Ort,
        feld: bool = False,
        fuellt: Groesse = (1, 1),
    ) -> Uebersetzung:
        """Formel (ohne »=«) für die Maschine; bei denen, die nicht `noetig` sind, dieselbe anders geschrieben.

        `feld`: Matrixformel, sonst gilt der Schnitt mit der Zeile.
        Fehler: `NichtBerechenbar`.
        """

        def neu() -> Uebersetzung:
            return Funktionsgang(self, blatt, ort).formel(baum.zerlegt(text), feld, fuellt)

        if self.aufbau.tabellen:  # Bezüge in einer Tabelle hängen vom Ort ab
            return neu()
        return self._gedaechtnis.uebersetzt(text, blatt, ort, (feld, fuellt, self.abschnitte), neu)
