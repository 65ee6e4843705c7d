"""Eine Mappe rechnen: übersetzen, rechnen, Werte in die Blätter einsetzen, Fehler erklären."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from udfs import Fehler
from workbooks.recalculation import abhaengig, adresse, saetze
from workbooks.recalculation.adresse import Ort
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.blatt import Blatt, Formelzelle
from workbooks.recalculation.formeltext import FELD, NichtBerechenbar, Uebersetzer, funktionsnamen
from workbooks.recalculation.maschine import Maschine, unbekannte
from workbooks.recalculation.paket import attribute, kodierung

NICHT_BERECHENBAR = "nicht berechenbar"
_HAENGT = "Die Formel hängt an einer nicht berechenbaren Zelle; der alte Wert bleibt stehen."
Zelle = tuple[str, Ort]


@dataclass(frozen=True)
class Zellmeldung:
    """Eine Zelle ohne brauchbares Ergebnis: Adresse, Fehlercode (oder »nicht berechenbar«), deutscher Satz."""

    zelle: str
    code: str
    satz: str


@dataclass
class Rechnung:
    """Ergebnis eines Laufs: Anzahl der Formeln, Meldungen in Blattreihenfolge, nicht berechenbare Zellen."""

    formeln: int
    meldungen: dict[Zelle, Zellmeldung] = field(default_factory=dict)
    gesperrt: set[Zelle] = field(default_factory=set)


def rechne(aufbau: Aufbau) -> Rechnung:
    """Alle Formeln der Mappe rechnen und die Werte in die Teile des Pakets schreiben."""
    return _Lauf(aufbau).ausfuehren()


class _Lauf:
    def __init__(self, aufbau: Aufbau) -> None:
        self.aufbau = aufbau
        self.blaetter = [b for b in aufbau.blaetter.values() if b.formelzellen()]
        self.zellen = {(b.name, z.ort): z for b in self.blaetter for z in b.formelzellen()}
        self.uebersetzer = Uebersetzer(aufbau)
        self.wurzeln: dict[Zelle, str] = {}  # nicht berechenbare Zelle → Satz
        self.werte: dict[Zelle, Any] = {}

    def ausfuehren(self) -> Rechnung:
        if not self.zellen:
            return Rechnung(0)
        teile = {b.teil: self._blatt_fuer_maschine(b) for b in self.blaetter}
        maschine = Maschine(self.aufbau, teile)
        self._unbekanntes(maschine)
        for zelle in self.wurzeln:
            for stelle in self.zellen[zelle].bereich.orte():
                maschine.setze_wert(zelle[0], stelle, self._gespeichert(zelle[0], stelle))
        if not maschine.rechne_alles():
            self._zelle_fuer_zelle(maschine)
        self._ablesen(maschine)
        haengend = self._haengende(maschine)
        gesperrt = self.wurzeln.keys() | haengend
        felder = self._felder(maschine, gesperrt)
        for blatt in self.blaetter:
            self._einsetzen(blatt, felder, gesperrt)
        saetze_je_zelle = {zelle: (NICHT_BERECHENBAR, satz) for zelle, satz in self.wurzeln.items()}
        saetze_je_zelle |= dict.fromkeys(haengend, (NICHT_BERECHENBAR, _HAENGT))
        fehlerzellen = self._fehlerzellen(felder, gesperrt)
        for zelle, fehler, satz in saetze.erklaerte(fehlerzellen, maschine, self.aufbau):
            saetze_je_zelle[zelle] = (fehler.code, satz)
        rang = {name: i for i, name in enumerate(self.aufbau.blattnamen)}
        geordnet = sorted(saetze_je_zelle, key=lambda z: (rang[z[0]], z[1]))
        meldungen = {z: Zellmeldung(adresse.voll(z[0], *z[1]), *saetze_je_zelle[z]) for z in geordnet}
        return Rechnung(len(self.zellen), meldungen, gesperrt)

    # ------------------------------------------------------- für die Maschine

    def _blatt_fuer_maschine(self, blatt: Blatt) -> str:
        """Blatt-XML mit übersetzten Formeln und ohne gespeicherte Werte in Matrixbereichen (sie versperren sie)."""
        aenderungen: dict[Ort, str | None] = {}
        unlesbar: dict[str, str] = {}  # gemeinsame Formel → Satz
        for z in blatt.formelzellen():
            art = z.art
            if art == "shared" and z.text is None:
                nummer = attribute(z.f_attribute).get("si", "")
                if nummer in unlesbar:
                    self.wurzeln[blatt.name, z.ort] = unlesbar[nummer]
                continue
            try:
                neu = self._uebersetzt(blatt, z, art)
            except NichtBerechenbar as grund:
                self.wurzeln[blatt.name, z.ort] = str(grund)
                if art == "shared":
                    unlesbar[attribute(z.f_attribute).get("si", "")] = str(grund)
                continue
            if neu != z.text or art == "array":
                aenderungen[z.ort] = blatt.mit_formel(z, neu)
            if art == "array":
                aenderungen.update({o: None for o in z.bereich.orte() if o != z.ort and o in blatt.index()})
        return blatt.xml_neu(aenderungen) if aenderungen else blatt.xml

    def _uebersetzt(self, blatt: Blatt, z: Formelzelle, art: str) -> str:
        if art == "dataTable" or not z.text:
            raise NichtBerechenbar("Datentabellen (Was-wäre-wenn) werden nicht gerechnet.")
        if art != "array":
            return self.uebersetzer.uebersetze(z.text, blatt.name, z.ort)
        neu = self.uebersetzer.uebersetze(z.text, blatt.name, z.ort, feld=True)
        return neu if z.dynamisch else f"{FELD}({neu},{z.bereich.hoehe},{z.bereich.breite})"

    def _unbekanntes(self, maschine: Maschine) -> None:
        """Formeln mit fremden Funktionen oder Namen vorab ausnehmen: WENNFEHLER würde sie sonst verdecken."""
        texte = [z.text for z in self.zellen.values() if z.text]
        namen = [n for n in self.aufbau.namen if "(" in n.bezug]
        fremd = unbekannte(funktionsnamen(["\n".join(texte), *(n.bezug for n in namen)]))
        verdaechtig = {n.name.upper() for n in namen if funktionsnamen([n.bezug.upper()]) & fremd}
        verdaechtig |= maschine.namen_ohne_wert - self.uebersetzer.ersetzte_namen
        if not fremd and not verdaechtig:
            return
        worte = sorted(fremd | verdaechtig, key=len, reverse=True)
        muster = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, worte)) + r")(?![\w.])")
        for zelle, z in self.zellen.items():
            text = z.text or maschine.formel(*zelle)
            treffer = muster.search(re.sub(r'"[^"]*"', '""', text.upper()))
            if treffer and zelle not in self.wurzeln:
                art = "Die Funktion" if treffer[0] in fremd else "Der Name"
                self.wurzeln[zelle] = f"{art} {treffer[0]} ist hier unbekannt; der alte Wert bleibt stehen."

    def _gespeichert(self, blatt: str, ort: Ort) -> Any:
        try:
            return self.aufbau.blaetter[blatt].wert(ort)
        except LookupError:
            return None

    # --------------------------------------------------------------- ablesen

    def _zelle_fuer_zelle(self, maschine: Maschine) -> None:
        for zelle in self.zellen:
            if zelle not in self.wurzeln:
                try:
                    maschine.rechne_zelle(*zelle)
                except NichtBerechenbar as grund:
                    self.wurzeln[zelle] = str(grund)

    def _ablesen(self, maschine: Maschine) -> None:
        for zelle in self.zellen:
            if zelle not in self.wurzeln:
                try:
                    self.werte[zelle] = maschine.wert(*zelle)
                except NichtBerechenbar as grund:
                    self.wurzeln[zelle] = str(grund)

    def _haengende(self, maschine: Maschine) -> set[Zelle]:
        if not self.wurzeln:
            return set()
        formeln = {zelle: maschine.formel(*zelle) for zelle in self.zellen if zelle not in self.wurzeln}
        belegt = {zelle: z.bereich.orte() for zelle, z in self.zellen.items()}
        return abhaengig.haengende(formeln, set(self.wurzeln), belegt, self.aufbau)

    def _felder(self, maschine: Maschine, gesperrt: set[Zelle]) -> dict[Zelle, dict[Ort, Any]]:
        """Je Matrixformel alle Zellen, die sie füllt, mit ihren Werten."""
        felder = {}
        for zelle, z in self.zellen.items():
            if z.art == "array" and zelle not in gesperrt:
                bereich = maschine.ueberlauf(*zelle) if z.dynamisch else z.bereich
                felder[zelle] = {ort: maschine.wert(zelle[0], ort) for ort in bereich.orte()}
        return felder

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
        aenderungen: dict[Ort, str | None] = {}
        for z in blatt.formelzellen():
            zelle = (blatt.name, z.ort)
            if zelle in gesperrt:
                continue
            if zelle in felder:
                aenderungen.update(self._feld_einsetzen(blatt, z, felder[zelle]))
            else:
                neu = blatt.neuer_wert(z.attribute, z.inhalt, self.werte[zelle])
                if neu is not None:
                    aenderungen[z.ort] = neu
        if aenderungen:
            xml = blatt.xml_neu(aenderungen)
            teile = self.aufbau.paket.teile
            teile[blatt.teil] = xml.encode(kodierung(teile[blatt.teil]))
            self.aufbau.blaetter[blatt.name] = Blatt(blatt.name, blatt.teil, xml, self.aufbau.texte)

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
        for ort in set(z.bereich.orte()) - werte.keys():
            if ort in index:
                aenderungen[ort] = blatt.geleert(index[ort][2])
        return aenderungen
