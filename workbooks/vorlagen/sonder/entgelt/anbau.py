"""Die Kalkulation als Anbau: dieselben Blätter hinter den Ergebnissen einer Mappe, die Stellen und Stunden rechnet."""

from __future__ import annotations

from dataclasses import replace

from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.vorlage import Vorlage, Zeilen
from workbooks.vorlagen.sonder.entgelt import MAPPE
from workbooks.vorlagen.sonder.entgelt.blaetter import blaetter
from workbooks.vorlagen.sonder.entgelt.zufluss import aus_ergebnis

_BLEIBT = (
    "Grundlagen",
    "Stellen",
    "Zuschläge",
    "Kosten",
    "Preis",
    "intern_Gegenprobe, Gegenprobe",
    "Verhandlung",
    "Externer Vergleich",
)
_STELLEN = (
    "Die Stellen sind gerechnet: je Zeile steht, welchen Anteil der Stellen einer Art sie hat, zusammen 100 %; wer im "
    "Jahr kommt, geht oder aufsteigt, hat von und bis. Gruppe und Stufe, oder ein eigenes Entgelt, wo ein anderer "
    "Tarif gilt. Leitung und Verwaltung als VZÄ, oder als Anteil der Stellen vom Blatt Relationsmodell."
)
_KURZ = (
    "kosten",
    "preis_vereinbart_fls",
    "preis_vereinbart_qa",
    "preis_vereinbart_ua",
    "preis_vereinbart_tag",
)
_OHNE: dict[str, tuple[str, ...]] = {
    "tagespauschalen": ("fls", "qa", "ua"),  # es gibt dort keine Fachleistungsstunden
    "personalbemessung": ("qa", "ua"),  # mehr als eine Seite voll
}
_BEISPIEL: Zeilen = (
    ("Fachkräfte", "qualifiziert", None, None, 4250, None, 1),
    ("Assistenz", "unterstützend", None, None, 3400, None, 1),
    ("Betreuung ohne Angabe", "Betreuung", None, None, 3800, None, 1),
    ("Leitung", "Leitung", None, None, 5100, 0.5),
    ("Verwaltung", "Verwaltung", None, None, 3650, 0.5),
)
_NOTIZ = "Entgelte und Kosten sind frei erfunden; die Stellen sind die dieser Mappe."


def mit_entgelt(vorlage: Vorlage) -> Vorlage:
    """Dieselbe Vorlage bis zum Preis. Fehler: ValueError, wo sie keine Stellen rechnet."""
    if not (vorlage.variante or vorlage.name == "personalbemessung"):
        raise ValueError(
            f"{vorlage.name}: --mit entgelt gilt nur für Vorlagen der Länder und personalbemessung"
        )
    weg = _OHNE.get(vorlage.variante or vorlage.name, ())
    kurz = [k for k in _KURZ if not k.endswith(weg)]
    worte = dict(MAPPE.schritte) | {"Stellen": _STELLEN}
    # nur der Antrag: die anderen Stände gehören zu Stellen, die hier andere sind
    kosten = tuple((*zeile[:4], *(None,) * 7, zeile[11]) for zeile in MAPPE.beispiel.tabellen["kosten"])
    beispiel: dict[str, Zeilen] = {"kosten": kosten, "vergleichssaetze": ()}
    tabellen = {
        **vorlage.beispiel.tabellen,
        **beispiel,
        "stellen": _BEISPIEL,
        "personalstaende": (),
        "zuschlaege": (),
        "gegenprobe": (),
        "preisgruppen": (),
    }
    quellen = tuple((was, wo, _NOTIZ if was == "Beispiel" else n) for was, wo, n in MAPPE.quellen)
    return replace(
        vorlage,
        anbau=_anbauen,
        kurz=(*vorlage.kurz, *kurz),
        kurzworte={**vorlage.kurzworte, **MAPPE.kurzworte},
        anbau_schritte=tuple((b, worte[b]) for b in _BLEIBT),
        quellen=(*vorlage.quellen, *quellen),
        tabellen=tuple(dict.fromkeys((*vorlage.tabellen, "weitere", "personen"))),
        beispiel=replace(vorlage.beispiel, tabellen=tabellen),
    )


def _anbauen(bau: Bau) -> None:
    blaetter(bau, aus_ergebnis(bau))
