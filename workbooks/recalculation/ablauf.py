"""Eine Mappe rechnen: übersetzen, rechnen, Werte in die Blätter einsetzen, Fehler erklären."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from calc.runden import deutsch
from udfs import Fehler
from workbooks.recalculation import abhaengig, adresse, saetze
from workbooks.recalculation.adresse import Ort
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.blatt import Blatt, Formelzelle
from workbooks.recalculation.formeltext import HOECHSTENS_UEBERLAUF, NAMEN, nackt
from workbooks.recalculation.hindernis import NichtBerechenbar
from workbooks.recalculation.landesformat import kommazahl_im_text
from workbooks.recalculation.maschine import Maschine
from workbooks.recalculation.vorbereitung import Vorbereitung, unbekannt_satz, wortmuster

NICHT_BERECHENBAR = "nicht berechenbar"
_HAENGT = "Die Formel hängt an einer nicht berechenbaren Zelle; der alte Wert bleibt stehen."
_UEBERLAUF = (
    "Die Formel füllt Nachbarzellen, die belegt sind, oder mehr als "
    f"{deutsch(HOECHSTENS_UEBERLAUF)} Zellen; der alte Wert bleibt stehen."
)
_VERKETTUNG = ("&", "CONCAT", "TEXTJOIN")
_KOMMAZAHL = (
    "Der Text enthält eine Zahl mit Nachkommastellen; wie sie darin steht, hängt von der Ländereinstellung ab. "
    "Der alte Wert bleibt stehen."
)
_FRAGT_NACH_FEHLER = re.compile(r"\b(?:IS\w+|ERROR\.TYPE|TYPE)\s*\(", re.I)
_UNBEKANNTER_NAME = (
    "Die Formel nennt einen unbekannten Namen und fragt nach Fehlern; das beherrscht die Rechenmaschine nicht. "
    "Der alte Wert bleibt stehen."
)
Zelle = tuple[str, Ort]


@dataclass(frozen=True)
class Zellmeldung:
    """Eine Zelle ohne brauchbares Ergebnis: Adresse, Fehlercode (oder »nicht berechenbar«), deutscher Satz."""

    zelle: str
    code: str
    satz: str


@dataclass
class Rechnung:
    """Ergebnis eines Laufs.

    `meldungen` stehen in Blattreihenfolge; `gesperrt` nennt zu jeder Zelle, die ihren alten Wert behielt, die
    Zelle mit der nicht berechenbaren Formel; `werte` sind gerechnete Werte, die noch in kein Blatt geschrieben sind.
    """

    formeln: int
    meldungen: dict[Zelle, Zellmeldung] = field(default_factory=dict)
    gesperrt: dict[Zelle, Zelle] = field(default_factory=dict)
    werte: dict[Zelle, Any] = field(default_factory=dict)


class Lauf:
    """Eine Mappe und ihre geladene Maschine: einmal ganz rechnen, danach wiederholt mit neuen Eingaben."""

    def __init__(self, aufbau: Aufbau) -> None:
        self.aufbau = aufbau
        self.blaetter = [b for b in aufbau.blaetter.values() if b.formelzellen()]
        self.zellen = {(b.name, z.ort): z for b in self.blaetter for z in b.formelzellen()}
        self.vorbereitet = Vorbereitung(aufbau, self.blaetter)
        self.wurzeln = self.vorbereitet.wurzeln  # nicht berechenbare Zelle → Satz
        self.werte: dict[Zelle, Any] = {}
        self.felder: dict[Zelle, dict[Ort, Any]] = {}  # Matrixformel → alle Zellen, die sie füllt, mit Wert
        self.gesperrt: set[Zelle] = set()
        self._maschine: Maschine | None = None  # nur, wenn mit ihr weiterzurechnen ist

    def ausfuehren(self) -> Rechnung:
        """Alles rechnen und, wenn sich die Maschine nicht behalten lässt, in die Blätter schreiben."""
        if not self.zellen:
            return Rechnung(0)
        maschine = Maschine(self.aufbau, self.vorbereitet.teile, self.vorbereitet.texte)
        self._namen_ausnehmen(maschine)
        if not maschine.rechne_alles():
            self._verknuepfungen_ausnehmen(maschine)
        self._ablesen(maschine)
        self.gesperrt = self.wurzeln.keys() | self._haengende(maschine)
        # Mit Feldern oder nicht Berechenbarem hängt der nächste Lauf daran, was jetzt in den Blättern steht.
        if not self.wurzeln and not any(z.art == "array" for z in self.zellen.values()):
            self._maschine = maschine
        return self._fertig(maschine)

    def schritt(self, eingaben: Mapping[Zelle, Any]) -> Rechnung | None:
        """Mit der geladenen Maschine noch einmal rechnen; None, wenn das nicht geht (dann ganz von vorn).

        `eingaben`: Zelle ohne Formel → Zahl, Text, Wahrheitswert oder None.
        """
        maschine = self._maschine
        if maschine is None or any(isinstance(wert, Fehler) for wert in eingaben.values()):
            return None
        for (blatt, ort), wert in eingaben.items():
            maschine.setze_wert(blatt, ort, wert)
        vorher, self.werte = self.werte, {}
        if maschine.rechne_alles():
            self._ablesen(maschine)
        if self.wurzeln or len(self.werte) < len(self.zellen):
            self._maschine, self.werte = None, vorher
            return None
        return self._fertig(maschine)

    def schreiben(self) -> None:
        """Die gerechneten Werte in die Blätter einsetzen."""
        felder = self._gueltige_felder()
        for blatt in self.blaetter:
            self._einsetzen(self.aufbau.blaetter[blatt.name], felder, self.gesperrt)

    def _gueltige_felder(self) -> dict[Zelle, dict[Ort, Any]]:
        return {zelle: werte for zelle, werte in self.felder.items() if zelle not in self.gesperrt}

    def _fertig(self, maschine: Maschine) -> Rechnung:
        if self._maschine is None:
            self.schreiben()
        gesperrt, haengend = self.gesperrt, self.gesperrt - self.wurzeln.keys()
        saetze_je_zelle = {zelle: (NICHT_BERECHENBAR, satz) for zelle, satz in self.wurzeln.items()}
        saetze_je_zelle |= dict.fromkeys(haengend, (NICHT_BERECHENBAR, _HAENGT))
        fehlerzellen = self._fehlerzellen(self._gueltige_felder(), gesperrt)
        for zelle, fehler, satz in saetze.erklaerte(fehlerzellen, maschine, self.aufbau):
            saetze_je_zelle[zelle] = (fehler.code, satz)
        rang = {name: i for i, name in enumerate(self.aufbau.blattnamen)}
        geordnet = sorted(saetze_je_zelle, key=lambda z: (rang[z[0]], z[1]))
        meldungen = {z: Zellmeldung(adresse.voll(z[0], *z[1]), *saetze_je_zelle[z]) for z in geordnet}
        stehen = {(z[0], ort): z for z in gesperrt for ort in self.zellen[z].bereich.orte()}
        return Rechnung(len(self.zellen), meldungen, stehen, {} if self._maschine is None else self.werte)

    # ------------------------------------------------------------- ausnehmen

    def _namen_ausnehmen(self, maschine: Maschine) -> None:
        """Formeln mit Namen, die die Maschine nicht laden konnte."""
        ohne_wert = maschine.namen_ohne_wert - self.vorbereitet.uebersetzer.ersetzte_namen - NAMEN
        muster = wortmuster(set(), ohne_wert)
        for zelle in self.zellen if muster else ():
            treffer = muster.search(nackt(maschine.formel(*zelle))) if muster else None
            if treffer and zelle not in self.wurzeln:
                self._ausnehmen(maschine, zelle, unbekannt_satz(treffer[0], ist_funktion=False))

    def _gespeichert(self, blatt: str, ort: Ort) -> Any:
        try:
            return self.aufbau.blaetter[blatt].wert(ort)
        except KeyError:
            return None

    def _ausnehmen(self, maschine: Maschine, zelle: Zelle, satz: str) -> None:
        """In der Maschine statt der Formel den gespeicherten Wert einsetzen."""
        self.wurzeln[zelle] = satz
        for ort in self.zellen[zelle].bereich.orte():
            maschine.setze_wert(zelle[0], ort, self._gespeichert(zelle[0], ort))

    def _verknuepfungen_ausnehmen(self, maschine: Maschine) -> None:
        """Eine Verknüpfung ohne gespeicherten Wert hält die ganze Rechnung auf: solche Zellen ausnehmen."""
        berechenbar = [zelle for zelle in self.zellen if zelle not in self.wurzeln]
        self._einzeln(maschine, [zelle for zelle in berechenbar if "[" in maschine.formel(*zelle)])
        if not maschine.rechne_alles():
            self._einzeln(maschine, [zelle for zelle in berechenbar if zelle not in self.wurzeln])

    def _einzeln(self, maschine: Maschine, zellen: list[Zelle]) -> None:
        for zelle in zellen:
            try:
                maschine.rechne_zelle(*zelle)
            except NichtBerechenbar as grund:
                self._ausnehmen(maschine, zelle, str(grund))

    # --------------------------------------------------------------- ablesen

    def _ablesen(self, maschine: Maschine) -> None:
        for zelle, z in self.zellen.items():
            if zelle not in self.wurzeln:
                try:
                    self.werte[zelle] = maschine.wert(*zelle)
                    if z.art == "array":
                        bereich = maschine.ueberlauf(*zelle) if z.dynamisch else z.bereich
                        self.felder[zelle] = {o: maschine.wert(zelle[0], o) for o in bereich.orte()}
                except NichtBerechenbar as grund:
                    self.wurzeln[zelle] = str(grund)
                    continue
                if self.werte[zelle] == "#NAME?" and _FRAGT_NACH_FEHLER.search(maschine.formel(*zelle)):
                    self.wurzeln[zelle] = _UNBEKANNTER_NAME
                # Ob der Platz wirklich fehlt oder nur der Maschine, ist nicht zu unterscheiden.
                if self.werte[zelle] == "#SPILL!" and z.dynamisch:
                    self.wurzeln[zelle] = _UEBERLAUF
        # Erst jetzt, wo alles abgelesen ist: das Nachrechnen einzelner Zellen macht andere ungültig.
        for zelle, wert in self.werte.items():
            if isinstance(wert, str) and "." in wert and self._schreibt_kommazahl(maschine, zelle):
                self.wurzeln[zelle] = _KOMMAZAHL

    def _schreibt_kommazahl(self, maschine: Maschine, zelle: Zelle) -> bool:
        text = maschine.formel(*zelle)
        if not any(zeichen in text.upper() for zeichen in _VERKETTUNG):
            return False
        # Texte aus Zellen und von unseren Funktionen ("0.1" als HBG) sind so gemeint.
        genannte = [*maschine.ergebnisse(*zelle)]
        for blatt, bereich in abhaengig.bezuege(text, zelle[0], self.aufbau):
            if blatt in self.aufbau.blaetter:
                belegt = self.aufbau.blaetter[blatt].index()
                genannte += [self._aktuell(maschine, blatt, o) for o in belegt if bereich.enthaelt(o)]
        return kommazahl_im_text(self.werte[zelle], text, (w for w in genannte if isinstance(w, str)))

    def _aktuell(self, maschine: Maschine, blatt: str, ort: Ort) -> Any:
        return self.werte[blatt, ort] if (blatt, ort) in self.werte else maschine.wert_oder_nichts(blatt, ort)

    def _haengende(self, maschine: Maschine) -> set[Zelle]:
        if not self.wurzeln:
            return set()
        formeln = {zelle: maschine.formel(*zelle) for zelle in self.zellen if zelle not in self.wurzeln}
        belegt = {zelle: z.bereich.orte() for zelle, z in self.zellen.items()}
        return abhaengig.haengende(formeln, set(self.wurzeln), belegt, self.aufbau)

    def _fehlerzellen(
        self, felder: dict[Zelle, dict[Ort, Any]], gesperrt: set[Zelle]
    ) -> list[tuple[Zelle, Zelle, Fehler]]:
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

    # -------------------------------------------------------------- einsetzen

    def _einsetzen(self, blatt: Blatt, felder: dict[Zelle, dict[Ort, Any]], gesperrt: set[Zelle]) -> None:
        gefuellt = {ort for anker, werte in felder.items() if anker[0] == blatt.name for ort in werte}
        aenderungen: dict[Ort, str | None] = {}
        for z in blatt.formelzellen():
            zelle = (blatt.name, z.ort)
            if zelle in gesperrt:
                continue
            if zelle in felder:
                aenderungen.update(self._feld_einsetzen(blatt, z, felder[zelle]))
                for ort in set(z.bereich.orte()) - gefuellt:  # auch nicht von einer anderen Matrixformel
                    if ort in blatt.index():
                        aenderungen[ort] = blatt.geleert(blatt.index()[ort][2])
            else:
                neu = blatt.neuer_wert(z.attribute, z.inhalt, self.werte[zelle])
                if neu is not None:
                    aenderungen[z.ort] = neu
        if aenderungen:
            self.aufbau.ersetze(blatt, blatt.xml_neu(aenderungen))

    def _feld_einsetzen(self, blatt: Blatt, z: Formelzelle, werte: dict[Ort, Any]) -> dict[Ort, str | None]:
        aenderungen: dict[Ort, str | None] = {}
        index = blatt.index()
        inhalt = z.inhalt
        if z.dynamisch:
            letzte = max(werte)
            ref = adresse.a1(*z.ort) + ("" if letzte == z.ort else ":" + adresse.a1(*letzte))
            inhalt = blatt.mit_ref(inhalt, ref)
        neu = blatt.neuer_wert(z.attribute, inhalt, werte[z.ort])
        if neu is not None or inhalt != z.inhalt:
            aenderungen[z.ort] = neu if neu is not None else blatt.element(z.attribute, inhalt)
        for ort in werte.keys() - {z.ort}:
            _, _, attr, alt = index.get(ort, (0, 0, blatt.leere_zelle(ort), ""))
            neu = blatt.neuer_wert(attr, alt, werte[ort])
            if neu is not None:
                aenderungen[ort] = neu
        return aenderungen
