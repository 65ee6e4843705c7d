"""Eine TOML-Datei lesen, die jemand von Hand geschrieben hat: jede Zahl, jeder Text und jeder Tag mit Grenzen.

Fehler ist immer ValueError mit einem deutschen Satz, der Datei und Stelle nennt.
"""

from __future__ import annotations

import json
import re
import stat
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

try:
    import tomllib  # novermin
except ModuleNotFoundError:  # Python vor 3.11 liest die beim Bau in JSON gewandelten Dateien
    tomllib = None  # type: ignore[assignment]
ENDUNG = ".toml" if tomllib else ".json"
"""Endung der Dateien, die dieses Python liest."""

HOECHSTENS_BYTES = 1_000_000
"""So groß darf eine Datei sein; die größte mitgelieferte hat etwa 30.000 Bytes."""
HOECHSTENS_ZEICHEN = 2_000
"""So lang darf ein Text sein."""
HOECHSTENS_BETRAG = 1e12
"""So groß darf eine Zahl sein: kein Wert eines Vertrags ist größer, und Rechnungen damit bleiben endlich."""

_ZAHL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?|-?[0-9]{1,15}/[0-9]{1,15}")
_STEUERZEICHEN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
# a.b.c… mit mehr als dreißig Gliedern: tomllib braucht dafür Gigabytes.
_LANGER_WEG = re.compile(r"""(?<![\w"'-])(?:[\w"'-]{1,40}[ \t]{0,9}\.[ \t]{0,9}){30}""")
_STELLE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_DOPPELT = re.compile(r"twice|overwrite|already|mutate|redefine", re.I)


def inhalt(pfad: Path) -> dict[str, Any]:
    """Inhalt einer TOML-Datei, auch mit der Marke, die Windows-Editoren davor setzen. Fehler: OSError, ValueError."""
    if not stat.S_ISREG(pfad.stat().st_mode) and not pfad.is_dir():
        raise ValueError(f"{pfad.name} ist keine Datei.")  # eine Leitung oder ein Gerät wäre nie zu Ende
    with pfad.open("rb") as datei:
        roh = datei.read(HOECHSTENS_BYTES + 1)
    if len(roh) > HOECHSTENS_BYTES:
        raise ValueError(f"{pfad.name} ist größer als {HOECHSTENS_BYTES // 1000} KB und wird nicht gelesen.")
    try:
        text_ = roh.decode("utf-8-sig").replace("\r\n", "\n")
        if tomllib is None:
            return abschnitt(pfad.name, json.loads(text_))
        if _LANGER_WEG.search(text_):
            raise RecursionError
        return tomllib.loads(text_)
    except UnicodeDecodeError:
        raise ValueError(f"{pfad.name} ist kein TOML (nicht in UTF-8 gespeichert).") from None
    except RecursionError:
        raise ValueError(f"{pfad.name} ist kein TOML für uns (zu tief verschachtelt).") from None
    except ValueError as grund:  # auch eine Zahl mit Tausenden Ziffern
        stelle = _STELLE.search(str(grund))
        ende = "am Ende der Datei" if "end of document" in str(grund) else "unlesbare Stelle"
        wo = f"Zeile {stelle[1]}, Spalte {stelle[2]}" if stelle else ende
        was = "; ein Name steht doppelt" if _DOPPELT.search(str(grund)) else ""
        raise ValueError(f"{pfad.name} ist kein TOML ({wo}{was}).") from None


def abschnitt(ort: str, roh: Any) -> dict[str, Any]:
    """Ein Abschnitt mit Schlüsseln."""
    if isinstance(roh, dict):
        return roh
    raise ValueError(f"{ort}: erwartet wird ein Abschnitt mit Schlüsseln")


def zahl(ort: str, roh: Any) -> float:
    """Eine Zahl oder ein Bruch als Text ("365/7")."""
    if isinstance(roh, str) and _ZAHL.fullmatch(roh) and not re.search("/0+$", roh):
        wert = float(Fraction(roh))
    elif isinstance(roh, (int, float)) and not isinstance(roh, bool) and abs(roh) <= HOECHSTENS_BETRAG:
        wert = float(roh)
    else:
        raise ValueError(f'{ort}: {_zeige(roh)} ist keine Zahl; etwa 0.125, 1568 oder "365/7" schreiben')
    if abs(wert) > HOECHSTENS_BETRAG:
        raise ValueError(f"{ort}: {_zeige(roh)} ist zu groß")
    return wert


def text(ort: str, roh: Any) -> str:
    """Ein Text ohne Steuerzeichen."""
    if not isinstance(roh, str):
        raise ValueError(f"{ort}: {_zeige(roh)} ist kein Text; in Anführungszeichen setzen")
    if _STEUERZEICHEN.search(roh):
        raise ValueError(f"{ort}: der Text enthält ein Steuerzeichen")
    if len(roh) > HOECHSTENS_ZEICHEN:
        raise ValueError(f"{ort}: der Text hat mehr als {HOECHSTENS_ZEICHEN} Zeichen")
    return roh


def tag(ort: str, roh: Any) -> date:
    """Ein Tag aus TOML oder aus dem Text, als der ihn Schlüssel und JSON schreiben."""
    if type(roh) is date:
        return roh
    if isinstance(roh, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", roh):
        try:
            return date.fromisoformat(roh)
        except ValueError:
            pass
    raise ValueError(f"{ort}: {_zeige(roh)} ist kein Tag; etwa 2026-01-31 schreiben")


def schluessel(ort: str, eintrag: Any, pflicht: set[str], erlaubt: set[str]) -> None:
    """Prüft, dass kein Pflichtschlüssel fehlt und kein fremder dasteht."""
    da = set(abschnitt(ort, eintrag))
    fehlend, fremd = sorted(pflicht - da), sorted(da - erlaubt)
    saetze = [
        f"{wort} {', '.join(namen)}" for wort, namen in (("fehlt", fehlend), ("unbekannt", fremd)) if namen
    ]
    if saetze:
        raise ValueError(f"{ort}: {', '.join(saetze)}")


def aus(ort: str, wert: Any, liste: tuple[str, ...]) -> None:
    """Prüft, dass der Wert in der Liste steht."""
    if not isinstance(wert, str) or wert not in liste:
        raise ValueError(f"{ort}: {_zeige(wert)} steht nicht in der Liste ({', '.join(liste)})")


def _zeige(roh: Any) -> str:
    """Was da steht, kurz und auf einer Zeile."""
    if isinstance(roh, bool):
        return "true" if roh else "false"
    if isinstance(roh, (dict, list)):
        return "eine Liste" if isinstance(roh, list) else "ein Abschnitt"
    if isinstance(roh, int) and abs(roh) > 10**15:
        return "eine sehr große Zahl"
    kurz = _STEUERZEICHEN.sub("?", str(roh).replace("\n", " "))
    return f"„{kurz[:40]}…“" if len(kurz) > 40 else f"„{kurz}“"
