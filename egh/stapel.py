"""`egh rechnen ORDNER`: alle Mappen eines Ordners; was die anderen Prozesse tun, und was danach gesagt wird."""

from __future__ import annotations

import gc
from argparse import ArgumentParser, Namespace
from pathlib import Path
from time import perf_counter
from typing import Any

from calc.runden import deutsch
from egh import ausgabe, cluster, geoeffnet, gruende
from egh.gruende import Abbruch
from egh.setzen import setze
from recalculation.datei.paket import Paket
from udfs import DEUTSCHE_FEHLER, Fehler
from workbooks.meldungen import meldungszeilen
from workbooks.pruefungen import aeltere_version, nicht_zu_viele, offene_pruefungen
from workbooks.stapel import bericht, ordner
from workbooks.stapel.bericht import Bericht, Zeile
from workbooks.stapel.lauf import Auftrag, Befund, Stapel
from workbooks.stapel.stand import Besetzt, Stand, programmstand
from workbooks.stapel.werker import Abgestuerzt, Prozesse, kerne

_HOECHSTENS_ZEILEN = 20
_HOECHSTENS_PROZESSE = 256
# Was zuerst anzusehen ist.
_FOLGE = (bericht.NICHT, bericht.OHNE_QUELLE, bericht.FEHLER, bericht.OFFEN, bericht.GUT)


def anmelden(leser: ArgumentParser) -> None:
    """Die Angaben, die nur für einen Ordner gelten."""
    leser.add_argument(
        "--prozesse", type=anzahl, metavar="N", help="bei einem Ordner: so viele zugleich (alle Kerne)"
    )
    leser.add_argument(
        "--ersetzen",
        action="store_true",
        help="bei einem Ordner: auch Dateien ersetzen, die kein früheres Ergebnis sind",
    )
    cluster.anmelden(leser)


def anzahl(text: str) -> int:
    """Eine Zahl von Prozessen. Fehler: ValueError."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _HOECHSTENS_PROZESSE:
        raise ValueError
    return int(text)


def ausfuehren(angaben: Namespace) -> int:
    """Alle Mappen rechnen; 1, wenn etwas anzusehen ist, 2, wenn keine brauchbar war."""
    quelle, ziel = angaben.ein, angaben.aus
    funde = _funde(quelle, ziel)
    balken = ausgabe.Balken()
    stapel = Stapel(
        quelle,
        ziel,
        tuple(angaben.setze),
        programmstand(*angaben.setze),
        angaben.ersetzen,
        satz,
        lambda datei: geoeffnet.pruefe(datei, angaben.trotzdem),
        balken.zeige,
    )
    if angaben.prozesse and angaben.cluster:
        raise Abbruch("Mit --cluster bestimmt der Cluster die Zahl der Prozesse; --prozesse weglassen.")
    hier = Prozesse(rechne, angaben.prozesse or kerne())
    try:
        with cluster.werker(angaben, rechne, hier) as werker:
            ziel.mkdir(parents=True, exist_ok=True)
            with Stand(ziel) as stand, cluster.unterwegs(ziel):
                fertig = stapel.rechne(funde, werker, stand)
    except Besetzt:
        raise Abbruch(f"In {ziel} schreibt gerade ein anderer Lauf; auf ihn warten.") from None
    except KeyboardInterrupt:
        raise ausgabe.Geschrieben(
            f"Abgebrochen; was fertig ist, steht in {ziel}. Derselbe Aufruf setzt fort."
        ) from None
    finally:
        balken.ende()
    _sage(fertig, stapel, angaben.json)
    staende = {zeile.stand for zeile in fertig.zeilen.values()}
    if staende <= {bericht.NICHT, bericht.OHNE_QUELLE}:
        return 2
    return 0 if staende == {bericht.GUT} else 1


def _funde(quelle: Path, ziel: Path | None) -> list[ordner.Fund]:
    """Fehler: `Abbruch`, wenn es nichts zu rechnen gibt oder die Ordner ineinander liegen."""
    if ziel is None:
        raise Abbruch("Für einen Ordner auch das Ziel nennen: -o AUSORDNER.")
    if ziel.exists() and not ziel.is_dir():
        raise Abbruch(f"{ziel} ist kein Ordner.")
    if ordner.ineinander(quelle, ziel):
        raise Abbruch(f"{ziel} und {quelle} liegen ineinander; für das Ziel einen anderen Ort nennen.")
    funde = ordner.gefunden(quelle)
    if not funde:
        raise Abbruch(f"In {quelle} ist keine Arbeitsmappe (.xlsx, .xlsm).")
    return funde


def satz(grund: BaseException) -> str:
    """Der deutsche Satz zu dem, was statt eines Ergebnisses kam."""
    if isinstance(grund, Abgestuerzt):
        return "An dieser Datei endete die Rechenmaschine, vielleicht aus Mangel an Arbeitsspeicher."
    return gruende.satz(grund) if isinstance(grund, Exception) else "abgebrochen"


def rechne(auftrag: Auftrag) -> Befund:
    """Eine Mappe rechnen, in irgendeinem Prozess auf irgendeinem Rechner; wirft nie."""
    beginn = perf_counter()
    try:
        return _gerechnet(auftrag, beginn)
    except Exception as grund:  # noqa: BLE001  # eine Datei hält die anderen nicht auf
        return Befund(Zeile(auftrag.datei, bericht.NICHT, hinweis=satz(grund)))
    finally:
        gc.collect()


def _gerechnet(auftrag: Auftrag, beginn: float) -> Befund:
    from workbooks.mappe import Arbeitsmappe

    m = Arbeitsmappe(Paket(auftrag.inhalt), Path(auftrag.datei))
    nicht_zu_viele(m)
    hinweise = [setze(m, angabe) for angabe in auftrag.setze]
    m.rechnen()
    fehler, offen, aelter = m.fehler(), offene_pruefungen(m), aeltere_version(m)
    hinweise += [zeile.strip() for zeile in meldungszeilen(m)[1:2]]
    hinweise += [p.satz or p.name for p in offen if not p.folgt][:1]
    if aelter:
        hinweise.append(f"Vorlage aus Version {aelter}: neuere Prüfungen fehlen.")
    zeile = Zeile(
        auftrag.datei,
        bericht.FEHLER if fehler else bericht.OFFEN if offen else bericht.GUT,
        str(m.formeln),
        str(len(fehler)),
        str(len(offen)),
        " | ".join(filter(None, hinweise)),
        " | ".join(_ergebnis(m, name) for name in m.namen("ergebnis_")),
        f"{perf_counter() - beginn:.2f}".replace(".", ","),
    )
    return Befund(zeile, m.inhalt())


def _ergebnis(m: Any, name: str) -> str:
    """Ein Ergebnis für den Bericht; die Zahlen mehrerer Zellen stehen nur in der Mappe."""
    if m.ort(name)[1].anzahl > 1:
        return f"{name}=…"
    try:
        wert = m[name]
    except RuntimeError:
        return f"{name}=nicht berechenbar"
    if isinstance(wert, Fehler):
        return f"{name}={DEUTSCHE_FEHLER.get(wert.code, wert.code)}"
    if isinstance(wert, bool):
        return f"{name}={'WAHR' if wert else 'FALSCH'}"
    return f"{name}={f'{wert:.15g}'.replace('.', ',') if isinstance(wert, float) else wert or ''}"


def _sage(fertig: Bericht, stapel: Stapel, als_json: bool) -> None:
    zeilen = [fertig.zeilen[name] for name in sorted(fertig.zeilen)]
    if als_json:
        ausgabe.sage_json({"bericht": str(fertig.pfad), "dateien": [zeile._asdict() for zeile in zeilen]})
        return
    gezaehlt = [
        f"{deutsch(sum(z.stand == stand for z in zeilen))} {stand}"
        for stand in reversed(_FOLGE)
        if any(z.stand == stand for z in zeilen)
    ]
    alt = (
        f" ({deutsch(stapel.uebersprungen)} unverändert, nicht neu gerechnet)" if stapel.uebersprungen else ""
    )
    ausgabe.sage(
        f"{deutsch(len(zeilen))} {'Datei' if len(zeilen) == 1 else 'Dateien'}: {', '.join(gezaehlt)}{alt}"
    )
    auffaellig = sorted((z for z in zeilen if z.stand != bericht.GUT), key=lambda z: _FOLGE.index(z.stand))
    for z in auffaellig[:_HOECHSTENS_ZEILEN]:
        ausgabe.sage(f"  {z.datei}: {z.stand}{f': {z.hinweis}' if z.hinweis else ''}")
    if len(auffaellig) > _HOECHSTENS_ZEILEN:
        ausgabe.sage(f"  … und {deutsch(len(auffaellig) - _HOECHSTENS_ZEILEN)} weitere (im Bericht)")
    ausgabe.sage(f"Bericht: {fertig.pfad}")
