"""Die Stellen einer modularen Kalkulation aus Stunden je Woche, für das Blatt »Abweichungen«.

Stellen = Wochen × (Präsenz + Nachtbereitschaft × Anteil + Rufbereitschaft × Anteil + …) ÷ Stunden je Stelle, wo nötig
getrennt nach Schichtdienst. Dienste mit eigener Anerkennung stehen für sich.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbooks.bausteine.blaetter.rechnung import Abweichung, Menge, Rechnung
from workbooks.bausteine.fach.divisor import Divisor, Fall
from workbooks.bausteine.fach.stundentafel import ARTEN
from workbooks.bausteine.fach.teil import Teil
from workbooks.bausteine.grund.spalte import Tabelle

_WERT = dict(
    zip(ARTEN, ("", "nachtbereitschaft", "rufbereitschaft"), strict=True)
)  # Parameter der Anerkennung
EIGEN = "anerkennung_eigen"


def rechnung(teile: Sequence[Teil], tafel: Teil, divisor: Divisor) -> Rechnung:
    """`teile`: alle; darunter die Stundentafel."""
    uebrige = [t for t in teile if t is not tafel]
    summen = [
        f"{{wochen_jahr}}*({_anerkannt('', f)}+{{eigen{f.endung}}}"
        + "".join(f"+menge_{t.name}{f.endung}" for t in uebrige)
        + f")/{f.formel}"
        for f in divisor.faelle
    ]
    mengen = tuple(m for f in divisor.faelle for m in _mengen(f, tafel, uebrige))
    sonst = {f"eigen{f.endung}": f"menge_eigen_gewichtet{f.endung}" for f in divisor.faelle}
    return Rechnung("vzae", "+".join(summen), mengen, sonst, (_eigene_anerkennung(tafel, divisor),))


def _anerkannt(vorsatz: str, f: Fall) -> str:
    """Stunden je Woche der Arten, mit der Anerkennung der Parameter gewichtet."""
    return "+".join(
        f"menge_{vorsatz}{art.lower()}{f.endung}" + (f"*{{{wert}}}" if wert else "")
        for art, wert in _WERT.items()
    ).replace("präsenz", "praesenz")


def _mengen(f: Fall, tafel: Teil, uebrige: Sequence[Teil]) -> Iterator[Menge]:
    t, wort = tafel.tabelle, f" {f.wort}" if f.wort else ""
    for vorsatz, eigen, zusatz in (("", '=""', ""), ("eigen_", '<>""', ", eigene Anerkennung")):
        for art in ARTEN:
            bedingung = f'({t.bereich("art")}="{art}")*({t.bereich("eigen")}{eigen})*({tafel.bedingung})'
            name = f"{vorsatz}{art.lower()}{f.endung}".replace("ä", "ae")
            yield Menge(name, f"{art}{zusatz}{wort}", _stunden(t, f, bedingung))
    gewichtet = f'({t.bereich("eigen")}<>"")*({tafel.bedingung})'
    yield Menge(
        f"eigen_gewichtet{f.endung}",
        f"… mal eigene Anerkennung{wort}",
        _stunden(t, f, gewichtet, t.bereich("eigen")),
    )
    for teil in uebrige:
        woche = "woche" if "woche" in {s.schluessel for s in teil.tabelle.spalten} else "stunden_woche"
        text = f"{teil.wort[0].upper()}{teil.wort[1:]}{wort}"
        yield Menge(f"{teil.name}{f.endung}", text, teil.tabelle.summe(woche, wo=f.zeilen(teil.tabelle)))


def _stunden(t: Tabelle, f: Fall, bedingung: str, faktor: str = "") -> str:
    """Stunden je Tag × Tage × Anzahl der Zeilen, für die die Bedingung gilt."""
    fall = f"*({f.zeilen(t)})" if f.bedingung else ""
    spalten = [t.bereich(s) for s in ("stunden_tag", "tage", "anzahl")] + ([faktor] if faktor else [])
    return f"SUMPRODUCT({bedingung}{fall},{','.join(spalten)})"


def _eigene_anerkennung(tafel: Teil, divisor: Divisor) -> Abweichung:
    """Die eigene Anerkennung einzelner Dienste, als eine Abweichung."""
    t = tafel.tabelle
    anzahl = f'SUMPRODUCT(({t.bereich("eigen")}<>"")*({tafel.bedingung}))'
    fehlt = [
        f'AND({"+".join(f"menge_eigen_{art.lower()}{f.endung}" for f in divisor.faelle)}<>0,parameter_{wert}="")'
        for art, wert in _WERT.items()
        if wert
    ]
    return Abweichung(
        EIGEN,
        "Eigene Anerkennung einzelner Dienste (Stundentafel)",
        '"nach Art"',
        f'IF({anzahl}=0,"",{anzahl})',
        f"{anzahl}>0",
        f"NOT(OR({','.join(fehlt)}))",
        {f"eigen{f.endung}": f"({_anerkannt('eigen_', f)})" for f in divisor.faelle},
        "Zeilen",
        "0",
    )
