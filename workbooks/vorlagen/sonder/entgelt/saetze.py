"""Formeln, die alle Blätter mit Sätzen brauchen: leer ohne Grundlage, auf den Cent, Tage im Jahr."""

from __future__ import annotations

AUSLASTUNG = "eingabe_auslastung_stunden"
TAGE_JAHR = 'IF(eingabe_tage_jahr="",365,eingabe_tage_jahr)'


AG_ANTEIL = "(eingabe_ag_anteil+N(eingabe_zusatzversorgung)+N(eingabe_berufsgenossenschaft))"


def je_monat(satz: str) -> str:
    """Formel: der vereinbarte Satz eines Tages als Monatsbetrag auf den Cent; leer ohne ihn."""
    monat = f'EGH_MONATSSATZ({satz},IF(eingabe_tage_monat="",365/12,eingabe_tage_monat))'
    return f'IF({satz}="","",ROUND(ROUND({monat},8),2))'


def wenn(namen: tuple[str, ...], formel: str) -> str:
    """Formel, die leer bleibt, solange einer der Namen leer ist."""
    fehlt = ",".join(f'{n}=""' for n in namen)
    return f'IF(OR({fehlt}),"",{formel})'


def auf_cent(ort: str) -> str:
    """Formel: kaufmännisch auf den Cent; davor die Spuren der Gleitkommazahl weg."""
    return f'IF({ort}="","",ROUND(ROUND({ort},8),2))'
