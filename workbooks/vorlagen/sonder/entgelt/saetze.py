"""Formeln, die alle Blätter mit Sätzen brauchen: leer ohne Grundlage, auf den Cent, Tage im Jahr."""

from __future__ import annotations

from collections.abc import Mapping

AUSLASTUNG = "eingabe_auslastung_stunden"
TAGE_JAHR = 'IF(eingabe_tage_jahr="",365,eingabe_tage_jahr)'


def oder_null(name: str) -> str:
    """Formel: eine freiwillige Angabe, leer 0; ein Text darin bleibt ein Fehler (N machte 0 daraus)."""
    return f'IF({name}="",0,{name})'


AG_ANTEIL = (
    f"(eingabe_ag_anteil+{oder_null('eingabe_zusatzversorgung')}+{oder_null('eingabe_berufsgenossenschaft')})"
)


def monatssatz(satz: str) -> str:
    """Formel: der Satz eines Tages mal die Tage eines Monats."""
    return f'EGH_MONATSSATZ({satz},IF(eingabe_tage_monat="",365/12,eingabe_tage_monat))'


def je_monat(satz: str) -> str:
    """Formel: der vereinbarte Satz eines Tages als Monatsbetrag auf den Cent; leer ohne ihn."""
    return f'IF({satz}="","",ROUND(ROUND({monatssatz(satz)},8),2))'


def je_nach(ort: str, faelle: Mapping[str, str], sonst: str = '""') -> str:
    """Formel: zum Wort in `ort` die Formel dieses Falls."""
    for wort, formel in faelle.items():
        sonst = f'IF({ort}="{wort}",{formel},{sonst})'
    return sonst


def wenn(namen: tuple[str, ...], formel: str) -> str:
    """Formel, die leer bleibt, solange einer der Namen leer ist."""
    fehlt = ",".join(f'{n}=""' for n in namen)
    return f'IF(OR({fehlt}),"",{formel})'


def auf_cent(ort: str) -> str:
    """Formel: kaufmännisch auf den Cent; davor die Spuren der Gleitkommazahl weg."""
    return f'IF({ort}="","",ROUND(ROUND({ort},8),2))'
