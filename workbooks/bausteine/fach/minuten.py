"""Personen mit bewilligten Minuten je Woche → Stunden und VK, wo ein Land kein Raster der Gruppen hinterlegt hat.

Nennt das Land eine Pauschale (Sockel und Zuschlag), rechnen dessen eigene Formeln sie dazu.
"""

from __future__ import annotations

from calc import parameter
from calc.runden import deutsch
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.fach import gemeinsam, leistungsgruppen
from workbooks.bausteine.fach.ohne_person import zusammen
from workbooks.bausteine.fach.qualifikation import nach_assistenz
from workbooks.bausteine.fach.stundentafel import JA_NEIN
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte, intern
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.regeln import SCHWELLEN, UEBLICH, Regel, in_worten, ohne_angebot
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import PERSON, personenregeln, tabelle

DIVISOR = "betreuungszeit"
_MINUTEN = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080.")
ARTEN = {"qa": "qualifiziert", "ua": "kompensatorisch"}
PAUSCHALE = ("pauschale_sockel", "pauschale_sockel_federfuehrung", "pauschale_anteil")
# so rechnet das eine Land, das eine Pauschale nennt
_QUALIFIZIERT, _KOMPENSATORISCH = "EGH_HE_QUALIFIZIERT", "EGH_HE_KOMPENSATORISCH"


def mit_pauschale(bau: Bau) -> bool:
    """Ob das Land zu den geplanten Minuten eine Pauschale nennt."""
    return set(PAUSCHALE) <= set(parameter.laden(bau.vorlage.land))


def personen(bau: Bau) -> Tabelle:
    """Das Blatt »intern_Personen«."""
    blatt = bau.blatt("intern_Personen", bau.titel("Personen"), (), 6)
    intern(blatt)
    pauschale = mit_pauschale(bau)
    mit = bau.vorlage.gemeinsam
    zusatz = (*gemeinsam.eingaben(), *gemeinsam.anteile(ARTEN)) if mit else ()
    spalten = (*_eingaben(pauschale), *zusatz, *_gerechnet(pauschale, mit))
    regeln = (*_regeln(pauschale, mit), *(gemeinsam.regeln() if mit else ()))
    regeln += (leistungsgruppen.REGEL,) if pauschale else ()
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, bau.inhalt("personen"), regeln, PERSON)
    if mit:
        gemeinsam.anmelden(bau, t, ARTEN)
    bau.name("eingabe_personen", blatt, f"A{t.erste}:{t.buchstabe('ua')}{t.letzte}")
    return t


def _eingaben(pauschale: bool) -> tuple[Spalte, ...]:
    federfuehrung = Spalte("federfuehrung", "Feder-\nführung", 10, grenze=JA_NEIN, weg="leer: nein")
    return (
        Spalte("fall", "Fall-\nnummer", 14, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        angebotsspalte(),
        Spalte("qa", "qualifiziert\nMin./Woche", 13, einheiten.MIN_WOCHE, _MINUTEN, weg="geplant"),
        Spalte("ua", "kompensat.\nMin./Woche", 13, einheiten.MIN_WOCHE, _MINUTEN, weg="geplant"),
        *((federfuehrung,) if pauschale else ()),
    )


def _nichts(mit: bool) -> str:
    """Bedingung: die Person hat noch keine Leistung."""
    return "COUNTA({qa},{ua},{gemeinsam})=0" if mit else "COUNTA({qa},{ua})=0"


def _gerechnet(pauschale: bool, mit: bool) -> tuple[Spalte, ...]:
    qa, ua = _stunden_je_woche(pauschale, mit)
    nichts = _nichts(mit)
    weg_qa = "+ Anteil + Sockel, ÷ 60" if pauschale else "Minuten ÷ 60"
    weg_ua = "+ Anteil, auf halbe Std." if pauschale else "Minuten ÷ 60"
    aufruf = "EGH_JAHRESSTUNDEN({stunden_woche},parameter_wochen_jahr)"
    jahr = f'IF(OR({{stunden_woche}}="",parameter_wochen_jahr=""),"",{aufruf})'
    woche, vier, weg_vk = einheiten.STD_WOCHE, einheiten.VZAE, "Jahr ÷ Std. je VK"
    spalten: tuple[tuple[str, str, float, einheiten.Einheit, str, str], ...] = (
        ("woche_ua", "kompensat.\nStd./Woche", 13, woche, f'IF({{woche_qa}}="","",{ua})', weg_ua),
        ("stunden_woche", "Std. je\nWoche", 11, woche, 'IF({woche_qa}="","",{woche_qa}+{woche_ua})', "Summe"),
        ("stunden_jahr", "Std. im\nJahr", 12, einheiten.STD_JAHR, jahr, "Woche × Wochen je Jahr"),
        ("vk_qa", "VK\nqualifiziert", 11, vier, _vk("{woche_qa}"), weg_vk),
        ("vk_ua", "VK\nkompensat.", 11, vier, _vk("{woche_ua}"), weg_vk),
        ("vk", "VK", 11, vier, _vk("{stunden_woche}"), weg_vk),
    )
    formel = f'IF(OR({{fall}}="",{nichts}),"",({qa})/60+{{pruefwert}})'
    kopf = "qualifiziert\nStd./Woche"
    erste = Spalte(
        "woche_qa", kopf, 13, einheiten.STD_WOCHE, formel=formel, weg=weg_qa, pflicht=True, fehlt=nichts
    )
    gruppe = (leistungsgruppen.spalte("({woche_qa}*60)"),) if pauschale else ()
    return (
        erste,
        *gruppe,
        *(Spalte(name, k, breite, f, formel=inhalt, weg=weg) for name, k, breite, f, inhalt, weg in spalten),
    )


def _stunden_je_woche(pauschale: bool, mit: bool) -> tuple[str, str]:
    """Formeln: qualifizierte Minuten und kompensatorische Stunden einer Person, mit ihrem Anteil an gemeinsamen."""
    q, u = (f"(N({{{art}}})+SUM({{gem_{art}}}))" if mit else f"N({{{art}}})" for art in ARTEN)
    if not pauschale:
        return q, f"{u}/60"
    qa = f'{_QUALIFIZIERT}({q},{{federfuehrung}}="ja",meta_stichtag)'
    return qa, f"{_KOMPENSATORISCH}({u},meta_stichtag)"


def _vk(woche: str) -> str:
    jahr = f"EGH_JAHRESSTUNDEN({woche},parameter_wochen_jahr)"
    return f'IF(OR({{woche_qa}}="",parameter_wochen_jahr="",{DIVISOR}=""),"",EGH_VZAE({jahr},{DIVISOR}))'


def _regeln(pauschale: bool, mit: bool) -> tuple[Regel, ...]:
    ohne_sockel = Regel(
        "Federführung ohne qualifizierte Minuten: kein Sockel",
        f'AND({{federfuehrung}}="ja",N({{qa}}){"+SUM({gem_qa})" if mit else ""}=0)',
        '"ohne Sockel"',
    )
    wenig = SCHWELLEN["minuten_leistung"]
    unter = ",".join(f"AND(N({{{s}}})>0,N({{{s}}})<1)" for s in ("qa", "ua"))
    knapp = ",".join(f"AND(N({{{s}}})>=1,N({{{s}}})<{wenig:g})" for s in ("qa", "ua"))
    wenige = f"IF(AND(N({{qa}})>=1,N({{qa}})<{wenig:g}),{{qa}},{{ua}})"
    summe, stunde = "(N({qa})+N({ua}))", UEBLICH["minuten_summe"].von
    gesamt = in_worten(summe, "Min.")
    nur_eigene = ',{gemeinsam}=""' if mit else ""
    return (
        ohne_angebot(LISTE_ANGEBOTE),
        *personenregeln(),
        *((ohne_sockel,) if pauschale else ()),
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", f"OR({unter})"),
        Regel(
            f"über {deutsch(SCHWELLEN['minuten_person'])} Min. je Woche",
            f"{summe}>{SCHWELLEN['minuten_person']:g}",
        ),
        Regel("gewollt?", f"AND({summe}=0{nur_eigene})", '"0 Min."'),
        Regel(
            "keine ganzen Minuten (Stunden getippt?)",
            "OR(INT(N({qa}))<>N({qa}),INT(N({ua}))<>N({ua}))",
            gesamt,
        ),
        Regel("zusammen unter einer Stunde (Stunden getippt?)", f"AND({summe}>0,{summe}<{stunde:g})", gesamt),
        Regel(f"weniger als {wenig:g} Min. (Stunden getippt?)", f"OR({knapp})", in_worten(wenige, "Min.")),
    )


_JE_WOCHE, _IM_JAHR = "Personen und weitere", "Std. je Woche × Wochen je Jahr"
_TEILEN, _NETTO = (
    "Stunden im Jahr ÷ Jahresstunden einer VK",
    "Nettojahresarbeitszeit × (1 − Anteil indirekter Zeit)",
)
# Name (und Spalte beider Tabellen), Wort, Einheit, Rechenweg
_AUS_BEIDEN = (
    ("woche_qa", "Qualifizierte Assistenz je Woche", "Std./Woche", _JE_WOCHE),
    ("woche_ua", "Kompensatorische Assistenz je Woche", "Std./Woche", _JE_WOCHE),
    ("stunden_jahr", "Stunden im Jahr", "Std./Jahr", _IM_JAHR),
    ("vk_qa", "davon qualifizierte Assistenz", "VK", _TEILEN),
    ("vk_ua", "davon kompensatorische Assistenz", "VK", _TEILEN),
    ("vk", "Stellen", "VK", _TEILEN),
)


def ergebniszeilen(t: Tabelle, weitere: Tabelle) -> tuple[Zeile, ...]:
    """Personen, Stunden und VK; aus den Personen und den Leistungen, die keiner einzelnen gehören."""
    anzahl = t.wenn_vollstaendig(t.belegte("stunden_jahr"))
    stunden, blaetter = zellen.STUNDEN, "Blätter Personen, Weitere Leistungen"
    aus_beiden = {
        name: Zeile(
            name,
            text,
            zusammen((t, weitere), name),
            einheit,
            stunden,
            weg,
            blaetter,
            name in ("stunden_jahr", "vk"),
        )
        for name, text, einheit, weg in _AUS_BEIDEN
    }
    davon = (
        Zeile(name, text, weitere.gesamt(spalte), einheit, stunden, weg, f"Blatt {weitere.blatt.title}")
        for name, text, spalte, einheit, weg in (
            ("stunden_weitere", "davon weitere Leistungen: Stunden", "stunden_jahr", "Std./Jahr", _IM_JAHR),
            ("vk_weitere", "davon weitere Leistungen", "vk", "VK", _TEILEN),
        )
    )
    stellen = aus_beiden.pop("vk")
    woche_qa, woche_ua, im_jahr, *vk = aus_beiden.values()
    jahresstunden = Zeile(
        "jahresstunden_vzae",
        "Jahresstunden einer VK",
        DIVISOR,
        "Std./Jahr",
        stunden,
        _NETTO,
        "Blatt Parameter",
    )
    personen = Zeile(
        "personen", "Personen", anzahl, "Personen", "#,##0", "Anzahl der Zeilen", "Blatt Personen"
    )
    return (personen, woche_qa, woche_ua, im_jahr, jahresstunden, *vk, *davon, stellen, nach_assistenz())
