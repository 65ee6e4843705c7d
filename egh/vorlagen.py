"""`egh vorlagen`: welche Vorlagen es gibt."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from egh import ausgabe

if TYPE_CHECKING:
    from workbooks.bausteine.grund.vorlage import Vorlage


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
                    "vertragsstand": v.rahmen.worte(_letzter(v)),
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
        if worte := v.rahmen.worte(_letzter(v)):
            ausgabe.sage(f"    {worte}")
        if v.ende:
            ausgabe.sage(f"    {v.ende}")
    ausgabe.sage()
    ausgabe.sage("egh vorlage NAME -o DATEI.xlsx baut eine davon, mit --beispiel gefüllt.")
    return 0


def _letzter(vorlage: Vorlage) -> date | None:
    """Der erste Tag ihres letzten Stands: danach mag im Land anderes gelten."""
    return vorlage.rahmen.stand(None)[0] if vorlage.ende else None
