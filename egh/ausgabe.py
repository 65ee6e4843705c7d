"""Was `egh` sagt: Zeilen auf die Standardausgabe und die Fehlerausgabe, JSON für Programme.

Zellen, Dateinamen und Angaben kommen aus fremder Hand. Nichts davon erreicht das Terminal roh: kein Zeichen steuert es,
ein Satz bleibt eine Zeile, und eine Zeile hat ein Ende.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import Any

from egh import gruende

HOECHSTENS_ZEICHEN = 2_000
"""So lang wird eine Zeile höchstens; in der Mitte steht dann …"""

# Steuerzeichen, Zeilentrenner, Umkehr der Leserichtung: sie täuschten eine andere Ausgabe vor.
_STEUERND = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_ZEICHEN = re.compile(f"[{_STEUERND}]|[\ud800-\udfff]")
_NICHT_ROH = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udfff]")


class Geschrieben(Exception):
    """Die Datei ist geschrieben, aber etwas danach misslang; der Text ist der ganze Satz."""


def zeile(text: str) -> str:
    """Ein Text als eine Zeile; was das Terminal steuerte, steht als Bild da (␛)."""
    viertel = HOECHSTENS_ZEICHEN // 4  # vorn steht, worum es geht, hinten, was zu tun ist
    kurz = text if len(text) <= HOECHSTENS_ZEICHEN else f"{text[: 3 * viertel]}…{text[-viertel:]}"
    return _ZEICHEN.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "�", kurz)


def sage(text: str = "") -> None:
    """Eine oder mehrere eigene Zeilen auf die Standardausgabe; fremder Text bricht keine um."""
    print(zeile(text))


def warne(satz: str, wer: str = "egh") -> None:
    """Ein Satz auf die Fehlerausgabe."""
    print(f"{wer}: {zeile(satz)}", file=sys.stderr)


def fortschritt(getan: int, alle: int, was: str = "Dateien") -> None:
    """Auf einem Bildschirm eine Zeile der Fehlerausgabe, die am Ende wieder leer ist; sonst nichts."""
    if _bildschirm():
        ende = "" if getan < alle else _LEER
        print(f"\r{getan} von {alle} {was}", end=ende, file=sys.stderr, flush=True)


class Balken:
    """Wie weit ein langer Lauf ist und wie lange er noch braucht, auf einem Bildschirm; sonst nichts."""

    def __init__(self) -> None:
        self._beginn = monotonic()

    def zeige(self, getan: int, alle: int) -> None:
        """`getan` von `alle`, in einer Einheit, die mit der Arbeit wächst (Bytes)."""
        if not _bildschirm() or not alle:
            return
        anteil = getan / alle
        noch = (monotonic() - self._beginn) * (1 - anteil) / anteil if anteil else 0
        voll = round(20 * anteil)
        zeit = f"noch {noch / 60:.0f} min" if noch >= 90 else f"noch {noch:.0f} s"
        print(
            f"{_LEER}[{'#' * voll}{'.' * (20 - voll)}] {100 * anteil:.0f} %  {zeit}",
            end="",
            file=sys.stderr,
            flush=True,
        )

    def ende(self) -> None:
        """Die Zeile leeren."""
        if _bildschirm():
            print(_LEER, end="", file=sys.stderr, flush=True)


_LEER = "\r\033[K"


def _bildschirm() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def sage_json(inhalt: Any) -> None:
    """Als JSON auf die Standardausgabe."""
    sage_roh(als_json(inhalt))


def sage_roh(text: str) -> None:
    """Text aus `als_json`, immer in UTF-8, gleich was die Konsole spricht."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    print(text)


def als_json(inhalt: Any) -> str:
    """JSON als Text; auch einzelne Hälften von Zeichenpaaren und Steuerzeichen stehen als Zeichennummer darin."""
    text = json.dumps(inhalt, ensure_ascii=False, indent=1, allow_nan=False)
    return _NICHT_ROH.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def fertig() -> None:
    """Alles Gesagte wirklich ausgeben. Fehler: OSError."""
    if sys.stdout is not None:
        sys.stdout.flush()


def berichte(
    schreiben: Callable[[], Path], zeilen: Iterable[str], alles: Callable[[str], None] = sage
) -> Path:
    """Schreiben, dann den fertigen Bericht ausgeben: was ihn unmöglich macht, fällt vor dem Schreiben auf.

    Fehler: `Geschrieben`, wenn danach noch etwas misslingt; vorher, was `schreiben` wirft.
    """
    zeilen = list(zeilen)
    try:
        ziel = schreiben()
    except KeyboardInterrupt:  # ob vor oder nach dem Ersetzen, ist nicht mehr zu sehen
        raise Geschrieben("Beim Schreiben abgebrochen; die Datei ist die alte oder ganz die neue.") from None
    try:
        for text in zeilen:
            alles(text)
        fertig()
    except BrokenPipeError:  # der Leser der Ausgabe ist fertig
        pass
    except KeyboardInterrupt:
        raise Geschrieben(f"{ziel} ist geschrieben, aber der Bericht wurde abgebrochen.") from None
    except OSError as grund:
        warum = gruende.betriebssystem(grund)
        raise Geschrieben(
            f"{ziel} ist geschrieben, aber der Bericht ließ sich nicht ausgeben: {warum}."
        ) from grund
    return ziel
