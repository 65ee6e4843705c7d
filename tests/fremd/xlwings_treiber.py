"""Excel's end of xlwings, as a child process: reads calls from stdin, drives xlwings' own COM server code, answers.

A line is ["udf", name, [arguments]] or, as a ribbon button asks, [module, function, [texts]]; arguments as COM shapes
them: a float, a text, a bool, null, an int for an error, a list of rows for a range. The answer is one line of JSON,
{"ausnahme": "…"} where the server raised. pywin32 is replaced by `xlwings_addin.ersatz`, xlwings is the real one.
"""

import json
import sys
from typing import Any

from xlwings_addin import ersatz

HOST = "xlwings_addin.host"


def com(wert: Any) -> Any:
    return tuple(com(teil) for teil in wert) if isinstance(wert, list) else wert


def main() -> None:
    server = ersatz.com_server().XLPython()
    for zeile in sys.stdin:
        art, name, argumente = json.loads(zeile)
        try:
            if art == "udf":
                antwort = server.CallUDF(HOST, name, com(argumente))
            else:
                ruf = server.Call(server.Module(art), name, server.TupleFromArray(com(argumente)))
                antwort = server.Str(ruf)
        except Exception as grund:  # noqa: BLE001  (as COM does: whatever it was becomes a message)
            antwort = {"ausnahme": f"{type(grund).__name__}: {grund}"}
        print(json.dumps(antwort), flush=True)


if __name__ == "__main__":
    main()
