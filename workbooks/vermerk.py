"""Der verborgene Name `egh_gerechnet`: welche Version eine Mappe zuletzt ganz gerechnet hat.

Das Add-in für Excel legt ihn an und bietet beim Öffnen an, alles neu zu rechnen, wenn es eine andere war. Wer ohne
Excel ganz rechnet, schreibt ihn fort, wo es ihn gibt; sonst stünde über neuen Zahlen eine alte Version.
"""

from __future__ import annotations

import re
from importlib.metadata import version

NAME = "egh_gerechnet"
_NAME = re.compile(
    rb"""(<(?:\w+:)?definedName\b[^>]*\bname\s*=\s*["']egh_gerechnet["'][^>]*>)"[^"<]*"(?=</)"""
)


def fortgeschrieben(workbook_xml: bytes) -> bytes:
    """xl/workbook.xml mit der Version dieses Pakets im Vermerk; ohne Vermerk unverändert."""
    return _NAME.sub(rb'\g<1>"' + version("egh-kalkulation").encode("ascii") + b'"', workbook_xml)
