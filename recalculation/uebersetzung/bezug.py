"""Bezüge, Namen und Tabellenbezüge einer Formel: wie die Maschine sie liest, und ob sie mehrere Zellen meinen."""

from __future__ import annotations

import re
from enum import IntEnum

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, bereich_von
from recalculation.datei.aufbau import Aufbau, Name
from recalculation.uebersetzung import baum
from recalculation.uebersetzung.baum import Knoten
from recalculation.uebersetzung.hindernis import NichtBerechenbar
from recalculation.uebersetzung.tabellenbezug import als_bezug

_DREI_D = re.compile(r"(?:[^'!\[\]]+:[^'!\[\]]+|'[^'\[\]]+:[^'\[\]]+')!.*")
# [1] oder, von manchen Programmen, der Name der Datei
_ANDERE_DATEI = re.compile(r"'?[^!]*\[[^\[\]!]+\][^!]*!")
_FEST = re.compile(r"\$[A-Z]{1,3}\$[0-9]+|\$[A-Z]{1,3}|\$[0-9]+", re.I)
_BEWEGLICH = (r"(?<!\$)\b[0-9]|^[A-Z]+[0-9]|\$[A-Z]+[0-9]", r"^[A-Z]")
_SPALTE = re.compile(r"\$?[A-Z]{1,3}", re.I)


class Form(IntEnum):
    """Was ein Stück Formel ergibt: einen Wert, einen Bereich von Zellen, ein gerechnetes Feld."""

    WERT = 0
    BEREICH = 1
    FELD = 2


class Zahltext(IntEnum):
    """Ob aus einem Stück Formel ein Text werden kann, den Excel als Zahl liest und die Maschine anders oder gar nicht.

    ANDERSWO: nicht hier, aber wo dieselbe Formel in einer anderen Zeile steht.
    """

    KEINER = 0
    ANDERSWO = 1
    HIER = 2
    IMMER = 3


class Bezuege:
    """Die Bezüge einer Mappe."""

    def __init__(self, aufbau: Aufbau) -> None:
        self._aufbau = aufbau

    def name(self, bezug: str, blatt: str) -> Name | None:
        """Der Name, der gemeint ist, wenn es kein Zellbezug ist."""
        return self._aufbau.finde_name(bezug, blatt)

    def geschrieben(self, bezug: str, blatt: str, ort: Ort) -> str:
        """Der Bezug für die Maschine. Fehler: `NichtBerechenbar`."""
        if _DREI_D.fullmatch(bezug):
            raise NichtBerechenbar("Bezüge über mehrere Blätter (3-D) werden nicht unterstützt.")
        if _ANDERE_DATEI.match(bezug):
            raise NichtBerechenbar("Die Formel liest aus einer anderen Datei; der alte Wert bleibt stehen.")
        geteilt = adresse.mit_blatt(bezug)
        if geteilt:
            gemeint = self._aufbau.finde_name(geteilt[1], geteilt[0])
            # Blatt!Name kennt die Maschine nicht
            return gemeint.bezug if gemeint is not None and gemeint.ziel() else bezug
        return als_bezug(bezug, blatt, ort, self._aufbau.tabellen) or bezug

    def form(self, bezug: str, blatt: str) -> Form:
        """Ob ein geschriebener Bezug eine Zelle meint oder mehrere; ein Name kann auch für einen Wert stehen."""
        if ":" in bezug.rpartition("!")[2]:
            return Form.BEREICH
        name = self._aufbau.finde_name(bezug, blatt)
        if name is None:
            return Form.WERT
        ziel = name.ziel()
        if ziel is not None:
            return Form.BEREICH if ziel[1].hoehe * ziel[1].breite > 1 else Form.WERT
        try:
            fest = baum.zerlegt(name.bezug)["node_type"] == "Literal"
        except NichtBerechenbar:
            fest = False
        return Form.WERT if fest else Form.BEREICH

    def groesse(self, k: Knoten, blatt: str) -> tuple[int, int] | None:
        """Zeilen und Spalten eines Bezugs, einer Feldkonstante oder eines damit gerechneten Feldes; None: unbekannt."""
        if k["node_type"] == "Array":
            return len(k["rows"]), len(k["rows"][0])
        if k["node_type"] == "Reference":
            ecken = self.ecken(k["reference"], blatt)
            bereich = bereich_von(ecken[1]) if ecken else None
            return (bereich.hoehe, bereich.breite) if bereich else None
        if k["node_type"] == "BinaryOp" and k["operator"] not in (":", " ", ","):
            seiten = [self.groesse(k[seite], blatt) for seite in ("left", "right")]
            bekannt = [s for s in seiten if s is not None]
            return (max(s[0] for s in bekannt), max(s[1] for s in bekannt)) if bekannt else None
        return (1, 1) if k["node_type"] == "Literal" else None

    def ist_zahltext(self, bezug: str, blatt: str) -> bool:
        """Ob in der Zelle eine Zahl als Text steht, die Excel deutsch läse."""
        gemeint = self._bereich(bezug, blatt)
        if gemeint is None or gemeint[1].anzahl > 1:
            return False
        return Ort(*gemeint[1][:2]) in self._aufbau.zahltexte.get(gemeint[0], ())

    @property
    def ueberall(self) -> Zahltext:
        """Was für einen Bezug gilt, der überallhin zeigen kann."""
        return Zahltext.IMMER if self._aufbau.alle_zahltexte.blaetter else Zahltext.KEINER

    def zahltext(self, bezug: str, blatt: str) -> Zahltext:
        """Ob in der Zelle oder dem Bereich ein Text steht, den Excel als Zahl läse und die Maschine anders."""
        gemeint = self._bereich(bezug, blatt)
        if gemeint is None or not self._aufbau.alle_zahltexte.in_spalten(*gemeint):
            return Zahltext.KEINER
        return Zahltext.HIER if self._aufbau.alle_zahltexte.trifft(*gemeint) else Zahltext.ANDERSWO

    def _bereich(self, bezug: str, blatt: str) -> tuple[str, Bereich] | None:
        """Die Zellen, die gemeint sind; None auch, wo ihr Blatt keine solchen Texte hat."""
        blaetter = self._aufbau.alle_zahltexte.blaetter
        if not blaetter:
            return None
        name = self._aufbau.finde_name(bezug, blatt)
        in_blatt, rest = adresse.mit_blatt(name.bezug if name else bezug) or (blatt, bezug)
        if in_blatt.lower() not in blaetter:
            return None
        try:
            return in_blatt, bereich_von(rest)
        except ValueError:
            return None

    def ecken(self, bezug: str, blatt: str) -> tuple[str, str] | None:
        """Blatt ("" ohne Angabe) und Bereichsangabe, auch hinter einem Namen; None, wenn es keine ist."""
        name = self._aufbau.finde_name(bezug, blatt)
        if name is not None:
            bezug = name.bezug if name.ziel() else ""
        blattname, trenner, rest = bezug.rpartition("!")
        try:
            bereich_von(rest)
        except ValueError:
            return None
        return blattname + trenner, rest

    def direkt(self, bezug: str, blatt: str) -> str | None:
        """Der Bereich, auch hinter einem Namen und von ganzen Spalten; None, wenn es keiner ist."""
        name = self._aufbau.finde_name(bezug, blatt)
        angabe = name.bezug if name is not None else bezug
        try:
            bereich_von(angabe.rpartition("!")[2])
        except ValueError:
            return None
        return angabe

    def schnitt(self, bezug: str, blatt: str, ort: Ort) -> tuple[str, bool] | None:
        """Die Zelle eines Bereichs in der eigenen Zeile oder Spalte, und ob sie mit der Formel wandern darf.

        »#VALUE!«, wo es keine gibt; None, wenn der Bereich nicht abzulesen ist.
        """
        geteilt = self.ecken(bezug, blatt)
        if geteilt is None:
            return None
        vorsatz, rest = geteilt
        bereich = bereich_von(rest)
        anfang = rest.partition(":")[0]
        if bereich.hoehe == bereich.breite == 1:
            return vorsatz + anfang, True
        if bereich.breite == 1 and bereich.zeile <= ort.zeile <= bereich.bis_zeile:
            spalte = re.match(r"\$?[A-Za-z]+", anfang)
            ganze_spalte = _SPALTE.fullmatch(anfang) is not None
            return f"{vorsatz}{spalte[0] if spalte else ''}{ort.zeile}", ganze_spalte
        if bereich.hoehe == 1 and bereich.spalte <= ort.spalte <= bereich.bis_spalte:
            fest = "$" if "$" in anfang[1:] or (anfang.startswith("$") and anfang[1:].isdigit()) else ""
            return f"{vorsatz}{adresse.spaltenname(ort.spalte)}{fest}{bereich.zeile}", False
        return "#VALUE!", False


def ist_fest(bezug: str) -> bool:
    """Ob ein Bezug nicht mit der Zelle wandert: $A$1, $A:$B oder ein Name."""
    for ecke in bezug.rpartition("!")[2].split(":"):
        if re.fullmatch(r"\$?[A-Z]{1,3}\$?[0-9]+|\$?[A-Z]{1,3}|\$?[0-9]+", ecke, re.I):
            ist_spalte_oder_zeile = ":" in bezug or any(z.isdigit() for z in ecke)
            if ist_spalte_oder_zeile and not _FEST.fullmatch(ecke):
                return False
    return True


def _waechst(bezug: str) -> list[tuple[bool, bool]]:
    """Je Zeile und Spalte, ob die erste und die letzte Ecke eines Bereichs mit der Zelle wandert."""
    von, _, bis = bezug.rpartition("!")[2].partition(":")
    ecken = (von, bis or von)
    return [tuple(re.search(m, ecke, re.I) is not None for ecke in ecken) for m in _BEWEGLICH]  # type: ignore[misc]


def ungleich_fest(bezug: str) -> bool:
    """Ob von einem Bereich nur eine Ecke mit der Zelle wandert: A$1:A5, $A1:B1."""
    return any(von != bis for von, bis in _waechst(bezug))


def wachsen_gleich(a: str, b: str) -> bool:
    """Ob zwei Bereiche, die hier gleich groß sind, es in jeder Zelle sind, in die die Formel wandert."""
    return _waechst(a) == _waechst(b) or not (ungleich_fest(a) or ungleich_fest(b))


def passen(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    """Ob zwei Felder Wert für Wert zusammenpassen; eine Zeile, Spalte oder Zelle wiederholt sich."""
    if (1, 1) in (a, b):
        return True
    return a is not None and b is not None and all(m == n or 1 in (m, n) for m, n in zip(a, b, strict=True))


def gemeinsam(*groessen: tuple[int, int] | None) -> tuple[int, int] | None:
    """Die Größe eines Feldes, das aus diesen gerechnet ist; None, wenn eine nicht bekannt ist."""
    if None in groessen or not groessen:
        return None
    return max(g[0] for g in groessen if g), max(g[1] for g in groessen if g)
