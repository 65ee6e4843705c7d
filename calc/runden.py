"""Kaufmännisches Runden und die deutsche Schreibweise von Zahlen.

Pythons `round()` rundet zur geraden Ziffer (2,5 → 2) und taugt hier nicht.
"""

from decimal import ROUND_HALF_UP, Context, Decimal, Overflow

# Wie Excel: auf 15 gültige Stellen lesen. So zählt 269,49999999999997, das aus 4,4916666… h × 60
# entsteht, als 269,5.
_GENAUIGKEIT = Context(prec=400, rounding=ROUND_HALF_UP, traps=[Overflow])


def _dezimal(zahl: float) -> Decimal:
    return Decimal(format(zahl, ".15g"))


def runden(zahl: float, stellen: int = 0) -> float:
    """Zahl kaufmännisch gerundet (halbe vom Betrag her auf), auf `stellen` Nachkommastellen. [wie zahl]"""
    if stellen >= 0 and zahl == int(zahl):
        return float(zahl)
    return float(_dezimal(zahl).quantize(Decimal(1).scaleb(-stellen), context=_GENAUIGKEIT))


def cent(betrag: float) -> int:
    """Geldbetrag kaufmännisch auf ganze Cent gerundet. [Cent]"""
    return int(_dezimal(betrag).scaleb(2, context=_GENAUIGKEIT).quantize(Decimal(1), context=_GENAUIGKEIT))


def deutsch(zahl: float, stellen: int = 15) -> str:
    """Zahl in deutscher Schreibweise ohne überflüssige Nullen, höchstens `stellen` gültige Stellen; −0 ist 0."""
    zahl = zahl or 0.0
    text = format(Decimal(format(zahl, f".{stellen}g")), ",f") if abs(zahl) < 1e15 else format(zahl, ".6g")
    return text.translate(str.maketrans(",.", ".,"))
