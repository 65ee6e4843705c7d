"""Blatt »Gegenprobe«: dieselben Personen nach alten Sätzen und nach Stunden und Leistungseinheit, im Jahr."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.vorlagen.sonder.be_umrechnung.raster import IST_BFBTS, je_raster

BLATT = "Gegenprobe"
_STUNDEN = je_raster("SUMPRODUCT(stufe_personen,stufe_woche)")  # je Woche
_PERSONEN = je_raster("SUM(stufe_koepfe)")
_KEINE = f'OR(ergebnis_fls_satz="",ergebnis_kle="",{je_raster("COUNT(stufe_woche)")}=0)'
_FERTIG = f'IF({_KEINE},"",{{}})'.format


def gegenprobe(bau: Bau) -> None:
    """Namen: `gegenprobe_alt`, `gegenprobe_neu`, `ergebnis_rundung`, `ergebnis_vorschuss`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (46, 18, 52, 8, 8, 18), 3)
    satz = "Dieselben Personen ein Jahr lang, ohne freie Plätze. Sie prüft die Rechnung, nicht die Eingaben."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = ergebnisse(bau, blatt, 5, _probe("ergebnis_fls_satz", "ergebnis_kle"))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Mit gerundeten Werten")
    z = ergebnisse(bau, blatt, z + 2, _gerundet())
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Vorschuss einer Person")
    z = eingaben(bau, blatt, z + 2, (_monat(),))
    ergebnisse(bau, blatt, z, _vorschuss())
    bau.pruefung(
        "gegenprobe",
        "Gegenprobe: dieselben Personen bringen neu, ohne Runden, was sie bisher bringen",
        "IF(AND(ISNUMBER(gegenprobe_alt),ISNUMBER(gegenprobe_neu)),ABS(gegenprobe_neu-gegenprobe_alt)<0.005,FALSE)",
        "Blatt Angebot und das Blatt der Gruppen vollständig ausfüllen.",
    )
    _belegung(bau)
    bau.gedruckt[BLATT] = Druck("F")


def _belegung(bau: Bau) -> None:
    bau.pruefung(
        "raster",
        "Raster: Personen nur auf dem Blatt des gewählten Rasters",
        f"IF(ISERROR({_PERSONEN}),FALSE,IF({IST_BFBTS},SUM(stufe_koepfe),SUM(bfbts_koepfe))=0)",
        "Auf dem Blatt Angebot das Raster wählen oder die Personen des anderen Blatts streichen: zwei Raster sind zwei Mappen.",
    )
    zahl = f"{_PERSONEN}>0,{_PERSONEN}<=eingabe_plaetze"
    bau.pruefung(
        "personen",
        "Personen: wenigstens eine, und nicht mehr als Plätze",
        f"IF(N(eingabe_plaetze)>0,AND({zahl}),FALSE)",
        "Personen auf dem Blatt der Gruppen oder Plätze auf dem Blatt Angebot berichtigen.",
    )
    bau.pruefung(
        "saetze",
        "Sätze: die aller Gruppen",
        je_raster("COUNT(stufe_satz)=ROWS(stufe_satz)"),
        "Alle vereinbarten Sätze eintragen, auch von Gruppen, in denen gerade niemand ist: aus der kleinsten und der "
        "größten kommt der Preis einer Stelle, und die anderen zeigen, ob er stimmt.",
    )


def _probe(satz: str, kle: str) -> tuple[Wert, ...]:
    stunden = f"{_STUNDEN}*wert_wochen_jahr*{satz}"
    einheit = f"{_PERSONEN}*{kle}*7*wert_wochen_jahr*{satz}"
    alt = je_raster("SUM(stufe_ist)")
    zeilen = (
        (
            "bisher: Tagessätze dieser Personen",
            "gegenprobe_alt",
            alt,
            "Personen × Satz × 365,25, BFBTS × Betreuungstage",
        ),
        ("neu: Stunden", "gegenprobe_stunden", stunden, "Personen × Std./Woche × Wochen × FLS-Satz"),
        ("neu: Leistungseinheiten", "gegenprobe_kle", einheit, "Personen × kLE × 365,25 × FLS-Satz"),
        ("neu zusammen", "gegenprobe_neu", "gegenprobe_stunden+gegenprobe_kle", ""),
        ("Unterschied", "", "ROUND(gegenprobe_neu-gegenprobe_alt,2)", "neu − bisher, ohne Runden"),
    )
    euro = einheiten.EUR_ZEICHEN
    return tuple(
        Wert(wort, name, _FERTIG(formel), euro, weg, name == "gegenprobe_neu")
        for wort, name, formel, weg in zeilen
    )


def _gerundet() -> tuple[Wert, ...]:
    satz, kle = "ROUND(ergebnis_fls_satz,2)", "ROUND(ergebnis_kle,2)"
    neu = f"({_STUNDEN}+{_PERSONEN}*{kle}*7)*wert_wochen_jahr*{satz}"
    rest = "ROUND(gegenprobe_gerundet-gegenprobe_alt,2)"
    return (
        Wert(
            "FLS-Satz auf Cent", "umrechnung_satz", _FERTIG(satz), einheiten.EUR_JE_ZEICHEN, "EUR je Stunde"
        ),
        Wert(
            "kLE auf zwei Stellen",
            "umrechnung_kle",
            _FERTIG(kle),
            einheiten.Einheit("Std./Tag", zellen.ZAHL, False),
            "Std. je Platz und Tag",
        ),
        Wert(
            "neu zusammen, gerundet", "gegenprobe_gerundet", _FERTIG(neu), einheiten.EUR_ZEICHEN, "wie oben"
        ),
        Wert(
            "Unterschied durch das Runden",
            "ergebnis_rundung",
            _FERTIG(rest),
            einheiten.EUR_ZEICHEN,
            "EUR im Jahr, gegen bisher",
            True,
        ),
    )


def _monat() -> Feld:
    grenze = eingabe.zahl(0, 750, "Bewilligte Stunden im Monat, 0 bis 750.")
    viel = Regel(
        "mehr als 100 Std. im Monat?", "AND(ISNUMBER({wert}),{wert}>100)", in_worten("{wert}", "Std.")
    )
    return Feld(
        "bewilligte Stunden im Monat", "stunden_monat", zellen.ZAHL, grenze, 20, "zum Beispiel", False, viel
    )


def _vorschuss() -> tuple[Wert, ...]:
    formel = "EGH_BE_VORSCHUSS(eingabe_stunden_monat,ergebnis_kle,ergebnis_fls_satz,meta_stichtag)"
    fehlt = 'OR(eingabe_stunden_monat="",ergebnis_kle="",ergebnis_fls_satz="",meta_stichtag="")'
    weg = "(Stunden + kLE × 365,25 ÷ 12) × FLS-Satz"
    return (
        Wert(
            "Vorschuss im Monat",
            "ergebnis_vorschuss",
            f'IF({fehlt},"",{formel})',
            einheiten.EUR_ZEICHEN,
            weg,
            True,
        ),
    )
