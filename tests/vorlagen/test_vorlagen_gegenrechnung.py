"""The templates against a calculation of their own in a few lines, under random and senseless edits.

Whenever the workbook calls itself complete and within bounds, its results must be what these lines get from the same
inputs. They share nothing with the project: plain arithmetic on the cells, the corridors typed from the printed table.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import datei, eingaben

import workbooks
from workbooks.mappe import Arbeitsmappe

# HBG: upper end of the corridor, middle value (contec GmbH, Exkurs Thüringen)
KORRIDORE = (
    (11, 10), (16, 14), (23, 20), (33, 28), (47, 40), (67, 57), (95, 80), (135, 113),
    (190, 160), (269, 226), (380, 320), (538, 452), (761, 640), (1076, 905),
)  # fmt: skip
UNSINN: tuple[Any, ...] = (-1, 1e7, 0.5, "12,5", "viel", " ", "1.234", True, "nein ", "Präsenz", 0, 3, None)


def zeilen(m: Arbeitsmappe, blatt: str, kopf: int, anzahl: int) -> list[dict[str, Any]]:
    """The rows of a table by the words of its head."""
    tabelle = m[f"{blatt}!A{kopf}:V{kopf + 1 + anzahl}"]
    namen = [str(w or "").replace("\n", " ").replace("- ", "") for w in tabelle[0]]
    return [dict(zip(namen, zeile, strict=True)) for zeile in tabelle[2:]]


def leer(wert: Any) -> bool:
    return wert is None or wert == ""


def dienststunden(z: dict[str, Any], anteile: dict[str, Any]) -> float:
    """Hours a week of one duty."""
    anerkannt = (
        anteile.get(str(z["Art"] or "Präsenz").lower(), 1.0) if leer(z["Anerk. eigen"]) else z["Anerk. eigen"]
    )
    dauer = (z["Ende"] - z["Beginn"]) % 1 or 1
    return float(dauer * 24 * z["Tage je Woche"] * z["Anzahl MA"] * anerkannt)


def nw(m: Arbeitsmappe) -> dict[str, float]:
    return modular(m, "'Fachmodul Wohnen'")


def hb(m: Arbeitsmappe) -> dict[str, float]:
    return modular(m, "Leistungen")


def modular(m: Arbeitsmappe, blatt: str) -> dict[str, float]:
    wert = {n: m[f"parameter_{n}"] for n in ("njaz", "anteil_indirekt", "wochen_jahr")}
    anteile = {art: m[f"parameter_{art}"] for art in ("nachtbereitschaft", "rufbereitschaft")}
    stunden = 0.0
    for z in zeilen(m, "intern_Assistenz", 5, 18):
        minuten = [
            w
            for name, w in z.items()
            if name[-3:] in (" qA", " uA") and "VZÄ" not in name and "Std" not in name
        ]
        if not leer(z["Fallnummer"]):
            stunden += sum(w for w in minuten if w is not None) / 60
    for z in zeilen(m, "Stundentafel", 5, 11):
        if not leer(z["Beginn"]) and str(z["in Summe"]).lower() != "nein":
            stunden += dienststunden(z, anteile)
    for z in zeilen(m, blatt, 15, 5):
        stunden += z["Std. je Woche"] or 0
    jahr = stunden * wert["wochen_jahr"]
    return {
        "ergebnis_stunden_jahr": jahr,
        "ergebnis_vzae": jahr / (wert["njaz"] * (1 - wert["anteil_indirekt"])),
    }


def by(m: Arbeitsmappe) -> dict[str, float]:
    def tage(schicht: bool) -> float:
        gemeinsam = ("urlaub", "feiertage", "freistellung", "schwerbehinderung", "fortbildung", "krankheit")
        eigene = [f"{n}{'_schichtdienst' if schicht else ''}" for n in ("zusatzurlaub", "regeneration")]
        return float(sum(m[f"parameter_{n}"] for n in (*gemeinsam, *eigene)))

    wochen, stunden = m["parameter_wochen_jahr"], m["parameter_wochenstunden"]
    njaz = {s: wochen * stunden - tage(s) * stunden / 5 for s in (True, False)}
    anteile = {art: m[f"parameter_{art}"] for art in ("nachtbereitschaft", "rufbereitschaft")}
    jahr = vzae = 0.0
    for z in zeilen(m, "Stundentafel", 5, 11):
        if not leer(z["Beginn"]) and str(z["in Summe"]).lower() != "nein":
            mehr = dienststunden(z, anteile) * wochen
            jahr += mehr
            vzae += mehr / njaz[str(z["Schichtdienst"]).lower() != "nein"]
    for z in zeilen(m, "Basisleistungen", 15, 5):
        mehr = (z["Std. je Woche"] or 0) * wochen
        jahr += mehr
        vzae += mehr / njaz[str(z["Schichtdienst"]).lower() != "nein"]
    return {
        "ergebnis_njaz_schicht": njaz[True],
        "ergebnis_njaz": njaz[False],
        "ergebnis_stunden_jahr": jahr,
        "ergebnis_vzae": vzae / (1 - m["parameter_anteil_indirekt"]),
    }


def th(m: Arbeitsmappe) -> dict[str, float]:
    minuten = 0.0
    personen = 0
    for z in zeilen(m, "intern_Personen", 5, 18):
        bedarf = z["Bedarf Min./Woche"]
        if not leer(bedarf):
            personen += 1
            ganz = int(bedarf + 0.5)
            minuten += next((mittel for bis, mittel in KORRIDORE if ganz <= bis), bedarf)
    jahr = minuten / 60 * 365 / 7
    return {
        "ergebnis_personen": personen,
        "ergebnis_stunden_jahr": jahr,
        "ergebnis_vk": jahr / m["parameter_jahresstunden_vk"],
    }


def st(m: Arbeitsmappe) -> dict[str, float]:
    wert = {
        n: m[f"parameter_{n}"] for n in ("tage_jahr", "auslastung", "abwesenheit_tage", "anteil_abwesenheit")
    }
    belegt = wert["tage_jahr"] * wert["auslastung"]
    bezahlt = belegt - wert["abwesenheit_tage"] * (1 - wert["anteil_abwesenheit"])
    personen = vk = tage = entgelt = 0.0
    alle_saetze = True
    for z in zeilen(m, "Gruppen", 5, 11):
        if leer(z["Gruppe"]):
            continue
        personen += z["Personen"]
        vk += z["Personen"] / z["Schlüssel 1 :"]
        tage += z["Personen"] * belegt
        alle_saetze = alle_saetze and not leer(z["Satz je Tag EUR"])
        entgelt += (z["Satz je Tag EUR"] or 0) * z["Personen"] * bezahlt
    return {
        "ergebnis_personen": personen,
        "ergebnis_vk": vk,
        "ergebnis_berechnungstage": tage,
        **({"ergebnis_entgelt": entgelt} if alle_saetze else {}),
    }


def he(m: Arbeitsmappe) -> dict[str, float]:
    """LWV Hessen: qA + 3 % + 10 minutes (13 with the lead); kompensatorisch + 3 %, to half hours, halves up."""
    woche = 0.0
    personen = 0
    for z in zeilen(m, "intern_Personen", 5, 18):
        if leer(z["Fallnummer"]):
            continue
        personen += 1
        qa, ua = z["qualifiziert Min./Woche"] or 0, z["kompensat. Min./Woche"] or 0
        assert leer(z["gemeinsam mit"])  # test_gemeinsam recomputes it
        if qa:
            woche += (qa * 1.03 + (13 if str(z["Federführung"]).lower() == "ja" else 10)) / 60
        woche += float((Fraction(str(ua)) * Fraction("1.03") / 30 + Fraction(1, 2)) // 1) / 2
    woche += sum(
        z["Std. je Woche"] or 0 for z in zeilen(m, "'Weitere Leistungen'", 5, 10) if not leer(z["Art"])
    )
    jahr = woche * m["parameter_wochen_jahr"]
    je_vk = m["parameter_njaz"] * (1 - m["parameter_anteil_indirekt"])
    return {"ergebnis_personen": personen, "ergebnis_stunden_jahr": jahr, "ergebnis_vk": jahr / je_vk}


RECHNER = {"nw": nw, "by": by, "th": th, "hb": hb, "st": st, "he-fachleistungsstunden": he}


@pytest.mark.parametrize(("name", "rechner"), RECHNER.items(), ids=RECHNER)
def test_was_vollstaendig_und_erlaubt_ist_stimmt(
    name: str, rechner: Callable[[Arbeitsmappe], dict[str, float]], tmp_path: Path
) -> None:
    pfad = datei(tmp_path, name, beispiel=True)
    felder, listen = eingaben(pfad)
    felder = [f for f in felder if not f.zelle.startswith(("'Deckblatt'", "'Ergebnis'", "'Angebote'"))]
    m = workbooks.oeffnen(pfad)
    voll = [f for f in felder if not leer(m[f.zelle])]
    zufall = random.Random(1)
    geprueft = 0
    for _ in range(18):
        feld = zufall.choice(voll if zufall.random() < 0.85 else felder)
        vorher = m[feld.zelle]
        m[feld.zelle] = zufall.choice(UNSINN) if zufall.random() < 0.3 else feld.erlaubt(zufall, listen)
        m.rechnen()
        if m["pruefung_vollstaendig"] is True and m["pruefung_eingaben"] is True and not m.fehler():
            geprueft += 1
            for ergebnis, wert in rechner(m).items():
                assert m[ergebnis] == pytest.approx(wert, rel=1e-9, abs=1e-9), (feld, ergebnis)
        else:  # one refused edit shall not keep all later ones from being compared
            m[feld.zelle] = vorher
            m.rechnen()
    assert geprueft >= 4
