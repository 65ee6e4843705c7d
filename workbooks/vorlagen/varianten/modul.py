"""Variante »modul«: ein Modul aus Vorhalteleistungen mit Stundentafel, dazu individuelle Assistenz je Person."""

from __future__ import annotations

from calc import parameter
from workbooks.bausteine.blaetter.abschliessen import Kalkulation, abschliessen
from workbooks.bausteine.blaetter.angebote import Anteil
from workbooks.bausteine.blaetter.bruecke import Groessen
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.fach import qualifikation
from workbooks.bausteine.fach.angaben import angaben
from workbooks.bausteine.fach.assistenz import assistenz
from workbooks.bausteine.fach.divisor import grundlage
from workbooks.bausteine.fach.einzelangebot_module import Leistungen, dienste
from workbooks.bausteine.fach.relationsmodell import relationsmodell
from workbooks.bausteine.fach.satzfortschreibung import satzfortschreibung
from workbooks.bausteine.fach.stundentafel import JA_NEIN, stundentafel
from workbooks.bausteine.fach.teil import Teil, anteil, summenzeile
from workbooks.bausteine.fach.vorhaltung import leistungen_von, nummernspalte, uebersicht, vorhaltung
from workbooks.bausteine.fach.wochenstunden import rechnung
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.rahmen import NEUTRAL
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.vorlage import Modul, Vorlage

_SCHICHT = Spalte("schicht", "Schicht-\ndienst", 8, grenze=JA_NEIN, weg="leer: ja")


def parameternamen(vorlage: Vorlage) -> list[str]:
    """Was die Variante außer den Zeilen des Blatts »Parameter« braucht."""
    namen = [n for n in [_modul(vorlage).leistungen] if n]
    if vorlage.arbeitszeit:
        namen += ["wochen_jahr", "wochenarbeitszeit"]
        namen += [
            n
            for n in parameter.laden(vorlage.land)
            if n.startswith(("ausfalltage_", "nettojahresarbeitszeit"))
        ]
    return namen


def fuellen(bau: Bau) -> None:
    """Die Arbeitsblätter."""
    divisor = grundlage(bau)
    angaben(bau)
    zusatz = (_SCHICHT,) if bau.vorlage.arbeitszeit else ()
    teile = [assistenz(bau, divisor, zusatz)] if bau.vorlage.individuell else []
    m = _modul(bau.vorlage)
    leistungen = leistungen_von(bau, m)
    modul = vorhaltung(bau, m, leistungen, divisor, zusatz)
    tafel = stundentafel(bau, nummernspalte(m.blatt, leistungen), divisor, zusatz)
    uebersicht(bau, modul.tabelle, tafel.tabelle, leistungen)
    if bau.vorlage.variante == NEUTRAL:  # hier sind es die Sätze, die öffentlich fortgeschrieben werden
        relationsmodell(bau, "VZÄ")
        satzfortschreibung(bau)
    teile += [tafel, modul]  # in der Reihenfolge der Ergebnisse
    blaetter = [t.tabelle.blatt.title for t in teile]
    bau.pflicht.append(
        (
            f"Mindestens eine Zeile in {', '.join(blaetter[:-1])} oder {blaetter[-1]}",
            f"NOT(AND({','.join(t.tabelle.leer for t in teile)}))",
        )
    )
    zeilen = (
        *divisor.vorweg,
        *(zeile for t in teile for zeile in t.zeilen),
        summenzeile(teile, "stunden", "Stunden gesamt", "Std./Jahr"),
        _anteil_indirekt(),
        divisor.jahresstunden,
        summenzeile(teile, "vzae", "Stellen gesamt", "VZÄ"),
        *qualifikation.ergebniszeilen(bau, teile),
    )
    bruecken = [Groessen("vzae", "stunden_jahr", "jahresstunden_vzae", "anteil_indirekt")]
    abschnitte = Leistungen(modul.tabelle, tafel.tabelle, leistungen), dienste(tafel.tabelle)
    formel = rechnung(teile, tafel, divisor)
    kalkulation = Kalkulation(zeilen, _anteile(bau, teile), bruecken, [formel], abschnitte)
    abschliessen(bau, kalkulation=kalkulation)


def _modul(vorlage: Vorlage) -> Modul:
    if vorlage.modul is None:
        raise ValueError(f"{vorlage.name}: die Variante modul braucht einen Abschnitt [modul]")
    return vorlage.modul


def _anteil_indirekt() -> Zeile:
    return Zeile(
        "anteil_indirekt",
        "Anteil indirekter Zeit",
        'IF(parameter_anteil_indirekt="","",parameter_anteil_indirekt)',
        "Anteil",
        zellen.ANTEIL,
        "mindert die Nettojahresarbeitszeit",
        "Blatt Parameter",
    )


def _anteile(bau: Bau, teile: list[Teil]) -> list[Anteil]:
    """Die Spalten des Blatts »Angebote«."""
    gesamt = anteil("VZÄ\ngesamt", "vzae", teile, "vzae")
    *individuell, tafel, modul = teile
    if bau.vorlage.arbeitszeit or not individuell:
        return [
            *(
                anteil("Stunden\nindividuell", "stunden_jahr", [t], "stunden_individuell")
                for t in individuell
            ),
            anteil("Stunden\nStundentafel", "stunden_jahr", [tafel], "stunden_stundentafel"),
            anteil("Stunden\nweitere", "stunden_jahr", [modul], f"stunden_{modul.name}"),
            gesamt,
        ]
    kurz = _modul(bau.vorlage).kurz
    return [
        anteil("Stunden\nindividuell", "stunden_jahr", individuell, "stunden_individuell"),
        anteil(f"Stunden\n{kurz}", "stunden_jahr", [tafel, modul], ""),
        anteil("VZÄ\nindividuell", "vzae", individuell, "vzae_individuell"),
        anteil(f"VZÄ\n{kurz}", "vzae", [tafel, modul], ""),
        gesamt,
    ]
