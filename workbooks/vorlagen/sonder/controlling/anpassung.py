"""Blatt »Anpassung«: vereinbarte gegen aktuelle Personen nach HBG. Zeigt Anzahl, Mischung, Preis; entscheidet nichts."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, neben, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

_PERSONEN = eingabe.zahl(0, 1e5, "Personen, ab 0.")
_PREIS = eingabe.zahl(0, 1e6, "Euro je Person und Jahr, ab 0.")


def anpassung(bau: Bau, liste: str, typen: Grenze) -> None:
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
    t = tabelle(
        bau, blatt, 11, _spalten(liste, typen), bau.umfang.controlling, bau.inhalt("anpassung"), regeln, woran
    )
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


def _spalten(liste: str, typen: Grenze) -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(liste, "Ein Leistungserbringer dieser Mappe.")
    fehlt = 'OR({alt}="",{preis}="",{neu}="",{preis_neu}="")'
    euro = f'IF({fehlt},"",{{neu}}*{{preis_neu}}-{{alt}}*{{preis}}+{{pruefwert}})'
    effekt = f'IF({fehlt},"",EGH_PREISEFFEKT({{alt}},{{preis}},{{neu}},{{preis_neu}})+{{pruefwert}})'
    return (
        Spalte("traeger", "Leistungserbringer", 22, grenze=traeger, weg="aus der Liste", pflicht=True),
        Spalte("typ", "Leistungstyp", 28, grenze=typen, weg="im Vertrag", pflicht=True),
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
