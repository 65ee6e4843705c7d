"""Eine Datei der Erhebung lesen: CSV (Semikolon, Dezimalkomma) oder das erste Blatt einer XLSX-Datei."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from calc import parameter
from calc.parameter import laender
from recalculation.datei.paket import Paket, Unbrauchbar, dateiinhalt
from workbooks.bausteine.fach.katalogblatt import KURZ
from workbooks.bausteine.grund.kennung import SUMMENNAMEN, SUMMENWORTE

KOPF = ("fallnummer", "angebot", "hbg", "wohnform", "standort", "leistung", "art", "minuten")
_ARTEN = {
    **dict.fromkeys(("qa", "qualifiziert", "qualifizierteassistenz"), "qa"),
    **dict.fromkeys(("ua", "unterstützend", "unterstützendeassistenz", "kompensatorisch"), "ua"),
}
_HOECHSTENS_ZEILEN = 100_000
_WOCHE = 10_080
_SUMMEN = {*SUMMENWORTE, *SUMMENNAMEN}
_ZAHL = re.compile(r"-?\d+(?:,\d+)?")
_GENAU = 1e15  # ab hier kürzt Excel eine Nummer
_GEKUERZT = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_STRICHE = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


class Ablehnung(NamedTuple):
    """Was nicht mitzählt, nie mit dem Inhalt einer Zelle; `fall`: wessen Zeile es war, wenn das zu lesen ist."""

    datei: str
    zeile: int
    grund: str
    fall: str = ""


class Unlesbar(Exception):
    """Eine ganze Datei, mit der nichts anzufangen ist; der Text sagt, warum."""


@dataclass(frozen=True)
class Zeile:
    """Eine Schätzung, oder (ohne Leistung) dass die Person befragt ist und nichts braucht."""

    datei: str
    nummer: int
    fall: str
    gruppe: tuple[str, ...]  # Angebot, HBG, Wohnform, Standort
    leistung: int | None = None
    art: str = ""
    minuten: float = 0


class _Falsch(ValueError):
    """Warum eine Zeile nicht zählt."""


def dateien(ordner: Path) -> list[Path]:
    """CSV- und XLSX-Dateien des Ordners selbst, nach Namen; keine Unterordner, Verknüpfungen und Sperrdateien."""
    return sorted(
        p
        for p in ordner.iterdir()
        if p.suffix.lower() in (".csv", ".xlsx")
        and not p.name.startswith(("~$", ".~", "."))
        and p.is_file()
        and not p.is_symlink()
    )


def zeilen(pfad: Path) -> tuple[list[Zeile], list[Ablehnung]]:
    """Die Zeilen einer Datei und was darin nicht zu lesen ist. Fehler: Unlesbar."""
    roh = list(_rohe(pfad))
    kopf = next((i for i, zeile in enumerate(roh) if any(_text(zelle) for zelle in zeile)), None)
    if kopf is None:
        raise Unlesbar("leer")
    worte = [_wort(_text(zelle)) for zelle in roh[kopf]]
    spalten = {wort: s for s, wort in enumerate(worte)}
    if len(worte) == 1 and any(zeichen in worte[0] for zeichen in ",\t"):
        raise Unlesbar("Trennzeichen ist nicht das Semikolon")
    if fehlen := [wort for wort in KOPF if wort not in spalten]:
        raise Unlesbar(f"Überschrift fehlt: {', '.join(fehlen)}")
    if mehrfach := [wort for wort in KOPF if worte.count(wort) > 1]:
        raise Unlesbar(f"Überschrift steht zweimal: {', '.join(mehrfach)}")
    # in einer CSV-Datei steht jedes Trennzeichen da; in einer Mappe enden Zeilen, wo nichts mehr steht
    noetig = max(spalten[wort] for wort in KOPF) + 1 if pfad.suffix.lower() == ".csv" else 0
    gut, schlecht, davor = [], [], ""
    for nummer, zeile in enumerate(roh[kopf + 1 :], kopf + 2):
        werte = {wort: zeile[s] if s < len(zeile) else None for wort, s in spalten.items()}
        if not any(_text(werte[wort]) for wort in KOPF):
            continue
        # ohne Fallnummer gehört die Zeile wohl zur Person darüber (verbundene Zellen): dann fehlten ihr Minuten
        davor = schluessel(werte["fallnummer"]) or davor
        try:
            if _text(werte["fallnummer"]).rstrip(":").lower() in _SUMMEN:
                raise _Falsch("Summe statt einer Zeile")
            if not noetig <= len(zeile) <= len(worte):  # etwa 12;5 statt 12,5
                raise _Falsch(f"{'mehr' if len(zeile) > len(worte) else 'weniger'} Felder als Überschriften")
            gut.append(_zeile(dateiname(pfad), nummer, werte))
        except _Falsch as grund:
            davor = "" if davor.rstrip(":").lower() in _SUMMEN else davor  # eine Summe ist niemandes Zeile
            schlecht.append(Ablehnung(dateiname(pfad), nummer, str(grund), davor))
    return gut, schlecht


def dateiname(pfad: Path) -> str:
    """Wie eine Datei in Sätzen und Zellen heißt, auch wenn ihr Name kein lesbarer Text ist."""
    return _STEUERZEICHEN.sub("?", pfad.name.encode("utf-8", "replace").decode())


def _rohe(pfad: Path) -> Iterator[Sequence[Any]]:
    try:
        inhalt = dateiinhalt(pfad)
        if pfad.suffix.lower() == ".csv":
            yield from _csv(inhalt)
        else:
            yield from _xlsx(inhalt)
    except Unbrauchbar as grund:
        raise Unlesbar(str(grund).partition(": ")[2] or str(grund)) from None
    except csv.Error:
        raise Unlesbar("keine lesbare CSV-Datei") from None
    except OSError as grund:
        raise Unlesbar(f"nicht zu lesen ({type(grund).__name__})") from None


def _csv(inhalt: bytes) -> Iterator[Sequence[Any]]:
    if b"\0" in inhalt:
        raise Unlesbar("keine Textdatei")
    try:
        text = inhalt.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = inhalt.decode("cp1252", errors="replace")
    for nummer, zeile in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=";"), 1):
        if nummer > _HOECHSTENS_ZEILEN:
            raise Unlesbar(f"mehr als {_HOECHSTENS_ZEILEN} Zeilen")
        if any("\n" in feld and ";" in feld for feld in zeile):  # sonst verschwänden ganze Zeilen darin
            raise Unlesbar(f"Anführungszeichen ohne Ende, ab der {nummer}. Zeile mit Inhalt")
        yield zeile


def _xlsx(inhalt: bytes) -> Iterator[Sequence[Any]]:
    import openpyxl

    Paket(inhalt)  # Grenzen für Größe und Teile
    try:
        buch = openpyxl.load_workbook(io.BytesIO(inhalt), read_only=True, data_only=True)
        blatt = buch.worksheets[0]
        yield from blatt.iter_rows(max_row=_HOECHSTENS_ZEILEN, values_only=True)
    except (KeyError, ValueError, IndexError, TypeError, OSError) as grund:
        raise Unlesbar(f"keine lesbare Mappe ({type(grund).__name__})") from None


def _zeile(datei: str, nummer: int, werte: dict[str, Any]) -> Zeile:
    for wort in KOPF:
        _lesbar(wort.title(), werte[wort])
    fall = _text(werte["fallnummer"])
    if not schluessel(fall):
        raise _Falsch("Fallnummer fehlt")
    if _GEKUERZT.fullmatch(fall):
        raise _Falsch("Fallnummer ist gekürzt (1,2E+16): als Text eingeben")
    gruppe = tuple(_text(werte[wort]) for wort in ("angebot", "hbg", "wohnform", "standort"))
    leistung, art, minuten = (_text(werte[wort]) for wort in ("leistung", "art", "minuten"))
    if not (leistung or art or minuten):
        return Zeile(datei, nummer, fall, gruppe)
    nr = _leistungen().get(_nur_buchstaben(leistung))
    if nr is None:
        raise _Falsch("Leistung fehlt" if not leistung else "Leistung steht nicht im Katalog")
    wie = _ARTEN.get(_nur_buchstaben(art))
    if wie is None:
        raise _Falsch("Art fehlt (qA oder uA)" if not art else "Art ist weder qA noch uA")
    if wie == "ua" and not KURZ[nr][1]:
        raise _Falsch("diese Leistung gibt es nur qualifiziert")
    return Zeile(datei, nummer, fall, gruppe, nr, wie, _minuten(minuten))


def _lesbar(wort: str, wert: Any) -> None:
    """Was eine Zelle einer Mappe statt eines Textes enthalten kann. Fehler: _Falsch."""
    if isinstance(wert, (date, datetime, time)):
        raise _Falsch(f"{wort.replace('Hbg', 'HBG')} ist ein Datum oder eine Uhrzeit")
    if isinstance(wert, (int, float)) and abs(wert) >= _GENAU:
        raise _Falsch(f"{wort} hat mehr als 15 Stellen: als Text eingeben")
    if isinstance(wert, str) and _STEUERZEICHEN.search(wert):
        raise _Falsch(f"{wort.replace('Hbg', 'HBG')} enthält Steuerzeichen")


def _minuten(text: str) -> float:
    if not text:
        raise _Falsch("Minuten fehlen")
    if not _ZAHL.fullmatch(text):
        raise _Falsch("Minuten sind keine Zahl wie 12,5")
    wert = float(text.replace(",", "."))
    if not 0 <= wert <= _WOCHE:
        raise _Falsch("Minuten liegen nicht zwischen 0 und 10.080")
    if 0 < wert < 1:
        raise _Falsch("Minuten unter 1 (als Uhrzeit getippt?)")
    return wert


def _leistungen() -> dict[str, int]:
    """Wie eine Leistung heißen darf: ihre Nummer, ihr Wort in der Tabelle, ihr Text im Gesetz."""
    namen = {}
    katalog = parameter.liste(laender.BUND, "assistenzleistungen")
    for nr, ((wort, _), text) in enumerate(zip(KURZ, katalog, strict=True)):
        kurz = wort.replace("-\n", "")
        for name in (str(nr + 1), kurz, f"{nr + 1} {kurz}", text):
            namen[_nur_buchstaben(name)] = nr
    return namen


def schluessel(wert: Any) -> str:
    """Woran zwei Fallnummern dieselben sind: ohne Leerraum, Striche gleich, groß; 0101 ist nicht 101."""
    return re.sub(r"[\s\u00a0\u200b]+", "", _text(wert)).translate(_STRICHE).upper()


def _text(wert: Any) -> str:
    """Ein Zellwert als Text; eine ganze Zahl ohne Komma, eine andere mit."""
    if wert is None:
        return ""
    if isinstance(wert, float):
        return str(int(wert)) if wert.is_integer() else repr(wert).replace(".", ",")
    ganz = unicodedata.normalize("NFC", str(wert)).replace("\u200b", "")
    return " ".join(ganz.split())


def _wort(text: str) -> str:
    return text.lower().lstrip("\ufeff").strip(" :")


def _nur_buchstaben(text: str) -> str:
    return re.sub(r"[^0-9a-zäöüß]", "", text.lower())
