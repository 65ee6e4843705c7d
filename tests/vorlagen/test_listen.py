"""Every small table of the budget workbooks: a row incomplete, faulty, unusual or there twice says so."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from openpyxl.utils import get_column_letter, quote_sheetname
from vorlagenbau import geliehen

from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen.sonder import SONDERMAPPEN


class Fall(NamedTuple):
    """One row of a table (1: the first), some of its cells by heading, and how its hint begins."""

    vorlage: str
    liste: str
    zeile: int
    werte: dict[str, Any]
    hinweis: str


LEER, FALSCH, FRAGE = "unvollständig", "Wert prüfen: ", "bitte bestätigen »"
TYPEN = "Leistungstypen (die vier üblichen; weitere darunter)"
ERSTER = "Leistungserbringer 1"
FAELLE = (
    Fall("hh-asp", "brueche", 1, {"Grund": None}, LEER),
    Fall("hh-asp", "brueche", 1, {"Bruch ab": "früher"}, FALSCH + "Bruch ab"),
    Fall("hh-asp", "brueche", 1, {"Bruch ab": 2030}, FRAGE + "Jahr steht nicht in der Zeitreihe"),
    Fall("hh-asp", "brueche", 3, {"Bruch ab": 2014, "Grund": "x"}, FALSCH + "Jahr doppelt"),
    Fall("hh-asp", "zeitreihe", 1, {"Jahr": None}, LEER),
    Fall("hh-asp", "zeitreihe", 3, {"Fälle": None}, FALSCH + "Ausgaben und Fälle gehören zusammen"),
    Fall("hh-asp", "zeitreihe", 3, {"Fälle": "3.567"}, FALSCH + "Fälle"),
    Fall("hh-asp", "zeitreihe", 3, {"Ausgaben TEUR": "38.215"}, FALSCH + "Ausgaben TEUR"),
    Fall("hh-asp", "zeitreihe", 3, {"Jahr": 2018}, FALSCH + "Jahr doppelt"),
    Fall("hh-asp", "zeitreihe", 17, {"Jahr": 2023}, FALSCH + "Jahr folgt nicht auf das darüber"),
    Fall("hh-asp", "zeitreihe", 16, {"Ausgaben TEUR": 91_104_000}, FRAGE + "Ausgaben in TEUR?"),
    Fall("hh-asp", "niedrigschwellig", 1, {"Jahr": None}, LEER),
    Fall("hh-asp", "niedrigschwellig", 1, {"Leistungserbringer": -1}, FALSCH + "Leistungserbringer"),
    Fall(
        "hh-asp",
        "niedrigschwellig",
        1,
        {"Nutzer offener Bereich": "7.088"},
        FALSCH + "Nutzer offener Bereich",
    ),
    Fall("hh-asp", "niedrigschwellig", 2, {"Jahr": 2022}, FALSCH + "keine Zahl zu diesem Jahr"),
    Fall(
        "hh-asp",
        "niedrigschwellig",
        1,
        {"Leistungserbringer": 132},
        FRAGE + "mehr Leistungserbringer als Begegnungsstätten",
    ),
    Fall("hh-asp", "niedrigschwellig", 2, {"Jahr": 2021, "Leistungserbringer": 69}, FALSCH + "Jahr doppelt"),
    Fall("hh-asp", "alte_leistungsarten", 2, {"Fälle": 3000}, LEER),
    Fall("hh-asp", "alte_leistungsarten", 2, {"Ausgaben EUR": -1}, FALSCH + "Ausgaben EUR"),
    Fall("hh-asp", "alte_leistungsarten", 1, {"Ausgaben EUR": 5}, FALSCH + "Jahr der Zahlen fehlt"),
    Fall("hh-traegerbudget", "traeger", 8, {"Leistungserbringer": "Leistungserbringer 8"}, LEER),
    Fall("hh-traegerbudget", "traeger", 2, {"erstes Jahr EUR": "100 Mio."}, FALSCH + "erstes Jahr EUR"),
    Fall(
        "hh-traegerbudget",
        "traeger",
        2,
        {"Leistungserbringer": "leistungserbringer\u00a01"},
        FALSCH + "Leistungserbringer doppelt",
    ),
    Fall(
        "hh-traegerbudget",
        "traeger",
        2,
        {"Leistungserbringer": "Gesamt:"},
        FALSCH + "Summe statt einer Zeile",
    ),
    Fall("hh-traegerbudget", "traeger", 1, {"Vorjahr EUR": 12_000_000}, FRAGE + "gegen Vorjahr über 15 %"),
    Fall("hh-traegerbudget", "anpassungen", 1, {"Tarifstruktur EUR": 100_000}, LEER),
    Fall(
        "hh-traegerbudget",
        "anpassungen",
        1,
        {"ab Jahr": 2025, "Leistungserbringer": ERSTER},
        FALSCH + "Betrag fehlt",
    ),
    Fall(
        "hh-traegerbudget",
        "anpassungen",
        1,
        {"ab Jahr": 2030, "Leistungserbringer": ERSTER, "Tarifstruktur EUR": 1},
        FALSCH + "Jahr liegt weder",
    ),
    Fall(
        "hh-traegerbudget",
        "anpassungen",
        1,
        {"ab Jahr": 2025, "Leistungserbringer": ERSTER, "Tarifstruktur EUR": 1e8},
        FRAGE + "mehr als 25 %",
    ),
    Fall("hh-traegerbudget", "innovation", 2, {"Maßnahme": "Treff"}, LEER),
    Fall("hh-traegerbudget", "innovation", 1, {"Jahr": 2031}, FALSCH + "Jahr liegt weder"),
    Fall("hh-traegerbudget", "innovation", 1, {"Maßnahme": "Summe 2024"}, FALSCH + "Summe statt einer Zeile"),
    Fall("hh-traegerbudget", "innovation", 1, {"Betrag EUR": 250}, FRAGE + "unter 1.000 EUR"),
    Fall("hh-traegerbudget", "sollist", 3, {"Einzelabrechnung": None}, LEER),
    Fall("hh-traegerbudget", "sollist", 3, {"gesamt": "17.661"}, FALSCH + "gesamt"),
    Fall("hh-traegerbudget", "sollist", 3, {"Jahr": 2017}, FALSCH + "Jahr doppelt"),
    Fall("hh-traegerbudget", "sollist", 3, {"Jahr": 2023}, FALSCH + "Jahr folgt nicht auf das darüber"),
    Fall(
        "hh-traegerbudget",
        "sollist",
        3,
        {"im Budget EUR": 21.3, "Einzelabrechnung": 13.9, "gesamt": 17.7},
        FRAGE + "in TEUR getippt?",
    ),
    Fall(
        "hb-traegerbudget", "leistungstypen", 5, {TYPEN: "TAGES\u200bSTÄTTE"}, FALSCH + "Leistungstyp doppelt"
    ),
    Fall("hb-traegerbudget", "leistungstypen", 5, {TYPEN: "insgesamt"}, FALSCH + "Summe statt einer Zeile"),
    Fall("hb-traegerbudget", "leistungstypen", 5, {TYPEN: 12}, FRAGE + "nur eine Zahl?"),
    Fall(
        "hb-traegerbudget",
        "sozialraeume",
        2,
        {"Sozialraum": "sozialraum\u00a01"},
        FALSCH + "Sozialraum doppelt",
    ),
    Fall(
        "hb-traegerbudget", "sozialraeume", 2, {"Sozialraum": "Zusammen"}, FALSCH + "Summe statt einer Zeile"
    ),
    Fall(
        "hb-traegerbudget",
        "sozialraeume",
        2,
        {"Sozialraum": "Nord"},
        FRAGE + "kein Leistungserbringer in diesem Sozialraum",
    ),
    Fall("hb-traegerbudget", "kostentraeger", 1, {"Menge": None}, LEER),
    Fall(
        "hb-traegerbudget", "kostentraeger", 1, {"HBG": "4"}, FALSCH + "keine solche Zeile im Leistungsumfang"
    ),
    Fall("hb-traegerbudget", "kostentraeger", 1, {"Menge": 0}, FRAGE + "gewollt?"),
    Fall("hb-traegerbudget", "plaetze", 1, {"Plätze": None}, LEER),
    Fall("hb-traegerbudget", "plaetze", 1, {"2023": "viele"}, FALSCH + "Anzahl"),
    Fall("hb-traegerbudget", "plaetze", 3, {"Plätze": "Betten"}, FALSCH + "keine Zahl zu dieser Art"),
    Fall(
        "hb-traegerbudget",
        "plaetze",
        3,
        {"Plätze": "tagesklinische plätze", "2023": 1},
        FALSCH + "Art doppelt",
    ),
    Fall("hb-traegerbudget", "plaetze", 2, {"2027": 0}, FRAGE + "gewollt?"),
    Fall("hb-traegerbudget", "bravo", 6, {"2027": "geplant"}, LEER),
    Fall("hb-traegerbudget", "bravo", 2, {"2026": "fertig"}, FALSCH + "geplant oder erreicht"),
    Fall("hb-traegerbudget", "bravo", 2, {"BravO: aufsuchende Teams": " OST"}, FALSCH + "Region doppelt"),
    Fall("hb-traegerbudget", "bravo", 2, {"2025": "erreicht"}, FRAGE + "erreicht, danach wieder geplant"),
    Fall("hb-traegerbudget", "fallliste_traeger", 1, {"von": None}, LEER),
    Fall("hb-traegerbudget", "fallliste_traeger", 1, {"Status": "geklärt"}, LEER),
    Fall("hb-traegerbudget", "fallliste_traeger", 1, {"bis": 45000}, FALSCH + "Ende vor Beginn"),
    Fall("hb-traegerbudget", "fallliste_traeger", 1, {"von": 46023.5}, FALSCH + "Tag mit Uhrzeit"),
    Fall(
        "hb-traegerbudget",
        "fallliste_traeger",
        1,
        {"Fallnummer": "Summe"},
        FALSCH + "Summe statt einer Zeile",
    ),
    Fall("hb-traegerbudget", "fallliste_traeger", 1, {"Preis je Tag, EUR": 0}, FRAGE + "gewollt?"),
    Fall("hb-traegerbudget", "fallliste_erbringer", 1, {"Leistungstyp": None}, LEER),
    Fall("hb-traegerbudget", "fallliste_erbringer", 1, {"7. Kap. SGB XII": "?"}, FALSCH + "7. Kap. SGB XII"),
    Fall("hb-traegerbudget", "fallliste_erbringer", 1, {"Preis je Tag, EUR": 0}, FRAGE + "gewollt?"),
)


def tabelle(m: Arbeitsmappe, liste: str) -> tuple[str, int, dict[str, str]]:
    """Sheet, first row, and the columns of a table by their heading."""
    blatt, bereich = m.ort(f"zeilenhinweis_{liste}")
    kopf: dict[str, str] = {}
    oben = next(
        z
        for z in range(bereich.zeile - 1, 0, -1)
        if m[f"{quote_sheetname(blatt)}!{get_column_letter(bereich.spalte)}{z}"] == "Hinweis"
    )
    for nummer in range(bereich.spalte + 4, 0, -1):  # the table's own heading, not one of a table left of it
        wort = m[f"{quote_sheetname(blatt)}!{get_column_letter(nummer)}{oben}"]
        if isinstance(wort, (str, float)):
            wort = f"{wort:.0f}" if isinstance(wort, float) else wort
            kopf.setdefault(wort.replace("-\n", "").replace("\n", " "), get_column_letter(nummer))
    return quote_sheetname(blatt), bereich.zeile, kopf


@pytest.mark.parametrize("fall", FAELLE, ids=lambda f: f"{f.vorlage}-{f.liste}-{f.hinweis}")
def test_jeder_zustand_einer_zeile(fall: Fall) -> None:
    m = geliehen(fall.vorlage)
    assert m["pruefung_gesamt"] is True
    blatt, erste, kopf = tabelle(m, fall.liste)
    for wort, wert in fall.werte.items():
        m[f"{blatt}!{kopf[wort]}{erste + fall.zeile - 1}"] = wert
    m.rechnen()
    hinweis = f"{blatt}!{kopf['Hinweis']}{erste + fall.zeile - 1}"
    gesagt = str(m[hinweis])
    gefragt = re.fullmatch("bitte bestätigen »(.+)«: (.+)", gesagt)
    assert (FRAGE + gefragt[2] if gefragt else gesagt).startswith(fall.hinweis), gesagt
    assert m["pruefung_gesamt"] is False
    if fall.hinweis.startswith(FRAGE):
        grund = kopf.get("bestätigt, weil") or kopf["Grund"]
        assert gefragt is not None
        m[f"{blatt}!{grund}{erste + fall.zeile - 1}"] = "so gemeint"
        m.rechnen()
        assert m["pruefung_bestaetigt"] is False
        m[f"{blatt}!{grund}{erste + fall.zeile - 1}"] = f"{gefragt[1]} sind so gemeint"
        m.rechnen()
        assert m[hinweis] == "bestätigt"
        assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("vorlage", "liste", "erste", "zweite", "hinweis"),
    [
        (
            *("hh-traegerbudget", "anpassungen"),
            {"ab Jahr": 2025, "Leistungserbringer": ERSTER, "Anlass": "SuE", "Tarifstruktur EUR": 100_000},
            {
                "ab Jahr": 2025,
                "Leistungserbringer": ERSTER,
                "Anlass": "sue ",
                "Erweiterung des Angebots EUR": 200_000,
            },
            "bitte bestätigen »2 Zeilen«: Anpassung steht zweimal da",
        ),
        (
            *("hh-traegerbudget", "innovation"),
            {"Maßnahme": "Netz-Werk", "Leistungserbringer": ERSTER, "Jahr": 2025, "Betrag EUR": 5000},
            {
                "Maßnahme": "netz\u2011\u00a0werk",
                "Leistungserbringer": ERSTER,
                "Jahr": 2025,
                "Betrag EUR": 5000,
            },
            "bitte bestätigen »2 Zeilen«: Maßnahme steht zweimal da",
        ),
        *(
            (
                *("hb-traegerbudget", liste),
                {"Fallnummer": "F-7", "Leistungstyp": "Tagesstätte", "von": 46023, "bis": 46387},
                {"Fallnummer": "f\u20117\u00a0", "Leistungstyp": "tages stätte", "von": 46023, "bis": 46387},
                "bitte bestätigen »2 Zeilen«: Zeiten desselben Falls überschneiden sich",
            )
            for liste in ("fallliste_traeger", "fallliste_erbringer")
        ),
    ],
)
def test_zweimal_da(
    vorlage: str, liste: str, erste: dict[str, Any], zweite: dict[str, Any], hinweis: str
) -> None:
    m = geliehen(vorlage)
    blatt, oben, kopf = tabelle(m, liste)
    for zeile, werte in enumerate((erste, zweite), oben):
        for wort, wert in werte.items():
            m[f"{blatt}!{kopf[wort]}{zeile}"] = wert
    m.rechnen()
    assert [m[f"{blatt}!{kopf['Hinweis']}{z}"] for z in (oben, oben + 1)] == [hinweis] * 2


def test_jede_liste_ist_dabei() -> None:
    """Each table of the budget workbooks occurs above with every state that it can have."""
    for v in SONDERMAPPEN:
        m = geliehen(v.name)
        for name in m.namen("pruefwerte_"):  # single inputs have a hint, but no rows
            liste = name.removeprefix("pruefwerte_")
            arten = {
                f.hinweis.split(":")[0].split("»")[0]
                for f in FAELLE
                if (f.vorlage, f.liste) == (v.name, liste)
            }
            if liste not in WOANDERS:
                assert len(arten) == 3 or OHNE[liste], (v.name, liste, arten)


WOANDERS = {
    "leistungserbringer",
    "budgettyp",
    "leistungsumfang",
    "anpassung",
    "investitionen",
    "hbg",
    "bfbts",
    "positionen",
    "flaechen",
    "satzfortschreibung",
    "relationsmodell",
    "externer_vergleich",
    "erhebung",
    "liste",
    "wochendienste",
    "arbeitszeit",
    "abzuege",
    "stellenplan",
    "rahmendienstplan",
    "benchmark",
    "je_angebot",
    "panel",
    "bereinigung",
    "shadowing",
    "protokoll",
    "gruppenangebote",
    "stichprobe",
    "skala",
    "gemeinsam",
    "weitere_leistungen",
    "leistungsgruppen",
    "vereinbart",
    "monatsstand",
    "eigene_hochrechnung",
    "ziele",
    "beitraege_zu_zielen",
    "kennzahlen",
    "kennzahlwerte",
    "zu_und_abgaenge",
    "verschiebung",
    "pool",
    "zielpfade",
    "zielpfadwerte",
    "szenario",
    "auswahlkriterien",
    "system_und_gesamtsteuerung",
    "prognose",
    "schulabgaenge",
    *("stellen", "zuschlaege", "kosten", "gegenprobe", "personal", "preisgruppen"),  # test_entgelt
    "foerderposten",
    "zuwendung_je_leistungserbringer",
}  # in the workbooks' own tests
OHNE = {
    "aenderungen": "free words beside a day: test_die_liste_der_aenderungen",
    "alte_leistungsarten": "asks only when its year is there: test_alte_leistungsarten_gegen_die_zeitreihe",
    "leistungstypen": "one input a row: it is there or not",
    "sozialraeume": "one input a row: it is there or not",
}


def test_ein_name_der_nur_eine_zahl_ist() -> None:
    """In every table that names this provider, or those would be faulty for another reason."""
    m = geliehen("hh-traegerbudget")
    orte = []
    for liste in ("traeger", "vereinbart", "monatsstand", "beitraege_zu_zielen"):
        blatt, bereich = m.ort(f"zeilenhinweis_{liste}")
        zeilen = range(bereich.zeile, bereich.zeile + len(m[f"zeilenhinweis_{liste}"]))
        zellen = (f"{quote_sheetname(blatt)}!{s}{z}" for s in "AB" for z in zeilen)
        orte += [zelle for zelle in zellen if m[zelle] == "Leistungserbringer 2"]
    for ort in orte:
        m[ort] = 17.0
    m.rechnen()
    assert m["zeilenhinweis_traeger"][1][0] == FRAGE + "17«: nur eine Zahl?"
    assert m["pruefung_bestaetigt"] is False
    blatt, erste, kopf = tabelle(m, "traeger")
    m[f"{blatt}!{kopf['bestätigt, weil']}{erste + 1}"] = "17: so heißt er (weiß jeder)"
    m.rechnen()
    assert m["pruefung_gesamt"] is True


def test_die_liste_der_aenderungen() -> None:
    """Words and a day on the sheet of sources: what is there counts as a row like in any table."""
    m = geliehen("hh-asp")
    blatt, bereich = m.ort("eingabe_aenderungen")
    zeile = [f"{blatt}!{spalte}{bereich.zeile}" for spalte in "ABCD"]
    for wert, stand in (("gestern", FALSCH + "am"), (None, LEER), (46000.0, "ok")):
        m[zeile[0]], m[zeile[1]], m[zeile[3]] = "Steigerung 2027 von 3,0 auf 2,5 %", wert, "-12.400 EUR"
        m.rechnen()
        assert m["zeilenhinweis_aenderungen"][0][0] == stand
        assert m["pruefung_gesamt"] is (stand == "ok")
    for spalte, wert in zip("ABD", ("Plätze", 59231.0, "+1"), strict=True):  # 2062
        m[f"{blatt}!{spalte}{bereich.zeile + 1}"] = wert
    m.rechnen()
    frage = "bitte bestätigen »01.03.2062«: mehr als zwei Jahre neben den anderen"
    assert frage in [zeile[0] for zeile in m["zeilenhinweis_aenderungen"]]
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize("name", ["nw", "hb-traegerbudget", "be-umrechnung"])
def test_ein_grund_mit_scharfem_s_sperrt_nichts(name: str) -> None:
    """GROSS leaves ß in Excel and nowhere else, so a cell that asks for it would not be computed."""
    m = geliehen(name)
    einzelne = m.namen("eingabe_bestaetigt_")
    gruende = [
        f"{quote_sheetname(blatt)}!{get_column_letter(bereich.spalte + 1)}{bereich.zeile}"
        for blatt, bereich in (m.ort(h) for h in m.namen("zeilenhinweis_"))
        if m[f"{quote_sheetname(blatt)}!{get_column_letter(bereich.spalte)}{bereich.zeile}"] == "ok"
    ]
    for zelle in (*einzelne, *gruende):
        m[zelle] = "größer, das weiß jeder"
    m.rechnen()
    assert len(gruende) > 0
    assert m.fehler() == []
