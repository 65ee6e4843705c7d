"""Einstieg: `egh BEFEHL …` oder `python -m egh BEFEHL …`.

Ende mit 0: alles gerechnet; 1: eine Zelle hat einen Fehler oder ist nicht berechenbar; 2: die Angaben oder die Datei
sind nicht brauchbar (eine deutsche Zeile, nichts geschrieben).
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from egh.aufruf import Abbruch, Befehlsleser

BEFEHLE = (
    "demo",
    "vorlage",
    "vorlagen",
    "vorjahr",
    "rechnen",
    "funktionen",
    "laender",
    "parameter",
    "addin",
)
_GRUENDE = {
    errno.ENOENT: "Datei oder Ordner nicht gefunden",
    errno.EACCES: "keine Berechtigung (oder die Datei ist in einem anderen Programm geöffnet)",
    errno.EPERM: "keine Berechtigung",
    errno.EISDIR: "das ist ein Ordner",
    errno.ENOTDIR: "der Ordner ist keiner",
    errno.ENOSPC: "auf dem Datenträger ist kein Platz mehr",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENAMETOOLONG: "der Dateiname ist zu lang",
}


class _Version(argparse.Action):
    """Version zeigen; das Nachschlagen kostet Zeit und geschieht deshalb erst hier."""

    def __call__(self, *_: object) -> None:
        from importlib.metadata import version

        print(f"egh {version('egh-kalkulation')}")
        raise SystemExit(0)


def _leser() -> Befehlsleser:
    leser = Befehlsleser(
        prog="egh", description="Formeln der Eingliederungshilfe in Arbeitsmappen rechnen, ohne Office."
    )
    leser.add_argument("--version", action=_Version, nargs=0, help="Version zeigen")
    befehle = leser.add_subparsers(
        title="Befehle", metavar="BEFEHL", dest="befehl", required=True, parser_class=Befehlsleser
    )
    for name in BEFEHLE:
        import_module(f"egh.{name}").anmelden(befehle)
    return leser


def main(argumente: Sequence[str] | None = None) -> int:
    """Einen Befehl ausführen; gibt den Rückgabewert des Programms."""
    from workbooks.recalculation.paket import Unbrauchbar

    for strom in (sys.stdout, sys.stderr):
        if isinstance(
            strom, io.TextIOWrapper
        ):  # Konsolen ohne Umlaute: lieber ein Fragezeichen als ein Absturz
            strom.reconfigure(errors="replace")
    angaben = _leser().parse_args(argumente)
    try:
        return int(angaben.ausfuehren(angaben))
    except (Abbruch, Unbrauchbar) as grund:
        satz = str(grund)
    except BrokenPipeError:  # der Leser der Ausgabe (etwa `head`) ist fertig
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as grund:
        satz = f"{grund.filename or ''}: {_GRUENDE.get(grund.errno or 0, grund.strerror or 'Fehler')}."
    except MemoryError:
        satz = "Der Arbeitsspeicher reicht für diese Datei nicht."
    except KeyboardInterrupt:
        print("egh: abgebrochen; nichts geschrieben.", file=sys.stderr)
        return 130
    print(f"egh: {satz.removeprefix(': ')}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
