"""Blatt »Preis«: was eine Stunde, ein Tag, ein Monat und das Modul kosten; was ein Punkt ausmacht; Sätze je Gruppe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.felder import Wert, ergebnisse, kopf
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.entgelt.gruppen import freie_gruppen, gruppen_der_tabelle, gruppen_des_landes
from workbooks.vorlagen.sonder.entgelt.saetze import AUSLASTUNG, TAGE_JAHR, auf_cent, monatssatz, wenn
from workbooks.vorlagen.sonder.entgelt.zufluss import BETREUUNG, DIENSTE, PAUSCHALEN, Zufluss

BLATT, _KOPF = "Preis", 9
GEMEIN = "(ergebnis_kosten-stellen_kosten_alle)"
_ZEICHEN = einheiten.EUR_JE_ZEICHEN
_SATZ = {"qa": ("qualifiziert", "qualifiziert"), "ua": ("unterstützend", "unterstuetzend")}


class Satz(NamedTuple):
    """Ein Satz: `ergebnis_preis_NAME` und vereinbart."""

    wort: str
    name: str
    formel: str
    weg: str


def preis(bau: Bau, zufluss: Zufluss, tabellen: tuple[Tabelle, Tabelle, Tabelle]) -> None:
    """Namen: `ergebnis_preis_X` und `ergebnis_preis_vereinbart_X` (fls, qa, ua, tag, monat, modul, hbg_GRUPPE)."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (46, 17, 17, 17, 17, 17, 17, 17), 4)
    satz = "Ungerundet gerechnet; vereinbart ist ein Satz auf den Cent, einmal gerundet."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zellen.text(blatt["A4"], '=hinweis_tarif&""', fett=True, umbruch=False)
    ergebnisse(bau, blatt, 6, tuple(_vorweg(zufluss)))
    kopf(blatt, _KOPF, ("Satz EUR", "ungerundet", "vereinbart"), 16)
    for z, einer in enumerate((*_stunden(zufluss), *_tage(zufluss, tabellen)), _KOPF + 1):
        _satz(bau, blatt, z, einer)
    zellen.ueberschrift(blatt[f"A{z + 2}"], "Was es ausmacht")
    z += 1
    z = ergebnisse(bau, blatt, z + 2, tuple(_wirkung(bau, zufluss)))
    if zufluss.gruppen or zufluss.zeilen:
        schreiben = gruppen_des_landes if zufluss.gruppen else gruppen_der_tabelle
        bau.gedruckt[BLATT] = Druck("F", schreiben(bau, blatt, zufluss, z + 2))
        return
    if zufluss.fest:
        z = ergebnisse(bau, blatt, z + 1, (Wert("Kosten aller Gruppen", "preis_kosten_tag", 'IF(ergebnis_kosten="","",ergebnis_kosten)', einheiten.EUR_ZEICHEN),))  # fmt: skip
    else:
        zellen.ueberschrift(blatt[f"A{z + 1}"], "Kosten je Dienst")
        z = ergebnisse(bau, blatt, z + 2, tuple(_dienste(*tabellen[:2])))
    t = freie_gruppen(bau, blatt, zufluss, z + 2)
    bau.gedruckt[BLATT] = Druck(
        get_column_letter(t.nummer("monat")), letzte_belegte(t.erste - 1, t.bereich("gruppe"))
    )


def _satz(bau: Bau, blatt: Worksheet, z: int, s: Satz) -> None:
    """Eine Zeile: ungerundet, vereinbart auf den Cent, Rechenweg."""
    roh = f"ergebnis_preis_{s.name}"
    zellen.text(blatt[f"A{z}"], s.wort)
    zellen.formelzelle(blatt[f"B{z}"], f"={s.formel}", zellen.VZAE)  # vier Stellen: was beim Runden wegfällt
    zellen.formelzelle(blatt[f"C{z}"], f"={auf_cent(roh)}", einheiten.EUR_JE.format, fett=True)
    zellen.text(blatt[f"D{z}"], s.weg, grau=True, umbruch=False)
    bau.name(roh, blatt, f"B{z}")
    bau.name(f"ergebnis_preis_vereinbart_{s.name}", blatt, f"C{z}")


def _vorweg(zufluss: Zufluss) -> Iterator[Wert]:
    je = zufluss.name("stunden")
    stunden = wenn((je, "stellen_vzae_alle"), f"{je}*stellen_vzae_alle")
    yield Wert("Leistungsstunden der Betreuung", "preis_stunden", stunden, einheiten.STD_JAHR, "VZÄ × Stunden")  # fmt: skip
    if entgelt := zufluss.entgelt:
        mehr = wenn((entgelt, "ergebnis_kosten"), f"{entgelt}-ergebnis_kosten")
        yield Wert("Entgelt (Blatt Ergebnis) − Kosten", "preis_ueberschuss", mehr, einheiten.EUR_ZEICHEN, "mit den Sätzen vom Blatt Gruppen")  # fmt: skip


def _stunden(zufluss: Zufluss) -> Iterator[Satz]:
    je = zufluss.name("stunden")
    noetig = ("ergebnis_kosten", "preis_stunden", AUSLASTUNG)
    fls = f"EGH_FLS_SATZ(stellen_kosten_alle,{GEMEIN},preis_stunden,{AUSLASTUNG})"
    yield Satz("Fachleistungsstunde", "fls", wenn(noetig, f'IF(preis_stunden=0,"",{fls})'), "Kosten ÷ (Stunden × Auslastung)")  # fmt: skip
    for name, (wort, teil) in _SATZ.items():
        vzae, eigene = f"stellen_vzae_{teil}", f"stellen_kosten_{teil}"
        satz = f"EGH_FLS_SATZ({eigene},{GEMEIN}*{vzae}/stellen_vzae_alle,{je}*{vzae},{AUSLASTUNG})"
        formel = wenn(noetig, f'IF({vzae}=0,"",{satz})')
        yield Satz(f"Stunde {wort}", name, formel, "eigene Kosten, andere nach Stunden")


def _tage(zufluss: Zufluss, tabellen: tuple[Tabelle, Tabelle, Tabelle]) -> Iterator[Satz]:
    plaetze, belegung, tage = zufluss.name("plaetze"), zufluss.name("belegung"), zufluss.berechnungstage
    if tage:
        satz = wenn(("ergebnis_kosten", tage), f'IF({tage}=0,"",ergebnis_kosten/{tage})')
        yield Satz("Satz je Berechnungstag", "tag", satz, "Kosten ÷ Berechnungstage, Blatt Ergebnis")
    else:
        tag = f"EGH_TAGESSATZ({{}},{plaetze},{belegung},{TAGE_JAHR})"
        noetig = ("ergebnis_kosten", plaetze, belegung)
        yield Satz("Satz je Platz und Tag", "tag", wenn(noetig, tag.format("ergebnis_kosten")), "Kosten ÷ (Plätze × Auslastung × Tage)")  # fmt: skip
        if einzeln := zufluss.personen_vzae:
            anteil = f"ergebnis_kosten*(1-N({einzeln})/stellen_vzae_alle)"
            modul = wenn(noetig, f'IF(stellen_vzae_alle=0,"",{tag.format(anteil)})')
            yield Satz("Dienste und Module je Platz und Tag", "modul", modul, "Kosten ohne Assistenz je Person")  # fmt: skip
    if zufluss.getrennt:
        yield from _pauschalen(tabellen, f"{{}}/{tage}" if tage else tag, (tage,) if tage else noetig)
    monat = monatssatz("ergebnis_preis_vereinbart_tag")
    wort = "Satz je Monat" if tage else "Satz je Platz und Monat"
    yield Satz(wort, "monat", wenn(("ergebnis_preis_vereinbart_tag",), monat), "Tagessatz, vereinbart × Tage")  # fmt: skip


def _pauschalen(t: tuple[Tabelle, Tabelle, Tabelle], je: str, noetig: tuple[str, ...]) -> Iterator[Satz]:
    """Die Teile des Satzes je Tag nach altem Recht; die Maßnahmepauschale ist, was die anderen übrig lassen."""
    stellen, _, zeilen = t

    def teil(name: str) -> str:
        summen = (
            f.summe(s, wo=f'{f.bereich("pauschale")}="{name}"')
            for f, s in ((stellen, "kosten"), (zeilen, "euro"))
        )
        return "+".join(summen)

    kosten = {"GP": teil("GP"), "MP": f"(ergebnis_kosten-({teil('GP')})-({teil('IB')}))", "IB": teil("IB")}
    for name, wort in PAUSCHALEN.items():
        satz = wenn(("ergebnis_kosten", *noetig), je.format(f"({kosten[name]})"))
        yield Satz(f"davon {wort}", name.lower(), satz, "Stellen und Kosten dieses Teils")


def _wirkung(bau: Bau, zufluss: Zufluss) -> Iterator[Wert]:
    """Was je ein Punkt, ein Prozent, eine Stunde weniger oder mehr den Preis ändert, alles andere gleich."""
    fls, tag = "ergebnis_preis_fls", "ergebnis_preis_tag"
    nenner = f"(preis_stunden*{AUSLASTUNG})"

    def weniger(bleibt: str) -> str:
        """Weniger Stunden je VZÄ: dieselben Kosten auf weniger, oder mehr Stellen für den gerechneten Bedarf."""
        mehr = f"(1/({bleibt})-1)"
        return wenn((fls,), f"kosten_mit_betreuung/{nenner}*{mehr}" if zufluss.fest else f"{fls}*{mehr}")

    def zeile(wort: str, name: str, formel: str, weg: str = "") -> Wert:
        return Wert(wort, f"preis_je_{name}", formel, _ZEICHEN, weg)

    weg = "mehr Stellen, mit Prozentzeilen" if zufluss.fest else "dieselben Kosten, weniger Stunden"
    yield zeile("ein Punkt Auslastung weniger: je Stunde", "punkt_stunden", wenn((fls,), f"{fls}*({AUSLASTUNG}/({AUSLASTUNG}-0.01)-1)"))  # fmt: skip
    yield zeile("ein Prozent Leistungsstunden weniger: je Stunde", "prozent_stunden", weniger("0.99"), weg)
    if {"parameter_njaz", "parameter_anteil_indirekt"} <= set(bau.mappe.defined_names):
        yield zeile("zehn Stunden NJAZ weniger: je Stunde", "zehn_njaz", wenn(("parameter_njaz",), weniger("(1-10/parameter_njaz)")), weg)  # fmt: skip
        bleibt = "(1-0.01/(1-parameter_anteil_indirekt))"
        yield zeile("ein Punkt indirekte Zeit mehr: je Stunde", "punkt_indirekt", wenn(("parameter_anteil_indirekt",), weniger(bleibt)), weg)  # fmt: skip
    yield zeile("ein Prozent Personalkosten mehr: je Stunde", "prozent_tarif", wenn((fls,), f"0.01*kosten_mit_personal/{nenner}"), "mit Prozentzeilen")  # fmt: skip
    if not zufluss.berechnungstage:
        b = zufluss.name("belegung")
        yield zeile("ein Punkt Auslastung weniger: je Tag", "punkt_tag", wenn((tag,), f"{tag}*({b}/({b}-0.01)-1)"))  # fmt: skip
    yield zeile("ein Prozent Personalkosten mehr: je Tag", "prozent_tarif_tag", wenn((tag,), f"{tag}*0.01*kosten_mit_personal/ergebnis_kosten"), "mit Prozentzeilen")  # fmt: skip


def _dienste(t: Tabelle, zuschlaege: Tabelle) -> Iterator[Wert]:
    """Kosten der Dienste: eigene Stellen, alles andere nach ihren VZÄ; zusammen alle Kosten."""
    betreuung = "+".join(f'({t.bereich("art")}="{a}")' for a in BETREUUNG)

    def hier(tabelle: Tabelle, wort: str) -> str:
        dienst = tabelle.bereich("dienst")
        erster = wort == next(iter(DIENSTE))  # er gilt auch ohne Angabe
        return f'(({dienst}="{wort}")' + (f'+({dienst}=""))' if erster else ")")

    for wort, name in DIENSTE.items():
        kosten, vzae = (t.summe(s, wo=f"{hier(t, wort)}*({betreuung})") for s in ("kosten", "mittel"))
        eigene = f"{kosten}+{zuschlaege.summe('kosten', wo=hier(zuschlaege, wort))}"
        teil = f"{eigene}+({GEMEIN}-zuschlaege_kosten)*{vzae}/stellen_vzae_alle"
        formel = wenn(("ergebnis_kosten", "stellen_vzae_alle"), f'IF(stellen_vzae_alle=0,"",{teil})')
        yield Wert(wort, f"preis_kosten_{name}", formel, einheiten.EUR_ZEICHEN, "eigene Stellen und Zuschläge, andere nach VZÄ")  # fmt: skip
