"""`egh laender`: welche Werte für welches Land hinterlegt sind."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from calc import parameter
from calc.parameter import laender
from egh.aufruf import zeige_json


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "laender",
        help="hinterlegte Werte je Land zeigen",
        description="Zeigt die hinterlegten Werte je Land.",
    )
    leser.add_argument("--json", action="store_true", help="als JSON für Programme")
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Länder ausgeben."""
    if angaben.json:
        zeige_json([_eintrag(k) for k in laender.LAENDER])
        return 0
    for kuerzel, name in laender.LAENDER.items():
        werte = parameter.laden(kuerzel).values()
        print(f"{kuerzel}  {name}" + ("" if werte else ": keine Werte hinterlegt"))
        for p in werte:
            print(f"      {p.name:<38} ab {p.staende[-1].ab:%d.%m.%Y}  {p.staende[-1].beleg}")
    return 0


def _eintrag(kuerzel: str) -> dict[str, Any]:
    return {
        "land": kuerzel,
        "name": laender.name(kuerzel),
        "parameter": [
            {
                "name": p.name,
                "anzeige": p.anzeige,
                "einheit": p.einheit,
                "ab": p.staende[-1].ab.isoformat(),
                "quelle": p.staende[-1].quelle,
                "beleg": p.staende[-1].beleg,
            }
            for p in parameter.laden(kuerzel).values()
        ],
    }
