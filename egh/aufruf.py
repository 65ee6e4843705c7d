"""argparse auf Deutsch: Hilfe, Aufrufzeile und Fehlermeldungen."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from egh import ausgabe

# Was argparse sagen kann (test_aufruf vergleicht es mit dem Modul selbst); `_` steht für die Angabe, um die es geht.
_SAETZE = (
    (r"the following arguments are required: (.*)", r"es fehlt: \1"),
    (r"one of the arguments (.*) is required", r"es fehlt eine von: \1"),
    (r"unrecognized arguments: (.*)", r"unbekannte Angabe: \1"),
    (r"argument (.*?): expected .*argument.*", r"nach \1 fehlt eine Angabe"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 nimmt keine Angabe (\2)"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 und \2 schließen sich aus"),
    (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", r"\2 gibt es nicht; möglich: \3"),
    (r"argument (.*?): unknown parser (.*) \(choices: (.*)\)", r"\2 gibt es nicht; möglich: \3"),
    (r"argument (.*?): invalid .* value: (.*)", r"\1: \2 ist nicht lesbar"),
    (r"argument (.*?): (.*)", r"\1: \2"),  # unsere eigenen Sätze
    (r"ambiguous option: (.*) could match (.*)", r"\1 ist mehrdeutig: \2"),
)


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
        ausgabe.warne(f"{_deutsch(message)} ({self.prog} --hilfe zeigt den Aufruf)", self.prog)
        raise SystemExit(2)


def _deutsch(message: str) -> str:
    for muster, satz in _SAETZE:
        if re.fullmatch(muster, message, re.S):
            return re.sub(muster, satz, message, flags=re.S)
    return "der Aufruf ist nicht lesbar"
