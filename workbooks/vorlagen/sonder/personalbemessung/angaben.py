"""Blatt »Angaben«: woraus aus Minuten Stellen werden, und welche Minutenwerte geschätzt werden dürfen."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break

from calc.parameter import laender
from workbooks.bausteine.blaetter.stundeninhalt import INHALT, MIT_MITTELBAR, NUR_DIREKT, pruefung
from workbooks.bausteine.fach.stundentafel import ARTEN
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import SCHWELLEN, UEBLICH, Regel, genannt, in_worten, rein, unueblich
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.landeswerte import parameterwerte
from workbooks.vorlagen.sonder.personalbemessung.abzuege import ANTEIL, abzuege, verfahren, werte
from workbooks.vorlagen.sonder.personalbemessung.kalender import felder
from workbooks.vorlagen.sonder.personalbemessung.shadowing import FAKTOR
from workbooks.vorlagen.sonder.personalbemessung.wochenbild import GEZEIGT

BLATT = "Angaben"
SKALA = (10, 15, 20, 30, 45, 60)
_ZEILEN_SKALA = 20
_EIGENE = "Eigene Werte der Vereinbarung. Indirekte Zeit mindert die Arbeitszeit; sie steht dann nicht in den Minuten."
_VERTRAG = "Arbeitszeit und Wochen stehen auf dem Blatt Parameter. Indirekte Zeit mindert dort die Arbeitszeit, nicht hier."


def angaben(bau: Bau) -> str:
    """Namen: `betreuungszeit`, `skala`, `eingabe_faktor`; gibt den der Wochen, auf denen der Bedarf beruht.

    Mit Land stehen Arbeitszeit und Wochen auf dem Blatt Parameter, ohne Land als eigene Werte hier.
    """
    eigene = bau.vorlage.land == laender.BUND
    if not eigene:
        parameterwerte(bau)
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (46, 16, 46, 3, 3, 30), 3)
    zellen.text(blatt["A3"], _EIGENE if eigene else _VERTRAG, grau=True, umbruch=False)
    z = eingaben(
        bau, blatt, 5, (*(_arbeitszeit() if eigene else ()), _faktor(), *_dienste(eigene), *felder(bau))
    )
    bau.pflicht.append(
        (
            f"{BLATT}: Zuschlag von und bis, oder beide leer",
            'OR(AND(eingabe_zuschlag_von="",eingabe_zuschlag_bis=""),AND(eingabe_zuschlag_von<>"",eingabe_zuschlag_bis<>""))',
        )
    )
    if eigene:
        bestaetigt = genannt(in_worten("eingabe_njaz", "Std."), rein("eingabe_bestaetigt_njaz"))
        # zwei von dreien schließen sich aus: in den Minuten, in der Arbeitszeit schon abgezogen, ein Anteil
        pruefung(bau, ANTEIL, [f"IF({_netto_ohne('eingabe_njaz')},NOT({bestaetigt}),FALSE)"], BLATT)
        t = abzuege(bau, BLATT, z + 4)
        ergebnisse(bau, blatt, z, (_gilt(), *werte(t)))
        z += 4 + t.letzte - t.erste + 3
        blatt.row_breaks.append(Break(z))  # sonst stünde nur die Überschrift noch auf der ersten Seite
        bau.pflicht.append(
            (f"{BLATT}: Nettojahresarbeitszeit, oder Gruppen auf dem Blatt Arbeitszeit", 'njaz_gilt<>""')
        )
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Minutenwerte, die geschätzt werden (je Leistung und Woche)")
    _skala(bau, z + 2)
    bau.gedruckt[BLATT] = Druck("F")
    return "eingabe_wochen_jahr" if eigene else "parameter_wochen_jahr"


def _gilt() -> Wert:
    gilt = 'IF(eingabe_njaz="",IF(ISERROR(njaz_mischung),njaz_mischung,IF(njaz_mischung="","",njaz_mischung)),eingabe_njaz)'
    weg = "eigene, sonst vom Blatt Arbeitszeit"
    return Wert("Nettojahresarbeitszeit, die gilt", "njaz_gilt", gilt, einheiten.STD_JAHR, weg)


def _arbeitszeit() -> tuple[Feld, ...]:
    stunden = eingabe.zahl(500, 2600, "Stunden je Jahr, 500 bis 2.600.")
    anteil = eingabe.zahl(0, 0.9, "Anteil von 0 % bis 90 %; 0 % heißt: kein Abzug.")
    wochen = eingabe.zahl(1, 53, "Wochen je Jahr, 1 bis 53.")
    schon = _netto_ohne("{wert}")
    abgezogen = Regel("indirekte Zeit schon abgezogen?", schon, in_worten("{wert}", "Std."))
    beide = f'{in_worten("{wert}")}&" statt "&{in_worten("njaz_mischung")}'
    anders = 'IF(ISNUMBER(njaz_mischung),AND({wert}<>"",ABS(N({wert})-njaz_mischung)>0.5),FALSE)'
    gemischt = Regel("auf dem Blatt Arbeitszeit steht eine andere", anders, beide)
    nirgends = f'AND(ISNUMBER({{wert}}),N({{wert}})=0,N(njaz_gilt)>={SCHWELLEN["njaz_ohne_abzug"]:g},{INHALT}="{NUR_DIREKT}")'
    return (
        Feld(
            "Nettojahresarbeitszeit", "njaz", zellen.STUNDEN, stunden, 1568, "Std./Jahr; leer: Blatt Arbeitszeit", False,
            (unueblich("njaz", "wert"), abgezogen, gemischt),
        ),
        Feld(
            "Anteil indirekter Zeit", "anteil_indirekt", zellen.PROZENT, anteil, 0.125, "leer: mehrere Abzüge, siehe unten", False,
            (unueblich("anteil_indirekt", "wert"), Regel("indirekte Zeit steckt dann nirgends", nirgends, '"0 %"')),
        ),
        verfahren(),
        Feld("Wochen je Jahr", "wochen_jahr", zellen.ZAHL, wochen, 52, "des Bedarfs", True, unueblich("wochen_jahr", "wert")),
    )  # fmt: skip


def _faktor() -> Feld:
    """Wirkt nur bestätigt; weicht er von der Beobachtung ab (auch, wo es keine gibt), sind beide zu nennen."""
    gesehen = "N(shadowing_faktor)"
    anders = f"ROUND({{wert}},4)<>ROUND({gesehen},4)"
    statt = f'{in_worten("{wert}", stellen=4)}&" statt "&{in_worten(gesehen, stellen=4)}'
    return Feld(
        "Faktor aus Beobachtung", "faktor", FAKTOR.format, eingabe.zahl(0.2, 5, "Faktor von 0,2 bis 5; leer: die Schätzung gilt."),
        1.1, "Blatt intern_Shadowing; leer: die Schätzung gilt", False,
        (
            Regel("ändert alle Minuten", '{wert}<>""', in_worten("{wert}", stellen=4)),
            Regel("ist nicht das Verhältnis auf intern_Shadowing", f'AND({{wert}}<>"",{anders})', statt),
        ),
        "1,1: drei Personen begleitet, die Schätzung war zu knapp",
    )  # fmt: skip


def _netto_ohne(njaz: str) -> str:
    """Bedingung: so kurz ist ein Jahr erst ohne indirekte Zeit, und sie steckt auch in den Minuten oder im Anteil."""
    noch = f'OR(N({ANTEIL})>0,{INHALT}="{MIT_MITTELBAR}")'
    return f"AND(N({njaz})>0,N({njaz})<{SCHWELLEN['njaz_ohne_abzug']:g},{noch})"


_FENSTER = "(N(eingabe_zuschlag_von)-N(eingabe_zuschlag_bis))"  # unter 0: am selben Tag


def _anders(name: str) -> Regel:
    """Außerhalb des Üblichen; 0 hat eine eigene Frage."""
    bereich = UEBLICH[name]
    return Regel(
        bereich.text(),
        f'AND({{wert}}<>"",N({{wert}})<>0,{bereich.verlassen("{wert}")})',
        bereich.wert("{wert}"),
    )


def _dienste(eigene: bool) -> tuple[Feld, ...]:
    """Wie Bereitschaft zählt (mit Land ein Vertragswert), und in welchen Stunden ein Zuschlag anfällt."""
    wort = "Anteil von 0 % bis 100 %; leer: keine solchen Dienste."
    arten = tuple(
        Feld(
            f"Anerkennung der {art}", art.lower(), zellen.PROZENT, eingabe.zahl(0, 1, wort), 0.25,
            "leer: keine solchen Dienste", False,
            (Regel("gewollt?", 'AND({wert}<>"",N({wert})=0)', '"0 %"'), _anders(f"anerkennung_{name}")),
        )
        for art, name in zip(ARTEN[1:], ("nacht", "ruf"), strict=True)
    )  # fmt: skip
    fenster = (
        Feld("Zeit mit Zuschlag von", "zuschlag_von", zellen.UHRZEIT, eingabe.ZEIT, 21 / 24, "leer: keine Zuschläge gezählt", False,
            Regel("die Zeit umfasst mehr als zwölf Stunden", f"AND({_FENSTER}<0,-24*{_FENSTER}>12)", in_worten(f"-24*{_FENSTER}", "Std."))),
        Feld("Zeit mit Zuschlag bis", "zuschlag_bis", zellen.UHRZEIT, eingabe.ZEIT, 6 / 24, "jeden Tag", False),
    )  # fmt: skip
    bild = Feld(
        "Wochenbild zeigt",
        "wochenbild",
        zellen.TEXT,
        eingabe.auswahl(*GEZEIGT),
        None,
        f"leer: {GEZEIGT[0]}",
        False,
    )
    return (*(arten if eigene else ()), *fenster, bild)


def _skala(bau: Bau, kopf: int) -> None:
    minuten = eingabe.zahl(1, 10_080, "Minuten je Woche, ab 1.")
    spalten = (Spalte("minuten", "Minuten", 0, einheiten.MIN_WOCHE, minuten, pflicht=True),)
    woran = kennung(als_text("{minuten}"), wenn=belegt("{minuten}"))
    regeln = (doppelt("Wert steht zweimal da", bestaetigen=False),)
    platz = Platz("skala", kopf, ab=2, anhang=7, hoehe=16)
    inhalt = [(wert,) for wert in SKALA]
    t = liste(bau, bau.mappe[BLATT], platz, spalten, _ZEILEN_SKALA, inhalt, regeln, woran)
    bau.name("skala", bau.mappe[BLATT], t.ort("minuten"))
