"""Blatt »Gruppenangebote«: was mehrere zugleich bekommen, und wo es finanziert ist; nichts zählt zweimal.

Alle Teilnehmenden sind bekannt: hochgerechnet wird hier nicht.
"""

from __future__ import annotations

from workbooks.bausteine.fach import gemeinsam
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import tabelle
from workbooks.vorlagen.sonder.personalbemessung.angebot import angebotsspalte, schluesselspalte
from workbooks.vorlagen.sonder.personalbemessung.fallnummern import ohne_fallnummer

BLATT = "Gruppenangebote"
_VIEL = 240  # vier Stunden je Woche und Person aus einem Angebot: meist sind Minuten als Stunden getippt
ARTEN = {"qa": "qualifiziert", "ua": "unterstützend"}
_TEILNEHMENDE = eingabe.zahl(1, 1000, "Teilnehmende, ab 1.")


def gruppenangebote(bau: Bau) -> Tabelle:
    """Name: `pruefung_gemeinschaftlich`; Spalten `qa`, `ua`: Min./Woche der Mitarbeitenden, die zählen."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (1,) * 8, 6)
    satz = "Gezählt wird, was individuell finanziert ist und nicht schon in den Minuten der Personen steht."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{leistung}"), "T({art})", wenn=belegt("{leistung}"))
    regeln = (*gemeinsam.leistungsregeln(), *_regeln(), ohne_fallnummer("leistung", "bemerkung"))
    t = tabelle(bau, blatt, 5, _spalten(), bau.umfang.weitere, bau.inhalt("gruppenangebote"), regeln, woran)
    bau.name("eingabe_gruppenangebote", blatt, t.ort("leistung", "angebot"))
    bau.pruefung(
        "gemeinschaftlich",
        "Gruppenangebote: keines steht in den Minuten der Personen und in der Vorhaltung",
        f'SUMPRODUCT(({t.bereich("finanziert")}="Vorhaltung")*({t.bereich("enthalten")}="ja"))=0',
        "Aus den Minuten der Personen streichen (intern_Bereinigung), oder auf »individuell« ändern.",
    )
    return t


def _spalten() -> tuple[Spalte, ...]:
    finanziert = eingabe.auswahl("individuell", "Vorhaltung")
    anzahl = 'IF({mitarbeitende}="",1,N({mitarbeitende}))'
    offen = 'OR({leistung}="",{art}="",{stunden}="",{teilnehmende}="",{finanziert}="",{enthalten}="")'
    je = f'IF({offen},"",60*EGH_GRUPPENZEIT({{stunden}},{anzahl},{{teilnehmende}})+{{pruefwert}})'
    zaehlt = 'IF(AND({{finanziert}}="individuell",{{enthalten}}="nein",{{art}}="{0}"),{{je_person}}*{{teilnehmende}},0)'
    minuten = einheiten.Einheit("Min./Woche", "#,##0.00")
    return (
        *gemeinsam.leistungsspalten(ARTEN),
        Spalte("teilnehmende", "Teil-\nnehmende", 11, einheiten.PERSONEN_GANZ, _TEILNEHMENDE, weg="Personen", pflicht=True),
        Spalte("finanziert", "finanziert in", 14, grenze=finanziert, weg="Auswahl", pflicht=True),
        Spalte(
            "enthalten", "in den Minuten\nder Personen", 15, grenze=eingabe.auswahl("ja", "nein"), weg="ja, nein", pflicht=True,
        ),
        angebotsspalte(),
        Spalte("je_person", "je Person", 12, minuten, formel=je, weg="Min./Woche"),
        *(
            Spalte(
                art, f"gezählt\n{art[0]}A", 12, minuten,
                formel=f'IF({{je_person}}="","",{zaehlt.format(wort)})', weg="Min./Woche",
            )
            for art, wort in ARTEN.items()
        ),
        schluesselspalte(),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    alle = "SUM(stichprobe_alle)"
    return (
        Regel(
            f"über {_VIEL} Min. je Person",
            f"IF(ISNUMBER({{je_person}}),{{je_person}}>{_VIEL},FALSE)",
            in_worten("{je_person}", "Min."),
        ),
        Regel("keine ganze Zahl von Personen", "INT(N({teilnehmende}))<>N({teilnehmende})"),
        Regel(
            "mehr Teilnehmende als alle Personen",
            f"IFERROR(AND({alle}>0,N({{teilnehmende}})>{alle}),FALSE)",
            in_worten("{teilnehmende}", "Personen"),
        ),
    )
