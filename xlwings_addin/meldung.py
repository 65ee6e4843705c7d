"""German text for Excel's message box: pages, and only characters that it can show."""

from __future__ import annotations

import textwrap

SEITE = "\f"
"""Parts the pages; the VBA side shows one message box for each."""

_HOECHSTENS = 900  # a message box cuts off at about 1,024 characters …
_ZEILEN = 30  # … and a screen at some forty lines
_BREITE = 90  # about so many characters fit in a line
_ZEICHEN = str.maketrans({"−": "-", "≥": ">=", "≤": "<=", "→": "->", "Σ": "Summe ", "∑": "Summe ", "≈": "~"})


def seiten(text: str) -> str:
    """`text` parted by SEITE so that each page fits into a message box; nothing is left out. [Text]

    Message boxes of VBA know the Windows code page 1252 only: what it lacks is spelled out, the rest becomes "?".
    """
    text = text.translate(_ZEICHEN).replace(SEITE, "\n").encode("cp1252", "replace").decode("cp1252")
    fertig: list[list[str]] = [[]]
    for zeile in text.split("\n"):
        for stueck in textwrap.wrap(zeile, _HOECHSTENS, break_on_hyphens=False) or [""]:
            if fertig[-1] and _zu_gross([*fertig[-1], stueck]):
                fertig.append([])
            fertig[-1].append(stueck)
    return SEITE.join("\n".join(seite).strip("\n") for seite in fertig)


def _zu_gross(zeilen: list[str]) -> bool:
    gezeigt = sum(1 + len(zeile) // _BREITE for zeile in zeilen)
    return gezeigt > _ZEILEN or sum(len(zeile) + 1 for zeile in zeilen) > _HOECHSTENS + 1
