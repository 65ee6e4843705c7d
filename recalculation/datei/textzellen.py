"""Texte eines Blatts, die Zahlen sind oder sein können, ohne jede Zelle anzusehen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recalculation.datei import adresse
from recalculation.datei.adresse import Ort
from recalculation.datei.blatt import Blatt
from recalculation.datei.landesformat import ist_rechentext
from recalculation.datei.zellwert import reiner_text

_HOECHSTENS_GESUCHT = 20  # bei mehr Texten wird jedes Blatt durchsucht
# Anders geschriebene Attribute, Kommentare und CDATA: dann wird Zelle für Zelle gelesen.
_UNGEWOHNT = ("='", " t =", " t= ", "\tt=", "\nt=", "<!")


def rechentexte(blatt: Blatt, gemeinsame: Sequence[int], texte: Sequence[str]) -> dict[Ort, str]:
    """Zellen mit Text, der eine Zahl ist oder sein kann, die die Maschine anders läse.

    `texte`: die gemeinsamen der Mappe; `gemeinsame`: die Nummern derer darunter, die so sind.
    """
    viele = len(gemeinsame) > _HOECHSTENS_GESUCHT
    if "inlineStr" not in blatt.xml and not (viele or any(f">{i}</" in blatt.xml for i in gemeinsame)):
        return {}
    zellen = _in_ueblicher_schreibweise(blatt, texte)
    if zellen is None:
        zellen = (
            (ort, str(blatt.wert(ort) or ""))
            for ort, (_, _, attr, inhalt) in blatt.index().items()
            if ('t="s"' in attr or "inlineStr" in attr) and not blatt.hat_formel(ort)
        )
    return {ort: text for ort, text in zellen if ist_rechentext(text)}


def _in_ueblicher_schreibweise(blatt: Blatt, texte: Sequence[str]) -> Iterator[tuple[Ort, str]] | None:
    """Die Textzellen, wie fast alle Programme sie schreiben; None, wenn eine anders geschrieben ist."""
    xml, p = blatt.xml, blatt.p
    if any(zeichen in xml for zeichen in _UNGEWOHNT):
        return None
    anfang = rf'<{p}c r="([A-Z]{{1,3}})([0-9]{{1,7}})"(?: s="[0-9]+")?'
    eigene = re.findall(rf'{anfang} t="inlineStr">((?:(?!<{p}f[\s/>]).)*?)</{p}c>', xml, re.S)
    andere = re.findall(rf'{anfang} t="s"><{p}v>([0-9]{{1,9}})</{p}v></{p}c>', xml)
    if len(eigene) != xml.count("inlineStr") or len(andere) != xml.count(' t="s"'):
        return None
    if any(int(nummer) >= len(texte) for _, _, nummer in andere):
        return None
    roh = [*((s, z, reiner_text(x)) for s, z, x in eigene), *((s, z, texte[int(n)]) for s, z, n in andere)]
    return ((Ort(int(z), adresse.spaltennummer(s)), text) for s, z, text in roh)
