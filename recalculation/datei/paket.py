"""Eine .xlsx-Datei als Paket von Teilen: lesen mit Grenzen, unverändert wieder schreiben."""

from __future__ import annotations

import copy
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from os import PathLike
from pathlib import Path
from xml.parsers import expat

from calc.runden import deutsch
from recalculation.datei import grenzen

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STUECK = 1 << 20
# Was zipfile bei einem beschädigten Verzeichnis oder Inhalt wirft (ValueError: auch falsche Stellen und Namen).
_BESCHAEDIGT = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
# Kodierungen, in denen jemand XML schreibt; Python kennt weitere, die keine sind (undefined, unicode_escape, idna).
_KODIERUNGEN = re.compile(
    r"utf-?8(-sig)?|utf-?16([lb]e)?|us-ascii|ascii|iso-?8859-?1?[0-9]|latin-?1|windows-125[0-8]|cp125[0-8]",
    re.I,
)


class Unbrauchbar(ValueError):
    """Die Datei kann nicht verwendet werden; der Text ist ein deutscher Satz für den Anwender."""


@dataclass(frozen=True)
class Beziehung:
    """Ein Eintrag einer .rels-Datei; `ziel` ist der Pfad im Paket."""

    art: str  # letztes Wort des Typs, z. B. "worksheet"
    ziel: str


class Paket:
    """Die Teile einer Office-Datei in ihrer Reihenfolge. Geänderte Teile ersetzt `teile[name] = …`."""

    def __init__(self, roh: bytes) -> None:
        self._roh = roh
        self.teile: dict[str, bytes] = {}
        self._eintraege: list[zipfile.ZipInfo] = []
        self._lies(roh)
        self._anfang = dict(self.teile)

    @classmethod
    def lesen(cls, pfad: str | PathLike[str]) -> Paket:
        """Datei lesen. Fehler: `Unbrauchbar`, OSError."""
        return cls(dateiinhalt(pfad))

    def _lies(self, roh: bytes) -> None:
        if roh.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in roh:
                raise Unbrauchbar(
                    "Die Datei ist mit einem Kennwort verschlüsselt; bitte ohne Kennwort speichern."
                )
            raise Unbrauchbar("Die Datei hat das alte Excel-Format (.xls); bitte als .xlsx speichern.")
        entpackt = 0
        try:
            with zipfile.ZipFile(BytesIO(roh)) as archiv:
                for eintrag in archiv.infolist():
                    if eintrag.flag_bits & 1:
                        raise Unbrauchbar("Die Datei ist mit einem Kennwort verschlüsselt.")
                    if eintrag.filename in self.teile:
                        raise Unbrauchbar(
                            f"Die Datei ist beschädigt ({eintrag.filename} steht doppelt darin)."
                        )
                    self.teile[eintrag.filename] = _entpackt(
                        archiv, eintrag, grenzen.HOECHSTENS_ENTPACKT - entpackt
                    )
                    entpackt += len(self.teile[eintrag.filename])
                    self._eintraege.append(eintrag)
        except Unbrauchbar:
            raise
        except _BESCHAEDIGT as grund:
            raise Unbrauchbar(
                "Die Datei ist keine Excel-Arbeitsmappe (.xlsx, .xlsm) oder beschädigt."
            ) from grund

    def beziehungen(self, teil: str) -> dict[str, Beziehung]:
        """Beziehungen eines Teils ("" für das Paket) nach ihrer Id; Verweise nach außen fehlen darin."""
        ordner, name = posixpath.split(teil)
        xml = self.teile.get(posixpath.join(ordner, "_rels", name + ".rels"))
        gefunden = {}
        for eintrag in re.findall(r"<(?:\w+:)?Relationship\s([^>]*)>", text(xml) if xml else ""):
            werte = attribute(eintrag)
            if werte.get("TargetMode") == "External" or not {"Id", "Type", "Target"} <= werte.keys():
                continue
            ziel = posixpath.normpath(posixpath.join("/" + ordner, werte["Target"])).lstrip("/")
            gefunden[werte["Id"]] = Beziehung(werte["Type"].rpartition("/")[2], self._vorhanden(ziel))
        return gefunden

    def _vorhanden(self, teil: str) -> str:
        """Ein Teil, wie er im Paket heißt; Groß- und Kleinschreibung zählen nicht."""
        if teil in self.teile:
            return teil
        return next((name for name in self.teile if name.lower() == teil.lower()), teil)

    def gemeinte_namen(self) -> dict[str, str]:
        """Teil → wie eine Beziehung ihn nennt, wo das anders geschrieben ist: die Rechenmaschine ist da genau."""
        gemeint = {}
        for name, inhalt in self.teile.items():
            if not name.endswith(".rels"):
                continue
            ordner = posixpath.dirname(posixpath.dirname(name))
            for ziel in re.findall(rb"""\sTarget\s*=\s*["']([^"']*)""", inhalt):
                pfad = posixpath.normpath(
                    posixpath.join("/" + ordner, ziel.decode("utf-8", "replace"))
                ).lstrip("/")
                if (vorhanden := self._vorhanden(pfad)) in self.teile and vorhanden != pfad:
                    gemeint[vorhanden] = pfad
        return gemeint

    @property
    def geaendert(self) -> bool:
        """Ob sich ein Teil seit dem Lesen geändert hat."""
        return self.teile != self._anfang

    def bytes(self) -> bytes:
        """Die Datei; ohne Änderung Byte für Byte die gelesene."""
        if not self.geaendert:
            return self._roh
        ziel = BytesIO()
        with zipfile.ZipFile(ziel, "w") as archiv:
            for eintrag in self._eintraege:
                # Stufe 3 statt 6: halb so lange gepackt, kaum größer.
                archiv.writestr(copy.copy(eintrag), self.teile[eintrag.filename], compresslevel=3)
        return ziel.getvalue()


def _entpackt(archiv: zipfile.ZipFile, eintrag: zipfile.ZipInfo, noch: int) -> bytes:
    """Inhalt eines Teils; gezählt wird, was herauskommt, denn die Angabe im Verzeichnis kann lügen."""
    dicht = max(grenzen.UNVERDAECHTIG, grenzen.HOECHSTENS_GEPACKT * eintrag.compress_size)
    inhalt = bytearray()
    with archiv.open(eintrag) as strom:
        while stueck := strom.read(_STUECK):
            inhalt += stueck
            if len(inhalt) > noch:
                mega = deutsch(grenzen.HOECHSTENS_ENTPACKT / 1e6)
                raise Unbrauchbar(f"Die Datei ist entpackt größer als {mega} MB und wird nicht gelesen.")
            if len(inhalt) > dicht:
                raise Unbrauchbar(
                    "Die Datei ist ungewöhnlich dicht gepackt und wird nicht gelesen; in Excel oder LibreOffice öffnen "
                    "und neu speichern."
                )
    return bytes(inhalt)


def dateiinhalt(pfad: str | PathLike[str]) -> bytes:
    """Inhalt einer Datei; eine Leitung oder ein Gerät wäre nie zu Ende. Fehler: `Unbrauchbar`, OSError."""
    art = Path(pfad).stat().st_mode
    if not stat.S_ISREG(art) and not stat.S_ISDIR(art):
        raise Unbrauchbar(f"{pfad} ist keine Datei.")
    return Path(pfad).read_bytes()


_ATTRIBUT = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")


def attribute(roh: str) -> dict[str, str]:
    """Attribute eines XML-Tags, aufgelöst."""
    return {name: unescape(a or b) for name, a, b in _ATTRIBUT.findall(roh)}


def ganzzahl(text: str) -> int | None:
    """Die ganze Zahl eines Attributs; None, wenn keine dasteht, auch keine vernünftig kurze."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def kodierung(xml: bytes) -> str:
    """Zeichenkodierung eines XML-Teils, als Name für `str.encode`."""
    for bom, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if xml.startswith(bom):
            return name
    erklaert = re.match(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)", xml)
    return erklaert[1].decode("ascii") if erklaert else "utf-8"


def text(xml: bytes) -> str:
    """Ein XML-Teil als Text; DTDs (in Office-Dateien verboten) werden abgelehnt."""
    name = kodierung(xml)
    try:
        if not _KODIERUNGEN.fullmatch(name.replace("_", "-")):
            raise LookupError(name)
        gelesen = xml.decode(name)
        _wohlgeformt(gelesen)
    except (UnicodeError, LookupError) as grund:
        raise Unbrauchbar("Die Datei ist beschädigt (unlesbare Zeichen).") from grund
    return gelesen


def _wohlgeformt(xml: str) -> None:
    """Fehler: `Unbrauchbar`. Alles Weitere sucht mit Mustern und verlässt sich darauf, dass jedes Element endet."""
    leser = expat.ParserCreate()
    leser.StartDoctypeDeclHandler = _keine_dtd
    try:
        leser.Parse(xml, True)
    except expat.ExpatError as grund:
        raise Unbrauchbar(f"Die Datei ist beschädigt (unlesbares XML in Zeile {grund.lineno}).") from grund


def _keine_dtd(*_: object) -> None:
    raise Unbrauchbar("Die Datei enthält eine DTD; das ist in Arbeitsmappen nicht erlaubt.")
