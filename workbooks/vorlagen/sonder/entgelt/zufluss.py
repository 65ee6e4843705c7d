"""Woher die Kalkulation ihre Mengen hat: eigene Eingaben oder Ergebnisse der Mappe, an die sie angebaut ist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE, PLAETZE, summe
from workbooks.bausteine.grund.bau import Bau, bezug

ARTEN = {
    "qualifiziert": "qualifiziert",
    "unterstützend": "unterstuetzend",
    "Betreuung": "betreuung",
    "Leitung": "leitung",
    "Verwaltung": "verwaltung",
    "andere": "andere",
}
"""Arten der Stellen → Teil ihrer Namen; »Betreuung«: ohne Unterschied der Qualifikation."""
BETREUUNG = tuple(ARTEN)[:3]
PAUSCHALEN = {"GP": "Grundpauschale", "MP": "Maßnahmepauschale", "IB": "Investitionsbetrag"}
"""Teile des Satzes nach altem Recht; ohne Angabe gehört eine Stelle zur Maßnahmepauschale."""
_BIS = {"BE": date(2026, 12, 31)}  # § 39 des Berliner Rahmenvertrags, Übergang
DIENSTE = {"Tag": "tag", "Nacht": "nacht", "sonstige": "sonstige"}
"""Dienste der Betreuung → Teil ihrer Namen; ohne Angabe der erste."""
_EINGABEN = {
    "von": "entgelt_von",
    "bis": "entgelt_bis",
    "stunden": "leistungsstunden",
    "plaetze": "plaetze",
    "belegung": "auslastung_belegung",
    "tage_jahr": "tage_jahr",
}


@dataclass(frozen=True)
class Strom:
    """Eine Größe aus einem anderen Blatt: ihre Formel (leer, solange sie fehlt) und wo sie steht."""

    formel: str
    woher: str


class Gruppe(NamedTuple):
    """Eine Gruppe des Vertrags: `ergebnis_hbg_KURZ_vk` und `_personen`, und die Zelle, in der ihr Name steht."""

    kurz: str
    ort: str

    def name(self, was: str) -> str:
        """Name ihres Ergebnisses."""
        return f"ergebnis_hbg_{self.kurz}_{was}"


@dataclass(frozen=True)
class Zufluss:
    """Was hereinfließt. `mengen`: Größen aus `_EINGABEN`; `stellen`: VZÄ je Art; `fest`: Arten, die nur von dort kommen.

    `berechnungstage`: Name der Tage, durch die der Satz je Tag teilt, wenn nicht Plätze × Auslastung × Tage im Jahr;
    `personen_vzae`: Name der VZÄ der Assistenz je Person, wo der Rest als Modul je Platz bezahlt wird; `entgelt`: Name
    des Entgelts, das die Kosten decken soll; `gruppen`: die des Vertrags; `jahresstunden`: Name ihrer Stunden je VK;
    `zeilen`: so viele hat die Tabelle der Gruppen (`gruppen_namen`, `_vk`, `_anzahl`), wo der Vertrag keine nennt;
    `zuschlagsstunden`: Name der Stunden mit Zuschlag; `getrennt`: der Satz je Tag hat noch drei Teile.
    """

    mengen: Mapping[str, Strom] = field(default_factory=dict)
    stellen: Mapping[str, Strom] = field(default_factory=dict)
    fest: tuple[str, ...] = ()
    berechnungstage: str = ""
    personen_vzae: str = ""
    entgelt: str = ""
    gruppen: tuple[Gruppe, ...] = ()
    jahresstunden: str = ""
    zeilen: int = 0
    zuschlagsstunden: str = ""
    getrennt: bool = False

    def name(self, groesse: str) -> str:
        """Definierter Name einer Größe: der Eingabe, oder des Werts, der hereinfließt."""
        return f"{'kalkulation' if groesse in self.mengen else 'eingabe'}_{_EINGABEN[groesse]}"

    @property
    def dienste(self) -> Mapping[str, str]:
        """Dienste mit eigenen Kosten; gerechnete Stellen sind nach Diensten nicht zu trennen."""
        return {"": "tag"} if self.fest else DIENSTE

    def eingabe(self, groesse: str) -> str:
        """Name der Eingabe ohne `eingabe_`."""
        return _EINGABEN[groesse]


def je_art(art: str) -> str:
    """Name der VZÄ, die für diese Art hereinfließen."""
    return f"kalkulation_vzae_{ARTEN[art]}"


def _leer_oder(name: str) -> str:
    return f'IF({name}="","",{name})'


def aus_relationsmodell(bau: Bau, mit_betreuung: bool = False) -> dict[str, Strom]:
    """Leitung und Verwaltung nach Schlüssel, wo es das Blatt gibt; Betreuung, wo sie nicht anders gerechnet ist."""
    arten = ("Betreuung", "Leitung", "Verwaltung") if mit_betreuung else ("Leitung", "Verwaltung")
    return {
        art: Strom(_leer_oder(name), "Blatt Relationsmodell")
        for art in arten
        if (name := f"ergebnis_vzae_{ARTEN[art]}") in bau.mappe.defined_names
    }


def aus_deckblatt(bau: Bau) -> dict[str, Strom]:
    """Zeitraum und Stunden je Stelle, wo die Mappe sie schon hat."""
    mengen: dict[str, Strom] = {}
    if stunden := _erster(bau, "ergebnis_jahresstunden_vzae", "betreuungszeit"):
        mengen["stunden"] = Strom(_leer_oder(stunden), "Stunden je VZÄ, wie gerechnet")
    if "eingabe_zeitraum_von" in bau.mappe.defined_names:
        mengen |= {n: Strom(_leer_oder(f"eingabe_zeitraum_{n}"), "Deckblatt") for n in ("von", "bis")}
    return mengen


def aus_ergebnis(bau: Bau) -> Zufluss:
    """Zeit, Stellen und Stunden aus den Ergebnissen einer fertigen Mappe."""
    gesamt = _erster(bau, "ergebnis_vzae", "ergebnis_vk")
    fach = _erster(bau, "ergebnis_vzae_fachkraefte", "ergebnis_vk_fachkraefte", "ergebnis_vk_qa")
    andere = _erster(bau, "ergebnis_vzae_andere", "ergebnis_vk_andere", "ergebnis_vk_ua")
    rest = _erster(bau, "ergebnis_vzae_ohne_angabe")
    ohne = _leer_oder(rest) if rest else f'IF({gesamt}="","",ROUND({gesamt}-N({fach})-N({andere}),9))'
    woher = "Blatt Ergebnis"
    stellen = {
        "qualifiziert": Strom(f'IF({gesamt}="","",N({fach}))', woher),
        "unterstützend": Strom(f'IF({gesamt}="","",N({andere}))', woher),
        "Betreuung": Strom(ohne, f"{woher}: ohne Angabe der Qualifikation"),
    }
    mengen = aus_deckblatt(bau)
    if LISTE_ANGEBOTE in bau.mappe.defined_names:
        mengen["plaetze"] = Strom(summe("eingabe_plaetze", PLAETZE), "Deckblatt, Liste der Angebote")
    return Zufluss(
        mengen,
        stellen | aus_relationsmodell(bau),
        BETREUUNG,
        _erster(bau, "ergebnis_berechnungstage"),
        _erster(bau, "ergebnis_vzae_individuell"),
        _erster(bau, "ergebnis_entgelt"),
        tuple(_gruppen(bau)),
        _erster(bau, "parameter_jahresstunden_vk"),
        _zeilen(bau, "gruppen_namen"),
        _erster(bau, "ergebnis_zuschlagsstunden"),
        nach_altem_recht(bau),
    )


def nach_altem_recht(bau: Bau) -> bool:
    """Ob am Stand der Mappe der Satz noch aus Grund- und Maßnahmepauschale und Investitionsbetrag besteht."""
    bis = _BIS.get(bau.vorlage.land)
    return bis is not None and bau.stand <= bis


def _gruppen(bau: Bau) -> Iterator[Gruppe]:
    """Die Gruppen des Vertrags; in Spalte A ihres Blatts steht, wie sie heißen."""
    for name, ort in bau.mappe.defined_names.items():
        if x := re.fullmatch("ergebnis_hbg_(.+)_personen", name):
            ((blatt, zelle),) = ort.destinations
            zeile = coordinate_to_tuple(zelle.replace("$", ""))[0]
            yield Gruppe(x[1], bezug(bau.mappe[blatt], f"A{zeile}"))


def _zeilen(bau: Bau, name: str) -> int:
    """So viele Zeilen hat der Bereich dieses Namens; 0, wo es ihn nicht gibt."""
    if name not in bau.mappe.defined_names:
        return 0
    ((_, ort),) = bau.mappe.defined_names[name].destinations
    _, erste, _, letzte = range_boundaries(ort)
    return int(letzte) - int(erste) + 1


def _erster(bau: Bau, *namen: str) -> str:
    return next((n for n in namen if n in bau.mappe.defined_names), "")
