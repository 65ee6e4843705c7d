"""Excel's end of xlwings, as a child process: reads calls from stdin, drives xlwings' own COM server code, answers.

A line is [method, name, [arguments]] for the object that xlwings' own loop gives to a caller: "Rechne" for a formula,
"Frage" for a ribbon button; arguments as COM shapes them: a float, a text, a bool, null, an int for an error, a list of
rows for a range. The answer is one line of JSON, {"ausnahme": "…"} where the server raised. pywin32 is replaced by
`xlwings_addin.ersatz`, xlwings is the real one.
"""

import json
import sys
from typing import Any

from xlwings_addin import server


def com(wert: Any) -> Any:
    return tuple(com(teil) for teil in wert) if isinstance(wert, list) else wert


def _des_aufrufers() -> Any:
    """Start the server as Excel does; its policy hands this object to whoever asks for the class."""
    modul = server._com_server
    modul.serve = lambda _: None  # the endless loop
    server.serve("{00000000-0000-0000-0000-000000000000}", server.host.version(server.host.PAKET))
    return modul.XLPython()


def main() -> None:
    objekt = _des_aufrufers()
    for zeile in sys.stdin:
        methode, name, argumente = json.loads(zeile)
        try:
            if methode not in objekt._public_methods_:  # what COM's dispatch refuses
                raise AttributeError(methode)
            antwort = getattr(objekt, methode)(name, com(argumente))
        except Exception as grund:  # noqa: BLE001  (as COM does: whatever it was becomes a message)
            antwort = {"ausnahme": f"{type(grund).__name__}: {grund}"}
        print(json.dumps(antwort), flush=True)


if __name__ == "__main__":
    main()
