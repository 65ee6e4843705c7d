"""Blatt »Szenario«: reicht das vereinbarte Budget, wenn Fälle, Kosten, Tarif oder Auslastung anders kommen?

Bedarf = Fälle × Fallkosten × (1 + Tarif) × (v × Auslastung ÷ vereinbarte Auslastung + 1 − v); v ist der Anteil der Kosten, der
mit der Auslastung sinkt. Das Budget ist fest: es folgt der Regel der Mappe, hier ein zweites Mal und ohne EGH-Formel gerechnet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.jahrwahl import jahrwahl

BLATT = "Szenario"
_ZEILEN = 6
_KOPF = 21
_FAELLE = eingabe.zahl(0, 1e7, "Fälle, ab 0.")
_KOSTEN = eingabe.zahl(0, 1e6, "Euro je Fall und Jahr, ab 0.")
_TARIF = eingabe.zahl(-0.2, 0.3, "Steigerung der Kosten als Prozent, -20 % bis 30 %.")
_AUSLASTUNG = eingabe.zahl(0, 2, "Auslastung ab 0 %; über 100 %: mehr als vereinbart möglich war.")
_VEREINBART = eingabe.zahl(0.01, 1, "Auslastung über 0 % bis 100 %.")


class Basis(NamedTuple):
    """Was die Mappe schon weiß (Formeln, ohne sie wird gefragt): Budget nach ihrer Regel, ihr Ergebnis, die Größen.

    `ungenau`: um so viel darf die zweite Rechnung abweichen, wo beide Beträge je Leistungserbringer runden.
    """

    budget: str
    ergebnis: str
    fallzahl: str = ""
    fallkosten: str = ""
    variabel: str = ""
    auslastung: str = ""
    vereinbart: str = ""
    ungenau: str = "0.005"
    jahr: Feld | None = None


_GROESSEN = (
    ("fallzahl", "Fälle im Jahr", _FAELLE, einheiten.FAELLE, None),
    ("fallkosten", "Kosten je Fall und Jahr", _KOSTEN, einheiten.EUR_JE, unueblich("fallkosten", "wert")),
    ("tarif", "Tarif: Kosten steigen um", _TARIF, einheiten.PROZENT, unueblich("rate", "wert")),
    ("variabel", "Anteil der Kosten, der mit der Auslastung sinkt", eingabe.ANTEIL, einheiten.PROZENT, None),
    ("auslastung", "Auslastung", _AUSLASTUNG, einheiten.PROZENT, unueblich("auslastung_ist", "wert")),
    ("vereinbart", "vereinbarte Auslastung", _VEREINBART, einheiten.PROZENT, unueblich("auslastung", "wert")),
)


def szenarien(bau: Bau, b: Basis) -> None:
    """Namen: `szenario_X` (Basis), `szenario_budget`, `_bedarf`, `_luecke`, `szenarien` (Zeilen), `pruefung_szenario`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (32, 20, 14, 12, 12, 12, 19, 19, 19, 11), 3)
    satz = "Basis: was in dieser Mappe steht. Ein Szenario darunter nennt nur, was anders kommt; leer: wie die Basis."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = jahrwahl(bau, blatt, 5, b.jahr, "szenario_nummer", "eingabe_laufzeit_jahre") if b.jahr else 5
    gefragt = [g for g in _GROESSEN if not getattr(b, g[0], "")]
    for zeile, g in enumerate(gefragt, z):
        bau.name(f"szenario_{g[0]}", blatt, f"B{zeile}")  # unter demselben Namen wie das, was die Mappe weiß
    z = eingaben(bau, blatt, z, [_feld(*g) for g in gefragt])
    bekannt = [g for g in _GROESSEN if g not in gefragt]
    z = ergebnisse(bau, blatt, z, [_groesse(b, n, wort, e) for n, wort, _, e, _ in bekannt])
    budget = Wert("Budget", "szenario_budget", b.budget, einheiten.EUR_ZEICHEN, "nach der Regel dieser Mappe")
    z = ergebnisse(bau, blatt, z, (budget, *_luecke()))
    if z >= _KOPF - 1:
        raise ValueError(f"{BLATT}: Zeile {z} gehört schon zur Tabelle.")
    platz = Platz("szenario", _KOPF, erste=_KOPF + 2, wachsend=False, hoehe=42)
    woran = kennung(als_text("{szenario}"), wenn=belegt("{szenario}"))
    t = liste(bau, blatt, platz, _spalten(), _ZEILEN, bau.inhalt("szenarien"), _regeln(), woran)
    _basiszeile(blatt)
    bau.name("szenarien", blatt, t.ort("szenario", "prozent"))
    bau.pruefung(
        "szenario",
        "Szenario: das Budget der Basis ist das Ergebnis dieser Mappe",
        f'IF(szenario_budget="",{b.ergebnis}="",ABS(szenario_budget-{b.ergebnis})<={b.ungenau})',
        "In eingefügte Zeilen der Listen auch die verborgenen Formeln kopieren.",
    )
    bau.gedruckt[BLATT] = Druck("J", letzte_belegte(_KOPF + 2, t.bereich("szenario")))


def _feld(
    name: str, wort: str, grenze: eingabe.Grenze, einheit: einheiten.Einheit, frage: Regel | None
) -> Feld:
    beispiel = 0.03 if name == "tarif" else None
    return Feld(wort, f"szenario_{name}", einheit.format, grenze, beispiel, "", False, frage)


def _groesse(b: Basis, name: str, wort: str, einheit: einheiten.Einheit) -> Wert:
    return Wert(wort, f"szenario_{name}", getattr(b, name), einheit, "aus dieser Mappe")


def _bedarf(*g: str) -> str:
    fallzahl, fallkosten, tarif, variabel, auslastung = g
    return f"{fallzahl}*{fallkosten}*(1+{tarif})*({variabel}*{auslastung}/szenario_vereinbart+1-{variabel})"


_BASIS = tuple(f"szenario_{n}" for n, *_ in _GROESSEN[:-1])


def _luecke() -> tuple[Wert, Wert]:
    fehlt = ",".join(f'{n}=""' for n in (*_BASIS, "szenario_vereinbart"))
    luecke = 'IF(OR(szenario_bedarf="",szenario_budget=""),"",szenario_bedarf-szenario_budget)'
    weg = "Fälle × Kosten × (1 + Tarif) × (v × Auslastung ÷ vereinbart + 1 − v)"
    return (
        Wert(
            "Bedarf", "szenario_bedarf", f'IF(OR({fehlt}),"",{_bedarf(*_BASIS)})', einheiten.EUR_ZEICHEN, weg
        ),
        Wert(
            "Bedarf − Budget",
            "szenario_luecke",
            luecke,
            einheiten.EUR_ZEICHEN,
            "plus: es fehlt; minus: es bleibt",
            True,
        ),
    )


def _spalten() -> tuple[Spalte, ...]:
    worte = ("Fälle", "EUR je Fall", "Tarif", "variabler\nAnteil", "Auslastung")
    namen = [n for n, *_ in _GROESSEN[:-1]]
    gilt = ((f"gilt_{n}", f'IF({{szenario}}="","",IF({{{n}}}="",szenario_{n},{{{n}}}))') for n in namen)
    return (
        Spalte("szenario", "Szenario", 0, grenze=eingabe.TEXT, pflicht=True),
        *(
            Spalte(n, wort, 0, e, grenze)
            for (n, _, grenze, e, _), wort in zip(_GROESSEN[:-1], worte, strict=True)
        ),
        *_gerechnet(namen),
        *(Spalte(n, n, 10, formel=formel, verborgen=True, luecke=True) for n, formel in gilt),
    )


def _gerechnet(namen: Sequence[str]) -> tuple[Spalte, ...]:
    fehlt = ",".join(f'AND({{{n}}}="",szenario_{n}="")' for n in namen)
    ohne = f'OR({{szenario}}="",{fehlt},szenario_vereinbart="")'
    bedarf = f'IF({ohne},"",{_bedarf(*(f"{{gilt_{n}}}" for n in namen))}+{{pruefwert}})'
    luecke = 'IF(OR({bedarf}="",{budget}=""),"",{bedarf}-{budget})'
    prozent = 'IF({luecke}="","",IF({budget}=0,"",{luecke}/{budget}))'
    reihen = (
        ("budget", "Budget\nEUR", einheiten.EUR, 'IF({szenario}="","",szenario_budget)'),
        ("bedarf", "Bedarf\nEUR", einheiten.EUR, bedarf),
        ("luecke", "Bedarf − Budget\nEUR", einheiten.EUR, luecke),
        ("prozent", "vom\nBudget", einheiten.PROZENT, prozent),
    )
    return tuple(Spalte(n, wort, 0, e, formel=f, luecke=True) for n, wort, e, f in reihen)


def _basiszeile(blatt: Worksheet) -> None:
    """Über den Szenarien die Basis, zum Vergleich in denselben Spalten."""
    z = _KOPF + 1
    prozent = 'IF(szenario_luecke="","",IF(szenario_budget=0,"",szenario_luecke/szenario_budget))'
    formeln = (
        ("A", '"Basis"', "General"),
        *((s, n, g[3].format) for s, n, g in zip("BCDEF", _BASIS, _GROESSEN, strict=False)),
        *(
            (s, f"szenario_{n}", zellen.BETRAG)
            for s, n in zip("GHI", ("budget", "bedarf", "luecke"), strict=True)
        ),
        ("J", prozent, zellen.PROZENT),
    )
    for s, formel, form in formeln:
        voll = formel if s in "AJ" else f'IF({formel}="","",{formel})'
        zellen.formelzelle(blatt[f"{s}{z}"], f"={voll}", form, rechts=s != "A", fett=True)


def _regeln() -> tuple[Regel, ...]:
    angaben = ",".join(f'{{{n}}}=""' for n, *_ in _GROESSEN[:-1])
    da = "ISNUMBER({fallzahl}),ISNUMBER(szenario_fallzahl)"
    weit = f"IF(AND({da}),OR({{fallzahl}}>2*szenario_fallzahl,2*{{fallzahl}}<szenario_fallzahl),FALSE)"
    kosten = "OR({fallkosten}>2*szenario_fallkosten,2*{fallkosten}<szenario_fallkosten)"
    teuer = f"IF(AND(ISNUMBER({{fallkosten}}),ISNUMBER(szenario_fallkosten)),{kosten},FALSE)"
    return (
        doppelt("Szenario steht zweimal da", bestaetigen=False),
        Regel("wie die Basis", f"AND({angaben})", '"wie die Basis"'),
        unueblich("fallkosten", "fallkosten"),
        unueblich("rate", "tarif"),
        unueblich("auslastung_ist", "auslastung"),
        Regel("mehr als doppelt oder halb so viele wie in der Basis", weit, in_worten("{fallzahl}", "Fälle")),
        Regel(
            "mehr als doppelt oder halb so teuer wie in der Basis", teuer, in_worten("{fallkosten}", "EUR")
        ),
        Regel("Basis heißt schon die Zeile darüber", 'UPPER(TRIM(T({szenario})))="BASIS"'),
    )
