"""SUMMEWENN, ZÄHLENWENN und ihre Verwandten, wo die Rechenmaschine anders zählt als Excel.

Excel: »=5« und 5 treffen auch den Text "5", »<>5« schließt nur die Zahl aus; ein Fehler als Kriterium sucht diesen
Fehler, eine leere Zelle sucht 0; »<>« zählt, was nicht leer ist, »>« ohne etwas dahinter nichts; Fehler in den Zellen,
deren Bedingung nicht gilt, stören nicht. Ein Kriterium wie »>2026-02-01«, »>10%« oder »>8:30« vergleicht Zahlen;
eines, das je nach Sprache eine Zahl ist (»>31.12.2025«), wird genannt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache, partial
from typing import Any

from recalculation.datei.landesformat import WAHRHEITSWORTE, ist_tag, ist_zahltext, zahl_im_text
from recalculation.funktionen.felder import wertweise
from recalculation.funktionen.grund import ARTEN, VERWEIGERT, Fehlerwert, Verweigert
from recalculation.funktionen.muster import muster
from recalculation.funktionen.tabelle import FUNKTIONEN
from recalculation.funktionen.vergleich import ZEICHEN, rang

WENN = "EGH_INTERN_WENN"
"""Hilfsfunktion der Maschine: (Name, ganze Spalten, Ergebnis der Maschine, Argumente …)."""

GESCHEITERT = "__EGH_Fehler__"
"""Statt des Ergebnisses der Maschine, wenn es ein Fehler ist."""

UNBEKANNT = "?"
"""Zeichen für ein Argument, von dem erst beim Rechnen feststeht, welcher Bereich es ist."""

MIT_WERTEN = ("SUMIF", "AVERAGEIF")
"""Mit einem dritten Argument: die Werte zu den gefundenen Zellen."""
_HOECHSTENS_VERGLICHEN = 2_000_000
_ZEILEN, _SPALTEN = 1_048_576, 16_384
# Wahrheitswerte und Fehler, die in deutschen und englischen Mappen verschieden heißen.
_SPRACHWORTE = {
    *WAHRHEITSWORTE,
    *("#NV", "#WERT!", "#BEZUG!", "#ZAHL!", "#N/A", "#VALUE!", "#REF!", "#NUM!"),
}
_OPERATOR = re.compile(r"(?s)(<=|>=|<>|=|<|>)?(.*)")
_DEZIMAL = re.compile(r"\s*+[-+]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?\s*+")
_WENIGSTENS_EINES = re.compile(r"(?<![?*~])(?:\?\*|\*\?)(?![?*])")
_BESONDERES = re.compile(r"^\s*[<>=]|[?~]")
_GANZZAHL = re.compile(r"\s*[-+]?[0-9]+\s*")
_ZIFFER_VORN = re.compile(r"\s*+[-+(€$£]*+\s*+[.,]?[0-9]")
Feld = list[list[Any]]
Bedingung = Callable[[Any], bool]


def wenn(name: str, ganze: str, ergebnis: Any, *argumente: Any) -> Any:
    """Das Ergebnis wie in Excel.

    `ganze` hat je Argument ein Zeichen, 1 für ganze Spalten, 2 für ganze Zeilen, 0 für andere, `UNBEKANNT`; dahinter
    bei gestapelten Bereichen ";" und wie viele Zeilen sie wirklich haben.
    """
    try:
        return _wenn(name, ganze, ergebnis, *argumente)
    except Fehlerwert as grund:
        return grund.wert


def wenn_1904(name: str, ganze: str, ergebnis: Any, *argumente: Any) -> Any:
    """Wie `wenn`, in einer Mappe mit 1904-Zählung: ein Tag im Kriterium wird genannt."""
    tage = any(isinstance(a, str) and ist_tag(a.lstrip("<>=")) for a in argumente)
    return Verweigert().wert if tage else wenn(name, ganze, ergebnis, *argumente)


def _wenn(name: str, ganze: str, ergebnis: Any, *argumente: Any) -> Any:
    stellen = bereichsstellen(name, len(argumente))
    if any(type(a) is list for i, a in enumerate(argumente) if i not in stellen):
        return _je_kriterium(name, ganze, argumente, stellen)
    ganze, _, zeilen = ganze.partition(";")
    werte, paare = _geteilt(name, argumente)
    for _, kriterium in paare:
        if type(kriterium) is dict and kriterium.get("kind") == VERWEIGERT:
            return kriterium
    felder = [*([] if werte is None else [werte]), *(bereich for bereich, _ in paare)]
    hoehe, breite = max(map(len, felder)), max(len(f[0]) for f in felder)
    verschieden = any((len(f), len(f[0])) != (hoehe, breite) for f in felder)
    bereiche = {ganze[i] for i in stellen}
    ganze = "".join(bereiche)
    if name.endswith("IFS"):
        _pruefe_groessen(bereiche, verschieden)
    # Von ganzen Spalten und Zeilen kommt nur der belegte Teil: Leeres und verschieden Langes rechnen wir selbst.
    halb = bool(ganze.strip("0?")) and (verschieden or any(k == "" for _, k in paare))
    einfach = not halb and all(
        _einfach(kriterium) and not _fraglich(bereich, kriterium) for bereich, kriterium in paare
    )
    gescheitert = ergebnis == GESCHEITERT
    if einfach and not gescheitert and (werte is None or not _hat_fehler(werte)):
        return ergebnis  # das kann die Maschine, und schneller
    if verschieden and (UNBEKANNT in ganze or not ganze.strip("0")):
        raise Verweigert  # von einem Bereich, der erst jetzt feststeht, fehlen die Zellen dahinter
    bedingungen = [(bereich, bedingung(kriterium)) for bereich, kriterium in paare]
    treffer = _treffer(bedingungen, hoehe, breite)
    if werte is None:
        rest = _rest(ganze, zeilen, hoehe, breite)
        return float(len(treffer) + (rest if all(gilt(None) for _, gilt in bedingungen) else 0))
    return _zusammen(name, [_an(werte, i, j) for i, j in treffer])


def _rest(ganze: str, zeilen: str, hoehe: int, breite: int) -> int:
    """Leere Zellen, die fehlen: von ganzen Spalten und Zeilen kommt nur der belegte Teil, von Stapeln auch."""
    if zeilen or "1" in ganze:
        return (int(zeilen or _ZEILEN) - hoehe) * breite
    return (_SPALTEN - breite) * hoehe if "2" in ganze else 0


@cache
def bereichsstellen(name: str, anzahl: int) -> list[int]:
    """Wo von so vielen Argumenten (ab 0) Bereiche stehen und keine Kriterien."""
    return [i for i in range(anzahl) if FUNKTIONEN[name].argument(i + 1).ganz]


def _pruefe_groessen(arten: set[str], verschieden: bool) -> None:
    """Excel: alle Bereiche haben dieselbe Größe, sonst #WERT!."""
    if UNBEKANNT in arten and verschieden:
        raise Verweigert
    if len(arten - {UNBEKANNT}) > 1 or (verschieden and arten == {"0"}):
        raise Fehlerwert("Value")


def _je_kriterium(name: str, ganze: str, argumente: Sequence[Any], bereiche: Container[int]) -> Any:
    """Für jedes Kriterium eines Feldes; bei sehr vielen lieber genannt als Minuten gerechnet."""
    kriterien = [a for i, a in enumerate(argumente) if i not in bereiche and type(a) is list]
    hoehe, breite = max(map(len, kriterien)), max(len(k[0]) for k in kriterien)
    zellen = max((len(a) * len(a[0]) for a in argumente if type(a) is list), default=1)
    if hoehe * breite * zellen > _HOECHSTENS_VERGLICHEN:
        return {"type": "Error", "kind": VERWEIGERT}

    # ein Bereich bleibt ganz: der einzige Wert eines Feldes wiederholt sich
    werte = ([[a]] if i in bereiche else a for i, a in enumerate(argumente))
    return wertweise(partial(wenn, name, ganze, GESCHEITERT), *werte)


def _einfach(kriterium: Any) -> bool:
    """Ob die Maschine nach diesem Kriterium sucht wie Excel."""
    if type(kriterium) is str:
        return schlicht(kriterium) and kriterium.upper() not in ARTEN and not sieht_aus_wie_zahl(kriterium)
    return type(kriterium) in (float, bool)


def schlicht(kriterium: str) -> bool:
    """Ob ein Text ohne Vergleichszeichen und ohne ? dasteht: dafür zählt die Maschine Bytes, nicht Zeichen.

    Ein ? neben * heißt »wenigstens eines«, und das ist in beiden dasselbe.
    """
    return kriterium.upper() not in _SPRACHWORTE and not _BESONDERES.search(
        _WENIGSTENS_EINES.sub("*", kriterium)
    )


def _fraglich(bereich: Feld, kriterium: Any) -> bool:
    """Ob eine Zahl in einem Bereich gesucht wird, in dem Texte stehen, die auch eine sind."""
    if type(kriterium) is not float:
        return False
    return any(type(w) is str and _ZIFFER_VORN.match(w) for zeile in bereich for w in zeile)


def _hat_fehler(feld: Feld) -> bool:
    return any(type(wert) is dict for zeile in feld for wert in zeile)


def _geteilt(name: str, argumente: Sequence[Any]) -> tuple[Feld | None, list[tuple[Feld, Any]]]:
    """Bereich der Werte (None bei den zählenden) und Paare aus Bereich und Kriterium."""
    felder = [a if type(a) is list else [[a]] for a in argumente]
    if name in ("COUNTIF", "COUNTIFS"):
        return None, list(zip(felder[::2], argumente[1::2], strict=True))
    if name in MIT_WERTEN:
        return felder[2] if len(felder) > 2 else felder[0], [(felder[0], argumente[1])]
    return felder[0], list(zip(felder[1::2], argumente[2::2], strict=True))


def _an(feld: Feld, i: int, j: int) -> Any:
    return feld[i][j] if i < len(feld) and j < len(feld[i]) else None


def _treffer(bedingungen: Sequence[tuple[Feld, Bedingung]], hoehe: int, breite: int) -> list[tuple[int, int]]:
    """Wo alle Bedingungen gelten: jede wird nur noch dort gefragt, wo die davor galten."""
    stellen: Iterable[int] = range(hoehe * breite)
    for bereich, gilt in bedingungen:
        werte = _flach(bereich, hoehe, breite)
        stellen = [k for k in stellen if gilt(werte[k])]
    return [divmod(k, breite) for k in stellen]


def _flach(feld: Feld, hoehe: int, breite: int) -> list[Any]:
    """Zeile für Zeile; was bis zu dieser Größe fehlt, ist leer."""
    werte = [
        w
        for zeile in feld
        for w in (zeile if len(zeile) == breite else [*zeile, *[None] * (breite - len(zeile))])
    ]
    return werte + [None] * (hoehe * breite - len(werte))


def _zusammen(name: str, werte: list[Any]) -> Any:
    for wert in werte:
        if type(wert) is dict:
            return wert
    zahlen = [w for w in werte if type(w) is float or (type(w) is int)]
    if name.startswith("SUM"):
        return float(sum(zahlen))
    if name.startswith("AVERAGE"):
        return sum(zahlen) / len(zahlen) if zahlen else {"type": "Error", "kind": "Div"}
    return float((max if name == "MAXIFS" else min)(zahlen, default=0.0))


def bedingung(kriterium: Any) -> Bedingung:
    """Wann ein Wert das Kriterium erfüllt."""
    if type(kriterium) is dict:
        return lambda w: type(w) is dict and w.get("kind") == kriterium.get("kind")
    if kriterium is None:
        return _mit_zahl("=", 0.0)
    if not isinstance(kriterium, str):
        wert = kriterium if isinstance(kriterium, bool) else float(kriterium)
        return _mit_wahrheit("=", wert) if isinstance(wert, bool) else _mit_zahl("=", wert)
    zeichen, rest = _OPERATOR.fullmatch(kriterium).groups()  # type: ignore[union-attr]
    if not rest:
        return _ohne_rest(zeichen)
    zeichen = zeichen or "="
    zahl = _zahl(rest)
    if zahl is not None:
        return _mit_zahl(zeichen, zahl, rest)
    if ist_zahltext(rest):
        return _mit_zahltext(zeichen, rest)
    if rest.upper() in _SPRACHWORTE:
        return _mit_sprachwort(zeichen, rest)
    if rest.upper() in ARTEN:
        art = ARTEN[rest.upper()]
        return lambda w: (type(w) is dict and w.get("kind") == art) == (zeichen != "<>")
    return _mit_text(zeichen, rest)


def _ohne_rest(zeichen: str | None) -> Bedingung:
    if zeichen is None:
        return lambda w: w is None or w == ""
    if zeichen in ("=", "<>"):
        return lambda w: (w is None) == (zeichen == "=")
    return lambda _: False


def _steht_da(text: str, zahl: float) -> bool:
    """Ob diese Zahl als Text dasteht. Fehler: `Verweigert`, wo das von der Sprache abhängt ("12.5", "31.12.2025")."""
    if not _ZIFFER_VORN.match(text):
        return False
    if _GANZZAHL.fullmatch(text):
        return float(text) == zahl
    if zahl in _moegliche_zahlen(text):
        raise Verweigert
    return False


def _moegliche_zahlen(text: str) -> set[float]:
    """Was ein Text in der einen oder anderen Sprache heißen kann: Kommazahl, Tausender, Tag, Zeit, Anteil."""
    moeglich = {zahl_im_text(text)}
    for komma, tausender in ((",", "."), (".", ",")):
        if re.fullmatch(
            rf"[-+]?(?:[0-9]*|[0-9]{{1,3}}(?:[{tausender}][0-9]{{3}})+)(?:[{komma}][0-9]*)?", text.strip()
        ):
            schlicht = text.strip().replace(tausender, "").replace(komma, ".")
            moeglich.add(float(schlicht) if _DEZIMAL.fullmatch(schlicht) else None)
    ziffern = _ziffern(text)
    if len(ziffern) == 3:
        for jahr, monat, tag in ((2, 1, 0), (2, 0, 1), (0, 1, 2)):
            lang = f"{ziffern[jahr] + (2000 if ziffern[jahr] < 100 else 0)}"
            moeglich.add(zahl_im_text(f"{lang}-{ziffern[monat]}-{ziffern[tag]}"))
    return {z for z in moeglich if z is not None}


def _mit_zahl(zeichen: str, zahl: float, rest: str = "") -> Bedingung:
    vergleich = ZEICHEN[zeichen]

    def gilt(wert: Any) -> bool:
        if type(wert) is float:
            return vergleich(rang(wert, zahl))
        if zeichen == "=" and isinstance(wert, str):
            return wert == (rest or None) or _steht_da(wert, zahl)
        return zeichen == "<>"

    return gilt


def _mit_zahltext(zeichen: str, rest: str) -> Bedingung:
    """Ein Kriterium, das je nach Sprache eine Zahl ist.

    Ob es gleich ist, steht fest, wo nur Texte stehen, die sich in ihren Ziffern unterscheiden oder gar nicht.
    """
    if zeichen not in ("=", "<>"):
        raise Verweigert
    ziffern, klein = _ziffern(rest), rest.casefold()

    def gilt(wert: Any) -> bool:
        if wert is None or isinstance(wert, (bool, dict)):
            return zeichen == "<>"
        if not isinstance(wert, str):
            raise Verweigert
        gleich = wert.casefold() == klein
        if not gleich and _ziffern(wert) == ziffern:
            raise Verweigert
        return gleich == (zeichen == "=")

    return gilt


def _mit_sprachwort(zeichen: str, rest: str) -> Bedingung:
    """WAHR, TRUE, #NV, #N/A: was davon ein Text ist, hängt von der Sprache ab; sicher trifft es nichts anderes."""

    def gilt(wert: Any) -> bool:
        if isinstance(wert, (bool, dict)) or (isinstance(wert, str) and wert.casefold() == rest.casefold()):
            raise Verweigert
        return zeichen == "<>"

    return gilt


def _ziffern(text: str) -> list[int]:
    return [int(z) for z in re.findall("[0-9]+", text)]


def _mit_wahrheit(zeichen: str, wahr: bool) -> Bedingung:
    vergleich = ZEICHEN[zeichen]
    return lambda w: vergleich(int(w) - int(wahr)) if isinstance(w, bool) else zeichen == "<>"


def _mit_text(zeichen: str, rest: str) -> Bedingung:
    if zeichen in ("=", "<>"):
        if rest == "~~":  # Excel fand damit keine Tilde
            raise Verweigert
        gesucht = muster(rest)
        return lambda w: (isinstance(w, str) and gesucht.passt(w)) == (zeichen == "=")
    vergleich = ZEICHEN[zeichen]
    return lambda w: isinstance(w, str) and vergleich(rang(w, rest))


def sieht_aus_wie_zahl(text: str) -> bool:
    """Ob ein Kriterium ohne Vergleichszeichen eine Zahl ist oder sein kann, in jeder Sprache oder in mancher."""
    return _zahl(text) is not None or ist_zahltext(text)


def _zahl(text: str) -> float | None:
    """Die Zahl in einem Kriterium, auch mit Punkt: so setzt die Maschine eine Kommazahl mit & ein."""
    return float(text) if _DEZIMAL.fullmatch(text) else zahl_im_text(text)
