"""Blatt »Abdeckung«: welcher Teil der Ausgaben, der Personen und der Leistungsvereinbarungen in Budgets ist."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import Regel, in_worten

_EURO = eingabe.zahl(0, 1e12, "Betrag in Euro, ab 0.")
_WENIGER = Regel(
    "weniger als das Budget dieser Mappe im ersten Jahr; in TEUR getippt?",
    'AND({wert}<>"",N({wert})<N(eingabe_budget))',
    in_worten("{wert}", "EUR"),
)
_IN_TEUR = Regel(
    "weniger als ein Tausendstel der Ausgaben; in TEUR getippt?",
    "AND(N({wert})>0,1000*N({wert})<N(eingabe_ausgaben_gesamt))",
    in_worten("{wert}", "EUR"),
)
_ZAHL = eingabe.zahl(0, 1e7, "Anzahl, ab 0.")
_QUOTEN = (
    ("Ausgaben in Trägerbudgets", "ausgaben", ("ausgaben_budget",), "ausgaben_gesamt"),
    ("Ausgaben in ASP-Budgets", "asp", ("ausgaben_asp",), "ausgaben_gesamt"),
    ("Ausgaben in Budgets zusammen", "zusammen", ("ausgaben_budget", "ausgaben_asp"), "ausgaben_gesamt"),
    ("Personen in Trägerbudgets", "personen", ("personen_budget",), "personen_gesamt"),
    (
        "Leistungsvereinbarungen in Trägerbudgets",
        "vereinbarungen",
        ("vereinbarungen_budget",),
        "vereinbarungen_gesamt",
    ),
)
"""Wort, Name, Teile, Ganzes."""


def abdeckung(bau: Bau) -> None:
    """Namen `abdeckung_X`: Quoten; leer ohne alle ihre Zahlen. Ein Teil darf nicht größer sein als das Ganze."""
    blatt = bau.blatt("Abdeckung", bau.titel("Abdeckung"), (52, 22, 50), 3)
    z = eingaben(bau, blatt, 5, _felder())
    ergebnisse(bau, blatt, z + 1, [_quote(*q) for q in _QUOTEN])
    zu_viel = ",".join(_passt(teile, ganzes) for _, _, teile, ganzes in _QUOTEN)
    bau.pruefung(
        "abdeckung",
        "Abdeckung: kein Teil ist größer als das Ganze",
        f"AND({zu_viel})",
        "Zahlen auf dem Blatt Abdeckung berichtigen.",
        nativ=True,
    )
    bau.gedruckt["Abdeckung"] = Druck("C")


def _quote(wort: str, name: str, teile: tuple[str, ...], ganzes: str) -> Wert:
    fehlt = ",".join(f'eingabe_{x}=""' for x in (*teile, ganzes))
    teil = "+".join(f"eingabe_{x}" for x in teile)
    formel = f'IF(OR({fehlt}),"",EGH_QUOTE({teil},eingabe_{ganzes}))'
    weg = " + ".join({"ausgaben_budget": "Trägerbudgets", "ausgaben_asp": "ASP"}.get(x, "") for x in teile)
    return Wert(wort, f"abdeckung_{name}", formel, einheiten.PROZENT, weg if len(teile) > 1 else "")


def _passt(teile: tuple[str, ...], ganzes: str) -> str:
    teil = "+".join(f"N(eingabe_{x})" for x in teile)
    return f'{teil}<=IF(eingabe_{ganzes}="",1E+15,eingabe_{ganzes})'


def _felder() -> tuple[Feld, ...]:
    euro, zahl = (zellen.EURO, _EURO), ("#,##0", _ZAHL)
    return (
        Feld("Ausgaben der Eingliederungshilfe", "ausgaben_gesamt", *euro, 579000000, "", False),
        Feld("davon in Trägerbudgets", "ausgaben_budget", *euro, 269560232.73, "", False, _WENIGER),
        Feld("davon in ASP-Budgets", "ausgaben_asp", *euro, 91104387, "Mappe hh-asp", False, _IN_TEUR),
        Feld("Leistungsberechtigte", "personen_gesamt", *zahl, 23200, "", False),
        Feld("davon in Trägerbudgets", "personen_budget", *zahl, 10700, "", False),
        Feld("Leistungsvereinbarungen", "vereinbarungen_gesamt", *zahl, 360, "", False),
        Feld("davon in Trägerbudgets", "vereinbarungen_budget", *zahl, 55, "", False),
    )
