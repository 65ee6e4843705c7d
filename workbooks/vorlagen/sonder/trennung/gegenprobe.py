"""Blatt »Trennung«: die drei alten Pauschalen gegen die neuen Leistungen, im Jahr, je Platz und Tag und Monat."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.trennung.bisher import PAUSCHALEN
from workbooks.vorlagen.sonder.trennung.positionen import ZIELE

BLATT = "Trennung"
_KOPF = 5
_FACH, _EXISTENZ = ZIELE[:3], ZIELE[3:]
# Spalten: bisher | individuell gemeinschaftlich Vorhaltung = Fachleistung | Unterkunft Lebensunterhalt = zusammen | neu | Rest
_WORTE = (
    "bisher\nEUR im Jahr", *(kopf for _, _, kopf, _ in _FACH), "Fachleistung",
    *(kopf for _, _, kopf, _ in _EXISTENZ), "Existenz-\nsicherung", "neu\nzusammen", "Unterschied",
)  # fmt: skip


def trennung(bau: Bau, t: Tabelle) -> None:
    """Namen: `ergebnis_fachleistung`, `ergebnis_existenzsicherung`, … je Tag und Monat; `pruefung_trennung`."""
    blatt = bau.blatt(BLATT, bau.titel("Bisher und neu"), (36, *(13,) * len(_WORTE)), 5)
    satz = "Zeilen: was bisher gezahlt wurde. Spalten: wohin es gehört. Erlösneutral: neu = bisher, je Pauschale."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    for nummer, wort in enumerate(("Pauschale", *_WORTE), 1):
        zellen.kopfzelle(blatt.cell(_KOPF, nummer), wort)
    blatt.row_dimensions[_KOPF].height = 30
    for z, (kurz, wort) in enumerate(PAUSCHALEN.items(), _KOPF + 1):
        _pauschale(blatt, t, z, kurz, f"{wort} ({kurz})")
    _zusammen(blatt, _KOPF + 1, _KOPF + len(PAUSCHALEN))
    ergebnisse(bau, blatt, _KOPF + len(PAUSCHALEN) + 4, _werte(_KOPF + len(PAUSCHALEN) + 1))
    _pruefung(bau, blatt, _KOPF + 1, _KOPF + len(PAUSCHALEN))
    bau.gedruckt[BLATT] = Druck("K")


def _pauschale(blatt: Worksheet, t: Tabelle, z: int, kurz: str, wort: str) -> None:
    zellen.formelzelle(blatt[f"A{z}"], wort, rechts=False)
    zellen.formelzelle(blatt[f"B{z}"], f"=bisher_{kurz.lower()}", zellen.BETRAG)
    wo = f'{t.bereich("pauschale")}="{kurz}"'
    summen = {name: f"={t.wenn_vollstaendig(t.summe(name, wo=wo))}" for name, *_ in ZIELE}
    _reihe(blatt, z, summen)


def _reihe(blatt: Worksheet, z: int, ziele: dict[str, str], fett: bool = False) -> None:
    """Ab Spalte C die Ziele mit ihren Zwischensummen, neu zusammen und der Unterschied."""
    formeln = [
        *(ziele[name] for name, *_ in _FACH),
        _wenn(f"SUM(C{z}:E{z})", f"C{z}"),
        *(ziele[name] for name, *_ in _EXISTENZ),
        _wenn(f"SUM(G{z}:H{z})", f"C{z}"),
        _wenn(f"F{z}+I{z}", f"C{z}"),
        f'=IF(OR(B{z}="",J{z}=""),"",ROUND(J{z}-B{z},2))',
    ]
    for spalte, formel in zip("CDEFGHIJK", formeln, strict=True):
        zellen.formelzelle(blatt[f"{spalte}{z}"], formel, zellen.BETRAG, fett=fett or spalte in "FIJ")


def _wenn(formel: str, ort: str) -> str:
    return f'=IF({ort}="","",{formel})'


def _zusammen(blatt: Worksheet, erste: int, letzte: int) -> None:
    z = letzte + 1
    zellen.formelzelle(blatt[f"A{z}"], "zusammen", rechts=False, fett=True)
    b = f"B{erste}:B{letzte}"
    bisher = f'=IF(COUNTBLANK({b})>0,IF(ISERROR(SUM({b})),SUM({b}),""),SUM({b}))'
    zellen.formelzelle(blatt[f"B{z}"], bisher, zellen.BETRAG, fett=True)
    summen = {
        name: _wenn(f"SUM({spalte}{erste}:{spalte}{letzte})", f"{spalte}{erste}")
        for (name, *_), spalte in zip(ZIELE, "CDEGH", strict=True)
    }
    _reihe(blatt, z, summen, fett=True)


def _werte(z: int) -> tuple[Wert, ...]:
    """Was daraus im Jahr, je Platz und Tag und je Platz und Monat wird."""
    tag, monat = "bisher_tage", "(12*eingabe_plaetze)"
    fertig = f'IF(OR(C{z}="",bisher_tage=""),"",{{}})'.format
    euro, je = einheiten.EUR_ZEICHEN, einheiten.EUR_JE_ZEICHEN
    reihen = (
        (
            "Fachleistung im Jahr",
            "fachleistung",
            f"F{z}",
            euro,
            "individuell + gemeinschaftlich + Vorhaltung",
        ),
        ("Existenzsicherung im Jahr", "existenzsicherung", f"I{z}", euro, "Unterkunft + Lebensunterhalt"),
        ("Fachleistung je Person und Tag", "fachleistung_tag", f"F{z}/{tag}", je, "÷ Berechnungstage"),
        (
            "Unterkunft je Platz und Monat",
            "unterkunft_monat",
            f"G{z}/{monat}",
            je,
            "÷ Plätze ÷ 12; alle Plätze",
        ),
        ("Lebensunterhalt je Platz und Monat", "lebensunterhalt_monat", f"H{z}/{monat}", je, "÷ Plätze ÷ 12"),
    )
    return tuple(
        Wert(wort, f"ergebnis_{name}", fertig(formel), einheit, weg, name.endswith("tag"))
        for wort, name, formel, einheit, weg in reihen
    )


def _pruefung(bau: Bau, blatt: Worksheet, erste: int, letzte: int) -> None:
    bau.name("trennung_unterschied", blatt, f"K{erste}:K{letzte + 1}")
    b = "trennung_unterschied"
    bau.pruefung(
        "trennung",
        "Trennung: die Positionen jeder Pauschale ergeben, was bisher gezahlt wurde",
        f"IF(COUNT({b})=ROWS({b}),SUMPRODUCT(({b}>=0.015)+({b}<=-0.015))=0,FALSE)",
        "Fehlende Positionen ergänzen, auch den Rest nach Vereinbarung als eigene Zeile; Beträge sind Euro im Jahr.",
    )
