"""Blatt »Umrechnung«: jeder Schritt vom alten Erlös zu Fachleistungsstunde und Leistungseinheit, einer unter dem anderen."""

from __future__ import annotations

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG
from workbooks.vorlagen.sonder.be_umrechnung.raster import IST_BFBTS, je_raster

BLATT = "Umrechnung"
_UEBLICH = UEBLICH["personalkosten_vk"]
_KLE = einheiten.Einheit("Std./Tag", "0.0000", summierbar=False)
_FLS = einheiten.Einheit("EUR je Einheit", "#,##0.0000", summierbar=False)
_VK = einheiten.Einheit("VK", zellen.VZAE, summierbar=False)
_JE_TAG = einheiten.Einheit("EUR je Kalendertag", "#,##0.0000", summierbar=False)


_OFFEN = f'COUNTIF(IF({IST_BFBTS},zeilenhinweis_bfbts,zeilenhinweis_hbg),"{UNVOLLSTAENDIG}*")>0'
"""Bedingung: eine Zeile der Gruppen ist unvollständig; dann bleibt jedes Ergebnis leer."""


def schritte(bau: Bau) -> None:
    """Namen: `ergebnis_…`, `umrechnung_…`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (50, 20, 78, 3, 3, 30), 3)
    satz = "Die Reihenfolge der Schritte ist die des Umrechnungstools der Senatsverwaltung, nach einer Nachbildung."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    ergebnisse(bau, blatt, 5, (*_zeit(), *_gruppen(), *_kosten(), *_stunden(), *_ergebnis()))
    bau.pruefung(
        "erreichbarkeit",
        "Die VK haben mehr Stunden, als die Erreichbarkeit braucht",
        "ISNUMBER(ergebnis_fallstunden)",
        "Erreichbarkeit auf dem Blatt Angebot und Personen auf dem Blatt HBG prüfen.",
    )
    bau.gedruckt[BLATT] = Druck("C")


def _wenn(formel: str, *namen: str) -> str:
    """Leer, solange eine Angabe fehlt."""
    fehlt = ",".join(f'{name}=""' for name in ("meta_stichtag", *namen))
    return f'IF(OR({_OFFEN},{fehlt}),"",{formel})'


def _zeit() -> tuple[Wert, ...]:
    woche, tag, frei = (f"eingabe_{n}" for n in ("wochenstunden", "stunden_werktag", "stunden_frei"))
    return (
        Wert(
            "arbeitsfreie Tage im Jahr",
            "umrechnung_frei",
            _wenn("2*wert_wochen_jahr+wert_feiertage_werktags"),
            einheiten.TAGE_JAHR,
            "365,25 × 2/7 + Feiertage an Werktagen",
        ),
        Wert(
            "Erreichbarkeit im Jahr",
            "umrechnung_erreichbarkeit",
            _wenn(f"EGH_BE_ERREICHBARKEIT({tag},{frei},meta_stichtag)", tag, frei),
            einheiten.STD_JAHR,
            "Stunden Mo.–Fr. × (365,25 − freie Tage) + Stunden Wochenende × freie Tage",
        ),
        Wert(
            "Berechnungstage je Platz",
            "umrechnung_tage",
            _wenn("7*wert_wochen_jahr*wert_auslastung"),
            einheiten.TAGE_JAHR,
            "365,25 × Auslastung",
        ),
        Wert(
            "Jahresstunden einer VK",
            "umrechnung_jahresstunden",
            _wenn(f"EGH_BE_JAHRESSTUNDEN({woche},meta_stichtag)", woche),
            einheiten.STD_JAHR,
            "Nettojahresarbeitsstunden × Wochenstunden ÷ 38,5",
        ),
    )


def _gruppen() -> tuple[Wert, ...]:
    """Kleinste und größte Gruppe mit Satz: aus ihrem Unterschied kommt der Preis einer VK."""
    oben = 'SUMPRODUCT(MAX((stufe_satz<>"")*stufe_nummer))'
    unten = '100-SUMPRODUCT(MAX((stufe_satz<>"")*(100-stufe_nummer)*(stufe_nummer>0)))'
    welche = (("kleinste", "unten", unten), ("größte", "oben", oben))
    nummern = (
        Wert(
            f"{wort} Gruppe mit Satz",
            f"umrechnung_{wo}",
            je_raster(f'IF(COUNT(stufe_satz)<2,"",{formel})'),
            einheiten.NUMMER,
            "Blatt HBG oder BFBTS",
        )
        for wort, wo, formel in welche
    )
    werte = (
        Wert(
            f"{was} der {wort}n",
            f"umrechnung_{spalte}_{wo}",
            f'IF(umrechnung_{wo}="","",{je_raster(f"SUMPRODUCT((stufe_nummer=umrechnung_{wo})*1,stufe_{spalte})")})',
            einheit,
            weg,
        )
        for was, spalte, einheit, weg in (
            ("Satz", "satz", _JE_TAG, "EUR je Kalendertag; BFBTS: MP × Betreuungstage ÷ 365,25"),
            ("VK", "vk", _VK, "VK je Person"),
        )
        for wort, wo, _ in welche
    )
    return (*nummern, *werte)


def _kosten() -> tuple[Wert, ...]:
    teile = ("satz_unten", "satz_oben", "vk_unten", "vk_oben")
    kosten = f"EGH_BE_PERSONALKOSTEN({','.join(f'umrechnung_{t}' for t in teile)},meta_stichtag)"
    return (
        Wert(
            "Personalkosten einer VK",
            "ergebnis_personalkosten",
            _wenn(kosten, "umrechnung_unten", "umrechnung_oben"),
            einheiten.EUR_ZEICHEN,
            "Unterschied ihrer Sätze × Berechnungstage ÷ Unterschied ihrer VK",
            frage=Regel(
                _UEBLICH.text(), f"IFERROR({_UEBLICH.verlassen('{wert}')},FALSE)", in_worten("{wert}", "EUR")
            ),
        ),
        Wert(
            "Erlös bisher im Jahr",
            "ergebnis_budget_bisher",
            _summe("stufe_erloes", "SUM(stufe_erloes)"),
            einheiten.EUR_ZEICHEN,
            "Summe der Gruppen: alle Plätze bei der Auslastung belegt",
        ),
    )


def _summe(spalte: str, formel: str) -> str:
    """Leer, solange in der Spalte nichts gerechnet ist; ein Fehler bleibt einer."""
    return _wenn(je_raster(f'IF(COUNT({spalte})=0,IF(ISERROR(SUM({spalte})),SUM({spalte}),""),{formel})'))


def _stunden() -> tuple[Wert, ...]:
    woche = "eingabe_wochenstunden"
    fall = f"EGH_BE_FALLSTUNDEN(ergebnis_vk,{woche},umrechnung_erreichbarkeit,meta_stichtag)"
    return (
        Wert(
            "VK aller Plätze bei 38,5 Std.",
            "umrechnung_vk",
            _summe("stufe_plaetze", "SUMPRODUCT(stufe_plaetze,stufe_vk)"),
            _VK,
            "Summe aus Plätzen × VK je Person",
        ),
        Wert(
            "VK bei der eigenen Vollzeitwoche",
            "ergebnis_vk",
            _wenn(f"EGH_VK_UMRECHNEN(umrechnung_vk,wert_wochenstunden_vk,{woche})", "umrechnung_vk", woche),
            _VK,
            "VK × 38,5 ÷ Wochenstunden",
            True,
        ),
        Wert(
            "fallspezifische Stunden im Jahr",
            "ergebnis_fallstunden",
            _wenn(fall, "ergebnis_vk", woche, "umrechnung_erreichbarkeit"),
            einheiten.STD_JAHR,
            "(VK × Jahresstunden × (1 − fallunspezifisch) − Erreichbarkeit) × (1 − Wege ÷ Wochenstunden)",
            True,
        ),
    )


def _ergebnis() -> tuple[Wert, ...]:
    woche, plaetze = "eingabe_wochenstunden", "eingabe_plaetze"
    satz = f"EGH_BE_FLS_SATZ(ergebnis_personalkosten,{woche},meta_stichtag)"
    kle = f"EGH_BE_KLE(ergebnis_budget_bisher,ergebnis_fallstunden,ergebnis_personalkosten,{woche},{plaetze},meta_stichtag)"
    fallkosten = "ergebnis_fallstunden/umrechnung_jahresstunden*ergebnis_personalkosten"
    braucht = ("ergebnis_budget_bisher", "ergebnis_fallstunden", "ergebnis_personalkosten", woche, plaetze)
    return (
        Wert(
            "Satz der Fachleistungsstunde",
            "ergebnis_fls_satz",
            _wenn(satz, "ergebnis_personalkosten", woche),
            _FLS,
            "EUR je Stunde: Personalkosten ÷ (Jahresstunden × Auslastung)",
            True,
        ),
        Wert(
            "Personalkosten der fallspezifischen Stunden",
            "umrechnung_fallkosten",
            _wenn(fallkosten, "ergebnis_fallstunden", "umrechnung_jahresstunden", "ergebnis_personalkosten"),
            einheiten.EUR_ZEICHEN,
            "fallspezifische Stunden ÷ Jahresstunden × Personalkosten einer VK",
        ),
        Wert(
            "kalkulatorische Leistungseinheit je Platz und Tag",
            "ergebnis_kle",
            _wenn(kle, *braucht),
            _KLE,
            "Std.: (Erlös bisher − Personalkosten der Stunden) ÷ (Berechnungstage × Plätze) ÷ FLS-Satz",
            True,
            Regel(
                "negative Leistungseinheit: die Stunden allein kosten mehr als der Erlös bisher",
                "IF(ISNUMBER({wert}),{wert}<0,FALSE)",
                in_worten("{wert}", "Std.", vorzeichen=True),
            ),
        ),
    )
