"""Eine Mappe rechnen: übersetzen, rechnen, Werte in die Blätter einsetzen, Fehler erklären."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from calc.runden import deutsch
from calc.zelle import Fehler
from recalculation.datei import adresse, einsetzen
from recalculation.datei.adresse import Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.grenzen import HOECHSTENS_FELDZELLEN
from recalculation.datei.landesformat import ist_rechentext, kommazahl_im_text
from recalculation.datei.paket import Unbrauchbar
from recalculation.eigene import Eigene
from recalculation.erklaerung import saetze
from recalculation.ersatz import Ersatz
from recalculation.ersatz import einsetzen as einsetzen_statt_alter_werte
from recalculation.maschine.maschine import Maschine, in_spalten
from recalculation.rechnung import NICHT_BERECHENBAR, Rechnung, Zellmeldung, anfaenge, melde, ohne_alten
from recalculation.uebersetzung import abhaengig, belegung, nullregel
from recalculation.uebersetzung.formeltext import HOECHSTENS_UEBERLAUF
from recalculation.uebersetzung.fremdes import unbekannt
from recalculation.uebersetzung.hindernis import NichtBerechenbar, genauer
from recalculation.uebersetzung.vorbereitung import Vorbereitung
from recalculation.ziele import ziele

_HAENGT = "Die Formel hängt an einer nicht berechenbaren Zelle; der alte Wert bleibt stehen."
_UEBERLAUF = (
    "Die Formel füllt Nachbarzellen, die belegt sind, oder mehr als "
    f"{deutsch(HOECHSTENS_UEBERLAUF)} Zellen; der alte Wert bleibt stehen."
)
_KOMMAZAHL = (
    "Der Text enthält eine Zahl mit Nachkommastellen oder einen Wahrheitswert; wie sie darin stehen, hängt von der "
    "Ländereinstellung ab. "
    "Der alte Wert bleibt stehen."
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
# So viele Stücke einer Spalte nimmt die geladene Maschine schneller, als sie neu geladen ist (benchmarks/dauerlauf.py).
_HOECHSTENS_STUECKE = 150
_UNBEKANNTER_NAME = (
    "Die Formel nennt einen unbekannten Namen und fragt nach Fehlern; das beherrscht die Rechenmaschine nicht. "
    "Der alte Wert bleibt stehen."
)


class Lauf:
    """Eine Mappe und ihre geladene Maschine: einmal ganz rechnen, danach wiederholt mit neuen Eingaben."""

    def __init__(self, aufbau: Aufbau, eigene: Eigene, ersatz: Ersatz | None = None) -> None:
        self.aufbau = aufbau
        self._eigene = eigene
        self._ersatz = ersatz
        self.ersetzt: set[Stelle] = set()  # nicht berechenbare Zellen ohne ihren alten Wert
        self.blaetter = [b for b in aufbau.blaetter.values() if b.formelzellen()]
        self.zellen = {(b.name, z.ort): z for b in self.blaetter for z in b.formelzellen()}
        _nicht_zu_grosse_felder(self.zellen)
        self.vorbereitet = Vorbereitung(aufbau, self.blaetter, self.zellen, eigene)
        self._formeln = self.vorbereitet.formeln
        self._abschnitte = self.vorbereitet.uebersetzer.abschnitte
        self.wurzeln = self.vorbereitet.wurzeln  # nicht berechenbare Zelle → Satz
        self.werte: dict[Stelle, Any] = {}
        self.felder: dict[Stelle, dict[Ort, Any]] = {}  # Matrixformel → alle Zellen, die sie füllt, mit Wert
        self.gesperrt: set[Stelle] = set()
        self.haengende: dict[Stelle, Stelle | None] = {}  # Zelle mit altem Wert → Wurzel, an der sie hängt
        self._mit_nullregel: set[Stelle] = set()  # Zellen, deren letzte Summe unsere ist
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
            ohne[z] = melde(z, NICHT_BERECHENBAR, ohne_alten(satz) if z in self.ersetzt else satz)
        ohne |= {z: melde(z, NICHT_BERECHENBAR, _HAENGT, w) for z, w in self.haengende.items()}
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

    # ------------------------------------------------------------- ausnehmen

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
        # Erst jetzt, wo alles abgelesen ist: das Nachrechnen einzelner Zellen macht andere ungültig.
        verkettete = [z for z, wert in self.werte.items() if self._verkettet(z, wert)]
        ergebnisse = maschine.ergebnisse({z: self._formeln.text(z) for z in verkettete})
        for zelle in verkettete:
            if self._schreibt_kommazahl(maschine, zelle, ergebnisse.get(zelle, [])):
                self.wurzeln[zelle] = _KOMMAZAHL

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
        felder = ((z[0], o, w) for z, feld in self.felder.items() for o, w in feld.items())
        texte = {
            (b, o) for b, o, w in (*((*z, w) for z, w in self.werte.items()), *felder) if _ist_rechentext(w)
        }
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

    def _verkettet(self, zelle: Stelle, wert: Any) -> bool:
        """Ob ein zusammengesetzter Text eine Dezimalzahl oder einen Wahrheitswert enthält, nicht aus der Formel selbst.

        Die Texte der Zellen, die danach noch abgehen, sind teuer zu beschaffen.
        """
        if not isinstance(wert, str) or not any(zeichen in wert for zeichen in (".", "TRUE", "FALSE")):
            return False
        u = self._formeln.von(zelle)
        return u.verkettet and kommazahl_im_text(wert, u.text, ())

    def _schreibt_kommazahl(self, maschine: Maschine, zelle: Stelle, ergebnisse: list[Any]) -> bool:
        text = self._formeln.text(zelle)
        # Texte aus Zellen und von unseren Funktionen ("0.1" als HBG) sind so gemeint.
        genannte = [*ergebnisse]
        for blatt, bereich in abhaengig.bezuege(text, zelle[0], self.aufbau):
            if blatt in self.aufbau.blaetter:
                belegt = self.aufbau.blaetter[blatt].index()
                genannte += [self._aktuell(maschine, blatt, o) for o in belegt if bereich.enthaelt(o)]
        return kommazahl_im_text(self.werte[zelle], text, (w for w in genannte if isinstance(w, str)))

    def _aktuell(self, maschine: Maschine, blatt: str, ort: Ort) -> Any:
        return self.werte[blatt, ort] if (blatt, ort) in self.werte else maschine.wert_oder_nichts(blatt, ort)

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


def _ist_rechentext(wert: Any) -> bool:
    return type(wert) is str and ist_rechentext(wert)


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
