"""Formeln der Datei so schreiben, dass die Rechenmaschine sie rechnet wie Excel. Die Datei bleibt unberührt.

Nötig ist das für fremde Schreibweisen unserer Namen (`[1]!EGH_X`, `_xll.EGH_X` …), weggelassene Argumente
(die Maschine macht daraus 0), Namen, hinter denen eine EGH-Formel steht, Bezüge auf die eigene Tabellenzeile und
gewöhnliche Formeln, die einen Bereich ergeben (Excel nimmt daraus einen Wert, die Maschine läuft über).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import formualizer as fz

from calc.runden import deutsch
from udfs import FUNKTIONEN, formel
from workbooks.recalculation import adresse, landesformat
from workbooks.recalculation.adresse import Ort
from workbooks.recalculation.aufbau import Aufbau, Name
from workbooks.recalculation.ausdruck import Ausdruck
from workbooks.recalculation.excelfunktionen import FUNKTIONEN as EXCELFUNKTIONEN
from workbooks.recalculation.excelfunktionen import WEGGELASSEN
from workbooks.recalculation.felder import FELDFUNKTIONEN, MIT_FELDERN, Rahmen, feldzeichen, fuellt_das_blatt
from workbooks.recalculation.hindernis import NichtBerechenbar
from workbooks.recalculation.merkmale import merkmalsuche, zahltextsuche
from workbooks.recalculation.nachweis import BIS_ARGUMENTE, name_ohne_vorsatz
from workbooks.recalculation.tabellenbezug import als_bezug
from workbooks.recalculation.zeichen import RECHENZEICHEN, argumente, fehlt_davor, gerechnet, mit_schnitt

FELD = "EGH_INTERN_FELD"
"""Hilfsfunktion der Maschine: schneidet oder füllt ein Ergebnis auf den Bereich einer Matrixformel."""

REST = "EGH_INTERN_REST"
"""Hilfsfunktion der Maschine: die weiteren Zeilen eines Feldes, das für einen Überlauf zu groß ist."""

HOECHSTENS_UEBERLAUF = 10_000
"""So viele Zellen darf in der Maschine eine Formel füllen; die Grenze ist nicht einstellbar."""

NAMEN = {formel(f).name for f in FUNKTIONEN}

_FREMDE_FORM = re.compile(
    r"(?:\[\d+\]!|(?:'[^']*EGH\.xlam'|EGH\.xlam)!|_xll\.|_xldudf_|_xludf\.|(?:\w+\.)*EGH\.)?(EGH_\w+)", re.I
)
_DREI_D = re.compile(r"(?:[^'!\[\]]+:[^'!\[\]]+|'[^'\[\]]+:[^'\[\]]+')!.*")
_BEIWERK = re.compile(r"\"[^\"\n]*\"|'(?:[^'\n]|'')*'(?=!)")
_FEST = re.compile(r"\$[A-Z]{1,3}\$[0-9]+|\$[A-Z]{1,3}|\$[0-9]+", re.I)
_BEREICHE = {"OFFSET", "INDIRECT"}  # ihr Ergebnis kann ein Bereich sein
_UMLAUTE = "schreibt die Rechenmaschine bei Umlauten anders"
_VERWEIGERT = {
    **dict.fromkeys(("FORMULATEXT", "ISFORMULA"), "sieht in der Rechenmaschine eine umgeschriebene Formel"),
    **dict.fromkeys(("UPPER", "LOWER", "PROPER"), _UMLAUTE),
}
_SCHNITT = "_XLFN.SINGLE"  # so speichert Excel das @ vor einem Bereich
_ANDERE_DATEI = re.compile(
    r"'?[^!]*\[[^\[\]!]+\][^!]*!"
)  # [1] oder, von manchen Programmen, der Name der Datei
_GANZE = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[0-9]+:\$?[0-9]+", re.I)  # ganze Spalten oder Zeilen
_TYP, _UNTER = fz.TokenType, fz.TokenSubType


class Uebersetzer:
    """Übersetzt die Formeln einer Mappe; kennt ihre Namen und Tabellen. `texte`: alle Formeln aneinander."""

    def __init__(self, aufbau: Aufbau, texte: str) -> None:
        self._aufbau = aufbau
        besondere = [n for n in aufbau.namen if _mit_unserer_formel(n) or _mehrzellig(n)]
        self.ersetzte_namen = {n.name.upper() for n in besondere if _mit_unserer_formel(n)}
        self._zahltexte = zahltextsuche(aufbau)
        self._auffaellig = merkmalsuche(
            texte.upper(), {*(n.name for n in besondere), *(t.name for t in aufbau.tabellen)}, self._zahltexte
        )

    @property
    def noetig(self) -> bool:
        """Ob in dieser Mappe irgendeine Formel zu übersetzen ist."""
        return self._auffaellig is not None

    def uebersetze(self, text: str, blatt: str, ort: Ort, feld: bool = False) -> str:
        """Formel (ohne »=«) für die Maschine. `feld`: Matrixformel, sonst gilt der Schnitt mit der Zeile.

        Fehler: `NichtBerechenbar`.
        """
        if self._auffaellig is None or not self._auffaellig.search(text):
            return text
        # Was vom Ort abhängt (Bezüge in einer Tabelle, Zahlen als Text in einzelnen Zellen), wird jedes Mal übersetzt.
        if self._aufbau.tabellen or (self._zahltexte and self._zahltexte.search(text)):
            return self._als_formel(text, blatt, ort, feld)
        return self._aufbau.gedaechtnis.uebersetzt(
            text, blatt, ort, feld, lambda: self._als_formel(text, blatt, ort, feld)
        )

    def _als_formel(self, text: str, blatt: str, ort: Ort, feld: bool) -> str:
        neu = self._umgeschrieben(text, blatt, ort, feld, tiefe=0)
        return neu if feld else f"@({neu})"

    def _umgeschrieben(self, text: str, blatt: str, ort: Ort, feld: bool, tiefe: int) -> str:
        try:
            zeichen = [
                z
                for z in fz.tokenize("=" + text).tokens()
                if z.token_type != _TYP.Whitespace or z.value.strip()
            ]
        except fz.TokenizerError as grund:
            raise NichtBerechenbar("Die Formel ist nicht lesbar.") from grund
        rahmen: list[Rahmen] = []
        aus = Ausdruck()
        for i, z in enumerate(zeichen):
            stueck = z.value
            satz = landesformat.hindernis(zeichen, i)
            if satz:
                raise NichtBerechenbar(satz)
            setze = aus.stueck
            if z.subtype == _UNTER.Open:
                setze = aus.auf
                stueck = _geoeffnet(zeichen, i, rahmen, feld)
                if rahmen[-1].name in ("SUBTOTAL", "AGGREGATE") and self._aufbau.verborgene_zeilen:
                    raise NichtBerechenbar(
                        f"{rahmen[-1].name} lässt verborgene Zeilen aus; das beherrscht die Rechenmaschine nicht."
                    )
            elif z.subtype == _UNTER.Close or z.token_type == _TYP.Sep:
                setze = aus.zu if z.subtype == _UNTER.Close else aus.trenner
                stueck = _weitergerueckt(zeichen, i, rahmen)
            elif z.token_type == _TYP.Operand and z.subtype == _UNTER.Text:
                ist_zahl = landesformat.ist_zahltext(z.value.strip('"'))
                if ist_zahl and gerechnet(zeichen, i, i, RECHENZEICHEN):
                    raise NichtBerechenbar(
                        f"Die Zahl im Text {z.value} liest die Rechenmaschine anders als Excel."
                    )
            elif z.token_type == _TYP.Operand and z.subtype == _UNTER.Range:
                stueck = self._operand(zeichen, i, (blatt, ort), rahmen, feld, tiefe)
            setze(stueck)
        return aus.text()

    def _operand(
        self,
        zeichen: list[fz.Token],
        i: int,
        zelle: tuple[str, Ort],
        rahmen: list[Rahmen],
        feld: bool,
        tiefe: int,
    ) -> str:
        """Ein Bezug, Name oder Bereich, mit @ davor, wo Excel nur einen Wert nimmt."""
        blatt, ort = zelle
        stueck = self._bezug(zeichen[i].value, blatt, ort, tiefe)
        if self._ist_zahltext(stueck, blatt) and gerechnet(zeichen, i, i, RECHENZEICHEN):
            raise NichtBerechenbar(f"{stueck} enthält eine Zahl als Text; Excel läse sie deutsch.")
        if (
            stueck.lower().startswith("_xlpm.")
            and any(r.name == "LET" for r in rahmen)
            and _mit_feld(zeichen)
        ):
            feldzeichen(rahmen, feld, gerechnet=False, ist_feld=True)
        if feld and _GANZE.fullmatch(stueck.rpartition("!")[2]) and fuellt_das_blatt(rahmen):
            raise NichtBerechenbar(
                f"{stueck} als Ergebnis füllt mehr als {deutsch(HOECHSTENS_UEBERLAUF)} Zellen; "
                "der alte Wert bleibt stehen."
            )
        if self._ist_feld(stueck, blatt) and not mit_schnitt(zeichen, i):
            zeichen_davor = feldzeichen(rahmen, feld, gerechnet(zeichen, i, i))
            return f"({zeichen_davor}{stueck})" if zeichen_davor else stueck
        return stueck

    def _ist_zahltext(self, bezug: str, blatt: str) -> bool:
        if self._zahltexte is None:
            return False
        name = self._aufbau.finde_name(bezug, blatt)
        in_blatt, rest = adresse.mit_blatt(name.bezug if name else bezug) or (blatt, bezug)
        try:
            return adresse.ort(rest) in self._aufbau.zahltexte.get(in_blatt, ())
        except ValueError:
            return False

    def _ist_feld(self, bezug: str, blatt: str) -> bool:
        name = self._aufbau.finde_name(bezug, blatt)
        return ":" in bezug.rpartition("!")[2] or (name is not None and _mehrzellig(name))

    def _bezug(self, bezug: str, blatt: str, ort: Ort, tiefe: int) -> str:
        if _DREI_D.fullmatch(bezug):
            raise NichtBerechenbar("Bezüge über mehrere Blätter (3-D) werden nicht unterstützt.")
        if _ANDERE_DATEI.match(bezug):
            raise NichtBerechenbar("Die Formel liest aus einer anderen Datei; der alte Wert bleibt stehen.")
        geteilt = adresse.mit_blatt(bezug)
        gemeint = self._aufbau.finde_name(geteilt[1], geteilt[0]) if geteilt else None
        if gemeint is not None and gemeint.ziel():
            return gemeint.bezug  # Blatt!Name kennt die Maschine nicht
        name = self._aufbau.finde_name(bezug, blatt)
        if name is not None and _mit_unserer_formel(name):
            if tiefe > 10:
                raise NichtBerechenbar(f"Der Name {name.name} verweist auf sich selbst.")
            return f"({self._umgeschrieben(name.bezug, blatt, ort, True, tiefe + 1)})"
        if tiefe and not _ist_fest(bezug):
            raise NichtBerechenbar(f"Ein Name enthält den verschiebbaren Bezug {bezug}.")
        tabelle = als_bezug(bezug, blatt, ort, self._aufbau.tabellen) if "!" not in bezug else None
        return tabelle or bezug


def _mit_unserer_formel(name: Name) -> bool:
    return "EGH_" in name.bezug.upper() and name.name.upper() not in NAMEN


def _mehrzellig(name: Name) -> bool:
    ziel = name.ziel()
    return ziel is None or ziel[1].hoehe * ziel[1].breite > 1


def _ist_fest(bezug: str) -> bool:
    """Ob ein Bezug nicht mit der Zelle wandert: $A$1, $A:$B oder ein Name."""
    for ecke in bezug.rpartition("!")[2].split(":"):
        if re.fullmatch(r"\$?[A-Z]{1,3}\$?[0-9]+|\$?[A-Z]{1,3}|\$?[0-9]+", ecke, re.I):
            ist_spalte_oder_zeile = ":" in bezug or any(z.isdigit() for z in ecke)
            if ist_spalte_oder_zeile and not _FEST.fullmatch(ecke):
                return False
    return True


def _funktion(roh: str) -> tuple[str, str]:
    """Schreibweise für die Maschine und Name: aus "[1]!egh_vzae(" wird ("EGH_VZAE(", "EGH_VZAE")."""
    name = roh[:-1].strip()
    treffer = _FREMDE_FORM.fullmatch(name)
    if treffer and _ist_unsere(name):
        return treffer[1].upper() + "(", treffer[1].upper()
    if name.upper() == _SCHNITT:
        return "@(", "@"
    if "!" in name:
        raise NichtBerechenbar(f"Die Funktion {name.rpartition('!')[2]} gehört zu einer anderen Datei.")
    ohne = name_ohne_vorsatz(name)
    return (ohne + "(" if ohne in EXCELFUNKTIONEN else roh), ohne


def _geoeffnet(zeichen: list[fz.Token], i: int, rahmen: list[Rahmen], feldformel: bool) -> str:
    """Eine Klammer geht auf: neuer Rahmen; gibt die Schreibweise für die Maschine."""
    z = zeichen[i]
    innen = rahmen[-1].feld if rahmen else feldformel
    if z.token_type != _TYP.Func:
        if z.token_type == _TYP.Array:  # mit {…} rechnet Excel auch in gewöhnlichen Zellen Wert für Wert
            feldzeichen(rahmen, feldformel, gerechnet=False, ist_feld=True)
        rahmen.append(Rahmen("", innen))
        return z.value
    stueck, name = _funktion(z.value)
    if name in _VERWEIGERT:
        raise NichtBerechenbar(f"{name} {_VERWEIGERT[name]}; der alte Wert bleibt stehen.")
    if argumente(zeichen, i) > BIS_ARGUMENTE.get(name, 255):
        raise NichtBerechenbar(
            f"{name} mit mehr als {BIS_ARGUMENTE[name]} Argumenten rechnet die Rechenmaschine anders als Excel."
        )
    if name in _BEREICHE:
        feldzeichen(rahmen, feldformel, gerechnet=False)
    if name in FELDFUNKTIONEN:
        feldzeichen(rahmen, feldformel, gerechnet=False, ist_feld=True)
    rahmen.append(Rahmen(name, innen or name in MIT_FELDERN))
    return stueck


def _mit_feld(zeichen: list[fz.Token]) -> bool:
    """Ob irgendwo in der Formel ein Feld entsteht; welcher Name von LET es trägt, ist ihr nicht anzusehen."""
    return any(
        z.token_type == _TYP.Array
        or (z.token_type == _TYP.Operand and z.subtype == _UNTER.Range and ":" in z.value)
        or (
            z.token_type == _TYP.Func and z.subtype == _UNTER.Open and _funktion(z.value)[1] in FELDFUNKTIONEN
        )
        for z in zeichen
    )


def _weitergerueckt(zeichen: list[fz.Token], i: int, rahmen: list[Rahmen]) -> str:
    """Ein Trenner oder eine Klammer zu; ein weggelassenes Argument davor bekommt seine Marke."""
    z = zeichen[i]
    stueck = z.value
    if rahmen and rahmen[-1].kennt_weggelassen and fehlt_davor(z, zeichen[i - 1] if i else None):
        stueck = f'"{WEGGELASSEN}"{stueck}'
    if rahmen and z.subtype == _UNTER.Close:
        rahmen.pop()
    elif rahmen:
        rahmen[-1].stelle += 1
    return stueck


def nackt(formeln: str) -> str:
    """Formeln in Großbuchstaben, ohne Texte, ohne Blattnamen in Hochkommas und ohne Inhalt eckiger Klammern."""
    ohne = _BEIWERK.sub("", formeln.upper())
    return re.sub(r"\[[^\[\]\n]*\]", "", re.sub(r"\[[^\[\]\n]*\]", "", ohne))


def funktionsnamen(texte: Iterable[str]) -> set[str]:
    """Alle Funktionsnamen in den Formeln in Großbuchstaben, ohne unsere."""
    namen = {
        name for text in texte for name in re.findall(r"(?<![\w.\\])([^\W\d][\w.\\]*)\s*\(", nackt(text))
    }
    return {name for name in namen if not _ist_unsere(name) and name != _SCHNITT}


def _ist_unsere(name: str) -> bool:
    treffer = _FREMDE_FORM.fullmatch(name)
    return treffer is not None and treffer[1].upper() in NAMEN
