"""Auskunft zu einer Zelle, in jedem Host dieselbe: warum sie einen Fehler zeigt und woher ihr Ergebnis stammt.

Der Host beginnt eine Mitschrift, lässt die Zelle neu rechnen und fragt dann nach dem Text. So gilt die Auskunft den
Werten, mit denen wirklich gerechnet wurde, auch in zusammengesetzten Formeln. Ohne Mitschrift wird nichts behalten.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from calc.parameter import Parameter, Stand, laender, mitschrift
from calc.runden import deutsch
from udfs.grenze import Formel, aufruf
from udfs.herkunft import regeln, regeltext
from udfs.werte import DEUTSCHE_FEHLER, Fehler


@dataclass(frozen=True)
class Ruf:
    """Ein mitgeschriebener Aufruf einer Formel mit allem, was er nachgeschlagen hat."""

    formel: Formel
    argumente: Sequence[Any]
    ergebnis: Any
    staende: Sequence[tuple[Parameter, Stand]]


class Mitschrift:
    """Rechnet Formeln und behält, solange sie läuft, was gerechnet wurde."""

    def __init__(self) -> None:
        self._rufe: Optional[list[Ruf]] = None

    def beginne(self) -> None:
        """Von hier an mitschreiben; Früheres ist vergessen."""
        self._rufe = []

    def beende(self) -> list[Ruf]:
        """Das Mitgeschriebene; danach wird nichts mehr behalten."""
        rufe, self._rufe = self._rufe or [], None
        return rufe

    def aufruf(self, formel: Formel, argumente: Sequence[Any]) -> Any:
        """Wie `udfs.aufruf`."""
        if self._rufe is None:
            return aufruf(formel.funktion, argumente)
        with mitschrift() as staende:
            ergebnis = aufruf(formel.funktion, argumente)
        self._rufe.append(Ruf(formel, argumente, ergebnis, tuple(staende)))
        return ergebnis


def fehlertext(rufe: Sequence[Ruf]) -> str:
    """Die deutschen Sätze zu den Fehlern der Rufe, jeder einmal; leer, wenn keiner einen Fehler gab. [Text]"""
    saetze = (
        f"{DEUTSCHE_FEHLER.get(fehler.code, fehler.code)}: {fehler.satz or _durchgereicht(ruf, fehler)}"
        for ruf in rufe
        for fehler in _fehler(ruf.ergebnis)
    )
    return "\n\n".join(dict.fromkeys(saetze))


def quellentext(rufe: Sequence[Ruf]) -> str:
    """Je Formel, was sie rechnet, welche hinterlegten Werte sie nahm, ihre Regeln und deren Quellen. [Text]"""
    je_formel: dict[str, dict[str, None]] = {}
    for ruf in rufe:
        f = ruf.formel
        zeilen = je_formel.setdefault(_kopf(f), {})
        zeilen.update(dict.fromkeys(_hinterlegt(*stand) for stand in ruf.staende))
        zeilen.update(dict.fromkeys(_regelzeilen(f)))
    return "\n\n".join("\n".join([kopf, *zeilen]) for kopf, zeilen in je_formel.items())


def regeltexte(formeln: Iterable[Formel]) -> str:
    """Je Formel, was sie rechnet und ihre Regeln mit Quelle, ohne gerechnet zu haben. [Text]"""
    return "\n\n".join("\n".join([_kopf(f), *_regelzeilen(f)]) for f in formeln)


def _kopf(f: Formel) -> str:
    return f"{f.name}: {f.beschreibung} [{f.einheit}]"


def _regelzeilen(f: Formel) -> list[str]:
    return [f"Regel: {regeltext(regel)}" for regel in regeln(f.funktion)]


def _fehler(ergebnis: Any) -> Iterator[Fehler]:
    zellen = [zelle for zeile in ergebnis for zelle in zeile] if type(ergebnis) is list else [ergebnis]
    return (zelle for zelle in zellen if type(zelle) is Fehler)


def _durchgereicht(ruf: Ruf, fehler: Fehler) -> str:
    namen = [a.name for a, w in zip(ruf.formel.argumente, ruf.argumente) if fehler in list(_fehler(w))]
    ort = " und ".join(namen) or "ein Argument"
    return f"{ruf.formel.name}: {ort} enthält schon diesen Fehler; die Zelle prüfen, aus der er kommt."


def _hinterlegt(parameter: Parameter, stand: Stand) -> str:
    if isinstance(stand.wert, float):
        wert = f" {deutsch(stand.wert)} {parameter.einheit}"
    else:
        wert = " (Tabelle)"
    return (
        f"Hinterlegt für {laender.fuer(parameter.land)}: {parameter.anzeige}{wert}, gilt ab {stand.ab:%d.%m.%Y}, "
        f"geprüft bis {parameter.geprueft:%d.%m.%Y}. Quelle: {stand.quelle} (Beleg: {stand.beleg})."
        + (f" {stand.notiz}" if stand.notiz else "")
        + (f" {stand.link}" if stand.link else "")
    )
