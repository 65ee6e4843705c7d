"""Zwei Raster, nie gemischt: HBG 1 bis 12 und der Förderbereich BFBTS I bis VII; was beide Blätter brauchen."""

from __future__ import annotations

from workbooks.bausteine.grund.regeln import Regel, in_worten

HBG, BFBTS = "HBG 1 bis 12", "BFBTS I bis VII"
IST_BFBTS = f'eingabe_raster="{BFBTS}"'
_KALENDERTAGE = "(7*wert_wochen_jahr)"
JE_KALENDERTAG = f"*eingabe_betreuungstage/{_KALENDERTAGE}"
JE_BETREUUNGSTAG = f"*{_KALENDERTAGE}/eingabe_betreuungstage"


def je_raster(formel: str) -> str:
    """Eine Formel über die Namen `stufe_…` für das gewählte Raster: `bfbts_…` heißen auf ihrem Blatt dasselbe."""
    return f"IF({IST_BFBTS},{formel.replace('stufe_', 'bfbts_')},{formel})"


def nummer(gruppen: tuple[str, ...]) -> str:
    """Formel: 1 für die erste Gruppe; 0, wo keine steht."""
    liste = "{{" + ",".join(f'"{gruppe}"' for gruppe in gruppen) + "}}"
    nummern = "{{" + ",".join(str(n) for n in range(1, len(gruppen) + 1)) + "}}"
    return f'IF({{gruppe}}="",0,SUMPRODUCT(({{gruppe}}&""={liste})*{nummern}))'


def satzregeln(satz: str, gewaehlt: str) -> tuple[Regel, ...]:
    """Sätze steigen mit der Gruppe, und zwar mit der VK: aus kleinster und größter kommt der Preis einer VK.

    `satz`: Spalte des Satzes; `gewaehlt`: Bedingung, dass mit diesem Raster gerechnet wird.
    """
    zelle, alle = f"{{{satz}}}", f"{{alle_{satz}}}"
    steigt = f'IF(ISNUMBER({zelle}),SUMPRODUCT(({{alle_nummer}}>0)*({{alle_nummer}}<{{nummer}})*({alle}<>"")*({alle}>={zelle}))>0,FALSE)'
    neben = "mehr als 0,5 % neben der Geraden durch kleinste und größte Gruppe"
    return (
        Regel("nicht höher als der Satz einer kleineren Gruppe", steigt, in_worten(zelle, "EUR")),
        Regel(neben, _neben_der_geraden(satz, gewaehlt), in_worten(zelle, "EUR")),
    )


def _neben_der_geraden(satz: str, gewaehlt: str) -> str:
    """Bedingung mit den VK aus den Eingaben, nicht den geprüften: sonst hinge die Prüfung an sich selbst."""
    s0, s1, v0, v1 = (_der(wo, spalte) for spalte in (satz, "stelle") for wo in ("unten", "oben"))
    soll = f"({s0}+({s1}-{s0})*({{stelle}}-{v0})/({v1}-{v0}))"
    zahlen = f"ISNUMBER({{{satz}}}),ISNUMBER({{stelle}}),ISNUMBER(umrechnung_unten)"
    weit = f"ABS({soll}-{{{satz}}})>0.005*{{{satz}}}"
    return f"IF(AND({gewaehlt},{zahlen}),IF(umrechnung_unten<umrechnung_oben,{weit},FALSE),FALSE)"


def _der(wo: str, spalte: str) -> str:
    return f"SUMPRODUCT(({{alle_nummer}}=umrechnung_{wo})*1,{{alle_{spalte}}})"
