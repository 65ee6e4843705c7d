"""Mutated files and calls from a fixed seed, each run as a command: exit code, one sentence, nothing written, memory.

`make test` runs a few hundred (test_zufall.py), `make fuzz` runs this file: `python tests/zufall.py 20000 [first]`.
A failure names its number; `python tests/zufall.py 1 NUMBER` repeats it.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from xml.parsers import expat

HIER = Path(__file__).parent
SEKUNDEN = 20  # more is a hang
SPEICHER_MB = 1_200  # resident, of one process through all its runs
ENGLISCH = re.compile(
    r"Traceback|\b(invalid|expected|error|must be|cannot|object|attribute|argument)\b", re.I
)

_ZAHLEN = [
    b"0",
    b"-1",
    b"1e999",
    b"nan",
    b"9" * 400,
    b"1048577",
    b"16385",
    b"4294967296",
    b"",
    b"\xc2\xb2",
    b"1_0",
    b"0x1F",
]
_STUECKE = [
    b"<",
    b">",
    b'"',
    b"&",
    b"&#0;",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"\x00",
    b"\xff\xfe",
    b"<f>",
    b"</c>",
    b"<c/>",
    b'r="A1" ',
]
_FORMELN = [
    b"A1", b"1/0", b"SUM(A:XFD)", b"SUM(1:1048576)", b'REPT("a",1E9)', b"A1&amp;A1&amp;A1",
    b"OFFSET(A1,0,0,9E9,9E9)", b"INDIRECT(A1)", b"SUMIF(A:A,&quot;&gt;0&quot;)", b"EGH_NJAZ(A1)",
    b"EGH_STUNDENTAFEL(A:F,1)", b"EGH_HBG(-1E308,&quot;TH&quot;)", b"((((", b"LAMBDA(x,x(x))(LAMBDA(x,x(x)))",
    b"FOO(1)", b"#REF!", b"'[9]x'!A1", b"COUNTIF(A1:CV9999,&quot;*a*a*b&quot;)", b"{1,2;3}", b"LET(a,1,a)",
    b"-" * 500 + b"1", b"A1:A1048576+1", b"SEQUENCE(10000,100)", b"EGH_BUDGET_PROJEKTION(1,1E9,0,0)",
    b"MULTINOMIAL(1E9,1E9)", b"TEXT(A1,&quot;[h]:mm:ss.000&quot;)", b"",
]  # fmt: skip
_WERTE = [
    b"array",
    b"shared",
    b"dataTable",
    b"A1:XFD1048576",
    b"A1",
    b"A0",
    b"ZZZ9999999",
    b"s",
    b"str",
    b"d",
    b"e",
    b"inlineStr",
    *_ZAHLEN,
]
_WORTE = [
    "rechnen", "vorlage", "vorjahr", "demo", "laender", "funktionen", "vorlagen", "parameter", "pruefen", "addin",
    "excel", "bauen", "nw", "th", "--json", "--setze", "--zeilen", "--stichtag", "--parameter", "-o", "--form",
    "--als", "--streng", "--hilfe", "--version", "--engine", "MAPPE", "ZIEL", "TOML", "ORDNER", "gibtsnicht.xlsx",
    "", " ", "=", "T!A1=1", "T!A1=1%%", "A1:=2", "x=" + "9" * 500, "T!XFD1048576=x", "T!A1='=1+1", "--", "-",
    "--json=1", "ä\n", "\x1b[2J", "1.540", "31.02.2025", "9" * 5000, "dienste=0", "excel", "neutral", "antrag", "*",
    "/",
]  # fmt: skip


@cache
def _saatgut() -> list[bytes]:
    """Workbooks of several writers, small enough for thousands of runs."""
    import xlsxwriter
    from mappenbau import mit_openpyxl

    from workbooks.bausteine.grund.bau import Umfang
    from workbooks.fertigung import gerechnet
    from workbooks.vorlagen import bauen, finde

    with tempfile.TemporaryDirectory() as ordner:
        zellen = {
            "A1": 2.5,
            "A2": "Text",
            "A3": True,
            "B1": "=A1*2",
            "B2": '=EGH_NJAZ("NW")',
            "B3": '=SUMIF(A1:A3,">1")',
            "B4": "=1/0",
        }
        eins = mit_openpyxl(
            Path(ordner) / "a.xlsx", {**zellen, "C1": "=EGH_QUOTE(A1,B1)", "C2": '=A2&"x"'}
        ).read_bytes()
        puffer = io.BytesIO()
        mappe = xlsxwriter.Workbook(puffer)
        blatt = mappe.add_worksheet("T")
        blatt.write_row(0, 0, [1, "gemeinsam", 3.5])
        blatt.write_array_formula("A3:B4", "{=A1:B2*2}")
        blatt.write_dynamic_array_formula("D1", "=A1:C1*1")
        blatt.add_table("F1:G3", {"columns": [{"header": "a"}, {"header": "b"}], "data": [[1, 2], [3, 4]]})
        mappe.define_name("ergebnis_x", "=T!$A$3")
        mappe.define_name("pruefung_x", "=T!$A$1")
        mappe.close()
        vorlage = finde("nw")
        assert vorlage is not None
        drei = gerechnet(
            bauen(vorlage, umfang=Umfang(dienste=2, personen=2, angebote=2)), Path(ordner) / "nw.xlsx"
        ).inhalt()
    fremd = [p.read_bytes() for p in sorted((HIER / "angriffe").glob("*.xlsx")) if "slow" not in p.name]
    return [eins, puffer.getvalue()] * 12 + [drei] + [roh for roh in fremd if _lesbar(roh)]


def _lesbar(roh: bytes) -> bool:
    try:
        return zipfile.ZipFile(io.BytesIO(roh)).testzip() is None
    except ValueError:
        return False


def _roh(z: random.Random, roh: bytes) -> bytes:
    """Bytes of the package itself: flipped, cut, doubled; often in the directory at its end."""
    art = z.randrange(4)
    if art == 0:
        return roh[: z.randrange(len(roh))]
    stelle = z.randrange(max(0, len(roh) - 600), len(roh)) if art == 1 else z.randrange(len(roh))
    if art == 2:
        return roh[:stelle] + roh[stelle : stelle + z.randrange(100)] + roh[stelle:]
    return roh[:stelle] + bytes([roh[stelle] ^ (1 << z.randrange(8))]) + roh[stelle + 1 :]


def _teil(z: random.Random, xml: bytes) -> bytes:
    """One change inside a part."""
    art = z.choice([0, 0, 0, 1, 1, 2, 2, 2, 3, 4])
    if art == 0 and (stellen := [m.span(1) for m in re.finditer(rb"<f[^>]*>([^<]*)</f>", xml)]):
        return _tausch(xml, z.choice(stellen), z.choice(_FORMELN))
    if art == 1 and (stellen := [m.span(1) for m in re.finditer(rb'="([^"]*)"', xml)]):
        return _tausch(xml, z.choice(stellen), z.choice(_WERTE))
    if art == 2 and (stellen := [m.span() for m in re.finditer(rb"[0-9]+", xml)]):
        return _tausch(xml, z.choice(stellen), z.choice(_ZAHLEN))
    if art == 3 and (stellen := [m.span() for m in re.finditer(rb"<[^>]*>", xml)]):
        von, bis = z.choice(stellen)
        return xml[:von] + z.choice([b"", xml[von:bis] * 2, xml[von:bis].replace(b" ", b"\n\t")]) + xml[bis:]
    stelle = z.randrange(len(xml) + 1)
    return xml[:stelle] + z.choice(_STUECKE) + xml[stelle + z.choice([0, 0, 1, 7]) :]


def _tausch(xml: bytes, stelle: tuple[int, int], neu: bytes) -> bytes:
    return xml[: stelle[0]] + neu + xml[stelle[1] :]


def _meist_wohlgeformt(z: random.Random, xml: bytes) -> bytes:
    """Broken XML ends at the door; what gets further is well-formed and wrong."""
    for _ in range(6):
        neu = _teil(z, xml)
        with contextlib.suppress(expat.ExpatError, LookupError, ValueError):
            expat.ParserCreate().Parse(neu, True)
            break
    return neu


def mappe(z: random.Random) -> bytes:
    """A mutated workbook."""
    roh = z.choice(_saatgut())
    if z.random() < 0.15:
        return _roh(z, roh)
    ziel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(roh)) as alt, zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        namen = alt.namelist()
        wichtig = [n for n in namen if re.search(r"sheet|book|shared|table|rels", n)]
        getroffen = z.sample(wichtig, min(len(wichtig), z.choice([1, 1, 1, 2])))
        for name in namen:
            inhalt = alt.read(name)
            for _ in range(z.choice([1, 1, 3]) if name in getroffen else 0):
                inhalt = _meist_wohlgeformt(z, inhalt)
            neu.writestr(name, inhalt)
    return ziel.getvalue()


def toml(z: random.Random) -> bytes:
    """A mutated file of contract values."""
    gut = (HIER.parent / "calc" / "parameter" / "nw.toml").read_bytes()[:3000]
    for _ in range(z.choice([1, 2, 5])):
        art, stelle = z.randrange(3), z.randrange(len(gut))
        if art == 0:
            gut = _tausch(
                gut,
                z.choice([m.span() for m in re.finditer(rb"[0-9]+|\"[^\"]*\"", gut)]),
                z.choice(_ZAHLEN) or b"[]",
            )
        else:
            gut = gut[:stelle] + z.choice(_STUECKE + _ZAHLEN) + gut[stelle + z.choice([0, 1, 5]) :]
    return gut


class Zulange(BaseException):
    """The alarm; no `except Exception` of the program takes it."""


def _alarm(*_: object) -> None:
    raise Zulange


@contextlib.contextmanager
def _wecker() -> Iterator[None]:
    alt = signal.signal(signal.SIGALRM, _alarm)
    signal.setitimer(signal.ITIMER_REAL, SEKUNDEN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, alt)


def ausprobiert(nummer: int, ordner: Path) -> int:
    """One case; the exit code. AssertionError where a promise is broken."""
    from befehlszeile import egh

    z = random.Random(f"egh {nummer}")
    for rest in ordner.iterdir():
        shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
    datei, ziel, werte = ordner / "m.xlsx", ordner / "ziel.xlsx", ordner / "nw.toml"
    datei.write_bytes(mappe(z))
    werte.write_bytes(toml(z))
    vorher = {p.name: p.read_bytes() for p in ordner.iterdir()}
    ersatz = {"MAPPE": datei, "ZIEL": ziel, "TOML": werte, "ORDNER": ordner}
    art = z.random()
    if art < 0.7:
        aufruf: list[object] = [
            "rechnen",
            datei,
            *z.choice([[], [], ["--json"], ["-o", ziel], ["--setze", "T!A1=3"]]),
        ]
    elif art < 0.8:
        aufruf = z.choice(
            [
                ["parameter", "pruefen", ordner],
                ["vorlage", "nw", "--zeilen", "2", "-o", ziel, "--parameter", werte],
            ]
        )
    else:
        aufruf = [ersatz.get(w, w) for w in z.choices(_WORTE, k=z.randrange(7))]
    with _wecker():
        lauf = egh(*aufruf, cwd=ordner)
    wie = f"{aufruf} → {lauf.returncode}: {lauf.stderr[:600]!r}"
    assert lauf.returncode in (0, 1, 2), wie
    assert not ENGLISCH.search(re.sub("„[^“]*“|'[^']*'", "", lauf.stderr)), wie
    assert "bitte melden" not in lauf.stderr, wie
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", lauf.stdout + lauf.stderr), wie
    neu = {p.name: p.read_bytes() for p in ordner.iterdir() if p.is_file()}
    assert not [n for n in neu if n.endswith(".tmp")], wie
    if lauf.returncode == 2:
        assert lauf.stderr.count("\n") == 1 + lauf.stderr.count("Diese Zelle ist keine Eingabe"), wie
        assert neu == vorher, wie
    return lauf.returncode


def _viele(nummern: range) -> dict[int, int]:
    enden: dict[int, int] = {}
    with tempfile.TemporaryDirectory() as ordner:
        for nummer in nummern:
            try:
                ende = ausprobiert(nummer, Path(ordner))
            except BaseException as grund:  # noqa: BLE001  # the report names the case
                print(f"{nummer}: {type(grund).__name__} {grund}", flush=True)
                ende = -1
            enden[ende] = enden.get(ende, 0) + 1
    speicher = _speicher_mb()
    if speicher > SPEICHER_MB:
        print(f"{nummern}: {speicher} MB", flush=True)
        enden[-1] = enden.get(-1, 0) + 1
    return enden


def _speicher_mb() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(anzahl: int, ab: int, zaehlen: Callable[[str], None] = print) -> int:
    """Many cases on all processors; exit code 1 where a promise is broken."""
    stueck = 250
    stuecke = [range(von, min(von + stueck, ab + anzahl)) for von in range(ab, ab + anzahl, stueck)]
    gesamt: dict[int, int] = {}
    with Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        for fertig, enden in enumerate(pool.imap_unordered(_viele, stuecke), 1):
            for ende, n in enden.items():
                gesamt[ende] = gesamt.get(ende, 0) + n
            if fertig % 10 == 0:
                zaehlen(f"{sum(gesamt.values())}: {dict(sorted(gesamt.items()))}")
    zaehlen(f"Ende → Anzahl: {dict(sorted(gesamt.items()))} (-1: eine Zusage ist gebrochen)")
    return 1 if gesamt.get(-1) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
