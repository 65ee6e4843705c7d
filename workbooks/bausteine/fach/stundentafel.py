"""Blatt »Stundentafel«: Dienste mit Zeiten, Anerkennung und Anzahl → Stunden und VZÄ."""

from __future__ import annotations

from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.fach import qualifikation
from workbooks.bausteine.fach.divisor import Divisor
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte
from workbooks.bausteine.fach.teil import Teil
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, kennung, summenwort
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten, ohne_angebot, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG

ARTEN = ("Präsenz", "Nachtbereitschaft", "Rufbereitschaft")
JA_NEIN = eingabe.auswahl("ja", "nein", hinweis="ja oder nein; leer zählt als ja.")


_PRAESENZ, _RUF = SCHWELLEN["praesenz_stunden"], SCHWELLEN["rufbereitschaft_stunden"]
_NACHT = SCHWELLEN["nachtbereitschaft_stunden"]
_STUNDEN = in_worten("{stunden_tag}", "Std.")
DIENSTREGELN = (
    Regel(
        f"Präsenz über {_PRAESENZ:g} Std.",
        f'AND({{art}}="Präsenz",N({{stunden_tag}})>{_PRAESENZ:g})',
        _STUNDEN,
    ),
    Regel(
        f"Rufbereitschaft ab {_RUF:g} Std.",
        f'AND({{art}}="Rufbereitschaft",N({{stunden_tag}})>={_RUF:g})',
        _STUNDEN,
    ),
    Regel(
        "Beginn am Tag (Beginn und Ende vertauscht?)",
        'AND({art}="Nachtbereitschaft",N({beginn})>=6/24,N({beginn})<18/24)',
        _STUNDEN,
    ),
    Regel(
        f"Nachtbereitschaft über {_NACHT:g} Std.",
        f'AND({{art}}="Nachtbereitschaft",N({{stunden_tag}})>{_NACHT:g})',
        _STUNDEN,
    ),
    Regel(
        "heißt Bereitschaft",
        'AND({art}="Präsenz",ISNUMBER(SEARCH("bereitschaft",T({dienst}))))',
        '"Präsenz"',
    ),
)
"""Was in jeder Tabelle von Diensten gilt, mit den Spalten art, dienst, beginn und stunden_tag."""
KURZER_DIENST = Regel("unter einer Stunde", "AND(N({stunden_tag})>0,N({stunden_tag})<1)", _STUNDEN)
_REGELN = (
    Regel("Art fehlt", '{art}=""'),
    Regel("Leistung Nr. fehlt", '{nr}=""'),
    ohne_angebot(LISTE_ANGEBOTE),
    doppelt("Dienst steht zweimal da", bestaetigen=True),
    summenwort("dienst"),
    *DIENSTREGELN,
    unueblich("mitarbeitende", "anzahl"),
    KURZER_DIENST,
    Regel(
        "Tage, Anzahl oder Anerkennung 0", "OR(N({tage})=0,N({anzahl})=0,N({anerkennung})=0)", '"0 gewollt"'
    ),
)
# Woran ein Dienst zu erkennen ist; ganze Minuten und Hundertstel, denn Kommazahlen in Text liest jedes Land anders.
_DIENST = kennung(
    "T({angebot})", "ROUND(N({nr})*100,0)", "T({art})", als_text("{dienst}"),
    "ROUND(N({beginn})*1440,0)", "ROUND(N({ende})*1440,0)", "ROUND(N({tage})*100,0)",
    wenn='AND({beginn}<>"",{ende}<>"")',
)  # fmt: skip


def stundentafel(bau: Bau, leistung: Spalte, divisor: Divisor, vor_tafel: tuple[Spalte, ...] = ()) -> Teil:
    """Das Blatt. `leistung`: Spalte mit der Nummer; `vor_tafel`: Spalten, die eine Variante dazugibt.

    Das Beispiel nennt je Zeile: Angebot, Leistung, Art, in Summe, (vor_tafel …), Anerkennung, Einsatzzeit, Beginn,
    Ende, Tage, Anzahl, Qualifikation.
    """
    blatt = bau.blatt("Stundentafel", bau.titel("Stundentafel"), (), 6)
    spalten = (*_eingaben(leistung, vor_tafel), *_zeiten(), *_gerechnet(divisor), qualifikation.SPALTE)
    # Zeilen »in Summe: nein« grau und kursiv: wer die Spalte nachrechnet, soll sie nicht mitzählen.
    t = tabelle(
        bau,
        blatt,
        5,
        spalten,
        bau.umfang.dienste,
        bau.inhalt("dienste"),
        _REGELN,
        _DIENST,
        leise='{in_summe}="nein"',
    )
    bau.name("eingabe_dienste", blatt, f"A{t.erste}:{t.buchstabe('anzahl')}{t.letzte}")
    bau.name("stundentafel", blatt, f"{t.buchstabe('dienst')}{t.erste}:{t.buchstabe('vzae')}{t.letzte}")
    _gesamt(bau, t)
    _abgleich(bau, t)
    return Teil("stundentafel", "Stundentafel", t, _ergebniszeilen(divisor.wort), zaehlt(t))


def _eingaben(leistung: Spalte, vor_tafel: tuple[Spalte, ...]) -> tuple[Spalte, ...]:
    return (
        angebotsspalte(),
        leistung,
        Spalte("art", "Art", 17.5, grenze=eingabe.auswahl(*ARTEN), weg="immer angeben"),
        Spalte("in_summe", "in\nSumme", 8, grenze=JA_NEIN, weg="nein: nur zum Vergleich"),
        *vor_tafel,
        Spalte("eigen", "Anerk.\neigen", 8.5, einheiten.ANTEIL, eingabe.ANTEIL, weg="leer: nach Art"),
        Spalte("dienst", "Einsatzzeit", 21, grenze=eingabe.TEXT, weg="Bezeichnung"),
    )


def _zeiten() -> tuple[Spalte, ...]:
    """Die Spalten, aus denen EGH_STUNDENTAFEL rechnet; dazwischen die Anerkennung, die gilt."""
    bereitschaft = (
        'IF({eigen}<>"",{eigen},IF({art}="Nachtbereitschaft",parameter_nachtbereitschaft,'
        'IF({art}="Rufbereitschaft",parameter_rufbereitschaft,1)))'
    )
    gilt = f'IF(OR({{beginn}}="",{{ende}}=""),"",{bereitschaft})'
    tage, anzahl = (
        eingabe.zahl(0, 7, "Tage je Woche, 0 bis 7."),
        eingabe.zahl(0, 999, "Anzahl Mitarbeitende, ab 0."),
    )
    return (
        Spalte("beginn", "Beginn", 7, einheiten.UHRZEIT, eingabe.ZEIT, pflicht=True),
        Spalte("ende", "Ende", 7, einheiten.UHRZEIT, eingabe.ZEIT, pflicht=True),
        Spalte(
            "anerkennung",
            "Anerk.",
            8.5,
            einheiten.ANTEIL,
            formel=gilt,
            weg="eigen, sonst nach Art",
            pflicht=True,
        ),
        Spalte("tage", "Tage je\nWoche", 7, einheiten.TAGE_WOCHE, tage, pflicht=True),
        Spalte("anzahl", "Anzahl\nMA", 7, einheiten.PERSONEN, anzahl, pflicht=True),
    )


def _gerechnet(divisor: Divisor) -> tuple[Spalte, ...]:
    leer = 'OR({beginn}="",{ende}="",{anerkennung}="",{tage}="",{anzahl}="")'
    tag = f'IF({leer},"",EGH_EINSATZDAUER({{beginn}},{{ende}})+{{pruefwert}})'

    def stunden(wochen: str) -> str:
        aufruf = f"EGH_EINSATZSTUNDEN({{stunden_tag}},{{tage}},{{anzahl}},{{anerkennung}},{wochen})"
        return f'IF({{stunden_tag}}="","",{aufruf})'

    vzae = f'IF(OR({{stunden_jahr}}="",{divisor.formel}=""),"",EGH_VZAE({{stunden_jahr}},{divisor.formel}))'
    jahr = stunden("parameter_wochen_jahr")
    return (
        Spalte("stunden_tag", "Std. je\nTag", 8, einheiten.STD_TAG, formel=tag, weg="Ende − Beginn"),
        Spalte(
            "stunden_woche",
            "Std. je\nWoche",
            9,
            einheiten.STD_WOCHE,
            formel=stunden("1"),
            weg="Tag × Tage × Anzahl × Anerk.",
        ),
        Spalte(
            "stunden_jahr",
            "Std. im\nJahr",
            10.5,
            einheiten.STD_JAHR,
            formel=jahr,
            weg="Woche × Wochen je Jahr",
        ),
        Spalte("vzae", "VZÄ", 8, einheiten.VZAE_ZWEI, formel=vzae, weg="Jahr ÷ Std. je VZÄ"),
    )


def zaehlt(t: Tabelle) -> str:
    """Bedingung: Zeilen, die in die Summe gehen."""
    return f'{t.bereich("in_summe")}<>"nein"'


def _ergebniszeilen(divisor: str) -> tuple[Zeile, ...]:
    """Die Ergebnisse der Stundentafel; `divisor` sagt, wodurch die Stunden geteilt werden."""
    blatt = "Blatt Stundentafel"
    weg = "Std. je Tag × Tage × Anzahl × Anerkennung, Summe der Dienste"
    jahr = "Std. je Woche × Wochen je Jahr"
    return (
        Zeile(
            "woche_stundentafel",
            "Stundentafel: Stunden je Woche",
            "summe_tafel_stunden_woche",
            "Std./Woche",
            zellen.STUNDEN,
            weg,
            blatt,
        ),
        Zeile(
            "stunden_stundentafel",
            "Stundentafel: Stunden im Jahr",
            "summe_tafel_stunden_jahr",
            "Std./Jahr",
            zellen.STUNDEN,
            jahr,
            blatt,
        ),
        Zeile(
            "vzae_stundentafel",
            "Stundentafel",
            "summe_tafel_vzae",
            "VZÄ",
            zellen.STUNDEN,
            f"Stunden ÷ {divisor}",
            blatt,
        ),
    )


def _gesamt(bau: Bau, t: Tabelle) -> None:
    """Die Summen stehen über der Tabelle: darunter ginge es mit leeren Zeilen weiter."""
    zellen.text(t.blatt["A4"], "Gesamt (ohne »in Summe: nein«)", fett=True, umbruch=False)
    for schluessel in ("stunden_woche", "stunden_jahr", "vzae"):
        zelle = t.blatt[f"{t.buchstabe(schluessel)}4"]
        zellen.formelzelle(zelle, f"={t.gesamt(schluessel, wo=zaehlt(t))}", zellen.STUNDEN, fett=True)
        bau.name(f"summe_tafel_{schluessel}", t.blatt, zelle.coordinate)
    zellen.text(
        t.blatt["A3"],
        f"Eine neue Zeile wird gelb, sobald die darüber belegt ist (Platz für {t.letzte - t.erste + 1}).",
        grau=True,
        umbruch=False,
    )


def _abgleich(bau: Bau, t: Tabelle) -> None:
    """Die ganze Tafel in einem Zug mit EGH_STUNDENTAFEL, gegen die Summe der Zeilen."""
    tafel = t.block("dienst", "anzahl")
    for spalte in ("beginn", "ende", "anerkennung", "tage", "anzahl"):
        bau.name(f"tafel_{spalte}", t.blatt, t.ort(spalte))
    bau.name("tafel", t.blatt, t.ort("dienst", "anzahl"))
    probe = f"INDEX(EGH_STUNDENTAFEL({tafel},1000,parameter_wochen_jahr),ROWS({tafel})+2,4)"
    nicht = f"OR({t.leer},{t.anzahl(UNVOLLSTAENDIG)}>0)"
    bau.pruefung(
        "stundentafel",
        "Stundentafel: die Zeilen zusammen ergeben die Tafel in einem Zug",
        f'IF({{probe}}="",TRUE,ABS({{probe}}-SUM({t.bereich("stunden_jahr")}))<0.000001)',
        "Die Formeln der Stundentafel mit einer unveränderten Zeile vergleichen.",
        probe=f'=IF({nicht},"",{probe})',
    )
