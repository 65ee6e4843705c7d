"""argparse auf Deutsch: Hilfe, Aufrufzeile und Fehlermeldungen."""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from typing import Any, NoReturn

_SAETZE = (
    (r"the following arguments are required: (.*)", r"es fehlt: \1"),
    (r"unrecognized arguments: (.*)", r"unbekannte Angabe: \1"),
    (r"argument (\S+): expected .*argument.*", r"nach \1 fehlt eine Angabe"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\2 gibt es nicht; möglich: \3"),
    (r"argument (\S+): (.*)", r"\1: \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 ist mehrdeutig: \2"),
)


def zeige_json(inhalt: Any) -> None:
    """JSON auf die Standardausgabe, immer in UTF-8, gleich was die Konsole spricht."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(inhalt, ensure_ascii=False, indent=1, allow_nan=False))


class Abbruch(Exception):
    """Die Angaben oder die Datei sind nicht brauchbar; der Text ist der deutsche Satz."""


class _Hilfeform(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class Befehlsleser(argparse.ArgumentParser):
    """ArgumentParser mit deutschen Texten; Fehler geben eine Zeile und Ende mit 2."""

    def __init__(self, **angaben: Any) -> None:
        super().__init__(formatter_class=_Hilfeform, add_help=False, allow_abbrev=False, **angaben)
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        self.add_argument("-h", "--hilfe", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """Fehler im Aufruf: ein deutscher Satz."""
        for muster, satz in _SAETZE:
            if re.fullmatch(muster, message):
                message = re.sub(muster, satz, message)
                break
        print(f"{self.prog}: {message} ({self.prog} --hilfe zeigt den Aufruf)", file=sys.stderr)
        raise SystemExit(2)
