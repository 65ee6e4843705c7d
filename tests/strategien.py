"""What hypothesis puts into the formulas: anything a sheet can hold, and values that make sense."""

from typing import Any

from hypothesis import strategies as st

from udfs import NICHT_GEGEBEN, Argument, Fehler, formel
from udfs.lesen import Auswahl

FEHLER = [
    Fehler(code, "stand schon da") for code in ("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#NUM!")
]
LEERES = [None, "", "   "]
UNBRAUCHBAR = "§§"  # no argument takes this text (a parameter name does, but no Land has it)

_ZAHLENTEXTE = ["12,5", "1.234,5", "12.5", "12,5 %", "5 €", "-0", "nan", "inf", "9" * 400]
_WORTTEXTE = [
    "ja",
    "WAHR",
    "TH",
    "BE",
    "NRW",
    "Bund",
    "7+",
    "0,1",
    "Jahr",
    "additiv",
    "hbg",
    "#N/A",
    "Ä\n\x00",
]
_ZEITTEXTE = ["22:00", "24:00", "01.07.2023", "2023-13-01"]
_texte = st.sampled_from([*_ZAHLENTEXTE, *_WORTTEXTE, *_ZEITTEXTE]) | st.text(max_size=8)
_grenzwerte = st.sampled_from(
    [0.0, -0.0, 1.0, -1.0, 1e-320, 5e-324, 1e16, 1e300, 1.7e308, -1.7e308, 2023.0, 45108.0]
)
_zahlen = st.floats() | _grenzwerte | st.floats(-10, 2000)

zellen = st.one_of(_zahlen, st.sampled_from(LEERES), st.booleans(), _texte, st.sampled_from(FEHLER))
zellen_ohne_fehler = st.one_of(_zahlen, st.sampled_from(LEERES), st.booleans(), _texte)
# Where float arithmetic breaks: next to zero, next to infinity, and everything between.
riesige_und_winzige = st.floats(0, exclude_min=True, allow_infinity=False) | st.sampled_from(
    [5e-324, 1e-300, 1e300, 1.7e308]
)

laender = st.sampled_from(["TH", "BE", "NW", "BY", "HH", "Thüringen", "NRW"])
minuten = st.floats(0, 1500) | st.integers(0, 1500).map(float)
anteile = st.floats(0, 1)
raten = st.floats(-0.1, 0.1)
zeiten = st.sampled_from(["00:00", "06:00", "14:30", "22:00"]) | st.integers(0, 1439).map(lambda m: m / 1440)
betraege = st.decimals(0, 10_000_000, places=2).map(float)
dienste_aller_art = st.lists(st.lists(zellen, min_size=6, max_size=6), min_size=1, max_size=4)
dienste = st.lists(
    st.tuples(
        st.just("Dienst"),
        st.integers(0, 22).map(lambda h: f"{h}:00"),
        st.just("23:30"),
        st.sampled_from([0.0, 0.125, 0.25, 1.0, None]),
        st.integers(0, 7).map(float),
        st.integers(0, 5).map(float),
    ).map(list),
    min_size=1,
    max_size=5,
)

# A few cases of which some have two periods, some no days, some cannot be read.
faelle = st.lists(
    st.tuples(
        st.sampled_from(["F-1", "F-2", "f-2", 3.0, None]),
        st.integers(46023, 46100).map(float),
        st.integers(46050, 46387).map(float) | st.none(),
        st.integers(0, 365).map(float),
        st.sampled_from(["1", "2", None]),
        st.sampled_from(["140", "150"]),
        st.integers(0, 50_000).map(float),
        st.sampled_from([0.0, 0.0, 0.0, 1.0]),
    ).map(list),
    min_size=1,
    max_size=6,
)

# One strategy per argument name: the same name means the same thing in every formula.
tage = st.integers(44_000, 47_500).map(float)
wochendienste = st.lists(
    st.tuples(zeiten, zeiten, *(st.sampled_from([None, 0.0, 1.0, 2.0, 0.5]) for _ in range(7))).map(list),
    min_size=1,
    max_size=3,
)

SINNVOLL: dict[str, st.SearchStrategy[Any]] = {
    "ag_anteil": anteile,
    "abwesenheit": st.floats(0, 60),
    "anwesenheit": st.floats(0, 306),
    "anerkennung": anteile,
    "anteil_indirekt": anteile,
    "auslastung_belegung": st.floats(0.1, 1),
    "auslastung_stunden": st.floats(0.1, 1),
    "freihalteanteil": anteile,
    "gruppe": st.sampled_from(["S 8a", "s8a", "S18", "S 2", "S 99"]),
    "stufe": st.integers(1, 6).map(float),
    "hoechsttage": st.floats(0, 60) | st.none(),
    "jahressonderzahlung": st.floats(0, 2),
    "mengen": st.floats(0, 50) | st.just([[5.0], [2.0], [None]]),
    "steigerung": st.floats(0, 0.1),
    "tage_jahr": st.sampled_from([365.0, 366.0, 365.25]),
    "tage_monat": st.floats(28, 31),
    "vergleichssaetze": st.floats(20, 90) | st.just([[52.0], [54.0], [None], [61.0]]),
    "wechsel": tage | st.sampled_from(["01.05.2026", "2026-05-01"]),
    "anteile": st.floats(0, 0.2),
    "arbeitstage_woche": st.floats(1, 7),
    "anzahl_raten": st.integers(1, 60).map(float),
    "aufenthalt_bis": tage | st.sampled_from([0.0, None, "15.09.2026", "2026-09-15"]),
    "aufenthalt_von": tage | st.sampled_from(["01.03.2026", "2026-03-01"]),
    "auslastung_ist": anteile,
    "auslastung_vereinbart": st.floats(0.1, 1),
    "beginn": zeiten,
    "budgetsteigerung": raten,
    "dienste": wochendienste,
    "ende": zeiten,
    "fenster_bis": zeiten,
    "fenster_von": zeiten,
    "faelle": faelle,
    "faelle_andere": faelle,
    "anteil_personal": anteile,
    "anteil_wohnen_misch": anteile,
    "basiskorrektur": st.floats(-50, 50),
    "erreichbarkeit": st.floats(0, 2000),
    "federfuehrung": st.sampled_from([True, False, "ja", "nein"]),
    "festbetrag": st.floats(-50, 50),
    "gewicht": st.floats(0, 5),
    "gewichte": st.floats(0, 5) | st.just([[5.0], [2.0], [None]]),
    "kle_tag": st.floats(-1, 5),
    "satz_oben": st.floats(150, 300),
    "satz_unten": st.floats(20, 149),
    "steigerung_personal": raten,
    "steigerung_sach": raten,
    "stunden_frei": st.floats(0, 24),
    "stunden_werktag": st.floats(0, 24),
    "vk_oben": st.floats(0.5, 1),
    "vk_unten": st.floats(0.05, 0.4),
    "hbg": st.sampled_from(["0.1", "0,7", "3", 3.0, 0.1, "7", "7+", "12"]),
    "jahre": st.integers(0, 10).map(float),
    "jahresstunden_vk": st.floats(800, 2000),
    "jahresstunden_vzae": st.floats(800, 2000),
    "land": laender,
    "minuten_woche": minuten,
    "monat": st.integers(1, 12).map(float),
    "name": st.sampled_from(["wochen_jahr", "nettojahresarbeitszeit", "hbg", "anteil_indirekt"]),
    "njaz": st.floats(1200, 2000),
    "nummer": st.integers(1, 60).map(float),
    "schichtdienst": st.sampled_from([True, False, "ja", "nein"]),
    "startjahr": st.integers(0, 2030).map(float),
    "steigerung_fallzahl": raten,
    "steigerung_kosten": raten,
    "steigerungsrate": raten,
    "stichtag": st.sampled_from(["01.07.2023", "2024-01-01", 45108.0, 0.0, "31.12.2016"]),
    "stunden_tag": st.floats(0, 24),
    "tafel": dienste,
    "tage_woche": st.floats(0, 7),
    "veraenderung_fallkosten": raten,
    "verfahren": st.sampled_from(
        ["additiv", "linear", "multiplikativ", "nacheinander", "Tage", "Monate", "rang", "perzentil"]
    ),
    "wochen_jahr": st.floats(1, 53),
    "wochenstunden": st.floats(1, 60),
    "wochenstunden_alt": st.floats(1, 60),
    "wochenstunden_neu": st.floats(1, 60),
    "uhr_bis": zeiten,
    "uhr_von": zeiten,
    "wochentag": st.integers(1, 7).map(float),
    "zeitraum_bis": tage,
    "zeitraum_von": tage,
}
_BETRAG = st.floats(0.5, 100_000)

# One value per name that every formula accepts where it has that argument.
MUSTER: dict[str, Any] = {
    "dienste": [["22:00", "06:00", 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]],
    "fenster_bis": "06:00",
    "fenster_von": "21:00",
    "uhr_bis": "07:00",
    "uhr_von": "05:00",
    "wochentag": 1.0,
    "ag_anteil": 0.28,
    "abwesenheit": 25.0,
    "anwesenheit": 340.0,
    "auslastung_belegung": 0.95,
    "auslastung_stunden": 0.95,
    "freihalteanteil": 0.8,
    "gruppe": "S 8a",
    "stufe": 3.0,
    "hoechsttage": 10.0,
    "jahressonderzahlung": 0.85,
    "mengen": [[10.0], [10.0], [5.0]],
    "steigerung": 0.028,
    "tage_jahr": 365.0,
    "tage_monat": 30.42,
    "vergleichssaetze": [[52.0], [54.0], [55.0]],
    "wechsel": "01.05.2026",
    "zeitraum_bis": "31.12.2026",
    "zeitraum_von": "01.01.2026",
    "anerkennung": 0.25,
    "anteil_indirekt": 0.125,
    "anteile": 0.1,
    "arbeitstage_woche": 5.0,
    "anzahl_raten": 9.0,
    "ausfalltage": 30.0,
    "auslastung_ist": 0.92,
    "auslastung_vereinbart": 0.97,
    "beginn": "22:00",
    "budgetsteigerung": 0.019,
    "ende": "06:00",
    "faelle": [["F-1", 46023.0, 46387.0, 365.0, "2", "140", 51100.0, 0.0]],
    "faelle_andere": [["F-1", 46023.0, None, 365.0, "2", "140", 51100.0, 0.0]],
    "gesamt": 18.0,
    "anteil_personal": 0.8,
    "anteil_wohnen_misch": 0.5,
    "basiskorrektur": 10.0,
    "federfuehrung": True,
    "festbetrag": 1.5,
    "gewicht": 2.0,
    "gewichte": [[1.0], [2.0], [2.0]],
    "kle_tag": 1.5,
    "satz_oben": 210.76,
    "satz_unten": 72.08,
    "steigerung_personal": 0.03,
    "steigerung_sach": 0.02,
    "stunden_frei": 4.0,
    "stunden_werktag": 2.0,
    "vk_oben": 0.755,
    "vk_unten": 0.136,
    "hbg": "3",
    "jahre": 5.0,
    "land": "TH",
    "minuten_woche": 200.0,
    "monat": 3.0,
    "name": "wochen_jahr",
    "nummer": 3.0,
    "schichtdienst": False,
    "startjahr": 2024.0,
    "steigerung_fallzahl": 0.02,
    "steigerung_kosten": 0.03,
    "steigerungsrate": 0.02,
    "stichtag": "01.07.2026",
    "stunden_tag": 8.0,
    "tafel": [["Nacht", "22:00", "06:00", 1.0, 7.0, 1.0]],
    "tage_woche": 7.0,
    "veraenderung_fallkosten": -0.001,
    "wert_a": 17.0,
    "wert_b": 19.0,
    "wochen_jahr": 52.0,
    "wochenstunden": 39.0,
    "wochenstunden_alt": 38.5,
    "wochenstunden_neu": 39.0,
}


def muster(funktion: Any) -> list[Any]:
    """Arguments with which the formula certainly gets past reading its arguments."""
    return [_muster(arg) for arg in formel(funktion).argumente]


def _muster(arg: Argument) -> Any:
    return (_worte(arg) or [MUSTER.get(arg.name, 1000.0)])[0]


def _worte(arg: Argument) -> list[str]:
    """What a closed list of words allows; the same name has other words in another formula."""
    leser = arg.angabe.leser
    return list(leser.worte) if isinstance(leser, Auswahl) else []


def sinnvoll(arg: Argument) -> st.SearchStrategy[Any]:
    """Values of one argument that mostly give a result."""
    return st.sampled_from(worte) if (worte := _worte(arg)) else SINNVOLL.get(arg.name, _BETRAG)


def bereiche(zelle: st.SearchStrategy[Any], hoechstens: int = 3) -> st.SearchStrategy[list[list[Any]]]:
    """Rectangular ranges of any shape."""

    def mit_breite(breite: int) -> st.SearchStrategy[list[list[Any]]]:
        zeile = st.lists(zelle, min_size=breite, max_size=breite)
        return st.lists(zeile, min_size=1, max_size=hoechstens)

    return st.integers(1, hoechstens).flatmap(mit_breite)


def beliebige_argumente(funktion: Any) -> st.SearchStrategy[list[Any]]:
    """Any mix: sensible or not, single or range, given or not, too few at the end."""
    einzelne = []
    for arg in formel(funktion).argumente:
        if arg.name in ("dienste", "tafel", "faelle", "faelle_andere"):
            einzelne.append(sinnvoll(arg) | dienste_aller_art | bereiche(zellen) | zellen)
            continue
        zelle = sinnvoll(arg)
        gemischt = zelle | zellen
        einzelne.append(
            st.one_of(sinnvoll(arg), gemischt, bereiche(gemischt), bereiche(zelle), st.just(NICHT_GEGEBEN))
        )
    return st.tuples(st.tuples(*einzelne), st.integers(0, 3)).map(
        lambda paar: list(paar[0])[: max(1, len(einzelne) - max(0, paar[1] - 1))]
    )


def extreme_argumente(funktion: Any) -> st.SearchStrategy[list[Any]]:
    """Sensible words, but numbers of any size."""
    einzelne = [
        riesige_und_winzige | sinnvoll(arg) if isinstance(_muster(arg), float) else sinnvoll(arg)
        for arg in formel(funktion).argumente
    ]
    return st.tuples(*einzelne).map(list)


def sinnvolle_argumente(funktion: Any) -> st.SearchStrategy[list[Any]]:
    """Single values (a table of duties for `tafel`) that mostly give a result."""
    return st.tuples(*(sinnvoll(arg) for arg in formel(funktion).argumente)).map(list)
