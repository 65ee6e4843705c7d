"""Blatt »Prüfung«: alle Prüfungen mit Ergebnis und Rat; dazu, was an der Vollständigkeit fehlt."""

from __future__ import annotations

import math
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.zeitteil import vertragsstand
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, Pruefung, bezug
from workbooks.bausteine.grund.formworte import satz
from workbooks.bausteine.grund.worte import FOLGT, NICHT_PRUEFBAR, PRUEFUNG

_ERSTE = 6
_KOPFZEILEN = 4
_ZEILE, _SEITE = (
    15,
    420,
)  # Punkt: eine Zeile; was unter den wiederholten Kopfzeilen auf eine Seite A4 quer passt
_HOECHSTENS = 7000
_KLEINSTE = 0.82  # so weit wird verkleinert


def pruefung(bau: Bau) -> None:
    """Das Blatt; angemeldet haben sich die Prüfungen, als ihre Blätter gebaut wurden."""
    titel = bau.titel(PRUEFUNG)
    blatt = bau.blatt(PRUEFUNG, titel, (62, 12, 16, 62, 14), 5)
    # neben dem Druckbereich: auf Papier sagt es niemandem etwas
    zellen.text(
        blatt["G3"],
        satz("pruefung", bau.form),
        grau=True,
        umbruch=False,
    )
    gegenprobe = "Gegenprobe" if any(p.probe for p in bau.pruefungen) else ""
    for nummer, wort in enumerate(("Prüfung", "Ergebnis", "", "Was zu tun ist", gegenprobe), 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    zellen.text(blatt["G4"], satz("marke", bau.form), grau=True)
    zellen.formelzelle(blatt["H4"], "=ISERROR(EGH_BJAZ(1,1))")
    bau.name("addin_fehlt", blatt, "H4")
    blatt.column_dimensions["G"].width = 20
    bau.gedruckt[PRUEFUNG] = Druck("C")  # was zu tun ist, sagt nur dem etwas, der die Mappe hat
    if bau.unbestaetigt:
        vertragsstand(bau)
    gesamt = _ERSTE + len(bau.pruefungen) + 6  # davor fünf feste und der Status
    erste_pflicht = gesamt + 3
    letzte_pflicht = erste_pflicht + len(bau.pflicht) - 1
    alle = (
        *_feste(bau, blatt, f"$B${erste_pflicht}:$B${letzte_pflicht}"),
        *bau.pruefungen,
        _status(gesamt - 2),
    )
    _zeilen(bau, blatt, alle)
    _pruefzeile(blatt, gesamt, "Alle Prüfungen bestanden", f"=AND($B${_ERSTE}:$B${gesamt - 1})", "")
    bau.name("pruefung_gesamt", blatt, f"B{gesamt}")
    zellen.ueberschrift(blatt[f"A{gesamt + 2}"], "Vollständigkeit im Einzelnen")
    for z, (text, bedingung) in enumerate(bau.pflicht, erste_pflicht):
        _pruefzeile(blatt, z, text, f"=IFERROR({bedingung},FALSE)", "", nativ=True)
    _seiten(blatt, letzte_pflicht)
    bau.name("pflichtangaben", blatt, f"A{erste_pflicht}:B{letzte_pflicht}")
    zellen.rot_wenn(blatt, f"B{_ERSTE}:C{letzte_pflicht}", f"AND(ISLOGICAL($B{_ERSTE}),NOT($B{_ERSTE}))")


def _seiten(blatt: Worksheet, letzte: int) -> None:
    """Wenige Zeilen auf einer letzten Seite rücken auf die davor, solange die Schrift acht Punkt behält."""
    hoehe = sum(blatt.row_dimensions[z].height or _ZEILE for z in range(_ERSTE, letzte + 1))
    mindestens = math.ceil(hoehe * _KLEINSTE / _SEITE)
    if mindestens < math.ceil(hoehe / _SEITE):
        blatt.page_setup.fitToHeight = mindestens


def _eine_von(blatt: Worksheet, spalte: str, bedingungen: Sequence[str]) -> str:
    """Formel: eine der Bedingungen gilt. Sind es viele, stehen Teile verborgen daneben: Excel nimmt 8.192 Zeichen."""
    teile: list[list[str]] = [[]]
    for bedingung in bedingungen:
        if len(",".join((*teile[-1], bedingung))) > _HOECHSTENS:
            teile.append([])
        teile[-1].append(bedingung)
    if len(teile) == 1:
        return f"OR({','.join(teile[0])})"
    for z, teil in enumerate(teile, _ERSTE):
        zellen.formelzelle(blatt[f"{spalte}{z}"], f"=OR({','.join(teil)})")
    blatt.column_dimensions[spalte].hidden = True
    return f"OR(${spalte}${_ERSTE}:${spalte}${_ERSTE + len(teile) - 1})"


def _feste(bau: Bau, blatt: Worksheet, pflicht: str) -> tuple[Pruefung, ...]:
    """Was jede Vorlage prüft; `pflicht` ist der Bereich der Pflichtangaben."""
    return (
        Pruefung(
            "gerechnet",
            "Alle Formeln sind gerechnet",
            "TRUE",  # `egh rechnen` macht FALSCH daraus, wenn es eine nicht rechnen kann; Excel und LibreOffice nie
            "Was »egh rechnen« nennt, anders schreiben (etwa als Zahl statt als Text) und noch einmal rechnen.",
            nativ=True,
        ),
        Pruefung(
            "vollstaendig",
            "Vollständig: alle Pflichtangaben und begonnenen Zeilen",
            f"AND({pflicht})",
            "Unten steht einzeln, was noch fehlt.",
        ),
        Pruefung(
            "eingaben",
            "Alle Eingaben liegen im erlaubten Bereich",
            f"NOT({_eine_von(blatt, 'J', bau.werte_falsch)})",
            "Zeilen mit dem Hinweis »Wert prüfen« und die Angaben auf Deckblatt und Parameter ansehen.",
        ),
        Pruefung(
            "bestaetigt",
            "Alles Ungewöhnliche ist bestätigt",
            f"NOT({_eine_von(blatt, 'K', bau.offen)})",
            "Wo »bitte bestätigen« steht, den Wert berichtigen oder daneben eintragen, warum er stimmt.",
        ),
        Pruefung(
            "ergebnisse_zahlen",
            "Jede gerechnete Zelle hat ein Ergebnis oder ist noch leer, keine einen Fehler",
            f"NOT({_eine_von(blatt, 'L', _fehler(bau))})",
            "Die Eingabe berichtigen, aus der der Fehler stammt.",
            folgt="NOT(pruefung_eingaben)",
        ),
    )


def _fehler(bau: Bau) -> list[str]:
    """Je Blatt die Bedingung »eine Zelle ist ein Fehler«: ab Zeile 5, darüber steht der Stand dieser Prüfungen."""
    blaetter = (b for b in bau.mappe if b.title != PRUEFUNG and b.max_row > _KOPFZEILEN)
    orte = (bezug(b, f"A{_KOPFZEILEN + 1}:{get_column_letter(b.max_column)}{b.max_row}") for b in blaetter)
    erlaubt = {ort.rpartition("!")[0]: f"-SUMPRODUCT(--ISNA({ort}))" for ort in bau.ohne_zahl}
    return [f"SUMPRODUCT(--ISERROR({ort})){erlaubt.get(ort.rpartition('!')[0], '')}>0" for ort in orte]


def _status(letzte: int) -> Pruefung:
    return Pruefung(
        "status",
        "Status über »Entwurf« hinaus nur, wenn alles andere WAHR ist",
        f'OR(meta_status="Entwurf",meta_status="",AND($B${_ERSTE}:$B${letzte}))',
        "Erst die anderen Prüfungen in Ordnung bringen oder den Status auf »Entwurf« setzen.",
    )


def _zeilen(bau: Bau, blatt: Worksheet, alle: Sequence[Pruefung]) -> None:
    for z, p in enumerate(alle, _ERSTE):
        formel = p.formel.replace("{probe}", f"$E${z}")
        folgt = p.folgt or (f"ISERROR({formel})" if z > _ERSTE + 4 else "")
        _pruefzeile(blatt, z, p.text, f"=IFERROR({formel},FALSE)", p.rat, p.nativ, folgt)
        if p.probe:
            zellen.formelzelle(blatt[f"E{z}"], p.probe, zellen.STUNDEN)
        bau.name(f"pruefung_{p.name}", blatt, f"B{z}")


def _pruefzeile(
    blatt: Worksheet, z: int, text: str, formel: str, rat: str, nativ: bool = False, folgt: str = ""
) -> None:
    zellen.text(blatt[f"A{z}"], text)
    zellen.formelzelle(blatt[f"B{z}"], formel)
    sonst, tun = '"bitte ansehen"', f'"{rat}"'
    if folgt:  # der Fehler einer Eingabe macht auch diese Prüfung unmöglich; ihr Rat führte in die Irre
        daraus = f"IF(B{z},FALSE,AND({folgt},NOT(AND($B${_ERSTE}:$B${_ERSTE + 3}))))"
        sonst, tun = f'IF({daraus},"{FOLGT}",{sonst})', f'IF({daraus},"",{tun})'
    if not nativ:  # ein Rat wäre dann falsch
        sonst, tun = f'IF(addin_fehlt,"{NICHT_PRUEFBAR}",{sonst})', f'IF(AND(addin_fehlt,NOT(B{z})),"",{tun})'
    zellen.formelzelle(blatt[f"C{z}"], f'=IF(B{z},"in Ordnung",{sonst})', rechts=False)
    zellen.text(blatt[f"D{z}"], f"={tun}" if rat else None, grau=True)
    blatt.row_dimensions[z].height = zellen.hoehe((text, 62), (rat, 62))
