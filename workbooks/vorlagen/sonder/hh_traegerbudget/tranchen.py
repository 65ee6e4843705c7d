"""Was alle Blätter des Budgets rechnen: einen Betrag fortschreiben, je Leistungserbringer und für alle zusammen.

Je Leistungserbringer und je Anpassung rechnet EGH_BUDGET; alle zusammen rechnet eine gewöhnliche Formel, je Verfahren, als
Gegenprobe und zum Vergleich. Jeder Betrag ist auf den Cent gerundet, damit Summen ihre gezeigten Teile sind.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from calc.budget import ADDITIV, LINEAR
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG

LAUFZEIT = tuple(f"jahr{t}" for t in range(1, HOECHSTENS_JAHRE + 1))
VERLAENGERUNG = tuple(f"verlaengert{t}" for t in range(1, HOECHSTENS_JAHRE + 1))
RATEN_VERLAENGERT = tuple(
    f"eingabe_verlaengerung_{x}" for x in ("steigerung_fallzahl", "veraenderung_fallkosten")
)
NIE = 999
"""»seit« einer freien Zeile."""
_BLATTRAND = "L"  # verborgen


def offen(bau: Bau, blatt: Worksheet, z: int, angaben: Sequence[str]) -> None:
    """Namen `budget_offen` (etwas fehlt noch: kein Jahr wird gezeigt) und `budget_falsch` (0, oder #NV einer Zeile)."""
    listen = ("anpassungen", "innovation")
    fehlt = [
        *(f'{a}=""' for a in angaben),
        *(f'COUNTIF(zeilenhinweis_{x},"{UNVOLLSTAENDIG}*")>0' for x in listen),
    ]
    falsch = "+".join(f"SUM(pruefwerte_{x})" for x in listen)
    for name, formel in (("budget_offen", f"OR({','.join(fehlt)})"), ("budget_falsch", falsch)):
        z += 1
        zellen.stumm(blatt[f"{_BLATTRAND}{z}"], f"={formel}", "General", rechts=False)
        bau.name(name, blatt, f"{_BLATTRAND}{z}")
    blatt.column_dimensions[_BLATTRAND].hidden = True


def fortgeschrieben(betrag: str, jahre: str, raten: Sequence[str], verfahren: str) -> str:
    """Formel: ein Betrag nach so vielen Jahren, auf den Cent; auch ein negativer."""
    g, v = raten
    return f"SIGN({betrag})*ROUND(EGH_BUDGET(ABS({betrag}),{jahre},{g},{v},{verfahren}),2)"


def alle(verfahren: str, t: int) -> str:
    """Formel: operatives Budget aller Leistungserbringer im Jahr t (0: das erste) nach einem Verfahren, ohne EGH-Formel."""
    faktor = _faktor(verfahren, str(t), "traeger_g", "traeger_v")
    seit = f"(anpassung_seit<={t})"
    nach = _faktor(verfahren, f"(({t}-anpassung_seit)*{seit})", "anpassung_g", "anpassung_v")
    summe = f"SUMPRODUCT(ROUND(traeger_basis*{faktor},2))+SUMPRODUCT({seit}*ROUND(anpassung_betraege*{nach},2))+budget_falsch"
    if verfahren != LINEAR:
        return summe
    negativ = f"SUMPRODUCT((traeger_basis>0)*({faktor}<0))+SUMPRODUCT({seit}*({nach}<0))>0"
    return f"IF({negativ},NA(),{summe})"  # EGH_BUDGET: #ZAHL!, wenn das Budget unter null fiele


def _faktor(verfahren: str, jahre: str, g: str, v: str) -> str:
    if verfahren == LINEAR:
        return f"(1+{jahre}*({g}+{v}))"
    return f"(1+{g}+{v})^{jahre}" if verfahren == ADDITIV else f"((1+{g})*(1+{v}))^{jahre}"
