"""Personen mit Minuten je Woche → Hilfebedarfsgruppe, Stunden, VK; daneben die Tabelle des Vertrags."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from calc.hilfebedarf import Raster
from calc.runden import deutsch
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.fach import gemeinsam
from workbooks.bausteine.fach.je_gruppe import name_der_gruppe
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte, intern
from workbooks.bausteine.grund import diagramme, eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.regeln import Regel, in_worten, ohne_angebot
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import PERSON, personenregeln, tabelle

_TAG = "meta_land,meta_stichtag"
ARTEN = {"alle": ""}
_BEDARF = Spalte(
    "bedarf", "zusammen\nMin./Woche", 12, einheiten.MIN_WOCHE,
    formel='IF({minuten}="","",N({minuten})+N({gem_alle})+0*SUM({gem_alle}))', weg="Bedarf + Anteil",
)  # fmt: skip


@dataclass(frozen=True)
class Gruppen:
    """Das Raster des Vertragsstands, für den die Vorlage gebaut wird; nach oben offen ist nur die letzte Gruppe."""

    raster: Raster

    @classmethod
    def am(cls, bau: Bau) -> Gruppen:
        """Das Raster am Tag des Stands."""
        return cls(parameter.raster(bau.vorlage.land, bau.stand))

    @property
    def ab(self) -> float:
        """Kleinste Minutenzahl, für die es eine Gruppe gibt."""
        return self.raster[0].von or 0

    @property
    def offen(self) -> str:
        """Name der Gruppe ohne Ende (»7+«), in der mit den tatsächlichen Minuten gerechnet wird; »« ohne eine."""
        return self.raster[-1].hbg if self.raster[-1].bis is None else ""

    @property
    def grenze(self) -> str:
        """Letzte Minutenzahl der Gruppen mit Ende."""
        return deutsch(max(stufe.bis for stufe in self.raster if stufe.bis is not None))


def personen(bau: Bau, gruppen: Gruppen) -> Tabelle:
    """Das Blatt »intern_Personen«."""
    blatt = bau.blatt("intern_Personen", bau.titel("Personen"), (), 6)
    intern(blatt)
    mit = bau.vorlage.gemeinsam
    zusatz = (*gemeinsam.eingaben(), *gemeinsam.anteile(ARTEN), _BEDARF) if mit else ()
    minuten = "{bedarf}" if mit else "{minuten}"
    spalten = (*_eingaben(gruppen), *zusatz, *_gerechnet(gruppen, minuten), _abstand(gruppen, minuten))
    gebrochen = "INT(N({minuten}))<>N({minuten})"
    ganz = Regel("keine ganzen Minuten (Stunden getippt?)", gebrochen, in_worten("{minuten}", "Min."))
    regeln = (ohne_angebot(LISTE_ANGEBOTE), *personenregeln(), *(gemeinsam.regeln() if mit else ()), ganz)
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, bau.inhalt("personen"), regeln, PERSON)
    if mit:
        gemeinsam.anmelden(bau, t, ARTEN)
    bau.name("eingabe_personen", blatt, f"A{t.erste}:C{t.letzte}")
    return t


def _eingaben(gruppen: Gruppen) -> tuple[Spalte, ...]:
    hinweis = (
        f"Minuten je Woche, {gruppen.ab:g} bis 10.080 (unter {gruppen.ab:g} kennt der Vertrag keine HBG)."
    )
    return (
        Spalte("fall", "Fall-\nnummer", 14, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        angebotsspalte(),
        Spalte(
            "minuten",
            "Bedarf\nMin./Woche",
            13,
            einheiten.MIN_WOCHE,
            eingabe.zahl(gruppen.ab, 10_080, hinweis),
            weg="laut Bedarfsermittlung",
            pflicht=True,
        ),
    )


def _gerechnet(gruppen: Gruppen, minuten: str) -> tuple[Spalte, ...]:
    einzeln = f'{{hbg}}="{gruppen.offen}"'

    def wenn(individuell: str, sonst: str) -> str:
        return f'IF({{hbg}}="","",IF({einzeln},{individuell},{sonst}))'

    gruppe = f"IF(ISERROR({{pruefwert}}),{{pruefwert}},EGH_HBG({minuten},{_TAG}))"
    hbg_formel = f'IF(OR({{fall}}="",{{minuten}}=""),"",{gruppe})'
    jahr = wenn(
        f"EGH_JAHRESSTUNDEN(N({minuten})/60,parameter_wochen_jahr)",
        'EGH_HBG_STUNDEN({hbg},meta_land,"Jahr",meta_stichtag)',
    )
    vk_einzeln = f"EGH_VK_MINUTEN({minuten},meta_land,parameter_jahresstunden_vk,meta_stichtag)"
    vk_hbg = "EGH_HBG_VK({hbg},meta_land,parameter_jahresstunden_vk,meta_stichtag)"
    vk = f'IF(OR({{hbg}}="",parameter_jahresstunden_vk=""),"",IF({einzeln},{vk_einzeln},{vk_hbg}))'
    woche = wenn(f"N({minuten})/60", 'EGH_HBG_STUNDEN({hbg},meta_land,"Woche",meta_stichtag)')
    offen = f"{gruppen.offen}: " if gruppen.offen else "nie: "
    return (
        Spalte("hbg", "HBG", 9, einheiten.OHNE, formel=hbg_formel, weg="Korridor der Minuten"),
        Spalte(
            "planung",
            "Planung\nMin./Woche",
            13,
            einheiten.MIN_WOCHE,
            formel=wenn(minuten, f"EGH_HBG_MINUTEN({{hbg}},{_TAG})"),
            weg=f"Mittelwert; {offen}Bedarf",
        ),
        Spalte("stunden_woche", "Std. je\nWoche", 11, einheiten.STD_WOCHE, formel=woche, weg="Planung ÷ 60"),
        Spalte(
            "stunden_jahr", "Std. im\nJahr", 12, einheiten.STD_JAHR, formel=jahr, weg="Woche × Wochen je Jahr"
        ),
        Spalte("vk", "VK", 11, einheiten.VZAE, formel=vk, weg="Jahr ÷ Std. einer VK"),
        Spalte(
            "berechnung",
            "Berechnung",
            13,
            formel=wenn('"individuell"', '"nach HBG"'),
            weg=f"{offen}individuell",
        ),
    )


def _abstand(gruppen: Gruppen, minuten: str) -> Spalte:
    """Wie viele Minuten bis zur nächsten Gruppe fehlen; in der offenen gibt es keine."""
    formel = f'IF({{hbg}}="","",IF({{hbg}}="{gruppen.offen}","",EGH_HBG_ABSTAND({minuten},{_TAG})))'
    return Spalte(
        "abstand", "Min. bis zur\nnächsten HBG", 14, einheiten.MIN_WOCHE, formel=formel, weg="Beginn − Bedarf"
    )


_KOPF = (
    ("HBG", 10, "@"),
    ("von\nMin.", 10, "0"),
    ("bis\nMin.", 10, "0"),
    ("Mittelwert\nMin./Woche", 12, "0"),
    ("Std. je\nWoche", 11, zellen.VZAE),
    ("Std. je\nTag", 11, zellen.VZAE),
    ("Std. im\nJahr", 12, zellen.VZAE),
    ("VK", 11, "0.000"),
    ("Schlüssel\n1 :", 11, "0.00"),
    ("Personen", 11, "0"),
    ("Std. im Jahr\naller", 14, zellen.STUNDEN),
    ("VK\naller", 12, zellen.VZAE),
)


def hbg(bau: Bau, t: Tabelle, gruppen: Gruppen) -> None:
    """Das Blatt »HBG«: die Tabelle des Vertrags, daneben wie viele Personen mit welchen Stunden darin sind."""
    titel = bau.titel("Hilfebedarfsgruppen")
    blatt = bau.blatt("HBG", titel, [breite for _, breite, _ in _KOPF], 5)
    blatt.page_setup.fitToHeight = 1  # kein Seitenwechsel durch das Diagramm
    for nummer, (wort, _, _) in enumerate(_KOPF, 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    blatt.row_dimensions[5].height = 30
    ende = 5 + len(gruppen.raster)
    for z in range(6, ende + 1):
        _gruppe(blatt, t, z, gruppen)
        for spalte, was in (("J", "personen"), ("L", "vk")):
            bau.name(name_der_gruppe(gruppen.raster[z - 6].hbg, was), blatt, f"{spalte}{z}")
    bau.name("ergebnis_hbg_tabelle", blatt, f"A6:I{ende}")
    _summen(blatt, ende)
    zellen.text(
        blatt[f"A{ende + 3}"],
        f"{gruppen.offen}: über {gruppen.grenze} Minuten wird individuell nach dem tatsächlichen Bedarf gerechnet. "
        "VK und Schlüssel links: Wert des Vertrags; rechts zählt der eigene Wert, wenn einer eingetragen ist.",
        grau=True,
        umbruch=False,
    )
    bau.pruefung(
        "hbg",
        "HBG: alle Gruppen zusammen ergeben die Stunden aller Personen",
        f"ABS(SUM(HBG!$K$6:$K${ende})-SUM({t.bereich('stunden_jahr')}))<0.000001",
        "Zeilen mit Fehlern in intern_Personen berichtigen.",
    )
    diagramme.saeulen(blatt, "Personen je HBG", 5, ende, 10, f"A{ende + 5}", achse="#,##0")


def _gruppe(blatt: Worksheet, t: Tabelle, z: int, gruppen: Gruppen) -> None:
    zelle = f"INDEX(EGH_HBG_TABELLE({_TAG}),{z - 4},"
    ist = f"{t.bereich('hbg')}=$A{z}"
    zahl = f"SUMPRODUCT(--({ist}))"
    formeln: list[str | None] = [f"={zelle}{n})" for n in range(1, 10)]
    if gruppen.raster[z - 6].mittel is None:  # ohne Ende und Werte; leere Formeln zeigten ohne Add-in #NAME?
        formeln[2:] = [None, *("individuell",) * 6]
    formeln += [
        f'=IF({zahl}=0,"",{zahl})',
        f'=IF($J{z}="","",{t.summe("stunden_jahr", wo=ist)})',
        f'=IF($J{z}="","",{t.summe("vk", wo=ist)})',
    ]
    for nummer, (formel, (_, _, zahlenformat)) in enumerate(zip(formeln, _KOPF, strict=True), 1):
        zellen.formelzelle(blatt.cell(z, nummer), formel, zahlenformat)


def _summen(blatt: Worksheet, ende: int) -> None:
    for nummer in range(1, len(_KOPF) + 1):
        zellen.formelzelle(blatt.cell(ende + 1, nummer), "Gesamt" if nummer == 1 else None, fett=True)
    for s, (_, _, zahlenformat) in zip("JKL", _KOPF[9:], strict=True):
        formel = f'=IF(COUNTBLANK({s}6:{s}{ende})=ROWS({s}6:{s}{ende}),"",SUM({s}6:{s}{ende}))'
        zellen.formelzelle(blatt[f"{s}{ende + 1}"], formel, zahlenformat, fett=True)
