"""Formeln des Datenabgleichs: was von einer Zeile verglichen wird, und was EGH_FALLABGLEICH zu ihr gefunden hat.

Die Listen vergleicht eine einzige Feldformel je Seite auf einem eigenen Blatt: zählte jede Zeile selbst, so kosteten
doppelt so viele Fälle viermal so viel Zeit. Auf dem Blatt der Listen stünde sie dem Einfügen von Zeilen im Weg.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname

from calc import fallabgleich as regeln
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, rein
from workbooks.bausteine.grund.regeln import Regel, in_worten, ohne_zeichen
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.worte import BESTAETIGT

GLEICH, FALSCH = regeln.GLEICH, regeln.UNKLAR
NUR_TRAEGER, NUR_ERBRINGER = "nur Leistungsträger", "nur Leistungserbringer"
ERGEBNISSE = (
    *(GLEICH, regeln.ANDERE_DATEN, regeln.ANDERE_HBG, NUR_TRAEGER, NUR_ERBRINGER, regeln.DOPPELT),
    FALSCH,
)
EINGABEN = ("fall", "typ", "hbg", "von", "bis", "preis", "siebtes", "budget")
GERECHNET = ("ergebnis", "euro")
VERGLICHEN = ("wer", "ab", "ende", "tage", "gruppe", "daten", "betrag", "falsch")
"""Die acht Spalten, die EGH_FALLABGLEICH liest."""
VERBORGEN = (*VERGLICHEN, "sorte")
FRAGEN = ("grund_rein", "frage0", "frage1", "frage2", "frage3", "frage4")
# wie `liste` die Spalten dahinter setzt; die rechte Seite fragt einmal weniger
ALLE = (*EINGABEN, *GERECHNET, *VERBORGEN, "status", "hinweis", "grund", "schluessel", "pruefwert", *FRAGEN)
SCHLUESSEL = kennung(als_text("{fall}"), als_text("{typ}"), wenn=belegt("{fall}"))
JAHR = "eingabe_abgleich_jahr"
HILFSBLATT = "intern_Abgleich"
_LINKS, _ANDERES_JAHR = "siehe links", "nicht in diesem Jahr"
_LEER = "COUNTA({fall}:{budget})=0"
_ERSTER, _LETZTER = f"DATE({JAHR},1,1)", f"DATE({JAHR},12,31)"
_FREI = 50  # Zeilen, die sich in eine volle Liste noch einfügen lassen
_OFFEN = 2958465  # 31.12.9999: läuft noch


@dataclass(frozen=True)
class Seite:
    """Wo eine der beiden Listen steht, bevor sie geschrieben ist; `links` ist die des Leistungsträgers."""

    ab: int  # Spalte der Fallnummer
    erste: int
    letzte: int
    links: bool

    def verglichen(self, blatt: str) -> str:
        """Die acht Spalten mit freien Zeilen darunter: eine eingefügte Zeile schiebt keine hinaus."""
        von, bis = (get_column_letter(self.ab + ALLE.index(VERGLICHEN[i])) for i in (0, -1))
        return f"{quote_sheetname(blatt)}!${von}${self.erste}:${bis}${self.letzte + _FREI}"

    @property
    def ort(self) -> str:
        """Wo das Feld auf dem Hilfsblatt steht: ein Kopf und eine Zeile je Zeile der Liste."""
        von, bis = ("A", "D") if self.links else ("F", "I")
        return f"{von}1:{bis}{self.letzte + _FREI - self.erste + 2}"

    @property
    def anfang(self) -> str:
        """Zelle des Hilfsblatts mit der Zeile, in der die Liste beginnt."""
        return "K1" if self.links else "L1"

    def gefunden(self, nummer: int) -> str:
        """Formel in einer Zeile der Liste: Spalte `nummer` (ab 0) dessen, was zu ihr gefunden wurde."""
        spalte = get_column_letter(nummer + (1 if self.links else 6))
        unten = self.letzte + _FREI - self.erste + 2
        zeile = f"ROW()-{HILFSBLATT}!${self.anfang[0]}$1+1"
        return f"INDEX({HILFSBLATT}!${spalte}$2:${spalte}${unten},{zeile})"


def verborgene() -> dict[str, str]:
    """Spalte → Formel: was von einer Zeile in das Jahr fällt und was sie kostet."""
    pflicht = [belegt("{fall}"), belegt("{typ}")]
    pflicht += [f'{{{n}}}<>""' for n in ("von", "preis", "siebtes", "budget")]
    ab, bis = f"MAX(N({{von}}),{_ERSTER})", f"MIN(N({{ende}}),{_LETZTER})"
    teile = f'{ab}&"|"&{bis}&"|"&ROUND(100*N({{preis}}),0)&"|"&{{siebtes}}&"|"&{{budget}}'
    gilt = f'OR({_LEER},{JAHR}="",{{falsch}}=1)'
    return {
        "wer": "{schluessel}",
        "ab": f'IF({_LEER},"",N({{von}}))',
        "ende": f'IF({_LEER},"",IF({{bis}}="",{_OFFEN},N({{bis}})))',
        # N: ein Text gilt schon als falsch und soll hier nicht rechnen
        "tage": f"IF({gilt},0,MAX(0,{bis}-{ab}+1))",
        "gruppe": f'IF({{hbg}}="","",{rein(als_text("{hbg}"))})',
        "daten": f'IF({{tage}}>0,{teile},"")',
        "betrag": f'IF({_LEER},"",IF(AND({{tage}}>0,{{budget}}="ja"),{{tage}}*ROUND(N({{preis}}),2),0))',
        "falsch": f'IF({_LEER},"",IF(AND({",".join(pflicht)}),IF(ISERROR({{pruefwert}}),1,0),1))',
        "sorte": f'IF(N({{tage}})=0,"",IF(eingabe_mengen_aus_liste="ja",{rein(als_text("{typ}"))},""))',
    }


def ohne_zeile() -> Regel:
    """Frage an eine Zeile, deren Tage in keine Zeile des Leistungsumfangs gehen, obwohl Mengen aus der Liste kommen."""
    passt = (
        '(umfang_sorten={sorte})*(umfang_einheiten="Tage")*((umfang_gruppen="")+(umfang_gruppen={gruppe})>0)'
    )
    fehlt = f'IF(AND({{sorte}}<>"",{{budget}}="ja"),SUMPRODUCT({passt})=0,FALSE)'
    was = f'{ohne_zeichen(als_text("{typ}"))}&IF({{hbg}}="",""," HBG "&{als_text("{hbg}")})'
    return Regel("steht in Tagen in keiner Zeile des Leistungsumfangs", fehlt, was)


def geklaert() -> str:
    """Was geklärt ist, in Worten: der Fall, sein Ergebnis und der Unterschied; ein anderer Preis ist wieder offen."""
    return f'{ohne_zeichen(als_text("{fall}"))}&" "&{{ergebnis}}&IF({{euro}}="",""," "&{in_worten("{euro}", "EUR")})'


def ergebnis(s: Seite) -> str:
    """Jeder Fall hat sein Ergebnis einmal: beim Leistungsträger, sonst beim Leistungserbringer."""
    wort = s.gefunden(0)
    nur = NUR_TRAEGER if s.links else NUR_ERBRINGER
    art = f'IF({wort}="{regeln.NUR_HIER}","{nur}",{wort})'
    if not s.links:
        art = f'IF(AND({wort}<>"{regeln.SIEHE_OBEN}",{s.gefunden(3)}>0),"{_LINKS}",{art})'
    art = f'IF({{tage}}=0,"{_ANDERES_JAHR}",{art})'
    return f'IF({{falsch}}="","",IF({{falsch}}=1,"{FALSCH}",IF({JAHR}="","",{art})))'


def unterschied(s: Seite) -> str:
    """Leistungserbringer − Leistungsträger über alle Zeiten des Falls im Jahr, soweit sie im Budget sind.

    #NV, wenn eine Zeile des Falls nicht zu lesen ist.
    """
    ohne = ",".join(f'{{ergebnis}}="{w}"' for w in ("", regeln.SIEHE_OBEN, _LINKS, _ANDERES_JAHR))
    wert = f"{'0-' if s.links else ''}{s.gefunden(1)}"  # 0-: ohne Unterschied 0, nicht -0
    return f'IF(OR({ohne}),"",IF({{ergebnis}}="{FALSCH}",NA(),{wert}))'


def zweimal(s: Seite) -> str:
    """Bedingung: derselbe Fall noch einmal an einem der Tage."""
    return f'IF(OR({{schluessel}}="",NOT(ISNUMBER({{von}}))),FALSE,N({s.gefunden(2)})>1)'


def wie_oft(s: Seite) -> str:
    """Wert dazu in Worten."""
    return f'{s.gefunden(2)}&" Zeilen"'


def summen(seiten: Sequence[Tabelle], wort: str) -> tuple[str, str, str]:
    """Fälle, EUR und offene Fälle mit diesem Ergebnis; leer, solange keine Liste eingefügt ist oder das Jahr fehlt."""
    belegte = [f'SUMPRODUCT(--({s.bereich("falsch")}<>""))' for s in seiten]
    # eine Liste allein, aus der Mengen kommen, ist mit nichts verglichen
    allein = f'AND(eingabe_mengen_aus_liste="ja",{belegte[1]}=0)'

    def wenn(teile: Sequence[str]) -> str:
        return f'IF(OR({"+".join(belegte)}=0,{JAHR}="",{allein}),"",{"+".join(teile)})'

    ist = [f"({s.bereich('ergebnis')}={wort})" for s in seiten]
    faelle = wenn([f"SUMPRODUCT(--{i})" for i in ist])
    euro = wenn([f"SUMPRODUCT({i}*1,{s.bereich('euro')})" for i, s in zip(ist, seiten, strict=True)])
    # geklärt zählt, wenn der Grund diesen Fall nennt: eine neue Liste darüber rückt die Fälle in andere Zeilen
    geklaert = [f'({s.bereich("status")}="geklärt")*({s.bereich("hinweis")}="{BESTAETIGT}")' for s in seiten]
    offen = wenn([f"SUMPRODUCT({i}*(1-{g}))" for i, g in zip(ist, geklaert, strict=True)])
    return faelle, euro, f'IF({wort}="{GLEICH}",{wenn(["0"])},{offen})'
