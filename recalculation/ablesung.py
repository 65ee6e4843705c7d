"""Was die Maschine gerechnet hat, ablesen; und wo sich erst daran zeigt, dass sie anders rechnet als Excel, handeln."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calc.runden import deutsch
from calc.zelle import Fehler
from recalculation.datei.adresse import Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.landesformat import ist_rechentext
from recalculation.eigene import Eigene
from recalculation.maschine.maschine import Maschine
from recalculation.uebersetzung import abhaengig, nullregel
from recalculation.uebersetzung.formeltext import HOECHSTENS_UEBERLAUF
from recalculation.uebersetzung.fremdes import unbekannt
from recalculation.uebersetzung.hindernis import NichtBerechenbar
from recalculation.uebersetzung.vorbereitung import Vorbereitung

_UEBERLAUF = (
    "Die Formel füllt Nachbarzellen, die belegt sind, oder mehr als "
    f"{deutsch(HOECHSTENS_UEBERLAUF)} Zellen; der alte Wert bleibt stehen."
)
_HOECHSTENS_EINZELN = 300  # so viele Formeln werden einzeln geprüft, sonst alle genannt
_VERDECKT_SATZ = (
    "Die Formel fängt Fehler ab, und mit manchen Werten dieser Mappe rechnet die Rechenmaschine vielleicht anders "
    "als Excel. Der alte Wert bleibt stehen."
)
_MITTELBAR_SATZ = (
    "INDIREKT nennt hier vielleicht eine Tabelle oder einen Namen, der nur auf einem Blatt gilt; das beherrscht die "
    "Rechenmaschine nicht. Der alte Wert bleibt stehen."
)
_NEGATIV = "INDEX mit einer negativen Nummer gibt in Excel einen anderen Fehler; der alte Wert bleibt stehen."
_UEBERLAUFBEZUG = (
    "Ob # hier ein Feld findet, weiß die Rechenmaschine nicht sicher; der alte Wert bleibt stehen."
)
_ZAEHLT = "TEILERGEBNIS zählt in Excel über Fehler hinweg, hier nicht; der alte Wert bleibt stehen."
_NAME_SATZ = "Wofür der Name {} steht, beherrscht die Rechenmaschine nicht; der alte Wert bleibt stehen."
_HOECHSTENS_NULLRUNDEN = 20
_UNBEKANNTER_NAME = (
    "Die Formel nennt einen unbekannten Namen und fragt nach Fehlern; das beherrscht die Rechenmaschine nicht. "
    "Der alte Wert bleibt stehen."
)


class Ablesung:
    """Die Ergebnisse einer geladenen Mappe, und was davon nicht berechenbar ist."""

    def __init__(
        self, aufbau: Aufbau, eigene: Eigene, blaetter: list[Blatt], zellen: Mapping[Stelle, Formelzelle]
    ) -> None:
        self.aufbau = aufbau
        self._eigene = eigene
        self.blaetter = blaetter
        self.zellen = zellen
        self.vorbereitet = Vorbereitung(aufbau, blaetter, zellen, eigene)
        self._formeln = self.vorbereitet.formeln
        self.wurzeln = self.vorbereitet.wurzeln  # nicht berechenbare Zelle → Satz
        self.werte: dict[Stelle, Any] = {}
        self.felder: dict[Stelle, dict[Ort, Any]] = {}  # Matrixformel → alle Zellen, die sie füllt, mit Wert
        self._mit_nullregel: set[Stelle] = set()  # Zellen, deren letzte Summe unsere ist

    def _namen_ausnehmen(self, maschine: Maschine) -> None:
        """Formeln mit Namen, die die Maschine nicht laden konnte."""
        ohne_wert = maschine.namen_ohne_wert - self.vorbereitet.uebersetzer.ersetzte_namen
        ohne_wert -= self._eigene.formeln.keys()
        for zelle in self.zellen if ohne_wert else ():
            genannt = self._formeln.von(zelle).namen & ohne_wert
            if genannt and zelle not in self.wurzeln:
                name = min(genannt)
                bekannt = self.aufbau.finde_name(name, zelle[0]) is not None
                satz = _NAME_SATZ.format(name) if bekannt else unbekannt("Der Name", name)
                self._ausnehmen(maschine, zelle, satz)

    def _gespeichert(self, blatt: str, ort: Ort) -> Any:
        try:
            return self.aufbau.blaetter[blatt].wert(ort)
        except KeyError:
            return None

    def _ausnehmen(self, maschine: Maschine, zelle: Stelle, satz: str) -> None:
        """In der Maschine statt der Formel den gespeicherten Wert einsetzen."""
        self.wurzeln[zelle] = satz
        for ort in self.zellen[zelle].bereich.orte():
            maschine.setze_wert(zelle[0], ort, self._gespeichert(zelle[0], ort))

    def _verknuepfungen_ausnehmen(self, maschine: Maschine) -> None:
        """Eine Verknüpfung ohne gespeicherten Wert hält die ganze Rechnung auf: solche Zellen ausnehmen."""
        berechenbar = [zelle for zelle in self.zellen if zelle not in self.wurzeln]
        self._einzeln(maschine, [zelle for zelle in berechenbar if "[" in self._formeln.text(zelle)])
        if not maschine.rechne_alles():
            self._einzeln(maschine, [zelle for zelle in berechenbar if zelle not in self.wurzeln])

    def _einzeln(self, maschine: Maschine, zellen: list[Stelle]) -> None:
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
                if self.werte[zelle] == "#NAME?" and self._formeln.von(zelle).fragt:
                    self.wurzeln[zelle] = _UNBEKANNTER_NAME
                # Ob der Platz wirklich fehlt oder nur der Maschine, ist nicht zu unterscheiden.
                if self.werte[zelle] == "#SPILL!" and z.dynamisch:
                    self.wurzeln[zelle] = _UEBERLAUF
        if maschine.ablehnende:
            self._verdeckte_ausnehmen(maschine)
        self._fragliche_fehler_ausnehmen(maschine)

    def _fragliche_fehler_ausnehmen(self, maschine: Maschine) -> None:
        """Fehler, wo Excel etwas anderes gibt.

        #BEZUG! bei INDEX mit einer negativen Nummer (#WERT!) und bei A1# (vielleicht ein Wert); jeder bei
        TEILERGEBNIS, das zählt.
        """
        fehler = {z: wert for z, wert in self.werte.items() if isinstance(wert, Fehler)}
        alle = [(z, r) for z in fehler for r in self._formeln.von(z).nummern]
        self.wurzeln |= {z: _ZAEHLT for z, r in alle if r.name == "SUBTOTAL"}
        rufe = [(z, r) for z, r in alle if fehler[z] == "#REF!"]
        self.wurzeln |= {z: _UEBERLAUFBEZUG for z, r in rufe if r.name == "ANCHORARRAY"}
        nummern = [(z, text) for z, r in rufe for text in r.argumente]
        werte = maschine.daneben_gerechnet(nummern) if nummern else []
        for (zelle, _), wert in zip(nummern, werte, strict=True):
            if type(wert) is float and wert < 0:
                self.wurzeln[zelle] = _NEGATIV

    def _nachbessern(self, maschine: Maschine) -> None:
        """Formeln anders schreiben, wo sich erst an den Ergebnissen zeigt, dass die Maschine anders rechnet."""
        self._nullregel(maschine)
        while self._zahltexte_lesen(maschine):
            self._nullregel(maschine)

    def _zahltexte_lesen(self, maschine: Maschine) -> bool:
        """Ergebnisse, die Texte sind und Zahlen sein können, dort selbst lesen, wo eine Zahl gebraucht wird.

        Gibt, ob deshalb noch einmal gerechnet ist.
        """
        texte = {z for z, w in self.werte.items() if type(w) is str and ist_rechentext(w)}
        for (im_blatt, _), feld in self.felder.items():
            texte |= {(im_blatt, o) for o, w in feld.items() if type(w) is str and ist_rechentext(w)}
        neue = {z for z in texte if z[1] not in self.aufbau.rechentexte[z[0]]}
        if not neue:
            return False
        self.aufbau.merke_ergebnisse(neue)
        self.vorbereitet.uebersetzer.neues_gedaechtnis()
        formeln = {z: self._formeln.von(z) for z in self.zellen if z not in self.wurzeln}
        betroffen = abhaengig.unmittelbare(formeln, neue, self.aufbau)
        anders: dict[Stelle, str] = {}
        bisher = set(self.wurzeln)
        for blatt in self.blaetter:
            zellen = [self.zellen[z] for z in betroffen if z[0] == blatt.name]
            anders |= self.vorbereitet.neu_uebersetzt(blatt, zellen)
        for zelle in self.wurzeln.keys() - bisher:
            self._ausnehmen(maschine, zelle, self.wurzeln[zelle])
        for zelle, text in anders.items():
            if self.zellen[zelle].dynamisch:
                self._ausnehmen(maschine, zelle, _VERDECKT_SATZ)
            else:
                maschine.setze_formel(*zelle, text)
        self._mit_nullregel -= anders.keys()
        if not anders and bisher == self.wurzeln.keys():
            return False
        self.werte, self.felder = {}, {}
        if maschine.rechne_alles():
            self._ablesen(maschine)
        return True

    def _nullregel(self, maschine: Maschine) -> None:
        """Fast verschwindende Summen auf null bringen, und was aus ihnen gerechnet ist, noch einmal."""
        for _ in range(_HOECHSTENS_NULLRUNDEN):
            winzige = {z for z, wert in self.werte.items() if nullregel.ist_winzig(wert)}
            neue = {}
            for zelle in winzige - self._mit_nullregel - self.felder.keys() - self.wurzeln.keys():
                if (text := nullregel.umgeschrieben(self._formeln.text(zelle))) is not None:
                    neue[zelle] = text
            if not neue:
                return
            for zelle, text in neue.items():
                try:
                    maschine.setze_formel(zelle[0], zelle[1], text)
                except NichtBerechenbar as grund:
                    self.wurzeln[zelle] = str(grund)
            self._mit_nullregel |= neue.keys()
            if maschine.rechne_alles():
                self.werte, self.felder = {}, {}
                self._ablesen(maschine)

    def _verdeckte_ausnehmen(self, maschine: Maschine) -> None:
        """Formeln, in denen WENNFEHLER & Co. eine Ablehnung verdecken: eine unserer Funktionen lehnte ab."""
        alle = ((z, self._formeln.von(z)) for z in self.werte if z not in self.wurzeln)
        ablehnende = tuple(f"{name}(" for name in maschine.ablehnende)
        fangende = [
            (z, u) for z, u in alle if u.faengt_ab and u.lehnt_ab and any(ruf in u.text for ruf in ablehnende)
        ]
        einzeln = len(fangende) <= _HOECHSTENS_EINZELN
        for zelle, u in fangende:
            if not einzeln or maschine.lehnt_ab(*zelle, u.text, bool(u.bewegliche)):
                mittelbar = any(b.name == "INDIRECT" for b in u.bewegliche)
                self.wurzeln[zelle] = _MITTELBAR_SATZ if mittelbar else _VERDECKT_SATZ
