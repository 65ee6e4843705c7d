"""Was eine Zelle enthalten kann: float, str, bool, None, `Fehler`; ein Bereich ist eine Liste von Zeilen."""

from typing import NoReturn, Union

DEUTSCHE_FEHLER = {
    "#VALUE!": "#WERT!",
    "#NUM!": "#ZAHL!",
    "#N/A": "#NV",
    "#DIV/0!": "#DIV/0!",
    "#REF!": "#BEZUG!",
    "#NAME?": "#NAME?",
    "#NULL!": "#NULL!",
    "#SPILL!": "#ÜBERLAUF!",
    "#CALC!": "#KALK!",
}


class Fehler:
    """Ein Tabellenfehler mit deutschem Satz. Gleich seinem Code als Text; wer damit rechnet, bekommt den Satz."""

    __slots__ = ("code", "satz")

    def __init__(self, code: str, satz: str = "") -> None:
        self.code = code
        self.satz = satz

    def __eq__(self, anderes: object) -> bool:
        if isinstance(anderes, Fehler):
            return self.code == anderes.code
        return self.code == anderes

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Fehler({self.code!r}, {self.satz!r})"

    def __str__(self) -> str:
        return self.code

    def _halt(self, *_: object) -> NoReturn:
        raise ValueError(f"{DEUTSCHE_FEHLER.get(self.code, self.code)}: {self.satz or 'Fehler in der Zelle'}")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _halt
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _halt
    __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __round__ = _halt
    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __float__ = __int__ = _halt


class _NichtGegeben:
    def __repr__(self) -> str:
        return "NICHT_GEGEBEN"


NICHT_GEGEBEN = _NichtGegeben()
"""Marke für ein Argument, das in der Formel fehlt (`EGH_X(8;;1)`); eine leere Zelle ist dagegen None."""

Zelle = Union[float, str, bool, None, Fehler]
Tabelle = list[list[Zelle]]
