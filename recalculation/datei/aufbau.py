"""Aufbau einer Arbeitsmappe: Blätter, Namen, Tabellen, gemeinsame Texte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from calc.runden import deutsch
from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, Stelle
from recalculation.datei.blatt import Blatt
from recalculation.datei.formate import Formate
from recalculation.datei.grenzen import HOECHSTENS_TEXTE
from recalculation.datei.landesformat import ist_rechentext, ist_zahltext
from recalculation.datei.paket import Paket, Unbrauchbar, attribute, ganzzahl, kodierung, text
from recalculation.datei.textzellen import rechentexte
from recalculation.datei.zellmenge import Zellmenge
from recalculation.datei.zellwert import reiner_text

_ANFANG_TEXT = re.compile(r"<(?:\w+:)?si[\s>/]")
_TEXTE = re.compile(r"(?s)<(?:\w+:)?si(?=[\s>/])[^>]*?(?:/>|>(.*?)</(?:\w+:)?si\s*>)")


@dataclass(frozen=True)
class Name:
    """Ein definierter Name; `blatt` ist gesetzt, wenn er nur dort gilt."""

    name: str
    bezug: str
    blatt: str | None

    def ziel(self) -> tuple[str, Bereich] | None:
        """Blatt und Bereich, wenn der Name auf Zellen zeigt."""
        geteilt = adresse.mit_blatt(self.bezug)
        if geteilt is None:
            return None
        try:
            return geteilt[0], adresse.bereich(geteilt[1])
        except ValueError:
            return None


@dataclass(frozen=True)
class Tabelle:
    """Eine benannte Tabelle (ListObject)."""

    name: str
    blatt: str
    bereich: Bereich
    spalten: tuple[str, ...]
    kopf: bool
    ergebnis: bool


class Aufbau:
    """Was `workbook.xml` und seine Nachbarn über die Mappe sagen."""

    def __init__(self, paket: Paket) -> None:
        self.paket = paket
        self.mappenteil = self._mappenteil()
        xml = text(paket.teile[self.mappenteil])
        beziehungen = paket.beziehungen(self.mappenteil)
        self.texte = self._texte([b.ziel for b in beziehungen.values() if b.art == "sharedStrings"])
        stile = [b.ziel for b in beziehungen.values() if b.art == "styles" and b.ziel in paket.teile]
        self.formate = Formate(text(paket.teile[stile[0]]) if stile else "")
        self.blattnamen: list[str] = []
        self.blaetter: dict[str, Blatt] = {}
        for tag in re.findall(r"<(?:\w+:)?sheet\s([^>]*)>", xml):
            eintrag = attribute(tag)
            nummer = next((w for k, w in eintrag.items() if k.rpartition(":")[2] == "id"), "")
            ziel = beziehungen.get(nummer)
            self.blattnamen.append(eintrag.get("name", ""))
            if ziel and ziel.art == "worksheet":
                name = self.blattnamen[-1]
                teil = self._teil(ziel.ziel)
                self.blaetter[name] = Blatt(name, teil, text(paket.teile[teil]), self.texte)
        if "purl.oclc.org/ooxml/spreadsheetml" in xml:
            raise Unbrauchbar(
                "Die Datei ist »Strict Open XML«; bitte als Excel-Arbeitsmappe (.xlsx) speichern."
            )
        if re.search(r"""<(?:\w+:)?calcPr\s[^>]*fullPrecision=["'](?:0|false)""", xml):
            raise Unbrauchbar(
                "Die Mappe rechnet mit »Genauigkeit wie angezeigt«; das wird nicht unterstützt. Bitte in den "
                "Optionen abschalten."
            )
        if not self.blattnamen:
            raise Unbrauchbar("In der Datei ist kein Tabellenblatt.")
        self.namen = [self._name(attr, bezug) for attr, bezug in _namen_im_xml(xml)]
        self._nach_name: dict[str, list[Name]] = {}
        for benannt in self.namen:
            self._nach_name.setdefault(benannt.name.lower(), []).append(benannt)
        gemeinsame = [i for i, t in enumerate(self.texte) if ist_rechentext(t)]
        alle = {b.name: rechentexte(b, gemeinsame, self.texte) for b in self.blaetter.values()}
        self.zahltexte = {b: {ort for ort, t in orte.items() if ist_zahltext(t)} for b, orte in alle.items()}
        # Tage als Text, und nach dem Rechnen die Ergebnisse, die so aussehen: sie lesen wir, wo sie gebraucht werden.
        self.rechentexte = {b: orte.keys() - self.zahltexte[b] for b, orte in alle.items()}
        verborgen = re.compile(r"""<(?:\w+:)?row\s[^>]*\bhidden=["'](?:1|true)""")
        self.verborgene_zeilen = any(
            "hidden=" in blatt.xml and verborgen.search(blatt.xml) for blatt in self.blaetter.values()
        )
        self.tabellen = [t for blatt in self.blaetter.values() for t in self._tabellen(blatt)]
        eigenschaften = re.search(r"<(?:\w+:)?workbookPr\s([^>]*)>", xml)
        zaehlung = attribute(eigenschaften[1]).get("date1904", "0") if eigenschaften else "0"
        self.datum_1904 = zaehlung in ("1", "true")
        self._vergleiche_zahltexte()

    def _teil(self, pfad: str) -> str:
        if pfad in self.paket.teile:
            return pfad
        raise Unbrauchbar(f"Die Datei ist beschädigt (es fehlt {pfad}).")

    def _mappenteil(self) -> str:
        teile = self.paket.teile
        if teile.get("mimetype", b"").startswith(b"application/vnd.oasis"):
            raise Unbrauchbar("Die Datei ist eine LibreOffice-Datei (.ods); bitte als .xlsx speichern.")
        for beziehung in self.paket.beziehungen("").values():
            if beziehung.art == "officeDocument":
                if beziehung.ziel.endswith(".bin"):
                    raise Unbrauchbar("Die Datei hat das Binärformat .xlsb; bitte als .xlsx speichern.")
                if beziehung.ziel in teile and b"workbook" in teile[beziehung.ziel][:2000]:
                    return beziehung.ziel
        raise Unbrauchbar("Die Datei ist keine Excel-Arbeitsmappe (.xlsx, .xlsm) oder beschädigt.")

    def _texte(self, ziele: list[str]) -> list[str]:
        xml = text(self.paket.teile[ziele[0]]) if ziele and ziele[0] in self.paket.teile else ""
        if len(_ANFANG_TEXT.findall(xml)) > HOECHSTENS_TEXTE:
            raise Unbrauchbar(
                f"Die Datei enthält mehr als {deutsch(HOECHSTENS_TEXTE)} Texte und wird nicht gelesen."
            )
        return [reiner_text(si) for si in _TEXTE.findall(xml)]

    def _name(self, attr: str, bezug: str) -> Name:
        eintrag = attribute(attr)
        nummer = eintrag.get("localSheetId")
        if nummer is None:
            return Name(eintrag.get("name", ""), bezug, None)
        stelle = ganzzahl(nummer)
        if stelle is None or stelle >= len(self.blattnamen):
            raise Unbrauchbar(
                f"Die Datei ist beschädigt (der Name {eintrag.get('name', '')} gehört zu keinem ihrer Blätter)."
            )
        return Name(eintrag.get("name", ""), bezug, self.blattnamen[stelle])

    def _tabellen(self, blatt: Blatt) -> list[Tabelle]:
        gefunden = []
        for beziehung in self.paket.beziehungen(blatt.teil).values():
            if beziehung.art != "table" or beziehung.ziel not in self.paket.teile:
                continue
            xml = text(self.paket.teile[beziehung.ziel])
            kopf = attribute((re.search(r"<(?:\w+:)?table\s([^>]*)>", xml) or [""] * 2)[1])
            spalten = [
                attribute(s).get("name", "") for s in re.findall(r"<(?:\w+:)?tableColumn\s([^>]*)>", xml)
            ]
            gefunden.append(
                Tabelle(
                    kopf.get("displayName") or kopf.get("name", ""),
                    blatt.name,
                    _tabellenbereich(kopf),
                    tuple(spalten),
                    kopf.get("headerRowCount", "1") != "0",
                    kopf.get("totalsRowCount", "0") != "0",
                )
            )
        return gefunden

    def ersetze(self, blatt: Blatt, xml: str) -> None:
        """Ein Blatt hat neues XML: in seinem Teil, in dessen Kodierung, und als neues `Blatt`."""
        alt = self.paket.teile[blatt.teil]
        self.paket.teile[blatt.teil] = xml.encode(kodierung(alt), "xmlcharrefreplace")
        self.blaetter[blatt.name] = Blatt(blatt.name, blatt.teil, xml, self.texte)

    def kopf_von_tabelle(self, blatt: str, ort: Ort) -> str:
        """Die Tabelle, in deren Kopf die Zelle steht, sonst "": dort nennt auch die Tabelle selbst den Text."""
        koepfe = (t for t in self.tabellen if t.kopf and t.blatt == blatt and t.bereich.zeile == ort.zeile)
        return next((t.name for t in koepfe if t.bereich.enthaelt(ort)), "")

    def merke_text(self, blatt: str, ort: Ort, wert: object) -> bool:
        """Eine Eingabe steht jetzt in dieser Zelle; WAHR, wenn sie eine Zahl als Text ist oder war.

        Davon hängt ab, welche Formeln berechenbar sind: alles ist neu zu übersetzen.
        """
        war = ort in self.zahltexte[blatt] | self.rechentexte[blatt]
        ist = isinstance(wert, str) and ist_rechentext(wert)
        for orte in (self.zahltexte, self.rechentexte):
            orte[blatt].discard(ort)
        if ist:
            (self.zahltexte if ist_zahltext(str(wert)) else self.rechentexte)[blatt].add(ort)
        if war or ist:
            self._vergleiche_zahltexte()
        return war or ist

    def merke_ergebnisse(self, zellen: Iterable[Stelle]) -> None:
        """Diese Formeln ergeben Texte, die Zahlen sind oder sein können."""
        for blatt, ort in zellen:
            self.rechentexte[blatt].add(ort)
        self._vergleiche_zahltexte()

    def _vergleiche_zahltexte(self) -> None:
        """Wo Texte stehen, die Excel als Zahl liest oder lesen kann und die Maschine anders."""
        self.alle_zahltexte = Zellmenge(
            (blatt, ort) for blatt, orte in self.zahltexte.items() for ort in orte | self.rechentexte[blatt]
        )

    def finde_name(self, name: str, blatt: str = "") -> Name | None:
        """Ein Name der Mappe, Groß-/Kleinschreibung egal: der des genannten Blatts, sonst der mappenweite.

        Ohne Blatt und ohne mappenweiten Namen der erste, der nur auf einem Blatt gilt.
        """
        passend = self._nach_name.get(name.lower(), [])
        for ort in (blatt, None) if blatt else (None,):
            gefunden = next((n for n in passend if n.blatt == ort), None)
            if gefunden is not None:
                return gefunden
        return None if blatt or not passend else passend[0]


def _tabellenbereich(kopf: dict[str, str]) -> Bereich:
    try:
        return adresse.bereich(kopf.get("ref", ""))
    except ValueError as grund:
        raise Unbrauchbar(f"Die Tabelle {kopf.get('name', '')} ist beschädigt (kein Bereich).") from grund


def _namen_im_xml(xml: str) -> list[tuple[str, str]]:
    gefunden = re.findall(r"(?s)<(?:\w+:)?definedName\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?definedName\s*>)", xml)
    return [(attr, unescape(bezug)) for attr, bezug in gefunden]
