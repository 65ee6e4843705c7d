"""`egh --version`: ohne die Befehle zu laden und ohne die Rechenmaschine."""

from importlib.metadata import version

from egh import ausgabe


def zeigen() -> None:
    """Die Version sagen."""
    ausgabe.sage(f"egh {version('egh-kalkulation')}")
