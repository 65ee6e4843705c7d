"""Die Rechenmaschine formualizer mit unseren Funktionen: laden, rechnen, Werte ablesen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

import formualizer as fz

from udfs import FUNKTIONEN, Fehler, aufruf, formel
from workbooks.recalculation import adresse
from workbooks.recalculation.adresse import Bereich, Ort
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.bedingung import WENN, wenn, wenn_1904
from workbooks.recalculation.excelfunktionen import funktionen
from workbooks.recalculation.excelfunktionen.grund import Verweigert
from workbooks.recalculation.excelfunktionen.im_feld import IM_FELD, RECHNEN, name_im_feld, verrechnet
from workbooks.recalculation.excelfunktionen.mathematik import SUMMENPRODUKT, summenprodukt
from workbooks.recalculation.excelfunktionen.verweise import BEZUGSTEXT, NACH_ART, bezugstext
from workbooks.recalculation.formeltext import FELD, REST
from workbooks.recalculation.formelzelle import Formelzelle
from workbooks.recalculation.hindernis import NichtBerechenbar
from workbooks.recalculation.maschinenpaket import paket_fuer_maschine
from workbooks.recalculation.maschinenwerte import abgelesen, eingepasst, herein, hinaus, verschoben
from workbooks.recalculation.nullregel import SUMME, summe
from workbooks.recalculation.paket import Unbrauchbar
from workbooks.recalculation.vergleich import VERGLEICH, vergleich
from workbooks.recalculation.zellwert import TAGE_1904

_ABLEHNUNG = (
    ValueError,
    RuntimeError,
    fz.ExcelEvaluationError,
    fz.FormualizerHostError,
    fz.ParserError,
    fz.TokenizerError,
)
_HOECHSTENS_GEMERKT = 100_000


_UNSERE = re.compile(r"EGH_(?!INTERN_)", re.I)
_RUF = re.compile(r"\"[^\"]*\"|'[^']*'|\b(EGH_(?!INTERN_)\w+)\s*\((\s*\))?", re.I)
_MITSCHRIFT = "EGH_INTERN_MITSCHRIFT"


class Maschine:
    """Eine geladene Mappe."""

    def __init__(
        self,
        aufbau: Aufbau,
        blattteile: dict[str, str],
        zellen: Mapping[tuple[str, Ort], Formelzelle],
        texte: dict[tuple[str, Ort], str],
    ) -> None:
        self._zellen = zellen
        self._texte = texte  # übersetzte Formeln
        self.verweigert = False  # ob eine Funktion ihre Argumente abgelehnt hat
        self._tage = TAGE_1904 if aufbau.datum_1904 else 0
        try:
            self._mappe = _geladen(aufbau, blattteile)
        except (OSError, *_ABLEHNUNG) as grund:
            raise Unbrauchbar(
                "Die Datei ist beschädigt oder ungewöhnlich aufgebaut; einmal in Excel oder LibreOffice öffnen "
                "und neu speichern."
            ) from grund
        if fehlend := {b.name for b in aufbau.blaetter.values()} - set(self._mappe.sheet_names):
            raise Unbrauchbar(
                f"Das Blatt {min(fehlend)} ist beschädigt; die Rechenmaschine kann es nicht laden."
            )
        self._mappe.set_temporal_egress("serial")
        self.namen_ohne_wert = {d["name"].upper() for d in self._mappe.name_import_diagnostics}
        self._unsere = {formel(f).name: self._rechnend(f) for f in FUNKTIONEN}
        for name, rechnen in self._unsere.items():
            self._mappe.register_function(name, _merkend(rechnen))
        self._mitschriften: dict[int, list[Any]] = {}
        self._mappe.register_function(_MITSCHRIFT, self._mitschreiben)
        self._felder: dict[str, list[list[Any]]] = {}
        self._mappe.register_function(FELD, self._feld)
        self._mappe.register_function(REST, self._rest)
        for name, ersatz in funktionen(aufbau.datum_1904).items():
            self._mappe.register_function(name, ersatz, allow_override_builtin=True)
        for name, ersatz in IM_FELD.items():
            self._mappe.register_function(name_im_feld(name), ersatz)
        for name, ersatz in NACH_ART.items():
            self._mappe.register_function(name, ersatz)
        lokale = {n.name.casefold() for n in aufbau.namen if n.blatt is not None}
        self._mappe.register_function(BEZUGSTEXT, bezugstext(lokale))
        self._mappe.register_function(RECHNEN, verrechnet)
        self._mappe.register_function(VERGLEICH, vergleich)
        self._mappe.register_function(SUMME, summe)
        self._mappe.register_function(SUMMENPRODUKT, summenprodukt)
        self._mappe.register_function(WENN, wenn_1904 if self._tage else wenn)

    def _rechnend(self, funktion: Any) -> Callable[[tuple[Any, ...]], Any]:
        """Eine unserer Funktionen über Werten der Maschine; ihr Ergebnis ist ein Zellwert."""
        tage = self._tage
        stichtage = {i for i, a in enumerate(formel(funktion).argumente) if a.name == "stichtag"}

        def rechnen(argumente: tuple[Any, ...]) -> Any:
            werte = [a if type(a) is float else herein(a) for a in argumente]
            if tage:  # Tageszahlen einer Mappe mit 1904-Zählung
                werte = [verschoben(w, tage) if i in stichtage else w for i, w in enumerate(werte)]
            return aufruf(funktion, werte)

        return rechnen

    def _mitschreiben(self, nummer: float, name: str, *argumente: Any) -> Any:
        ergebnis = self._unsere[name](argumente)
        self._mitschriften[int(nummer)].append(ergebnis)
        return hinaus(ergebnis)

    def _feld(self, werte: Any, hoehe: float, breite: float, stueck: float, merkmal: str) -> Any:
        feld = self._felder[merkmal] = eingepasst(werte, int(hoehe), int(breite))
        return feld[: int(stueck)]

    def _rest(self, _anfang: Any, merkmal: str, ab: float, anzahl: float) -> Any:
        return self._felder[merkmal][int(ab) : int(ab + anzahl)]

    def setze_wert(self, blatt: str, ort: Ort, wert: Any) -> None:
        """Eine Formel durch einen festen Wert ersetzen."""
        self._mappe.set_value(blatt, *ort, None if isinstance(wert, Fehler) else wert)

    def setze_formel(self, blatt: str, ort: Ort, text: str) -> None:
        """Formel einer Zelle ersetzen. Fehler: `NichtBerechenbar`."""
        try:
            self._mappe.set_formula(blatt, *ort, "=" + text)
        except _ABLEHNUNG as grund:
            raise NichtBerechenbar("Die Formel ist nicht lesbar.") from grund

    def formel(self, blatt: str, ort: Ort) -> str:
        """Formel einer Zelle, wie die Maschine sie liest, ohne »=«; gemeinsame Formeln ausgeschrieben."""
        zelle = (blatt, ort)
        text = self._texte.get(zelle)
        if text is None and zelle in self._zellen:
            text = self._zellen[zelle].text
        if text is None:  # das Nachfragen ist langsam
            text = (self._mappe.get_formula(blatt, *ort) or "").removeprefix("=")
            self._texte[blatt, ort] = text
        return text

    def rechne_alles(self) -> bool:
        """Alles rechnen; False, wenn die Maschine die Mappe im Ganzen verweigert."""
        Verweigert.anzahl = 0
        try:
            self._mappe.evaluate_all()
        except _ABLEHNUNG:
            return False
        self.verweigert = Verweigert.anzahl > 0
        return True

    def rechne_zelle(self, blatt: str, ort: Ort) -> Any:
        """Eine Zelle rechnen. Fehler: `NichtBerechenbar`."""
        try:
            return abgelesen(self._mappe.evaluate_cell(blatt, *ort))
        except _ABLEHNUNG as grund:
            raise NichtBerechenbar(
                "Ein Bezug der Formel ist nicht auflösbar (fehlende Verknüpfung?)."
            ) from grund

    def ergebnisse(self, zellen: Iterable[tuple[str, Ort]]) -> dict[tuple[str, Ort], list[Any]]:
        """Was unsere Funktionen in diesen Zellen ergeben, mit den Sätzen ihrer Fehler.

        Gerechnet wird noch einmal, alle auf einmal und am Ende derselben Zeile: dort hängt nichts von ihnen ab.
        """
        gesucht = {z: text for z in zellen if _UNSERE.search(text := self.formel(*z))}
        self._mitschriften = {nummer: [] for nummer in range(len(gesucht))}
        je_zeile: dict[tuple[str, int], int] = {}
        orte = []
        for nummer, ((blatt, ort), text) in enumerate(gesucht.items()):
            spalte = je_zeile[blatt, ort.zeile] = je_zeile.get((blatt, ort.zeile), adresse.MAX_SPALTE + 1) - 1
            try:
                self.setze_formel(blatt, Ort(ort.zeile, spalte), _mitgeschrieben(text, nummer))
            except NichtBerechenbar:
                continue
            orte.append((blatt, ort.zeile, spalte))
        with suppress(*_ABLEHNUNG):  # was bis dahin mitgeschrieben ist, gilt
            self._mappe.evaluate_cells(orte)
        for blatt, zeile, spalte in orte:
            self._mappe.set_value(blatt, zeile, spalte, None)
        return {zelle: self._mitschriften[nummer] for nummer, zelle in enumerate(gesucht)}

    def lehnt_ab(self, blatt: str, ort: Ort) -> bool:
        """Ob in dieser Formel eine Funktion ihre Argumente ablehnt, auch wenn die Formel den Fehler abfängt."""
        neben = Ort(ort.zeile, adresse.MAX_SPALTE)
        Verweigert.anzahl = 0
        try:
            self.setze_formel(blatt, neben, self.formel(blatt, ort))
            self.rechne_zelle(blatt, neben)
        except NichtBerechenbar:
            return True
        finally:
            self._mappe.set_value(blatt, *neben, None)
        return Verweigert.anzahl > 0

    def wert(self, blatt: str, ort: Ort) -> Any:
        """Gerechneter Wert einer Zelle; blank ist None. Fehler: `NichtBerechenbar`."""
        wert = self._mappe.get_value(blatt, *ort)
        return wert if type(wert) is str and wert else abgelesen(wert)

    def wert_oder_nichts(self, blatt: str, ort: Ort) -> Any:
        """Wert einer Zelle; None auch, wenn sie nicht berechenbar ist."""
        try:
            return self.wert(blatt, ort)
        except NichtBerechenbar:
            return None

    def ueberlauf(self, blatt: str, ort: Ort) -> Bereich:
        """Bereich, den eine dynamische Matrixformel jetzt füllt."""
        zeiger = "'" + blatt.replace("'", "''") + "'!" + adresse.a1(*ort)
        rolle = self._mappe.inspect_cell(zeiger).cell.spill
        ausdehnung = rolle.extent if rolle is not None else None
        geteilt = adresse.mit_blatt(str(ausdehnung)) if ausdehnung else None
        return adresse.bereich(geteilt[1] if geteilt else adresse.a1(*ort))


def _geladen(aufbau: Aufbau, blattteile: dict[str, str]) -> fz.Workbook:
    paket = BytesIO()
    paket_fuer_maschine(paket, aufbau, blattteile)
    return fz.Workbook.from_bytes(paket.getvalue(), config=_einstellung(aufbau.datum_1904))


def _einstellung(datum_1904: bool) -> fz.WorkbookConfig:
    """Ein Faden: mit mehreren warten die Rückrufe nach Python aufeinander (gemessen dreimal so langsam)."""
    rechnen = fz.EvaluationConfig()
    rechnen.enable_parallel = False
    if datum_1904:
        rechnen.date_system = "1904"
    return fz.WorkbookConfig(eval_config=rechnen)


def _merkend(rechnen: Callable[[tuple[Any, ...]], Any]) -> Callable[..., Any]:
    """Listen wiederholen sich (Minuten, HBG, Land): dieselben Zahlen und Texte werden nur einmal gerechnet."""
    bekannt: dict[tuple[Any, ...], Any] = {}

    def ruf(*argumente: Any) -> Any:
        if not _einfache(argumente):
            return hinaus(rechnen(argumente))
        ergebnis = bekannt.get(argumente, bekannt)
        if ergebnis is bekannt:
            ergebnis = hinaus(rechnen(argumente))
            if len(bekannt) < _HOECHSTENS_GEMERKT:
                bekannt[argumente] = ergebnis
        return ergebnis

    return ruf


def _mitgeschrieben(text: str, nummer: int) -> str:
    """Eine Formel, in der unsere Funktionen unter dieser Nummer mitgeschrieben werden."""

    def ersatz(m: re.Match[str]) -> str:
        return f'{_MITSCHRIFT}({nummer},"{m[1].upper()}"{")" if m[2] else ","}' if m[1] else m[0]

    return _RUF.sub(ersatz, text)


def _einfache(argumente: tuple[Any, ...]) -> bool:
    """Ob alle Argumente Zahlen oder Texte sind (WAHR und 1 sind in Python gleich und dürfen sich nicht vertreten)."""
    for wert in argumente:
        art = type(wert)
        if art is not float and art is not str:
            return False
    return True
