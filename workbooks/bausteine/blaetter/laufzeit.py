"""Was eine Laufzeit, ein Stichtag allein oder gar keine Zeit auf das Deckblatt bringt."""

from __future__ import annotations

from workbooks.bausteine.blaetter.zeitrahmen import BEISPIEL, Feld, Zeitteil, zeitteil
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Pruefung
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE, Laufzeit, Ohne, Stichtag


@zeitteil.register
def _ohne(_rahmen: Ohne, bau: Bau) -> Zeitteil:
    return Zeitteil(kopf=(("Gegenstand", bau.vorlage.gegenstand, ""),), beispiel=BEISPIEL)


@zeitteil.register
def _stichtag(rahmen: Stichtag, bau: Bau) -> Zeitteil:
    wort = "Stichtag der Vertragswerte"
    return Zeitteil(
        kopf=(("Gegenstand", bau.vorlage.gegenstand, ""),),
        felder=((wort, "meta_stichtag", zellen.DATUM, eingabe.TAG, True),),
        vorgabe={"meta_stichtag": bau.stichtag} if bau.stichtag else {},
        beispiel={**BEISPIEL, "meta_stichtag": rahmen.beispiel},
        kurz=((wort, "meta_stichtag", zellen.DATUM),),
    )


@zeitteil.register
def _laufzeit(rahmen: Laufzeit, bau: Bau) -> Zeitteil:
    ab = 0 if rahmen.mit_monaten else 1
    jahre = eingabe.zahl(ab, HOECHSTENS_JAHRE, f"Ganze Jahre, {ab} bis {HOECHSTENS_JAHRE}.")
    monate = eingabe.zahl(0, 11, "Monate über die ganzen Jahre hinaus, 0 bis 11.")
    felder: tuple[Feld, ...] = (
        ("Laufzeit von (ein Monatserster)", "eingabe_laufzeit_von", zellen.DATUM, eingabe.TAG, True),
        ("Laufzeit in Jahren", "eingabe_laufzeit_jahre", "0", jahre, True),
        ("und Monaten (leer: 0)", "eingabe_laufzeit_monate", "0", monate, False),
    )
    anzahl = 3 if rahmen.mit_monaten else 2
    alle = "12*N(eingabe_laufzeit_jahre)" + "+N(eingabe_laufzeit_monate)" * rahmen.mit_monaten
    ende = f"DATE(YEAR(eingabe_laufzeit_von),MONTH(eingabe_laufzeit_von)+{alle},1)-1"
    kurz = (
        ("Laufzeit von", "eingabe_laufzeit_von", zellen.DATUM),
        ("bis", f'IF(OR(NOT(ISNUMBER(eingabe_laufzeit_von)),{alle}=0),"",{ende})', zellen.DATUM),
    )
    return Zeitteil(
        kopf=(("Gegenstand", bau.vorlage.gegenstand, ""),),
        felder=felder[:anzahl],
        vorgabe={"meta_traeger": "mehrere"},
        beispiel={
            "meta_aktenzeichen": "Rechenbeispiel",  # steht auf jedem Blatt
            "eingabe_laufzeit_von": rahmen.beginn,
            "eingabe_laufzeit_jahre": rahmen.jahre,
        },
        kurz=kurz,
        pruefungen=(_pruefung_laufzeit(rahmen),),
    )


def _pruefung_laufzeit(rahmen: Laufzeit) -> Pruefung:
    ganz = "IF(ISNUMBER({0}),INT({0})={0},FALSE)".format
    erster = "IF(ISNUMBER(eingabe_laufzeit_von),DAY(eingabe_laufzeit_von)=1,FALSE)"
    bedingungen = [erster, ganz("eingabe_laufzeit_jahre")]
    if rahmen.mit_monaten:
        alle = "N(eingabe_laufzeit_jahre)+N(eingabe_laufzeit_monate)"
        bedingungen += [f'OR(eingabe_laufzeit_monate="",{ganz("eingabe_laufzeit_monate")})', f"{alle}>0"]
    return Pruefung(
        "laufzeit",
        f"Laufzeit: beginnt an einem Monatsersten und hat ganze {'Monate' if rahmen.mit_monaten else 'Jahre'}",
        f"AND({','.join(bedingungen)})",
        "Laufzeit auf dem Deckblatt eintragen oder berichtigen.",
        nativ=True,
    )
