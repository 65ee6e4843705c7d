"""Argumente, die Entgelte, Kosten, Sätze oder Anteile daran sind, und ihre Leser."""

import re
from typing import Annotated, Any, Optional

from calc.fehler import WERT, Regelfehler
from calc.parameter.tarif import STUFEN, schluessel
from udfs import lesen
from udfs.typen import GEWICHTE, Angabe, Gitter

_AB_0 = lesen.Zahl(mindestens=0)
_UEBER_0 = lesen.Zahl(ueber=0)
_ANTEIL = lesen.Zahl(mindestens=0, hoechstens=1, hinweis="als Dezimalzahl, 12,5 % = 0,125")
_UEBER_0_BIS_1 = lesen.Zahl(ueber=0, hoechstens=1, hinweis="als Dezimalzahl, 95 % = 0,95")
_RATE = lesen.Zahl(ueber=-1, hinweis="als Dezimalzahl, 2 % = 0,02")
_TAGE = lesen.Zahl(mindestens=0, hoechstens=366)

TARIFE = {
    "SuE": "tarif_sue",
    "TVöD": "tarifschritt_tvoed",
    "TV-L": "tarifschritt_tvl",
    "AVR Caritas": "tarifschritt_avr_caritas",
    "AVR.DD": "tarifschritt_avr_dd",
}
"""Tarif → sein Parameter unter Bund; nur SuE hat eine Entgelttabelle."""


_GRUPPE = re.compile(r"[A-Za-z]{0,3}\s*[0-9]{1,2}\s*[A-Za-z]?")


def entgeltgruppe(wert: Any) -> str:
    """Leser für eine Entgeltgruppe, ohne Leerzeichen und Groß und klein: "S 8a" und "s8a" sind S8A."""
    if isinstance(wert, str) and _GRUPPE.fullmatch(wert.strip()):
        return schluessel(wert)
    raise Regelfehler(WERT, f"ist {lesen.zeige(wert)}; erwartet wird eine Entgeltgruppe wie S 8a.")


Tarif = Annotated[
    str, Angabe(f"Tarif: {', '.join(TARIFE)}; eine Tabelle hat nur SuE.", lesen.Auswahl(tuple(TARIFE)))
]
Gruppe = Annotated[str, Angabe("Entgeltgruppe, z. B. S 8a.", entgeltgruppe)]
Stufe = Annotated[int, Angabe("Stufe 1 bis 6.", lesen.GanzeZahl(1, STUFEN))]
Monatsentgelt = Annotated[float, Angabe("Monatsentgelt einer Vollzeitstelle. [EUR/Monat]", _AB_0)]
Jahressonderzahlung = Annotated[
    float,
    Angabe(
        "Jahressonderzahlung als Anteil eines Monatsentgelts, z. B. 0,85; ohne Angabe 0.",
        lesen.Zahl(mindestens=0, hoechstens=2, hinweis="als Dezimalzahl, 85 % = 0,85"),
    ),
]
AgAnteil = Annotated[
    float,
    Angabe(
        "Arbeitgeberanteil (Sozialversicherung, Zusatzversorgung, Umlagen) als Dezimalzahl, z. B. 0,28; ohne Angabe 0.",
        _ANTEIL,
    ),
]
ZulagenMonat = Annotated[float, Angabe("Zulagen je Monat; ohne Angabe 0. [EUR/Monat]", _AB_0)]
Gemeinkosten = Annotated[
    float,
    Angabe(
        "Gemeinkosten im Jahr (Leitung, Verwaltung, Sachkosten) zu diesen Personalkosten. [EUR/Jahr]", _AB_0
    ),
]
Leistungsstunden = Annotated[
    float, Angabe("Stunden im Jahr, die abgerechnet werden können, über 0. [Std./Jahr]", _UEBER_0)
]
AuslastungStunden = Annotated[
    float,
    Angabe("Anteil der Leistungsstunden, der erlöst wird, über 0 bis 1; ohne Angabe 1.", _UEBER_0_BIS_1),
]
Jahreskosten = Annotated[float, Angabe("Kosten aller Plätze im Jahr. [EUR/Jahr]", _AB_0)]
AuslastungBelegung = Annotated[
    float, Angabe("Auslastung der Plätze als Dezimalzahl über 0 bis 1, z. B. 0,95.", _UEBER_0_BIS_1)
]
TageJahr = Annotated[
    float,
    Angabe(
        "Tage im Jahr: 365, 366 oder 365,25; ohne Angabe 365. [Tage/Jahr]",
        lesen.Zahl(mindestens=365, hoechstens=366),
    ),
]
Tagessatz = Annotated[float, Angabe("Satz je Tag. [EUR/Tag]", _AB_0)]
TageMonat = Annotated[
    float,
    Angabe(
        "Tage je Monat, 28 bis 31, z. B. 30,42; ohne Angabe 365/12. [Tage/Monat]",
        lesen.Zahl(mindestens=28, hoechstens=31),
    ),
]
Steigerung = Annotated[
    float,
    Angabe(
        "Tariferhöhung als Dezimalzahl, z. B. 0,028.",
        lesen.Zahl(mindestens=0, hoechstens=1, hinweis="als Dezimalzahl, 2,8 % = 0,028"),
    ),
]
Mindestbetrag = Annotated[float, Angabe("Mindestbetrag der Erhöhung; ohne Angabe 0. [EUR/Monat]", _AB_0)]
Sockel = Annotated[
    float, Angabe("Sockelbetrag vor der prozentualen Erhöhung; ohne Angabe 0. [EUR/Monat]", _AB_0)
]
WertAlt = Annotated[float, Angabe("Wert vor dem Wechsel.", lesen.Zahl())]
WertNeu = Annotated[float, Angabe("Wert ab dem Wechsel.", lesen.Zahl())]
VerfahrenMittel = Annotated[
    str,
    Angabe(
        "Tage: nach Tagen; Monate: nach ganzen Monaten. Ohne Angabe Tage.", lesen.Auswahl(("Tage", "Monate"))
    ),
]
Anwesenheit = Annotated[float, Angabe("Tage der Anwesenheit, 0 bis 366. [Tage]", _TAGE)]
Abwesenheit = Annotated[float, Angabe("Tage der Abwesenheit, 0 bis 366. [Tage]", _TAGE)]
Freihalteanteil = Annotated[
    float, Angabe("Anteil des Satzes, der bei Abwesenheit bezahlt wird, z. B. 0,8.", _ANTEIL)
]
Hoechsttage = Annotated[
    Optional[float],
    Angabe(
        "Abwesenheitstage, die höchstens bezahlt werden; 0: keine; ohne Angabe: alle. [Tage]",
        _TAGE,
    ),
]
Vergleichssaetze = Annotated[
    list[float],
    Angabe(
        "Sätze vergleichbarer Leistungserbringer: ein Bereich; Leeres zählt nicht. [EUR]",
        lesen.Reihe(_UEBER_0),
        True,
    ),
]
VerfahrenDrittel = Annotated[
    str,
    Angabe(
        "rang: der ⌊n/3⌋-te Satz vom kleinsten; perzentil: Perzentil bei 1/3, Ränder eingeschlossen. Ohne Angabe rang.",
        lesen.Auswahl(("rang", "perzentil")),
    ),
]
Gesamtkosten = Annotated[float, Angabe("Kosten, die auf die Gruppen zu verteilen sind. [EUR]", _AB_0)]
GewichteGitter = Annotated[Gitter, Angabe(GEWICHTE, lesen.Gitter(_AB_0), True)]
Mengen = Annotated[
    Gitter,
    Angabe(
        "Mengen je Gruppe (Personen, Tage): ein Bereich gleicher Form wie gewichte; leer zählt als 0.",
        lesen.Gitter(_AB_0),
        True,
    ),
]
SatzBisher = Annotated[float, Angabe("Bisheriger Satz. [EUR]", _AB_0)]
SteigerungPersonal = Annotated[
    float, Angabe("Steigerung der Personalkosten als Dezimalzahl, z. B. 0,03.", _RATE)
]
SteigerungSach = Annotated[float, Angabe("Steigerung der Sachkosten als Dezimalzahl, z. B. 0,02.", _RATE)]
AnteilPersonal = Annotated[
    float, Angabe("Anteil der Personalkosten am Satz als Dezimalzahl, z. B. 0,8.", _ANTEIL)
]
Festbetrag = Annotated[
    float, Angabe("Fester Betrag nach der Steigerung, auch negativ; ohne Angabe 0. [EUR]", lesen.Zahl())
]
Basiskorrektur = Annotated[
    float, Angabe("Korrektur vor der Steigerung, auch negativ; ohne Angabe 0. [EUR]", lesen.Zahl())
]
Wohnflaeche = Annotated[float, Angabe("Flächen zum Wohnen. [m²]", _AB_0)]
Fachflaeche = Annotated[float, Angabe("Flächen für Fachleistungen. [m²]", _AB_0)]
Mischflaeche = Annotated[float, Angabe("Flächen, die beidem dienen; ohne Angabe 0. [m²]", _AB_0)]
AnteilWohnenMisch = Annotated[
    Optional[float],
    Angabe("Anteil des Wohnens an der Mischfläche; ohne Angabe wie Wohn- zu Fachfläche.", _ANTEIL),
]
