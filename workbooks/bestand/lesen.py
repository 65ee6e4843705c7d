"""Die Datei in Blöcken: CSV (Semikolon), XLSX (erstes Blatt) oder Parquet; nur die Spalten, die gebraucht werden."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from recalculation.datei.paket import Paket, Unbrauchbar, dateiinhalt
from workbooks.bestand.zeilen import PFLICHT, SPALTEN, Block

if TYPE_CHECKING:
    import pyarrow as pa

ENDUNGEN = (".csv", ".xlsx", ".parquet")
_BLOCK_BYTES = 4 << 20
_BLOCK_ZEILEN = 100_000
_FELDER = "mehr oder weniger Felder als Überschriften"


def bloecke(pfad: Path) -> Iterator[Block]:
    """Alle Zeilen unter der Überschrift. Fehler: `Unbrauchbar`, OSError."""
    lesen = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}[pfad.suffix.lower()]
    yield from lesen(pfad)


def _spalten(kopf: Sequence[Any]) -> dict[str, int]:
    """Gebrauchte Überschrift → ihr Platz. Fehler: `Unbrauchbar`."""
    worte = [str(w or "").strip().strip('"').lstrip("\ufeff").rstrip(":").lower() for w in kopf]
    if fehlen := [w for w in PFLICHT if w not in worte]:
        raise Unbrauchbar(f"Überschrift fehlt: {', '.join(fehlen)}.")
    if "hbg" not in worte and "minuten_woche" not in worte:
        raise Unbrauchbar("Überschrift fehlt: hbg oder minuten_woche.")
    if doppelt := [w for w in SPALTEN if worte.count(w) > 1]:
        raise Unbrauchbar(f"Überschrift steht zweimal: {', '.join(doppelt)}.")
    return {w: worte.index(w) for w in SPALTEN if w in worte}


def _block(
    tabelle: pa.Table | pa.RecordBatch, nummern: Any, schlecht: Sequence[tuple[int, str]] = ()
) -> Block:
    """Eine Tabelle von Arrow-Texten; leere Zeilen fallen weg, fehlende Spalten sind leer."""
    import pyarrow as pa

    zeilen = tabelle.to_pandas(types_mapper=pd.ArrowDtype)
    for spalte in SPALTEN:
        if spalte not in zeilen:
            zeilen[spalte] = pd.Series([None] * len(zeilen), dtype=pd.ArrowDtype(pa.string()))
    leer = zeilen[list(SPALTEN)].isna().all(axis=1).to_numpy()
    return Block(zeilen[~leer].reset_index(drop=True), np.asarray(nummern)[~leer], tuple(schlecht))


def _csv(pfad: Path) -> Iterator[Block]:
    import pyarrow as pa
    from pyarrow import csv

    kodierung, kopf = _kodierung_und_kopf(pfad)
    felder = [f.strip() for f in kopf.split(";")]
    plaetze = _spalten(felder)
    schlecht: list[int] = []

    def nicht(zeile: Any) -> str:
        if zeile.text.strip(" ;\t"):
            schlecht.append(zeile.number)
        uebersprungen.add(zeile.number)
        return "skip"

    uebersprungen: set[int] = set()
    namen = [f"s{n}" for n in range(len(felder))]
    gebraucht = {f"s{n}": wort for wort, n in plaetze.items()}
    try:
        leser = csv.open_csv(
            pfad,
            csv.ReadOptions(
                column_names=namen, skip_rows=1, block_size=_BLOCK_BYTES, use_threads=False, encoding=kodierung
            ),
            csv.ParseOptions(delimiter=";", invalid_row_handler=nicht, ignore_empty_lines=False),
            csv.ConvertOptions(
                include_columns=list(gebraucht),
                column_types=dict.fromkeys(gebraucht, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )  # fmt: skip
        naechste, genannt = 2, 0
        for stapel in leser:
            nummern, naechste = _nummern(naechste, len(stapel), uebersprungen)
            neue, genannt = schlecht[genannt:], len(schlecht)
            umbenannt = stapel.rename_columns([gebraucht[n] for n in stapel.schema.names])
            yield _block(umbenannt, nummern, [(n, _FELDER) for n in neue])
        if genannt < len(schlecht):
            yield Block(_leer(), np.empty(0, np.int64), tuple((n, _FELDER) for n in schlecht[genannt:]))
    except pa.ArrowInvalid as grund:
        raise Unbrauchbar(f"{pfad.name} ist keine lesbare CSV-Datei ({type(grund).__name__}).") from None


def _leer() -> pd.DataFrame:
    import pyarrow as pa

    return pd.DataFrame({s: pd.Series([], dtype=pd.ArrowDtype(pa.string())) for s in SPALTEN})


def _nummern(ab: int, anzahl: int, ohne: set[int]) -> tuple[Any, int]:
    """Die nächsten Zeilennummern, die keine übersprungenen sind, und die danach."""
    if not ohne:
        return np.arange(ab, ab + anzahl), ab + anzahl
    kandidaten = np.arange(ab, ab + anzahl + len(ohne))
    nummern = kandidaten[~np.isin(kandidaten, np.fromiter(ohne, np.int64))][:anzahl]
    return nummern, int(nummern[-1]) + 1 if anzahl else ab


def _kodierung_und_kopf(pfad: Path) -> tuple[str, str]:
    """UTF-8, wenn die ganze Datei es ist, sonst Windows-1252; und die erste Zeile."""
    utf8, kodierung = codecs.getincrementaldecoder("utf-8")(), "utf-8"
    with pfad.open("rb") as datei:
        anfang = datei.readline(1 << 16)
        datei.seek(0)
        while stueck := datei.read(1 << 20):
            if b"\0" in stueck:
                raise Unbrauchbar(f"{pfad.name} ist keine Textdatei.")
            try:
                utf8.decode(stueck)
            except UnicodeDecodeError:
                kodierung = "cp1252"
                break
    kopf = anfang.decode(kodierung, "replace").lstrip("\ufeff").strip()
    if not kopf:
        raise Unbrauchbar(f"{pfad.name} ist leer.")
    if ";" not in kopf and ("," in kopf or "\t" in kopf):
        raise Unbrauchbar(f"{pfad.name}: Trennzeichen ist nicht das Semikolon.")
    return kodierung, kopf


def _parquet(pfad: Path) -> Iterator[Block]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        datei = parquet.ParquetFile(pfad)
        plaetze = _spalten(datei.schema_arrow.names)
        namen = {datei.schema_arrow.names[n]: wort for wort, n in plaetze.items()}
        ab = 1
        for stapel in datei.iter_batches(_BLOCK_ZEILEN, columns=list(namen)):
            spalten = [_als_text(stapel.column(i)) for i in range(stapel.num_columns)]
            tabelle = pa.table(spalten, names=[namen[n] for n in stapel.schema.names])
            yield _block(tabelle, np.arange(ab, ab + len(stapel)))
            ab += len(stapel)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as grund:
        raise Unbrauchbar(f"{pfad.name} ist keine lesbare Parquet-Datei ({type(grund).__name__}).") from None


def _als_text(spalte: Any) -> Any:
    """Eine Spalte von Arrow als Text, Zahlen mit Komma, Leeres als null."""
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_floating(spalte.type):
        text = compute.replace_substring(compute.cast(spalte, pa.string()), ".", ",")
        return compute.replace_substring_regex(text, ",0$", "")
    text = compute.cast(spalte, pa.string())
    return compute.if_else(compute.equal(text, ""), pa.scalar(None, pa.string()), text)


def _xlsx(pfad: Path) -> Iterator[Block]:
    import pyarrow as pa

    inhalt = dateiinhalt(pfad)
    paket = Paket(inhalt)  # Grenzen für Größe und Teile
    try:
        zeilen = _erstes_blatt(inhalt, werte=True)
        plaetze = _spalten(next(zeilen, ()))
        if any(b"<f" in teil for datei, teil in paket.teile.items() if "/worksheets/" in datei):
            _keine_leere_formel(inhalt, list(plaetze.values()), pfad.name)
        ab, spalten = 2, {wort: [] for wort in plaetze}  # type: ignore[var-annotated]
        for zeile in zeilen:
            for wort, n in plaetze.items():
                spalten[wort].append(_zelle(zeile[n]) if n < len(zeile) else None)
            if len(spalten["land"]) == _BLOCK_ZEILEN:
                yield _block(pa.table(spalten, _schema(plaetze)), np.arange(ab, ab + _BLOCK_ZEILEN))
                ab, spalten = ab + _BLOCK_ZEILEN, {wort: [] for wort in plaetze}
        yield _block(pa.table(spalten, _schema(plaetze)), np.arange(ab, ab + len(spalten["land"])))
    except (KeyError, IndexError, TypeError) as grund:
        raise Unbrauchbar(f"{pfad.name} ist keine lesbare Mappe ({type(grund).__name__}).") from None


def _erstes_blatt(inhalt: bytes, werte: bool) -> Iterator[tuple[Any, ...]]:
    import openpyxl

    mappe = openpyxl.load_workbook(io.BytesIO(inhalt), read_only=True, data_only=werte)
    yield from mappe.worksheets[0].iter_rows(values_only=True)


def _keine_leere_formel(inhalt: bytes, spalten: Sequence[int], name: str) -> None:
    """Fehler: `Unbrauchbar`, wo eine Formel noch kein Ergebnis hat: leer hieße bei `bis`, dass jemand noch da ist."""
    paare = zip(_erstes_blatt(inhalt, werte=False), _erstes_blatt(inhalt, werte=True), strict=False)
    for nummer, (formeln, werte) in enumerate(paare, 1):
        for n in spalten:
            if n < len(werte) and werte[n] is None and formeln[n] is not None:
                raise Unbrauchbar(
                    f"{name}, Zeile {nummer}: eine Formel hat noch kein Ergebnis; in Excel öffnen und speichern."
                )


def _schema(plaetze: dict[str, int]) -> Any:
    import pyarrow as pa

    return pa.schema([(wort, pa.string()) for wort in plaetze])


def _zelle(wert: Any) -> str | None:
    """Ein Zellwert als Text, wie ihn jemand in eine CSV-Datei schriebe."""
    if wert is None or wert == "":
        return None
    if isinstance(wert, datetime):
        return wert.isoformat(" ")
    if isinstance(wert, date):
        return wert.isoformat()
    if isinstance(wert, float):
        return f"{wert:.15g}".replace(".", ",")
    return str(wert)
