"""Die Mappe, wie die Rechenmaschine sie bekommt: nur was zum Rechnen nötig ist."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import BinaryIO

from recalculation.datei.aufbau import Aufbau

# Mit Verknüpfungen gibt jedes INDIREKT mit gerechnetem Text #BEZUG!; was andere Dateien liest, wird ohnehin genannt.
_UNNOETIG = (
    *("xl/media/", "xl/drawings/", "xl/charts/", "xl/vbaProject", "xl/printerSettings/", "docProps/"),
    "xl/externalLinks/",
)
_VERKNUEPFUNGEN = re.compile(
    rb"""(?s)<(?:\w+:)?externalReferences[\s>].*?</(?:\w+:)?externalReferences>|"""
    rb"""<(?:\w+:)?Relationship\s[^>]*/externalLink["'][^>]*>"""
)
# Zirkelbezüge rechnet die Maschine mit Iteration anders als Excel; ohne werden sie genannt.
_ITERATION = re.compile(rb"""(?<=\s)iterate=["'](?:1|true)["']""")


def paket_fuer_maschine(ziel: BinaryIO, aufbau: Aufbau, blattteile: dict[str, str]) -> None:
    """Das Paket für die Maschine schreiben: ohne Bilder, Makros und Verknüpfungen, mit übersetzten Blättern.

    Die Blätter in `blattteile` werden dabei verbraucht: von großen stünde sonst alles mehrfach im Speicher.
    """
    gemeint = aufbau.paket.gemeinte_namen()
    nachbarn = posixpath.join(
        posixpath.dirname(aufbau.mappenteil), "_rels", posixpath.basename(aufbau.mappenteil) + ".rels"
    )
    with zipfile.ZipFile(ziel, "w") as archiv:
        for name, inhalt in aufbau.paket.teile.items():
            if name.startswith(_UNNOETIG):
                continue
            # Blätter immer in UTF-8, ohne die Angabe einer anderen Kodierung.
            blatt = blattteile.pop(name, None)
            ohne = re.sub(r"^\s*<\?xml[^>]*\?>", "", blatt).encode() if blatt is not None else inhalt
            if name in (aufbau.mappenteil, nachbarn):
                ohne = _ITERATION.sub(b"", _VERKNUEPFUNGEN.sub(b"", ohne))
            archiv.writestr(gemeint.get(name, name), ohne)
