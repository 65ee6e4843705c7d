"""Blatt »Assistenz«: was alle Personen zusammen je Leistung nach § 78 SGB IX brauchen; ohne Personen, zum Druck."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from calc.parameter import laender
from workbooks.bausteine.fach.divisor import Divisor
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, bezug
from workbooks.bausteine.grund.spalte import Tabelle, keine_zahl

# Überschriften der Spalten zu den Leistungen nach § 78 SGB IX, in deren Reihenfolge; ob auch unterstützende Assistenz.
KURZ = (
    ("Haushalt", True),
    ("Soziale\nBeziehungen", True),
    ("Lebens-\nplanung", False),
    ("Gemeinschaft\nund Kultur", True),
    ("Freizeit\nund Sport", True),
    ("Ärztliche\nLeistungen", True),
    ("Verstän-\ndigung", True),
)
_VERBORGEN = 9  # Spalte I, neben dem Druck; je Art zwei
_SPALTEN = (("qa", ("B", "D", "F")), ("ua", ("C", "E", "G")))  # Std./Woche, Std./Jahr, VZÄ


def katalogblatt(bau: Bau, t: Tabelle, divisor: Divisor) -> None:
    """Das Blatt »Assistenz«: was alle Personen zusammen je Leistung brauchen."""
    titel = bau.titel("Individuelle Assistenz nach Leistungen")
    blatt = bau.blatt("Assistenz", titel, (58, 13, 13, 13, 13, 13, 13), 5)
    kopf = [f"{art}\n{was}" for was in ("Std./Woche", "Std./Jahr", "VZÄ") for art in ("qA", "uA")]
    for nummer, wort in enumerate(("Leistung (§ 78 SGB IX)", *kopf), 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    blatt.row_dimensions[5].height = 30
    katalog = parameter.liste(laender.BUND, "assistenzleistungen", bau.stand)
    for z, (leistung, (_, auch_ua)) in enumerate(zip(katalog, KURZ, strict=True), 6):
        zellen.formelzelle(blatt[f"A{z}"], leistung, rechts=False)
        blatt.row_dimensions[z].height = 28
        _leistung(blatt, t, divisor, z, f"{{}}{z - 6}", auch_ua)
    letzte = 5 + len(katalog)
    if bau.vorlage.gemeinsam:
        letzte += 1
        zellen.formelzelle(blatt[f"A{letzte}"], "Anteile an gemeinsamen Leistungen", rechts=False)
        _leistung(blatt, t, divisor, letzte, "gem_{}", auch_ua=True)
    zellen.formelzelle(blatt[f"A{letzte + 1}"], "Gesamt", rechts=False, fett=True)
    for s, f in zip("BCDEFG", (zellen.STUNDEN,) * 4 + (zellen.VZAE,) * 2, strict=True):
        spalte = f"{s}6:{s}{letzte}"
        formel = f'=IF({keine_zahl(spalte)},"",SUM({spalte}))'
        zellen.formelzelle(blatt[f"{s}{letzte + 1}"], formel, f, fett=True)
    _rechenweg(blatt, letzte, divisor.wort)
    summen = bezug(blatt, f"D{letzte + 1}:E{letzte + 1}")
    bau.pruefung(
        "assistenz",
        "Assistenz: die Leistungen zusammen ergeben die Summe der Personen",
        f"ABS(SUM({summen})-SUM({t.bereich('stunden_jahr')}))<0.000001",
        "In intern_Assistenz unvollständige Zeilen ergänzen.",
    )


def _rechenweg(blatt: Worksheet, letzte: int, divisor: str) -> None:
    zellen.text(
        blatt[f"A{letzte + 3}"],
        f"Rechenweg: Minuten je Woche aller Personen ÷ 60; × Wochen je Jahr; ÷ {divisor}.",
        grau=True,
        umbruch=False,
    )
    zellen.text(
        blatt[f"A{letzte + 4}"],
        "qA: qualifizierte Assistenz (Befähigung, Fachkraft); uA: unterstützende Assistenz (Übernahme).",
        grau=True,
        umbruch=False,
    )


def _leistung(blatt: Worksheet, t: Tabelle, divisor: Divisor, z: int, spalte: str, auch_ua: bool) -> None:
    fehler = f"SUM({t.bereich('pruefwert')})"  # 0; sonst fiele eine falsche Zeile still aus der Summe
    for art, (woche, jahr, vzae) in _SPALTEN:
        if art == "ua" and not auch_ua:
            for s in (woche, jahr, vzae):
                zellen.formelzelle(blatt[f"{s}{z}"], "nur qA")
            continue
        b = t.bereich(spalte.format(art))
        w, j = f"{woche}{z}", f"{jahr}{z}"
        zellen.formelzelle(blatt[w], f'=IF(COUNT({b})+SUM({b})*0=0,"",SUM({b})/60+{fehler})', zellen.STUNDEN)
        formel = f'=IF({w}="","",EGH_JAHRESSTUNDEN({w},parameter_wochen_jahr))'
        zellen.formelzelle(blatt[j], formel, zellen.STUNDEN)
        leer = ",".join([f'{j}=""', *(f'{f.name}=""' for f in divisor.faelle)])
        stellen = _stellen(blatt, t, divisor, z, j, b, 2 * ("qa", "ua").index(art))
        zellen.formelzelle(blatt[f"{vzae}{z}"], f'=IF(OR({leer}),"",{stellen}+{fehler})', zellen.VZAE)


def _stellen(
    blatt: Worksheet, t: Tabelle, divisor: Divisor, z: int, jahr: str, minuten: str, art: int
) -> str:
    """Formel: VZÄ; wo Dienste verschiedene Jahresstunden haben, aus verborgenen Stunden je Woche ihrer Zeilen."""
    if len(divisor.faelle) == 1:
        return f"EGH_VZAE({jahr},{divisor.faelle[0].name})"
    teile = []
    for nummer, fall in enumerate(divisor.faelle):
        spalte = get_column_letter(_VERBORGEN + art + nummer)
        summe = f"SUMPRODUCT(({t.bereich('schicht')}{fall.bedingung})*1,{minuten})/60"
        zellen.stumm(blatt[f"{spalte}{z}"], f'=IF({jahr}="","",{summe})', zellen.STUNDEN)
        blatt.column_dimensions[spalte].hidden = True
        teile.append(f"EGH_VZAE(EGH_JAHRESSTUNDEN({spalte}{z},parameter_wochen_jahr),{fall.name})")
    return "+".join(teile)
