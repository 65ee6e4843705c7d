"""Holidays by law and an own Easter; the days of a year by walking through it; duties by calendar instead of weeks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from test_personalbemessung import ERSTE
from test_personalbemessung_dienste import nur
from test_personalbemessung_land import KLEIN, vorlage
from vorlagenbau import geliehen

from calc.parameter import laender
from udfs import Fehler
from workbooks import vorlagen
from workbooks.bausteine.fach.feiertage import feiertage
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe

NAME = "personalbemessung"
ALLE = ("01.01.", -2, 1, "01.05.", 39, 50, "03.10.", "25.12.", "26.12.")  # fixed days; days after Easter
# the holiday laws of the Länder, as in force in 2026; days that hold in a part of the Land are not among them
MEHR = {
    "BW": ("06.01.", 60, "01.11."), "BY": ("06.01.", 60, "01.11."), "BE": ("08.03.",), "BB": (0, 49, "31.10."),
    "HB": ("31.10.",), "HH": ("31.10.",), "HE": (60,), "MV": ("08.03.", "31.10."), "NI": ("31.10.",),
    "NW": (60, "01.11."), "RP": (60, "01.11."), "SL": (60, "15.08.", "01.11."), "SN": ("31.10.", "Buße"),
    "ST": ("06.01.", "31.10."), "SH": ("31.10.",), "TH": ("20.09.", "31.10."),
}  # fmt: skip
TEILE = {"BY": {"08.08.", "15.08."}, "SN": {60}, "TH": {60}}


def ostern(jahr: int) -> date:
    """Spencer Jones, General Astronomy (1922): Easter of the Gregorian calendar."""
    a, (b, c) = jahr % 19, divmod(jahr, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * rest) // 433
    monat = (h + rest - 7 * m + 90) // 25
    return date(jahr, monat, (h + rest - 7 * m + 33 * monat + 19) % 32)


def tage(jahr: int, was: tuple[Any, ...]) -> set[date]:
    gefunden = set()
    for w in was:
        if w == "Buße":  # the Wednesday before 23 November
            gefunden.add(next(t for t in (date(jahr, 11, n) for n in range(16, 23)) if t.weekday() == 2))
        elif isinstance(w, int):
            gefunden.add(ostern(jahr) + timedelta(days=w))
        else:
            gefunden.add(date(jahr, int(w[3:5]), int(w[:2])))
    return gefunden


@pytest.mark.parametrize("land", laender.LAENDER)
def test_feiertage_nach_dem_gesetz(land: str) -> None:
    """Twelve years of each Land; Berlin has one day of its own in 2028."""
    jahre = range(2026, 2038)
    gefunden = feiertage(land, jahre)
    for n, jahr in enumerate(jahre):
        ganz = {f.tage[n] for f in gefunden if land in f.laender} - {None}
        einmal = {date(2028, 6, 17)} if (land, jahr) == ("BE", 2028) else set()
        assert ganz == tage(jahr, (*ALLE, *MEHR[land])) | einmal
        teil = {f.tage[n] for f in gefunden if land not in f.laender} - {None}
        assert teil == tage(jahr, tuple(TEILE.get(land, ())))


def test_kein_tag_zweimal() -> None:
    """Days are counted one by one: two names for one day would count it twice."""
    for f in (feiertage("Bund", range(2020, 2060)),):
        for n in range(40):
            je_jahr = [x.tage[n] for x in f if x.tage[n]]
            assert len(set(je_jahr)) == len(je_jahr)


def test_ein_land_kommt_hinzu() -> None:
    """8 March: Berlin since 2019, Mecklenburg-Vorpommern since 2023; each year says where it held then."""
    zeilen = [f for f in feiertage("Bund", range(2020, 2032)) if f.name == "Frauentag"]
    for n, jahr in enumerate(range(2020, 2032)):
        (hier,) = [f for f in zeilen if f.tage[n]]
        assert set(hier.laender) == ({"BE"} if jahr < 2023 else {"BE", "MV"}), jahr


def gezaehlt(jahr: int, frei: set[date]) -> Counter[int]:
    """Days of the year by weekday (0 Monday), holidays as 7: by walking through it."""
    alle = (date(jahr, 1, 1) + timedelta(days=n) for n in range(366))
    return Counter(7 if t in frei else t.weekday() for t in alle if t.year == jahr)


def tafel(m: Arbeitsmappe) -> list[Counter[int]]:
    """Sheet Kalender, a Counter per year."""
    zeilen = m["kalender_tage"]
    return [Counter({n: int(zeilen[n][j]) for n in range(8)}) for j in range(12)]


@pytest.mark.parametrize("land", ["NW", "TH", "BB"])
def test_tage_eines_landes(land: str, tmp_path: Path) -> None:
    """The table of a Land's workbook; what holds in a part of it counts once it is switched on."""
    buch = vorlagen.bauen(vorlage(land, None), False, form="neutral", umfang=KLEIN)
    m = gerechnet(buch, tmp_path / "a.xlsx", "neutral").rechnen()
    jahre = [int(j) for j in m["kalender_jahre"][0]]
    assert jahre == list(range(2026, 2038))
    for jahr, da in zip(jahre, tafel(m), strict=True):
        assert da == gezaehlt(jahr, tage(jahr, (*ALLE, *MEHR[land]))), jahr
    if land == "TH":
        zeile = 1 + [f.name for f in feiertage(land, range(2026, 2038))].index("Fronleichnam")
        m[f"Kalender!C{6 + zeile}"], m[f"Kalender!D{6 + zeile}"] = "ja", "Eichsfeld"
        for jahr, da in zip(jahre, tafel(m.rechnen()), strict=True):
            assert da == gezaehlt(jahr, tage(jahr, (*ALLE, *MEHR[land], 60))), jahr
        assert m["pruefung_kalender"] is True


def test_jahre_nach_dem_stichtag() -> None:
    """Twelve years from that of the Stichtag; without one from 2026, whatever day it is today."""
    for tag, erstes in ((date(2031, 7, 1), 2031), (date(2020, 1, 1), 2020), (None, 2026)):
        neutral = vorlagen.finde(NAME)
        assert neutral is not None
        buch = vorlagen.bauen(neutral, False, tag, form="neutral", umfang=KLEIN)
        kopf = [z.value for z in buch["Kalender"][6][4:16]]
        assert kopf == list(range(erstes, erstes + 12))


def stunden(
    jahr: int, frei: set[date], je_tag: tuple[float, ...], feiertag: float | None, dauer: float
) -> float:
    """Hours of one duty in a year, day by day."""
    summe, tag = 0.0, date(jahr, 1, 1)
    while tag.year == jahr:
        sonst = je_tag[6] if feiertag is None else feiertag
        summe += dauer * (sonst if tag in frei else je_tag[tag.weekday()])
        tag += timedelta(days=1)
    return summe


def kalenderjahr(m: Arbeitsmappe, jahr: int) -> None:
    """The year of the duties, and of the posts they are compared with."""
    m["eingabe_kalenderjahr"] = jahr
    for name, tag in (("von", (1, 1)), ("stichtag", (4, 1)), ("bis", (12, 31))):
        m[f"eingabe_stellen_{name}"] = date(jahr, *tag)


FRUEH: dict[str, Any] = {
    "dienst": "Früh",
    "art": "Präsenz",
    "quali": "Fachkraft",
    "beginn": 6.0,
    "ende": 14.0,
}


@pytest.mark.parametrize("feiertag", [None, 0.0, 3.0])
def test_dienste_nach_dem_kalender(feiertag: float | None) -> None:
    """Neutral, holidays of Bavaria with one of its parts: blank is Sunday's number."""
    m = geliehen(NAME)
    je_tag = (1.0, 1.0, 2.0, 2.0, 1.0, 1.0, 0.5)
    kalenderjahr(m, 2027)
    m["eingabe_feiertage_land"] = "BY"
    zeile = 7 + [f.name for f in feiertage("Bund", range(2026, 2038))].index("Mariä Himmelfahrt")
    m[f"Kalender!C{zeile}"], m[f"Kalender!D{zeile}"] = "ja", "München"
    m[f"Wochendienste!Q{ERSTE}"] = feiertag
    nur(m, FRUEH | {"tage": je_tag})
    frei = tage(2027, (*ALLE, *MEHR["BY"], "15.08."))
    assert m["ergebnis_stunden_anerkannt"] == pytest.approx(stunden(2027, frei, je_tag, feiertag, 8))
    assert m["pruefung_wochendienste"] is True
    assert m["pruefung_gesamt"] is True
    m["eingabe_kalenderjahr"] = None
    assert nur(m, FRUEH | {"tage": je_tag})["ergebnis_stunden_anerkannt"] == pytest.approx(8 * 8.5 * 52)
    # a number for holidays has no effect then, and that is asked
    assert m["pruefung_gesamt"] is (feiertag is None)


def test_nur_am_feiertag() -> None:
    """A duty that there is on holidays alone; every other year of the table as well."""
    m = geliehen(NAME)
    m["eingabe_feiertage_land"] = "HH"
    m[f"Wochendienste!Q{ERSTE}"] = 2.0
    for jahr in (2028, 2033):
        kalenderjahr(m, jahr)
        nur(m, FRUEH | {"tage": (None,) * 7})
        frei = tage(jahr, (*ALLE, *MEHR["HH"]))
        assert m["ergebnis_stunden_anwesend"] == pytest.approx(16 * len(frei))
        assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("ort", "wert"),
    [
        ("eingabe_feiertage_land", None), ("eingabe_feiertage_land", "Bayern"), ("eingabe_feiertage_land", 9),
        ("eingabe_kalenderjahr", 2026.5), ("eingabe_kalenderjahr", "2027"), ("eingabe_kalenderjahr", 2025),
        ("Kalender!C7", "nein"), ("Kalender!C7", "vielleicht"), ("Kalender!C7", 1), ("Kalender!D7", "München"),
        ("Kalender!C7", "x"), ("Wochendienste!Q7", "zwei"), ("Wochendienste!Q7", -1),
    ],
)  # fmt: skip
def test_ein_ausrutscher_faellt_auf(ort: str, wert: object) -> None:
    """One wrong entry in a good workbook by calendar."""
    m = geliehen(NAME)
    kalenderjahr(m, 2027)
    m["eingabe_feiertage_land"] = "BY"
    assert m.rechnen()["pruefung_gesamt"] is True
    m[ort] = wert
    assert m.rechnen()["pruefung_gesamt"] is not True


@pytest.mark.parametrize(
    ("ort", "wert", "stunden_da"),
    [
        ("eingabe_feiertage_land", None, None), ("eingabe_feiertage_land", "Bayern", Fehler),
        ("eingabe_kalenderjahr", 2026.5, Fehler), ("Kalender!C7", "vielleicht", Fehler),
    ],
)  # fmt: skip
def test_was_nicht_zu_lesen_ist_ergibt_keine_zahl(ort: str, wert: object, stunden_da: type | None) -> None:
    """No number of hours without the Land's holidays, and an error where an entry cannot be read."""
    m = geliehen(NAME)
    kalenderjahr(m, 2027)
    m["eingabe_feiertage_land"] = "BY"
    m[ort] = wert
    m.rechnen()
    for name in ("ergebnis_stunden_anerkannt", "ergebnis_vzae_stundentafel", "ergebnis_vzae"):
        assert m[name] is None if stunden_da is None else isinstance(m[name], stunden_da), name
