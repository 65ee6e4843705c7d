"""`egh funktionen`: alle Formeln mit ihren Argumenten."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from egh import ausgabe
from udfs import FUNKTIONEN, Formel, formel


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser("funktionen", help="alle Formeln zeigen", description="Zeigt alle Formeln.")
    leser.add_argument("--json", action="store_true", help="als JSON für Programme")
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Formeln ausgeben."""
    formeln = [formel(f) for f in FUNKTIONEN]
    if angaben.json:
        ausgabe.sage_json([_eintrag(f) for f in formeln])
        return 0
    for f in formeln:
        ausgabe.sage(schreibweise(f))
        ausgabe.sage(f"    {f.beschreibung} [{f.einheit}]")
    return 0


def schreibweise(f: Formel) -> str:
    """Formel in deutscher Schreibweise; freiwillige Argumente in eckigen Klammern."""
    argumente = (a.name if a.pflicht else f"[{a.name}]" for a in f.argumente)
    return f"{f.name}({'; '.join(argumente)})"


def _eintrag(f: Formel) -> dict[str, Any]:
    return {
        "name": f.name,
        "beschreibung": f.beschreibung,
        "einheit": f.einheit,
        "argumente": [{"name": a.name, "text": a.angabe.text, "pflicht": a.pflicht} for a in f.argumente],
    }
