"""Eine Mappe rechnen: übersetzen, rechnen, Werte in die Blätter einsetzen, Fehler erklären."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from calc.runden import deutsch
from calc.zelle import Fehler
from recalculation.ablesung import Ablesung
from recalculation.datei import adresse, einsetzen
from recalculation.datei.adresse import Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.grenzen import HOECHSTENS_FELDZELLEN
from recalculation.datei.paket import Unbrauchbar
from recalculation.eigene import Eigene
from recalculation.erklaerung import saetze
from recalculation.ersatz import Ersatz
from recalculation.ersatz import einsetzen as einsetzen_statt_alter_werte
from recalculation.maschine.maschine import Maschine, in_spalten
from recalculation.rechnung import (
    NICHT_BERECHENBAR,
    Rechnung,
    Zellmeldung,
    anfaenge,
    melde,
    ohne_alten,
    ohne_wert,
)
from recalculation.uebersetzung import abhaengig, belegung
from recalculation.uebersetzung.hindernis import genauer
from recalculation.ziele import ziele

_HAENGT = "Die Formel hängt an einer nicht berechenbaren Zelle; der alte Wert bleibt stehen."
# So viele Stücke einer Spalte nimmt die geladene Maschine schneller, als sie neu geladen ist (benchmarks/dauerlauf.py).
_HOECHSTENS_STUECKE = 150


class Lauf(Ablesung):
    """Eine Mappe und ihre geladene Maschine: einmal ganz rechnen, danach wiederholt mit neuen Eingaben."""

    def __init__(self, aufbau: Aufbau, eigene: Eigene, ersatz: Ersatz | None = None) -> None:
        blaetter = [b for b in aufbau.blaetter.values() if b.formelzellen()]
        zellen = {(b.name, z.ort): z for b in blaetter for z in b.formelzellen()}
        _nicht_zu_grosse_felder(zellen)
        super().__init__(aufbau, eigene, blaetter, zellen)
        self._ersatz = ersatz
        self.ersetzt: set[Stelle] = set()  # nicht berechenbare Zellen ohne ihren alten Wert
        self._abschnitte = self.vorbereitet.uebersetzer.abschnitte
        self.gesperrt: set[Stelle] = set()
        self.haengende: dict[Stelle, Stelle | None] = {}  # Zelle mit altem Wert → Wurzel, an der sie hängt
        self._maschine: Maschine | None = None  # nur, wenn mit ihr weiterzurechnen ist

    def ausfuehren(self) -> Rechnung:
        """Alles rechnen und, wenn sich die Maschine nicht behalten lässt, in die Blätter schreiben."""
        if not self.zellen:
            return Rechnung(0)
        maschine = Maschine(self.aufbau, self.vorbereitet.teile, self._eigene)
        if self.vorbereitet.uebersetzer.mit_grossen:
            for zelle, satz in belegung.zu_grosse(self.aufbau, self.zellen, self._formeln).items():
                if zelle not in self.wurzeln:
                    self._ausnehmen(maschine, zelle, satz)
        self._namen_ausnehmen(maschine)
        self.noch_einmal(maschine)
        if self.wurzeln and self._ersatz is not None:
            self.ersetzt = einsetzen_statt_alter_werte(self, maschine, self._ersatz)
        self.haengende = self.haengende_an(self.wurzeln.keys() - self.ersetzt, maschine)
        if self._ersatz is not None:  # auf diesen Blättern ist daraus gerechnet
            self.haengende = {z: w for z, w in self.haengende.items() if z[0] not in self._ersatz.blaetter}
        self.gesperrt = (self.wurzeln.keys() - self.ersetzt) | self.haengende.keys()
        self._ersetzte_eintragen()
        # Mit überlaufenden Feldern oder nicht Berechenbarem hängt der nächste Lauf an den Blättern, wie sie sind.
        if not self.wurzeln and not any(z.dynamisch for z in self.zellen.values()):
            self._maschine = maschine
        return self._fertig(maschine)

    def noch_einmal(self, maschine: Maschine) -> None:
        """Nach einem Eingriff in die geladene Maschine alles rechnen und ablesen."""
        self.werte, self.felder = {}, {}
        if not maschine.rechne_alles():
            self._verknuepfungen_ausnehmen(maschine)
        self._ablesen(maschine)
        self._nachbessern(maschine)

    def _ersetzte_eintragen(self) -> None:
        for zelle in self.ersetzt if self._ersatz else ():
            wert = self._ersatz.wert(zelle) if self._ersatz else None
            self.werte[zelle] = wert
            if self.zellen[zelle].art == "array":
                self.felder[zelle] = dict.fromkeys(self.zellen[zelle].bereich.orte(), wert)

    def schritt(self, eingaben: Mapping[Stelle, Any]) -> Rechnung | None:
        """Mit der geladenen Maschine noch einmal rechnen; None, wenn das nicht geht (dann ganz von vorn).

        `eingaben`: Zelle ohne Formel → Zahl, Text, Wahrheitswert oder None.
        """
        maschine = self._maschine
        if maschine is None or any(isinstance(wert, Fehler) for wert in eingaben.values()):
            return None
        if self._abschnitte and not all(
            any(von <= ort.zeile <= bis for von, bis in self._abschnitte) for _, ort in eingaben
        ):
            return None  # dort stand noch nichts, und bedingte Summen sehen nur, wo etwas stand
        spalten = in_spalten(eingaben)
        if len(spalten) > _HOECHSTENS_STUECKE:
            return None
        maschine.setze_spalten(spalten)
        vorher, self.werte, self.felder = self.werte, {}, {}
        if maschine.rechne_alles():
            self._ablesen(maschine)
            self._nachbessern(maschine)
        if self.wurzeln or len(self.werte) < len(self.zellen):
            self._maschine, self.werte = None, vorher
            return None
        return self._fertig(maschine)

    def schreiben(self) -> None:
        """Die gerechneten Werte in die Blätter einsetzen."""
        felder = self._gueltige_felder()
        for blatt in self.blaetter:
            einsetzen.einsetzen(
                self.aufbau, self.aufbau.blaetter[blatt.name], self.werte, felder, self.gesperrt
            )

    def _gueltige_felder(self) -> dict[Stelle, dict[Ort, Any]]:
        return {zelle: werte for zelle, werte in self.felder.items() if zelle not in self.gesperrt}

    def _fertig(self, maschine: Maschine) -> Rechnung:
        if self._maschine is None:
            self.schreiben()
        ohne = {}
        for z, grund in self.wurzeln.items():
            satz = genauer(grund, self.zellen[z].text or "")
            ohne[z] = melde(
                z, NICHT_BERECHENBAR, ohne_alten(satz) if z in self.ersetzt else self._satz(z, satz)
            )
        ohne |= {z: melde(z, NICHT_BERECHENBAR, self._satz(z, _HAENGT), w) for z, w in self.haengende.items()}
        fehlerzellen = self._fehlerzellen(self._gueltige_felder(), self.gesperrt)
        stehen = {(z[0], ort): z for z in self.gesperrt for ort in self.zellen[z].bereich.orte()}
        in_feldern = {(z[0], ort): wert for z, feld in self.felder.items() for ort, wert in feld.items()}
        werte = {} if self._maschine is None else self.werte | in_feldern
        erklaeren = partial(self._erklaeren, fehlerzellen, maschine, ohne)
        rechnung = Rechnung(len(self.zellen), ohne, stehen, werte, erklaeren)
        if self._maschine is None:  # sie bleibt nicht geladen: jetzt fragen und loslassen
            _ = rechnung.meldungen
            rechnung.erklaeren = dict
        return rechnung

    def _satz(self, zelle: Stelle, satz: str) -> str:
        """Ein Satz über den alten Wert, auch wo es keinen gibt."""
        try:
            self.aufbau.blaetter[zelle[0]].wert(zelle[1])
        except KeyError:
            return ohne_wert(satz)
        return satz

    def _erklaeren(
        self,
        fehlerzellen: list[tuple[Stelle, Stelle, Fehler]],
        maschine: Maschine,
        ohne: dict[Stelle, Zellmeldung],
    ) -> dict[Stelle, Zellmeldung]:
        meldungen = dict(ohne)
        erklaert = dict(saetze.erklaerte(fehlerzellen, maschine, self.aufbau, self._formeln, self._eigene))
        anfang = anfaenge(erklaert)
        for zelle, e in erklaert.items():
            ursache = anfang[zelle] if anfang[zelle] != zelle else None
            if zelle not in self.ersetzt:
                meldungen[zelle] = melde(zelle, e.fehler.code, e.satz, ursache, e.eingaben)
        rang = {name: i for i, name in enumerate(self.aufbau.blattnamen)}
        return {z: meldungen[z] for z in sorted(meldungen, key=lambda z: (rang[z[0]], z[1]))}

    def haengende_an(self, wurzeln: set[Stelle], maschine: Maschine) -> dict[Stelle, Stelle | None]:
        """Was an diesen Zellen hängt, auch über mehrere andere: Zelle → Wurzel."""
        if not wurzeln:
            return {}
        formeln = {zelle: self._formeln.von(zelle) for zelle in self.zellen if zelle not in self.wurzeln}
        belegt = {zelle: z.bereich.orte() for zelle, z in self.zellen.items()}
        zeigt = ziele(formeln, maschine, self.aufbau)
        return abhaengig.haengende(formeln, wurzeln, belegt, self.aufbau, zeigt)

    def _fehlerzellen(
        self, felder: dict[Stelle, dict[Ort, Any]], gesperrt: set[Stelle]
    ) -> list[tuple[Stelle, Stelle, Fehler]]:
        """Alle Zellen mit Fehler: (Zelle, Zelle mit der Formel, Fehler)."""
        einzeln = [
            (zelle, zelle, wert)
            for zelle, wert in self.werte.items()
            if isinstance(wert, Fehler) and zelle not in gesperrt and zelle not in felder
        ]
        return einzeln + [
            ((anker[0], ort), anker, wert)
            for anker, werte in felder.items()
            for ort, wert in werte.items()
            if isinstance(wert, Fehler)
        ]


def _nicht_zu_grosse_felder(zellen: Mapping[Stelle, Formelzelle]) -> None:
    """Fehler: `Unbrauchbar`, bevor jemand die Zellen aller Matrixformeln aufzählt."""
    gesamt = 0
    for (blatt, ort), z in zellen.items():
        if z.art in ("array", "dataTable"):
            gesamt += z.bereich.anzahl
            if gesamt > HOECHSTENS_FELDZELLEN:
                raise Unbrauchbar(
                    f"Die Matrixformeln der Mappe füllen mehr als {deutsch(HOECHSTENS_FELDZELLEN)} Zellen "
                    f"(bis {adresse.voll(blatt, *ort)} schon {deutsch(gesamt)})."
                )
