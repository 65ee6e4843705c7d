"""A folder as a payer gets it: workbooks of several Länder, not recalculated, some of them broken."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from mappenbau import mit_openpyxl
from vorlagenbau import bytes_der_vorlage

import workbooks
from workbooks.stapel.bericht import NAME as BERICHT

# Template → an input that its results hang on, what it is in the first file and how much more in each next one
VERSCHIEDEN = {
    "nw": ("eingabe_njaz", 1500.0, 1.0),
    "th": ("eingabe_jahresstunden_vk", 1250.0, 1.0),
    "be-umrechnung": ("eingabe_stunden_monat", 20.0, 0.1),
    "trennung": ("eingabe_satz_mp", 80.0, 1.0),  # one of its checks fails with every other rate
    "st": ("eingabe_njaz", 1520.0, 1.0),
}
QUELLE = {"nw": "Parameter!I6", "th": "Parameter!I6"}  # where an own value says its source


def kaputte(gut: bytes) -> dict[str, bytes]:
    """File → bytes, each unusable in another way."""
    return {
        "abgeschnitten.xlsx": gut[: len(gut) // 2],
        "leer.xlsx": b"",
        "Süd/nur text.xlsx": b"Das ist keine Mappe.",
        "altes format.xlsx": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "Süd/zip ohne mappe.xlsx": b"PK\x05\x06" + bytes(18),
    }


def ungerechnet(name: str, nummer: int, erbringer: str = "") -> bytes:
    """An example whose values are those of the template, with other inputs: only who computes gets its results."""
    pfad = Path(f"{name}.xlsx")
    m = workbooks.mappe.Arbeitsmappe(workbooks.mappe.Paket(bytes_der_vorlage(name, True)), pfad)
    eingabe, anfang, schritt = VERSCHIEDEN[name]
    m[eingabe] = anfang + schritt * nummer
    m["meta_aktenzeichen"] = f"AZ {nummer}"
    if name in QUELLE:
        m[QUELLE[name]] = "Vereinbarung vom 1.7.2025"
    if erbringer:
        m["meta_traeger"] = erbringer
    m._einarbeiten()
    return m._paket.bytes()


def gute(anzahl: int) -> Iterator[tuple[str, bytes]]:
    """Path → bytes, the templates in turn, three providers each with a folder."""
    namen = list(VERSCHIEDEN)
    for n in range(anzahl):
        name, erbringer = namen[n % len(namen)], f"Anbieter {'ABC'[n // len(namen) % 3]}"
        yield f"{erbringer}/{name} {n:03}.xlsx", ungerechnet(name, n, erbringer)


def ordner(wo: Path, anzahl: int) -> Path:
    """`anzahl` good ones, the broken ones, and links that nobody may follow."""
    erste = b""
    for datei, inhalt in gute(anzahl):
        erste = erste or inhalt
        (wo / datei).parent.mkdir(parents=True, exist_ok=True)
        (wo / datei).write_bytes(inhalt)
    for datei, inhalt in kaputte(erste).items():
        (wo / datei).parent.mkdir(parents=True, exist_ok=True)
        (wo / datei).write_bytes(inhalt)
    (wo / "Verweis.xlsx").symlink_to(next(wo.glob("*/*.xlsx")))
    (wo / "Schleife").symlink_to(wo)
    (wo / "Anbieter A" / f"~${Path(datei).name}").write_bytes(b"gesperrt")
    return wo


def inhalt(ordner: Path) -> dict[str, bytes]:
    """Every workbook of a folder."""
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in ordner.rglob("*.xlsx")}


def bericht(ordner: Path) -> dict[str, dict[str, str]]:
    """The report, a dictionary of each file."""
    text = (ordner / BERICHT).read_text("utf-8-sig")
    return {z["datei"]: z for z in csv.DictReader(text.splitlines(), delimiter=";")}


def mit_einer(ordner: Path) -> Path:
    """A folder with one small workbook that is not ours."""
    ordner.mkdir(parents=True)
    mit_openpyxl(ordner / "a.xlsx", {"A1": 2, "B1": "=A1*2"})
    return ordner
