"""Blatt »Abdeckung«: welcher Teil der Ausgaben und der Personen in Budgets ist."""

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
_ZAHL = eingabe.zahl(0, 1e7, "Anzahl, ab 0.")


def abdeckung(bau: Bau) -> None:
    """Quoten aus je zwei Zahlen; ein Teil, der größer ist als das Ganze, ist #ZAHL!."""
    blatt = bau.blatt("Abdeckung", bau.titel("Abdeckung"), (52, 22, 50), 3)
    z = eingaben(bau, blatt, 5, _felder())

    def quote(was: str) -> str:
        teil, ganzes = f"eingabe_{was}_budget", f"eingabe_{was}_gesamt"
        return f'IF(OR({teil}="",{ganzes}=""),"",EGH_QUOTE({teil},{ganzes}))'

    ergebnisse(
        bau,
        blatt,
        z + 1,
        (
            Wert(
                "Anteil der Ausgaben in Budgets", "abdeckung_ausgaben", quote("ausgaben"), einheiten.PROZENT
            ),
            Wert(
                "Anteil der Personen in Budgets", "abdeckung_personen", quote("personen"), einheiten.PROZENT
            ),
        ),
    )
    bau.pruefung(
        "abdeckung",
        "Abdeckung: kein Teil ist größer als das Ganze",
        'AND(N(eingabe_ausgaben_budget)<=IF(eingabe_ausgaben_gesamt="",1E+15,eingabe_ausgaben_gesamt),'
        'N(eingabe_personen_budget)<=IF(eingabe_personen_gesamt="",1E+15,eingabe_personen_gesamt))',
        "Zahlen auf dem Blatt Abdeckung berichtigen.",
        nativ=True,
    )
    bau.gedruckt["Abdeckung"] = Druck("C")


def _felder() -> tuple[Feld, ...]:
    return (
        Feld(
            "Ausgaben der Eingliederungshilfe",
            "ausgaben_gesamt",
            zellen.EURO,
            _EURO,
            579000000,
            pflicht=False,
        ),
        Feld(
            "davon in Budgets",
            "ausgaben_budget",
            zellen.EURO,
            _EURO,
            269560232.73,
            pflicht=False,
            frage=_WENIGER,
        ),
        Feld("Leistungsberechtigte", "personen_gesamt", "#,##0", _ZAHL, 23200, pflicht=False),
        Feld("davon in Budgets", "personen_budget", "#,##0", _ZAHL, 10700, pflicht=False),
    )
