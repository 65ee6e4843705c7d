"""Die vier Stände einer Verhandlung je Kostenzeile: gerechnet ist der Antrag, die anderen werden eingetragen."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.vorlagen.sonder.entgelt.saetze import je_nach
from workbooks.vorlagen.sonder.entgelt.zufluss import ARTEN, BETREUUNG

STAENDE = {"vorjahr": "letzte Vereinbarung", "gegenangebot": "Gegenangebot", "einigung": "Einigung"}
"""Stände neben dem Antrag → ihr Wort; in Namen wie auf dem Blatt Ergebnis."""
PERSONAL = {
    **{art: (f"stellen_vzae_{name}", f"stellen_kosten_{name}") for art, name in ARTEN.items()},
    "Zeitzuschläge": ("0", "zuschlaege_kosten"),
}
"""Zeilen des Personals → Formeln ihrer VZÄ und Kosten im Antrag."""
_KOPF = {
    "vorjahr": ("letzte Ver-\neinb. EUR", "letzte\nV. {}"),
    "gegenangebot": ("Gegenan-\ngebot EUR", "Gegen-\nang. {}"),
    "einigung": ("Einigung\nEUR", "Eini-\ngung {}"),
}
_BETRAG = eingabe.zahl(-1e9, 1e9, "Euro im Zeitraum; 0, wenn die Zeile wegfällt.")
_FERN = 3  # so viel mehr oder weniger als der Antrag wird gefragt


def eingabespalten(zweite: Spalte) -> Iterator[Spalte]:
    """Je Stand EUR und daneben die Spalte `zweite` (Prozent oder VZÄ), deren Kopf {} mit dem Stand wird."""
    for stand, (euro, kurz) in _KOPF.items():
        yield Spalte(f"{stand}_betrag", euro, 12, einheiten.EUR, _BETRAG, weg="im Zeitraum")
        kopf = kurz.format(zweite.kopf)
        yield Spalte(f"{stand}_{zweite.schluessel}", kopf, 7.5, zweite.einheit, zweite.grenze, weg=zweite.weg)
    yield Spalte("begruendung", "Begründung", 17, grenze=eingabe.TEXT, weg="des Unterschieds")
    yield Spalte("beleg", "Beleg", 15.5, grenze=eingabe.TEXT, weg="woher")


def gerechnete(grundlagen: dict[str, str]) -> Iterator[Spalte]:
    """Verborgen, je Stand: was die Zeile kostet; ein Prozentsatz auf die Grundlage desselben Stands.

    `grundlagen`: Wort → Formel des Stands {stand}, mit {{vor_{stand}}} für die Zeilen darüber.
    """
    for stand in STAENDE:
        basis = je_nach("{worauf}", {wort: f.format(stand=stand) for wort, f in grundlagen.items()})
        betrag, prozent = f"{{{stand}_betrag}}", f"{{{stand}_prozent}}"
        anteil = f'IF(OR({prozent}="",{{worauf}}=""),"",IF({basis}="","",{prozent}*{basis}+{{pruefwert}}))'
        formeln = {
            f"vor_{stand}": f'IF({{davor.position}}="",0,N({{oben.bis_{stand}}}))',
            f"euro_{stand}": f'IF({{position}}="","",IF({betrag}<>"",{betrag}+{{pruefwert}},{anteil}))',
            f"bis_{stand}": f"N({{vor_{stand}}})+N({{euro_{stand}}})",
        }
        for name, formel in formeln.items():
            yield Spalte(name, name, 10, einheiten.EUR, formel=formel, verborgen=True, luecke=True)


def regeln(zweite: str, antrag: str) -> Iterator[Regel]:
    """Was je Zeile für die Stände gilt; `antrag`: Spalte mit dem Antrag."""
    for stand, wort in STAENDE.items():
        betrag = f"{{{stand}_betrag}}"
        fern = f"OR(ABS({betrag})>{_FERN}*ABS({{{antrag}}}),{_FERN}*ABS({betrag})<ABS({{{antrag}}}))"
        gefragt = f"IF(AND(ISNUMBER({betrag}),ISNUMBER({{{antrag}}})),AND({betrag}<>0,{{{antrag}}}<>0,{fern}),FALSE)"
        yield Regel(f"{wort}: weit vom Antrag", gefragt, in_worten(betrag, "EUR", vorzeichen=True))
        if zweite == "vzae":
            v = f"{{{stand}_vzae}}"
            mehr = f"AND(ISNUMBER({v}),ISNUMBER({{vzae}}),{v}>0,OR({v}>{_FERN}*N({{vzae}}),{_FERN}*N({v})<{{vzae}}))"
            yield Regel(f"{wort}: VZÄ weit vom Antrag", f"IFERROR({mehr},FALSE)", in_worten(v, "VZÄ"))
        if zweite == "prozent":
            p = f"{{{stand}_prozent}}"
            weit = f"AND({p}>0,OR({p}>0.3,{p}>{_FERN}*N({{prozent}}),{_FERN}*{p}<N({{prozent}})))"
            yield Regel(
                f"{wort}: Prozentsatz weit vom Antrag",
                f"IF(ISNUMBER({p}),{weit},FALSE)",
                in_worten(f"100*N({p})", "%"),
            )
            yield Regel(
                f"{wort}: EUR oder Prozent, nicht beides", f'AND({betrag}<>"",{{{stand}_prozent}}<>"")'
            )
            yield Regel(
                f"{wort}: worauf sich der Prozentsatz bezieht", f'AND({{{stand}_prozent}}<>"",{{worauf}}="")'
            )


def personal(bau: Bau, blatt: Worksheet, z: int, anhang: int) -> Tabelle:
    """Ab Zeile z (Überschriften) je Art der Antrag und die Stände; `anhang`: Spalte der Hinweise des Blatts."""

    def je_art(n: int) -> str:
        formeln = ",".join(paar[n] for paar in PERSONAL.values())
        return f'IF(stellen_offen="","",CHOOSE({nummer},{formeln}))'

    nummer = f"ROWS($F${z + 1}:{{vorjahr_betrag}})"
    worte = ",".join(f'"{art}"' for art in PERSONAL)
    vzae = eingabe.zahl(0, 1000, "VZÄ, ab 0; leer: wie im Antrag.")
    spalten = (
        Spalte("art", "Personal", 0, formel=f"CHOOSE({nummer},{worte})", luecke=True),
        Spalte("vzae", "VZÄ\nAntrag", 0, einheiten.VZAE_ZWEI, formel=je_art(0), luecke=True),
        Spalte("anteil", "von\nallen", 0, einheiten.PROZENT, formel='IF(N(ergebnis_personalkosten)=0,"",N({euro})/ergebnis_personalkosten)', luecke=True),
        Spalte("je", "EUR je VZÄ", 0, einheiten.EUR_JE, formel='IF(N({vzae})=0,"",{euro}/{vzae})', luecke=True),
        Spalte("euro", "Antrag\nEUR", 0, einheiten.EUR, formel=je_art(1), luecke=True),
        *eingabespalten(Spalte("vzae", "VZÄ", 8, einheiten.VZAE_ZWEI, vzae, weg="leer: Antrag")),
    )  # fmt: skip
    je_stelle = tuple(
        Regel(
            f"{wort}: VZÄ ohne Betrag",
            f'AND({{{stand}_vzae}}<>"",{{{stand}_betrag}}="")',
        )
        for stand, wort in STAENDE.items()
    )
    platz = Platz(
        "personal", z, "Personal", anhang=anhang, bemerkung=True, wachsend=False, darunter=1, hoehe=42
    )
    alle = (*regeln("vzae", "euro"), *je_stelle)
    t = liste(bau, blatt, platz, spalten, len(PERSONAL), bau.inhalt("personalstaende"), alle)
    zellen.ueberschrift(blatt[f"A{z - 1}"], "Personal in den Ständen der Verhandlung")
    return t


def personalsumme(t: Tabelle, stand: str) -> str:
    """Formel: Personalkosten des Stands; leer, solange eine Art, die im Antrag kostet, darin fehlt."""
    betrag, antrag = t.bereich(f"{stand}_betrag"), t.bereich("euro")
    falsch = f"SUM({t.bereich('pruefwert')})"
    fehlt = f'SUMPRODUCT(({betrag}="")*({antrag}<>"")*({antrag}<>0))'
    return f'IF(OR(COUNTA({betrag})=0,ergebnis_personalkosten=""),"",IF({fehlt}>0,"",SUM({betrag})+{falsch}))'


def betreuungssumme(t: Tabelle, stand: str) -> str:
    """Formel: davon Betreuung, mit den Zeitzuschlägen der letzten Zeile."""
    s, letzte = t.buchstabe(f"{stand}_betrag"), t.erste + len(BETREUUNG) - 1
    blatt = t.blatt.title
    teil = f"SUM({blatt}!${s}${t.erste}:${s}${letzte},{blatt}!${s}${t.letzte})"
    return f'IF(verhandlung_personal_{stand}="","",{teil})'


def vzae(t: Tabelle, stand: str) -> str:
    """Formel: VZÄ der Betreuung des Stands; wo keine stehen, die des Antrags."""
    teile = []
    for n, art in enumerate(BETREUUNG):
        zelle = f"{t.blatt.title}!${t.buchstabe(f'{stand}_vzae')}${t.erste + n}"
        teile.append(f'IF({zelle}="",stellen_vzae_{ARTEN[art]},{zelle})')
    return f'IF(OR(stellen_vzae_alle="",verhandlung_personal_{stand}=""),"",{"+".join(teile)})'
