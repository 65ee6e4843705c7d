"""Blatt »Externer Vergleich«: Sätze vergleichbarer Leistungserbringer und das untere Drittel (§ 124 Abs. 1 SGB IX)."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.entgelt.saetze import je_nach

BLATT = "Externer Vergleich"
_WAS = {"Fachleistungsstunde": "ergebnis_preis_vereinbart_fls", "Tag": "ergebnis_preis_vereinbart_tag"}
_KOPF = 16


def vergleich(bau: Bau) -> None:
    """Namen: `eingabe_vergleich_was`, `_verfahren`; `vergleich_rang`, `_perzentil`, `_grenze`, `_abstand`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), _KOPF + 1)
    satz = "Vergleichssätze derselben Leistung; was auf Tariflöhne zurückgeht, kann darüber liegen (§ 124 Abs. 1 Satz 6 SGB IX)."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zellen.text(blatt["A4"], '=hinweis_tarif&""', fett=True, umbruch=False)
    woran = kennung(als_text("{name}"), wenn=belegt("{name}"))
    regeln = (
        doppelt("Name steht zweimal da", bestaetigen=False),
        summenwort("name"),
        Regel(
            "Mittelwert statt eines Satzes",
            'OR(ISNUMBER(SEARCH("mittel",{name})),ISNUMBER(SEARCH("durchschnitt",{name})),ISNUMBER(SEARCH("median",{name})))',
        ),
        neben_den_anderen("satz", 1.5, "EUR"),
        Regel("gewollt?", "AND(ISNUMBER({satz}),N({satz})<1)", in_worten("{satz}", "EUR")),
    )
    satz_ab_0 = eingabe.zahl(0.01, 1e5, "Satz in Euro, über 0.")
    spalten = (
        Spalte("name", "Vergleichbarer\nLeistungserbringer", 46, grenze=eingabe.TEXT, weg="Name oder Kürzel", pflicht=True),
        Spalte("satz", "Satz EUR", 24, einheiten.EUR_JE, satz_ab_0, weg="vereinbart", pflicht=True),
        Spalte("beleg", "Beleg", 44, grenze=eingabe.TEXT, weg="woher"),
        Spalte("stand", "Stand", 14, einheiten.TAG, eingabe.TAG, weg="freiwillig"),
    )  # fmt: skip
    zeilen, inhalt = bau.umfang.weitere, bau.inhalt("vergleichssaetze")
    t = tabelle(bau, blatt, _KOPF, spalten, zeilen, inhalt, regeln, woran)
    z = eingaben(bau, blatt, 5, _felder())
    ergebnisse(bau, blatt, z, _werte(t))
    bau.nur_wenn(blatt, f"NOT({t.leer})")


def _felder() -> tuple[Feld, Feld]:
    was = eingabe.auswahl(*_WAS, hinweis="Was verglichen wird: der Satz je Fachleistungsstunde oder je Tag.")
    wie = eingabe.auswahl(
        "rang", "perzentil", hinweis="rang: der ⌊n ÷ 3⌋-te Satz; perzentil: bei einem Drittel."
    )
    return (
        Feld("verglichen wird", "vergleich_was", zellen.TEXT, was, "Fachleistungsstunde", "ein Satz vom Blatt Preis", False),
        Feld("es gilt", "vergleich_verfahren", zellen.TEXT, wie, "rang", "Verfahren für das untere Drittel", False),
    )  # fmt: skip


def _werte(t: Tabelle) -> tuple[Wert, ...]:
    saetze = f"${t.buchstabe('satz')}${t.erste}:${t.buchstabe('satz')}${t.letzte}"
    falsch = f"SUM({t.bereich('pruefwert')})"

    def drittel(verfahren: str, mindestens: int) -> str:
        wert = f'EGH_UNTERES_DRITTEL({saetze},"{verfahren}")+{falsch}'
        return t.wenn_vollstaendig(f'IF(COUNT({saetze})<{mindestens},"",{wert})')

    grenze = 'IF(eingabe_vergleich_verfahren="rang",vergleich_rang,IF(eingabe_vergleich_verfahren="perzentil",vergleich_perzentil,""))'
    eigener = je_nach("eingabe_vergleich_was", _WAS)
    weit = Regel(
        "über ein Drittel: dieselbe Leistung?",
        "IF(ISNUMBER({wert}),ABS({wert})>N(vergleich_eigener)/3,FALSE)",
        in_worten("{wert}", "EUR", vorzeichen=True),
    )
    abstand = 'IF(OR(vergleich_grenze="",vergleich_eigener=""),"",vergleich_eigener-vergleich_grenze)'
    return (
        Wert("unteres Drittel nach Rang", "vergleich_rang", drittel("rang", 3), einheiten.EUR_JE_ZEICHEN, "ab drei Sätzen"),
        Wert("unteres Drittel nach Perzentil", "vergleich_perzentil", drittel("perzentil", 3), einheiten.EUR_JE_ZEICHEN, "ab drei Sätzen"),
        Wert("es gilt", "vergleich_grenze", grenze, einheiten.EUR_JE_ZEICHEN, "das gewählte Verfahren", True),
        Wert("eigener Satz", "vergleich_eigener", eigener, einheiten.EUR_JE_ZEICHEN, "Blatt Preis"),
        Wert("davon Personal nach Tarif", "vergleich_tarif", _tarif(), einheiten.EUR_JE_ZEICHEN, "Zeilen mit Gruppe und Stufe, § 124 Abs. 1 SGB IX"),
        Wert("eigener Satz ohne Personal nach Tarif", "vergleich_ohne_tarif", 'IF(OR(vergleich_eigener="",vergleich_tarif=""),"",vergleich_eigener-vergleich_tarif)', einheiten.EUR_JE_ZEICHEN),
        Wert("darüber (+), darunter (−)", "vergleich_abstand", abstand, einheiten.EUR_JE_ZEICHEN, "eigener Satz − Grenze", False, weit),
    )  # fmt: skip


def _tarif() -> str:
    """Formel: Kosten der Zeilen mit Gruppe und Stufe, in der Einheit, die verglichen wird."""
    anteil = "stellen_kosten_tarif/ergebnis_kosten"

    def teil(name: str) -> str:
        roh = name.replace("_vereinbart", "")
        return f'IF(OR({roh}="",stellen_kosten_tarif=""),"",{roh}*{anteil})'

    return je_nach("eingabe_vergleich_was", {wort: teil(name) for wort, name in _WAS.items()})
