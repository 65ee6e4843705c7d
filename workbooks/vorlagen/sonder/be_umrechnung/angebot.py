"""Blatt »Angebot«: Plätze, Vollzeitwoche, Erreichbarkeit; darunter die Berliner Werte, mit denen gerechnet wird."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import belegt
from workbooks.bausteine.grund.regeln import Regel, in_worten, unueblich
from workbooks.vorlagen.sonder.be_umrechnung.raster import BFBTS, HBG, IST_BFBTS, je_raster

BLATT = "Angebot"
# Name des hinterlegten Werts, Wort, Einheit
_WERTE = (
    ("wochen_jahr", "Wochen je Jahr (365,25 ÷ 7)", einheiten.Einheit("Wochen/Jahr", zellen.VZAE)),
    ("nettojahresarbeitszeit", "Nettojahresarbeitsstunden einer VK", einheiten.STD_JAHR),
    ("wochenstunden_vk", "… bei dieser Vollzeitwoche", einheiten.STD_WOCHE),
    ("auslastung", "Auslastung", einheiten.PROZENT),
    ("feiertage_werktags", "Feiertage an Werktagen", einheiten.TAGE_JAHR),
    ("anteil_fallunspezifisch", "Anteil fallunspezifischer Zeit", einheiten.PROZENT),
    ("wegezeit", "Wegezeit je VK", einheiten.STD_WOCHE),
)


_PERSONEN = je_raster("SUM(stufe_koepfe)")


def angebot(bau: Bau) -> None:
    """Namen: `eingabe_plaetze`, `eingabe_wochenstunden`, `eingabe_stunden_werktag`, `eingabe_stunden_frei`, `wert_…`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (42, 16, 30, 10, 10, 22), 3)
    satz = "Ein Angebot mit seinen Plätzen. Zwei Angebote mit verschiedenen Sätzen sind zwei Mappen."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, (_raster(), *_felder()))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Nur für den Förderbereich (BFBTS)")
    z = eingaben(bau, blatt, z + 2, _felder_bfbts()) + 1
    zellen.ueberschrift(blatt[f"A{z}"], "Berliner Werte am Stichtag")
    werte = tuple(
        Wert(wort, f"wert_{name}", _hinterlegt("PARAMETER", name), einheit, "Blatt Quellen")
        for name, wort, einheit in _WERTE
    )
    ergebnisse(bau, blatt, z + 1, werte)
    for feld in _felder_bfbts():
        ort = f"eingabe_{feld.name}"
        bau.pflicht.append((f"{BLATT}: {feld.text}", f"OR(NOT({IST_BFBTS}),{belegt(ort)})"))
    bau.gedruckt[BLATT] = Druck("F")


def _hinterlegt(was: str, name: str) -> str:
    return f'IF(meta_stichtag="","",EGH_{was}(meta_land,"{name}",meta_stichtag))'


def _raster() -> Feld:
    wahl = eingabe.auswahl(HBG, BFBTS)
    return Feld("Raster", "raster", zellen.TEXT, wahl, HBG, "welches Blatt gilt")


def _felder_bfbts() -> tuple[Feld, ...]:
    pauschale = eingabe.zahl(0, 500, "EUR je Person und Betreuungstag; 0: keine.")
    tage = eingabe.zahl(1, 366, "Tage im Jahr, für die eine Person bezahlt wird, wenn sie immer kommt.")
    offen = unueblich("betreuungstage", "wert")
    klein = Regel("in TEUR getippt?", "AND(N({wert})>0,N({wert})<1)", in_worten("{wert}", "EUR"))
    bezahlt, am_tag = "für die bezahlt wird", "EUR am Tag; 0: keine"
    return (
        Feld("Betreuungstage im Jahr", "betreuungstage", zellen.ZAHL, tage, None, bezahlt, False, offen),
        Feld("Grundpauschale (GP)", "gp", zellen.BETRAG, pauschale, None, am_tag, False, klein),
        Feld("Investitionsbetrag (IB)", "ib", zellen.BETRAG, pauschale, None, am_tag, False, klein),
    )


def _felder() -> tuple[Feld, ...]:
    plaetze = eingabe.zahl(1, 2000, "Plätze des Angebots, 1 bis 2.000.")
    woche = eingabe.zahl(20, 48, "Wochenstunden einer Vollzeitkraft, 20 bis 48.")
    am_tag = eingabe.zahl(0, 24, "Stunden am Tag, 0 bis 24.")
    ueblich = Regel(
        "üblich sind 38 bis 40 Std.",
        "AND(ISNUMBER({wert}),OR({wert}<38,{wert}>40))",
        in_worten("{wert}", "Std."),
    )
    am_tag_fragen = (
        Regel("rund um die Uhr erreichbar?", "AND(ISNUMBER({wert}),{wert}>12)", in_worten("{wert}", "Std.")),
        Regel("Uhrzeit getippt?", "AND(ISNUMBER({wert}),{wert}>0,{wert}<1)", in_worten("{wert}", "Std.")),
    )
    leer = Regel(
        "weniger als zwei Drittel davon belegt (Blatt der Gruppen)",
        f"AND(N({{wert}})>0,{_PERSONEN}>0,{_PERSONEN}<2/3*N({{wert}}))",
        in_worten("{wert}", "Plätze"),
    )
    von, bis = "Erreichbarkeit Montag bis Freitag", "Erreichbarkeit Wochenende und Feiertag"
    return (
        Feld("Plätze", "plaetze", "#,##0", plaetze, 30, "alle, auch freie", frage=leer),
        Feld(
            "Wochenstunden einer VK", "wochenstunden", zellen.ZAHL, woche, 39, "nach dem Tarif", frage=ueblich
        ),
        Feld(von, "stunden_werktag", zellen.ZAHL, am_tag, 2, "Std. am Tag; 0: keine", frage=am_tag_fragen),
        Feld(bis, "stunden_frei", zellen.ZAHL, am_tag, 4, "Std. am Tag; 0: keine", frage=am_tag_fragen),
    )
