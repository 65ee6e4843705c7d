"""Woran eine Formel zu erkennen ist, die für die Rechenmaschine übersetzt werden muss."""

from __future__ import annotations

import re
from collections.abc import Iterable

from udfs import FUNKTIONEN, formel
from workbooks.recalculation import adresse, landesformat
from workbooks.recalculation.adresse import Ort
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.bedingung import MIT_BEDINGUNG
from workbooks.recalculation.excelfunktionen import FUNKTIONEN as EXCELFUNKTIONEN
from workbooks.recalculation.felder import FELDFUNKTIONEN
from workbooks.recalculation.nachweis import BIS_ARGUMENTE

_HOECHSTENS_GENANNT = 100  # Zellen mit Zahltext; bei mehr wird jede Formel angesehen

_EIGENE = (*EXCELFUNKTIONEN, *BIS_ARGUMENTE)
_BEREICHE_UND_FELDER = ("OFFSET", "INDIRECT", *sorted(FELDFUNKTIONEN))

# Zeichen, ohne die das Muster nicht vorkommt, und das Muster.
_MERKMALE = (
    (("!",), r"!EGH_|!(?!\$?[A-Z]{1,3}\$?[0-9]|\$?[A-Z]{1,3}:|\$?[0-9]+:)"),  # fremde Form, Blatt!Name
    ((".EGH_", "_XL"), r"\.EGH_|_xl[lfdwu]"),
    ((",",), r",\s*[,)]|\(\s*,"),  # weggelassene Argumente
    ((":", "[", "{", "@"), r"[:\[{@]"),  # Bereiche
    (_BEREICHE_UND_FELDER, rf"\b(?:{'|'.join(_BEREICHE_UND_FELDER)})\s*\("),  # können welche ergeben
    (tuple(f"{name}(" for name in landesformat.FUNKTIONEN), landesformat.MUSTER_FUNKTIONEN),
    (
        ("FORMULATEXT", "ISFORMULA", "UPPER", "LOWER", "PROPER", "CEILING", "FLOOR", "SUBTOTAL", "AGGREGATE"),
        r"\b(?:FORMULATEXT|ISFORMULA|UPPER|LOWER|PROPER|CEILING|FLOOR|SUBTOTAL|AGGREGATE)\s*\(",
    ),
    (_EIGENE, rf"\b(?:{'|'.join(map(re.escape, _EIGENE))})\s*\("),
    (('"',), r'[0-9][.,][0-9]+%?"'),  # deutsche Zahl als Text
    # Vergleiche, außer mit "" und 0
    (("=", "<", ">"), r'(?:<>|<=|>=|=|<|>)(?![=>]|\s*(?:""|0)\s*(?:[,)]|$))'),
    (MIT_BEDINGUNG, rf"\b(?:{'|'.join(MIT_BEDINGUNG)})\s*\("),
    *(((name,), name) for name in (formel(f).name for f in FUNKTIONEN if formel(f).tabelle)),
)


def merkmalsuche(
    texte: str, namen: Iterable[str], dazu: re.Pattern[str] | None = None
) -> re.Pattern[str] | None:
    """Ein Muster aus den Merkmalen, die in dieser Mappe vorkommen, und `dazu`; meist ist es kurz oder leer."""
    merkmale = (*_MERKMALE, *(((name.upper(),), re.escape(name)) for name in namen))
    noetig = [muster for zeichen, muster in merkmale if any(z in texte for z in zeichen)]
    kurz = [
        muster for muster in (*noetig, *([dazu.pattern] if dazu else [])) if re.search(muster, texte, re.I)
    ]
    return re.compile("|".join(kurz), re.I) if kurz else None


def zahltextsuche(aufbau: Aufbau) -> re.Pattern[str] | None:
    """Muster für Formeln, die eine Zelle mit einer Zahl als Text nennen könnten; None ohne solche Zellen."""
    orte = {ort for orte in aufbau.zahltexte.values() for ort in orte}
    if not orte:
        return None
    if len(orte) > _HOECHSTENS_GENANNT:
        return re.compile("")  # dann ist jede Formel anzusehen
    namen = [n.name for n in aufbau.namen if (ziel := n.ziel()) and Ort(*ziel[1][:2]) in orte]
    adressen = [rf"\$?{adresse.spaltenname(o.spalte)}\$?{o.zeile}" for o in sorted(orte)]
    return re.compile(rf"(?<![\w.])(?:{'|'.join([*adressen, *map(re.escape, namen)])})(?![\w.])", re.I)
