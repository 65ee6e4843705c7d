"""Die Rechenmaschine formualizer mit unseren Funktionen: laden, rechnen, Werte ablesen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import Any

import formualizer as fz

from calc.zelle import Fehler
from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.paket import Unbrauchbar
from recalculation.eigene import Eigene
from recalculation.maschine.maschinenpaket import paket_fuer_maschine
from recalculation.maschine.maschinenwerte import abgelesen
from recalculation.maschine.rueckrufe import MITSCHRIFT, Rueckrufe
from recalculation.uebersetzung.hindernis import NICHT_LESBAR, NichtBerechenbar

_ABLEHNUNG = (
    ValueError,
    RuntimeError,
    fz.ExcelEvaluationError,
    fz.FormualizerHostError,
    fz.ParserError,
    fz.TokenizerError,
)

_ANDERE_BEWEGLICHE = f'ROWS(INDIRECT("A{adresse.MAX_ZEILE}"))'  # liest keine Zelle
Spaltenstueck = tuple[str, Ort, list[Any]]
"""Blatt, erste Zelle und die Werte ab dort nach unten."""


def in_spalten(werte: Mapping[Stelle, Any]) -> list[Spaltenstueck]:
    """Zellen mit Wert, zusammengefasst zu Stücken, die ohne Lücke untereinander stehen."""
    stuecke: list[Spaltenstueck] = []
    for (blatt, ort), wert in sorted(werte.items(), key=lambda e: (e[0][0], e[0][1].spalte, e[0][1].zeile)):
        if stuecke:
            davor, erste, liste = stuecke[-1]
            if davor == blatt and (erste.zeile + len(liste), erste.spalte) == ort:
                liste.append(wert)
                continue
        stuecke.append((blatt, ort, [wert]))
    return stuecke


class Maschine:
    """Eine geladene Mappe."""

    def __init__(
        self,
        aufbau: Aufbau,
        blattteile: dict[str, str],
        eigene: Eigene,
    ) -> None:
        self.ablehnende: frozenset[str] = frozenset()  # welche Funktionen ihre Argumente abgelehnt haben
        try:
            self._mappe = _geladen(aufbau, blattteile)
        except (OSError, *_ABLEHNUNG) as grund:
            raise Unbrauchbar(nicht_geladen(str(grund))) from grund
        if fehlend := {b.name for b in aufbau.blaetter.values()} - set(self._mappe.sheet_names):
            raise Unbrauchbar(
                f"Das Blatt {min(fehlend)} ist beschädigt; die Rechenmaschine kann es nicht laden."
            )
        self._mappe.set_temporal_egress("serial")
        self.namen_ohne_wert = {d["name"].upper() for d in self._mappe.name_import_diagnostics}
        self._rueckrufe = Rueckrufe(aufbau, eigene)
        self._unsere = _rufmuster(eigene)
        for name, ruf in self._rueckrufe.alle().items():
            self._mappe.register_function(name, ruf, allow_override_builtin=True)

    def setze_wert(self, blatt: str, ort: Ort, wert: Any) -> None:
        """Eine Formel durch einen festen Wert ersetzen."""
        self._mappe.set_value(blatt, *ort, None if isinstance(wert, Fehler) else wert)

    def setze_spalten(self, spalten: Iterable[Spaltenstueck]) -> None:
        """Feste Werte in Zellen untereinander; ein ganzes Stück kostet so viel wie eine einzelne Zelle."""
        for blatt, ort, werte in spalten:
            self._mappe.set_values_batch(blatt, *ort, [[wert] for wert in werte])

    def setze_formel(self, blatt: str, ort: Ort, text: str) -> None:
        """Formel einer Zelle ersetzen. Fehler: `NichtBerechenbar`."""
        try:
            self._mappe.set_formula(blatt, *ort, "=" + text)
        except _ABLEHNUNG as grund:
            raise NichtBerechenbar(NICHT_LESBAR) from grund

    def rechne_alles(self) -> bool:
        """Alles rechnen; False, wenn die Maschine die Mappe im Ganzen verweigert."""
        self._rueckrufe.ablehnungen.clear()
        try:
            self._mappe.evaluate_all()
        except _ABLEHNUNG:
            self._rueckrufe.nichts_gescheitert()
            return False
        self._rueckrufe.nichts_gescheitert()
        self.ablehnende = frozenset(self._rueckrufe.ablehnungen)
        return True

    def rechne_zelle(self, blatt: str, ort: Ort) -> Any:
        """Eine Zelle rechnen. Fehler: `NichtBerechenbar`."""
        try:
            wert = self._mappe.evaluate_cell(blatt, *ort)
            self._rueckrufe.nichts_gescheitert()
            return abgelesen(wert)
        except _ABLEHNUNG as grund:
            self._rueckrufe.nichts_gescheitert()
            raise NichtBerechenbar(
                "Ein Bezug der Formel ist nicht auflösbar (fehlende Verknüpfung?)."
            ) from grund

    def ergebnisse(self, formeln: Mapping[Stelle, str]) -> dict[Stelle, list[Any]]:
        """Was unsere Funktionen in diesen Formeln ergeben, mit den Sätzen ihrer Fehler.

        Was bis zu einer Ablehnung der Maschine mitgeschrieben ist, gilt.
        """
        gesucht = {z: text for z, text in formeln.items() if any(m[1] for m in self._unsere.finditer(text))}
        if not gesucht:  # auch für keine Zelle rechnete die Maschine alles durch
            return {}
        self._rueckrufe.mitschriften = {nummer: [] for nummer in range(len(gesucht))}
        self.daneben_gerechnet(
            [(zelle, self._mitgeschrieben(text, i)) for i, (zelle, text) in enumerate(gesucht.items())]
        )
        return {zelle: self._rueckrufe.mitschriften[nummer] for nummer, zelle in enumerate(gesucht)}

    def _mitgeschrieben(self, text: str, nummer: int) -> str:
        """Eine Formel, in der unsere Funktionen unter dieser Nummer mitgeschrieben werden."""

        def ersatz(m: re.Match[str]) -> str:
            return f'{MITSCHRIFT}({nummer},"{m[1].upper()}"{")" if m[2] else ","}' if m[1] else m[0]

        return self._unsere.sub(ersatz, text)

    def daneben_gerechnet(self, formeln: Sequence[tuple[Stelle, str]]) -> list[Any]:
        """Was Formeln (ohne »=«) in der Zeile ihrer Zelle ergeben; None, wo sie nicht berechenbar sind.

        Gerechnet wird alles auf einmal und am Ende der Zeile: dort hängt nichts von ihnen ab.
        """
        je_zeile: dict[tuple[str, int], int] = {}
        orte = []
        for (blatt, ort), text in formeln:
            spalte = je_zeile[blatt, ort.zeile] = je_zeile.get((blatt, ort.zeile), adresse.MAX_SPALTE + 1) - 1
            orte.append((blatt, Ort(ort.zeile, spalte)))
            with suppress(NichtBerechenbar):
                self.setze_formel(*orte[-1], text)
        with suppress(*_ABLEHNUNG):
            self._mappe.evaluate_cells([(blatt, *ort) for blatt, ort in orte])
        self._rueckrufe.nichts_gescheitert()
        werte = [self.wert_oder_nichts(*stelle) for stelle in orte]
        for blatt, ort in orte:
            self._mappe.set_value(blatt, *ort, None)
        return werte

    def lehnt_ab(self, blatt: str, ort: Ort, text: str, beweglich: bool) -> bool:
        """Ob in der Formel dieser Zelle eine Funktion ihre Argumente ablehnt, auch wenn sie den Fehler abfängt.

        Mit einer beweglichen rechnet die Maschine alle anderen noch einmal: was die ablehnen, zählt nicht.
        """
        neben = Ort(ort.zeile, adresse.MAX_SPALTE)
        gezaehlt = []
        try:
            for formel in (_ANDERE_BEWEGLICHE if beweglich else "1", text):
                self._rueckrufe.ablehnungen.clear()
                self.setze_formel(blatt, neben, formel)
                self.rechne_zelle(blatt, neben)
                gezaehlt.append(self._rueckrufe.ablehnungen.total())
        except NichtBerechenbar:
            return True
        finally:
            self._mappe.set_value(blatt, *neben, None)
        return gezaehlt[1] > gezaehlt[0]

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


def nicht_geladen(grund: str) -> str:
    """Warum eine Datei nicht zu laden ist, als Satz; `grund` ist die Meldung der Rechenmaschine."""
    if "spool" in grund and "limit" in grund:
        return "Ein Blatt hat mehr Formeln, als die eingebaute Rechenmaschine laden kann; weniger Zeilen vorsehen."
    return (
        "Die Datei ist beschädigt oder ungewöhnlich aufgebaut; einmal in Excel oder LibreOffice öffnen und neu "
        "speichern."
    )


def _geladen(aufbau: Aufbau, blattteile: dict[str, str]) -> fz.Workbook:
    paket = BytesIO()
    paket_fuer_maschine(paket, aufbau, blattteile)
    inhalt = paket.getvalue()
    # Ungepackt, also nicht größer, als es ist; wie viel wir überhaupt lesen, hat `paket` schon begrenzt.
    grenzen = dict.fromkeys(("max_input_bytes", "max_expanded_bytes", "max_part_bytes"), len(inhalt))
    return fz.Workbook.from_bytes(inhalt, config=_einstellung(aufbau.datum_1904), load_limits=grenzen)


def _einstellung(datum_1904: bool) -> fz.WorkbookConfig:
    """Ein Faden: mit mehreren warten die Rückrufe nach Python aufeinander (gemessen dreimal so langsam)."""
    rechnen = fz.EvaluationConfig()
    rechnen.enable_parallel = False
    if datum_1904:
        rechnen.date_system = "1904"
    return fz.WorkbookConfig(eval_config=rechnen)


@lru_cache(maxsize=4)
def _rufmuster(eigene: Eigene) -> re.Pattern[str]:
    """Texte und Blattnamen als Ganzes, sonst der Anfang eines Rufs einer eigenen Formel."""
    namen = "|".join(map(re.escape, sorted(eigene.formeln, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"\"[^\"]*\"|'[^']*'|\b({namen})\s*\((\s*\))?", re.I)
