"""Der Gang durch den Baum einer Formel: Werte, Bezüge, Namen, Rechenzeichen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple

from calc.runden import deutsch
from recalculation.datei import landesformat
from recalculation.datei.adresse import Ort, bereich_von
from recalculation.datei.aufbau import Aufbau, Name
from recalculation.eigene import Eigene
from recalculation.funktionen.tabelle import name_ohne_vorsatz
from recalculation.funktionen.vergleich import ZEICHEN
from recalculation.uebersetzung import baum, belegung, hilfsrufe
from recalculation.uebersetzung.baum import RECHENZEICHEN, Knoten
from recalculation.uebersetzung.bezug import (
    Bezuege,
    Form,
    Zahltext,
    gemeinsam,
    ist_fest,
    passen,
    ungleich_fest,
)
from recalculation.uebersetzung.formeln import Beweglich, Uebersetzung
from recalculation.uebersetzung.formeltext import HOECHSTENS_UEBERLAUF
from recalculation.uebersetzung.fremdes import satz_zum_namen
from recalculation.uebersetzung.hindernis import NichtBerechenbar

Groesse = tuple[int, int]
_BEZUGSZEICHEN = {":", " "}


class Stueck(NamedTuple):
    """Ein übersetztes Stück Formel; `ganz`: darin stehen nicht zusammengefasste ganze Spalten oder Zeilen.

    `groesse`: bei einem Bereich oder Feld Zeilen und Spalten oder ein Bezug, der so groß ist; None, wo sie erst beim
    Rechnen feststehen.
    """

    text: str
    form: Form = Form.WERT
    ganz: bool = False
    groesse: Groesse | str | None = None
    zahltext: Zahltext = Zahltext.KEINER


def _kein_anfang(k: Knoten) -> bool:
    """Ob ein Ende eines Bereichs ein Aufruf ist, dessen Ergebnis die Maschine dort nicht für einen Bezug nimmt."""
    return k["node_type"] == "Function" and name_ohne_vorsatz(k["name"]) not in (
        "INDEX",
        "OFFSET",
        "INDIRECT",
    )


def _ist_ganze_zahl(k: Knoten) -> bool:
    wert = k.get("value")
    return isinstance(wert, float) and wert != 0 and wert.is_integer()


class Umgebung:
    """Was ein Gang von seiner Mappe wissen muss: Namen, Tabellen, eigene Formeln, wo etwas steht."""

    def __init__(self, aufbau: Aufbau, texte: str, eigene: Eigene) -> None:
        self.aufbau = aufbau
        self.eigene = eigene
        self.bezuege = Bezuege(aufbau)
        self.abschnitte = belegung.abschnitte(aufbau, texte)

    def rechnet(self, name: Name) -> bool:
        """Ob hinter dem Namen eine Formel steht, die an seiner Stelle zu rechnen ist."""
        if name.name.upper() in self.eigene or name.ziel() is not None:
            return False
        tabelle = any(t.name.lower() == name.bezug.lower() for t in self.aufbau.tabellen)
        return tabelle or any(zeichen in name.bezug for zeichen in "([{")


class Gang(ABC):
    """Der Gang durch eine Formel; was er dabei sieht, wird zu ihrer `Uebersetzung`."""

    def __init__(self, u: Umgebung, blatt: str, ort: Ort) -> None:
        self._u = u
        self._blatt = blatt
        self._ort = ort
        self._tiefe = 0
        self._lokale: dict[str, Stueck] = {}  # was hinter den Namen von LET und LAMBDA steht
        self.wandert = True
        self._faengt_ab = self._fragt = self._lehnt_ab = False
        self._nach_null_gefragt = False  # ob davon, ob hier null steht, ein WAHR oder FALSCH abhängt
        self._namen: set[str] = set()
        self._bewegliche: list[Beweglich] = []
        self._nummern: list[Beweglich] = []

    def formel(self, k: Knoten, feld: bool, fuellt: Groesse = (1, 1)) -> Uebersetzung:
        """Die ganze Formel; `fuellt`: so viele Zeilen und Spalten füllt eine Matrixformel von fester Größe."""
        text = self._text(k, feld, fuellt)
        return Uebersetzung(
            text,
            self.wandert,
            self._faengt_ab,
            self._fragt,
            self._lehnt_ab,
            frozenset(self._namen),
            bewegliche=tuple(self._bewegliche),
            nummern=tuple(self._nummern),
        )

    def _text(self, k: Knoten, feld: bool, fuellt: Groesse) -> str:
        s = self._stueck(k, feld)
        if not feld:
            return self._einzeln(s, k).text
        groesse = self._groesse(s) if self._fragt and fuellt != (1, 1) else fuellt
        if groesse is None or any(1 < ist < soll for ist, soll in zip(groesse, fuellt, strict=True)):
            raise NichtBerechenbar(
                "Die Matrixformel fragt über ihr Ergebnis hinaus; das wird nicht gerechnet."
            )
        if s.ganz:
            raise NichtBerechenbar(
                f"Eine ganze Spalte oder Zeile als Ergebnis füllt mehr als {deutsch(HOECHSTENS_UEBERLAUF)} Zellen; "
                "der alte Wert bleibt stehen."
            )
        return s.text

    # ------------------------------------------------------------------ Werte

    def _einzeln(self, s: Stueck, k: Knoten) -> Stueck:
        """Der eine Wert, den Excel in einer gewöhnlichen Zelle nimmt."""
        if s.form == Form.WERT:
            return s
        if s.form == Form.BEREICH and k["node_type"] == "Reference":
            zelle = self._u.bezuege.schnitt(s.text, self._blatt, self._ort)
            if zelle is not None:
                self.wandert &= zelle[1]
                return Stueck(zelle[0], zahltext=s.zahltext)
        return Stueck(f"@({s.text})", zahltext=s.zahltext)

    def _wert(self, k: Knoten, feld: bool) -> Stueck:
        """Ein Stück, wo ein einzelner Wert gewollt ist; im Feld und bei Feldern Wert für Wert."""
        s = self._stueck(k, feld)
        if s.form != Form.BEREICH:
            return s
        return s._replace(form=Form.FELD) if feld else self._einzeln(s, k)

    def _stueck(self, k: Knoten, feld: bool) -> Stueck:
        art = k["node_type"]
        return self._function(k, feld) if art == "Function" else _KNOTEN[art](self, k, feld)

    # ----------------------------------------------------------------- Knoten

    def _literal(self, k: Knoten, _feld: bool) -> Stueck:
        text = baum.text_in(k)
        if text is not None and landesformat.ist_deutsche_zahl(text):
            raise NichtBerechenbar(f'Die Zahl im Text "{text}" liest die Rechenmaschine anders als Excel.')
        anders = text is not None and landesformat.ist_rechentext(text)
        return Stueck(baum.literal(k["value"]), zahltext=Zahltext.IMMER if anders else Zahltext.KEINER)

    def _omitted(self, _k: Knoten, _feld: bool) -> Stueck:
        return Stueck("")

    def _array(self, k: Knoten, feld: bool) -> Stueck:
        zeilen = (",".join(self._stueck(z, feld).text for z in zeile) for zeile in k["rows"])
        groesse = len(k["rows"]), len(k["rows"][0])
        return Stueck("{" + ";".join(zeilen) + "}", Form.FELD, groesse=groesse)

    def _reference(self, k: Knoten, _feld: bool) -> Stueck:
        bezug = k["reference"]
        if bezug.lower() in self._lokale:
            return self._lokale[bezug.lower()]._replace(text=bezug)
        name = self._u.bezuege.name(bezug, self._blatt)
        if name is not None:
            self._namen.add(name.name.upper())
        if name is not None and (satz := satz_zum_namen(name, self._u.eigene)):
            raise NichtBerechenbar(satz)
        if name is not None and landesformat.ist_rechentext(name.bezug.strip('"')) and '"' in name.bezug:
            raise NichtBerechenbar(f"Der Name {name.name} steht für einen Text, der eine Zahl sein kann.")
        if name is not None and self._u.rechnet(name):
            return self._hinter_name(name.name, name.bezug)
        if self._tiefe and not ist_fest(bezug):
            raise NichtBerechenbar(f"Ein Name enthält den verschiebbaren Bezug {bezug}.")
        text = self._u.bezuege.geschrieben(bezug, self._blatt, self._ort)
        ganz = hilfsrufe.ist_ganz(name.bezug if name is not None else text)
        form = self._u.bezuege.form(text, self._blatt)
        zahltext = self._u.bezuege.zahltext(text, self._blatt)
        return Stueck(text, form, ganz, text if form else None, zahltext)

    def _groesse(self, s: Stueck) -> Groesse | None:
        """Die Größe eines Feldes; die von A$1:A5 ändert sich mit der Zeile, in der die Formel steht."""
        if not isinstance(s.groesse, str):
            return (1, 1) if s.form == Form.WERT else s.groesse
        ecken = self._u.bezuege.ecken(s.groesse, self._blatt)
        if ecken is None:
            return None
        if ungleich_fest(ecken[1]):
            self.wandert = False
        bereich = bereich_von(ecken[1])
        return bereich.hoehe, bereich.breite

    def _hinter_name(self, name: str, text: str) -> Stueck:
        if self._tiefe > 10:
            raise NichtBerechenbar(f"Der Name {name} verweist auf sich selbst.")
        self._tiefe += 1
        s = self._stueck(baum.zerlegt(text), True)
        self._tiefe -= 1
        # ein Bereich in Klammern wäre für manche Funktion keiner mehr
        return s if s.form == Form.BEREICH else s._replace(text=f"({s.text})")

    def _unaryop(self, k: Knoten, feld: bool) -> Stueck:
        zeichen, innen = k["operator"], k["operand"]
        if zeichen == "@":
            return self._einzeln(self._stueck(innen, False), innen)
        if zeichen == "#":
            return Stueck(
                f"{self._stueck(innen, feld).text}#", Form.BEREICH, zahltext=self._u.bezuege.ueberall
            )
        s = self._operand(innen, feld)
        text = f"{s.text}%" if zeichen == "%" else f"{zeichen}{s.text}"
        return s._replace(text=text, zahltext=Zahltext.KEINER)

    def _binaryop(self, k: Knoten, feld: bool) -> Stueck:
        zeichen, links, rechts = k["operator"], k["left"], k["right"]
        if zeichen == ":" and any(map(_kein_anfang, (links, rechts))):
            raise NichtBerechenbar(
                "Bereiche bis zum Ergebnis dieser Funktion beherrscht die Rechenmaschine nicht."
            )
        if zeichen in _BEZUGSZEICHEN:
            bereich = f"{self._stueck(links, feld).text}{zeichen}{self._stueck(rechts, feld).text}"
            return Stueck(bereich, Form.BEREICH, zahltext=self._u.bezuege.ueberall)
        if zeichen == ",":
            raise NichtBerechenbar("Mehrere Bereiche in einer Klammer werden nicht unterstützt.")
        rechnet = zeichen in RECHENZEICHEN
        davor, self._nach_null_gefragt = (
            self._nach_null_gefragt,
            self._nach_null_gefragt or zeichen in ZEICHEN,
        )
        a, b = (self._operand(seite, feld, rechnet) for seite in (links, rechts))
        self._nach_null_gefragt = davor
        form = Form.FELD if Form.FELD in (a.form, b.form) else Form.WERT
        felder = bool(a.form and b.form)
        groessen = [self._groesse(s) for s in (a, b)] if felder else []
        passt = not felder or passen(*groessen)
        if zeichen == "^" and (not passt or not _ist_ganze_zahl(rechts)):  # 0^0 ist in Excel ein Fehler
            self._lehnt_ab = True
            text = f"POWER({a.text},{b.text})"
        elif zeichen in ZEICHEN:
            text = hilfsrufe.verglichen(a.text, zeichen, b.text)
        elif zeichen == "&":
            self._lehnt_ab = True
            text = hilfsrufe.verkettet(a.text, links, b.text)
        elif passt:
            text = a.text + zeichen + b.text
        else:
            self._lehnt_ab = True
            text = hilfsrufe.gerechnet(a.text, zeichen, b.text)
        if not passt and (a.ganz or b.ganz):
            raise NichtBerechenbar(
                "Eine ganze Spalte oder Zeile mit einem Bereich anderer Größe wird nicht gerechnet."
            )
        groesse = gemeinsam(*groessen) if felder else a.groesse or b.groesse
        return Stueck(
            text,
            form,
            a.ganz or b.ganz,
            groesse,
            zahltext=Zahltext.IMMER if zeichen == "&" else Zahltext.KEINER,
        )

    def _operand(self, k: Knoten, feld: bool, rechnet: bool = True) -> Stueck:
        s = self._wert(k, feld)
        if rechnet:
            text = baum.text_in(k)
            if text is not None and landesformat.ist_zahltext(text):
                raise NichtBerechenbar(
                    f'Die Zahl im Text "{text}" liest die Rechenmaschine anders als Excel.'
                )
            s = self._als_zahl_gelesen(k, s)
        # ein @ gälte auch für das Rechenzeichen dahinter
        if k["node_type"] in ("BinaryOp", "UnaryOp") or s.text.startswith("@"):
            return s._replace(text=f"({s.text})")
        return s

    def _als_zahl_gelesen(self, k: Knoten, s: Stueck) -> Stueck:
        """Ein Stück, wo eine Zahl gebraucht wird: ein Text darin so gelesen, wie Excel ihn läse.

        Fehler: `NichtBerechenbar`, wo eine Zelle gemeint ist, in der eine Zahl als Text steht.
        """
        if k["node_type"] == "Reference" and self._u.bezuege.ist_zahltext(s.text, self._blatt):
            raise NichtBerechenbar(f"{s.text} enthält eine Zahl als Text; Excel läse sie deutsch.")
        if s.zahltext in (Zahltext.ANDERSWO, Zahltext.HIER):
            self.wandert = False
        if s.zahltext < Zahltext.HIER:
            return s
        self._lehnt_ab = True
        return s._replace(text=hilfsrufe.rechenwert(s.text), zahltext=Zahltext.KEINER)

    def _call(self, k: Knoten, feld: bool) -> Stueck:
        argumente = [self._stueck(a, True) for a in k["args"]]
        if k["callee"]["node_type"] == "Function" and k["callee"]["name"].upper().endswith("LAMBDA"):
            for parameter, a in zip(k["callee"]["args"], argumente, strict=False):
                self._lokale[str(parameter.get("reference", "")).lower()] = a
        ruf = self._stueck(k["callee"], feld)
        text = f"{ruf.text}({','.join(a.text for a in argumente)})"
        return Stueck(text, Form.FELD, zahltext=max(s.zahltext for s in (ruf, *argumente)))

    @abstractmethod
    def _function(self, k: Knoten, feld: bool) -> Stueck:
        """Ein Funktionsaufruf."""


_KNOTEN: dict[str, Callable[[Gang, Knoten, bool], Stueck]] = {
    "Literal": Gang._literal,
    "Omitted": Gang._omitted,
    "Array": Gang._array,
    "Reference": Gang._reference,
    "UnaryOp": Gang._unaryop,
    "BinaryOp": Gang._binaryop,
    "Call": Gang._call,
}
