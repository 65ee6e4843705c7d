"""Zellwerte und ihre Schreibweise im Blatt-XML."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from html import escape, unescape
from typing import Any

from calc.runden import deutsch
from calc.zelle import Fehler
from recalculation.datei.grenzen import HOECHSTENS_ZEICHEN

# Excel kennt in <v> nur diese; für Überlauf und Ähnliches schreibt es selbst #VALUE!.
_IN_DATEIEN = {"#VALUE!", "#NUM!", "#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NULL!"}
_STEUERZEICHEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]|_x[0-9A-Fa-f]{4}_|\r")
_ZAHL = re.compile(r"[-+]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?")
# Leere Elemente (<t/>) zählen mit, sonst liefe die Suche nach ihrem Ende jedes Mal bis zum Schluss.
_LAUTSCHRIFT = re.compile(r"(?s)<(?:\w+:)?rPh(?=[\s>/])[^>]*?(?:/>|>.*?</(?:\w+:)?rPh\s*>)")
_TEXT = re.compile(r"(?s)<(?:\w+:)?t(?=[\s>/])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?t\s*>)")
_MASKIERT = re.compile(r"_x([0-9A-Fa-f]{4})_")
TAGE_1904 = 1462
"""So viele Tage liegt der erste einer Mappe mit 1904-Zählung hinter dem sonstigen."""

_TAG_NULL = datetime(1899, 12, 30)
_FEBRUAR_1900 = 60  # Tage bis zum 28. Februar 1900


def wert_aus_xml(art: str, roh: str, texte: list[str]) -> Any:
    """Wert einer Zelle aus Typ und Inhalt von <v> (bei inlineStr: der ganzen Zelle); blank ist None."""
    if art == "s":
        return _gemeinsamer(roh.strip(), texte) or None if roh else None
    if art == "inlineStr":
        return reiner_text(roh) or None
    if art == "str":
        return _demaskiert(unescape(roh)) or None
    if art == "b":
        return roh.strip() in ("1", "true")
    if art == "e":
        return Fehler(unescape(roh))
    if art == "d":
        return seriell(datetime.fromisoformat(roh.strip().removesuffix("Z")))
    return zahl_aus_xml(roh) if roh.strip() else None


def _gemeinsamer(nummer: str, texte: list[str]) -> str:
    if not re.fullmatch("[0-9]{1,9}", nummer):
        raise ValueError("keine Nummer eines Textes")
    return texte[int(nummer)]


def zahl_aus_xml(roh: str) -> float:
    """Zahl in der Schreibweise von XML, ohne alles, was nur Python liest (1_000, nan, ١). Fehler: ValueError."""
    zahl = float(roh) if _ZAHL.fullmatch(roh.strip()) else float("nan")
    if zahl - zahl != 0:
        raise ValueError("keine Zahl")
    return zahl


def reiner_text(xml: str) -> str:
    """Text eines <is> oder <si> ohne Formatierung und ohne Lautschrift (<rPh>)."""
    ohne = _LAUTSCHRIFT.sub("", xml) if "rPh" in xml else xml
    # Ränder ohne xml:space="preserve" gehören in XML nicht zum Text, für Excel und die Rechenmaschine auch nicht.
    stuecke = (text if "preserve" in attr else text.strip(" \t\r\n") for attr, text in _TEXT.findall(ohne))
    return _demaskiert(unescape("".join(stuecke)))


def _demaskiert(text: str) -> str:
    return _MASKIERT.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _maskiert(text: str) -> str:
    return _STEUERZEICHEN.sub(lambda m: "_x005F" + m[0] if len(m[0]) > 1 else f"_x{ord(m[0]):04X}_", text)


def xml_text(text: str) -> str:
    """Text für ein XML-Element; Steuerzeichen in der Schreibweise von Office."""
    if text.isalnum():  # der häufigste Fall: nichts zu tun
        return text
    return escape(_maskiert(text), quote=False)


def koerper(wert: Any, p: str) -> tuple[str, str]:
    """Zelltyp und <v> zu einem gerechneten Wert; p ist der Namensraum-Vorsatz des Blatts."""
    if type(wert) is float:
        return "n", f"<{p}v>{zahl_text(wert)}</{p}v>"
    if wert is None or wert == "":
        return "str", f"<{p}v></{p}v>"
    if isinstance(wert, Fehler):
        return "e", f"<{p}v>{wert.code if wert.code in _IN_DATEIEN else '#VALUE!'}</{p}v>"
    if isinstance(wert, bool):
        return "b", f"<{p}v>{int(wert)}</{p}v>"
    if isinstance(wert, str):
        rand = ' xml:space="preserve"' if wert != wert.strip() else ""
        return "str", f"<{p}v{rand}>{xml_text(wert)}</{p}v>"
    return "n", f"<{p}v>{zahl_text(wert)}</{p}v>"


def eingabe(wert: Any, p: str) -> tuple[str, str]:
    """Zelltyp und Inhalt einer Eingabezelle; Text steht in der Zelle selbst. Fehler: ValueError."""
    if wert is None or wert == "":
        return "n", ""
    if isinstance(wert, str):
        if (laenge := len(wert.encode("utf-16-le", "surrogatepass")) // 2) > HOECHSTENS_ZEICHEN:
            raise ValueError(
                f"Der Text hat {deutsch(laenge)} Zeichen; in eine Zelle passen {deutsch(HOECHSTENS_ZEICHEN)}."
            )
        rand = ' xml:space="preserve"' if wert != wert.strip() else ""
        return "inlineStr", f"<{p}is><{p}t{rand}>{xml_text(wert)}</{p}t></{p}is>"
    if isinstance(wert, (bool, Fehler)):
        return koerper(wert, p)
    try:
        zahl = float("" if isinstance(wert, (bytes, bytearray)) else wert)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("Eintragen lassen sich Zahlen, Texte, Wahrheitswerte, Datum und Uhrzeit.") from None
    if zahl - zahl != 0:
        raise ValueError("Nur endliche Zahlen lassen sich eintragen.")
    return koerper(zahl, p)


def zahl_text(zahl: float) -> str:
    """Kürzeste Schreibweise, die denselben Wert ergibt; ganze Zahlen ohne Komma."""
    if zahl == int(zahl) and abs(zahl) < 1e15:
        return str(int(zahl))
    return repr(float(zahl)).replace("e", "E")


def seriell(wert: Any) -> Any:
    """Datum, Zeitpunkt, Uhrzeit oder Dauer als Excel-Zahl; anderes unverändert.

    Vor dem März 1900 zählt Excel einen Tag weniger, weil es danach einen 29. Februar 1900 zählt, den es nicht gab.
    """
    if isinstance(wert, datetime):
        abstand = wert.replace(tzinfo=None) - _TAG_NULL
        return abstand.days - (1 <= abstand.days <= _FEBRUAR_1900) + abstand.seconds / 86_400
    if isinstance(wert, date):
        tage = (datetime(wert.year, wert.month, wert.day) - _TAG_NULL).days
        return float(tage - (tage <= _FEBRUAR_1900))
    if isinstance(wert, time):
        return (wert.hour * 3600 + wert.minute * 60 + wert.second) / 86_400
    if isinstance(wert, timedelta):
        return wert.total_seconds() / 86_400
    return wert
