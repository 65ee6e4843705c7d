"""Sondermappe »hh-asp«: Budgets der Assistenz in der Sozialpsychiatrie in Hamburg, ein Jahr, viele Anbieter."""

from __future__ import annotations

from datetime import date

from workbooks.bausteine.bau import Bau
from workbooks.bausteine.kurzfassung import Kurz
from workbooks.bausteine.rahmen import Laufzeit
from workbooks.bausteine.schluss import abschliessen
from workbooks.bausteine.vorlage import Vorlage
from workbooks.vorlagen.sonder.hh_asp.anbieter import anbieter
from workbooks.vorlagen.sonder.hh_asp.angebot import alte_leistungsarten, niedrigschwellig
from workbooks.vorlagen.sonder.hh_asp.zahlung import ratenblatt, serienbrief
from workbooks.vorlagen.sonder.hh_asp.zeitreihe import zeitreihe

_KURZ = (
    Kurz("budget_gesamt", "Budget aller Anbieter im Jahr"),
    Kurz("vorjahr", "Vorjahr"),
    Kurz("fallkosten", "Fallkosten"),
)


def _fuellen(bau: Bau) -> None:
    t = anbieter(bau)
    ratenblatt(bau)
    serienbrief(bau, t)
    zeitreihe(bau)
    niedrigschwellig(bau)
    alte_leistungsarten(bau)
    abschliessen(bau, _KURZ)


HH_ASP = Vorlage(
    name="hh-asp",
    land="HH",
    titel="Assistenz in der Sozialpsychiatrie",
    gegenstand="Jahresbudgets der Anbieter aus Fallpauschalen, Raten, Zeitreihe",
    tabellen=("anbieter",),
    schritte=(
        (
            "Deckblatt",
            "Laufzeit eintragen: ein Monatserster und ganze Jahre, üblich ist eines. Die Namen der Anbieter kommen auf das "
            "Blatt Anbieter.",
        ),
        (
            "Anbieter",
            "Je Anbieter Fälle und Preise der Fallpauschalen 1 und 2 (intensiv), weitere Bestandteile mit Namen, Vorjahr. "
            "Wer bei Beginn unter 21 ist, primär suchtkrank oder gerontopsychiatrisch erkrankt, gehört nicht zum "
            "Personenkreis; Leistungen nach dem Siebten Kapitel SGB XII umfasst ein Budget nicht: viermal 0.",
        ),
        ("Raten", "Zwölf Monatsraten je Anbieter, zusammen auf den Cent das Budget. Nichts einzutragen."),
        (
            "Serienbrief",
            "Quelle für Word (Sendungen, Empfänger auswählen, dieses Blatt); leere Zeilen dort mit dem Filter »Anbieter ist "
            "nicht leer« weglassen. Zahlen sind Zahlen: wie sie im Brief stehen, sagt das Feld, etwa "
            '{ MERGEFIELD Budget \\# "#.##0,00" }. Als Text aus TEXT oder FEST hingen Punkt und Komma von der '
            "Ländereinstellung des Rechners ab. Das Blatt wird nicht gedruckt.",
        ),
        (
            "Zeitreihe",
            "Ausgaben in tausend Euro und Fälle je Jahr. Ein Jahr unter »Bruch ab« lässt sich nicht mit dem davor "
            "vergleichen: statt der Prozente steht dort »Bruch«. Ein Jahr ohne Zahlen bleibt leer und ist #NV.",
        ),
        ("Niedrigschwellig", "Der offene Bereich der Begegnungsstätten. Kann leer bleiben."),
        ("Alte Leistungsarten", "Zahlen eines Jahres vor der Zusammenlegung. Kann leer bleiben."),
        ("Prüfung", "Hier müssen alle Zeilen WAHR sein, bevor die Mappe das Haus verlässt."),
        ("Kurzfassung", "Eine Seite zum Weitergeben, mit Freigabe."),
    ),
    quellen=(
        (
            "Zeitreihe, Reichweite, Brüche",
            "Vortrag zu Trägerbudgets und Budgets der Assistenz in der Sozialpsychiatrie in Hamburg",
            "2014 wurden drei Leistungen zusammengelegt, 2017 wurde der Fallkostenwert angepasst. Ausgaben in TEUR.",
        ),
        (
            "Personenkreis",
            "Derselbe Vortrag, Zielgruppe",
            "Volljährige ab 21 Jahren mit seelischer Behinderung, ohne primäre Sucht und gerontopsychiatrische Erkrankung.",
        ),
        (
            "Fallpauschalen 1 und 2",
            "Derselbe Vortrag",
            "Die Unterteilung hat nur kalkulatorische Bedeutung; Beträge sind nicht veröffentlicht.",
        ),
        ("Beispiel", "Rechenbeispiel", "Anbieter, Fälle, Preise und Kassenzeichen sind frei gewählt."),
    ),
    fuellen=_fuellen,
    rahmen=Laufzeit(date(2026, 1, 1), 1),
)
