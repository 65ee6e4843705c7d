"""Blatt »Wochenbild«: in jeder halben Stunde der Woche, wie viele da sind, wie viele nötig sind und was fehlt."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.felder import Wert
from workbooks.bausteine.grund.regeln import in_worten
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.personalbemessung.wochendienste import BILDER, PRAESENZ, TAGE

BLATT = "Wochenbild"
GEZEIGT = (PRAESENZ, "Bereitschaft", "Fachkraft")
_KOPF, _ERSTE, _ZEITEN = 6, 7, 48
_LETZTE = _ERSTE + _ZEITEN - 1
_DA, _NOETIG, _MEHR = 2, 10, 18  # erste Spalten der drei gedruckten Blöcke
_BIS, _VERBORGEN = 26, 27
_NOETIGE = eingabe.zahl(0, 99, "Nötige Mitarbeitende, 0 bis 99; leer: kein Vergleich.")
_MORGENS = range(14, 18)  # 07:00 bis 09:00 sind im Beispiel werktags zwei nötig
_NACHT = "((bild_von<0.25)+(bild_von>0.91))"  # 22 bis 6 Uhr


def wochenbild(bau: Bau, dienste: Tabelle) -> None:
    """Namen: `bild_praesenz`, `_nacht`, `_ruf`, `_fachkraft` (48 × 7), `bild_von`, `eingabe_noetig`, `wochenbild`."""
    breiten = (11, *(4.4,) * 7, 1.5, *(4.4,) * 7, 1.5, *(4.4,) * 7)
    blatt = bau.blatt(BLATT, bau.titel(BLATT), breiten, _KOPF, quer=False)
    blatt.page_setup.fitToHeight = 1
    satz = f'="Gezeigt: "&{_gezeigt()}&" (Blatt Angaben). Mitarbeitende je halbe Stunde; nötige eintragen, dann steht daneben, was fehlt."'
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    _koepfe(blatt)
    for n in range(_ZEITEN):
        _zeile(blatt, _ERSTE + n, n, dienste, bau.beispiel)
    for nummer, name in enumerate(BILDER):
        _name(bau, blatt, f"bild_{name}", _VERBORGEN + 7 * nummer)
    for spalte in range(_BIS, _VERBORGEN + 7 * len(BILDER)):
        blatt.column_dimensions[get_column_letter(spalte)].hidden = True
    _name(bau, blatt, "wochenbild", _DA)
    _name(bau, blatt, "eingabe_noetig", _NOETIG)
    _name(bau, blatt, "bild_mehr", _MEHR)
    von = get_column_letter(_BIS - 1)
    bau.name("bild_von", blatt, f"{von}{_ERSTE}:{von}{_LETZTE}")
    noetig = _ort(_NOETIG)
    _NOETIGE.anwenden(blatt, noetig)
    bau.werte_falsch.append(_NOETIGE.verletzt(bezug(blatt, noetig)))
    zellen.rot_wenn(blatt, _ort(_MEHR), f"AND(ISNUMBER({_zelle(_MEHR)}),N({_zelle(_MEHR)})<0)")
    zellen.einblenden(blatt, _ort(_DA), f"AND(ISNUMBER({_zelle(_DA)}),N({_zelle(_DA)})>0)")
    blatt.freeze_panes = f"B{_ERSTE}"
    bau.gedruckt[BLATT] = Druck(get_column_letter(_MEHR + 6))
    zusammen = "+".join(f"SUM(bild_{name})" for name in BILDER[:3])
    bau.pruefung(
        "wochenbild",
        "Wochenbild: die Anwesenheit aller halben Stunden ergibt die Stunden der Wochendienste",
        f"IF(COUNTA(wochendienste_staerke)=0,TRUE,IFERROR(ABS(({zusammen})/2-SUM(wochendienste_woche))<0.000001,FALSE))",
        "Zeiten und Mitarbeitende auf dem Blatt Wochendienste prüfen.",
    )


def _gezeigt() -> str:
    return f'IF(eingabe_wochenbild="","{GEZEIGT[0]}",eingabe_wochenbild)'


def _ort(spalte: int) -> str:
    return f"{get_column_letter(spalte)}{_ERSTE}:{get_column_letter(spalte + 6)}{_LETZTE}"


def _zelle(spalte: int) -> str:
    return f"{get_column_letter(spalte)}{_ERSTE}"


def _name(bau: Bau, blatt: Worksheet, name: str, spalte: int) -> None:
    bau.name(name, blatt, _ort(spalte))


def _koepfe(blatt: Worksheet) -> None:
    zellen.kopfzelle(blatt.cell(_KOPF, 1), "Uhrzeit")
    for spalte, wort in ((_DA, "anwesend"), (_NOETIG, "nötig"), (_MEHR, "mehr (+), weniger (−)")):
        zellen.text(blatt.cell(_KOPF - 1, spalte), wort, fett=True, umbruch=False)
        for n, tag in enumerate(TAGE):
            zellen.kopfzelle(blatt.cell(_KOPF, spalte + n), tag.title())


def _zeile(blatt: Worksheet, z: int, n: int, dienste: Tabelle, beispiel: bool) -> None:
    uhr = [f"{m // 60:02}:{m % 60:02}" for m in (30 * n, 30 * n + 30)]
    zellen.text(blatt[f"A{z}"], "–".join(uhr), umbruch=False)
    # die Zeiten stehen als Zahl daneben: aus dem Text läse sie jedes Programm anders
    von, bis = get_column_letter(_BIS - 1), get_column_letter(_BIS)
    blatt.column_dimensions[von].hidden = True
    zellen.formelzelle(blatt[f"{von}{z}"], n / _ZEITEN, zellen.UHRZEIT)
    zellen.formelzelle(blatt[f"{bis}{z}"], (n + 1) / _ZEITEN, zellen.UHRZEIT)
    for tag in range(7):
        for nummer, name in enumerate(BILDER):
            bereich = dienste.block(f"{name}_beginn", f"{name}_so")
            deckung = f"EGH_DECKUNG({bereich},{tag + 1},${von}{z},${bis}{z})"
            formel = f'=IF(COUNTA(wochendienste_staerke)=0,"",{deckung})'
            zellen.stumm(blatt.cell(z, _VERBORGEN + 7 * nummer + tag), formel, "0.##")
        p, nacht, ruf, fach = (f"{get_column_letter(_VERBORGEN + 7 * b + tag)}{z}" for b in range(4))
        gezeigt = f'IF({p}="","",IF(eingabe_wochenbild="{GEZEIGT[1]}",{nacht}+{ruf},IF(eingabe_wochenbild="{GEZEIGT[2]}",{fach},{p})))'
        da, noetig = (f"{get_column_letter(s + tag)}{z}" for s in (_DA, _NOETIG))
        zellen.stumm(blatt[da], f"={gezeigt}", "General")
        viele = n in _MORGENS and tag < 5
        zellen.eingabezelle(blatt[noetig], (2 if viele else 1) if beispiel else None, "General")
        mehr = f'=IF(OR({noetig}="",{da}=""),"",ROUND({da}-{noetig},6))'
        zellen.stumm(blatt.cell(z, _MEHR + tag), mehr, '+General;-General;"·"')


def werte() -> tuple[Wert, ...]:
    """Zeilen des Blatts Ergebnis."""
    std = einheiten.STD_WOCHE
    leer = 'IF(COUNTA(wochendienste_staerke)=0,"",{})'.format
    niemand = "SUMPRODUCT((bild_praesenz<0.000001)*(bild_nacht<0.000001)*(bild_ruf<0.000001))/2"
    doppelt = "SUMPRODUCT((bild_praesenz>0.000001)*(bild_nacht>0.000001))/2"
    verglichen = 'IF(OR(COUNTA(eingabe_noetig)=0,COUNTA(wochendienste_staerke)=0),"",{})'.format
    return (
        Wert("Stunden der Woche ohne Dienst", "wochenbild_offen", leer(niemand), std, "von 168; weder Präsenz noch Bereitschaft"),
        Wert("Präsenz und Nachtbereitschaft zugleich", "wochenbild_doppelt", leer(doppelt), std, "Stunden der Woche"),
        Wert("weniger als nötig", "wochenbild_fehlt", verglichen('-SUMIF(bild_mehr,"<0")/2+0*SUM(bild_mehr)'), std, "Stunden × fehlende Mitarbeitende, wie gezeigt"),
        Wert("mehr als nötig", "wochenbild_mehr", verglichen('SUMIF(bild_mehr,">0")/2+0*SUM(bild_mehr)'), std, "Stunden × Mitarbeitende, wie gezeigt"),
    )  # fmt: skip


def hinweise(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Namen: `hinweis_nacht`, `hinweis_pause`; beide sagen etwas und machen nichts falsch."""
    ohne = f"SUMPRODUCT({_NACHT}*(bild_fachkraft<0.999999))/2"
    lang = 'SUMPRODUCT((wochendienste_art="Präsenz")*(wochendienste_ohne_pause=1))'
    for zeile, name, bedingung, text in (
        (
            z,
            "nacht",
            f"IF(COUNTA(wochendienste_staerke)=0,FALSE,{ohne}>0)",
            f'{in_worten(ohne, "Nachtstunden")}&" der Woche (22 bis 6 Uhr) ohne Fachkraft in Präsenz oder Nachtbereitschaft."',
        ),
        (
            z + 1,
            "pause",
            f"{lang}>0",
            f'{lang}&IF({lang}=1," Dienst"," Dienste")&" mit weniger als 30 Minuten Pause über 6 oder 45 über 9 Stunden (§ 4 ArbZG)."',
        ),
    ):
        zellen.text(blatt[f"A{zeile}"], f'=IF({bedingung},{text},"")', fett=True, umbruch=False)
        bau.name(f"hinweis_{name}", blatt, f"A{zeile}")
