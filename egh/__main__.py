"""Einstieg: `egh BEFEHL …` oder `python -m egh BEFEHL …`.

Ende mit 0: alles gerechnet; 1: eine Zelle hat einen Fehler oder ist nicht berechenbar, oder was nach dem Schreiben noch
zu tun war, misslang; 2: die Angaben oder die Datei sind nicht brauchbar (eine deutsche Zeile, nichts geschrieben).
"""

# Nothing else is imported here: Ctrl-C during the imports is answered like any other.
import sys


def main(argumente: "list[str] | None" = None) -> int:
    """Einen Befehl ausführen; gibt den Rückgabewert des Programms."""
    try:
        from egh.befehle import ausfuehren

        return ausfuehren(argumente)
    except KeyboardInterrupt:
        print("egh: abgebrochen; nichts geschrieben.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
