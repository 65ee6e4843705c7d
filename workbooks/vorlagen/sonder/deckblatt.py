"""Deckblatt einer Sondermappe: Laufzeit in ganzen Jahren statt Stichtag und Zeitraum, Träger statt Angebote."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import STATUS, Bau, Druck
from workbooks.bausteine.deckblatt import BREITEN, FORMEN_IN_WORTEN, angaben, farben, fest, freigabe
from workbooks.bausteine.eingabe import Grenze

HOECHSTENS_JAHRE = 10


def budgetdeckblatt(bau: Bau, version: str) -> None:
    """Das erste Blatt. Namen wie auf jedem Deckblatt, dazu eingabe_laufzeit_von und eingabe_laufzeit_jahre."""
    v = bau.vorlage
    blatt = bau.blatt("Deckblatt", f"{v.titel}, {v.landesname}", BREITEN, quer=False)
    satz = (
        "Die grauen Zahlen rechnet das Add-in EGH; ohne es: speichern, schließen, egh rechnen DATEI aufrufen."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = fest(bau, blatt, 4, (("Land", v.land, "meta_land"), ("Gegenstand", v.leistungssystematik, "")))
    z = _angaben(bau, blatt, z)
    z = freigabe(bau, blatt, z + 1)
    farben(blatt, z + 1)
    zellen.ueberschrift(blatt[f"A{z + 3}"], "Zur Vorlage")
    fest(
        bau,
        blatt,
        z + 4,
        (
            ("Vorlage", v.name, "meta_vorlage"),
            ("Variante", v.variante, "meta_variante"),
            ("Version", version, "meta_version"),
            ("Form der Formeln", FORMEN_IN_WORTEN[bau.form], "meta_form"),
        ),
    )
    bau.gedruckt["Deckblatt"] = Druck("E")


def _angaben(bau: Bau, blatt: Worksheet, ab: int) -> int:
    beispiel: dict[str, object] = {"meta_status": STATUS[0], "meta_traeger": "mehrere"}
    if bau.beispiel:
        beispiel["meta_aktenzeichen"] = "Rechenbeispiel"  # steht auf jedem Blatt
        beispiel["eingabe_laufzeit_von"], beispiel["eingabe_laufzeit_jahre"] = bau.vorlage.laufzeit or (
            "",
            "",
        )
    jahre = eingabe.zahl(1, HOECHSTENS_JAHRE, f"Ganze Jahre, 1 bis {HOECHSTENS_JAHRE}.")
    felder: tuple[tuple[str, str, str, Grenze, bool], ...] = (
        ("Leistungserbringer", "meta_traeger", zellen.TEXT, eingabe.TEXT, True),
        ("Ansprechpartner", "meta_ansprechpartner", zellen.TEXT, eingabe.TEXT, False),
        ("Leistungsträger (an wen)", "meta_leistungstraeger", zellen.TEXT, eingabe.TEXT, False),
        ("Aktenzeichen", "meta_aktenzeichen", zellen.TEXT, eingabe.TEXT, False),
        ("Laufzeit von (ein Monatserster)", "eingabe_laufzeit_von", zellen.DATUM, eingabe.TAG, True),
        ("Laufzeit in Jahren", "eingabe_laufzeit_jahre", "0", jahre, True),
        ("Status", "meta_status", zellen.TEXT, eingabe.auswahl(*STATUS), True),
        ("Bearbeitungsstand (Angabe)", "meta_stand", zellen.DATUM, eingabe.TAG, False),
    )
    naechste = angaben(bau, blatt, ab, felder, beispiel)
    bau.pruefung(
        "laufzeit",
        "Laufzeit: beginnt an einem Monatsersten und hat ganze Jahre",
        "AND(ISNUMBER(eingabe_laufzeit_von),ISNUMBER(eingabe_laufzeit_jahre),"
        "IF(ISNUMBER(eingabe_laufzeit_von),DAY(eingabe_laufzeit_von)=1,FALSE),"
        "IF(ISNUMBER(eingabe_laufzeit_jahre),INT(eingabe_laufzeit_jahre)=eingabe_laufzeit_jahre,FALSE))",
        "Laufzeit auf dem Deckblatt eintragen oder berichtigen.",
        nativ=True,
    )
    return naechste
