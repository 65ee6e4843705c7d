"""Vergleiche und bedingte Summen als Aufrufe unserer Hilfsfunktionen schreiben, wo die Maschine anders rechnet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recalculation.datei import adresse
from recalculation.datei.adresse import bereich_von
from recalculation.funktionen.bedingung import (
    GESCHEITERT,
    UNBEKANNT,
    WENN,
    bereichsstellen,
    schlicht,
    sieht_aus_wie_zahl,
)
from recalculation.funktionen.datum import ALS_ZAHL, RECHENWERT
from recalculation.funktionen.finanzen import EINDEUTIG
from recalculation.funktionen.im_feld import RECHNEN, name_im_feld
from recalculation.funktionen.mathematik import SUMMENPRODUKT
from recalculation.funktionen.tabelle import Funktion, name_ohne_vorsatz
from recalculation.funktionen.texte import KRITERIUM, OB_LEER, VERKETTET
from recalculation.funktionen.vergleich import VERGLEICH
from recalculation.funktionen.verweise import (
    BEZUGSTEXT,
    SVERWEIS,
    VERGLEICHE,
    WVERWEIS,
    XVERGLEICH,
    XVERWEIS,
)
from recalculation.uebersetzung.baum import RECHENZEICHEN, Knoten, knoten
from recalculation.uebersetzung.belegung import Stapel
from recalculation.uebersetzung.bezug import Form
from recalculation.uebersetzung.hindernis import NichtBerechenbar
from recalculation.uebersetzung.nullregel import NULLSUMME, WINZIG

# Neben diesen vergleicht die Maschine wie Excel: leerer Text, 0, Anzahlen, Texte ohne Umlaut (nur gleich/ungleich).
_SICHER = re.compile(r'""|0|COUNT(?:A|BLANK|IFS?)?\([^()]*\)|(?:ROWS|COLUMNS)\([^()]*\)', re.I)
_GANZE_SPALTE = re.compile(r"(?:.*!)?\$?[A-Z]{1,3}:\$?[A-Z]{1,3}", re.I)
_GANZE_ZEILE = re.compile(r"(?:.*!)?\$?[0-9]+:\$?[0-9]+")
_FESTER_TEXT = re.compile(r'"[^"<>=#][^"]*"')  # ohne Vergleichszeichen, kein Fehler
_ZAHL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ZELLE = re.compile(r"(?:.*!)?\$?[A-Z]{1,3}\$?[1-9][0-9]*", re.I)
_VERGLEICHE = ("=", "<>", "<", ">", "<=", ">=")
_VIELLEICHT_TAG = 60  # bis zum 29. Februar 1900 zählt die Maschine anders
_WERT = "egh_wert_"
_NAME = "egh_"  # hinter LET; mit _ am Ende sieht er nicht aus wie eine Zelle
_EINFACHER_TEXT = re.compile(r'"[\x20-\x21\x23-\x7e]*"')

# Funktion → Anzahl der Argumente, bis zu der die Maschine sie rechnet wie Excel, und unsere Hilfsfunktion.
_BIS = {
    "XLOOKUP": (4, XVERWEIS),
    "XMATCH": (2, XVERGLEICH),
    "MATCH": (2, VERGLEICHE),
    "VLOOKUP": (3, SVERWEIS),
    "HLOOKUP": (3, WVERWEIS),
}


def ruf(
    geschrieben: str, f: Funktion, argumente: Sequence[Knoten], texte: list[str], formen: Sequence[Form]
) -> str:
    """Ein Funktionsaufruf für die Maschine, unter dem Namen unserer Hilfsfunktion, wo sie anders rechnet."""
    mit_feld, name = Form.FELD in formen, f.name
    gerechnet = len(argumente) == 1 and argumente[0].get("operator") in RECHENZEICHEN
    if name == "SUMPRODUCT" and not gerechnet and any(formen):
        geschrieben = SUMMENPRODUKT
    elif f.im_feld and any(form == Form.FELD and f.rechnet_je_wert(i) for i, form in enumerate(formen, 1)):
        geschrieben = name_im_feld(name)
    elif mit_feld and name == "MATCH" and formen[0]:
        geschrieben = VERGLEICHE
    elif name == "INDEX" and argumente and argumente[0]["node_type"] == "Reference":
        texte = [mit_ecken(texte[0]), *texte[1:]]
    else:
        geschrieben = _nach_art(name, argumente) or geschrieben
    if name == "INDIRECT":
        texte = [f"{BEZUGSTEXT}({texte[0]})"]
    if name == "TEXT" and texte[0].startswith(ALS_ZAHL):  # ein Text, der keine Zahl ist, bleibt, wie er ist
        schreibt = f"{geschrieben}({','.join([_WERT, *texte[1:]])})"
        return f"LET({_WERT},{texte[0]},IF(ISTEXT({_WERT}),{_WERT},{schreibt}))"
    text = _mit_fehlern(geschrieben, f, argumente, texte)
    if name in _BIS and name_ohne_vorsatz(geschrieben) == name and gerechnete_zahl(argumente[0]):
        return _genau_gesucht(_BIS[name][1], texte, text)
    if name in ("VLOOKUP", "HLOOKUP") and geschrieben == name and ist_einfach(argumente[2]):
        # mit der Nummer 0 sucht Excel erst
        return f"IF({texte[2]}<1,{_BIS[name][1]}({','.join(texte)}),{text})"
    return text


def _genau_gesucht(hilfsfunktion: str, texte: list[str], text: str) -> str:
    """Eine gerechnete Zahl mit Nachkommastellen suchen wir selbst: die Maschine fände auch, was sehr nahe liegt."""
    wert = texte[0]
    eigen = f"{hilfsfunktion}({','.join([_WERT, *texte[1:]])})"
    return f"LET({_WERT},{wert},IF(MOD({_WERT},1)=0,{text.replace(wert, _WERT, 1)},{eigen}))"


def gerechnete_zahl(k: Knoten) -> bool:
    """Ob ein Argument eine Rechnung ist, deren Ergebnis eine Zahl ist."""
    return k["node_type"] == "BinaryOp" and k["operator"] in RECHENZEICHEN


def mit_nullregel(summe: str, argumente: Sequence[str]) -> str:
    """Eine Summe, nach der gefragt wird, ob sie null ist: SUMME von Excel setzt einen winzigen Rest auf null."""
    eigene = f"{NULLSUMME}({','.join(argumente)})"
    return f"LET({_WERT},{summe},IF(ABS({_WERT})<{WINZIG},IF({_WERT}=0,0,{eigene}),{_WERT}))"


def ist_einfach(k: Knoten) -> bool:
    """Ob ein Argument aus Zellen gerechnet ist und nicht fest dasteht: es noch einmal zu rechnen kostet nichts."""
    if k["node_type"] == "Reference":
        return ist_zelle(k["reference"])
    return k["node_type"] == "BinaryOp" and all(t["node_type"] != "Function" for t in knoten(k))


def _mit_fehlern(geschrieben: str, f: Funktion, argumente: Sequence[Knoten], texte: list[str]) -> str:
    """Der Aufruf, der Fehler dort weitergibt, wo es die Maschine nicht tut; jedes Argument nur einmal gerechnet."""
    if f.name == "RATE":
        return f"({EINDEUTIG}({','.join(t or '0' for t in texte)})+{geschrieben}({','.join(texte)}))"
    fraglich = [
        i
        for i, k in enumerate(argumente, 1)
        if "f" in f.argument(i).regeln and k["node_type"] not in ("Literal", "Omitted")
    ]
    gerechnet = [i for i in fraglich if "(" in texte[i - 1]]
    namen = [f"{_NAME}{i}_" if i in gerechnet else t for i, t in enumerate(texte, 1)]
    text = f"{geschrieben}({','.join(namen)})"
    for i in reversed(fraglich):
        text = f"IF(ISERROR({namen[i - 1]}),{namen[i - 1]},{text})"
        if i in gerechnet:
            text = f"LET({namen[i - 1]},{texte[i - 1]},{text})"
    return text


def _nach_art(name: str, argumente: Sequence[Knoten]) -> str | None:
    """Die Hilfsfunktion für diesen Aufruf; None, wenn ihn die Maschine rechnet wie Excel."""
    if name not in _BIS:
        return None
    bis, hilfsfunktion = _BIS[name]
    if name in ("XLOOKUP", "XMATCH"):  # ohne Modus genau
        leeres = any(
            a["node_type"] == "Omitted" for a in argumente
        )  # die Maschine nähme unsere Marke für einen Wert
        return hilfsfunktion if leeres or len(argumente) > bis else None
    genau = argumente[bis].get("value") if len(argumente) > bis else None
    nummer = argumente[2].get("value") if name != "MATCH" and len(argumente) > 2 else 1.0
    if isinstance(nummer, float) and nummer < 1:
        return hilfsfunktion
    if genau is False and name == "MATCH":  # der der Maschine sucht damit ungefähr
        return hilfsfunktion
    return None if genau in (0, False) else hilfsfunktion


def kann_ablehnen(text: str, f: Funktion) -> bool:
    """Ob in einem so geschriebenen Aufruf etwas von uns rechnet, das seine Argumente ablehnen kann."""
    return bool(f.unser) or text.startswith(("EGH_INTERN_", "(EGH_INTERN_"))


def gerechnet(links: str, zeichen: str, rechts: str) -> str:
    """Ein Rechenzeichen zwischen Feldern, die vielleicht verschieden groß sind."""
    return f'{RECHNEN}({links},"{zeichen}",{rechts})'


def verkettet(links: str, k: Knoten, rechts: str) -> str:
    """Texte mit &, eine ganze Kette in einem Ruf. `k`: der Baum der linken Seite."""
    kette = k["node_type"] == "BinaryOp" and k["operator"] == "&" and links.startswith(f"({VERKETTET}(")
    davor = links[len(VERKETTET) + 2 : -2] if kette else links
    return f"{VERKETTET}({davor},{rechts})"


def als_kriterium(k: Knoten, text: str) -> str:
    """Ein Kriterium; eines wie ">"&A1 darf eine Zahl mit Nachkommastellen nennen."""
    links = k.get("left", {}) if k.get("operator") == "&" else {}
    return text.replace(VERKETTET, KRITERIUM, 1) if str(links.get("value")) in _VERGLEICHE else text


def _ganz_verkettet(text: str) -> bool:
    """Ob die Seite eines Vergleichs eine Kette mit & ist; sie steht in Klammern."""
    return text.startswith(f"({VERKETTET}(")


def als_zahl(argument: str, regeln: str) -> str:
    """Ein Argument, in dem auch ein Text ein Tag oder eine Zahl sein darf; `regeln` wie in der Tabelle."""
    if not argument:
        return argument
    if _ZAHL.fullmatch(argument) and (
        ("x" in regeln and "i" not in regeln)
        or "w" in regeln
        or ("g" in regeln and "." not in argument)
        or float(argument) > _VIELLEICHT_TAG
    ):
        return argument
    return f'{ALS_ZAHL}({argument},"{regeln}")'


def rechenwert(argument: str) -> str:
    """Ein Wert, in dem ein Text eine Zahl sein kann, vor einem Rechenzeichen oder als Zahl einer Funktion."""
    return f"{RECHENWERT}({argument})"


def verglichen(links: str, zeichen: str, rechts: str) -> str:
    """Ein Vergleich."""
    if zeichen in ("=", "<>") and '""' in (links, rechts):
        links, rechts = (
            s.replace(VERKETTET, OB_LEER, 1) if _ganz_verkettet(s) else s for s in (links, rechts)
        )
    seiten = (links, rechts)
    texte_gleich = zeichen in ("=", "<>") and any(_EINFACHER_TEXT.fullmatch(s) for s in seiten)
    if texte_gleich or any(_SICHER.fullmatch(s) for s in seiten):
        return f"{links}{zeichen}{rechts}"
    return f'{VERGLEICH}({links},"{zeichen}",{rechts})'


def mit_bedingung(
    name: str, argumente: list[str], bezuege: list[str | None], mit_feld: bool, stapel: Stapel | None
) -> str:
    """SUMIF & Co. mit ihrem Ergebnis in unserer Hilfsfunktion.

    `bezuege`: zu jedem Argument der Bezug, für den es steht, None, wo er erst beim Rechnen feststeht;
    `mit_feld`: ein Kriterium ist ein Feld; `stapel`: wie sich die Bereiche kleiner schreiben lassen.
    """
    fertig = f"{name}({','.join(argumente)})"
    ganze = "".join(
        UNBEKANNT
        if b is None
        else "1"
        if _GANZE_SPALTE.fullmatch(b)  # auch mit Blatt davor
        else "2"
        if _GANZE_ZEILE.fullmatch(b)
        else "0"
        for b in bezuege
    )
    if stapel is not None:  # Stellen zählen hier nicht, nur gleiche Zeilen
        stellen = bereichsstellen(name, len(argumente))
        kleiner = [stapel.von(bezuege[i] or a) if i in stellen else a for i, a in enumerate(argumente)]
        return f'{WENN}("{name}","{ganze};{stapel.zeilen}","{GESCHEITERT}",{",".join(kleiner)})'
    if mit_feld:
        return f'{WENN}("{name}","{ganze}","{GESCHEITERT}",{",".join(argumente)})'
    if name == "COUNTIF" and _ist_fester_text(argumente[-1]):
        return fertig  # das kann die Maschine
    # ein Fehler in ihr hielte die ganze Formel auf
    return f'{WENN}("{name}","{ganze}",IFERROR({fertig},"{GESCHEITERT}"),{",".join(argumente)})'


def so_gross_wie(bezug: str, vorbild: str) -> str:
    """Der Bereich ab der ersten Zelle von `bezug`, so groß wie `vorbild`: so nimmt Excel den zu summierenden.

    Fehler: `NichtBerechenbar`, wenn er über das Blatt ragte.
    """
    blatt, trenner, rest = bezug.rpartition("!")
    ist, soll = bereich_von(rest), bereich_von(vorbild.rpartition("!")[2])
    if (ist.hoehe, ist.breite) == (soll.hoehe, soll.breite):
        return bezug
    unten, rechts = ist.zeile + soll.hoehe - 1, ist.spalte + soll.breite - 1
    if unten > adresse.MAX_ZEILE or rechts > adresse.MAX_SPALTE:
        raise NichtBerechenbar(
            "Der Bereich der Werte ragt über das Blatt hinaus; der alte Wert bleibt stehen."
        )
    von = rest.partition(":")[0]
    zeile_fest = "$" if re.search(r"[A-Z]\$|^\$[0-9]", von, re.I) else ""
    spalte_fest = "$" if re.match(r"\$[A-Z]", von, re.I) else ""
    spalten = [spalte_fest + adresse.spaltenname(s) for s in (ist.spalte, rechts)]
    zeilen = [f"{zeile_fest}{z}" for z in (ist.zeile, unten)]
    if soll.hoehe == adresse.MAX_ZEILE:
        zeilen = ["", ""]
    elif soll.breite == adresse.MAX_SPALTE:
        spalten = ["", ""]
    return f"{blatt}{trenner}{spalten[0]}{zeilen[0]}:{spalten[1]}{zeilen[1]}"


def _ist_fester_text(kriterium: str) -> bool:
    if _FESTER_TEXT.fullmatch(kriterium) is None:
        return False
    return schlicht(kriterium[1:-1]) and not sieht_aus_wie_zahl(kriterium[1:-1])


def mit_ecken(bezug: str) -> str:
    """Eine ganze Spalte oder Zeile als Bereich mit Ecken: in A:A kennt INDEX der Maschine nur den belegten Teil."""
    blatt, trenner, rest = bezug.rpartition("!")
    von, _, bis = rest.partition(":")
    if _GANZE_SPALTE.fullmatch(bezug):
        return f"{blatt}{trenner}{von}$1:{bis}${adresse.MAX_ZEILE}"
    if _GANZE_ZEILE.fullmatch(bezug):
        return f"{blatt}{trenner}$A{von}:${adresse.spaltenname(adresse.MAX_SPALTE)}{bis}"
    return bezug


def ist_ganz(bezug: str) -> bool:
    """Ob ein Bezug ganze Spalten oder Zeilen nennt."""
    return bool(_GANZE_SPALTE.fullmatch(bezug) or _GANZE_ZEILE.fullmatch(bezug))


def ist_zelle(bezug: str) -> bool:
    """Ob ein Bezug eine einzelne Zelle nennt, kein Bereich und kein Name ist."""
    return _ZELLE.fullmatch(bezug) is not None
