"""Argumente der Formeln: je Argument ein Typ mit deutschem Text und Leser, einmal für alle Funktionen und Hosts.

`einzeln` gelesene Argumente nehmen auch Bereiche und werden Zelle für Zelle ausgebreitet; mit `bereich=True`
geht der ganze Bereich in die Funktion.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Optional

from calc.budget import VERFAHREN
from udfs import lesen
from udfs.lesen import Leser
from udfs.werte import Tabelle

__all__ = ["Tabelle"]


@dataclass(frozen=True)
class Angabe:
    """Was ein Argument ausmacht: Text für Funktionsassistent und Dokumentation (≤ 255 Zeichen), Leser, Form."""

    text: str
    leser: Leser
    bereich: bool = False
    darf_leer: bool = (
        False  # ein Argument, das leer, weggelassen oder 0 etwas heißt: die Funktion bekommt None
    )


def angabe(typ: Any) -> Angabe:
    """Die Angabe in einem der Typen dieses Moduls."""
    if not hasattr(typ, "__metadata__"):  # Python 3.9 und 3.10 machen aus der Vorgabe None ein Optional[…]
        typ = typ.__args__[0]
    return next(m for m in typ.__metadata__ if isinstance(m, Angabe))


_AB_0 = lesen.Zahl(mindestens=0)
_UEBER_0 = lesen.Zahl(ueber=0)
_ANTEIL = lesen.Zahl(mindestens=0, hoechstens=1, hinweis="als Dezimalzahl, 12,5 % = 0,125")
_RATE = lesen.Zahl(ueber=-1, hinweis="als Dezimalzahl, 2 % = 0,02")
_WOCHEN = lesen.Zahl(ueber=0, hoechstens=53)
_WOCHENSTUNDEN = lesen.Zahl(ueber=0, hoechstens=168)
_TAGE = lesen.Zahl(mindestens=0, hoechstens=7)
HOECHSTENS_JAHRE = 100
Gitter = list[list[Optional[float]]]

Land = Annotated[str, Angabe("Bundesland: Kürzel wie TH, Name oder NRW.", lesen.land)]
LandOderBund = Annotated[str, Angabe("Bundesland (Kürzel, Name oder NRW) oder Bund.", lesen.land_oder_bund)]
STICHTAG = "Tag, dessen Vertragsstand gilt, als Datum; ohne Angabe der zuletzt hinterlegte Stand."
Stichtag = Annotated[Optional[date], Angabe(STICHTAG, lesen.stichtag)]
Parametername = Annotated[str, Angabe("Name des Parameters, z. B. anteil_indirekt.", lesen.parametername)]
Schichtdienst = Annotated[
    bool, Angabe("WAHR für den Wert mit Schichtdienst; ohne Angabe FALSCH.", lesen.ja_nein)
]

WochenJahr = Annotated[float, Angabe("Wochen je Jahr, z. B. 52,15. [Wochen/Jahr]", _WOCHEN)]
WochenJahr52 = Annotated[float, Angabe("Wochen je Jahr; ohne Angabe 52. [Wochen/Jahr]", _WOCHEN)]
Wochenstunden = Annotated[
    float, Angabe("Wochenarbeitszeit einer Vollzeitkraft, z. B. 39. [Std./Woche]", _WOCHENSTUNDEN)
]
WochenstundenAlt = Annotated[
    float, Angabe("Vollzeitwoche, für die die VK gilt, z. B. 38,5. [Std./Woche]", _WOCHENSTUNDEN)
]
WochenstundenNeu = Annotated[
    float, Angabe("Vollzeitwoche, auf die umgerechnet wird, z. B. 39. [Std./Woche]", _WOCHENSTUNDEN)
]
Ausfalltage = Annotated[
    list[float],
    Angabe(
        "Ausfalltage je Jahr: eine Zahl oder ein Bereich, der summiert wird. [Tage]", lesen.Reihe(_AB_0), True
    ),
]
ArbeitstageWoche = Annotated[
    float,
    Angabe("Arbeitstage je Woche; ohne Angabe 5. [Tage/Woche]", lesen.Zahl(ueber=0, hoechstens=7)),
]
Njaz = Annotated[float, Angabe("Nettojahresarbeitszeit einer Vollzeitkraft. [Std./Jahr]", _AB_0)]
AnteilIndirekt = Annotated[
    float, Angabe("Anteil indirekter Zeit an der NJAZ als Dezimalzahl, z. B. 0,125.", _ANTEIL)
]
Anteile = Annotated[
    list[float],
    Angabe("Abzüge als Dezimalzahlen: eine Zahl oder ein Bereich.", lesen.Reihe(_ANTEIL), True),
]
VerfahrenAbzug = Annotated[
    str,
    Angabe(
        "additiv: alle Abzüge von der NJAZ; nacheinander: jeder vom Rest. Ohne Angabe additiv.",
        lesen.Auswahl(("additiv", "nacheinander")),
    ),
]

MinutenWoche = Annotated[float, Angabe("Bedarf einer Person in Minuten je Woche. [Min./Woche]", _AB_0)]
Hbg = Annotated[str, Angabe("Hilfebedarfsgruppe wie im Vertrag, z. B. 0.1, 3 oder 7+.", lesen.hbg)]
StundenErbracht = Annotated[float, Angabe("Im Zeitraum erbrachte Stunden. [Std.]", _AB_0)]
StundenBewilligtWoche = Annotated[
    float, Angabe("Bewilligte Stunden je Woche, über 0. [Std./Woche]", _UEBER_0)
]
Zeitraum = Annotated[
    str,
    Angabe("Woche, Tag oder Jahr; ohne Angabe Jahr.", lesen.Auswahl(("Jahr", "Woche", "Tag"))),
]
JahresstundenVk = Annotated[
    Optional[float],
    Angabe("Jahresstunden einer VK; ohne Angabe der Wert des Vertrags. [Std./Jahr]", _UEBER_0),
]
Vk = Annotated[float, Angabe("Stellenanteil in VK. [VK]", _AB_0)]

Beginn = Annotated[int, Angabe("Beginn des Dienstes als Uhrzeit, z. B. 22:00.", lesen.beginn)]
Ende = Annotated[int, Angabe("Ende des Dienstes als Uhrzeit bis 24:00.", lesen.ende)]
StundenTag = Annotated[
    float, Angabe("Dauer des Dienstes. [Std./Tag]", lesen.Zahl(mindestens=0, hoechstens=24))
]
TageWoche = Annotated[float, Angabe("Tage je Woche, 0 bis 7. [Tage/Woche]", _TAGE)]
Anzahl = Annotated[float, Angabe("Anzahl Mitarbeitende; ohne Angabe 1.", _AB_0)]
Anerkennung = Annotated[
    float, Angabe("Anerkennung als Arbeitszeit als Dezimalzahl, z. B. 0,25; ohne Angabe 1.", _ANTEIL)
]
StundenJahr = Annotated[float, Angabe("Stunden im Jahr. [Std./Jahr]", _AB_0)]
StundenWoche = Annotated[float, Angabe("Stunden je Woche. [Std./Woche]", _AB_0)]
JahresstundenVzae = Annotated[
    float, Angabe("Jahresstunden eines VZÄ, z. B. die effektive Betreuungszeit. [Std./Jahr]", _UEBER_0)
]
Tafel = Annotated[
    list[list[Any]],
    Angabe(
        "Sechs Spalten: Bezeichnung, Beginn, Ende, Anerkennung (leer = 1), Tage je Woche, Anzahl.",
        lesen.zeilen,
        True,
    ),
]
Faelle = Annotated[
    list[list[Any]],
    Angabe(
        "Acht Spalten: Fall, von, bis (leer: läuft noch), Tage im Zeitraum, HBG, weitere Angaben, Betrag, "
        "unklar (1: Zeile nicht zu lesen).",
        lesen.zeilen,
        True,
    ),
]
FaelleAndere = Annotated[
    list[list[Any]], Angabe("Die andere Liste, dieselben acht Spalten.", lesen.zeilen, True)
]

SummeStichprobe = Annotated[float, Angabe("Summe über die Personen der Stichprobe.", _AB_0)]
AnzahlStichprobe = Annotated[float, Angabe("Personen in der Stichprobe.", _UEBER_0)]
AnzahlGesamt = Annotated[float, Angabe("Personen insgesamt.", _AB_0)]

Budget = Annotated[float, Angabe("Budget des Ausgangsjahres. [EUR]", _AB_0)]
Jahre = Annotated[
    int, Angabe("Anzahl ganzer Jahre, 0 bis 100. [Jahre]", lesen.GanzeZahl(0, HOECHSTENS_JAHRE))
]
SteigerungFallzahl = Annotated[
    float, Angabe("Steigerung der Fallzahl je Jahr als Dezimalzahl, z. B. 0,02.", _RATE)
]
VeraenderungFallkosten = Annotated[
    float, Angabe("Veränderung der Fallkosten je Jahr als Dezimalzahl, z. B. -0,001.", _RATE)
]
Verfahren = Annotated[
    str,
    Angabe(
        "additiv: B·(1+g+v)^n; linear: B·(1+n·(g+v)); multiplikativ: B·((1+g)·(1+v))^n. Ohne Angabe additiv.",
        lesen.Auswahl(tuple(VERFAHREN)),
    ),
]
Startjahr = Annotated[int, Angabe("Jahr der ersten Zeile; ohne Angabe 0.", lesen.GanzeZahl(0, 9999))]
Ausgaben = Annotated[float, Angabe("Ausgaben. [EUR]", _AB_0)]
Fallzahl = Annotated[float, Angabe("Anzahl der Fälle.", _UEBER_0)]
Vorwert = Annotated[float, Angabe("Wert des Vorjahres, über 0.", _UEBER_0)]
Wert = Annotated[float, Angabe("Wert des laufenden Jahres.", lesen.Zahl())]
Jahresbudget = Annotated[float, Angabe("Budget des Jahres. [EUR]", _AB_0)]
Monat = Annotated[int, Angabe("Monat 1 bis 12.", lesen.GanzeZahl(1, 12))]
Leistungsumfang = Annotated[
    Gitter,
    Angabe("Leistungsumfang je Leistungstyp: eine Zahl oder ein Bereich.", lesen.Gitter(_AB_0), True),
]
Kosten = Annotated[
    Gitter,
    Angabe(
        "Kosten je Einheit; ein Bereich gleicher Form oder ein Wert für alle. [EUR]",
        lesen.Gitter(_AB_0),
        True,
    ),
]
Steigerungsrate = Annotated[
    Gitter,
    Angabe(
        "Steigerung als Dezimalzahl; Bereich gleicher Form oder ein Wert; ohne Angabe 0.",
        lesen.Gitter(_RATE),
        True,
    ),
]
Soll = Annotated[float, Angabe("Vereinbarter Wert, über 0.", _UEBER_0)]
Ist = Annotated[float, Angabe("Tatsächlicher Wert.", lesen.Zahl())]
Teil = Annotated[float, Angabe("Teil des Ganzen.", _AB_0)]
Gesamt = Annotated[float, Angabe("Das Ganze, über 0.", _UEBER_0)]
MengeAlt = Annotated[float, Angabe("Menge vorher, z. B. Fälle.", _AB_0)]
PreisAlt = Annotated[float, Angabe("Preis je Einheit vorher. [EUR]", _AB_0)]
MengeNeu = Annotated[float, Angabe("Menge danach.", _AB_0)]
PreisNeu = Annotated[float, Angabe("Preis je Einheit danach. [EUR]", _AB_0)]
MengenAlt = Annotated[
    Gitter, Angabe("Mengen je Gruppe vorher: ein Bereich; leer zählt als 0.", lesen.Gitter(_AB_0), True)
]
PreiseAlt = Annotated[
    Gitter, Angabe("Preise je Gruppe vorher: ein Bereich gleicher Form. [EUR]", lesen.Gitter(_AB_0), True)
]
MengenNeu = Annotated[
    Gitter, Angabe("Mengen je Gruppe danach: ein Bereich gleicher Form.", lesen.Gitter(_AB_0), True)
]
GesamtWert = Annotated[float, Angabe("Wert über beide Gruppen.", lesen.Zahl())]
WertA = Annotated[float, Angabe("Wert der Gruppe a, deren Anteil gesucht ist.", lesen.Zahl())]
WertB = Annotated[float, Angabe("Wert der Gruppe b.", lesen.Zahl())]
Betrag = Annotated[float, Angabe("Betrag, der in Raten gezahlt wird. [EUR]", _AB_0)]
AnzahlRaten = Annotated[int, Angabe("Anzahl der Raten, 1 bis 1.200.", lesen.GanzeZahl(1, 1200))]
Nummer = Annotated[int, Angabe("Nummer der Rate, ab 1.", lesen.GanzeZahl(1, 1200))]
SteigerungKosten = Annotated[
    float, Angabe("Steigerung der Kosten je Fall als Dezimalzahl, z. B. 0,03.", _RATE)
]
Budgetsteigerung = Annotated[
    float, Angabe("Vereinbarte Steigerung des Budgets als Dezimalzahl, z. B. 0,019.", _RATE)
]
AuslastungVereinbart = Annotated[
    float,
    Angabe(
        "Vereinbarte Auslastung als Dezimalzahl über 0 bis 1, z. B. 0,97.", lesen.Zahl(ueber=0, hoechstens=1)
    ),
]
AuslastungIst = Annotated[
    float,
    Angabe(
        "Tatsächliche Auslastung als Dezimalzahl, z. B. 0,92; über 1, wenn mehr als die Plätze belegt war.",
        lesen.Zahl(mindestens=0, hoechstens=2, hinweis="als Dezimalzahl, 92 % = 0,92"),
    ),
]

StundenGruppe = Annotated[float, Angabe("Dauer des Gruppenangebots. [Std.]", _AB_0)]
Mitarbeitende = Annotated[float, Angabe("Mitarbeitende, die das Gruppenangebot leisten.", _AB_0)]
Teilnehmende = Annotated[float, Angabe("Teilnehmende, über 0.", _UEBER_0)]
Stunden = Annotated[float, Angabe("Gemeinsam erbrachte Stunden, die zu verteilen sind. [Std.]", _AB_0)]
Gewicht = Annotated[
    float,
    Angabe(
        "Gewicht dieser Person oder Gruppe (1, Minuten, Tage, Äquivalenzziffer); eines der gewichte.", _AB_0
    ),
]
GEWICHTE = "Gewichte aller Personen oder Gruppen: ein Bereich."
Gewichte = Annotated[list[float], Angabe(GEWICHTE, lesen.Reihe(_AB_0), True)]
Federfuehrung = Annotated[
    bool, Angabe("WAHR, wenn der Leistungserbringer die Folgeplanung federführend macht.", lesen.ja_nein)
]
_STUNDEN_TAG = lesen.Zahl(mindestens=0, hoechstens=24)
StundenWerktag = Annotated[float, Angabe("Erreichbarkeit an Werktagen Mo.–Fr. [Std./Tag]", _STUNDEN_TAG)]
StundenFrei = Annotated[
    float, Angabe("Erreichbarkeit an Wochenenden und Feiertagen. [Std./Tag]", _STUNDEN_TAG)
]
SatzUnten = Annotated[float, Angabe("Tagessatz der unteren Gruppe. [EUR/Tag]", _AB_0)]
SatzOben = Annotated[float, Angabe("Tagessatz der oberen Gruppe. [EUR/Tag]", _AB_0)]
VkUnten = Annotated[float, Angabe("Stellenanteil je Person der unteren Gruppe. [VK]", _AB_0)]
VkOben = Annotated[float, Angabe("Stellenanteil je Person der oberen Gruppe. [VK]", _AB_0)]
Erreichbarkeit = Annotated[float, Angabe("Stunden der Erreichbarkeit im Jahr. [Std./Jahr]", _AB_0)]
Personalkosten = Annotated[
    float, Angabe("Personalkosten im Jahr, über 0 (EGH_BE_…: einer VK). [EUR/Jahr]", _UEBER_0)
]
BudgetBisher = Annotated[float, Angabe("Erlös nach den bisherigen Tagessätzen im Jahr. [EUR/Jahr]", _AB_0)]
Fallstunden = Annotated[float, Angabe("Fallspezifische Stunden des Angebots im Jahr. [Std./Jahr]", _AB_0)]
Plaetze = Annotated[float, Angabe("Plätze des Angebots, über 0.", _UEBER_0)]
VkPerson = Annotated[float, Angabe("Stellenanteil der Person nach ihrer Gruppe. [VK]", _AB_0)]
VkSumme = Annotated[
    float,
    Angabe("Summe der Stellenanteile aller Plätze, nicht auf die Vollzeitwoche umgerechnet. [VK]", _UEBER_0),
]
StundenMonat = Annotated[float, Angabe("Bewilligte Stunden der Person je Monat. [Std./Monat]", _AB_0)]
KleTag = Annotated[
    float, Angabe("Kalkulatorische Leistungseinheit je Platz und Tag. [Std./Tag]", lesen.Zahl())
]
FlsSatz = Annotated[float, Angabe("Satz einer Fachleistungsstunde. [EUR/Std.]", _AB_0)]
