"""An welchen Stellen eine Funktion einen ganzen Bereich nimmt. An allen anderen will sie einen einzelnen Wert.

In einer gewöhnlichen Zelle nimmt Excel dort den Wert der eigenen Zeile oder Spalte. Rechnet die Formel mit ganzen
Feldern (SUMMENPRODUKT, Matrixformeln), rechnet Excel Wert für Wert; die Maschine kann das nur bei Rechenzeichen und
den Funktionen in `WERT_FUER_WERT`.
"""

from __future__ import annotations

from collections.abc import Container

from workbooks.recalculation.bedingung import MIT_BEDINGUNG
from workbooks.recalculation.excelfunktionen import JE_WERT
from workbooks.recalculation.excelfunktionen.im_feld import IM_FELD

WERT_FUER_WERT = {"IF", "IFERROR", "IFNA", *JE_WERT, *IM_FELD}

# Ihr Ergebnis ist ein Feld, auch ohne dass ein Bereich in der Formel steht.
FELDFUNKTIONEN = {
    *[
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
        "TAKE",
        "DROP",
        "EXPAND",
    ],
    *[
        "CHOOSECOLS",
        "CHOOSEROWS",
        "VSTACK",
        "HSTACK",
        "TOCOL",
        "TOROW",
        "WRAPROWS",
        "WRAPCOLS",
        "TEXTSPLIT",
        "FREQUENCY",
        "LINEST",
    ],
    *["LOGEST", "TREND", "GROWTH", "MAKEARRAY", "MAP", "SCAN", "BYROW", "BYCOL", "MODE.MULT"],
}
# Ihr Ergebnis kann ein Bereich sein.
BEREICHSFUNKTIONEN = {"OFFSET", "INDIRECT", "INDEX", "CHOOSE", "IF", "IFS", "SWITCH", "XLOOKUP"}

# Funktionen, die auch in einer gewöhnlichen Zelle mit ganzen Feldern rechnen (Excel: Parameterklasse Feld).
MIT_FELDERN = {
    *[
        "SUMPRODUCT",
        "MMULT",
        "MINVERSE",
        "MDETERM",
        "LOOKUP",
        "INDEX",
        "AGGREGATE",
        "TRANSPOSE",
        "FREQUENCY",
        "SUMX2MY2",
        "SUMX2PY2",
    ],
    *[
        "SUMXMY2",
        "CORREL",
        "COVAR",
        "PEARSON",
        "RSQ",
        "SLOPE",
        "INTERCEPT",
        "FORECAST",
        "TREND",
        "GROWTH",
        "LINEST",
        "LOGEST",
        "PROB",
        "LET",
        "LAMBDA",
    ],
    *["FILTER", "SORT", "SORTBY", "UNIQUE"],
}

# Fassen alle ihre Zahlen zusammen; ein Text unmittelbar als Argument ist dort #WERT!, in einer Zelle zählt er nicht.
ZAHLEN = {
    *[
        "SUM",
        "AVERAGE",
        "AVERAGEA",
        "MIN",
        "MAX",
        "MINA",
        "MAXA",
        "PRODUCT",
        "SUMSQ",
        "MEDIAN",
        "STDEV",
        "STDEV.S",
        "STDEV.P",
        "STDEVP",
        "STDEVA",
    ],
    *[
        "STDEVPA",
        "VAR",
        "VAR.S",
        "VAR.P",
        "VARP",
        "VARA",
        "VARPA",
        "DEVSQ",
        "AVEDEV",
        "GEOMEAN",
        "HARMEAN",
        "KURT",
        "SKEW",
        "SKEW.P",
        "MODE",
        "MODE.SNGL",
    ],
    *[
        "LARGE",
        "SMALL",
        "PERCENTILE",
        "PERCENTILE.INC",
        "PERCENTILE.EXC",
        "QUARTILE",
        "QUARTILE.INC",
        "QUARTILE.EXC",
        "TRIMMEAN",
    ],
}
_ALLE = range(1, 256)
_AB_2 = range(2, 256)
_GERADE, _UNGERADE = range(2, 256, 2), range(1, 256, 2)
_NIMMT_BEREICHE: dict[str, Container[int]] = {
    **dict.fromkeys(FELDFUNKTIONEN - {"SEQUENCE", "RANDARRAY", "MUNIT"}, _ALLE),
    **dict.fromkeys(ZAHLEN, _ALLE),
    **dict.fromkeys(
        [
            "COUNT",
            "COUNTA",
            "COUNTBLANK",
            "AND",
            "OR",
            "XOR",
            "CONCAT",
            "GCD",
            "LCM",
            "MULTINOMIAL",
            "ROWS",
            "COLUMNS",
        ],
        _ALLE,
    ),
    **dict.fromkeys(["AREAS", "ISREF", "SHEET", "SHEETS", "LET", "LAMBDA", "SUMPRODUCT", "MDETERM"], _ALLE),
    **dict.fromkeys(
        ["SUMX2MY2", "SUMX2PY2", "SUMXMY2", "CORREL", "COVAR", "COVARIANCE.P", "COVARIANCE.S", "PEARSON"],
        _ALLE,
    ),
    **dict.fromkeys(["RSQ", "SLOPE", "INTERCEPT", "STEYX"], _ALLE),
    **dict.fromkeys(["LARGE", "SMALL", "PERCENTILE", "PERCENTILE.INC", "PERCENTILE.EXC", "TRIMMEAN"], (1,)),
    **dict.fromkeys(["QUARTILE", "QUARTILE.INC", "QUARTILE.EXC", "PERCENTRANK", "PERCENTRANK.INC"], (1,)),
    **dict.fromkeys(["PERCENTRANK.EXC", "INDEX", "OFFSET", "IRR", "MIRR", "COUNTIF"], (1,)),
    **dict.fromkeys(
        ["RANK", "RANK.EQ", "RANK.AVG", "MATCH", "XMATCH", "VLOOKUP", "HLOOKUP", "FVSCHEDULE"], (2,)
    ),
    **dict.fromkeys(["LOOKUP", "FORECAST", "FORECAST.LINEAR", "XNPV"], (2, 3)),
    "XLOOKUP": (2, 3, 4),
    **dict.fromkeys(("SUMIF", "AVERAGEIF"), (1, 3)),
    **{key: {1, *_GERADE} for key in ("SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS")},
    "COUNTIFS": _UNGERADE,
    **dict.fromkeys(("NPV", "SUBTOTAL"), _AB_2),
    **dict.fromkeys(("TEXTJOIN", "AGGREGATE"), range(3, 256)),
    "XIRR": (1, 2),
    "TYPE": (1,),
    "CHOOSE": _AB_2,
    "IF": (2, 3),
    **dict.fromkeys(("NETWORKDAYS", "WORKDAY"), (3,)),
    **dict.fromkeys(("NETWORKDAYS.INTL", "WORKDAY.INTL"), (4,)),
    "PROB": (1, 2),
    "SERIESSUM": (4,),
}
# Die Maschine nimmt hier einen Text nicht als den Tag, der darin steht; nicht Wochenenden und Einheiten.
ZAHLEN_UND_TAGE: dict[str, Container[int]] = {
    **dict.fromkeys(("DAYS", "NETWORKDAYS", "WORKDAY", "YEARFRAC", "WEEKNUM", "ISOWEEKNUM"), _ALLE),
    **dict.fromkeys(("NETWORKDAYS.INTL", "WORKDAY.INTL"), (1, 2, 4)),
    "DATEDIF": (1, 2),
}
# Sie nehmen einen Text als Text, auch wenn er eine Zahl ist; alle anderen der Maschine rechnen mit ihm.
NEHMEN_TEXT = {
    *(
        "IF",
        "IFS",
        "IFERROR",
        "IFNA",
        "SWITCH",
        "CHOOSE",
        "N",
        "T",
        "CODE",
        "UNICODE",
        "HYPERLINK",
        "INDIRECT",
    ),
    *(
        "MATCH",
        "XMATCH",
        "VLOOKUP",
        "HLOOKUP",
        "XLOOKUP",
        "LET",
        "LAMBDA",
        "TYPE",
        "ERROR.TYPE",
        *MIT_BEDINGUNG,
    ),
    *(
        "ISBLANK",
        "ISERR",
        "ISERROR",
        "ISLOGICAL",
        "ISNA",
        "ISNONTEXT",
        "ISNUMBER",
        "ISREF",
        "ISTEXT",
        "ADDRESS",
    ),
}
# Ein fester Fehler (#BEZUG!) als Argument ist nicht schon ihr Ergebnis.
NEHMEN_FEHLER = {
    *("IF", "IFS", "IFERROR", "IFNA", "SWITCH", "CHOOSE", "LET", "LAMBDA", "COUNT", "COUNTA", "AGGREGATE"),
    *("ISBLANK", "ISERR", "ISERROR", "ISLOGICAL", "ISNA", "ISNONTEXT", "ISNUMBER", "ISREF", "ISTEXT"),
    *("TYPE", "ERROR.TYPE"),
}


def je_wert(funktion: str, stelle: int) -> bool:
    """Ob eine Funktion über einem Feld an dieser Stelle (ab 1) Wert für Wert gerechnet wird."""
    if funktion in WERT_FUER_WERT or (funktion == "MATCH" and stelle == 1):
        return True
    return funktion in MIT_BEDINGUNG and not nimmt_bereich(funktion, stelle)


def nimmt_bereich(funktion: str, stelle: int) -> bool:
    """Ob eine Funktion (Großbuchstaben) an dieser Stelle (ab 1) einen ganzen Bereich nimmt; unsere überall."""
    return funktion.startswith("EGH_") or stelle in _NIMMT_BEREICHE.get(funktion, ())
