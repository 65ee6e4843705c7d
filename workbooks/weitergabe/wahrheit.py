"""Feste Wahrheitswerte mit einem Zahlenformat, das sie WAHR und FALSCH nennt.

Excel nennt sie ohnehin so. LibreOffice 7.4 stürzt beim PDF ab, wenn ein fester Wahrheitswert ohne eigenes Format unter
einer bedingten Formatierung liegt; ein gerechneter nicht, und der wäre mit einem Format dort keiner mehr.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_STILE = "xl/styles.xml"
_FORMAT = "&quot;WAHR&quot;;&quot;WAHR&quot;;&quot;FALSCH&quot;"
_FEST = re.compile(r'<c r="(\w+)"((?: \w+="\w*")*?) s="(\d+)"((?: \w+="\w*")*)>(?=<v>)')
_ANFANG = 170  # darunter stehen die Formate der Vorlagen und die eingebauten


def mit_wahrheitsformat(teile: Mapping[str, bytes]) -> dict[str, bytes]:
    """Die Teile; jedes Format einer solchen Zelle gibt es danach ein zweites Mal, sonst gleich."""
    stile = teile[_STILE].decode("utf-8")
    tabelle = re.search(r'(?s)<cellXfs count="\d+">(.*?)</cellXfs>', stile)
    if tabelle is None:
        return dict(teile)
    alle = re.findall(r"(?s)<xf\b(?:[^>]*/>|.*?</xf>)", tabelle[1])
    nummer = max([_ANFANG, *map(int, re.findall(r'<numFmt numFmtId="(\d+)"', stile))]) + 1
    neue: dict[int, int] = {}

    def zelle(treffer: re.Match[str]) -> str:
        ort, davor, stil, danach = treffer.groups()
        if ' t="b"' not in davor + danach:
            return treffer[0]
        neu = neue.setdefault(int(stil), len(alle) + len(neue))
        return f'<c r="{ort}"{davor} s="{neu}"{danach}>'

    ergebnis = {
        name: _FEST.sub(zelle, xml.decode("utf-8")).encode("utf-8")
        for name, xml in teile.items()
        if name.startswith("xl/worksheets/sheet")
    }
    dazu = "".join(_mit_format(alle[stil], nummer) for stil in neue)
    xfs = f'<cellXfs count="{len(alle) + len(neue)}">{tabelle[1]}{dazu}</cellXfs>'
    stile = _mit_zahlenformat(stile.replace(tabelle[0], xfs), nummer)
    return {**teile, **ergebnis, _STILE: stile.encode("utf-8")} if neue else dict(teile)


def _mit_format(xf: str, nummer: int) -> str:
    neu = re.sub(r'numFmtId="\d+"', f'numFmtId="{nummer}"', xf, count=1)
    neu = re.sub(r' applyNumberFormat="\w+"', "", neu, count=1)
    return neu.replace("<xf ", '<xf applyNumberFormat="1" ', 1)


def _mit_zahlenformat(stile: str, nummer: int) -> str:
    eintrag = f'<numFmt numFmtId="{nummer}" formatCode="{_FORMAT}"/>'
    vorhanden = re.search(r'<numFmts count="(\d+)">', stile)
    if vorhanden is None:
        return re.sub(r"(<styleSheet\b[^>]*>)", rf'\1<numFmts count="1">{eintrag}</numFmts>', stile, count=1)
    kopf = f'<numFmts count="{int(vorhanden[1]) + 1}">{eintrag}'
    return stile.replace(vorhanden[0], kopf, 1)
