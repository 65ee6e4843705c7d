"""Sondermappe »hh-traegerbudget«: mehrjähriges Trägerbudget nach Hamburger Art (§ 132 SGB IX)."""

from __future__ import annotations

from datetime import date

from workbooks.bausteine.bau import Bau
from workbooks.bausteine.kurzfassung import Kurz
from workbooks.bausteine.rahmen import Laufzeit
from workbooks.bausteine.schluss import abschliessen
from workbooks.bausteine.vorlage import Vorlage
from workbooks.vorlagen.sonder.hh_traegerbudget.abdeckung import abdeckung
from workbooks.vorlagen.sonder.hh_traegerbudget.auszahlung import auszahlung, innovation
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import fortschreibung
from workbooks.vorlagen.sonder.hh_traegerbudget.risiko import auslastung, kompensation
from workbooks.vorlagen.sonder.hh_traegerbudget.sollist import sollist
from workbooks.vorlagen.sonder.hh_traegerbudget.traeger import traeger
from workbooks.vorlagen.sonder.hh_traegerbudget.verlaengerung import verlaengerung

_KURZ = (
    Kurz("budget_gesamt", "Budget über die Laufzeit (es gilt)"),
    Kurz("budget_additiv", "zum Vergleich: additiv"),
    Kurz("budget_linear", "zum Vergleich: linear"),
    Kurz("budget_multiplikativ", "zum Vergleich: multiplikativ"),
    Kurz("innovation", "Innovationsmaßnahmen"),
    Kurz("mindernutzung", "Mindernutzung im ersten Jahr"),
    Kurz("kompensationsbedarf", "Kompensationsbedarf im letzten Jahr"),
)


def _fuellen(bau: Bau) -> None:
    fortschreibung(bau)
    verlaengerung(bau)
    traeger(bau)
    innovation(bau)
    auszahlung(bau)
    sollist(bau)
    auslastung(bau)
    kompensation(bau)
    abdeckung(bau)
    abschliessen(bau, _KURZ)


HH_TRAEGERBUDGET = Vorlage(
    name="hh-traegerbudget",
    land="HH",
    titel="Trägerbudget",
    gegenstand="Mehrjähriges Trägerbudget nach § 132 SGB IX: Fortschreibung, Raten, Soll-Ist, Risiko",
    tabellen=("anbieter",),
    schritte=(
        (
            "Deckblatt",
            "Laufzeit eintragen: ein Monatserster und ganze Jahre. Bei mehreren Trägern bleibt »mehrere« stehen; ihre Namen "
            "kommen auf das Blatt Träger.",
        ),
        (
            "Fortschreibung",
            "Budget des ersten Jahres, jährliche Raten und das geltende Verfahren; die beiden anderen stehen zum Vergleich da. "
            "Anpassungen (Tarifstruktur, Erweiterung des Angebots) gelten ab ihrem Jahr und werden mit denselben Raten "
            "fortgeschrieben.",
        ),
        (
            "Verlängerung",
            "Eine neue Laufzeit auf dem Budget des letzten Jahres, mit eigenen Raten. Kann leer bleiben.",
        ),
        (
            "Träger",
            "Je Träger sein Budget im ersten Jahr (zusammen das Budget) und die Fälle mit Leistungen nach dem Siebten Kapitel SGB XII: ein Budget umfasst sie nicht, hier muss 0 stehen.",
        ),
        (
            "Innovationsmaßnahmen",
            "Maßnahmen neben der operativen Leistung, mit Jahr und Betrag. Kann leer bleiben.",
        ),
        ("Dauerauszahlung", "Jahr wählen: zwölf Monatsraten je Träger, auf den Cent das Jahresbudget."),
        (
            "Soll-Ist",
            "Fallkostenwerte im Budget, bei Einzelabrechnung und gesamt. Der Mischanteil ist rechnerisch, kein gezählter Anteil.",
        ),
        (
            "Auslastungsrisiko",
            "Auslastung ist Belegung in Tagen. Wer trägt das Risiko: Budget und Einzelabrechnung nebeneinander.",
        ),
        (
            "Kompensation",
            "Was dem Budget fehlt, wenn Fälle und Kosten stärker steigen, und wie viele Umsteuerungen das wären.",
        ),
        ("Abdeckung", "Welcher Teil der Ausgaben und der Personen in Budgets ist. Kann leer bleiben."),
        ("Prüfung", "Hier müssen alle Zeilen WAHR sein, bevor die Mappe das Haus verlässt."),
        ("Kurzfassung", "Eine Seite zum Weitergeben, mit Freigabe."),
    ),
    quellen=(
        (
            "Fortschreibung, Fallkostenwerte",
            "Vortrag zu Trägerbudgets und Budgets der Assistenz in der Sozialpsychiatrie in Hamburg",
            "Fallzahl +2 % im Jahr, Fallkostenwert von 2014 −0,1 % im Jahr, Budget also +1,9 %: additiv. Die Regel ab 2024 ist nicht gefunden.",
        ),
        (
            "Anteil der Personen im Budget 2021",
            "Derselbe Vortrag: ca. 10.700 Leistungsberechtigte, ca. 57 %",
            "Der rechnerische Mischanteil der Fallkostenwerte ist ein anderer.",
        ),
        (
            "Beispiel",
            "Rechenbeispiel",
            "Budget und Träger sind frei gewählt; die Fallkostenwerte 2014 bis 2021 sind veröffentlicht.",
        ),
    ),
    fuellen=_fuellen,
    rahmen=Laufzeit(date(2024, 1, 1), 5),
)
