"""Blätter aus einer Mappe nehmen: mit allem, was nur ihnen gehört, und allen Namen, die auf sie zeigen."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from html import unescape

from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.paket import Paket, attribute
from workbooks.bausteine.grund.formworte import SAETZE


def ohne_blaetter(
    paket: Paket,
    teile: Mapping[str, bytes],
    aufbau: Aufbau,
    ohne: Sequence[str],
    weg_muster: re.Pattern[str] | None,
    zuerst: str = "",
) -> dict[str, bytes]:
    """Die Teile ohne diese Blätter, mit `zuerst` vorn; ihre Texte stehen auch in der gemeinsamen Liste nicht mehr."""
    neu = dict(teile)
    weg = {aufbau.blaetter[name].teil for name in ohne if name in aufbau.blaetter}
    bleiben = _erreichbar(paket, set(neu) - weg, weg)
    for teil in list(neu):
        if teil in weg or (teil not in bleiben and _gehoert_zu_blatt(teil)):
            neu.pop(teil, None)
            neu.pop(_rels(teil), None)
    neu["xl/workbook.xml"] = _mappe(neu["xl/workbook.xml"].decode("utf-8"), aufbau, ohne, zuerst).encode(
        "utf-8"
    )
    neu["[Content_Types].xml"] = _ohne_fehlende(neu["[Content_Types].xml"].decode("utf-8"), neu).encode(
        "utf-8"
    )
    rels = neu["xl/_rels/workbook.xml.rels"].decode("utf-8")
    for teil in weg:
        kurz = re.escape(teil.removeprefix("xl/"))
        rels = re.sub(rf'<Relationship\b[^>]*Target="(?:/xl/)?{kurz}"[^>]*/>', "", rels)
    neu["xl/_rels/workbook.xml.rels"] = rels.encode("utf-8")
    for teil in [t for t in neu if t.startswith("xl/worksheets/sheet")]:
        neu[teil] = _ohne_regeln(_ohne_verweise(neu[teil].decode("utf-8"), ohne), weg_muster).encode("utf-8")
    return _ohne_fremde_texte(neu)


def _ohne_verweise(xml: str, ohne: Sequence[str]) -> str:
    """Ein Blatt ohne Verweise auf Blätter, die es nicht mehr gibt, und ohne die Worte in deren Zellen."""
    for verweis in re.findall(r"<hyperlink\b[^>]*/>", xml):
        ziel = unescape(attribute(verweis[len("<hyperlink") :]).get("location", "")).replace("'", "")
        if ziel.rpartition("!")[0] in ohne:
            ort = attribute(verweis[len("<hyperlink") :])["ref"]
            xml = xml.replace(verweis, "")
            zelle = rf'(?s)<c r="{ort}"([^>]*?)(?:\st="\w+")?((?:\s\w+="\w*")*)>.*?</c>'
            xml = re.sub(zelle, rf'<c r="{ort}"\1\2/>', xml, count=1)
    return re.sub(r"<hyperlinks>\s*</hyperlinks>", "", xml)


def _ohne_regeln(xml: str, weg: re.Pattern[str] | None) -> str:
    """Ein Blatt ohne Gültigkeitsregeln, bedingte Formate und Kommentare, die auf Weggelassenes zeigen."""
    if weg is not None:
        for wort in ("dataValidation", "cfRule"):
            xml = re.sub(
                rf"(?s)<{wort}\b[^>]*?(?:/>|>.*?</{wort}>)",
                lambda m: "" if weg.search(unescape(m[0])) else m[0],
                xml,
            )
        xml = re.sub(r"<conditionalFormatting\b[^>]*>\s*</conditionalFormatting>", "", xml)
    anzahl = len(re.findall(r"<dataValidation\b", xml))
    if not anzahl:
        xml = re.sub(r"(?s)<dataValidations\b[^>]*>\s*</dataValidations>", "", xml)
    xml = re.sub(r'(<dataValidations\b[^>]*?count=")\d+', rf"\g<1>{anzahl}", xml)
    return re.sub(r"<legacyDrawing(?:HF)?\b[^>]*/>", "", xml)  # die Kommentare stehen nicht mehr in der Datei


def _rels(teil: str) -> str:
    ordner, name = posixpath.split(teil)
    return posixpath.join(ordner, "_rels", name + ".rels")


def _gehoert_zu_blatt(teil: str) -> bool:
    """Was an Blättern hängt: Zeichnungen, Diagramme, Kommentare, Drucker, Tabellen, Bilder."""
    ordner = teil.split("/")[1] if teil.startswith("xl/") and teil.count("/") > 1 else ""
    am_blatt = ("drawings", "charts", "printerSettings", "tables", "media", "threadedComments", "worksheets")
    return ordner in am_blatt or teil.startswith(("xl/comments", "xl/vmlDrawing"))


def _erreichbar(paket: Paket, teile: set[str], weg: set[str]) -> set[str]:
    """Teile, die von einem anderen, das bleibt, aus zu erreichen sind."""
    gefunden: set[str] = set()
    offen = [t for t in teile if not _gehoert_zu_blatt(t)] + ["xl/workbook.xml", ""]
    while offen:
        teil = offen.pop()
        if teil in gefunden or teil in weg:
            continue
        gefunden.add(teil)
        offen += [b.ziel for b in paket.beziehungen(teil).values() if b.ziel not in gefunden]
        if teil.endswith(".rels"):
            continue
        gefunden.add(_rels(teil))
    return gefunden


def _mappe(xml: str, aufbau: Aufbau, ohne: Sequence[str], zuerst: str) -> str:
    """workbook.xml: ohne die Blätter, ihre Namen, und mit neuen Nummern für Namen, die zu einem Blatt gehören."""
    alt = aufbau.blattnamen
    bleiben = sorted((n for n in alt if n not in ohne), key=lambda n: n != zuerst)
    nummern = {alt.index(name): bleiben.index(name) for name in bleiben}

    def name(m: re.Match[str]) -> str:
        ort = re.search(r'localSheetId="(\d+)"', m[1])
        if ort and int(ort[1]) not in nummern:
            return ""
        if any(f"{n}!" in unescape(m[2]).replace("'", "") for n in ohne):
            return ""
        attr = m[1].replace(ort[0], f'localSheetId="{nummern[int(ort[1])]}"') if ort else m[1]
        return f"<definedName{attr}>{m[2]}</definedName>"

    blaetter = {unescape(attribute(m[6:-2])["name"]): m for m in re.findall(r"<sheet\b[^>]*/>", xml)}
    neue = "".join(blaetter[n] for n in bleiben)
    xml = re.sub(r"(?s)<sheets>.*?</sheets>", lambda _: f"<sheets>{neue}</sheets>", xml)
    xml = re.sub(r"<definedName\b([^>]*)>([^<]*)</definedName>", name, xml)
    return re.sub(r'\s(?:activeTab|firstSheet)="\d+"', "", xml)


def _ohne_fehlende(xml: str, teile: Mapping[str, bytes]) -> str:
    return re.sub(r'<Override\b[^>]*PartName="/([^"]+)"[^>]*/>', lambda m: m[0] if m[1] in teile else "", xml)


def _ohne_fremde_texte(teile: dict[str, bytes]) -> dict[str, bytes]:
    """Die gemeinsame Liste der Texte hat auch die der Blätter, die es nicht mehr gibt."""
    if "xl/sharedStrings.xml" not in teile:
        return teile
    gebraucht: set[int] = set()
    for teil, blatt in teile.items():
        if teil.startswith("xl/worksheets/") and teil.endswith(".xml"):
            zellen = re.findall(rb'<c\b[^>]*\bt="s"[^>]*>.*?<v>(\d+)</v>', blatt, re.S)
            gebraucht |= {int(n) for n in zellen}
    nummer = -1

    def text(m: re.Match[str]) -> str:
        nonlocal nummer
        nummer += 1
        return m[0] if nummer in gebraucht else "<si><t/></si>"

    xml = teile["xl/sharedStrings.xml"].decode("utf-8")
    teile["xl/sharedStrings.xml"] = re.sub(r"(?s)<si\b[^>]*?(?:/>|>.*?</si>)", text, xml).encode("utf-8")
    return teile


def ohne_rat(blatt: Blatt, xml: str, ohne: Sequence[str]) -> str:
    """Das Blatt Hilfe ohne Zeilen, die von weggelassenen Blättern oder von unserem Programm sprechen."""
    muster = re.compile("|".join([r"\begh [a-z]+", *map(re.escape, ohne)]))
    bleibt = set(SAETZE["hilfe"].values())  # wird gegen den Satz der Form getauscht
    texte = ((o, blatt.wert(o)) for o in blatt.index())
    zeilen = {o.zeile for o, w in texte if isinstance(w, str) and w not in bleibt and muster.search(w)}
    for zeile in zeilen:
        xml = re.sub(rf'(?s)<row r="{zeile}"[^>]*>.*?</row>', f'<row r="{zeile}" hidden="1"/>', xml, count=1)
    return xml
