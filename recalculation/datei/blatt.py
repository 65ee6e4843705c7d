"""Zellen im XML eines Tabellenblatts finden und ändern, ohne ein anderes Byte zu berühren."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort
from recalculation.datei.einfuegen import ausdehnung, einfuegungen
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.paket import Unbrauchbar, attribute
from recalculation.datei.zellwert import koerper, wert_aus_xml, xml_text, zahl_aus_xml, zahl_text

# Attribute stehen in doppelten oder einfachen Anführungszeichen.
_ZEILE = re.compile(r"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_R = re.compile(r"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_MIT_R = re.compile(r"\sr\s*=")
_T = re.compile(r"""\st\s*=\s*["']([^"']*)""")
_S = re.compile(r"""\ss=["']""")
_T_UND_VM = re.compile(r"""\s(?:t|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_NAMENSRAUM = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STUECKE = 10_000  # so viele Stücke XML werden auf einmal zusammengesetzt
_V = "(?s:<{p}v(?:\\s[^>]*)?>(.*?)</{p}v>|<{p}v\\s*/>)"


class Blatt:
    """Ein Tabellenblatt: Name, Teil im Paket und sein XML; `xml_neu` baut Änderungen ein."""

    def __init__(self, name: str, teil: str, xml: str, texte: list[str]) -> None:
        self.name = name
        self.teil = teil
        self.xml = xml
        self._texte = texte
        wurzel = re.search(r"<(?:(\w+):)?worksheet[\s>]", xml)
        if wurzel is None:
            raise Unbrauchbar(f"Das Blatt {name} ist beschädigt oder in unlesbaren Zeichen geschrieben.")
        self.p = f"{wurzel[1]}:" if wurzel[1] else ""
        anfang = re.search(rf"<{self.p}sheetData\s*>", xml)
        self._von = anfang.end() if anfang else 0
        self._bis = xml.rfind(f"</{self.p}sheetData>") if anfang else 0
        self._muster = re.compile(
            rf"<!--.*?-->|<{self.p}row(?=[\s>/])([^>]*)>|<{self.p}c(?=[\s>/])([^>]*?)(?:/>|>(.*?)</{self.p}c\s*>)",
            re.S,
        )
        self._formel = re.compile(
            rf"<{self.p}f(?=[\s>/])((?:[^>/]|/(?!>))*)(?:/>|>(.*?)</{self.p}f\s*>)", re.S
        )
        self._v = re.compile(_V.format(p=self.p))
        self._hat_f = re.compile(rf"<{self.p}f[\s/>]")  # nicht <family> in Text mit Schrift
        self._index: dict[Ort, tuple[int, int, str, str]] | None = None
        self._zeilen: dict[int, tuple[int, int]] = {}
        self._formelzellen: list[Formelzelle] | None = None
        self._formelorte: tuple[set[Ort], list[Bereich]] | None = None

    # ------------------------------------------------------------------ lesen

    @cached_property
    def geschuetzt(self) -> bool:
        """Ob der Blattschutz an ist; er steht hinter den Zellen."""
        an = rf'<{self.p}sheetProtection(?=\s)[^>]*\ssheet="(?:1|true)"'
        return re.search(an, self.xml[max(self._bis, 0) :]) is not None

    def formelzellen(self) -> list[Formelzelle]:
        """Alle Zellen mit Formel in Blattreihenfolge."""
        if self._formelzellen is None:
            self._formelzellen = self._schnell_gesucht()
        if self._formelzellen is None:
            self._durchsuchen()
        return self._formelzellen or []

    def _ohne_ueberlauf(self, gefunden: list[Formelzelle]) -> list[Formelzelle]:
        """Ohne die Nachbarzellen einer dynamischen Matrixformel, in die Excel auch ein leeres <f> schreibt."""
        if all(z.formel_laenge or z.art for z in gefunden):
            return gefunden
        bereiche = [z.bereich for z in gefunden if z.dynamisch]
        return [
            z for z in gefunden if z.formel_laenge or z.art or not any(b.enthaelt(z.ort) for b in bereiche)
        ]

    def index(self) -> dict[Ort, tuple[int, int, str, str]]:
        """Alle Zellen: Ort → (von, bis, Attribute, Inhalt)."""
        if self._index is None:
            self._durchsuchen()
        return self._index or {}

    def _schnell_gesucht(self) -> list[Formelzelle] | None:
        """Die Formelzellen in der Schreibweise, die fast alle Programme wählen; None, wenn es andere gibt."""
        p = self.p
        eigene, andere, ohne = (
            sum(self.xml.count(f"{anfang}f{ende}", self._von, self._bis) for ende in ("> /\n\t\r"))
            for anfang in (f"<{p}", ":", "<")
        )
        if andere + ohne > eigene * (2 if p else 1):  # auch mit einem anderen Vorsatz
            return None
        muster = re.compile(
            rf'<{p}c( r="([A-Z]{{1,3}})([0-9]{{1,7}})"[^>]*)>(<{p}f((?: [^>/]*)?)(?:/>|>([^<]*)</{p}f>)(.*?))</{p}c>'
        )
        ab = len(p) + 2
        gefunden = []
        for treffer in muster.finditer(self.xml, self._von, self._bis):
            attr, spalte, zeile, inhalt, f_attr, formel, _ = treffer.groups()
            von, bis = treffer.span()
            innen = ab + len(attr) + 1
            gefunden.append(
                Formelzelle(
                    Ort(int(zeile), adresse.spaltennummer(spalte)),
                    self.xml,
                    von,
                    bis - von,
                    ab,
                    len(attr),
                    innen,
                    len(inhalt),
                    innen + ab + len(f_attr) + 1,
                    len(formel) if formel else 0,
                    f_attr or "",
                )
            )
        im_blatt = all(
            z.ort.zeile <= adresse.MAX_ZEILE and z.ort.spalte <= adresse.MAX_SPALTE for z in gefunden
        )
        vollstaendig = len(gefunden) == eigene and im_blatt and "<!--" not in self.xml
        return self._ohne_ueberlauf(gefunden) if vollstaendig else None

    def _durchsuchen(self) -> None:
        """Zelle für Zelle, auch ohne Adressen, mit Kommentaren und CDATA."""
        index: dict[Ort, tuple[int, int, str, str]] = {}
        formeln = []
        zeile = spalte = 0
        for treffer in self._muster.finditer(self.xml, self._von, self._bis):
            reihe, attr, inhalt = treffer.groups()
            if reihe is not None:
                zeile, spalte = self._zeilennummer(reihe, zeile), 0
                self._zeilen[zeile] = (treffer.start(), treffer.end())
                continue
            if attr is None:
                continue  # Kommentar
            inhalt = inhalt or ""
            ist_formel = self._hat_f.search(inhalt) is not None
            r = _R.search(attr)
            if r is not None:
                zeile, spalte = int(r[2]), adresse.spaltennummer(r[1])
            elif _MIT_R.search(attr):
                raise self._ohne_adresse()
            else:  # Zellen ohne Adresse folgen auf die vorige
                spalte += 1
            ort = Ort(zeile, spalte)
            if not (1 <= zeile <= adresse.MAX_ZEILE and spalte <= adresse.MAX_SPALTE):
                raise self._ohne_adresse()
            index[ort] = (treffer.start(), treffer.end(), attr, inhalt)
            if ist_formel:
                f = self._formel.search(inhalt)
                if f is None:
                    raise Unbrauchbar(f"Die Formel in {adresse.voll(self.name, *ort)} ist nicht lesbar.")
                von, innen = treffer.start(), treffer.start(3) - treffer.start()
                formeln.append(
                    Formelzelle(
                        ort,
                        self.xml,
                        von,
                        treffer.end() - von,
                        treffer.start(2) - von,
                        len(attr),
                        innen,
                        len(inhalt),
                        innen + max(f.start(2), 0),
                        len(f[2] or ""),
                        f[1],
                    )
                )
        nackt = re.sub(r"(?s)<!--.*?-->|<!\[CDATA\[.*?\]\]>", "", self.xml[self._von : self._bis])
        if self._mit_anderem_vorsatz(nackt):
            raise Unbrauchbar(
                f"Das Blatt {self.name} ist ungewöhnlich aufgebaut (zwei Schreibweisen für Zellen); einmal in Excel "
                "oder LibreOffice öffnen und neu speichern."
            )
        if len(re.findall(rf"<{self.p}f[\s/>]", nackt)) != len(formeln):
            raise Unbrauchbar(
                f"Das Blatt {self.name} ist beschädigt (eine Formel steht außerhalb ihrer Zelle)."
            )
        self._formelzellen = self._ohne_ueberlauf(formeln)
        self._index = index

    def _zeilennummer(self, attribute_: str, vorige: int) -> int:
        """Nummer einer Zeile; ohne Angabe die nächste. Fehler: `Unbrauchbar`."""
        r = _ZEILE.search(attribute_)
        if r is None and _MIT_R.search(attribute_):
            raise self._ohne_adresse()
        nummer = int(r[1]) if r else vorige + 1
        if not 1 <= nummer <= adresse.MAX_ZEILE:
            raise self._ohne_adresse()
        return nummer

    def _ohne_adresse(self) -> Unbrauchbar:
        return Unbrauchbar(
            f"Das Blatt {self.name} ist beschädigt (eine Zelle oder Zeile hat keine richtige Adresse)."
        )

    def _mit_anderem_vorsatz(self, zellen: str) -> bool:
        """Ob Zellen auch unter einem zweiten Namen für denselben Namensraum stehen: die läsen wir nicht."""
        namen = re.findall(rf"""xmlns(?::(\w+))?\s*=\s*["']{re.escape(_NAMENSRAUM)}["']""", self.xml)
        andere = {f"{n}:" if n else "" for n in namen} - {self.p}
        return any(re.search(rf"<{p}(?:row|c|f)[\s/>]", zellen) for p in andere)

    def wert(self, ort: Ort) -> Any:
        """Gespeicherter Wert einer Zelle.

        Fehler: KeyError, wenn eine Formel noch keinen hat; `Unbrauchbar`, wenn er nicht lesbar ist.
        """
        try:
            return self._wert(ort)
        except (ValueError, IndexError) as grund:
            raise Unbrauchbar(f"Der Wert in {adresse.voll(self.name, *ort)} ist nicht lesbar.") from grund

    def _wert(self, ort: Ort) -> Any:
        eintrag = self.index().get(ort)
        if eintrag is None:
            return None
        _, _, attr, inhalt = eintrag
        art = attribute(attr).get("t", "n")
        if art == "inlineStr":
            return wert_aus_xml(art, inhalt, self._texte)
        v = self._v.search(inhalt)
        roh = (v[1] or "") if v else ""
        # Eine leere Zahl ist bei einer Formel kein Ergebnis (openpyxl schreibt <v/>), leerer Text schon.
        if self._hat_f.search(inhalt) and (v is None or (not roh and art != "str")):
            raise KeyError(ort)
        return wert_aus_xml(art, roh, self._texte) if v else None

    def hat_formel(self, ort: Ort) -> bool:
        """Ob in der Zelle eine Formel steht oder sie zu einer Matrixformel gehört."""
        if self._formelorte is None:
            alle = self.formelzellen()
            matrizen = (z.bereich for z in alle if z.art in ("array", "dataTable"))
            felder = [b for b in matrizen if b.anzahl > 1]
            self._formelorte = ({z.ort for z in alle}, felder)
        orte, felder = self._formelorte
        return ort in orte or any(bereich.enthaelt(ort) for bereich in felder)

    # ---------------------------------------------------------------- ändern

    def neuer_wert(self, attr: str, inhalt: str, wert: Any) -> str | None:
        """XML der Zelle mit neuem Wert, Formel und Format unverändert; None, wenn der Wert schon so dasteht."""
        if (
            type(wert) is float and "t" not in attr and "vm" not in attr
        ):  # Zahl bleibt Zahl: der häufigste Fall
            p, neu = self.p, zahl_text(wert)
            davor, trenner, alt = inhalt.rpartition(f"<{p}v>")
            alt = alt.removesuffix(f"</{p}v>")
            if trenner and "<" not in alt:
                return (
                    None
                    if alt == neu or _zahl(alt) == wert
                    else f"<{p}c{attr}>{davor}<{p}v>{neu}</{p}v></{p}c>"
                )
        v = self._v.search(inhalt)
        typ = _T.search(attr) if "t" in attr else None
        art_alt = typ[1] if typ else "n"
        art, koerper_neu = koerper(wert, self.p)
        if v is not None and art_alt == art:
            if v[0] == koerper_neu:
                return None
            vorher = wert_aus_xml(art, v[1] or "", self._texte) if art != "n" else _zahl(v[1] or "")
            if type(vorher) is type(wert) and vorher == wert:
                return None
        if v is None:
            ohne = re.sub(rf"(?s)<{self.p}is>.*?</{self.p}is>", "", inhalt)
            formel = self._formel.search(ohne)
            ende = formel.end() if formel else 0  # <v> steht gleich hinter <f>
            return self.element(_mit_art(attr, art), ohne[:ende] + koerper_neu + ohne[ende:])
        return self.element(_mit_art(attr, art), inhalt[: v.start()] + koerper_neu + inhalt[v.end() :])

    def mit_eingabe(self, attr: str, art: str, inhalt: str) -> str:
        """XML einer Zelle ohne Formel mit neuem Inhalt, Format unverändert."""
        return self.element(_mit_art(attr, art), inhalt)

    def mit_formel(self, z: Formelzelle, text: str, f_attribute: str) -> str:
        """XML der Zelle mit anderer Formel und ohne Wert (für die Maschine)."""
        return self.element(z.attribute, f"<{self.p}f{f_attribute}>{xml_text(text)}</{self.p}f>")

    def mit_formel_und_wert(self, z: Formelzelle, text: str) -> str:
        """XML der Zelle mit anderer, gewöhnlicher Formel und ihrem gespeicherten Wert."""
        attr = re.sub(r'\scm="\d+"', "", z.attribute)
        wert = self._formel.sub("", z.inhalt)
        return self.element(attr, f"<{self.p}f>{xml_text(text)}</{self.p}f>{wert}")

    def ohne_formel(self, z: Formelzelle) -> str:
        """XML der Zelle mit ihrem gespeicherten Wert und ohne Formel (für die Maschine)."""
        return self.element(z.attribute, self._formel.sub("", z.inhalt))

    def mit_ref(self, inhalt: str, ref: str) -> str:
        """Inhalt einer Matrixformelzelle mit neuem Bereich."""
        return re.sub(rf"""(<{self.p}f\b[^>]*?\sref=["'])[^"']*""", rf"\g<1>{ref}", inhalt, count=1)

    def geleert(self, attr: str) -> str | None:
        """Zelle ohne Wert; ohne eigenes Format fällt sie ganz weg."""
        return self.element(_mit_art(attr, "n"), "") if _S.search(attr) else None

    def element(self, attr: str, inhalt: str) -> str:
        """XML einer Zelle."""
        return f"<{self.p}c{attr}>{inhalt}</{self.p}c>" if inhalt else f"<{self.p}c{attr}/>"

    def leere_zelle(self, ort: Ort) -> str:
        """Attribute einer Zelle, die es noch nicht gibt."""
        return f' r="{adresse.a1(*ort)}"'

    def mit_werten(self, neu: Callable[[Formelzelle], str | None]) -> str:
        """Das XML mit neuen Formelzellen (None: unverändert); ohne Umweg über ein Verzeichnis aller Änderungen."""
        neue = ((z.von, z.bis, neu(z)) for z in self.formelzellen())
        return self._ersetzt((von, bis, zelle) for von, bis, zelle in neue if zelle is not None)

    def _ersetzt(self, stellen: Iterable[tuple[int, int, str]]) -> str:
        """Das XML mit anderen Stücken an diesen Stellen (von, bis, XML), in ihrer Reihenfolge."""
        fertig: list[str] = []
        stuecke: list[str] = []
        ende = 0
        for von, bis, stueck in stellen:
            stuecke += (self.xml[ende:von], stueck)
            ende = bis
            if len(stuecke) > _STUECKE:
                fertig.append("".join(stuecke))
                stuecke = []
        return "".join((*fertig, *stuecke, self.xml[ende:])) if ende else self.xml

    def xml_neu(self, aenderungen: dict[Ort, str | None]) -> str:
        """Das XML mit ersetzten, eingefügten oder (None) entfernten Zellen; alles andere unverändert."""
        if not self._von and aenderungen:  # <sheetData/>: erst öffnen
            daten = f"{self.p}sheetData"
            offen = re.sub(rf"<{daten}\s*/>", f"<{daten}></{daten}>", self.xml, count=1)
            if offen == self.xml:
                raise Unbrauchbar(f"Das Blatt {self.name} ist beschädigt (es hat keinen Platz für Zellen).")
            return Blatt(self.name, self.teil, offen, self._texte).xml_neu(aenderungen)
        stellen = [
            (z.von, z.bis, aenderungen[z.ort] or "") for z in self.formelzellen() if z.ort in aenderungen
        ]
        neu: dict[Ort, str] = {}
        if len(stellen) < len(aenderungen):  # auch Zellen ohne Formel
            index = self.index()
            stellen = [(*index[ort][:2], zelle or "") for ort, zelle in aenderungen.items() if ort in index]
            neu = {ort: zelle for ort, zelle in aenderungen.items() if ort not in index and zelle}
            orte = ((ort, von, bis) for ort, (von, bis, _, _) in index.items())
            stellen += einfuegungen(self.xml, self.p, self._zeilen, self._bis, orte, neu)
            stellen.sort()
        return ausdehnung(self._ersetzt(stellen), self.p, self._von, neu)


def _zahl(text: str) -> float | None:
    try:
        return zahl_aus_xml(text)
    except ValueError:
        return None


def _mit_art(attr: str, art: str) -> str:
    """Attribute mit neuem Zelltyp; `vm` (Zusatz zum alten Wert) fällt weg."""
    ohne = _T_UND_VM.sub("", attr) if "t" in attr or "vm" in attr else attr
    return f'{ohne} t="{art}"' if art != "n" else ohne
