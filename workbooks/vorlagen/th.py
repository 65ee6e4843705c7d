"""Thüringen: Fachleistungsstunden nach HBG, aus den Minuten je Person."""

from __future__ import annotations

from calc import parameter
from workbooks.bausteine import abschluss, diagramme, eingabe, zellen
from workbooks.bausteine.angebote import Anteil, angebote
from workbooks.bausteine.assistenz import intern
from workbooks.bausteine.bau import Bau, Vorlage
from workbooks.bausteine.deckblatt import LISTE_ANGEBOTE
from workbooks.bausteine.ergebnis import Zeile, ergebnis
from workbooks.bausteine.hilfe import hilfe
from workbooks.bausteine.parameterblatt import BREITEN, Wert, werte, wochenbasis
from workbooks.bausteine.regeln import ohne_angebot
from workbooks.bausteine.stundentafel import angebotsspalte
from workbooks.bausteine.tabelle import PERSON, PERSON_DOPPELT, Spalte, Tabelle, doppelt, tabelle
from workbooks.vorlagen.nw import VORTRAG

WERTE = (
    Wert(
        "jahresstunden_vk",
        "Jahresstunden einer VK",
        "Std./Jahr",
        zellen.STUNDEN,
        eingabe.zahl(500, 2600, "Stunden je Jahr, 500 bis 2.600."),
        "jahresstunden_vk",
    ),
    Wert(
        "wochen_jahr",
        "Wochen je Jahr (Bedarf)",
        "Wochen/Jahr",
        "0.0000",
        eingabe.zahl(1, 53, ""),
        "wochen_jahr",
        eigener=False,
    ),
    Wert(
        "wochen_njaz",
        "Wochen je Jahr, auf denen die Jahresstunden beruhen",
        "Wochen/Jahr",
        "0.0000",
        eingabe.zahl(1, 53, "Wochen je Jahr, 1 bis 53."),
        "wochen_jahr",
    ),
)
_ANGEBOT = "Assistenz im Wohnen"
_AB = 8  # erster Korridor: darunter kennt der Vertrag keine HBG
# Rechenbeispiel: je HBG eine Person mit dem veröffentlichten Mittelwert, dazu eine über 1.076 Minuten.
PERSONEN = tuple(
    (f"F{nummer:03}", _ANGEBOT, minuten)
    for nummer, minuten in enumerate((10, 14, 20, 28, 40, 57, 80, 113, 160, 226, 320, 452, 640, 905, 1200), 1)
)


def fuellen(bau: Bau) -> None:
    """Die Arbeitsblätter."""
    grund = bau.blatt("Parameter", f"Parameter: {bau.vorlage.titel}, {bau.vorlage.landesname}", BREITEN, 5)
    werte(bau, grund, 5, WERTE, {})
    wochenbasis(bau, "jahresstunden_vk")
    t = _personen(bau)
    _hbg(bau, t)
    bau.pflicht.append(("Mindestens eine Zeile in intern_Personen", f"NOT({t.leer})"))
    zeilen = (
        Zeile(
            "personen",
            "Personen",
            t.wenn_vollstaendig(f"COUNT({t.bereich('stunden_jahr')})"),
            "Personen",
            "#,##0",
            "Anzahl der Zeilen",
            "Blatt HBG",
        ),
        Zeile(
            "stunden_woche",
            "Stunden je Woche",
            t.gesamt("stunden_woche"),
            "Std./Woche",
            zellen.STUNDEN,
            "Mittelwert der HBG ÷ 60; über 1.076 Minuten die tatsächlichen Minuten",
            "HBG-Tabelle",
        ),
        Zeile(
            "stunden_jahr",
            "Stunden im Jahr",
            t.gesamt("stunden_jahr"),
            "Std./Jahr",
            zellen.STUNDEN,
            "Std. je Woche × 365/7 Wochen, Summe aller Personen",
            "HBG-Tabelle",
            True,
        ),
        Zeile(
            "jahresstunden_vzae",
            "Jahresstunden einer VK",
            "=parameter_jahresstunden_vk",
            "Std./Jahr",
            zellen.STUNDEN,
            "nachgerechnet aus den gedruckten Schlüsseln oder eigener Wert",
            "Blatt Parameter",
        ),
        Zeile(
            "vk",
            "Stellen",
            t.gesamt("vk"),
            "VK",
            zellen.STUNDEN,
            "Stunden im Jahr ÷ Jahresstunden einer VK",
            "HBG-Tabelle",
            True,
        ),
    )
    ergebnis(bau, zeilen, "vk", "stunden_jahr", "jahresstunden_vzae")
    angebote(
        bau,
        (
            Anteil("Stunden\nim Jahr", zellen.STUNDEN, ((t, "stunden_jahr", ""),), "stunden_jahr"),
            Anteil("VK\ngesamt", zellen.STUNDEN, ((t, "vk", ""),), "vk"),
        ),
    )
    abschluss.kurzfassung(
        bau,
        [z for n in ("vk", "stunden_jahr", "personen", "jahresstunden_vzae") for z in zeilen if z.name == n],
    )
    abschluss.pruefung(bau)
    abschluss.quellen(bau, QUELLEN)
    hilfe(bau, SCHRITTE, BEISPIEL)


def _personen(bau: Bau) -> Tabelle:
    blatt = bau.blatt("intern_Personen", f"Personen: {bau.vorlage.titel}, {bau.vorlage.landesname}", (), 6)
    intern(blatt)
    individuell = '{hbg}="7+"'
    spalten = (
        Spalte("fall", "Fall-\nnummer", 14, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        angebotsspalte(),
        Spalte(
            "minuten",
            "Bedarf\nMin./Woche",
            13,
            "#,##0",
            eingabe.zahl(
                _AB, 10_080, "Minuten je Woche, 8 bis 10.080 (unter 8 kennt der Vertrag keine HBG)."
            ),
            weg="laut ITP",
            pflicht=True,
        ),
        Spalte(
            "hbg",
            "HBG",
            9,
            "General",
            formel='IF(OR({fall}="",{minuten}=""),"",IF(ISERROR({pruefwert}),{pruefwert},EGH_HBG({minuten},meta_land,meta_stichtag)))',
            weg="Korridor der Minuten",
        ),
        Spalte(
            "planung",
            "Planung\nMin./Woche",
            13,
            "#,##0",
            formel=f'IF({{hbg}}="","",IF({individuell},{{minuten}},EGH_HBG_MINUTEN({{hbg}},meta_land,meta_stichtag)))',
            weg="Mittelwert; 7+: Bedarf",
        ),
        Spalte(
            "stunden_woche",
            "Std. je\nWoche",
            11,
            zellen.STUNDEN,
            formel=f'IF({{hbg}}="","",IF({individuell},{{minuten}}/60,EGH_HBG_STUNDEN({{hbg}},meta_land,"Woche",meta_stichtag)))',
            weg="Planung ÷ 60",
        ),
        Spalte(
            "stunden_jahr",
            "Std. im\nJahr",
            12,
            zellen.STUNDEN,
            formel=f'IF({{hbg}}="","",IF({individuell},EGH_JAHRESSTUNDEN({{minuten}}/60,parameter_wochen_jahr),EGH_HBG_STUNDEN({{hbg}},meta_land,"Jahr",meta_stichtag)))',
            weg="Woche × 365/7",
        ),
        Spalte(
            "vk",
            "VK",
            11,
            zellen.VZAE,
            formel=f'IF(OR({{hbg}}="",parameter_jahresstunden_vk=""),"",IF({individuell},EGH_VK_MINUTEN({{minuten}},meta_land,parameter_jahresstunden_vk,meta_stichtag),EGH_HBG_VK({{hbg}},meta_land,parameter_jahresstunden_vk,meta_stichtag)))',
            weg="Jahr ÷ Std. einer VK",
        ),
        Spalte(
            "berechnung",
            "Berechnung",
            13,
            formel=f'IF({{hbg}}="","",IF({individuell},"individuell","nach HBG"))',
            weg="7+: individuell",
        ),
    )
    regeln = (
        ohne_angebot(LISTE_ANGEBOTE),
        doppelt(PERSON_DOPPELT, bestaetigen=False, kurz=True),
    )
    inhalt = PERSONEN if bau.beispiel else ()
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, inhalt, regeln, PERSON)
    bau.name("eingabe_personen", blatt, f"A{t.erste}:C{t.letzte}")
    return t


def _hbg(bau: Bau, t: Tabelle) -> None:
    """Die HBG-Tabelle des Vertrags, daneben wie viele Personen mit welchen Stunden darin sind."""
    kopf = (
        "HBG",
        "von\nMin.",
        "bis\nMin.",
        "Mittelwert\nMin./Woche",
        "Std. je\nWoche",
        "Std. je\nTag",
        "Std. im\nJahr",
        "VK",
        "Schlüssel\n1 :",
        "Personen",
        "Std. im Jahr\naller",
        "VK\naller",
    )
    blatt = bau.blatt(
        "HBG",
        f"Hilfebedarfsgruppen: {bau.vorlage.titel}, {bau.vorlage.landesname}",
        (10, 10, 10, 12, 11, 11, 12, 11, 11, 11, 14, 12),
        5,
    )
    blatt.page_setup.fitToHeight = 1  # kein Seitenwechsel durch das Diagramm
    for nummer, wort in enumerate(kopf, 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    blatt.row_dimensions[5].height = 30
    formate = (
        "@",
        "0",
        "0",
        "0",
        zellen.VZAE,
        zellen.VZAE,
        zellen.VZAE,
        "0.000",
        "0.00",
        "0",
        zellen.STUNDEN,
        zellen.VZAE,
    )
    stufen = parameter.raster(bau.vorlage.land)
    for z, stufe in enumerate(stufen, 6):
        zelle = f"INDEX(EGH_HBG_TABELLE(meta_land,meta_stichtag),{z - 4},"
        ist = f"{t.bereich('hbg')}=$A{z}"
        zahl = f"SUMPRODUCT(--({ist}))"
        formeln: list[str | None] = [f"={zelle}{n})" for n in range(1, 10)]
        if stufe.mittel is None:  # 7+ hat kein Ende und keine Werte; leere Formeln zeigten ohne Add-in #NAME?
            formeln[2:] = [None, *("individuell",) * 6]
        formeln += [
            f'=IF({zahl}=0,"",{zahl})',
            f'=IF($J{z}="","",{t.summe("stunden_jahr", ist)})',
            f'=IF($J{z}="","",{t.summe("vk", ist)})',
        ]
        for nummer, (formel, zahlenformat) in enumerate(zip(formeln, formate, strict=True), 1):
            zellen.formelzelle(blatt.cell(z, nummer), formel, zahlenformat)
    ende = 5 + len(stufen)
    bau.name("ergebnis_hbg_tabelle", blatt, f"A6:I{ende}")
    for nummer in range(1, 13):
        zellen.formelzelle(blatt.cell(ende + 1, nummer), "Gesamt" if nummer == 1 else None, fett=True)
    for s, f in zip("JKL", formate[9:], strict=True):
        zellen.formelzelle(
            blatt[f"{s}{ende + 1}"],
            f'=IF(COUNTBLANK({s}6:{s}{ende})=ROWS({s}6:{s}{ende}),"",SUM({s}6:{s}{ende}))',
            f,
            fett=True,
        )
    zellen.text(
        blatt[f"A{ende + 3}"],
        "7+: über 1.076 Minuten wird individuell nach dem tatsächlichen Bedarf gerechnet. VK und Schlüssel links: Wert des Vertrags; rechts zählt der eigene Wert, wenn einer eingetragen ist.",
        grau=True,
        umbruch=False,
    )
    bau.pruefung(
        "hbg",
        "HBG: alle Gruppen zusammen ergeben die Stunden aller Personen",
        f"IFERROR(ABS(SUM(HBG!$K$6:$K${ende})-SUM({t.bereich('stunden_jahr')}))<0.000001,FALSE)",
        "Zeilen mit Fehlern in intern_Personen berichtigen.",
    )
    diagramme.saeulen(blatt, "Personen je HBG", 5, ende, (10,), f"A{ende + 5}", achse="#,##0")


QUELLEN = (
    (
        "HBG-Tabelle",
        VORTRAG,
        "Folie Exkurs Thüringen: Korridore, Mittelwerte, Planungsstunden, VK, Schlüssel. Über 1.076 Minuten: Berechnung individuell auf Grundlage des Hilfebedarfs.",
    ),
    (
        "Zwei Wege",
        "Landesrahmenvertrag Thüringen",
        "Neben den Fachleistungsstunden nach HBG läuft für frühere (teil-)stationäre Angebote die Bestandsvergütung bis 31.12.2026; diese Vorlage rechnet die Fachleistungsstunden.",
    ),
    (
        "Beispiel Personen",
        "Rechenbeispiel",
        "Je HBG eine Person mit dem veröffentlichten Mittelwert, dazu eine Person mit 1.200 Minuten (7+).",
    ),
)
SCHRITTE = (
    (
        "Parameter",
        "Die Jahresstunden einer VK sind aus den gedruckten Schlüsseln nachgerechnet. Wer andere vereinbart hat, trägt sie als eigenen Wert mit Quelle ein.",
    ),
    (
        "intern_Personen",
        "Je Person eine Zeile: Fallnummer (kein Name), Angebot, Bedarf in Minuten je Woche. HBG, Stunden und VK entstehen von selbst. Über 1.076 Minuten (7+) wird mit den tatsächlichen Minuten gerechnet, die Zeile heißt dann »individuell«. Das Blatt wird nicht gedruckt.",
    ),
    ("HBG", "Die Tabelle des Vertrags, daneben wie viele Personen in jeder Gruppe sind. Nichts einzutragen."),
)
BEISPIEL = (
    (
        "Deckblatt",
        "Träger: beliebig; Stichtag 01.01.2025; Zeitraum 01.01.2025 bis 31.12.2025; Angebot 1: Assistenz im Wohnen",
        "Blatt HBG zeigt die Tabelle des Vertrags",
    ),
    (
        "intern_Personen, Zeile 1",
        "Fallnummer F001, Angebot Assistenz im Wohnen, 10 Minuten",
        "HBG 0.1; 0,17 Std. je Woche; 8,69 im Jahr; 0,0069 VK",
    ),
    (
        "Zeilen 2 bis 14",
        "F002 … F014 mit 14, 20, 28, 40, 57, 80, 113, 160, 226, 320, 452, 640, 905 Minuten",
        "HBG 0.2 bis 7, jede mit den Stunden und VK der Tabelle",
    ),
    ("Zeile 15", "F015, 1200 Minuten", "HBG 7+, »individuell«; 20,00 Std. je Woche; 0,8278 VK"),
    ("Ergebnis", "", "15 Personen; alle Prüfungen bestanden"),
)
VORLAGE = Vorlage(
    "th",
    "TH",
    "Fachleistungsstunden nach HBG",
    "Fachleistungsstunden, teilweise gepoolt; ITP Thüringen, HBG 0.1 bis 7+",
    "Landesrahmenvertrag (Druck 17.09.2019); Bestandsvergütung bis 31.12.2026, danach Anschlussregelung nötig (Stand 22.11.2026)",
    "umsetzungsbegleitung-bthg.de; Werte: Blatt Quellen",
    (_ANGEBOT,),
    fuellen,
)
