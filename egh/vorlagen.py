"""`egh vorlagen`: welche Vorlagen es gibt."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from egh import ausgabe


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "vorlagen",
        help="die Vorlagen zeigen",
        description="Zeigt die Vorlagen mit Land, Inhalt und Vertragsstand.",
    )
    leser.add_argument("--json", action="store_true", help="als JSON für Programme")
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Tabelle oder JSON."""
    from workbooks.vorlagen import ALLE

    if angaben.json:
        ausgabe.sage_json(
            [
                {
                    "name": v.name,
                    "land": v.land,
                    "variante": v.variante or v.name,
                    "titel": v.titel,
                    "leistungssystematik": v.gegenstand,
                    "vertragsstand": v.rahmen.worte(None),
                    "staende": [t.isoformat() for t in v.rahmen.staende()],
                    "beendet": v.rahmen.stand(None)[1] is not None,
                }
                for v in ALLE
            ]
        )
        return 0
    for v in ALLE:
        ausgabe.sage(f"{v.name}  {v.landesname}: {v.titel}")
        ausgabe.sage(f"    {v.gegenstand}")
        if worte := v.rahmen.worte(None):
            ausgabe.sage(f"    {worte}")
    ausgabe.sage()
    ausgabe.sage("egh vorlage NAME -o DATEI.xlsx baut eine davon, mit --beispiel gefüllt.")
    return 0
