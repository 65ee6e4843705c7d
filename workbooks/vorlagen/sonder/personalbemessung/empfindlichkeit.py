"""Blatt »Empfindlichkeit«: wie viele Stellen es wären, wenn eine Annahme der Arbeitszeit etwas anders wäre."""

from __future__ import annotations

from calc.parameter import laender
from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.landeswerte import nach_hbg
from workbooks.vorlagen.sonder.personalbemessung.abzuege import ANTEIL

BLATT = "Empfindlichkeit"
_UNTERSCHIED = einheiten.Einheit("VZÄ", "+#,##0.0000;-#,##0.0000;0.0000")


def empfindlichkeit(bau: Bau, dienste: Tabelle) -> None:
    """Namen: `empfindlich_njaz_mehr`, `_weniger`, `empfindlich_anteil_…`, `empfindlich_krank_…`: Unterschied in VZÄ.

    Nicht, wo ein Land Jahresstunden je VK nennt: dort gibt es keine Kette, die sich ändern ließe.
    """
    if nach_hbg(bau.vorlage):
        return
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (62, 18, 70, 3, 3, 30), 3)
    satz = "Unterschied zum Ergebnis, je eine Annahme anders. Dienste mit eigenen Stunden je VZÄ ändern sich nicht."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    eigene = bau.vorlage.land == laender.BUND
    njaz = "njaz_gilt" if eigene else "parameter_njaz"
    anteil = ANTEIL if eigene else "parameter_anteil_indirekt"
    ergebnisse(bau, blatt, 5, [_wert(w, dienste) for w in _annahmen(njaz, anteil, eigene)])
    bau.gedruckt[BLATT] = Druck("C")


def _annahmen(njaz: str, anteil: str, mit_gruppen: bool) -> list[tuple[str, str, str, str]]:
    """Wort, Name, Betreuungszeit mit der anderen Annahme, Rechenweg."""
    zeit = "EGH_BETREUUNGSZEIT({0},{1})".format
    tag = "SUMPRODUCT(mischung_anteile,mischung_stunden)/5"
    gefunden = []
    for name, wort, zeichen in (("mehr", "höher", "+"), ("weniger", "niedriger", "-")):
        gefunden += [
            (
                f"Nettojahresarbeitszeit 1 % {wort}",
                f"njaz_{name}",
                zeit(f"{njaz}*(1{zeichen}0.01)", anteil),
                "Nettojahresarbeitszeit × (1 ± 1 %) × (1 − Anteil)",
            ),
            (
                f"Anteil indirekter Zeit einen Punkt {wort}",
                f"anteil_{name}",
                zeit(njaz, f"MAX(0,{anteil}{zeichen}0.01)"),
                "Nettojahresarbeitszeit × (1 − (Anteil ± 1 Punkt))",
            ),
        ]
        if mit_gruppen:
            gegen = "-" if zeichen == "+" else "+"
            gilt = f'IF(OR(eingabe_njaz<>"",njaz_mischung=""),"",{zeit(f"njaz_gilt{gegen}{tag}", anteil)})'
            gefunden.append(
                (
                    f"ein Krankheitstag {'mehr' if zeichen == '+' else 'weniger'} in jeder Gruppe",
                    f"krank_{name}",
                    gilt,
                    "nur mit Gruppen vom Blatt Arbeitszeit: ± Σ Anteil × Std./Woche ÷ 5",
                )
            )
    return sorted(gefunden, key=lambda g: g[1].partition("_")[0], reverse=True)  # fmt: skip


def _wert(annahme: tuple[str, str, str, str], dienste: Tabelle) -> Wert:
    """Neu gerechnet wird die ganze Kette: individuelle Stunden und die Dienste ohne eigene Stunden je VZÄ."""
    wort, name, zeit, weg = annahme
    ohne = f'SUMPRODUCT(({dienste.bereich("njaz")}="")*1,{dienste.bereich("anerkannt")})'
    stunden = f"(ergebnis_stunden_individuell+{ohne})"
    formel = f'IF(ergebnis_vzae="","",IF({zeit}="","",{stunden}/{zeit}-{stunden}/betreuungszeit))'
    return Wert(wort, f"empfindlich_{name}", formel, _UNTERSCHIED, weg)
