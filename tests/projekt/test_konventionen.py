"""What users and hosts rely on in every formula: the fixed signatures, the texts, one case at least."""

import inspect
import types
from pathlib import Path
from typing import Any

import fallsammlung
import pytest

import udfs
from udfs import FUNKTIONEN, blattname, formel
from xlwings_addin.vba_text import VBA_WOERTER

# The contract with everybody's workbooks. Names and order never change; more may join at the end.
SIGNATUREN = """\
EGH_BJAZ(wochen_jahr; wochenstunden)
EGH_NJAZ_BERECHNEN(wochen_jahr; wochenstunden; ausfalltage; [arbeitstage_woche=5])
EGH_NJAZ(land; [schichtdienst=FALSCH]; [stichtag])
EGH_BETREUUNGSZEIT(njaz; anteil_indirekt)
EGH_BETREUUNGSZEIT_KETTE(njaz; anteile; [verfahren="additiv"])
EGH_HBG(minuten_woche; land; [stichtag])
EGH_HBG_MINUTEN(hbg; land; [stichtag])
EGH_HBG_ABSTAND(minuten_woche; land; [stichtag])
EGH_HBG_STUNDEN(hbg; land; [zeitraum="Jahr"]; [stichtag])
EGH_HBG_VK(hbg; land; [jahresstunden_vk]; [stichtag])
EGH_VK_MINUTEN(minuten_woche; land; [jahresstunden_vk]; [stichtag])
EGH_VK_UMRECHNEN(vk; wochenstunden_alt; wochenstunden_neu)
EGH_HBG_SCHLUESSEL(hbg; land; [jahresstunden_vk]; [stichtag])
EGH_HBG_TABELLE(land; [stichtag])
EGH_EINSATZDAUER(beginn; ende)
EGH_EINSATZSTUNDEN(stunden_tag; tage_woche; [anzahl=1]; [anerkennung=1]; [wochen_jahr=52])
EGH_VZAE(stunden_jahr; jahresstunden_vzae)
EGH_STUNDENTAFEL(tafel; jahresstunden_vzae; [wochen_jahr=52])
EGH_JAHRESSTUNDEN(stunden_woche; [wochen_jahr=52])
EGH_HOCHRECHNUNG(summe_stichprobe; anzahl_stichprobe; anzahl_gesamt)
EGH_BELEGUNGSTAGE(aufenthalt_von; aufenthalt_bis; zeitraum_von; zeitraum_bis)
EGH_AUSSCHOEPFUNG(stunden_erbracht; stunden_bewilligt_woche; zeitraum_von; zeitraum_bis)
EGH_ZUSCHLAGSSTUNDEN(beginn; ende; fenster_von; fenster_bis)
EGH_DECKUNG(dienste; wochentag; uhr_von; uhr_bis)
EGH_GRUPPENZEIT(stunden_gruppe; mitarbeitende; teilnehmende)
EGH_POOLANTEIL(stunden; gewicht; gewichte)
EGH_HE_QUALIFIZIERT(minuten_woche; federfuehrung; [stichtag])
EGH_HE_KOMPENSATORISCH(minuten_woche; [stichtag])
EGH_FORTSCHREIBUNG(satz_bisher; steigerung_personal; steigerung_sach; anteil_personal; [festbetrag=0]; [basiskorrektur=0])
EGH_FLAECHENANTEIL(wohnflaeche; fachflaeche; [mischflaeche=0]; [anteil_wohnen_misch])
EGH_TARIF(tarif; gruppe; stufe; [stichtag])
EGH_PERSONALKOSTEN(monatsentgelt; [jahressonderzahlung=0]; [ag_anteil=0]; [zulagen_monat=0])
EGH_TARIFERHOEHUNG(monatsentgelt; steigerung; [mindestbetrag=0]; [sockel=0])
EGH_JAHRESMITTEL(wert_alt; wert_neu; wechsel; zeitraum_von; zeitraum_bis; [verfahren="Tage"])
EGH_FLS_SATZ(personalkosten; gemeinkosten; leistungsstunden; [auslastung_stunden=1])
EGH_TAGESSATZ(jahreskosten; plaetze; auslastung_belegung; [tage_jahr=365])
EGH_MONATSSATZ(tagessatz; [tage_monat=30.4167])
EGH_ABRECHNUNGSTAGE(anwesenheit; abwesenheit; freihalteanteil; [hoechsttage])
EGH_AEQUIVALENZ(gesamtkosten; gewicht; gewichte; mengen)
EGH_UNTERES_DRITTEL(vergleichssaetze; [verfahren="rang"])
EGH_BE_ERREICHBARKEIT(stunden_werktag; stunden_frei; [stichtag])
EGH_BE_JAHRESSTUNDEN(wochenstunden; [stichtag])
EGH_BE_PERSONALKOSTEN(satz_unten; satz_oben; vk_unten; vk_oben; [stichtag])
EGH_BE_FALLSTUNDEN(vk; wochenstunden; erreichbarkeit; [stichtag])
EGH_BE_FLS_SATZ(personalkosten; wochenstunden; [stichtag])
EGH_BE_KLE(budget_bisher; fallstunden; personalkosten; wochenstunden; plaetze; [stichtag])
EGH_BE_STUNDEN_WOCHE(vk_person; fallstunden; vk_summe; [stichtag])
EGH_BE_VORSCHUSS(stunden_monat; kle_tag; fls_satz; [stichtag])
EGH_BUDGET(budget; jahre; steigerung_fallzahl; veraenderung_fallkosten; [verfahren="additiv"])
EGH_BUDGET_PROJEKTION(budget; jahre; steigerung_fallzahl; veraenderung_fallkosten; [verfahren="additiv"]; [startjahr=0])
EGH_FALLKOSTEN(ausgaben; fallzahl)
EGH_VERAENDERUNG(vorwert; wert)
EGH_MONATSRATE(jahresbudget; monat)
EGH_RATE(betrag; anzahl_raten; nummer)
EGH_TRAEGERBUDGET(leistungsumfang; kosten; [steigerungsrate=0])
EGH_KOMPENSATIONSBEDARF(budget; steigerung_fallzahl; steigerung_kosten; budgetsteigerung)
EGH_MINDERNUTZUNG(budget; auslastung_vereinbart; auslastung_ist)
EGH_ABWEICHUNG(soll; ist)
EGH_QUOTE(teil; gesamt)
EGH_MENGENEFFEKT(menge_alt; preis_alt; menge_neu; preis_neu)
EGH_PREISEFFEKT(menge_alt; preis_alt; menge_neu; preis_neu)
EGH_STRUKTUREFFEKT(mengen_alt; preise_alt; mengen_neu)
EGH_MISCHANTEIL(gesamt; wert_a; wert_b)
EGH_FALLABGLEICH(faelle; faelle_andere)
EGH_PARAMETER(land; name; [stichtag])
EGH_QUELLE(land; name; [stichtag])
EGH_BELEG(land; name; [stichtag])
"""  # noqa: E501
TABELLEN = {"EGH_HBG_TABELLE", "EGH_STUNDENTAFEL", "EGH_BUDGET_PROJEKTION", "EGH_FALLABGLEICH"}
BEREICHE = {"ausfalltage", "tafel", "anteile", "leistungsumfang", "kosten", "steigerungsrate"}
BEREICHE |= {"dienste", "gewichte", "mengen_alt", "preise_alt", "mengen_neu", "faelle", "faelle_andere"}
BEREICHE |= {"mengen", "vergleichssaetze"}

alle_formeln = pytest.mark.parametrize("funktion", FUNKTIONEN, ids=blattname)


def _vorgabe(wert: Any) -> str:
    if isinstance(wert, tuple):
        (wert,) = wert
    if wert is None:
        return ""
    if isinstance(wert, bool):
        return "=WAHR" if wert else "=FALSCH"
    return f'="{wert}"' if isinstance(wert, str) else f"={wert:g}"


def _signatur(funktion: Any) -> str:
    argumente = [
        arg.name if arg.pflicht else f"[{arg.name}{_vorgabe(arg.vorgabe)}]"
        for arg in formel(funktion).argumente
    ]
    return f"{blattname(funktion)}({'; '.join(argumente)})"


def test_namen_argumente_und_vorgaben_sind_die_vereinbarten() -> None:
    assert [_signatur(funktion) for funktion in FUNKTIONEN] == SIGNATUREN.splitlines()


def test_genau_die_oeffentlichen_funktionen_der_formelmodule_sind_formeln() -> None:
    module = {inspect.getmodule(funktion) for funktion in FUNKTIONEN}
    oeffentlich = {
        wert
        for modul in module
        for name, wert in vars(modul).items()
        if isinstance(wert, types.FunctionType)
        and not name.startswith("_")
        and inspect.getmodule(wert) is modul
    }

    assert oeffentlich == set(FUNKTIONEN)
    assert len(set(FUNKTIONEN)) == len(FUNKTIONEN)


def test_kein_formelmodul_ist_vergessen() -> None:
    ordner = {datei.stem for datei in (fallsammlung.ORDNER.parents[1] / "udfs").glob("*.py")}
    maschinen = {
        "__init__",
        "auskunft",
        "grenze",
        "herkunft",
        "lesen",
        "nativ",
        "nativ_geld",
        "nativform",
        "preise",
        "typen",
        "werte",
        "zeiten",
    }

    assert {funktion.__module__.removeprefix("udfs.") for funktion in FUNKTIONEN} == ordner - maschinen


def test_blattnamen_sind_eindeutig_und_keine_zelladresse() -> None:
    namen = [blattname(funktion) for funktion in FUNKTIONEN]

    assert len(set(namen)) == len(namen)
    assert all(name.startswith("EGH_") and name == name.upper() and name.isascii() for name in namen)


@alle_formeln
def test_nur_einfache_argumente(funktion: Any) -> None:
    """Hosts pass arguments by place: nothing variable, nothing by keyword only, optional ones last."""
    parameter = list(inspect.signature(funktion).parameters.values())
    pflicht = [p.default is inspect.Parameter.empty for p in parameter]

    assert all(p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD for p in parameter)
    assert pflicht == sorted(pflicht, reverse=True)
    assert pflicht[0]


@alle_formeln
def test_argumentnamen_taugen_fuer_jeden_host(funktion: Any) -> None:
    for arg in formel(funktion).argumente:
        assert arg.name.isascii()
        assert arg.name.isidentifier()
        assert arg.name == arg.name.lower()
        assert arg.name not in VBA_WOERTER


@alle_formeln
def test_texte_passen_in_den_funktionsassistenten(funktion: Any) -> None:
    """Excel takes 255 characters a description; the unit ends the first line."""
    erste_zeile = (funktion.__doc__ or "").strip().split("\n")[0]
    plan = formel(funktion)

    assert erste_zeile == f"{plan.beschreibung} [{plan.einheit}]"
    assert plan.einheit
    assert plan.beschreibung.endswith(".")
    assert 10 < len(erste_zeile) <= 255
    for arg in plan.argumente:
        assert 10 < len(arg.angabe.text) <= 255
        assert arg.angabe.text == arg.angabe.text.strip()


def test_ein_argumentname_heisst_ueberall_dasselbe() -> None:
    """Only `verfahren` and `land` have two readings: two methods of deduction, and whether Bund counts as a Land."""
    angaben: dict[str, set[str]] = {}
    for funktion in FUNKTIONEN:
        for arg in formel(funktion).argumente:
            angaben.setdefault(arg.name, set()).add(arg.angabe.text)
    mehrdeutig = {name for name, texte in angaben.items() if len(texte) > 1}

    assert mehrdeutig <= {"verfahren", "land", "wochen_jahr", "gesamt"}


def test_welche_argumente_bereiche_sind_und_welche_formeln_tabellen() -> None:
    argumente = [arg for funktion in FUNKTIONEN for arg in formel(funktion).argumente]

    assert {arg.name for arg in argumente if arg.bereich} == BEREICHE
    assert not {arg.name for arg in argumente if not arg.bereich} & BEREICHE
    assert {blattname(funktion) for funktion in FUNKTIONEN if formel(funktion).tabelle} == TABELLEN


@alle_formeln
def test_jede_formel_hat_faelle_auch_einen_leeren_und_einen_fehler(funktion: Any) -> None:
    faelle = [fall for fall in fallsammlung.faelle() if fall.formel == blattname(funktion)]

    assert any(fall.soll == "" for fall in faelle)
    assert any(isinstance(fall.soll, dict) and "fehler" in fall.soll for fall in faelle)
    assert any(
        fall.soll != "" and not (isinstance(fall.soll, dict) and "fehler" in fall.soll) for fall in faelle
    )


def test_alles_versprochene_ist_da() -> None:
    assert all(hasattr(udfs, name) for name in udfs.__all__)


def test_fehler_gleicht_seinem_code_und_haelt_das_rechnen_an() -> None:
    fehler = udfs.Fehler("#N/A", "EGH_NJAZ: nichts da.")

    assert fehler == "#N/A"
    assert fehler == udfs.Fehler("#N/A", "ein anderer Satz")
    assert fehler != "#NUM!"
    assert str(fehler) == "#N/A"
    assert {fehler: 1} == {"#N/A": 1}
    for rechnung in (
        lambda: fehler + 1,
        lambda: 2 * fehler,
        lambda: fehler < 1,
        lambda: float(fehler),
        lambda: sum([fehler]),
    ):
        with pytest.raises(ValueError, match=r"#NV: EGH_NJAZ: nichts da\."):
            rechnung()


def test_jedes_testmodul_heisst_anders() -> None:
    """Two of one name in two folders: pytest collects one and reports the other as an error."""
    namen = [p.name for p in Path(__file__).parents[1].rglob("test_*.py")]
    assert not [n for n in set(namen) if namen.count(n) > 1]
