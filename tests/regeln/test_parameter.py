"""The stored values of the Länder: complete, sourced, dated, and never a value where there is none."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fallsammlung import NACH_NAME

from calc import hilfebedarf, parameter
from calc.fehler import Regelfehler
from calc.hilfebedarf import Stufe
from calc.parameter import laender
from udfs import Fehler, aufruf

ORDNER = Path(parameter.__file__).parent
# Anlage 3 of the Bavarian contract as printed: the days off behind both values.
AUSFALLTAGE_BY = {
    "urlaub": 30.0,
    "feiertage": 10.7,
    "freistellung": 1.1,
    "zusatzurlaub": 0.0,
    "zusatzurlaub_schichtdienst": 1.0,
    "schwerbehinderung": 1.0,
    "regeneration": 2.0,
    "regeneration_schichtdienst": 1.8,
    "fortbildung": 5.0,
    "krankheit": 14.5,
}
BESTANDTEILE_BY = {"wochenarbeitszeit", *(f"ausfalltage_{name}" for name in AUSFALLTAGE_BY)}
PAUSCHALE_HE = {"pauschale_sockel", "pauschale_sockel_federfuehrung", "pauschale_anteil"}
FORTSCHREIBUNG_HH = {"fortschreibung_anteil_personal", "fortschreibung_anteil_sachkosten"}
SCHLUESSEL_SH = {"leitungsschluessel", "verwaltungsschluessel"}  # until 31 December 2023
UMRECHNUNG_BE = {
    "auslastung",
    "anteil_fallunspezifisch",
    "wegezeit",
    "feiertage_werktags",
    "wochenstunden_vk",
}
TARIFE = {
    "tarif_sue",
    *(f"tarifschritt_{tarif}" for tarif in ("tvoed", "tvl", "avr_caritas", "avr_dd")),
}
ZULAGEN = {"jahressonderzahlung_tvoed", "wechselschichtzulage_tvoed", "schichtzulage_tvoed"}
RASTER = {"hbg", "hbg_bfbts"}
LISTEN = {"assistenzleistungen", "basisleistungen", "leistungen_fachmodul"}
NAMEN = (
    BESTANDTEILE_BY
    | LISTEN
    | PAUSCHALE_HE
    | FORTSCHREIBUNG_HH
    | SCHLUESSEL_SH
    | UMRECHNUNG_BE
    | RASTER
    | TARIFE
    | ZULAGEN
    | {
        "nettojahresarbeitszeit",
        "nettojahresarbeitszeit_schichtdienst",
        "anteil_indirekt",
        "wochen_jahr",
        "jahresstunden_vk",
        "anerkennung_nachtbereitschaft",
        "anerkennung_rufbereitschaft",
    }
)
# What each Land has. A value that turns up elsewhere was copied; a new one joins here with its source.
BESTAND = {
    "BY": {"nettojahresarbeitszeit", "nettojahresarbeitszeit_schichtdienst", "wochen_jahr"}
    | {"basisleistungen"}
    | BESTANDTEILE_BY,
    "Bund": {"assistenzleistungen"} | TARIFE | ZULAGEN,
    "NW": {"nettojahresarbeitszeit", "anteil_indirekt", "wochen_jahr", "leistungen_fachmodul"}
    | {"anerkennung_nachtbereitschaft", "anerkennung_rufbereitschaft"},
    "TH": {"hbg", "wochen_jahr", "jahresstunden_vk"},
    "BE": {"hbg", "hbg_bfbts", "wochen_jahr", "nettojahresarbeitszeit"} | UMRECHNUNG_BE,
    "HE": PAUSCHALE_HE,
    "HH": FORTSCHREIBUNG_HH,
    "SH": SCHLUESSEL_SH,
}
BEGINN = {"BY": date(2023, 7, 1), "NW": date(2020, 1, 1), "TH": date(2020, 1, 1)}
STUNDEN_JE_VK = {"nettojahresarbeitszeit", "nettojahresarbeitszeit_schichtdienst", "jahresstunden_vk"}

hinterlegt = [(land, name) for land in parameter.hinterlegte_laender() for name in parameter.laden(land)]
jeder_wert = pytest.mark.parametrize(("land", "name"), hinterlegt)


def _egh(formel: str, *argumente: Any) -> Any:
    return aufruf(NACH_NAME[formel], argumente)


def test_sechzehn_laender_mit_ihren_kuerzeln() -> None:
    """ISO 3166-2:DE."""
    assert " ".join(laender.LAENDER) == "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH"
    for land, name in laender.LAENDER.items():
        for schreibweise in (land, land.lower(), name, name.upper(), f" {name} ", name.replace("ü", "ue")):
            assert laender.kuerzel(schreibweise) == land
    assert laender.kuerzel("NRW") == laender.kuerzel("nrw") == "NW"
    assert laender.kuerzel("Bund") == "Bund"
    assert laender.kuerzel("DE") is None


@jeder_wert
def test_jeder_wert_ist_belegt(land: str, name: str) -> None:
    eintrag = parameter.laden(land)[name]

    assert eintrag.anzeige
    assert eintrag.einheit in parameter.EINHEITEN
    assert bool(eintrag.bezug) == (name in STUNDEN_JE_VK)
    for stand in eintrag.staende:
        assert len(stand.quelle) > 20
        assert stand.beleg in parameter.BELEGE
        assert stand.ab <= eintrag.geprueft or name in TARIFE  # agreed years ahead
        assert stand.beleg == "amtlich" or stand.notiz  # who did not see the contract says where it was read
    assert [stand.ab for stand in eintrag.staende] == sorted({stand.ab for stand in eintrag.staende})


@jeder_wert
def test_jeder_datierte_wert_ist_zu_lesen(land: str, name: str) -> None:
    """From the day it is in force, on the last confirmed day and without a date; not a day earlier."""
    eintrag = parameter.laden(land)[name]
    staende = eintrag.staende
    for stand in staende:
        if stand.art == "ende":
            with pytest.raises(Regelfehler, match=r"nur bis \d\d\.\d\d\.\d{4} hinterlegt"):
                parameter.geltend(land, name, stand.ab)
            assert parameter.geltend(land, name, stand.ab - timedelta(days=1)).wert is not None
        else:
            assert parameter.geltend(land, name, stand.ab) is stand
    if staende[-1].art != "ende":
        assert parameter.geltend(land, name) is staende[-1]
        bis_dahin = [s for s in staende if s.ab <= eintrag.geprueft]
        assert parameter.geltend(land, name, eintrag.geprueft) is bis_dahin[-1]
    with pytest.raises(Regelfehler, match=r"erst ab \d\d\.\d\d\.\d{4} hinterlegt") as fehler:
        parameter.geltend(land, name, staende[0].ab - timedelta(days=1))
    assert fehler.value.code == "#N/A"


def test_die_datei_steht_fuer_ein_land() -> None:
    dateien = {datei.stem for datei in ORDNER.glob("*.toml")}

    assert dateien <= {land.lower() for land in laender.LAENDER} | {"bund"}
    assert {land.lower() for land in BESTAND} <= dateien
    assert {name for _, name in hinterlegt} <= NAMEN


@pytest.mark.parametrize("name", sorted(NAMEN))
@pytest.mark.parametrize("land", [*laender.LAENDER, "Bund"])
def test_eigener_wert_oder_ein_fehler_der_ihn_nennt(land: str, name: str) -> None:
    wert, quelle = _egh("EGH_PARAMETER", land, name), _egh("EGH_QUELLE", land, name)
    if name in SCHLUESSEL_SH and land == "SH":  # ended with its ordinance
        assert wert == quelle == "#N/A"
        assert "31.12.2023" in wert.satz
        alt, neu = {"leitungsschluessel": (50, 52.5), "verwaltungsschluessel": (47, 51)}[name]
        assert _egh("EGH_PARAMETER", land, name, "31.12.2021") == alt
        assert _egh("EGH_PARAMETER", land, name, "31.12.2023") == neu
        return
    if name in BESTAND.get(land, set()):
        assert isinstance(quelle, str)
        assert (
            wert == "#VALUE!"
            if name in RASTER | LISTEN | TARIFE
            else wert > 0 or name == "ausfalltage_zusatzurlaub"
        )
        return
    for fehler in (wert, quelle):
        assert fehler == "#N/A"
        assert laender.name(land) in fehler.satz
        assert name in fehler.satz


@pytest.mark.parametrize("land", BEGINN)
def test_gilt_ab_dem_tag_des_vertrags(land: str) -> None:
    for name in BESTAND[land]:
        assert parameter.laden(land)[name].staende[0].ab == BEGINN[land]


def test_bestand_ist_vollstaendig() -> None:
    """What is stored is what is listed here, Land by Land: nothing slips in or away."""
    assert {land: set(parameter.laden(land)) for land in parameter.hinterlegte_laender()} == BESTAND


def test_schluessel_des_berliner_foerderbereichs() -> None:
    """Printed: 1 : 12, 9, 6, 4, 3, 2.3, 1.7 persons per post."""
    raster = parameter.laden("BE")["hbg_bfbts"].staende[0].wert
    assert isinstance(raster, tuple)
    assert [1 / s.vk for s in raster] == pytest.approx([12, 9, 6, 4, 3, 2.3, 1.7])  # type: ignore[union-attr,operator]


def test_bayerische_nettojahresarbeitszeit_entsteht_aus_ihren_bestandteilen() -> None:
    for name, tage in AUSFALLTAGE_BY.items():
        assert parameter.zahl("BY", f"ausfalltage_{name}") == tage
    ohne = {name for name in AUSFALLTAGE_BY if not name.endswith("_schichtdienst")}
    mit = (ohne - {"zusatzurlaub", "regeneration"}) | (set(AUSFALLTAGE_BY) - ohne)
    for namen, gedruckt in ((mit, 1526.07), (ohne, 1532.31)):
        tage = sum(AUSFALLTAGE_BY[name] for name in namen)
        assert 52.15 * 39 - tage * 39 / 5 == pytest.approx(gedruckt, abs=0.005)
    assert parameter.zahl("BY", "wochenarbeitszeit") == 39


def test_vk_verschiedener_laender_beziehen_sich_auf_verschiedenes() -> None:
    assert parameter.laden("TH")["jahresstunden_vk"].bezug == "unbekannt"
    assert {parameter.laden(land)["nettojahresarbeitszeit"].bezug for land in ("BY", "NW", "BE")} == {"netto"}


# Raster


def test_thueringer_raster_ist_lueckenlos_und_steigt() -> None:
    raster = parameter.raster("TH")
    zu, offen = raster[:-1], raster[-1]

    assert len(raster) == 15
    assert all(s.von <= s.mittel <= s.bis for s in zu)
    assert all(b.von == a.bis + 1 for a, b in pairwise(raster))
    assert all(a.mittel < b.mittel for a, b in pairwise(zu))
    assert (offen.hbg, offen.bis, offen.mittel) == ("7+", None, None)
    assert not hilfebedarf.maengel(raster)


def test_berliner_schluessel_steigen() -> None:
    raster = parameter.raster("BE")

    assert [s.hbg for s in raster] == [str(n) for n in range(1, 13)]
    assert all(a.vk < b.vk for a, b in pairwise(raster))
    assert not hilfebedarf.maengel(raster)


A, B, C = Stufe("1", 8, 11, 10), Stufe("2", 12, 20, 15), Stufe("3", 21)
MANGELHAFT = {
    "doppelt": (A, B, Stufe("1", 21)),
    "weder Korridor noch VK": (A, Stufe("2")),
    "Korridor und VK": (A, Stufe("2", 12, 20, 15, 0.1)),
    "ohne Mittelwert": (A, Stufe("2", 12, 20), C),
    "Mittelwert darunter": (A, Stufe("2", 12, 20, 11), C),
    "Mittelwert darüber": (A, Stufe("2", 12, 20, 21), C),
    "offen mit Mittelwert": (A, B, Stufe("3", 21, None, 30)),
    "Lücke": (A, Stufe("2", 13, 20, 15)),
    "Überschneidung": (A, Stufe("2", 11, 20, 15)),
    "falsche Reihenfolge": (B, A),
    "mitten offen": (A, Stufe("2", 12), Stufe("3", 21, 30, 25)),
    "VK fällt": (Stufe("1", vk=0.2), Stufe("2", vk=0.1)),
    "VK gleich": (Stufe("1", vk=0.2), Stufe("2", vk=0.2)),
    "VK nach Korridor": (A, Stufe("2", vk=0.2)),
    "leer": (),
    "VK null": (Stufe("1", vk=0.0), Stufe("2", vk=0.1)),
}


@pytest.mark.parametrize("raster", MANGELHAFT.values(), ids=MANGELHAFT)
def test_ein_mangelhaftes_raster_faellt_auf(raster: tuple[Stufe, ...]) -> None:
    assert hilfebedarf.maengel(raster)


def test_ein_gutes_raster_hat_keine_maengel() -> None:
    assert not hilfebedarf.maengel((A, B, C))
    assert not hilfebedarf.maengel((Stufe("1", vk=0.1), Stufe("2", vk=0.2)))


def test_ueber_einem_geschlossenen_raster_ist_keine_hbg() -> None:
    """A contract may end with a closed corridor; minutes beyond it must not silently count as its last HBG."""
    assert hilfebedarf.hbg_aus_minuten(20, (A, B)) == "2"
    with pytest.raises(Regelfehler):
        hilfebedarf.hbg_aus_minuten(21, (A, B))


# Stände, mit einer eigenen Datei für Hessen

KOPF = '[wochen_jahr]\nanzeige = "Wochen je Jahr"\neinheit = "Wochen/Jahr"\ngeprueft = 2026-11-22\n'
BLOCK = '[wochen_jahr.{}]\nquelle = "Vertrag {}"\nbeleg = "amtlich"\n'


def block(tag: str, wert: str = "") -> str:
    return BLOCK.format(tag, tag) + (f"wert = {wert}\n" if wert else "")


@pytest.fixture
def hessen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Writes he.toml into a folder of its own, the only Land there."""

    def leeren() -> None:
        parameter.laden.cache_clear()
        parameter._geltend.cache_clear()

    def schreiben(text: str) -> None:
        (tmp_path / "he.toml").write_text(text, encoding="utf-8")
        leeren()

    monkeypatch.setattr(parameter, "_ORDNER", tmp_path)
    yield schreiben
    monkeypatch.undo()
    leeren()


def _wochen(*stichtag: Any) -> Any:
    return _egh("EGH_PARAMETER", "HE", "wochen_jahr", *stichtag)


def test_zwei_staende_wechseln_am_tag(hessen: Callable[[str], None]) -> None:
    hessen(KOPF + block("2024-01-01", "52.15") + block("2022-07-01", '"365/7"'))

    assert _wochen("01.07.2022") == pytest.approx(365 / 7)
    assert _wochen("31.12.2023") == pytest.approx(365 / 7)
    assert _wochen("01.01.2024") == 52.15
    assert _wochen("31.12.9999") == 52.15
    assert _wochen() == 52.15
    assert _egh("EGH_QUELLE", "HE", "wochen_jahr", "31.12.2023") == "Vertrag 2022-07-01"
    assert "01.07.2022" in _wochen("30.06.2022").satz


def test_ein_block_ohne_wert_beendet(hessen: Callable[[str], None]) -> None:
    hessen(KOPF + block("2022-07-01", "52") + block("2024-01-01"))

    assert _wochen("31.12.2023") == 52
    for fehler in (_wochen("01.01.2024"), _wochen(), _egh("EGH_QUELLE", "HE", "wochen_jahr")):
        assert fehler == "#N/A"
        assert "31.12.2023" in fehler.satz
        assert "Hessen" in fehler.satz


def test_nach_dem_ende_kann_es_weitergehen(hessen: Callable[[str], None]) -> None:
    hessen(KOPF + block("2022-07-01", "52") + block("2024-01-01") + block("2025-01-01", "52.5"))

    assert isinstance(_wochen("01.06.2024"), Fehler)
    assert _wochen("01.01.2025") == _wochen() == 52.5


def test_ein_tag_zweimal_ist_kein_toml(hessen: Callable[[str], None]) -> None:
    hessen(KOPF + block("2022-07-01", "52") + block("2022-07-01", "53"))

    with pytest.raises(ValueError, match=r"Zeile 9.*doppelt"):
        parameter.laden("HE")


FALSCH = {
    "ohne Block": KOPF,
    "ohne geprueft": KOPF.replace("geprueft", "#") + block("2022-07-01", "52"),
    "fremde Einheit": KOPF.replace("Wochen/Jahr", "Wochen") + block("2022-07-01", "52"),
    "fremder Bezug": KOPF + 'bezug = "ungefähr"\n' + block("2022-07-01", "52"),
    "fremder Schlüssel": KOPF + 'bis = "2024-12-31"\n' + block("2022-07-01", "52"),
    "fremder Schlüssel im Block": KOPF + block("2022-07-01", "52") + "bis = 2024-12-31\n",
    "ohne Quelle": KOPF + block("2022-07-01", "52").replace("quelle", "link"),
    "ohne Beleg": KOPF + block("2022-07-01", "52").replace("beleg", "link"),
    "fremder Beleg": KOPF + block("2022-07-01", "52").replace("amtlich", "gehört"),
    "kein Datum": KOPF + block("2022-13-01", "52"),
    "kein Wert": KOPF + block("2022-07-01", '"viel"'),
    "unendlich": KOPF + block("2022-07-01", "inf"),
    "mangelhaftes Raster": KOPF.replace("wochen_jahr", "hbg")
    + block("2022-07-01", '[{hbg = "1", von = 8, bis = 11}]').replace("wochen_jahr", "hbg"),
    "leeres Raster": KOPF.replace("wochen_jahr", "hbg")
    + block("2022-07-01", "[]").replace("wochen_jahr", "hbg"),
    "Raster als Zahl": KOPF.replace("wochen_jahr", "hbg")
    + block("2022-07-01", "3").replace("wochen_jahr", "hbg"),
}


@pytest.mark.parametrize("text", FALSCH.values(), ids=FALSCH)
def test_eine_fehlerhafte_datei_wird_nicht_geladen(text: str, hessen: Callable[[str], None]) -> None:
    hessen(text)

    with pytest.raises(ValueError, match=r"."):
        parameter.laden("HE")


def test_alle_anderen_laender_bleiben_leer(hessen: Callable[[str], None]) -> None:
    hessen(KOPF + block("2022-07-01", "52"))

    assert parameter.hinterlegte_laender() == ["HE"]
    assert _egh("EGH_PARAMETER", "BY", "wochen_jahr") == "#N/A"
