"""Blatt »Verproben«: der Bedarf neben Stellenplan, Rahmendienstplan, Relationsmodell und Benchmark; Probekalkulation."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from calc.parameter import laender
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import Regel, als_tag, in_worten
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.personalbemessung.probekalkulation import probekalkulation
from workbooks.vorlagen.sonder.personalbemessung.vergleiche import (
    BENCHMARK,
    DIENSTE,
    INDIVIDUELL,
    RAHMENPLAN,
    ZIEL,
)

BLATT = "Verproben"
_UNTER_DREI, _UEBER = "unter 3 Projekten", "über der Grenze"
_GRENZE = eingabe.zahl(0, 1, "Anteil, ab dem der Unterschied zu nennen ist; leer: kein Urteil.")
_KOPF = (
    "Womit verglichen",
    "Bedarf",
    "Vergleich",
    "Bedarf −\nVergleich",
    "in % des\nVergleichs",
    "eigene\nGrenze ±",
    "Urteil",
)
MEHR_PERSONEN = Regel(
    "mehr Personen als auf dem Blatt Stichprobe",
    "IF(ISNUMBER(ergebnis_personen),N({personen})>ergebnis_personen,FALSE)",
    in_worten("{personen}", "Personen"),
)
UNTERSCHIED, _PROZENT = "+#,##0.00;-#,##0.00;0.00", "+0.0%;-0.0%;0.0%"


class Vergleich(NamedTuple):
    """Wort, Name (`verprobung_X`, `eingabe_grenze_X`), Bedarf, womit verglichen (Formel), Grenze im Beispiel."""

    text: str
    name: str
    bedarf: str
    womit: str
    beispiel: float | None = None


def verproben(bau: Bau, stellen: Tabelle, plan: Tabelle, projekte: Tabelle) -> None:
    """Namen: `verprobung_…` (Bedarf − Vergleich, VZÄ), `eingabe_grenze_…`, `hinweis_verprobung`, `probe_…`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (50, 14, 14, 14, 12, 14, 36), 3)
    satz = "Der Bedarf neben dem, was da ist oder andere haben. Nichts davon ändert ihn; leer, wo nichts zum Vergleich steht."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, _felder(bau))
    z = ergebnisse(bau, blatt, z, _benchmark(projekte))
    _schluessel(bau, projekte)
    z = _vergleiche(bau, blatt, z + 1, (*_stellen(stellen), *_plan(plan), *_andere()))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Probekalkulation")
    probekalkulation(bau, blatt, z + 2)
    bau.gedruckt[BLATT] = Druck("G")


def _felder(bau: Bau) -> tuple[Feld, ...]:
    tag, datum = eingabe.TAG, einheiten.TAG.format
    land = Feld(
        "Land der vergleichbaren Projekte", "benchmark_land", zellen.TEXT,
        eingabe.aus_liste("kalender_laender", "Kürzel des Landes, z. B. NW."), "NW", f"Blatt {BENCHMARK}", False,
    )  # fmt: skip
    bau.pflicht.append(
        (
            f"{BLATT}: Zeitraum des Stellenplans in der richtigen Folge",
            "N(eingabe_stellen_bis)>=N(eingabe_stellen_von)",
        )
    )
    von, bis = "N(eingabe_stellen_von)", "N(eingabe_stellen_bis)"
    ausserhalb = Regel(
        "liegt nicht im Zeitraum darunter",
        f'AND({{wert}}<>"",{von}>0,{bis}>0,OR(N({{wert}})<{von},N({{wert}})>{bis}))',
        als_tag("{wert}"),
    )
    tage = f"{bis}-{von}+1"
    kein_jahr = Regel(
        "der Zeitraum ist kein ganzes Jahr",
        f'AND({{wert}}<>"",{von}>0,{tage}<>365,{tage}<>366)',
        in_worten(tage, "Tage"),
    )
    anderes = Regel(
        "die Dienste zählen nach einem anderen Jahr",
        'AND({wert}<>"",N(eingabe_kalenderjahr)>0,YEAR(N({wert}))<>N(eingabe_kalenderjahr))',
        als_tag("{wert}"),
    )
    return (
        Feld("Stellenplan: Stichtag", "stellen_stichtag", datum, tag, 46113, "Blatt intern_Stellenplan", False, ausserhalb),
        Feld("Stellenplan: Zeitraum von", "stellen_von", datum, tag, 46023, "für die VZÄ im Mittel", False),
        Feld("Stellenplan: Zeitraum bis", "stellen_bis", datum, tag, 46387, "letzter Tag, zählt mit", False, (kein_jahr, anderes)),
        *((land,) if bau.vorlage.land == laender.BUND else ()),
        Feld("Zielgruppe", "benchmark_zielgruppe", zellen.TEXT, eingabe.TEXT, "geistige Behinderung", f"wie auf {BENCHMARK}", False),
    )  # fmt: skip


def _schluessel(bau: Bau, projekte: Tabelle) -> None:
    """Die Zielgruppe, wie sie verglichen wird, verborgen auf dem Blatt der Projekte."""
    ort = f"{projekte.buchstabe('zaehlt')}4"
    woran = kennung(als_text("eingabe_benchmark_zielgruppe"), wenn=belegt("eingabe_benchmark_zielgruppe"))
    zellen.stumm(projekte.blatt[ort], f"={woran}", ";;;")
    bau.name(ZIEL, projekte.blatt, ort)


def _benchmark(t: Tabelle) -> tuple[Wert, ...]:
    zaehlt = t.bereich("zaehlt")
    anzahl = t.belegte("zaehlt")
    median = f'IF({anzahl}<3,"",MEDIAN({zaehlt}))'
    return (
        Wert("Projekte, die zählen", "benchmark_projekte", t.wenn_vollstaendig(anzahl), einheiten.ANZAHL, "gleiches Land, gleiche Zielgruppe"),
        Wert(
            "VZÄ je Person, Median", "benchmark_median", t.wenn_vollstaendig(median),
            einheiten.Einheit("VZÄ je Person", zellen.VZAE, summierbar=False), f"leer: {_UNTER_DREI}",
        ),
    )  # fmt: skip


def _stellen(t: Tabelle) -> tuple[Vergleich, ...]:
    fach = f'{t.bereich("fachkraft")}="ja"'
    return (
        Vergleich("Stellenplan am Stichtag", "stichtag", "ergebnis_vzae", t.gesamt("am_tag"), 0.1),
        Vergleich("Stellenplan im Mittel des Zeitraums", "mittel", "ergebnis_vzae", t.gesamt("mittel"), 0.1),
        Vergleich(
            "Fachkräfte des Stellenplans am Stichtag",
            "fachkraefte",
            "ergebnis_vzae_fachkraefte",
            t.gesamt("am_tag", wo=fach),
            0.1,
        ),
    )


def _plan(t: Tabelle) -> tuple[Vergleich, ...]:
    def teil(wort: str) -> str:
        wo = f'{t.bereich("gehoert")}="{wort}"'
        return t.wenn_vollstaendig(f'IF(SUMPRODUCT(--({wo}))=0,"",{t.gesamt("vzae", wo=wo)})')

    return (
        Vergleich(
            f"{RAHMENPLAN}, {DIENSTE}", "rahmen_dienste", "ergebnis_vzae_stundentafel", teil(DIENSTE), 0.1
        ),
        Vergleich(
            f"{RAHMENPLAN}, {INDIVIDUELL}",
            "rahmen_individuell",
            "ergebnis_vzae_individuell",
            teil(INDIVIDUELL),
            0.2,
        ),
    )


def _andere() -> tuple[Vergleich, ...]:
    betreuung, nacht = "ergebnis_vzae_betreuung", "ergebnis_vzae_nacht"
    relation = (
        f'IF(AND({betreuung}="",{nacht}=""),"",IF({betreuung}="",0,{betreuung})+IF({nacht}="",0,{nacht}))'
    )
    median = 'IF(OR(benchmark_median="",ergebnis_personen=""),"",benchmark_median*ergebnis_personen)'
    return (
        Vergleich("Relationsmodell, Betreuung und Nacht", "relation", "ergebnis_vzae", relation, 0.15),
        Vergleich("Benchmark: Median × Personen", "benchmark", "ergebnis_vzae", median, 0.25),
    )


def _vergleiche(bau: Bau, blatt: Worksheet, z: int, alle: tuple[Vergleich, ...]) -> int:
    zellen.ueberschrift(blatt[f"A{z}"], "Vergleiche, in VZÄ")
    kopf(blatt, z + 1, _KOPF)
    erste = z + 2
    for zeile, v in enumerate(alle, erste):
        _vergleich(bau, blatt, zeile, v)
    letzte = erste + len(alle) - 1
    grenzen = f"F{erste}:F{letzte}"
    _GRENZE.anwenden(blatt, grenzen)
    bau.werte_falsch.append(_GRENZE.verletzt(bezug(blatt, grenzen)))
    zellen.rot_wenn(blatt, f"G{erste}:G{letzte}", f'$G{erste}="{_UEBER}"')
    urteile = f"G{erste}:G{letzte}"
    ueber = f'SUMPRODUCT(({urteile}="{_UEBER}")*1)'
    text = f'IF({ueber}=0,"",{ueber}&IF({ueber}=1," Vergleich"," Vergleiche")&" über der eigenen Grenze: erklären oder Bedarf ändern.")'
    zellen.text(blatt[f"A{letzte + 1}"], f"={text}", fett=True, umbruch=False)
    bau.name("hinweis_verprobung", blatt, f"A{letzte + 1}")
    return letzte + 2


def _vergleich(bau: Bau, blatt: Worksheet, z: int, v: Vergleich) -> None:
    zellen.text(blatt[f"A{z}"], v.text)
    zellen.formelzelle(blatt[f"B{z}"], f'=IF({v.bedarf}="","",{v.bedarf})', zellen.STUNDEN)
    zellen.formelzelle(blatt[f"C{z}"], f"={v.womit}", zellen.STUNDEN)
    zellen.formelzelle(blatt[f"D{z}"], f'=IF(OR(B{z}="",C{z}=""),"",B{z}-C{z})', UNTERSCHIED)
    zellen.formelzelle(blatt[f"E{z}"], f'=IF(D{z}="","",IF(C{z}=0,"",D{z}/C{z}))', _PROZENT)
    zellen.eingabezelle(blatt[f"F{z}"], v.beispiel if bau.beispiel else None, zellen.PROZENT)
    # 0 zum Vergleich: jeder Unterschied ist mehr als jede Grenze
    weit = f"IF(C{z}=0,D{z}<>0,ABS(E{z})>F{z}+0.0000001)"
    ohne = (
        f'IF(benchmark_projekte="","",IF(benchmark_projekte<3,"{_UNTER_DREI}",""))'
        if v.name == "benchmark"
        else '""'
    )
    urteil = f'IF(D{z}="",{ohne},IF(F{z}="","",IF({weit},"{_UEBER}","innerhalb der Grenze")))'
    zellen.text(blatt[f"G{z}"], f"={urteil}", umbruch=False)
    bau.name(f"verprobung_{v.name}", blatt, f"D{z}")
    bau.name(f"urteil_{v.name}", blatt, f"G{z}")
    bau.name(f"eingabe_grenze_{v.name}", blatt, f"F{z}")
