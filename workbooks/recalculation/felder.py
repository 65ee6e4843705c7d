"""Bereiche dort, wo eine Funktion einen einzelnen Wert will.

In einer gewöhnlichen Zelle nimmt Excel dann den Wert der eigenen Zeile oder Spalte (die Maschine braucht dafür
ein @). Rechnet die Formel mit ganzen Feldern (SUMMENPRODUKT, Matrixformeln), rechnet Excel Wert für Wert; die
Maschine kann das nur bei Rechenzeichen, WENN und WENNFEHLER und gäbe sonst still eine falsche Zahl.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbooks.recalculation.excelfunktionen import FUNKTIONEN as EXCELFUNKTIONEN
from workbooks.recalculation.hindernis import NichtBerechenbar

# Funktionen, die auch in einer gewöhnlichen Zelle mit ganzen Feldern rechnen (Excel: Parameterklasse Feld).
MIT_FELDERN = {
    *("SUMPRODUCT", "MMULT", "MINVERSE", "MDETERM", "LOOKUP", "INDEX", "AGGREGATE", "TRANSPOSE", "FREQUENCY"),
    *(
        "SUMX2MY2",
        "SUMX2PY2",
        "SUMXMY2",
        "CORREL",
        "COVAR",
        "PEARSON",
        "RSQ",
        "SLOPE",
        "INTERCEPT",
        "FORECAST",
    ),
    *("TREND", "GROWTH", "LINEST", "LOGEST", "PROB", "LET", "LAMBDA", "FILTER", "SORT", "SORTBY", "UNIQUE"),
}
_WERT_FUER_WERT = {"IF", "IFERROR", "IFNA"}  # das kann die Maschine außer den Rechenzeichen
# Ihr Ergebnis ist ein Feld, auch ohne dass ein Bereich in der Formel steht.
FELDFUNKTIONEN = {
    *(
        "SEQUENCE",
        "RANDARRAY",
        "MUNIT",
        "TRANSPOSE",
        "FILTER",
        "SORT",
        "SORTBY",
        "UNIQUE",
        "MMULT",
        "MINVERSE",
    ),
    *("TAKE", "DROP", "EXPAND", "CHOOSECOLS", "CHOOSEROWS", "VSTACK", "HSTACK", "TOCOL", "TOROW", "WRAPROWS"),
    *(
        "WRAPCOLS",
        "TEXTSPLIT",
        "FREQUENCY",
        "LINEST",
        "LOGEST",
        "TREND",
        "GROWTH",
        "MAKEARRAY",
        "MAP",
        "SCAN",
    ),
    *("BYROW", "BYCOL"),
}
_ERGEBEN_FELDER = {
    "TRANSPOSE",
    "FILTER",
    "SORT",
    "SORTBY",
    "UNIQUE",
    "SEQUENCE",
    "MMULT",
    "OFFSET",
    "INDIRECT",
}
# Rechnen, Texte, Tage, Fragen nach der Art eines Werts: hier will jede Stelle einen einzelnen Wert.
_RECHNEN_UND_TEXTE = {
    *("ABS", "ACOS", "ASIN", "ATAN", "ATAN2", "CEILING", "CEILING.MATH", "COS", "DEGREES", "EVEN"),
    *(
        "EXP",
        "FACT",
        "FLOOR",
        "FLOOR.MATH",
        "INT",
        "LN",
        "LOG",
        "LOG10",
        "MOD",
        "MROUND",
        "ODD",
    ),
    *("CEILING.PRECISE", "FLOOR.PRECISE", "ISO.CEILING"),
    *("COTH", "CSCH", "SECH", "ACOT", "ACOTH"),
    *("POWER", "QUOTIENT", "RADIANS", "ROUND", "ROUNDDOWN", "ROUNDUP", "SIGN", "SIN", "SQRT", "TAN"),
    *("TRUNC", "CHAR", "CLEAN", "CODE", "EXACT", "FIND", "LEFT", "LEN", "LOWER", "MID", "PROPER"),
    *("REPLACE", "REPT", "RIGHT", "SEARCH", "SUBSTITUTE", "T", "TEXT", "TRIM", "UPPER", "VALUE"),
    *("NUMBERVALUE", "UNICHAR", "UNICODE", "DATE", "DATEDIF", "DATEVALUE", "DAY", "DAYS", "DAYS360"),
    *("EDATE", "EOMONTH", "HOUR", "ISOWEEKNUM", "MINUTE", "MONTH", "SECOND", "TIME", "TIMEVALUE"),
    *("WEEKDAY", "WEEKNUM", "YEAR", "YEARFRAC", "NOT", "N", "ISBLANK", "ISERR", "ISERROR", "ISEVEN"),
    *("ISLOGICAL", "ISNA", "ISNONTEXT", "ISNUMBER", "ISODD", "ISTEXT", "ERROR.TYPE", "IFS"),
    *("SWITCH", "FV", "IPMT", "NPER", "PMT", "PPMT", "PV", "RATE", "SLN", "ADDRESS", "BASE"),
    *("DECIMAL"),
}
_ALLE = range(1, 256)
_AB_2 = range(2, 256)
_PAARE_AB_3 = range(3, 256, 2)
# Funktion → Stellen, an denen sie einen einzelnen Wert will.
_EINZELWERT = {
    **dict.fromkeys(_RECHNEN_UND_TEXTE, _ALLE),
    "CHOOSE": range(1, 2),
    "INDEX": _AB_2,
    "MATCH": (1, 3),
    "XMATCH": (1, 3, 4),
    **dict.fromkeys(("VLOOKUP", "HLOOKUP"), (1, 3, 4)),
    **dict.fromkeys(("LOOKUP", "XLOOKUP"), (1,)),
    **dict.fromkeys(("SUMIF", "COUNTIF", "AVERAGEIF"), (2,)),
    **dict.fromkeys(("SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), _PAARE_AB_3),
    "COUNTIFS": range(2, 256, 2),
    **dict.fromkeys(("LARGE", "SMALL", "PERCENTILE", "PERCENTILE.INC", "QUARTILE", "QUARTILE.INC"), (2,)),
    **dict.fromkeys(("RANK", "RANK.EQ", "RANK.AVG"), (1, 3)),
    "OFFSET": _AB_2,
    **dict.fromkeys(("WORKDAY", "NETWORKDAYS"), (1, 2)),
}


def fuellt_das_blatt(rahmen: list[Rahmen]) -> bool:
    """Ob ein Bereich an dieser Stelle einer Matrixformel ganz im Ergebnis steht: keine Funktion fasst ihn zusammen."""
    return all(r.name in ("", *_WERT_FUER_WERT) for r in rahmen)


@dataclass
class Rahmen:
    """Eine offene Klammer: Name der Funktion ("" bei bloßer Klammer), Zusammenhang, laufendes Argument."""

    name: str
    feld: bool  # wird hier mit ganzen Feldern gerechnet?
    stelle: int = 1

    @property
    def eigene(self) -> bool:
        """Ob es eine unserer Funktionen ist; die breiten Bereiche selbst aus."""
        return self.name.startswith("EGH_")

    @property
    def kennt_weggelassen(self) -> bool:
        """Ob ihr ein weggelassenes Argument als solches übergeben wird."""
        return self.eigene or self.name in EXCELFUNKTIONEN


def feldzeichen(rahmen: list[Rahmen], feldformel: bool, gerechnet: bool, ist_feld: bool = False) -> str:
    """Das Zeichen vor einem Bereich: "@", wenn von einem Bereich an dieser Stelle nur ein Wert zu nehmen ist, sonst "".

    `gerechnet`: neben dem Bereich steht ein Rechenzeichen; `ist_feld`: es ist eine Feldkonstante.
    Fehler: `NichtBerechenbar`.
    """
    feld = ist_feld or (rahmen[-1].feld if rahmen else feldformel)
    if gerechnet and not feld:
        return "@"
    for r in reversed(rahmen):
        if feld and gerechnet and r.name == "LOOKUP" and r.stelle == 2:
            raise NichtBerechenbar(
                "LOOKUP mit einem gerechneten Suchvektor beherrscht die Rechenmaschine nicht."
            )
        if r.name in ("IFERROR", "IFNA", "IF") and not feld and (r.stelle == 1 or r.name != "IF"):
            return "@"
        if r.stelle in _EINZELWERT.get(r.name, ()) or r.name in ("ROW", "COLUMN"):
            if not feld and r.name in _EINZELWERT:
                return "@"
            raise NichtBerechenbar(
                f"{r.name} rechnet die Rechenmaschine nicht Wert für Wert über einen Bereich."
            )
        if not (r.name == "" or r.eigene or r.name in _WERT_FUER_WERT or r.name in _ERGEBEN_FELDER):
            break  # diese Funktion nimmt den Bereich als Ganzes und gibt einen Wert
    return ""
