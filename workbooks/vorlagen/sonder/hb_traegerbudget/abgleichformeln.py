"""Formeln des Datenabgleichs: Schlüssel, Ergebnis und Unterschied je Zeile einer Liste gegen die andere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, rein
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.worte import BESTAETIGT

GLEICH, DOPPELT, FALSCH = "gleich", "doppelt", "Angaben prüfen"
NUR_TRAEGER, NUR_ERBRINGER = "nur Leistungsträger", "nur Leistungserbringer"
ANDERE_HBG, ANDERE_DATEN = "andere HBG", "andere Daten"
ERGEBNISSE = (GLEICH, ANDERE_DATEN, ANDERE_HBG, NUR_TRAEGER, NUR_ERBRINGER, DOPPELT, FALSCH)
EINGABEN = ("fall", "typ", "hbg", "von", "bis", "preis", "siebtes", "budget")
GERECHNET = ("ergebnis", "euro")
VERBORGEN = ("gruppe", "daten", "betrag", "falsch", "hier", "dort")
FRAGEN = ("grund_rein", "frage0", "frage1", "frage2")
# wie `liste` die Spalten dahinter setzt
ALLE = (*EINGABEN, *GERECHNET, *VERBORGEN, "status", "hinweis", "grund", "schluessel", "pruefwert", *FRAGEN)
SCHLUESSEL = kennung(als_text("{fall}"), als_text("{typ}"), wenn=belegt("{fall}"))
_OBEN, _LINKS = "doppelt, siehe oben", "siehe links"
_LEER = "COUNTA({fall}:{budget})=0"


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
    """Spalte → Formel: woran ein Fall zu erkennen ist, was er kostet und wie oft er in den Listen steht."""
    pflicht = [belegt("{fall}"), belegt("{typ}")]
    pflicht += [f'{{{n}}}<>""' for n in ("von", "bis", "preis", "siebtes", "budget")]
    tage = "(N({bis})-N({von})+1)"  # N: ein Text gilt schon als falsch und soll hier nicht rechnen
    teile = '{von}&"|"&{bis}&"|"&ROUND(100*N({preis}),0)&"|"&{siebtes}&"|"&{budget}'
    anzahl = 'IF({{schluessel}}="","",SUMPRODUCT(--({}={{schluessel}})))'
    return {
        "gruppe": f'IF({_LEER},"",{rein(als_text("{hbg}"))})',
        "daten": f'IF({_LEER},"",IF({{falsch}}=1,"",{teile}))',
        "betrag": f'IF({_LEER},"",IF({{falsch}}=1,0,{tage}*N({{preis}})))',
        "falsch": f'IF({_LEER},"",IF(AND({",".join(pflicht)}),IF(ISERROR({{pruefwert}}),1,0),1))',
        "hier": anzahl.format(s.alle("schluessel")),
        "dort": anzahl.format(andere.alle("schluessel")),
    }


def ergebnis(s: Seite, andere: Seite) -> str:
    """Jeder Fall hat sein Ergebnis einmal: beim Leistungsträger, sonst beim Leistungserbringer."""
    dort = f"({andere.alle('schluessel')}={{schluessel}})"
    gruppe = f"SUMPRODUCT({dort}*({andere.alle('gruppe')}={{gruppe}}))=0"
    daten = f"SUMPRODUCT({dort}*({andere.alle('daten')}={{daten}}))=0"
    nur = NUR_TRAEGER if s.links else NUR_ERBRINGER
    art = f'IF({{dort}}=0,"{nur}",IF({gruppe},"{ANDERE_HBG}",IF({daten},"{ANDERE_DATEN}","{GLEICH}")))'
    art = f'IF(OR({{hier}}>1,{{dort}}>1),"{DOPPELT}",{art})'
    if not s.links:
        art = f'IF({{dort}}>0,"{_LINKS}",{art})'
    wievielter = f"SUMPRODUCT(--({s.bis_hier('schluessel')}={{schluessel}}))"
    return f'IF({{falsch}}="","",IF({{falsch}}=1,"{FALSCH}",IF({wievielter}>1,"{_OBEN}",{art})))'


def unterschied(s: Seite, andere: Seite) -> str:
    """Leistungserbringer − Leistungsträger über alle Zeilen des Falls; #NV, wenn eine davon nicht zu lesen ist."""

    def summe(seite: Seite, was: str) -> str:
        return f"SUMPRODUCT(({seite.alle('schluessel')}={{schluessel}})*1,{seite.alle(was)})"

    links, rechts = (s, andere) if s.links else (andere, s)
    wert = f"{summe(rechts, 'betrag')}-{summe(links, 'betrag')}"
    falsch = f"{summe(links, 'falsch')}+{summe(rechts, 'falsch')}>0"
    ohne = f'OR({{ergebnis}}="",{{ergebnis}}="{_OBEN}",{{ergebnis}}="{_LINKS}")'
    return f'IF({ohne},"",IF({{ergebnis}}="{FALSCH}",NA(),IF({falsch},NA(),{wert})))'


def zweimal(s: Seite) -> str:
    """Bedingung: derselbe Fall mit denselben Tagen noch einmal."""
    return f'IF({{schluessel}}="",FALSE,{_gleiche(s)}>1)'


def wie_oft(s: Seite) -> str:
    """Wert dazu in Worten."""
    return f'{_gleiche(s)}&" Zeilen"'


def _gleiche(s: Seite) -> str:
    gleich = "*".join(f"({s.alle(n)}={{{n}}})" for n in ("schluessel", "von", "bis"))
    return f"SUMPRODUCT({gleich})"


def summen(seiten: Sequence[Tabelle], wort: str) -> tuple[str, str, str]:
    """Fälle, EUR und offene Fälle mit diesem Ergebnis; leer, solange keine Liste eingefügt ist."""
    belegte = "+".join(f'SUMPRODUCT(--({s.bereich("falsch")}<>""))' for s in seiten)

    def wenn(teile: Sequence[str]) -> str:
        return f'IF({belegte}=0,"",{"+".join(teile)})'

    ist = [f"({s.bereich('ergebnis')}={wort})" for s in seiten]
    faelle = wenn([f"SUMPRODUCT(--{i})" for i in ist])
    euro = wenn([f"SUMPRODUCT({i}*1,{s.bereich('euro')})" for i, s in zip(ist, seiten, strict=True)])
    # geklärt zählt, wenn der Grund diesen Fall nennt: eine neue Liste darüber rückt die Fälle in andere Zeilen
    geklaert = [f'({s.bereich("status")}="geklärt")*({s.bereich("hinweis")}="{BESTAETIGT}")' for s in seiten]
    offen = wenn([f"SUMPRODUCT({i}*(1-{g}))" for i, g in zip(ist, geklaert, strict=True)])
    return faelle, euro, f'IF({wort}="{GLEICH}",{wenn(["0"])},{offen})'
