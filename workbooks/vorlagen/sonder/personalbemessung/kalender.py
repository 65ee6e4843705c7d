"""Blatt »Kalender«: Feiertage und Tage je Wochentag, zwölf Jahre ab dem Jahr des Stichtags; feste Tage, keine Formeln."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from calc.parameter import laender
from workbooks.bausteine.fach.feiertage import Feiertag, feiertage, stand
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.felder import Feld, kopf

BLATT = "Kalender"
WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_ERSTES_JAHR, _JAHRE = 2026, 12
_KOPF, _ERSTE = 6, 7
_AB = 5  # Spalte des ersten Jahres
_EIGEN, _GRUND = "C", "D"
_LETZTE_SPALTE = get_column_letter(_AB + _JAHRE - 1)
_ZAEHLT, _WAHL_JAHR, _WAHL_LAND = (get_column_letter(_AB + _JAHRE + n) for n in (0, 1, 2))
_WOCHENTAG = _JAHRE + 3  # so viele Spalten rechts von einem Tag steht verborgen sein Wochentag
_ALLE = "alle Länder"
_EINE_SEITE = 16  # mehr Feiertage und die Tage darunter passen nicht auf ein Blatt


def jahre(bau: Bau) -> range:
    """Die Jahre des Kalenders: ab dem des Stichtags; ohne ihn ab dem des Vertragsstands, frühestens 2026."""
    if bau.stichtag:
        erstes = bau.stichtag.year
    else:
        von = bau.vorlage.rahmen.stand(None)[0]
        erstes = max(_ERSTES_JAHR, von.year if von else _ERSTES_JAHR)
    return range(erstes, erstes + _JAHRE)


def felder(bau: Bau) -> tuple[Feld, ...]:
    """Eingaben des Blatts Angaben: das Jahr und ohne Land das Land, dessen Feiertage zählen."""
    alle = jahre(bau)
    wort = f"Jahr von {alle[0]} bis {alle[-1]}; leer: Wochen je Jahr."
    jahr = Feld(
        "Kalenderjahr der Dienste", "kalenderjahr", einheiten.JAHR.format, eingabe.aus_liste("kalender_auswahl", wort), None,
        "leer: Wochen je Jahr; sonst die Tage vom Blatt Kalender", False,
    )  # fmt: skip
    if bau.vorlage.land != laender.BUND:
        return (jahr,)
    land = eingabe.aus_liste("kalender_laender", "Kürzel des Landes, z. B. NW.")
    bau.pflicht.append(
        ("Angaben: Land der Feiertage", 'OR(eingabe_kalenderjahr="",eingabe_feiertage_land<>"")')
    )
    return (
        jahr,
        Feld("Land der Feiertage", "feiertage_land", zellen.TEXT, land, None, "nur mit Kalenderjahr", False),
    )


def kalender(bau: Bau) -> None:
    """Namen: `kalender_tage` (Mo … So, dann Feiertage, je Jahr), `kalender_jahre`, `kalender_auswahl` (dieselben Jahre untereinander)."""
    alle = jahre(bau)
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (26, 25, 8.5, 14, *(6.6,) * _JAHRE), _KOPF)
    satz = f"Gesetzliche Feiertage, Quelle: {stand()}. Was nur zum Teil gilt, zählt erst mit »ja« und Ort oder Grund."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    kopf(blatt, _KOPF, ("Feiertag", "gilt in", "eigene\nAngabe", "Ort oder\nGrund", *(str(j) for j in alle)))
    zeilen = feiertage(bau.vorlage.land, alle)
    for z, f in enumerate(zeilen, _ERSTE):
        _zeile(bau, blatt, z, f)
    letzte = _ERSTE + len(zeilen) - 1
    for n, jahr in enumerate(alle):  # als Zahl, mit der gesucht wird
        blatt.cell(_KOPF, _AB + n).value = jahr
    bau.name("kalender_jahre", blatt, f"{get_column_letter(_AB)}{_KOPF}:{_LETZTE_SPALTE}{_KOPF}")
    _auswahl(bau, blatt, _WAHL_JAHR, "kalender_auswahl", alle)
    _auswahl(bau, blatt, _WAHL_LAND, "kalender_laender", tuple(laender.LAENDER))
    _eingaben(bau, blatt, letzte)
    _tage(bau, blatt, letzte)
    bau.gedruckt[BLATT] = Druck(_LETZTE_SPALTE)


def _zeile(bau: Bau, blatt: Worksheet, z: int, f: Feiertag) -> None:
    land = bau.vorlage.land
    ganz = f.laender if land == laender.BUND else ("im ganzen Land",) * len(f.laender)
    wo = _ALLE if f.ueberall else ", ".join((*ganz, *f.zum_teil))
    zellen.formelzelle(blatt[f"A{z}"], f.name, zellen.TEXT, rechts=False)
    zellen.formelzelle(blatt[f"B{z}"], wo, zellen.TEXT, rechts=False)
    blatt.row_dimensions[z].height = zellen.hoehe((f.name, 24), (wo, 19))
    zellen.eingabezelle(blatt[f"{_EIGEN}{z}"], None, zellen.TEXT, rechts=False)
    zellen.eingabezelle(blatt[f"{_GRUND}{z}"], None, zellen.TEXT, rechts=False)
    for n, tag in enumerate(f.tage):
        zelle = blatt.cell(z, _AB + n)
        zellen.eng(zelle, tag, "DD.MM.")
        # verborgen sein Wochentag: über einem Bereich rechnet ihn nicht jedes Programm
        welcher = blatt.cell(z, _AB + n + _WOCHENTAG)
        zellen.stumm(welcher, f'=IF({zelle.coordinate}="","",WEEKDAY({zelle.coordinate},2))', "0")
        blatt.column_dimensions[welcher.column_letter].hidden = True
    if f.ueberall or land in f.laender:
        gilt = '"ja"'
    elif land == laender.BUND and f.laender:
        gilt = "IF(OR(" + ",".join(f'eingabe_feiertage_land="{c}"' for c in f.laender) + '),"ja","nein")'
    else:
        gilt = '"nein"'
    eigen = f"${_EIGEN}${z}"
    # ein Text: neben einer leeren Zelle druckt LibreOffice auch eine verborgene Zahl
    zellen.stumm(
        blatt[f"{_ZAEHLT}{z}"],
        f'=IF({eigen}="",{gilt},IF(OR({eigen}="ja",{eigen}="nein"),{eigen},NA()))',
        zellen.TEXT,
        rechts=False,
    )


def _auswahl(bau: Bau, blatt: Worksheet, spalte: str, name: str, werte: Sequence[object]) -> None:
    """Verborgen untereinander, woraus gewählt wird: LibreOffice nimmt von einer Liste nur die erste Spalte."""
    for z, wert in enumerate(werte, _ERSTE):
        zellen.stumm(blatt[f"{spalte}{z}"], wert, "General", rechts=False)
    bau.name(name, blatt, f"{spalte}{_ERSTE}:{spalte}{_ERSTE + len(werte) - 1}")
    blatt.column_dimensions[spalte].hidden = True


def _eingaben(bau: Bau, blatt: Worksheet, letzte: int) -> None:
    eigen, grund = (f"{s}{_ERSTE}:{s}{letzte}" for s in (_EIGEN, _GRUND))
    auswahl = eingabe.auswahl("ja", "nein", hinweis="ja oder nein; leer: wie das Gesetz des Landes.")
    auswahl.anwenden(blatt, eigen)
    eingabe.TEXT.anwenden(blatt, grund)
    bau.name("eingabe_feiertage", blatt, f"{_EIGEN}{_ERSTE}:{_GRUND}{letzte}")
    a, g = bezug(blatt, eigen), bezug(blatt, grund)
    bau.werte_falsch.append(f'SUMPRODUCT(({a}<>"")*({a}<>"ja")*({a}<>"nein"))>0')
    fehlt = f'SUMPRODUCT(({a}<>"")*({g}=""))+SUMPRODUCT(({a}="")*({g}<>""))'
    bau.pflicht.append((f"{BLATT}: zu jeder eigenen Angabe Ort oder Grund", f"{fehlt}=0"))
    zellen.rot_wenn(blatt, grund, f'AND(${_EIGEN}{_ERSTE}<>"",${_GRUND}{_ERSTE}="")')
    blatt.column_dimensions[_ZAEHLT].hidden = True
    tage = f"{get_column_letter(_AB)}{_ERSTE}:{_LETZTE_SPALTE}{letzte}"
    zellen.einblenden(blatt, tage, f'${_ZAEHLT}{_ERSTE}<>"ja"', "FFFFFFFF", leise=True)


def _tage(bau: Bau, blatt: Worksheet, letzte: int) -> None:
    """Je Jahr: wie oft jeder Wochentag, ohne Feiertage; Feiertage; alle Tage."""
    z = letzte + 2
    zellen.ueberschrift(blatt[f"A{z}"], "Tage je Jahr, Feiertage für sich")
    if letzte - _ERSTE > _EINE_SEITE:
        blatt.row_breaks.append(Break(z - 1))
    zaehlt = f'(${_ZAEHLT}${_ERSTE}:${_ZAEHLT}${letzte}="ja")'
    for nummer, wort in enumerate((*WOCHENTAGE, "Feiertage", "Tage des Jahres"), 1):
        zellen.text(blatt[f"A{z + nummer}"], wort, fett=nummer > 8, umbruch=False)
    for spalte in range(_AB, _AB + _JAHRE):
        s = get_column_letter(spalte)
        w = get_column_letter(spalte + _WOCHENTAG)
        jahr, liste, welcher = f"{s}${_KOPF}", f"{s}${_ERSTE}:{s}${letzte}", f"{w}${_ERSTE}:{w}${letzte}"
        vor, ende = f"DATE({jahr},1,1)-1", f"DATE({jahr},12,31)"
        for n in range(7):  # fortlaufende Nummer 2 ist ein Montag
            alle = f"INT(({ende}-{n + 2})/7)-INT(({vor}-{n + 2})/7)"
            frei = f"SUMPRODUCT({zaehlt}*({welcher}={n + 1}))"
            zellen.formelzelle(blatt[f"{s}{z + 1 + n}"], f"={alle}-{frei}", "0")
        zellen.formelzelle(blatt[f"{s}{z + 8}"], f"=SUMPRODUCT({zaehlt}*({liste}>0))", "0")
        zellen.formelzelle(blatt[f"{s}{z + 9}"], f"=SUM({s}{z + 1}:{s}{z + 8})", "0", fett=True)
    erste = get_column_letter(_AB)
    bau.name("kalender_tage", blatt, f"{erste}{z + 1}:{_LETZTE_SPALTE}{z + 8}")
    summe = bezug(blatt, f"{erste}{z + 9}:{_LETZTE_SPALTE}{z + 9}")
    bau.pruefung(
        "kalender",
        "Kalender: die Tage jedes Jahres sind 365 oder 366",
        f"SUM({summe})=DATE({jahre(bau)[-1] + 1},1,1)-DATE({jahre(bau)[0]},1,1)",
        "Eigene Angaben auf dem Blatt Kalender mit »ja« oder »nein« wählen.",
        nativ=True,
    )


def tag_im_jahr(bau: Bau, nummer: int, wochen: str) -> str:
    """Formel: an wie vielen Tagen im Jahr der Wochentag (1 Montag … 7 Sonntag, 8 Feiertag) vorkommt."""
    gewaehlt = f"INDEX(kalender_tage,{nummer},MATCH(eingabe_kalenderjahr,kalender_jahre,0))"
    if bau.vorlage.land == laender.BUND:  # ohne Land fehlen seine Feiertage: dann gibt es keine Zahl
        bekannt = "0*MATCH(eingabe_feiertage_land,kalender_laender,0)"
        gewaehlt = f'IF(eingabe_feiertage_land="","",{gewaehlt}+{bekannt})'
    ohne = "0" if nummer == len(WOCHENTAGE) + 1 else wochen
    return f'IF(eingabe_kalenderjahr="",IF({wochen}="","",{ohne}),{gewaehlt})'
