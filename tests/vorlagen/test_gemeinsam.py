"""What several persons get at once: the hours of the staff, spread over those who take part, none lost or doubled."""

from __future__ import annotations

import random
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from vorlagenbau import geliehen

from calc import hilfebedarf, parameter
from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

ERSTE = 7
# template → sheet of the persons, its first column of minutes, the words for the two kinds (none: not told apart)
MAPPEN = {
    "th": ("intern_Personen", "C", ()),
    "he-fachleistungsstunden": ("intern_Personen", "C", ("qualifiziert", "kompensatorisch")),
    "be-fachleistungsstunden": ("intern_Personen", "C", ("qualifiziert", "kompensatorisch")),
    "rp-modul": ("intern_Assistenz", "C", ("qualifiziert", "unterstützend")),
    "bw-modul": ("intern_Assistenz", "C", ("qualifiziert", "unterstützend")),
}


_ANGEBOT: dict[int, str] = {}
_KOEPFE: dict[int, dict[str, dict[str, str]]] = {}


def anfang(name: str) -> Arbeitsmappe:
    """The example, and the letters of its columns by the words of their heads."""
    m = geliehen(name)
    if id(m) not in _KOEPFE:
        _ANGEBOT[id(m)] = m["eingabe_angebote"][0][0]
        _KOEPFE[id(m)] = {
            blatt: {
                str(w).replace("-\n", "").replace("\n", " "): get_column_letter(i)
                for i, w in enumerate(m[f"{blatt}!A5:AN5"][0], 1)
                if w
            }
            for blatt in ("Gemeinsam", MAPPEN[name][0])
        }
    return m


def spalten(m: Arbeitsmappe, blatt: str) -> dict[str, str]:
    return _KOEPFE[id(m)][blatt]


def leistungen(m: Arbeitsmappe, *zeilen: tuple[Any, ...]) -> None:
    """(name, kind, hours, staff) into the sheet Gemeinsam."""
    mit_art = "Art" in spalten(m, "Gemeinsam")
    for z, (name, art, stunden, mitarbeitende) in enumerate(zeilen, ERSTE):
        werte = (name, art, stunden, mitarbeitende) if mit_art else (name, stunden, mitarbeitende)
        for spalte, wert in zip("ABCD", werte, strict=False):
            m[f"Gemeinsam!{spalte}{z}"] = wert


def person(
    m: Arbeitsmappe,
    name: str,
    z: int,
    fall: str,
    minuten: float | None,
    mit: str | None,
    gewicht: float | None,
) -> None:
    blatt, erste, _ = MAPPEN[name]
    wo = spalten(m, blatt)
    m[f"{blatt}!A{z}"], m[f"{blatt}!B{z}"], m[f"{blatt}!{erste}{z}"] = (
        fall,
        _ANGEBOT[id(m)],
        minuten,
    )
    m[f"{blatt}!{wo['gemeinsam mit']}{z}"], m[f"{blatt}!{wo['Gewicht']}{z}"] = mit, gewicht


def leere_personen(m: Arbeitsmappe, name: str) -> None:
    blatt = MAPPEN[name][0]
    for z in range(ERSTE, ERSTE + 6):
        for spalte in "ABCDEFGHIJKLMNO"[: 6 if blatt == "intern_Personen" else 15]:
            if not m.gesperrt(f"{blatt}!{spalte}{z}"):
                m[f"{blatt}!{spalte}{z}"] = None


@pytest.mark.parametrize(
    ("gewichte", "anteile"), [((None,) * 3, (200, 200, 200)), ((1, 2, 2), (120, 240, 240))]
)
def test_thueringen_anteil_vor_der_gruppe(gewichte: tuple[Any, ...], anteile: tuple[float, ...]) -> None:
    """Ten hours for three: in equal parts, or 2, 4 and 4; the HBG is that of need and share together."""
    m = anfang("th")
    leere_personen(m, "th")
    leistungen(m, ("Frühstück", None, 10.0, None))
    for z, (minuten, gewicht) in enumerate(zip((100.0, 160.0, 220.0), gewichte, strict=True), ERSTE):
        person(m, "th", z, f"P{z}", minuten, "Frühstück", gewicht)
    m.rechnen()
    wo = spalten(m, "intern_Personen")
    raster = parameter.raster("TH")
    for z, (minuten, anteil) in enumerate(zip((100.0, 160.0, 220.0), anteile, strict=True), ERSTE):
        assert m[f"intern_Personen!{wo['Anteil Min./Woche']}{z}"] == pytest.approx(anteil)
        assert m[f"intern_Personen!{wo['HBG']}{z}"] == hilfebedarf.hbg_aus_minuten(minuten + anteil, raster)
    assert m["pruefung_gesamt"] is True


def test_hessens_beispiel() -> None:
    """Six hours, two of the staff, twelve persons: an hour each, with Sockel and 3 per cent like any other."""
    m = anfang("he-fachleistungsstunden")
    leere_personen(m, "he-fachleistungsstunden")
    leistungen(m, ("Kochen", "qualifiziert", 6.0, 2.0))
    m.rechnen()
    for z in range(ERSTE, ERSTE + 12):
        person(m, "he-fachleistungsstunden", z, f"P{z}", None, "Kochen", None)
    m.rechnen()
    assert m[f"Gemeinsam!H{ERSTE}"] == pytest.approx(1)
    assert m["ergebnis_woche_qa"] == pytest.approx(12 * (60 * 1.03 + 10) / 60)
    assert m["ergebnis_woche_ua"] == 0
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize("name", MAPPEN)
@pytest.mark.parametrize("saat", range(3))
def test_die_anteile_ergeben_die_stunden(name: str, saat: int) -> None:
    zufall = random.Random(saat)
    m = anfang(name)
    leere_personen(m, name)
    arten = MAPPEN[name][2]
    angebote = [
        (
            f"L{n}",
            zufall.choice(arten) if arten else None,
            round(zufall.uniform(1, 20), 2),
            zufall.choice([None, 1.0, 2.0]),
        )
        for n in range(3)
    ]
    leistungen(m, *angebote)
    m.rechnen()
    wahl = ["L0", "L0", "L1", "L1", "L2", "L2", None, "L1"]
    mit_gewicht = zufall.choice("012")
    for z, mit in enumerate(wahl, ERSTE):
        gewicht = float(zufall.randint(30, 300)) if mit == f"L{mit_gewicht}" else None
        person(m, name, z, f"P{z}", 300.0, mit, gewicht)
    m.rechnen()
    wo = spalten(m, MAPPEN[name][0])
    summe = sum(
        m[f"{MAPPEN[name][0]}!{spalte}{z}"] or 0
        for kopf, spalte in wo.items() if kopf.startswith("Anteil")
        for z in range(ERSTE, ERSTE + 8)
    )  # fmt: skip
    assert summe / 60 == pytest.approx(sum(stunden * (ma or 1) for _, _, stunden, ma in angebote))
    assert m["pruefung_gemeinsam"] is True
    assert m["pruefung_gesamt"] is True


def test_module_rechnen_den_anteil_mit() -> None:
    """A share in hours of a week is worth what the same minutes of one's own are."""
    m = anfang("rp-modul")
    vorher = m["ergebnis_stunden_individuell"]
    leistungen(m, ("Ausflug", "unterstützend", 4.0, 2.0))
    m.rechnen()
    blatt, wo = "intern_Assistenz", spalten(m, "intern_Assistenz")
    m[f"{blatt}!{wo['gemeinsam mit']}{ERSTE}"] = "Ausflug"
    m[f"Gemeinsam!{spalten(m, 'Gemeinsam')['bestätigt, weil']}{ERSTE}"] = (
        "1 Person, 2 Mitarbeitende: so vereinbart"
    )
    m.rechnen()
    assert m["ergebnis_stunden_individuell"] - vorher == pytest.approx(8 * m["parameter_wochen_jahr"])
    assert m["pruefung_assistenz"] is True


@pytest.mark.parametrize(
    ("zelle", "wert", "hinweis"),
    [
        ("A7", "Summe", "Wert prüfen: Summe"),
        ("B7", None, "unvollständig"),
        ("B7", 240.0, "Wert prüfen: Dauer"),
        ("B7", 60.0, "bitte bestätigen »60 Std.«: Minuten"),
        ("B7", 10.5 / 24, "bitte bestätigen »0,44 Std.«: Uhrzeit getippt?"),
        ("C7", 4.0, "bitte bestätigen »4 Mitarbeitende«: mehr Mitarbeitende"),
        ("A8", "Frühstück", "Wert prüfen: Leistung steht zweimal"),
        ("A8", "Abend", "unvollständig"),
    ],
)
def test_jeder_zustand_einer_zeile(zelle: str, wert: Any, hinweis: str) -> None:
    m = anfang("th")
    leistungen(m, ("Frühstück", None, 10.0, None))
    for z in (ERSTE, ERSTE + 1):
        m[f"intern_Personen!{spalten(m, 'intern_Personen')['gemeinsam mit']}{z}"] = "Frühstück"
        m.rechnen()
    m[f"Gemeinsam!{zelle}"] = wert
    m["Gemeinsam!B8"] = 5.0 if wert == "Frühstück" else None
    m.rechnen()
    gesagt = [str(z[0]) for z in m["zeilenhinweis_gemeinsam"]]
    assert gesagt[int(zelle[1:]) - ERSTE].startswith(hinweis)


def test_eine_unvollstaendige_leistung_gibt_niemandem_null_minuten() -> None:
    m = anfang("th")
    leistungen(m, ("Frühstück", None, None, None))
    m[f"intern_Personen!{spalten(m, 'intern_Personen')['gemeinsam mit']}{ERSTE}"] = "Frühstück"
    m.rechnen()
    assert isinstance(m["ergebnis_vk"], Fehler)


def test_prozent_neben_einer_zahl_als_gewicht_fragt() -> None:
    m = anfang("th")
    leistungen(m, ("Frühstück", None, 10.0, None))
    wo = spalten(m, "intern_Personen")
    for z, gewicht in ((ERSTE, 1.0), (ERSTE + 1, 200.0)):
        m[f"intern_Personen!{wo['gemeinsam mit']}{z}"] = "Frühstück"
        m[f"intern_Personen!{wo['Gewicht']}{z}"] = gewicht
    m.rechnen()
    assert "mehr als das 20-Fache" in str(m["zeilenhinweis_personen"][1][0])


def test_ohne_und_mit_einer_person_wird_gefragt() -> None:
    m = anfang("th")
    leistungen(m, ("Frühstück", None, 10.0, None))
    m.rechnen()
    assert str(m["zeilenhinweis_gemeinsam"][0][0]).startswith("bitte bestätigen »ohne Personen«")
    m[f"intern_Personen!{spalten(m, 'intern_Personen')['gemeinsam mit']}{ERSTE}"] = "Frühstück"
    m.rechnen()
    assert str(m["zeilenhinweis_gemeinsam"][0][0]).startswith("bitte bestätigen »1 Person«")


@pytest.mark.parametrize(
    ("mit", "gewicht", "hinweis"),
    [
        ("Mittag", None, "Wert prüfen: gemeinsam mit"),
        (None, 2.0, "Wert prüfen: Gewicht ohne"),
        ("Frühstück", 2.0, "Wert prüfen: Gewicht nur bei manchen"),
        ("Frühstück", -1.0, "Wert prüfen: Gewicht"),
    ],
)
def test_eine_falsche_angabe_einer_person(mit: str | None, gewicht: float | None, hinweis: str) -> None:
    m = anfang("th")
    leistungen(m, ("Frühstück", None, 10.0, None))
    wo = spalten(m, "intern_Personen")
    m[f"intern_Personen!{wo['gemeinsam mit']}{ERSTE + 1}"] = "Frühstück"
    m.rechnen()
    m[f"intern_Personen!{wo['gemeinsam mit']}{ERSTE}"], m[f"intern_Personen!{wo['Gewicht']}{ERSTE}"] = (
        mit,
        gewicht,
    )
    m.rechnen()
    assert str(m["zeilenhinweis_personen"][0][0]).startswith(hinweis)
    assert isinstance(m["ergebnis_vk"], Fehler)
