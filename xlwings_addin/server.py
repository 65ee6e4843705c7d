"""What Excel's VBA may ask of Python, and nothing else: our formulas and the ribbon's questions, by name.

xlwings' own server would hand any module, function and text to Python and execute even the module's name. Here every
name is looked up in `erlaubt`; one that is not there is refused before anything is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, ClassVar

from xlwings_addin import erlaubt, ersatz, host


class Server:
    """The COM object behind EGH.xlam. Its public methods are all that a caller can reach."""

    _public_methods_: ClassVar[list[str]] = ["Rechne", "Frage"]

    def __init__(self) -> None:
        self._xlwings = _XLPython()

    def Rechne(self, name: str, argumente: Sequence[Any]) -> Any:  # noqa: N802  (COM names)
        """The result of one formula, converted by xlwings. Errors: `erlaubt.Abgelehnt`."""
        return self._xlwings.CallUDF(host.__name__, erlaubt.formel(name), argumente)

    def Frage(self, name: str, texte: Sequence[Any]) -> str:  # noqa: N802
        """The answer to a question of the ribbon. Errors: `erlaubt.Abgelehnt`."""
        return str(getattr(import_module(erlaubt.frage(name, texte)), name)(*texte))


_com_server = ersatz.com_server()
_XLPython = _com_server.XLPython


def serve(clsid: str, addin: str) -> None:
    """Serve the add-in of version `addin` under the COM class `clsid` until Excel ends."""
    host.gehoert_zu(addin)
    _com_server.XLPython = Server  # what xlwings' own loop instantiates for a caller
    _com_server.serve(clsid)
