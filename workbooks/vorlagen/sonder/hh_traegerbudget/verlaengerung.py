"""Blatt »Verlängerung«: eine neue Laufzeit, deren Grundlage das Budget des letzten Jahres ist, mit eigenen Raten."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from calc.budget import VERFAHREN
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import RATE, RATE_UEBLICH

BLATT = "Verlängerung"
_RATEN = ("verlaengerung_steigerung_fallzahl", "verlaengerung_veraenderung_fallkosten")
_N = "eingabe_verlaengerung_jahre"
_ANGABEN = ",".join(f'eingabe_{x}=""' for x in (*_RATEN, "verlaengerung_verfahren"))


def verlaengerung(bau: Bau) -> None:
    """Leer, solange keine Jahre eingetragen sind; dann das erste Jahr nach der Laufzeit und die folgenden."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (52, 22, 44), 3)
    z = eingaben(bau, blatt, 5, _felder())
    jahre = "eingabe_laufzeit_jahre"
    ganz = f"IF(ISNUMBER({jahre}),AND({jahre}>=1,INT({jahre})={jahre}),FALSE)"  # INDEX mit 0 wäre die ganze Spalte
    letztes = f'IF({ganz},INDEX(budget_jahre,{jahre},1),"")'
    basis = Wert(
        "Grundlage: Budget des letzten Jahres", "verlaengerung_grundlage", letztes, einheiten.EUR_ZEICHEN
    )
    z = ergebnisse(bau, blatt, z + 1, (basis,))
    _jahre(bau, blatt, z + 1)
    bau.pflicht.append(
        (
            f"{BLATT}: Raten und Verfahren, sobald Jahre eingetragen sind",
            f'OR({_N}="",NOT(OR({_ANGABEN})))',
        )
    )
    bau.pruefung(
        "verlaengerung",
        "Verlängerung: ganze Jahre",
        f'IF({_N}="",TRUE,IF(ISNUMBER({_N}),INT({_N})={_N},FALSE))',
        "Auf dem Blatt Verlängerung ganze Jahre eintragen.",
        nativ=True,
    )
    bau.gedruckt[BLATT] = Druck("B")


def _felder() -> tuple[Feld, ...]:
    jahre = eingabe.zahl(
        1, HOECHSTENS_JAHRE, f"Ganze Jahre, 1 bis {HOECHSTENS_JAHRE}; leer: keine Verlängerung."
    )
    verfahren = eingabe.auswahl(*VERFAHREN)
    return (
        Feld("Jahre der Verlängerung", "verlaengerung_jahre", "0", jahre, None, "leer: keine", pflicht=False),
        Feld(
            "Steigerung der Fallzahl je Jahr",
            _RATEN[0],
            zellen.ANTEIL,
            RATE,
            pflicht=False,
            frage=RATE_UEBLICH,
        ),
        Feld(
            "Veränderung der Fallkosten je Jahr",
            _RATEN[1],
            zellen.ANTEIL,
            RATE,
            pflicht=False,
            frage=RATE_UEBLICH,
        ),
        Feld("Verfahren", "verlaengerung_verfahren", zellen.TEXT, verfahren, pflicht=False),
    )


def _jahre(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Je Jahr das Budget, die Summe darüber."""
    kopf(blatt, z, ("Jahr", "Budget\nEUR"))
    erste, letzte = z + 2, z + 1 + HOECHSTENS_JAHRE
    for t, zeile in enumerate(range(erste, letzte + 1), 1):
        leer = f'OR({_N}="",IF(ISNUMBER({_N}),{t}>{_N},TRUE))'
        jahr = f"YEAR(eingabe_laufzeit_von)+eingabe_laufzeit_jahre+{t - 1}"
        zellen.stumm(blatt[f"A{zeile}"], f'=IF({leer},"",{jahr})', "0", rechts=False)
        raten = ",".join(f"eingabe_{x}" for x in _RATEN)
        aufruf = f"EGH_BUDGET(verlaengerung_grundlage,{t},{raten},eingabe_verlaengerung_verfahren)"
        fehlt = f'OR({leer},{_ANGABEN},verlaengerung_grundlage="")'
        zellen.stumm(blatt[f"B{zeile}"], f'=IF({fehlt},"",{aufruf})', zellen.BETRAG)
    zellen.einblenden(blatt, f"A{erste}:B{letzte}", f'$A{erste}<>""')
    alle = f"B{erste}:B{letzte}"
    zellen.formelzelle(blatt[f"A{erste - 1}"], "Verlängerung", rechts=False, fett=True)
    summe = f'=IF({keine_zahl(alle)},"",SUM({alle}))'
    zellen.formelzelle(blatt[f"B{erste - 1}"], summe, zellen.BETRAG, fett=True)
    bau.name("ergebnis_verlaengerung", blatt, f"B{erste - 1}")
