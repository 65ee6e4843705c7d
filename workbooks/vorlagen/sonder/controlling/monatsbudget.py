"""Was das Trägercontrolling von einer Budgetmappe wissen muss: was ein Leistungserbringer in welchem Monat hat."""

from __future__ import annotations

from typing import NamedTuple

from workbooks.bausteine.grund.eingabe import TEXT, Grenze

BUDGETJAHR, HAUSHALTSJAHR = "Budgetjahr", "Haushaltsjahr"
MONATE = range(12)
JE_ZEILE = 100_000
"""Ein Schlüssel aus Zeile (oder Nummer) und Monat ist Zeile × JE_ZEILE + Monat: eine Zahl findet jedes Programm gleich."""
NACH_TAGEN = 'eingabe_controlling_teilung="nach Tagen"'
TAGE_DES_MONATS = "(EDATE({m},1)-{m})"


class Teil(NamedTuple):
    """Worauf sich ein Betrag verteilt: so viele Monate und so viele Tage, als Formeln."""

    monate: str
    tage: str

    def des_monats(self, **werte: str) -> str:
        """Formel: welcher Teil davon auf den Monat {m} entfällt, zu gleichen Teilen oder nach Tagen."""
        nach_tagen = f"{TAGE_DES_MONATS}/({self.tage})"
        return f"IF({NACH_TAGEN},{nach_tagen},1/({self.monate}))".format(**werte)


class Monatsbudgets(NamedTuple):
    """Formeln; {n}: Nummer des Leistungserbringers, {m}: erster Tag eines Monats, {j}: das Jahr der Mappe, in dem er liegt.

    `betrag`: das Budget dieses Jahres, das sich auf `eur` verteilt; `gilt`: ob es in diesem Monat eines gibt; `ende`: der
    Tag nach der Laufzeit. `menge`: worauf sich eine vereinbarte Jahresmenge verteilt. `aus_mappe`, `preis`: Menge und
    Preis einer Zeile des Blatts Vereinbart ({traeger}, {typ}, {einheit}, {jahr}), die die Mappe schon kennt; 0: keine.
    `preisindex`: womit so ein Preis im Jahr {j} malgenommen wird.
    """

    liste: str
    ende: str
    jahr: str
    betrag: str
    gilt: str
    eur: Teil
    menge: Teil
    typen: Grenze = TEXT
    aus_mappe: str = ""
    preis: str = ""
    preisindex: str = ""
    woher: str = ""


def budgetjahr(tag: str) -> str:
    """Formel: das Kalenderjahr, in dem das Budgetjahr dieses Tages beginnt."""
    return f"YEAR({tag})-(MONTH({tag})<MONTH(eingabe_laufzeit_von))"


def monatszahl(tag: str) -> str:
    """Formel: Monate seit dem Jahr 0, für Vergleiche und Schlüssel."""
    return f"12*YEAR({tag})+MONTH({tag})"


def nummer(m: Monatsbudgets) -> str:
    """Formel: Nummer des Leistungserbringers einer Zeile in der Liste; 0, wenn er dort nicht steht."""
    return f'IF({{traeger}}="",0,IFERROR(MATCH({{traeger}},{m.liste},0),0))'
