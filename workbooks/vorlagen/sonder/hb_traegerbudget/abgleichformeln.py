"""Formeln des Datenabgleichs: Schlüssel, Ergebnis und Unterschied je Zeile einer Liste gegen die andere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, rein
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.worte import BESTAETIGT

GLEICH, DOPPELT, FALSCH = "gleich", "Zeiten doppelt", "Angaben prüfen"
NUR_TRAEGER, NUR_ERBRINGER = "nur Leistungsträger", "nur Leistungserbringer"
ANDERE_HBG, ANDERE_DATEN = "andere HBG", "andere Daten"
ERGEBNISSE = (GLEICH, ANDERE_DATEN, ANDERE_HBG, NUR_TRAEGER, NUR_ERBRINGER, DOPPELT, FALSCH)
EINGABEN = ("fall", "typ", "hbg", "von", "bis", "preis", "siebtes", "budget")
GERECHNET = ("ergebnis", "euro")
VERBORGEN = (
    "ende",
    "tage",
    "vergleich",
    "gruppe",
    "daten",
    "betrag",
    "falsch",
    "hier",
    "dort",
    "g",
    "d",
    "ueber",
)
FRAGEN = ("grund_rein", "frage0", "frage1", "frage2")
# wie `liste` die Spalten dahinter setzt
ALLE = (*EINGABEN, *GERECHNET, *VERBORGEN, "status", "hinweis", "grund", "schluessel", "pruefwert", *FRAGEN)
SCHLUESSEL = kennung(als_text("{fall}"), als_text("{typ}"), wenn=belegt("{fall}"))
JAHR = "eingabe_abgleich_jahr"
_OBEN, _LINKS, _ANDERES_JAHR = "siehe oben", "siehe links", "nicht in diesem Jahr"
_LEER = "COUNTA({fall}:{budget})=0"
_ERSTER, _LETZTER = f"DATE({JAHR},1,1)", f"DATE({JAHR},12,31)"
_OFFEN = 73050  # 31.12.2099: läuft noch


@dataclass(frozen=True)
class Seite:
    """Wo eine der beiden Listen steht, bevor sie geschrieben ist; `links` ist die des Leistungsträgers."""

    ab: int  # Spalte der Fallnummer
    erste: int
    letzte: int
    links: bool

    def alle(self, name: str) -> str:
        """Alle Zeilen einer Spalte, auf dem Blatt selbst."""
        s = get_column_letter(self.ab + ALLE.index(name))
        return f"${s}${self.erste}:${s}${self.letzte}"

    def bis_hier(self, name: str) -> str:
        """Die Zeilen einer Spalte bis zur eigenen."""
        return f"{self.alle(name).partition(':')[0]}:{{{name}}}"


def verborgene(s: Seite, andere: Seite) -> dict[str, str]:
    """Spalte → Formel: was von einer Zeile in das Jahr fällt, was sie kostet, wie oft ihr Fall in den Listen steht.

    `vergleich` ist der Schlüssel eines Falls, der Tage im Jahr hat; ein Fall kann mehrere Zeiten haben (Wechsel der HBG).
    """
    pflicht = [belegt("{fall}"), belegt("{typ}")]
    pflicht += [f'{{{n}}}<>""' for n in ("von", "preis", "siebtes", "budget")]
    ab, bis = f"MAX({{von}},{_ERSTER})", f"MIN({{ende}},{_LETZTER})"
    teile = f'{ab}&"|"&{bis}&"|"&ROUND(100*N({{preis}}),0)&"|"&{{siebtes}}&"|"&{{budget}}'
    gilt = f'OR({_LEER},{JAHR}="",{{falsch}}=1)'

    def zahl(formel: str) -> str:
        return f'IF({{vergleich}}="","",{formel})'

    def dabei(seite: Seite, *namen: str) -> str:
        gleich = "*".join(f"({seite.alle(n)}={{{n}}})" for n in ("vergleich", *namen))
        return f"SUMPRODUCT({gleich if namen else '--' + gleich})"

    zeiten = f"({s.alle('von')}<={{ende}})*({s.alle('ende')}>={{von}})"
    return {
        "ende": f'IF({_LEER},"",IF({{bis}}="",{_OFFEN},N({{bis}})))',
        # N: ein Text gilt schon als falsch und soll hier nicht rechnen
        "tage": f"IF({gilt},0,MAX(0,{bis.replace('{ende}', 'N({ende})')}-{ab.replace('{von}', 'N({von})')}+1))",
        "vergleich": 'IF({tage}>0,{schluessel},"")',
        "gruppe": f'IF({_LEER},"",{rein(als_text("{hbg}"))})',
        "daten": zahl(teile),
        "betrag": f'IF({_LEER},"",IF(AND({{tage}}>0,{{budget}}="ja"),{{tage}}*N({{preis}}),0))',
        "falsch": f'IF({_LEER},"",IF(AND({",".join(pflicht)}),IF(ISERROR({{pruefwert}}),1,0),1))',
        "hier": zahl(dabei(s)),
        "dort": zahl(dabei(andere)),
        "g": zahl(f"IF({dabei(andere, 'gruppe')}>0,1,0)"),
        "d": zahl(f"IF({dabei(andere, 'gruppe', 'daten')}>0,1,0)"),
        "ueber": zahl(f"IF(SUMPRODUCT(({s.alle('vergleich')}={{vergleich}})*{zeiten})>1,1,0)"),
    }


def ergebnis(s: Seite, andere: Seite) -> str:
    """Jeder Fall hat sein Ergebnis einmal: beim Leistungsträger, sonst beim Leistungserbringer."""

    def summe(seite: Seite, was: str) -> str:
        return f"SUMPRODUCT(({seite.alle('vergleich')}={{vergleich}})*1,{seite.alle(was)})"

    gruppe = f"OR({summe(s, 'g')}<{{hier}},{summe(andere, 'g')}<{{dort}})"
    daten = f"OR({{hier}}<>{{dort}},{summe(s, 'd')}<{{hier}},{summe(andere, 'd')}<{{dort}})"
    nur = NUR_TRAEGER if s.links else NUR_ERBRINGER
    art = f'IF({{dort}}=0,"{nur}",IF({gruppe},"{ANDERE_HBG}",IF({daten},"{ANDERE_DATEN}","{GLEICH}")))'
    art = f'IF({summe(s, "ueber")}+{summe(andere, "ueber")}>0,"{DOPPELT}",{art})'
    if not s.links:
        art = f'IF({{dort}}>0,"{_LINKS}",{art})'
    wievielter = f"SUMPRODUCT(--({s.bis_hier('vergleich')}={{vergleich}}))"
    art = f'IF({{tage}}=0,"{_ANDERES_JAHR}",IF({wievielter}>1,"{_OBEN}",{art}))'
    return f'IF({{falsch}}="","",IF({{falsch}}=1,"{FALSCH}",IF({JAHR}="","",{art})))'


def unterschied(s: Seite, andere: Seite) -> str:
    """Leistungserbringer − Leistungsträger über alle Zeiten des Falls im Jahr, soweit sie im Budget sind.

    #NV, wenn eine Zeile des Falls nicht zu lesen ist.
    """

    def summe(seite: Seite, was: str) -> str:
        return f"SUMPRODUCT(({seite.alle('schluessel')}={{schluessel}})*1,{seite.alle(was)})"

    links, rechts = (s, andere) if s.links else (andere, s)
    wert = f"{summe(rechts, 'betrag')}-{summe(links, 'betrag')}"
    falsch = f"{summe(links, 'falsch')}+{summe(rechts, 'falsch')}>0"
    ohne = ",".join(f'{{ergebnis}}="{w}"' for w in ("", _OBEN, _LINKS, _ANDERES_JAHR))
    return f'IF(OR({ohne}),"",IF({{ergebnis}}="{FALSCH}",NA(),IF({falsch},NA(),{wert})))'


def zweimal(s: Seite) -> str:
    """Bedingung: derselbe Fall noch einmal an einem der Tage."""
    return f'IF(OR({{schluessel}}="",NOT(ISNUMBER({{von}}))),FALSE,{_gleiche(s)}>1)'


def wie_oft(s: Seite) -> str:
    """Wert dazu in Worten."""
    return f'{_gleiche(s)}&" Zeilen"'


def _gleiche(s: Seite) -> str:
    zeiten = f"({s.alle('von')}<={{ende}})*({s.alle('ende')}>={{von}})"
    return f"SUMPRODUCT(({s.alle('schluessel')}={{schluessel}})*{zeiten})"


def summen(seiten: Sequence[Tabelle], wort: str) -> tuple[str, str, str]:
    """Fälle, EUR und offene Fälle mit diesem Ergebnis; leer, solange keine Liste eingefügt ist oder das Jahr fehlt."""
    belegte = "+".join(f'SUMPRODUCT(--({s.bereich("falsch")}<>""))' for s in seiten)

    def wenn(teile: Sequence[str]) -> str:
        return f'IF(OR({belegte}=0,{JAHR}=""),"",{"+".join(teile)})'

    ist = [f"({s.bereich('ergebnis')}={wort})" for s in seiten]
    faelle = wenn([f"SUMPRODUCT(--{i})" for i in ist])
    euro = wenn([f"SUMPRODUCT({i}*1,{s.bereich('euro')})" for i, s in zip(ist, seiten, strict=True)])
    # geklärt zählt, wenn der Grund diesen Fall nennt: eine neue Liste darüber rückt die Fälle in andere Zeilen
    geklaert = [f'({s.bereich("status")}="geklärt")*({s.bereich("hinweis")}="{BESTAETIGT}")' for s in seiten]
    offen = wenn([f"SUMPRODUCT({i}*(1-{g}))" for i, g in zip(ist, geklaert, strict=True)])
    return faelle, euro, f'IF({wort}="{GLEICH}",{wenn(["0"])},{offen})'
