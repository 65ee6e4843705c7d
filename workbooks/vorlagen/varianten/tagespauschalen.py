"""Variante »tagespauschalen«: Gruppen mit vergleichbarem Hilfebedarf, Schlüssel oder Satz je Gruppe und Tag."""

from __future__ import annotations

from workbooks.bausteine.blaetter.abschliessen import Kalkulation, abschliessen
from workbooks.bausteine.blaetter.bruecke import Groessen
from workbooks.bausteine.blaetter.parameterblatt import parameterblatt
from workbooks.bausteine.blaetter.rechnung import Rechnung
from workbooks.bausteine.fach import qualifikation
from workbooks.bausteine.fach.einzelangebot_zeilen import Zeilen
from workbooks.bausteine.fach.gruppen import abweichung, ergebniszeilen, gruppen, raster
from workbooks.bausteine.fach.gruppenentgelt import entgelt_aus_parametern, entgelte
from workbooks.bausteine.fach.je_gruppe import je_gruppe
from workbooks.bausteine.fach.relationsmodell import relationsmodell
from workbooks.bausteine.fach.satzfortschreibung import satzfortschreibung
from workbooks.bausteine.fach.teil import Teil, anteil
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.vorlage import Vorlage

# Angebotsblatt: was je Gruppe vereinbart ist
_GRUPPEN = (
    "gruppe",
    "personen",
    "verhaeltnis",
    "je_person",
    "vk",
    "satz",
    "gp",
    "mp",
    "ib",
    "tage",
    "entgelt",
)
_BREITEN = (22, 12, 14, 10, 10, 12, 12, 12, 12, 13, 16)


def parameternamen(_vorlage: Vorlage) -> list[str]:
    """Was die Variante außer den Zeilen des Blatts »Parameter« braucht."""
    return ["hbg"]


def fuellen(bau: Bau) -> None:
    """Die Arbeitsblätter."""
    parameterblatt(bau)
    t = gruppen(bau)
    if namen := raster(bau):
        je_gruppe(bau, t, namen)
    relationsmodell(bau, "VK")
    satzfortschreibung(bau)
    bau.pflicht.append((f"Mindestens eine Zeile in {t.blatt.title}", f"NOT({t.leer})"))
    abwesenheit = 'AND(parameter_abwesenheit_tage<>"",parameter_anteil_abwesenheit<>"")'
    bau.pflicht.append(
        (
            "Parameter: Abwesenheit, sobald ein Satz je Tag eingetragen ist",
            f"OR(COUNT({t.bereich('satz')})=0,{abwesenheit})",
        )
    )
    abschliessen(bau, kalkulation=_kalkulation(t))


def _kalkulation(t: Tabelle) -> Kalkulation:
    teil = Teil("", "Gruppen", t, (*ergebniszeilen(t), *qualifikation.nach_quote()))
    return Kalkulation(
        teil.zeilen,
        [
            anteil("Personen", "anzahl", [teil], "personen"),
            anteil("EUR\nim Jahr", "entgelt", [teil], ""),
            anteil("VK\ngesamt", "vk", [teil], "vk"),
        ],
        [
            Groessen("vk", "personen", "personen_je_vk", was="Personen", je_stelle="Personen je Stelle"),
            entgelte(t),
        ],
        # die Stellen hängen an den Schlüsseln, an keinem Parameter
        [
            Rechnung(
                *("vk", "ergebnis_vk-{eigene_schluessel}"),
                sonst={"eigene_schluessel": "0"},
                weitere=abweichung(t),
            ),
            entgelt_aus_parametern(t),
        ],
        (Zeilen(t, "Gruppen", _GRUPPEN),),
        _BREITEN,
    )
