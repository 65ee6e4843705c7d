"""Deckblatt: worum es geht, für wen, für welche Zeit, mit welchen Angeboten, in welchem Stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from calc.begriffe import AUSLASTUNG
from workbooks.bausteine.blaetter.deckblatt_angebote import angebotsliste
from workbooks.bausteine.blaetter.inhalt import plaetze
from workbooks.bausteine.blaetter.zeitteil import BREITEN, LETZTE, Feld, Festes, Zeitteil, zeitteil
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import STATUS, Bau, Druck, bezug
from workbooks.bausteine.grund.formworte import satz
from workbooks.bausteine.grund.kennung import belegt
from workbooks.bausteine.grund.worte import DECKBLATT


def deckblatt(bau: Bau, version: str) -> None:
    """Das erste Blatt; die Liste der Angebote steht zuletzt, damit sie wachsen kann."""
    v = bau.vorlage
    zeit = zeitteil(v.rahmen, bau)
    blatt = bau.blatt(DECKBLATT, f"{v.titel}, {v.landesname}", BREITEN, quer=False)
    zellen.text(
        blatt["A3"],
        satz("deckblatt", bau.form),
        grau=True,
        umbruch=False,
    )
    z = _fest(bau, blatt, 4, (("Land", v.land, "meta_land"), *zeit.kopf, *_auslastung(bau)))
    vorgabe = {"meta_status": STATUS[0], **zeit.vorgabe, **(zeit.beispiel if bau.beispiel else {})}
    z = _angaben(bau, blatt, z, _felder(zeit), vorgabe)
    z = _freigabe(bau, blatt, zeit.danach(blatt, z) + 1)
    bau.inhalt_ab, z = z + 1, z + 2 + plaetze(bau) // 2
    bau.zur_vorlage = _zur_vorlage(bau, zeit, version)
    bau.pruefung(
        "vorlage_land",
        "Deckblatt: Land und Vorlage sind die, für die diese Mappe gebaut ist",
        f'AND(meta_land="{v.land}",meta_vorlage="{v.name}")',
        f"Wieder {v.land} und {v.name} eintragen; für ein anderes Land dessen Vorlage bauen.",
        nativ=True,
    )
    for p in zeit.pruefungen:
        bau.pruefung(p.name, p.text, p.formel, p.rat, p.nativ, p.probe)
    bau.gedruckt[DECKBLATT] = Druck(LETZTE)
    if "angebote" in v.tabellen:
        angebotsliste(bau, blatt, z + 1)


def _auslastung(bau: Bau) -> Festes:
    """Welche der vier Auslastungen gemeint ist, wo eine vorkommt."""
    name = bau.vorlage.auslastung
    return (("Auslastung", f"{AUSLASTUNG[name]} ({name})", ""),) if name else ()


def _zur_vorlage(bau: Bau, zeit: Zeitteil, version: str) -> Festes:
    return (
        ("Vorlage", bau.vorlage.name, "meta_vorlage"),
        ("Variante", bau.vorlage.variante or bau.vorlage.name, "meta_variante"),
        *zeit.zur_vorlage,
        ("Version", version, "meta_version"),
        ("Form der Formeln", satz("form", bau.form), "meta_form"),
    )


def _fest(bau: Bau, blatt: Worksheet, ab: int, zeilen: Festes) -> int:
    """Zeilen (Wort, Wert, Name), die niemand ausfüllt; gibt die nächste freie."""
    for zeile, (wort, wert, name) in enumerate(zeilen, ab):
        zellen.text(blatt[f"A{zeile}"], wort)
        zahlenformat = zellen.DATUM if isinstance(wert, date) else "General"
        zellen.formelzelle(blatt[f"B{zeile}"], wert, zahlenformat, rechts=False)
        blatt.merge_cells(f"B{zeile}:{LETZTE}{zeile}")
        blatt.row_dimensions[zeile].height = zellen.hoehe((wort, BREITEN[0]), (str(wert), sum(BREITEN[1:])))
        if name:
            bau.name(name, blatt, f"B{zeile}")
    return ab + len(zeilen)


def _felder(zeit: Zeitteil) -> tuple[Feld, ...]:
    return (
        ("Leistungserbringer", "meta_traeger", zellen.TEXT, eingabe.TEXT, True),
        ("Ansprechpartner", "meta_ansprechpartner", zellen.TEXT, eingabe.TEXT, False),
        ("Leistungsträger (an wen)", "meta_leistungstraeger", zellen.TEXT, eingabe.TEXT, False),
        ("Aktenzeichen", "meta_aktenzeichen", zellen.TEXT, eingabe.TEXT, False),
        *zeit.felder,
        ("Status", "meta_status", zellen.TEXT, eingabe.auswahl(*STATUS), True),
        ("Bearbeitungsstand (Angabe)", "meta_stand", zellen.DATUM, eingabe.TAG, False),
    )


def _angaben(
    bau: Bau,
    blatt: Worksheet,
    ab: int,
    felder: Sequence[Feld],
    vorgabe: Mapping[str, object],
) -> int:
    """Überschrift und je Feld (Wort, Name, Format, Grenze, Pflicht) eine Eingabe; gibt die nächste freie Zeile."""
    zellen.ueberschrift(blatt[f"A{ab}"], "Angaben zur Kalkulation")
    blatt.row_dimensions[ab].height = 27  # Abstand zum festen Teil darüber
    for zeile, (wort, name, zahlenformat, grenze, pflicht) in enumerate(felder, ab + 1):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], vorgabe.get(name), zahlenformat, rechts=False)
        if pflicht:  # auf dem fertigen Blatt steht davon nichts mehr
            zellen.text(blatt[f"C{zeile}"], f'=IF($B{zeile}="","Pflichtangabe","")', grau=True)
        grenze.anwenden(blatt, f"B{zeile}")
        bau.name(name, blatt, f"B{zeile}")
        ort = bezug(blatt, f"B{zeile}")
        if pflicht:
            bau.pflicht.append((f"Deckblatt: {wort}", belegt(ort)))
        if falsch := grenze.verletzt(ort):
            bau.werte_falsch.append(falsch)
    return ab + 1 + len(felder)


def _freigabe(bau: Bau, blatt: Worksheet, ab: int) -> int:
    """Wer erstellt, geprüft und freigegeben hat; gibt die nächste freie Zeile."""
    for spalte, wort in zip("ABC", ("Freigabe", "Name", "Datum"), strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{ab}"], wort)
    for zeile, wort in enumerate(("erstellt", "geprüft", "freigegeben"), ab + 1):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], None, rechts=False)
        zellen.eingabezelle(blatt[f"C{zeile}"], None, zellen.DATUM, rechts=False)
    eingabe.TEXT.anwenden(blatt, f"B{ab + 1}:B{ab + 3}")
    eingabe.TAG.anwenden(blatt, f"C{ab + 1}:C{ab + 3}")
    bau.name("freigabe", blatt, f"A{ab + 1}:C{ab + 3}")
    return ab + 4
