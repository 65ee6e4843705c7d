"""Blatt »Zeitreihe«: Ausgaben, Fälle, Fallkosten je Jahr; über einen Bruch hinweg gibt es keine Veränderung."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import diagramme, eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.liste import Platz, liste, reihe
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt

_BRUECHE, _KOPF = 3, 11
_ANHANG = 11  # Spalte K: Hinweise beider Tabellen, rechts neben dem, was gedruckt wird
BRUCH = "Bruch"
_IST_BRUCH = "SUMPRODUCT(--(eingabe_bruch={jahr}))>0"
_JAHR = "Kalenderjahr, lückenlos untereinander; ein Jahr ohne Zahlen bleibt leer."


def zeitreihe(bau: Bau) -> None:
    """Namen: `eingabe_bruch`, `zeitreihe` (Jahr bis Fallkosten), `zeitreihe_aenderung` (drei Anteile, zwei Beträge)."""
    blatt = bau.blatt("Zeitreihe", bau.titel("Zeitreihe"), (14, *(15,) * 7, 16.5, 3), 3)
    satz = "Durch Fälle: mehr Fälle zu alten Fallkosten; durch Fallkosten: neue Fälle zu höheren. Zusammen die Änderung."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _brueche(bau, blatt)
    platz = Platz("zeitreihe", _KOPF, "Jahre", anhang=_ANHANG, darunter=1)
    t = reihe(bau, blatt, platz, _spalten(), bau.umfang.jahre, bau.inhalt("zeitreihe"), _regeln())
    bild = t.nummer("bild")
    for ab, spalten, wort in (
        (2, "ABC", "Ausgaben, TEUR"),
        (3, "DEF", "Fälle"),
        (4, "GHI", "Fallkosten, EUR"),
    ):
        ort = f"{spalten[0]}{t.letzte + 2}"
        zellen.ueberschrift(blatt[ort], wort)
        unten = f"{spalten[0]}{t.letzte + 3}"
        diagramme.saeulen(
            blatt, "", _KOPF, t.letzte, ab, unten, "#,##0", liegend=True, namen=bild, spalten=spalten
        )
    bau.name("zeitreihe", blatt, t.ort("jahr", "fallkosten"))
    bau.name("zeitreihe_aenderung", blatt, t.ort("faelle_davor", "durch_fallkosten"))
    bau.ohne_zahl.append(t.block("fallkosten", "durch_fallkosten"))
    bau.gedruckt["Zeitreihe"] = Druck("I")


def _brueche(bau: Bau, blatt: Worksheet) -> None:
    jahr = eingabe.zahl(2000, 2099, "Jahr, ab dem sich die Zahlen nicht mit denen davor vergleichen lassen.")
    spalten = (
        Spalte("jahr", "Bruch ab", 0, einheiten.JAHR, jahr, pflicht=True),
        Spalte("warum", "Grund", 0, grenze=eingabe.TEXT, pflicht=True),
    )
    regeln = (
        doppelt("Jahr doppelt", bestaetigen=False),
        Regel(
            "Jahr steht nicht in der Zeitreihe", "COUNTIF(INDEX(zeitreihe,0,1),{jahr})=0", in_worten("{jahr}")
        ),
    )
    platz = Platz("brueche", 5, "Brüche", anhang=_ANHANG, darunter=1)
    woran = kennung(als_text("{jahr}"), wenn=belegt("{jahr}"))
    t = liste(bau, blatt, platz, spalten, _BRUECHE, bau.inhalt("brueche"), regeln, woran)
    for zeile in range(platz.kopf, t.letzte + 1):
        blatt.merge_cells(f"B{zeile}:F{zeile}")
    bau.name("eingabe_bruch", blatt, t.ort("jahr"))


def _spalten() -> tuple[Spalte, ...]:
    jahr = eingabe.zahl(2000, 2099, _JAHR)
    teur = eingabe.zahl(0.001, 1e9, "Ausgaben in tausend Euro, über 0.")
    faelle = eingabe.zahl(1, 1e7, "Fälle im Jahr, ab 1.")
    # ein Jahr ohne Zahlen ist #NV, nicht 0: im Bild eine Lücke
    ohne = 'OR({teur}="",{faelle}="")'
    kosten = f'IF({{jahr}}="","",IF({ohne},NA(),EGH_FALLKOSTEN(1000*N({{teur}}),{{faelle}})+{{pruefwert}}))'
    alt, neu = (f"{{{d}faelle}},1000*N({{{d}teur}})/N({{{d}faelle}})" for d in ("davor.", ""))
    return (
        Spalte("jahr", "Jahr", 0, einheiten.JAHR, jahr, pflicht=True),
        Spalte("teur", "Ausgaben\nTEUR", 0, einheiten.TEUR, teur),
        Spalte("faelle", "Fälle", 0, einheiten.FAELLE, faelle),
        Spalte("fallkosten", "Fallkosten\nEUR", 0, einheiten.EUR_JE_LUECKE, formel=kosten, luecke=True),
        _aenderung("faelle_davor", "Fälle\ngegen Vorjahr", "EGH_VERAENDERUNG({davor.faelle},{faelle})"),
        _aenderung("teur_davor", "Ausgaben\ngegen Vorjahr", "EGH_VERAENDERUNG({davor.teur},{teur})"),
        _aenderung(
            "kosten_davor", "Fallkosten\ngegen Vorjahr", "EGH_VERAENDERUNG({davor.fallkosten},{fallkosten})"
        ),
        _aenderung("durch_faelle", "durch Fälle\nEUR", f"EGH_MENGENEFFEKT({alt},{neu})", einheiten.EUR_GANZ),
        _aenderung(
            "durch_fallkosten", "durch Fallkosten\nEUR", f"EGH_PREISEFFEKT({alt},{neu})", einheiten.EUR_GANZ
        ),
        # Namen der Balken: über einen Bruch hinweg ist nicht zu vergleichen
        Spalte(
            "bild",
            "Bild",
            8,
            formel=f'IF({{jahr}}="","",{{jahr}}&IF({_IST_BRUCH}," Bruch",""))',
            verborgen=True,
        ),
    )


def _aenderung(
    schluessel: str, kopf: str, formel: str, einheit: einheiten.Einheit = einheiten.PROZENT
) -> Spalte:
    """Gegen das Jahr davor; über einen Bruch hinweg gibt es keine."""
    fehlt = 'OR({teur}="",{faelle}="",{davor.teur}="",{davor.faelle}="")'
    wert = f'IF({_IST_BRUCH},"{BRUCH}",IF({fehlt},NA(),{formel}+{{pruefwert}}))'
    return Spalte(schluessel, kopf, 0, einheit, formel=f'IF({{jahr}}="","",{wert})', luecke=True)


def _regeln() -> tuple[Regel, ...]:
    wenig, viel = (SCHWELLEN[f"fallkosten_{n}"] for n in ("mindestens", "hoechstens"))
    je_fall = "1000*N({teur})/N({faelle})"
    unueblich = f'IF(OR({{teur}}="",{{faelle}}=""),FALSE,OR({je_fall}<{wenig:g},{je_fall}>{viel:g}))'
    return (
        Regel("Ausgaben und Fälle gehören zusammen", '({teur}="")<>({faelle}="")'),
        Regel("Ausgaben in TEUR?", unueblich, in_worten("{teur}", "TEUR")),
    )
