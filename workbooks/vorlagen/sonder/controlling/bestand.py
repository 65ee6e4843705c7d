"""Blatt »Zu- und Abgänge«: Bestand, Aufnahmen und Abgänge je HBG; ob leichtere Fälle aufgenommen werden, als da sind.

Wer ein festes Budget hat, könnte schwere Fälle meiden (creaming). Es zeigt sich am Anteil der schweren HBG und am mittleren
Gewicht der Aufnahmen gegen den Bestand; wo der Leistungserbringer aufnehmen muss, wen der Leistungsträger nennt, sagt es nichts.
"""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, neben_den_anderen, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

BLATT = "Zu- und Abgänge"
_PERSONEN = eingabe.zahl(0, 1e5, "Personen, ab 0.")
_PREIS = eingabe.zahl(0, 1e6, "Euro je Person und Jahr: das Gewicht dieser Gruppe, ab 0.")
_BEWEGUNG = (("bestand", "Bestand"), ("zugaenge", "Zugänge"), ("abgaenge", "Abgänge"))
_PFLICHT = "eingabe_aufnahmeverpflichtung"
_KOPF = 15


def bestand(bau: Bau, typen: Grenze) -> None:
    """Namen: `bestand_gewicht_X`, `bestand_schwer_X` (Bestand, Zugänge, Abgänge), `bestand_ende`, `hinweis_creaming`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), _KOPF + 1)
    satz = "Gewicht einer Gruppe ist ihr Preis. Verglichen wird, wer kommt und geht, mit denen, die da sind."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    spalten = (*_eingaben(typen), *_gerechnet())
    woran = kennung(als_text("{typ}"), als_text("{hbg}"), wenn=belegt("{typ}"))
    t = tabelle(bau, blatt, _KOPF, spalten, bau.umfang.controlling, bau.inhalt("bestand"), _regeln(), woran)
    z = eingaben(bau, blatt, 5, (_feld(),))
    ergebnisse(bau, blatt, z, _ergebnisse(t))
    leichter = "AND(ISNUMBER(bestand_schwer_zugaenge),ISNUMBER(bestand_schwer_bestand),bestand_schwer_zugaenge<bestand_schwer_bestand)"
    text = f'=IF(IFERROR({leichter},FALSE),"Unter den Zugängen sind anteilig weniger schwere Fälle als im Bestand.","")'
    zellen.text(blatt["A4"], text, fett=True, umbruch=False)
    bau.name("hinweis_creaming", blatt, "A4")


def _feld() -> Feld:
    grenze = eingabe.auswahl(
        "ja",
        "nein",
        hinweis="ja: der Leistungserbringer muss jeden aufnehmen, den der Leistungsträger nennt.",
    )
    notiz = "ja: er kann niemanden auswählen, der Anteil schwerer Fälle entfällt; leer: nein"
    return Feld("Aufnahmeverpflichtung", "aufnahmeverpflichtung", zellen.TEXT, grenze, None, notiz, False)


def _eingaben(typen: Grenze) -> tuple[Spalte, ...]:
    schwer = eingabe.auswahl("ja", "nein", hinweis="ob diese HBG als schwer gilt: eigene Festlegung.")
    return (
        Spalte("typ", "Leistungstyp", 40, grenze=typen, weg="im Vertrag", pflicht=True),
        Spalte("hbg", "HBG", 17, grenze=eingabe.TEXT, weg="wenn nötig"),
        Spalte("preis", "EUR je Person\nund Jahr", 16, einheiten.EUR_JE, _PREIS, weg="Gewicht", pflicht=True),
        Spalte("schwer", "schwer", 10, grenze=schwer, weg="eigene Wahl", pflicht=True),
        *(
            Spalte(
                name,
                wort,
                14,
                einheiten.PERSONEN,
                _PERSONEN,
                weg="Personen",
                pflicht=True,
            )
            for name, wort in _BEWEGUNG
        ),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    fehlt = 'OR({bestand}="",{zugaenge}="",{abgaenge}="")'
    return (
        Spalte(
            *("ende", "Bestand\nam Ende", 14, einheiten.PERSONEN),
            formel=f'IF({fehlt},"",{{bestand}}+{{zugaenge}}-{{abgaenge}}+{{pruefwert}})',
            weg="+ Zugänge\n− Abgänge",
        ),
        *(
            Spalte(
                f"wert_{name}",
                f"wert_{name}",
                10,
                einheiten.EUR,
                formel=f'IF(OR({{preis}}="",{{{name}}}=""),"",{{preis}}*{{{name}}}+{{pruefwert}})',
                verborgen=True,
            )
            for name, _ in _BEWEGUNG
        ),
    )


def _regeln() -> tuple[Regel, ...]:
    return (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("typ"),
        summenwort("hbg"),
        Regel("mehr Abgänge als Bestand und Zugänge", "N({abgaenge})>N({bestand})+N({zugaenge})"),
        Regel("gewollt?", "AND(ISNUMBER({preis}),{preis}=0)", '"Preis 0"'),
        unueblich("fallkosten", "preis"),
        neben_den_anderen("preis", 6, "EUR"),
    )


def _ergebnisse(t: Tabelle) -> tuple[Wert, ...]:
    werte = []
    for name, wort in _BEWEGUNG:
        alle, falsch = f"SUM({t.bereich(name)})", f"SUM({t.bereich('pruefwert')})"
        mittel = f'IF({alle}=0,"",SUM({t.bereich(f"wert_{name}")})/{alle}+{falsch})'
        weg = "Σ Personen × Preis ÷ Personen"
        werte.append(
            Wert(
                f"mittleres Gewicht: {wort}",
                f"bestand_gewicht_{name}",
                t.wenn_vollstaendig(mittel),
                einheiten.EUR_JE_ZEICHEN,
                weg,
            )
        )
    for name, wort in _BEWEGUNG:
        alle, falsch = f"SUM({t.bereich(name)})", f"SUM({t.bereich('pruefwert')})"
        schwere = f'SUMPRODUCT(({t.bereich("schwer")}="ja")*1,{t.bereich(name)})'
        anteil = f'IF(OR({_PFLICHT}="ja",{alle}=0),"",{schwere}/{alle}+{falsch})'
        werte.append(
            Wert(
                f"Anteil schwerer HBG: {wort}",
                f"bestand_schwer_{name}",
                t.wenn_vollstaendig(anteil),
                einheiten.PROZENT,
            )
        )
    werte.append(Wert("Bestand am Ende", "bestand_ende", t.gesamt("ende"), einheiten.PERSONEN))
    return tuple(werte)
