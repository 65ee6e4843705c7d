"""Formeln des Datenabgleichs: Schlüssel, Ergebnis und Unterschied je Zeile einer Liste gegen die andere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.bau import bezug
from workbooks.bausteine.kennung import als_text, belegt, kennung, rein

GLEICH, DOPPELT, FALSCH = "gleich", "doppelt", "Angaben prüfen"
NUR_TRAEGER, NUR_ERBRINGER = "nur Leistungsträger", "nur Leistungserbringer"
ANDERE_HBG, ANDERE_DATEN = "andere HBG", "andere Daten"
ERGEBNISSE = (GLEICH, ANDERE_DATEN, ANDERE_HBG, NUR_TRAEGER, NUR_ERBRINGER, DOPPELT, FALSCH)
EINGABEN = ("fall", "typ", "hbg", "von", "bis", "preis", "siebtes", "budget")
NACH = ("ergebnis", "euro", "status", "grund")
VERBORGEN = ("schluessel", "gruppe", "daten", "betrag", "falsch", "hier", "dort")
_OBEN, _LINKS = "doppelt, siehe oben", "siehe links"


@dataclass(frozen=True)
class Seite:
    """Eine der beiden Listen; `links` ist die des Leistungsträgers."""

    blatt: Worksheet
    ab: int  # Spalte der Fallnummer
    erste: int
    letzte: int
    links: bool

    def spalte(self, name: str) -> str:
        """Buchstabe einer Spalte aus EINGABEN, NACH oder VERBORGEN."""
        return get_column_letter(self.ab + (*EINGABEN, *NACH, *VERBORGEN).index(name))

    def bereich(self, name: str) -> str:
        """Alle Zeilen einer Spalte, absolut mit Blatt."""
        s = self.spalte(name)
        return bezug(self.blatt, f"{s}{self.erste}:{s}{self.letzte}")

    def hier(self, name: str, bis: int | None = None) -> str:
        """Zeilen einer Spalte auf dem Blatt selbst, alle oder bis zu einer Zeile."""
        s = self.spalte(name)
        return f"${s}${self.erste}:${s}{'$' if bis is None else ''}{bis or self.letzte}"

    def block(self, von: str, bis: str, z: int) -> str:
        """Zellen einer Zeile von Spalte zu Spalte."""
        return f"${self.spalte(von)}{z}:${self.spalte(bis)}{z}"


def verborgene(s: Seite, andere: Seite, z: int) -> dict[str, str]:
    """Spalte → Formel: woran ein Fall zu erkennen ist, was er kostet und wie oft er in den Listen steht."""
    c = {name: f"${s.spalte(name)}{z}" for name in (*EINGABEN, *VERBORGEN)}
    leer = f"COUNTA({s.block('fall', 'budget', z)})=0"
    fall, typ = (belegt(c[name]) for name in ("fall", "typ"))
    zahlen = f"AND(ISNUMBER({c['von']}),ISNUMBER({c['bis']}),ISNUMBER({c['preis']}))"
    geordnet = (
        f"AND({c['bis']}>={c['von']},INT({c['von']})={c['von']},INT({c['bis']})={c['bis']},{c['preis']}>=0)"
    )
    worte = f'AND(OR({c["siebtes"]}="ja",{c["siebtes"]}="nein"),OR({c["budget"]}="ja",{c["budget"]}="nein"))'
    gut = f"IF({zahlen},AND({geordnet},{worte},{fall},{typ}),FALSE)"
    tage = f"(N({c['bis']})-N({c['von']})+1)"  # N: ein Text gilt schon als falsch und soll hier nicht rechnen
    teile = '&"|"&'.join((c["von"], c["bis"], f"ROUND(100*N({c['preis']}),0)", c["siebtes"], c["budget"]))
    anzahl = f'=IF({c["schluessel"]}="","",SUMPRODUCT(--({{}}={c["schluessel"]})))'
    return {
        "schluessel": f'=IF({leer},"",{kennung(als_text(c["fall"]), als_text(c["typ"]), wenn=fall)})',
        "gruppe": f'=IF({leer},"",{rein(als_text(c["hbg"]))})',
        "daten": f'=IF({leer},"",IF({c["falsch"]}=1,"",{teile}))',
        "betrag": f'=IF({leer},"",IF({c["falsch"]}=1,0,{tage}*N({c["preis"]})))',
        "falsch": f'=IF({leer},"",IFERROR(IF({gut},0,1),1))',
        "hier": anzahl.format(s.hier("schluessel")),
        "dort": anzahl.format(andere.hier("schluessel")),
    }


def ergebnis(s: Seite, andere: Seite, z: int) -> str:
    """Jeder Fall hat sein Ergebnis einmal: beim Leistungsträger, sonst beim Leistungserbringer."""
    c = {name: f"${s.spalte(name)}{z}" for name in VERBORGEN}
    dort = f"({andere.hier('schluessel')}={c['schluessel']})"
    gruppe = f"SUMPRODUCT({dort}*({andere.hier('gruppe')}={c['gruppe']}))=0"
    daten = f"SUMPRODUCT({dort}*({andere.hier('daten')}={c['daten']}))=0"
    nur = NUR_TRAEGER if s.links else NUR_ERBRINGER
    art = f'IF({c["dort"]}=0,"{nur}",IF({gruppe},"{ANDERE_HBG}",IF({daten},"{ANDERE_DATEN}","{GLEICH}")))'
    art = f'IF(OR({c["hier"]}>1,{c["dort"]}>1),"{DOPPELT}",{art})'
    if not s.links:
        art = f'IF({c["dort"]}>0,"{_LINKS}",{art})'
    wievielter = f"SUMPRODUCT(--({s.hier('schluessel', z)}={c['schluessel']}))"
    return f'=IF({c["falsch"]}="","",IF({c["falsch"]}=1,"{FALSCH}",IF({wievielter}>1,"{_OBEN}",{art})))'


def unterschied(s: Seite, andere: Seite, z: int) -> str:
    """Leistungserbringer − Leistungsträger über alle Zeilen des Falls; #NV, wenn eine davon nicht zu lesen ist."""
    ort, schluessel = f"${s.spalte('ergebnis')}{z}", f"${s.spalte('schluessel')}{z}"

    def summe(seite: Seite, was: str) -> str:
        return f"SUMPRODUCT(({seite.hier('schluessel')}={schluessel})*1,{seite.hier(was)})"

    links, rechts = (s, andere) if s.links else (andere, s)
    wert = f"{summe(rechts, 'betrag')}-{summe(links, 'betrag')}"
    falsch = f"{summe(links, 'falsch')}+{summe(rechts, 'falsch')}>0"
    ohne = f'OR({ort}="",{ort}="{_OBEN}",{ort}="{_LINKS}")'
    return f'=IF({ohne},"",IF({ort}="{FALSCH}",NA(),IF({falsch},NA(),{wert})))'


def summen(seiten: Sequence[Seite], wort: str) -> tuple[str, str, str]:
    """Fälle, EUR und offene Fälle mit diesem Ergebnis; leer, solange keine Liste eingefügt ist."""
    belegt = "+".join(f'SUMPRODUCT(--({s.bereich("falsch")}<>""))' for s in seiten)

    def wenn(teile: Sequence[str]) -> str:
        return f'IF({belegt}=0,"",{"+".join(teile)})'

    ist = [f"({s.bereich('ergebnis')}={wort})" for s in seiten]
    faelle = wenn([f"SUMPRODUCT(--{i})" for i in ist])
    euro = wenn([f"SUMPRODUCT({i}*1,{s.bereich('euro')})" for i, s in zip(ist, seiten, strict=True)])
    offen = wenn(
        [f'SUMPRODUCT({i}*({s.bereich("status")}<>"geklärt"))' for i, s in zip(ist, seiten, strict=True)]
    )
    return faelle, euro, f'IF({wort}="{GLEICH}",{wenn(["0"])},{offen})'
