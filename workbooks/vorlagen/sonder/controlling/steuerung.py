"""Blatt »Controlling«: Auslastung nach ihren vier Namen und weitere Quoten, je aus zwei Zahlen."""

from __future__ import annotations

from typing import NamedTuple

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import Regel, in_worten

BLATT = "Controlling"
_ZAHL = eingabe.zahl(0, 1e13, "Zahl ab 0.")


class _Quote(NamedTuple):
    """Wort und Name der Quote, Wort und Name ihrer zwei Zahlen; `anteil`: die erste ist ein Teil der zweiten.

    `dazu`: die zweite Zahl ist der andere Teil, geteilt wird durch die Summe.
    """

    wort: str
    name: str
    teil: str
    ganzes: str
    anteil: bool = True
    dazu: bool = False


_QUOTEN = (
    _Quote("auslastung_belegung", "belegung", "belegte Tage", "mögliche Tage"),
    _Quote("auslastung_abrechnung", "abrechnung", "abgerechnete Stunden", "bewilligte Stunden", anteil=False),
    _Quote(
        "auslastung_stunden",
        "stunden",
        "geleistete Leistungsstunden",
        "mögliche Leistungsstunden",
        anteil=False,
    ),
    _Quote("auslastung_budget", "budget", "Ausgaben EUR", "Budget EUR", anteil=False),
    _Quote(
        "fallunspezifische Arbeit", "fallunspezifisch", "fallunspezifische Stunden", "alle Arbeitsstunden"
    ),
    _Quote(
        "alternative Leistungserbringung", "alternativ", "Personen mit alternativer Leistung", "alle Personen"
    ),
    _Quote(
        "Ambulantisierungsquote",
        "ambulant",
        "Personen ambulant",
        "Personen in besonderen Wohnformen",
        dazu=True,
    ),
)


def steuerung(bau: Bau) -> None:
    """Namen: `eingabe_quote_X_teil`, `eingabe_quote_X_ganzes`, `quote_X`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (44, 20, 78), 3)
    satz = "Je Quote zwei Zahlen; leer, was nicht gebraucht wird. »Auslastung« heißt viererlei: jede hat ihren Namen."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    felder = [feld for q in _QUOTEN for feld in _felder(q)]
    z = eingaben(bau, blatt, 5, felder)
    ergebnisse(bau, blatt, z + 1, [_wert(q) for q in _QUOTEN])
    passt = ",".join(
        f'N({_teil(q)})<=IF({_ganzes(q)}="",1E+15,{_ganzes(q)})' for q in _QUOTEN if q.anteil and not q.dazu
    )
    bau.pruefung(
        "quoten",
        "Controlling: belegte Tage, fallunspezifische Stunden, alternative Leistungen sind nicht mehr als alle",
        f"AND({passt})",
        "Zahlen auf dem Blatt Controlling berichtigen.",
        nativ=True,
    )
    # ohne (a="")=(b=""): nicht jedes Programm liest das so
    beide = (f'AND({_teil(q)}="",{_ganzes(q)}=""),AND({_teil(q)}<>"",{_ganzes(q)}<>"")' for q in _QUOTEN)
    paare = ",".join(f"OR({zwei})" for zwei in beide)
    bau.pflicht.append(("Controlling: zu jeder Quote beide Zahlen oder keine", f"AND({paare})"))
    bau.gedruckt[BLATT] = Druck("C")


def _teil(q: _Quote) -> str:
    return f"eingabe_quote_{q.name}_teil"


def _ganzes(q: _Quote) -> str:
    return f"eingabe_quote_{q.name}_ganzes"


def _felder(q: _Quote) -> tuple[Feld, Feld]:
    zu_viel = f"AND(N({{wert}})>0,N({_ganzes(q)})>0,N({{wert}})>N({_ganzes(q)}))"
    frage = Regel("über 100 %", zu_viel, in_worten("{wert}")) if not q.anteil else None
    return (
        Feld(q.teil, f"quote_{q.name}_teil", "#,##0.00", _ZAHL, None, q.wort, False, frage),
        Feld(q.ganzes, f"quote_{q.name}_ganzes", "#,##0.00", _ZAHL, None, "", False),
    )


def _wert(q: _Quote) -> Wert:
    teil, ganzes = _teil(q), _ganzes(q)
    nenner = f"{teil}+{ganzes}" if q.dazu else ganzes
    formel = f'IF(OR({teil}="",{ganzes}=""),"",IF({nenner}=0,"",EGH_QUOTE({teil},{nenner})))'
    weg = f"{q.teil} ÷ ({q.teil} + {q.ganzes})" if q.dazu else f"{q.teil} ÷ {q.ganzes}"
    return Wert(q.wort, f"quote_{q.name}", formel, einheiten.PROZENT, weg)
