"""Was neben einem Wert zu wissen ist, ohne dass sich eine Zahl oder eine Prüfung ändert (`kenntnis.toml`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from calc import parameter
from recalculation.datei.zellwert import seriell
from workbooks.bausteine.grund.worte import ZUR_KENNTNIS

_KENNTNIS = tomllib.loads(Path(__file__).with_name("kenntnis.toml").read_text("utf-8"))


def neben(name: str, land: str) -> list[dict[str, Any]]:
    """Die Einträge zu einem Vertragswert; mit `wenn_hinterlegt` nur in Ländern, die diesen anderen nennen."""
    vorhanden = parameter.laden(land)
    return [
        k
        for k in _KENNTNIS.values()
        if name in k["werte"] and k.get("wenn_hinterlegt", name) in {name, *vorhanden}
    ]


def formel(name: str, land: str, eigener: str) -> str:
    """Formel für den ersten Eintrag; »« , wenn es keinen gibt. `eigener`: Zelle des eigenen Werts."""
    k = next(iter(neben(name, land)), None)
    if k is None:
        return ""
    wenn = [f'{eigener}<>""'] if k.get("nur_eigene") else []
    if "ab" in k:
        wenn.append(f"N(eingabe_zeitraum_bis)>={seriell(k['ab']):.0f}")
    text = f'"{ZUR_KENNTNIS}: {k["text"]}"'
    return f'IF(AND({",".join(wenn)}),{text},"")' if wenn else text
