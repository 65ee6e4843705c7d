"""Templates without add-in filled from empty and computed by LibreOffice alone: published figures and sums by hand.

No program of ours computes here: openpyxl writes the inputs into the built file, LibreOffice computes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fremd.office import durch_office
from vorlagenbau import klein

from workbooks.fertigung import teile
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import bauen, finde
from workbooks.weitergabe.packen import gepackt

# contec GmbH, Fachvortrag Personalbemessung: Stundentafel NRW, the duties in the sum
STUNDENTAFEL = (
    ("Tagespräsenz Mo.-Fr.", 6, 9, 5),
    ("Tagespräsenz Mo.-Fr.", 9, 15, 5),
    ("Tagespräsenz Sa./So.", 6, 9, 2),
    ("Tagespräsenz Sa./So.", 9, 15, 2),
    ("Tagespräsenz Mo.-So.", 15, 20, 7),
    ("Tagespräsenz Mo.-So.", 20, 22, 7),
    ("Nachtwache", 22, 6, 7),
)
# Thüringen, Landesrahmenvertrag, Anlage: mean of each corridor and posts a person, as printed
HBG = (
    *(("0.1", 10, 0.007), ("0.2", 14, 0.010), ("0.3", 20, 0.014), ("0.4", 28, 0.019), ("0.5", 40, 0.028)),
    *(("0.6", 57, 0.039), ("0.7", 80, 0.055), ("1", 113, 0.078), ("2", 160, 0.110), ("3", 226, 0.156)),
    *(("4", 320, 0.221), ("5", 452, 0.312), ("6", 640, 0.441), ("7", 905, 0.624)),
)


def ausgefuellt(
    name: str, eingaben: Mapping[str, Any], soffice: str, ordner: Path
) -> tuple[Arbeitsmappe, openpyxl.Workbook]:
    """The empty template with these inputs (cell, or name of one), computed by LibreOffice."""
    vorlage = finde(name)
    assert vorlage is not None
    umfang = klein()
    buch = bauen(vorlage, False, umfang=umfang, form="formeln")
    for ort, wert in eingaben.items():
        ziel = ort if "!" in ort else buch.defined_names[ort].attr_text
        blatt, _, zelle = ziel.replace("'", "").replace("$", "").rpartition("!")
        buch[blatt][zelle] = wert
    pfad = ordner / f"{name}.xlsx"
    pfad.write_bytes(gepackt(teile(buch, "formeln")))
    gerechnet = durch_office(soffice, pfad, ordner)
    return gerechnet, openpyxl.load_workbook(pfad)


def deckblatt(stichtag: date, von: date) -> dict[str, Any]:
    return {
        "meta_traeger": "Träger",
        "meta_stichtag": stichtag,
        "eingabe_zeitraum_von": von,
        "eingabe_zeitraum_bis": date(von.year, 12, 31),
        "Deckblatt!B44": "Haus",
    }


def test_nordrhein_westfalen(soffice: str, tmp_path: Path) -> None:
    eingaben = deckblatt(date(2026, 1, 1), date(2026, 1, 1))
    for z, (wort, beginn, ende, tage) in enumerate(STUNDENTAFEL, 7):
        zeile = ("Haus", 1, "Präsenz", "ja", None, wort, time(beginn), time(ende), None, tage, 1)
        eingaben |= {f"Stundentafel!{'ABCDEFGHIJK'[s]}{z}": w for s, w in enumerate(zeile) if w is not None}
    m, _ = ausgefuellt("nw", eingaben, soffice, tmp_path)
    assert m["ergebnis_stunden_stundentafel"] == pytest.approx(8736)
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(6.37, abs=0.005)
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(8736 / 1372)


def test_thueringen(soffice: str, tmp_path: Path) -> None:
    eingaben = deckblatt(date(2026, 1, 1), date(2026, 1, 1))
    for z, (_, minuten, _) in enumerate(HBG, 7):
        eingaben |= {
            f"intern_Personen!A{z}": f"F{z:03}",
            f"intern_Personen!B{z}": "Haus",
            f"intern_Personen!C{z}": minuten,
        }
    m, _ = ausgefuellt("th", eingaben, soffice, tmp_path)
    for z, (hbg, _, vk) in enumerate(HBG, 7):
        assert m[f"intern_Personen!L{z}"] == hbg
        assert m[f"intern_Personen!P{z}"] == pytest.approx(vk, abs=0.0005)
    assert m["ergebnis_personen"] == len(HBG)


def test_sachsen_anhalt(soffice: str, tmp_path: Path) -> None:
    """9 persons, 1 : 3.85, 199.00 EUR, 365 days, utilisation 0.95: 9 ÷ 3.85 and 9 × 199 × 365 × 0.95."""
    eingaben = deckblatt(date(2025, 12, 17), date(2026, 1, 1))
    eingaben["Deckblatt!B46"] = eingaben.pop("Deckblatt!B44")
    eingaben |= {"Parameter!C6": 365, "Parameter!C7": 0.95, "Parameter!C8": 0, "Parameter!C9": 0}
    eingaben |= {f"Parameter!I{z}": "Vereinbarung vom 01.12.2025, § 5" for z in range(6, 10)}
    eingaben |= {f"Gruppen!{s}7": w for s, w in zip("ABCDE", ("Haus", "1", 9, 3.85, 199), strict=True)}
    m, _ = ausgefuellt("st", eingaben, soffice, tmp_path)
    assert m["ergebnis_vk"] == pytest.approx(2.3377, abs=0.00005)
    assert m["Gruppen!M7"] == pytest.approx(621_029.25)


def test_hamburg_asp(soffice: str, tmp_path: Path) -> None:
    """100 × 9,800 + 20 × 14,500 and 50 × 9,800."""
    eingaben: dict[str, Any] = {"eingabe_laufzeit_von": date(2026, 1, 1), "eingabe_laufzeit_jahre": 1}
    zeilen = (
        ("A", "K-1", 100, 9800, 20, 14_500, "vereinbart", 0),
        ("B", "K-2", 50, 9800, 0, 14_500, "vereinbart", 0),
    )
    for z, zeile in enumerate(zeilen, 11):
        eingaben |= {f"Leistungserbringer!{s}{z}": w for s, w in zip("ABCDEFJK", zeile, strict=True)}
    m, _ = ausgefuellt("hh-asp", eingaben, soffice, tmp_path)
    assert m["ergebnis_budget_gesamt"] == 1_760_000
