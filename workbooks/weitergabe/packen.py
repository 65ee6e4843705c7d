"""Teile zu einer Datei, immer mit denselben Zeiten."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_ZEITPUNKT = (2026, 1, 1, 0, 0, 0)


def gepackt(teile: Mapping[str, bytes]) -> bytes:
    """Ein neues Archiv mit festen Zeiten."""
    ziel = BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name, inhalt in teile.items():
            eintrag = zipfile.ZipInfo(name, _ZEITPUNKT)
            eintrag.compress_type = zipfile.ZIP_DEFLATED
            neu.writestr(eintrag, inhalt)
    return ziel.getvalue()
