"""CSV, wie Excel in Deutschland es liest: Semikolon, Dezimalkomma, UTF-8 mit Kennung; nie wird ein Text zur Formel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from udfs import DEUTSCHE_FEHLER, Fehler

KENNUNG = b"\xef\xbb\xbf"
_FORMELANFANG = ("=", "+", "-", "@", "\t", "\r")


def feld(wert: Any) -> str:
    """Ein Zellwert als Text einer CSV-Datei."""
    if isinstance(wert, Fehler):
        return DEUTSCHE_FEHLER.get(wert.code, wert.code)
    if isinstance(wert, bool):
        return "WAHR" if wert else "FALSCH"
    if isinstance(wert, (float, int)):
        return f"{wert:.15g}".replace(".", ",")
    if isinstance(wert, date):
        return f"{wert:%d.%m.%Y}"
    roh = "" if wert is None else str(wert)
    return f"'{roh}" if roh.startswith(_FORMELANFANG) else roh


def zeile(werte: Iterable[Any]) -> bytes:
    """Eine Zeile mit ihrem Ende."""
    puffer = io.StringIO(newline="")
    csv.writer(puffer, delimiter=";", lineterminator="\r\n").writerow([feld(w) for w in werte])
    return puffer.getvalue().encode("utf-8", "replace")


def datei(kopf: Sequence[str], zeilen: Iterable[Iterable[Any]]) -> bytes:
    """Eine ganze Datei."""
    return KENNUNG + b"".join(zeile(werte) for werte in (kopf, *zeilen))
