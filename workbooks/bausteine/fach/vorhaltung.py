"""Blatt der Vorhalteleistungen: die Liste des Vertrags, dazu Leistungen, die nicht nach Uhrzeit gedeckt werden."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell import Cell

from calc import parameter
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.fach import qualifikation
from workbooks.bausteine.fach.divisor import Divisor
from workbooks.bausteine.fach.stundentafel import zaehlt
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte
from workbooks.bausteine.fach.teil import Teil
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, kennung, summenwort
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten, ohne_angebot
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.vorlage import Modul

EIGENE = 7  # Zeilen, wo ein Land keine Leistungen nennt
_STUNDEN = in_worten("{stunden_woche}", "Std.")
_REGELN = (
    ohne_angebot(LISTE_ANGEBOTE),
    doppelt("Leistung steht zweimal da", bestaetigen=True),
    summenwort("wort"),
    Regel(
        "weniger als 1 Std. je Woche (Uhrzeit getippt?)", "AND({stunden_woche}>0,{stunden_woche}<1)", _STUNDEN
    ),
    Regel("gewollt?", "{stunden_woche}=0", _STUNDEN),
    Regel(
        "üblich sind bis 60 Std. je Woche",
        f"N({{stunden_woche}})>{UEBLICH['leistung_woche'].bis:g}",
        _STUNDEN,
    ),
)
_LEISTUNG = kennung(
    "T({angebot})", "ROUND(N({nr})*100,0)", als_text("{wort}"), "ROUND(N({stunden_woche})*60,0)",
    wenn='AND({nr}<>"",{stunden_woche}<>"")',
)  # fmt: skip


def vorhaltung(
    bau: Bau, modul: Modul, leistungen: Sequence[str], divisor: Divisor, zusatz: tuple[Spalte, ...] = ()
) -> Teil:
    """Blatt mit der Leistungsliste (A6 abwärts, Summen je Leistung) und der Tabelle weiterer Leistungen darunter.

    Die Stundentafel folgt auf dieses Blatt; die Funktion `liste` gibt ihr den Bereich der Leistungen zur Auswahl.
    """
    titel = modul.blatt
    blatt = bau.blatt(titel, bau.titel(titel), (), 3)
    kopf = 8 + len(leistungen)
    zellen.ueberschrift(
        blatt.cell(kopf - 1, 1),
        "Leistungen ohne feste Uhrzeit (die Dienste stehen auf dem Blatt Stundentafel)",
    )
    spalten = _spalten(titel, leistungen, divisor, zusatz)
    zeilen = max(bau.umfang.dienste // 3, 5)
    t = tabelle(bau, blatt, kopf, spalten, zeilen, bau.inhalt("weitere"), _REGELN, _LEISTUNG)
    bau.name("eingabe_weitere_leistungen", blatt, f"A{t.erste}:{t.buchstabe('stunden_woche')}{t.letzte}")
    wort = modul.weitere[0].lower() + modul.weitere[1:]
    return Teil(modul.name, wort, t, _ergebniszeilen(t, modul, divisor.wort))


def _spalten(
    titel: str, leistungen: Sequence[str], divisor: Divisor, zusatz: tuple[Spalte, ...]
) -> tuple[Spalte, ...]:
    namen, nummern = f"'{titel}'!$B$6:$B${5 + len(leistungen)}", liste(titel, leistungen)
    gefunden = f"INDEX({namen},MATCH({{nr}},{nummern},0),1)"
    benannt = gefunden if all(leistungen) else f'IF({gefunden}="","ohne Bezeichnung",{gefunden})'
    name = f'IF({{nr}}="","",IFERROR({benannt},"Nummer gibt es nicht"))'
    je_woche = eingabe.zahl(0, 10_000, "Stunden je Woche, ab 0.")
    jahr = 'IF(OR({nr}="",{stunden_woche}=""),"",EGH_JAHRESSTUNDEN({stunden_woche},parameter_wochen_jahr)+{pruefwert})'
    vzae = f'IF(OR({{stunden_jahr}}="",{divisor.formel}=""),"",EGH_VZAE({{stunden_jahr}},{divisor.formel}))'
    return (
        angebotsspalte(),
        nummernspalte(titel, leistungen, pflicht=True),
        Spalte("leistung", "Leistung", 52, formel=name, weg="aus der Liste oben"),
        Spalte("wort", "Bezeichnung", 30, grenze=eingabe.TEXT, weg="z. B. Beratung je Woche"),
        *zusatz,
        Spalte("stunden_woche", "Std. je\nWoche", 11, einheiten.STD_WOCHE, je_woche, pflicht=True),
        Spalte(
            "stunden_jahr", "Std. im\nJahr", 12, einheiten.STD_JAHR, formel=jahr, weg="Woche × Wochen je Jahr"
        ),
        Spalte("vzae", "VZÄ", 10, einheiten.VZAE_ZWEI, formel=vzae, weg="Jahr ÷ Std. je VZÄ"),
        qualifikation.SPALTE,
    )


def liste(titel: str, leistungen: Sequence[str]) -> str:
    """Bereich der Nummern der Leistungen auf dem Blatt."""
    return f"'{titel}'!$A$6:$A${5 + len(leistungen)}"


def nummernspalte(titel: str, leistungen: Sequence[str], pflicht: bool = False) -> Spalte:
    """Eingabe der Leistung mit ihrer Nummer: die Namen des Vertrags sind für eine Tabellenzeile zu lang."""
    hinweis = f"Nummer der Leistung, 1 bis {len(leistungen)}: siehe Liste auf dem Blatt »{titel}«."
    grenze = eingabe.aus_liste(liste(titel, leistungen), hinweis)
    return Spalte(
        "nr", "Leistung\nNr.", 10, einheiten.NUMMER, grenze, weg="Nummer der Liste", pflicht=pflicht
    )


def uebersicht(bau: Bau, t: Tabelle, tafel: Tabelle, leistungen: Sequence[str]) -> None:
    """Oben auf dem Blatt: Stunden und VZÄ je Leistung aus beiden Tabellen."""
    blatt = t.blatt
    spalten = {"stunden_jahr": t.buchstabe("stunden_jahr"), "vzae": t.buchstabe("vzae")}
    zellen.kopfzelle(blatt["A5"], "Nr.")
    zellen.kopfzelle(blatt["B5"], "Leistung")
    vor = blatt[f"{spalten['stunden_jahr']}5"].column - 1
    blatt.merge_cells(start_row=5, end_row=5, start_column=2, end_column=vor)
    for schluessel, wort in (("stunden_jahr", "Std. im\nJahr"), ("vzae", "VZÄ")):
        zellen.kopfzelle(blatt[f"{spalten[schluessel]}5"], wort)
    blatt.row_dimensions[5].height = 30
    for z, leistung in enumerate(leistungen, 6):
        zellen.formelzelle(blatt[f"A{z}"], z - 5, "0", rechts=False)
        if leistung:
            zellen.formelzelle(blatt[f"B{z}"], leistung, rechts=False)
        else:
            _eigene(bau, blatt[f"B{z}"], z - 6)
        blatt.merge_cells(start_row=z, end_row=z, start_column=2, end_column=vor)
        blatt.row_dimensions[z].height = 15
        for schluessel, s in spalten.items():
            summe = je_leistung(t, tafel, schluessel, f"$A{z}")
            zellen.formelzelle(blatt[f"{s}{z}"], f'=IF({summe}=0,"",{summe})', zellen.STUNDEN)


def _eigene(bau: Bau, zelle: Cell, nummer: int) -> None:
    """Eine Leistung, die der Anwender benennt: das Land nennt keine."""
    namen = bau.vorlage.beispiel.leistungen if bau.beispiel else ()
    zellen.eingabezelle(zelle, namen[nummer] if nummer < len(namen) else None, rechts=False)
    eingabe.TEXT.anwenden(zelle.parent, zelle.coordinate)


def leistungen_von(bau: Bau, modul: Modul) -> tuple[str, ...]:
    """Die Leistungen des Vertrags; wo das Land keine Liste hat, sieben ohne Namen."""
    if not modul.leistungen:
        return ("",) * EIGENE
    return parameter.liste(bau.vorlage.land, modul.leistungen, bau.stand)


def bezeichnung(titel: str, leistungen: Sequence[str], nummer: int) -> str:
    """Was auf anderen Blättern als Name einer Leistung steht: ihr Text, bei einer eigenen der eingetragene."""
    zelle = f"'{titel}'!$B${5 + nummer}"
    return leistungen[nummer - 1] or f'=IF({zelle}="","",{zelle})'


def je_leistung(t: Tabelle, tafel: Tabelle, schluessel: str, nr: str, angebot: str = "") -> str:
    """Formel: was zu einer Nummer gehört, aus beiden Tabellen; `angebot` (Zelle): nur davon."""

    def bedingung(von: Tabelle) -> str:
        dazu = f"*({von.bereich('angebot')}={angebot})" if angebot else ""
        return f"({von.bereich('nr')}={nr}){dazu}"

    in_der_tafel = f"{bedingung(tafel)}*({zaehlt(tafel)})"
    return f"{t.summe(schluessel, wo=bedingung(t))}+{tafel.summe(schluessel, wo=in_der_tafel)}"


def _ergebniszeilen(t: Tabelle, modul: Modul, divisor: str) -> tuple[Zeile, ...]:
    """Die Ergebnisse der Leistungen ohne feste Uhrzeit."""
    blatt = f"Blatt {t.blatt.title}"
    stunden, vzae = (t.gesamt(schluessel) for schluessel in ("stunden_jahr", "vzae"))
    weg, text = "Std. je Woche × Wochen je Jahr", modul.weitere
    return (
        Zeile(f"stunden_{modul.name}", f"{text}: Stunden", stunden, "Std./Jahr", zellen.STUNDEN, weg, blatt),
        Zeile(f"vzae_{modul.name}", text, vzae, "VZÄ", zellen.STUNDEN, f"Stunden ÷ {divisor}", blatt),
    )
