"""`egh pdf`: eine Mappe als PDF, Kurzfassung zuerst, nur Seiten mit Inhalt."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from egh import ausgabe, geoeffnet
from egh.ziel import pruefe as pruefe_ziel
from workbooks.meldungen import meldungszeilen


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "pdf",
        help="eine Mappe als PDF, Kurzfassung zuerst (braucht LibreOffice)",
        description="Rechnet DATEI.xlsx und schreibt sie als PDF, ohne interne Blätter; sie selbst bleibt unverändert.",
    )
    leser.add_argument("datei", metavar="DATEI.xlsx", type=Path, help="die ausgefüllte Mappe")
    leser.add_argument("-o", dest="aus", metavar="AUS.pdf", type=Path, required=True, help="Ziel")
    leser.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Rechnen, umwandeln, schreiben, berichten."""
    import workbooks
    from recalculation.datei.ersetzen import ersetze_atomar
    from workbooks.weitergabe.pdf import als_pdf

    ziel: Path = angaben.aus
    pruefe_ziel(ziel, ".pdf", ersetzen=angaben.ersetzen)
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    m = workbooks.oeffnen(angaben.datei).rechnen()
    inhalt = als_pdf(m)
    zeilen = [f"PDF geschrieben nach {ziel}", *meldungszeilen(m)]
    ausgabe.berichte(lambda: ersetze_atomar(ziel, inhalt, not angaben.ersetzen), zeilen)
    return 1 if m.fehler() else 0
