"""Was in den Spalten »Hinweis« und »Prüfwert« steht: der Zustand einer Zeile als Formel."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import column_index_from_string, get_column_letter

from workbooks.bausteine import zellen
from workbooks.bausteine.eingabe import Grenze
from workbooks.bausteine.regeln import Regel
from workbooks.bausteine.spalte import (
    BESTAETIGEN,
    BESTAETIGT,
    FALSCH,
    NICHT_PRUEFBAR,
    OK,
    UNVOLLSTAENDIG,
    Spalte,
    Tabelle,
)

_UNKLAR = f'IF(addin_fehlt,"{NICHT_PRUEFBAR}","{FALSCH}")'


def hinweis(t: Tabelle, zeile: int, regeln: Sequence[Regel], zelle: dict[str, str]) -> str:
    """Zustand der Zeile: leer, ok, unvollständig, Wert prüfen: …, bitte bestätigen: …, bestätigt."""
    fehlt = ",".join(_fehlt(s, zelle) for s in t.spalten if s.pflicht)
    kern = f'"{OK}"'
    fragen = _nach_regeln(t, regeln, zelle, bestaetigen=True)
    if fragen:
        offen = _erste_zutreffende(fragen, f"{BESTAETIGEN}: ", f'"{OK}"')
        kern = f'IF(TRIM({zelle["grund"]})="",{offen},IF(OR({",".join(b for _, b in fragen)}),"{BESTAETIGT}","{OK}"))'
    kern = _erste_zutreffende(_nach_regeln(t, regeln, zelle), f"{FALSCH}: ", _ohne_fehler(t, zeile, kern))
    kern = f'IF(OR({fehlt}),"{UNVOLLSTAENDIG}",{kern})'
    kern = _erste_zutreffende(_grenzen(t, zeile), f"{FALSCH}: ", kern)
    return f'=IF({_leer(t, zeile)},"",IFERROR({kern},{_UNKLAR}))'


def pruefwert(t: Tabelle, zeile: int, regeln: Sequence[Regel], zelle: dict[str, str]) -> str:
    """0, in einer vollständigen falschen Zeile #NV; nur aus Eingaben, damit gerechnete Spalten darauf zeigen können."""
    falsch = ",".join(b for _, b in (*_grenzen(t, zeile), *_nach_regeln(t, regeln, zelle)))
    fehlt = [_fehlt(s, zelle) for s in t.spalten if s.pflicht and (s.grenze or s.fehlt)]
    return f'=IF({_leer(t, zeile)},"",IF(OR({",".join(fehlt)}),0,IF(OR({falsch}),NA(),0)))'


def _leer(t: Tabelle, zeile: int) -> str:
    return f"COUNTA({','.join(bereich for _, bereich, _ in _gruppen(t, zeile))})=0"


def _grenzen(t: Tabelle, zeile: int) -> list[tuple[str, str]]:
    """Was in den Zellen nicht erlaubt ist: (Überschrift der Spalte, Bedingung)."""
    return [
        (_wort(t.spalten[erste - 1].kopf), bedingung)
        for grenze, bereich, erste in _gruppen(t, zeile)
        if (bedingung := grenze.verletzt(bereich))
    ]


def _nach_regeln(
    t: Tabelle, regeln: Sequence[Regel], zelle: dict[str, str], bestaetigen: bool = False
) -> list[tuple[str, str]]:
    """Was an der Zeile im Ganzen falsch oder zu bestätigen ist: (Text, Bedingung)."""
    werte = dict(zelle)
    if "schluessel" in zelle:
        b = t.buchstabe("schluessel")
        werte["alle_schluessel"] = f"${b}${t.erste}:${b}${t.letzte}"
    return [(r.text, r.bedingung.format_map(werte)) for r in regeln if r.bestaetigen == bestaetigen]


def _ohne_fehler(t: Tabelle, zeile: int, kern: str) -> str:
    return f"IF(ISERROR(SUM({_gerechnet(t, zeile)})),{_UNKLAR},{kern})"


def _fehlt(spalte: Spalte, zellen_der_zeile: dict[str, str]) -> str:
    if spalte.fehlt:
        return spalte.fehlt.format_map(zellen_der_zeile)
    zelle = zellen_der_zeile[spalte.schluessel]
    if spalte.grenze is None:
        return f'IF(ISERROR({zelle}),FALSE,{zelle}="")'
    return f'TRIM({zelle})=""' if spalte.format == zellen.TEXT else f'{zelle}=""'


def _erste_zutreffende(faelle: Sequence[tuple[str, str]], vorsatz: str, sonst: str) -> str:
    for text, bedingung in reversed(faelle):
        sonst = f'IF({bedingung},"{vorsatz}{text}",{sonst})'
    return sonst


def _wort(kopf: str) -> str:
    """Überschrift einer Spalte ohne ihre Zeilenumbrüche: "Fall-/nummer" wird "Fallnummer"."""
    return kopf.replace("-\n", "").replace("\n", " ")


def _gerechnet(t: Tabelle, zeile: int) -> str:
    """Die gerechneten Spalten vor dem Hinweis, in dieser Zeile."""
    letzte = column_index_from_string(t.buchstabe("hinweis")) - 1
    while t.spalten[letzte - 1].grenze is not None:
        letzte -= 1
    erste = letzte
    while t.spalten[erste - 2].grenze is None:
        erste -= 1
    return f"${get_column_letter(erste)}{zeile}:${get_column_letter(letzte)}{zeile}"


def _gruppen(t: Tabelle, zeile: int) -> list[tuple[Grenze, str, int]]:
    """Zusammenhängende Eingabespalten gleicher Grenze als ein Bereich der Zeile, mit der Nummer der ersten Spalte.

    Grund einer Bestätigung und Bemerkung gehören nicht dazu: sie machen keine Zeile belegt.
    """
    gruppen: list[tuple[Grenze, int, int]] = []
    for nummer, spalte in enumerate(t.spalten, 1):
        if spalte.grenze is None or spalte.schluessel in ("grund", "bemerkung"):
            continue
        if (
            gruppen
            and spalte.grenze.art == "zahl"
            and gruppen[-1][0] == spalte.grenze
            and gruppen[-1][2] == nummer - 1
        ):
            gruppen[-1] = (spalte.grenze, gruppen[-1][1], nummer)
        else:
            gruppen.append((spalte.grenze, nummer, nummer))
    return [
        (g, f"${get_column_letter(a)}{zeile}" + (f":${get_column_letter(b)}{zeile}" if b > a else ""), a)
        for g, a, b in gruppen
    ]
