"""`egh parameter pruefen`: ob die Dateien der Vertragswerte stimmen."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from egh import ausgabe
from egh.gruende import Abbruch


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "parameter",
        help="Dateien der Vertragswerte prüfen",
        description="Prüft Aufbau, Quellen, Einheiten und Tage; und dass kein Wert aus einem anderen Land stammt.",
    )
    leser.add_argument("was", choices=("pruefen",), help="pruefen: 0 in Ordnung, 1 Befunde, 2 nicht lesbar")
    leser.add_argument(
        "ordner", nargs="?", type=Path, metavar="ORDNER", help="sonst die mitgelieferten Werte"
    )
    leser.add_argument("--json", action="store_true", help="als JSON für Programme")
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Befunde ausgeben."""
    from calc import parameter
    from calc.parameter.pruefen import befunde

    ordner = angaben.ordner or Path(parameter.__file__).parent
    dateien = sorted(ordner.glob("*.toml"))
    if not dateien:
        raise Abbruch(f"In {ordner} liegt keine TOML-Datei.")
    try:
        gefunden = befunde(ordner)
    except ValueError as grund:
        raise Abbruch(f"{ordner}: {grund}") from None
    if angaben.json:
        ausgabe.sage_json([{"datei": b.datei, "schluessel": b.schluessel, "satz": b.satz} for b in gefunden])
    else:
        for b in gefunden:
            ausgabe.sage(f"{b.datei}  {b.schluessel}: {b.satz}")
        ausgabe.sage(f"{len(dateien)} Dateien geprüft, {len(gefunden)} Befunde.")
    return 1 if gefunden else 0
