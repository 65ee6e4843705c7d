"""Sondermappe »hb-traegerbudget«: Trägerbudget nach Bremer Art (Leistungsumfang des Vorjahres × Kosten)."""

from __future__ import annotations

from datetime import date

from workbooks.bausteine.bau import Bau
from workbooks.bausteine.kurzfassung import Kurz
from workbooks.bausteine.rahmen import Laufzeit
from workbooks.bausteine.schluss import abschliessen
from workbooks.bausteine.vorlage import Vorlage
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleich import datenabgleich
from workbooks.vorlagen.sonder.hb_traegerbudget.anpassung import anpassung
from workbooks.vorlagen.sonder.hb_traegerbudget.budget import budget, ratenblatt
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import budgettyp
from workbooks.vorlagen.sonder.hb_traegerbudget.investitionen import investitionen
from workbooks.vorlagen.sonder.hb_traegerbudget.krankenhaus import krankenhaus
from workbooks.vorlagen.sonder.hb_traegerbudget.leistungsumfang import leistungsumfang
from workbooks.vorlagen.sonder.hb_traegerbudget.sozialraum import sozialraum

_KURZ = (
    Kurz("budget_gesamt", "Budget der Laufzeit"),
    Kurz("jahresbudget", "Jahresbudget (zwölf Monate)"),
    Kurz("extern", "nicht im Budget: externe Kostenträger"),
    Kurz("ausserhalb", "nicht im Budget: Teile außerhalb"),
    Kurz("investitionen", "Investitionen (gesondert)"),
)


def _fuellen(bau: Bau) -> None:
    budgettyp(bau)
    leistungsumfang(bau)
    budget(bau)
    ratenblatt(bau)
    investitionen(bau)
    anpassung(bau)
    sozialraum(bau)
    krankenhaus(bau)
    datenabgleich(bau)
    abschliessen(bau, _KURZ)


_SCHRITTE = (
    (
        "Deckblatt",
        "Laufzeit eintragen: ein Monatserster und ganze Jahre. Bei mehreren Trägern bleibt »mehrere« stehen.",
    ),
    (
        "Budgettyp",
        "Leistungstypen ergänzen, dann je Träger seinen Budgettyp. Sozialraumorientiert braucht einen Sozialraum (Blatt "
        "Sozialraumbudget), gemeinsame Ziele und die Sozialraumkonferenz. Fälle mit Leistungen nach dem Siebten Kapitel "
        "SGB XII umfasst ein Budget nicht: hier muss 0 stehen.",
    ),
    (
        "Leistungsumfang",
        "Je Träger, Leistungstyp und HBG: Menge des Vorjahres, Preis, Steigerung. Was andere Kostenträger zahlen, geht zuerst "
        "ab, dann zählt der Anteil im Budget.",
    ),
    (
        "Budget",
        "Für jedes weitere Kalenderjahr die Steigerung eintragen (0 %, wenn es keine gibt). Ein angebrochenes Jahr hat so "
        "viele Zwölftel wie Monate.",
    ),
    ("Raten", "Kalenderjahr wählen: eine Rate je Monat der Laufzeit, zusammen auf den Cent das Budget."),
    (
        "Investitionen",
        "Gesondert verhandelt, nicht im Budget; gezählt wird nur Vereinbartes. Kann leer bleiben.",
    ),
    (
        "Anpassung",
        "Vereinbarte und aktuelle Personen nach HBG: was an Anzahl, Mischung und Preis anders ist. Kann leer bleiben.",
    ),
    ("Sozialraumbudget", "Namen der Sozialräume; je Sozialraum stehen die Summen seiner Träger da."),
    ("Krankenhaus 64b", "Plätze je Art und Jahr; Regionen mit aufsuchendem Team. Unbekanntes bleibt leer."),
    (
        "intern_Datenabgleich",
        "Die Fallliste des Leistungsträgers links, die des Leistungserbringers rechts einfügen (nur Werte). Jeder Fall hat "
        "einmal ein Ergebnis; was geklärt ist, bekommt Status und Grund.",
    ),
    ("Datenabgleich", "Nur die Summen: zum Weitergeben."),
    ("Prüfung", "Hier müssen alle Zeilen WAHR sein, bevor die Mappe das Haus verlässt."),
    ("Kurzfassung", "Eine Seite zum Weitergeben, mit Freigabe."),
)

HB_TRAEGERBUDGET = Vorlage(
    name="hb-traegerbudget",
    land="HB",
    titel="Trägerbudget",
    gegenstand="Trägerbudget nach § 132 SGB IX: Leistungsumfang, Raten, Anpassung, Datenabgleich",
    tabellen=("anbieter",),
    schritte=_SCHRITTE,
    quellen=(
        (
            "Leistungsumfang, Budgettypen",
            "Vortrag zu Träger- und Regionalbudgets, Referat Psychiatrie und Sucht Bremen",
            "Leistungsumfang des Vorjahres × Kosten der vier Leistungstypen, zwölf Monatsraten; Anpassung nach den jährlichen "
            "Steigerungsraten der Vertragskommission. Investitionen gesondert. Erstes Budget 1/2025, Bremerhaven ab 4/2026.",
        ),
        (
            "Plätze und BravO",
            "Derselbe Vortrag: Transformation der Klinik 2019 bis 2027",
            "2020 bis 2022 sind nicht genannt. Die Regionen sind je Jahr genannt, nicht, was erreicht ist: hier »geplant«.",
        ),
        (
            "Siebtes Kapitel SGB XII",
            "§ 132 Abs. 3 SGB IX",
            "Die Zielvereinbarung gilt nicht, soweit auch Hilfe zur Pflege nach dem Siebten Kapitel gewährt wird.",
        ),
        ("Beispiel", "Rechenbeispiel", "Träger, Mengen, Preise und Fälle sind frei gewählt."),
    ),
    fuellen=_fuellen,
    rahmen=Laufzeit(date(2026, 4, 1), 2),
)
