"""Blatt »Anpassung«: vereinbarte gegen aktuelle Personen nach HBG. Zeigt Anzahl, Mischung, Preis; entscheidet nichts."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte, nter
from workbooks.bausteine.grund.felder import Wert, ergebnisse, kopf
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, neben, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle, keine_zahl
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_LEISTUNGSTYPEN, LISTE_TRAEGER
from workbooks.vorlagen.sonder.traegerliste import WORT

_PERSONEN = eingabe.zahl(0, 1e5, "Personen, ab 0.")
_PREIS = eingabe.zahl(0, 1e6, "Euro je Person und Jahr, ab 0.")
_ZEILEN = 40


def anpassung(bau: Bau) -> None:
    """Namen: `anpassung_personen`, `_mengeneffekt`, `_struktureffekt`, `_preiseffekt`, `_aenderung`."""
    blatt = bau.blatt("Anpassung", bau.titel("Anpassung"), (), 12)
    satz = "Entspricht der Leistungsumfang dem vereinbarten? Das Blatt zeigt den Unterschied, es entscheidet nichts."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(*map(als_text, ("{traeger}", "{typ}", "{hbg}")), wenn=belegt("{typ}"))
    regeln = (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("hbg"),
        Regel("Preis 0", "OR({preis}=0,{preis_neu}=0)", '"Preis 0"'),
        unueblich("fallkosten", "preis"),
        unueblich("fallkosten", "preis_neu"),
        neben("neu", "alt", 2, "Personen", "mehr als doppelt oder halb so viele wie vereinbart"),
        neben("preis_neu", "preis", 1.5, "EUR", "weit neben dem vereinbarten Preis"),
    )
    t = tabelle(bau, blatt, 11, _spalten(), _ZEILEN, bau.inhalt("anpassung"), regeln, woran)
    ergebnisse(bau, blatt, 4, _werte(t))
    bau.name("anpassung_traeger", blatt, t.ort("traeger"))
    bau.name("anpassung_euro", blatt, t.ort("euro"))
    bau.pruefung(
        "anpassung",
        "Anpassung: Anzahl, Mischung und Preis ergeben zusammen die Änderung",
        'IF(anpassung_aenderung="",TRUE,ABS(anpassung_mengeneffekt+anpassung_struktureffekt+anpassung_preiseffekt'
        "-anpassung_aenderung)<0.005)",
        "Vereinbarte Personen und Preise auf dem Blatt Anpassung ergänzen.",
    )


def _spalten() -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(LISTE_TRAEGER, "Ein Leistungserbringer vom Blatt Budgettyp.")
    typ = eingabe.aus_liste(LISTE_LEISTUNGSTYPEN, "Ein Leistungstyp vom Blatt Budgettyp.")
    fehlt = 'OR({alt}="",{preis}="",{neu}="",{preis_neu}="")'
    euro = f'IF({fehlt},"",{{neu}}*{{preis_neu}}-{{alt}}*{{preis}}+{{pruefwert}})'
    effekt = f'IF({fehlt},"",EGH_PREISEFFEKT({{alt}},{{preis}},{{neu}},{{preis_neu}})+{{pruefwert}})'
    return (
        Spalte("traeger", "Leistungserbringer", 22, grenze=traeger, weg="vom Blatt Budgettyp", pflicht=True),
        Spalte("typ", "Leistungstyp", 28, grenze=typ, weg="vom Blatt Budgettyp", pflicht=True),
        Spalte("hbg", "HBG", 10, grenze=eingabe.TEXT, weg="wenn nötig"),
        Spalte(
            "alt", "Personen\nvereinbart", 13, einheiten.PERSONEN, _PERSONEN, weg="im Vertrag", pflicht=True
        ),
        Spalte(
            "preis", "EUR je Person\nvereinbart", 15, einheiten.EUR_JE, _PREIS, weg="und Jahr", pflicht=True
        ),
        Spalte("neu", "Personen\naktuell", 13, einheiten.PERSONEN, _PERSONEN, weg="jetzt", pflicht=True),
        Spalte(
            "preis_neu", "EUR je Person\naktuell", 15, einheiten.EUR_JE, _PREIS, weg="und Jahr", pflicht=True
        ),
        Spalte(
            "mehr",
            "Personen\nmehr",
            12,
            einheiten.PERSONEN,
            formel=f'IF({fehlt},"",{{neu}}-{{alt}}+{{pruefwert}})',
            weg="aktuell − vereinbart",
        ),
        Spalte("euro", "Änderung\nEUR", 16, einheiten.EUR, formel=euro, weg="im Jahr"),
        Spalte(
            "preiseffekt",
            "davon Preis\nEUR",
            16,
            einheiten.EUR,
            formel=effekt,
            weg="Preis × aktuelle Personen",
        ),
    )


_KOPF_ANGEPASST = (
    *(WORT, "Jahresbudget\nEUR", "Änderung\nEUR"),
    *("angepasstes\nJahresbudget EUR", "Änderung"),
)


def angepasst(bau: Bau) -> None:
    """Blatt »Angepasstes Budget«: jedes Jahresbudget mit der Änderung; ob sie gilt, entscheiden die Partner."""
    blatt = bau.blatt("Angepasstes Budget", bau.titel("Angepasstes Budget"), (40, 20, 20, 20, 14), 5)
    satz = "Anpassungsklausel ohne Grenzwert: jede Änderung vom Blatt Anpassung, in einem ganzen Jahr."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    kopf(blatt, 5, _KOPF_ANGEPASST)
    erste, letzte = 7, 6 + bau.umfang.anbieter
    for n, z in enumerate(range(erste, letzte + 1), 1):
        name, budget = nter(LISTE_TRAEGER, n), f"INDEX(traeger_jahresbudget,{n},1)"
        aenderung = f"SUMPRODUCT((anpassung_traeger=$A{z})*1,anpassung_euro)+SUM(pruefwerte_anpassung)"
        leer = f'OR($A{z}="",anpassung_aenderung="")'
        formeln = (
            f'IF({name}="","",{name})',
            f'IF($A{z}="","",IF({budget}="","",{budget}))',
            f'IF({leer},"",{aenderung})',
            f'IF(OR($B{z}="",$C{z}=""),"",$B{z}+$C{z})',
            f'IF($D{z}="","",IF($B{z}=0,"",EGH_VERAENDERUNG($B{z},$D{z})))',
        )
        _reihe(blatt, z, formeln)
    zellen.einblenden(blatt, f"A{erste}:E{letzte}", f'$A{erste}<>""')
    zellen.formelzelle(blatt["A6"], "alle Leistungserbringer", rechts=False, fett=True)
    for s in "BCD":
        alle = f"{s}{erste}:{s}{letzte}"
        zellen.formelzelle(
            blatt[f"{s}6"], f'=IF({keine_zahl(alle)},"",SUM({alle}))', zellen.BETRAG, fett=True
        )
    anders = 'IF(N($B$6)=0,"",IF($D$6="","",EGH_VERAENDERUNG($B$6,$D$6)))'
    zellen.formelzelle(blatt["E6"], f"={anders}", zellen.PROZENT, fett=True)
    bau.name("angepasstes_budget", blatt, f"D{erste}:D{letzte}")
    bau.pruefung(
        "angepasst",
        "Angepasstes Budget: die Leistungserbringer haben zusammen jede Änderung vom Blatt Anpassung",
        f'IF(anpassung_aenderung="",TRUE,ABS(N({bezug(blatt, "C6")})-anpassung_aenderung)<0.005)',
        "Auf dem Blatt Anpassung nur Leistungserbringer vom Blatt Budgettyp nennen.",
    )
    a = bezug(blatt, f"A{erste}:A{letzte}")
    bau.gedruckt[blatt.title] = Druck("E", letzte_belegte(erste, a))


def _reihe(blatt: Worksheet, z: int, formeln: Sequence[str]) -> None:
    formate = ("General", *(zellen.BETRAG,) * 3, zellen.PROZENT)
    for s, formel, form in zip("ABCDE", formeln, formate, strict=True):
        zellen.stumm(blatt[f"{s}{z}"], f"={formel}", form, rechts=s != "A")


def _werte(t: Tabelle) -> tuple[Wert, ...]:
    alt, preis, neu = (t.bereich(s) for s in ("alt", "preis", "neu"))
    mittel = f"SUMPRODUCT({alt},{preis})/SUM({alt})"
    menge = f"EGH_MENGENEFFEKT(SUM({alt}),{mittel},SUM({neu}),0)"
    falsch = f"+SUM({t.bereich('pruefwert')})"
    reihen = (
        ("Personen mehr", "personen", t.gesamt("mehr"), einheiten.PERSONEN, "aktuell − vereinbart"),
        ("Änderung im Jahr", "aenderung", t.gesamt("euro"), einheiten.EUR_ZEICHEN, "alles zusammen"),
        (
            "davon Anzahl",
            "mengeneffekt",
            t.wenn_vollstaendig(menge + falsch),
            einheiten.EUR_ZEICHEN,
            "zum vereinbarten Mittel",
        ),
        (
            "davon Mischung",
            "struktureffekt",
            t.wenn_vollstaendig(f"EGH_STRUKTUREFFEKT({alt},{preis},{neu}){falsch}"),
            einheiten.EUR_ZEICHEN,
            "mehr teure oder mehr günstige Gruppen",
        ),
        (
            "davon Preis",
            "preiseffekt",
            t.gesamt("preiseffekt"),
            einheiten.EUR_ZEICHEN,
            "aktueller − vereinbarter Preis",
        ),
    )
    return tuple(
        Wert(text, f"anpassung_{name}", formel, einheit, weg, name == "aenderung")
        for text, name, formel, einheit, weg in reihen
    )
