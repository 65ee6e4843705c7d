"""Blatt »Relationsmodell«: Stellen aus Personen und Schlüssel 1 : x, zum Vergleich; sie gehen in keine Summe ein."""

from __future__ import annotations

from collections.abc import Sequence

from calc import parameter
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, kennung, summenwort
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten, ohne_angebot, zu_kurz
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.worte import RELATIONSMODELL

# Gruppe des Personals → Vertragswert mit ihrem Schlüssel, wo ein Land einen nennt
GRUPPEN = {
    "Leitung": "leitungsschluessel",
    "Verwaltung": "verwaltungsschluessel",
    "Betreuung": "betreuungsschluessel",
    "Nacht": "nachtschluessel",
    "eigene": "",
}
_KOPF = 13
_SATZ = (
    "Zum Vergleich: Personen ÷ Schlüssel. Diese Stellen stehen neben dem Ergebnis und zählen dort nicht mit."
)
_PERSONEN = eingabe.zahl(0, 100_000, "Personen, auf die der Schlüssel sich bezieht.")
_SCHLUESSEL = eingabe.zahl(0.1, 1000, "x des Schlüssels 1 : x: Personen je Vollzeitstelle.")


def relationsmodell(
    bau: Bau,
    stelle: str,
    inhalt: Sequence[Sequence[object]] = (),
    regeln: Sequence[Regel] = (),
    satz: str = _SATZ,
) -> None:
    """`stelle`: wie eine Vollzeitstelle in der Vorlage heißt; `satz`: was mit den Stellen geschieht.

    Ohne Liste der Angebote fehlt deren Spalte.

    Namen: `ergebnis_vzae_leitung`, `_verwaltung`, `_betreuung`, `_nacht`, `_eigene`, `_relation` (zusammen).
    """
    blatt = bau.blatt(RELATIONSMODELL, bau.titel(RELATIONSMODELL), (), 3)
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    hinterlegt = _hinterlegt(bau)
    mit_angebot = LISTE_ANGEBOTE in bau.mappe.defined_names
    spalten = (*_eingaben(hinterlegt, mit_angebot), *_gerechnet(hinterlegt, stelle))
    woran = _woran("T({angebot})" if mit_angebot else '""')
    t = tabelle(
        bau, blatt, _KOPF, spalten, bau.umfang.weitere, inhalt, (*_regeln(mit_angebot), *regeln), woran
    )
    werte = [
        Wert(f"Stellen {gruppe}", f"ergebnis_vzae_{gruppe.lower()}", _summe(t, gruppe), einheiten.VZAE)
        for gruppe in GRUPPEN
    ]
    werte.append(
        Wert("Stellen zusammen", "ergebnis_vzae_relation", t.gesamt("vzae"), einheiten.VZAE, "", True)
    )
    ergebnisse(bau, blatt, 5, werte)


def _woran(angebot: str) -> str:
    return kennung(
        angebot, als_text("{gruppe}"), als_text("{bezeichnung}"), wenn='AND({gruppe}<>"",{personen}<>"")'
    )


def _summe(t: Tabelle, gruppe: str) -> str:
    """Leer, wo die Gruppe nicht vorkommt; ein Fehler irgendeiner Zeile bleibt einer."""
    wo = f'{t.bereich("gruppe")}="{gruppe}"'
    return t.wenn_vollstaendig(f'IF(SUMPRODUCT(--({wo}))=0,"",{t.summe("vzae", wo=wo)})')


def _hinterlegt(bau: Bau) -> dict[str, str]:
    vorhanden = parameter.laden(bau.vorlage.land)
    return {gruppe: name for gruppe, name in GRUPPEN.items() if name in vorhanden}


def _eingaben(hinterlegt: dict[str, str], mit_angebot: bool) -> tuple[Spalte, ...]:
    weg = "leer: Vertrag" if hinterlegt else "eigener"
    ohne = "".join(f',{{gruppe}}<>"{gruppe}"' for gruppe in hinterlegt)
    breite = 13 if mit_angebot else 22  # die erste Spalte trägt darüber die Worte der Ergebnisse
    return (
        *((angebotsspalte(),) if mit_angebot else ()),
        Spalte("gruppe", "Personal", breite, grenze=eingabe.auswahl(*GRUPPEN), weg="Auswahl", pflicht=True),
        Spalte("bezeichnung", "Bezeichnung", 26, grenze=eingabe.TEXT, weg="wenn nötig"),
        Spalte("personen", "Personen", 11, einheiten.PERSONEN, _PERSONEN, weg="oder Plätze", pflicht=True),
        Spalte(
            "x", "Schlüssel\n1 :", 11, einheiten.VERHAELTNIS, _SCHLUESSEL, weg=weg,
            pflicht=True, fehlt=f'AND({{x}}=""{ohne})',
        ),
        Spalte("quelle", "Quelle des\neigenen Schlüssels", 26, grenze=eingabe.TEXT, weg="Vereinbarung"),
    )  # fmt: skip


def _gerechnet(hinterlegt: dict[str, str], stelle: str) -> tuple[Spalte, ...]:
    vertrag = '""'
    for gruppe, name in hinterlegt.items():
        aufruf = f'EGH_PARAMETER(meta_land,"{name}",meta_stichtag)'
        vertrag = f'IF({{gruppe}}="{gruppe}",{aufruf},{vertrag})'
    gilt = f'IF(OR({{gruppe}}="",{{personen}}=""),"",IF({{x}}<>"",N({{x}}),{vertrag}))'
    vzae = 'IF({gilt}="","",IF(N({gilt})=0,{pruefwert},N({personen})/{gilt}+{pruefwert}))'
    return (
        Spalte(
            "gilt",
            "gilt\n1 :",
            10,
            einheiten.VERHAELTNIS,
            formel=gilt,
            weg="eigener, sonst Vertrag" if hinterlegt else "eigener",
        ),
        Spalte("vzae", stelle, 11, einheiten.VZAE, formel=vzae, weg="Personen ÷ x"),
    )


def _regeln(mit_angebot: bool) -> tuple[Regel, ...]:
    betreuung, leitung = (
        'OR({gruppe}="Betreuung",{gruppe}="Nacht")',
        'OR({gruppe}="Leitung",{gruppe}="Verwaltung")',
    )
    return (
        *((ohne_angebot(LISTE_ANGEBOTE),) if mit_angebot else ()),
        doppelt("Zeile steht zweimal da", bestaetigen=True),
        summenwort("bezeichnung"),
        Regel(
            "Quelle des eigenen Schlüssels fehlt (wenigstens drei Zeichen)",
            f'AND({{x}}<>"",{zu_kurz("{quelle}")})',
        ),
        Regel("gewollt?", "{personen}=0", '"0 Personen"'),
        _ueblich("schluessel", betreuung),
        _ueblich("schluessel_leitung", leitung),
        Regel("Stellen statt Personen je Stelle?", "AND(N({x})>0,N({x})<1)", in_worten("{x}", "Personen")),
        Regel(
            "weniger als eine Person?",
            "AND(N({personen})>0,N({personen})<1)",
            in_worten("{personen}", "Personen"),
        ),
        Regel("über 500 Personen?", "N({personen})>500", in_worten("{personen}", "Personen")),
    )


def _ueblich(name: str, fuer: str) -> Regel:
    bereich = UEBLICH[name]
    return Regel(bereich.text(), f"AND({fuer},{bereich.verlassen('{x}')})", bereich.wert("{x}"))
