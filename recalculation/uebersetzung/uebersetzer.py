"""Formeln der Datei so schreiben, dass die Rechenmaschine sie rechnet wie Excel. Die Datei bleibt unberührt.

Ein Gang durch den Baum der Formel: fremde Schreibweisen unserer Namen (`[1]!EGH_X`, `_xll.EGH_X` …), weggelassene
Argumente (die Maschine macht daraus 0), Namen, hinter denen eine EGH-Formel steht, Bezüge auf die eigene
Tabellenzeile, Vergleiche, bedingte Summen und Bereiche dort, wo Excel einen einzelnen Wert nimmt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from calc.runden import deutsch
from recalculation.datei import landesformat
from recalculation.datei.adresse import Ort, bereich_von
from recalculation.datei.aufbau import Aufbau, Name
from recalculation.eigene import Eigene
from recalculation.funktionen.bedingung import MIT_WERTEN, bereichsstellen
from recalculation.funktionen.grund import WEGGELASSEN
from recalculation.funktionen.tabelle import FUNKTIONEN, UNSERE, Funktion
from recalculation.funktionen.vergleich import ZEICHEN
from recalculation.uebersetzung import argumentregeln, baum, belegung, funktionsruf, hilfsrufe
from recalculation.uebersetzung.baum import RECHENZEICHEN, Knoten
from recalculation.uebersetzung.bezug import (
    Bezuege,
    Form,
    gemeinsam,
    ist_fest,
    passen,
    ungleich_fest,
    wachsen_gleich,
)
from recalculation.uebersetzung.formeln import Beweglich, Uebersetzung
from recalculation.uebersetzung.formeltext import HOECHSTENS_UEBERLAUF, schreibweise
from recalculation.uebersetzung.fremdes import satz_zum_namen, satz_zur_funktion
from recalculation.uebersetzung.ganze_spalten import traegt_nichts_bei
from recalculation.uebersetzung.gestalt import gedaechtnis
from recalculation.uebersetzung.harmlos import Auffaellige
from recalculation.uebersetzung.hindernis import NichtBerechenbar

Groesse = tuple[int, int]
_BEZUGSZEICHEN = {":", " "}


class Stueck(NamedTuple):
    """Ein übersetztes Stück Formel; `ganz`: darin stehen nicht zusammengefasste ganze Spalten oder Zeilen.

    `groesse`: bei einem Bereich oder Feld Zeilen und Spalten oder ein Bezug, der so groß ist; None, wo sie erst beim
    Rechnen feststehen.
    """

    text: str
    form: Form = Form.WERT
    ganz: bool = False
    groesse: Groesse | str | None = None


class Uebersetzer:
    """Übersetzt die Formeln einer Mappe; kennt ihre Namen und Tabellen. `texte`: alle Formeln aneinander."""

    def __init__(self, aufbau: Aufbau, texte: str, eigene: Eigene) -> None:
        self.aufbau = aufbau
        self.eigene = eigene
        self.bezuege = Bezuege(aufbau)
        self.ersetzte_namen = {n.name.upper() for n in aufbau.namen if self.rechnet(n)}
        self.abschnitte = belegung.abschnitte(aufbau, texte)
        self.mit_grossen = belegung.nennt_grosse(aufbau, texte)
        self._auffaellige = Auffaellige(aufbau, texte, eigene)
        self._gedaechtnis = gedaechtnis(
            tuple(aufbau.namen),
            tuple(aufbau.tabellen),
            bool(aufbau.verborgene_zeilen),
            aufbau.seltene_fehler,
            aufbau.zahlspalten,
            eigene,
        )

    def mit_unserer_formel(self, name: Name) -> bool:
        """Ob hinter dem Namen eine eigene Formel steht; die Maschine kennt sie dort nicht."""
        return self.eigene.steht_in(name.bezug) and name.name.upper() not in self.eigene

    def rechnet(self, name: Name) -> bool:
        """Ob hinter dem Namen eine Formel steht, die an seiner Stelle zu rechnen ist."""
        gerechnet = "(" in name.bezug and name.ziel() is None and name.name.upper() not in self.eigene
        return gerechnet or self.mit_unserer_formel(name)

    def noetig(self, text: str) -> bool:
        """Ob eine Formel zu übersetzen ist."""
        return self._auffaellige.enthaelt(text)

    def uebersetze(
        self,
        text: str,
        blatt: str,
        ort: Ort,
        feld: bool = False,
        gemeinsam: bool = False,
        fuellt: Groesse = (1, 1),
    ) -> Uebersetzung:
        """Formel (ohne »=«) für die Maschine; bei denen, die nicht `noetig` sind, dieselbe anders geschrieben.

        `feld`: Matrixformel, sonst gilt der Schnitt mit der Zeile; `gemeinsam`: andere Zellen übernehmen sie
        verschoben.
        Fehler: `NichtBerechenbar`.
        """

        def neu() -> Uebersetzung:
            return _Gang(self, blatt, ort, gemeinsam).formel(baum.zerlegt(text), feld, fuellt)

        if self.aufbau.tabellen:  # Bezüge in einer Tabelle hängen vom Ort ab
            return neu()
        return self._gedaechtnis.uebersetzt(text, blatt, ort, (feld, gemeinsam, fuellt, self.abschnitte), neu)


class _Gang:
    """Der Gang durch eine Formel; was er dabei sieht, wird zu ihrer `Uebersetzung`."""

    def __init__(self, u: Uebersetzer, blatt: str, ort: Ort, gemeinsam: bool) -> None:
        self._u = u
        self._blatt = blatt
        self._ort = ort
        self._gemeinsam = gemeinsam
        self._tiefe = 0
        self._lokale: dict[str, Stueck] = {}  # was hinter den Namen von LET und LAMBDA steht
        self.wandert = True
        self._faengt_ab = self._fragt = self._lehnt_ab = self._verkettet = False
        self._namen: set[str] = set()
        self._bewegliche: list[Beweglich] = []
        self._nummern: list[Beweglich] = []

    def formel(self, k: Knoten, feld: bool, fuellt: Groesse = (1, 1)) -> Uebersetzung:
        """Die ganze Formel; `fuellt`: so viele Zeilen und Spalten füllt eine Matrixformel von fester Größe."""
        text = self._text(k, feld, fuellt)
        return Uebersetzung(
            text,
            self.wandert,
            self._faengt_ab,
            self._fragt,
            self._lehnt_ab,
            self._verkettet,
            frozenset(self._namen),
            tuple(self._bewegliche),
            tuple(self._nummern),
        )

    def _text(self, k: Knoten, feld: bool, fuellt: Groesse) -> str:
        s = self._stueck(k, feld)
        if not feld:
            return self._einzeln(s, k).text
        groesse = self._groesse(s) if self._fragt and fuellt != (1, 1) else fuellt
        if groesse is None or any(1 < ist < soll for ist, soll in zip(groesse, fuellt, strict=True)):
            raise NichtBerechenbar(
                "Die Matrixformel fragt über ihr Ergebnis hinaus; das wird nicht gerechnet."
            )
        if s.ganz:
            raise NichtBerechenbar(
                f"Eine ganze Spalte oder Zeile als Ergebnis füllt mehr als {deutsch(HOECHSTENS_UEBERLAUF)} Zellen; "
                "der alte Wert bleibt stehen."
            )
        return s.text

    # ------------------------------------------------------------------ Werte

    def _einzeln(self, s: Stueck, k: Knoten) -> Stueck:
        """Der eine Wert, den Excel in einer gewöhnlichen Zelle nimmt."""
        if s.form == Form.WERT:
            return s
        if s.form == Form.BEREICH and k["node_type"] == "Reference":
            zelle = self._u.bezuege.schnitt(s.text, self._blatt, self._ort)
            if zelle is not None and (zelle[1] or not self._gemeinsam):
                self.wandert &= zelle[1]
                return Stueck(zelle[0])
        return Stueck(f"@({s.text})")

    def _wert(self, k: Knoten, feld: bool) -> Stueck:
        """Ein Stück, wo ein einzelner Wert gewollt ist; im Feld und bei Feldern Wert für Wert."""
        s = self._stueck(k, feld)
        if s.form != Form.BEREICH:
            return s
        return s._replace(form=Form.FELD) if feld else self._einzeln(s, k)

    def _stueck(self, k: Knoten, feld: bool) -> Stueck:
        art: Callable[[Knoten, bool], Stueck] = getattr(self, "_" + k["node_type"].lower())
        return art(k, feld)

    # ----------------------------------------------------------------- Knoten

    def _literal(self, k: Knoten, _feld: bool) -> Stueck:
        text = baum.text_in(k)
        if text is not None and landesformat.ist_deutsche_zahl(text):
            raise NichtBerechenbar(f'Die Zahl im Text "{text}" liest die Rechenmaschine anders als Excel.')
        return Stueck(baum.literal(k["value"]))

    def _omitted(self, _k: Knoten, _feld: bool) -> Stueck:
        return Stueck("")

    def _array(self, k: Knoten, feld: bool) -> Stueck:
        zeilen = (",".join(self._stueck(z, feld).text for z in zeile) for zeile in k["rows"])
        groesse = len(k["rows"]), len(k["rows"][0])
        return Stueck("{" + ";".join(zeilen) + "}", Form.FELD, groesse=groesse)

    def _reference(self, k: Knoten, _feld: bool) -> Stueck:
        bezug = k["reference"]
        if bezug.lower() in self._lokale:
            return self._lokale[bezug.lower()]._replace(text=bezug)
        name = self._u.bezuege.name(bezug, self._blatt)
        if name is not None:
            self._namen.add(name.name.upper())
        if name is not None and (satz := satz_zum_namen(name, self._u.eigene)):
            raise NichtBerechenbar(satz)
        if name is not None and self._u.rechnet(name):
            return self._hinter_name(name.name, name.bezug)
        if self._tiefe and not ist_fest(bezug):
            raise NichtBerechenbar(f"Ein Name enthält den verschiebbaren Bezug {bezug}.")
        text = self._u.bezuege.geschrieben(bezug, self._blatt, self._ort)
        ganz = hilfsrufe.ist_ganz(name.bezug if name is not None else text)
        form = self._u.bezuege.form(text, self._blatt)
        return Stueck(text, form, ganz, text if form else None)

    def _groesse(self, s: Stueck) -> Groesse | None:
        """Die Größe eines Feldes; die von A$1:A5 ändert sich mit der Zeile, in der die Formel steht."""
        if not isinstance(s.groesse, str):
            return (1, 1) if s.form == Form.WERT else s.groesse
        ecken = self._u.bezuege.ecken(s.groesse, self._blatt)
        if ecken is None:
            return None
        if ungleich_fest(ecken[1]):
            if self._gemeinsam:
                return None
            self.wandert = False
        bereich = bereich_von(ecken[1])
        return bereich.hoehe, bereich.breite

    def _hinter_name(self, name: str, text: str) -> Stueck:
        if self._tiefe > 10:
            raise NichtBerechenbar(f"Der Name {name} verweist auf sich selbst.")
        self._tiefe += 1
        s = self._stueck(baum.zerlegt(text), True)
        self._tiefe -= 1
        # ein Bereich in Klammern wäre für manche Funktion keiner mehr
        return s if s.form == Form.BEREICH else s._replace(text=f"({s.text})")

    def _unaryop(self, k: Knoten, feld: bool) -> Stueck:
        zeichen, innen = k["operator"], k["operand"]
        if zeichen == "@":
            return self._einzeln(self._stueck(innen, False), innen)
        if zeichen == "#":
            return Stueck(f"{self._stueck(innen, feld).text}#", Form.BEREICH)
        s = self._operand(innen, feld)
        text = f"{s.text}%" if zeichen == "%" else f"{zeichen}{s.text}"
        return s._replace(text=text)

    def _binaryop(self, k: Knoten, feld: bool) -> Stueck:
        zeichen, links, rechts = k["operator"], k["left"], k["right"]
        if zeichen in _BEZUGSZEICHEN:
            return Stueck(
                f"{self._stueck(links, feld).text}{zeichen}{self._stueck(rechts, feld).text}", Form.BEREICH
            )
        if zeichen == ",":
            raise NichtBerechenbar("Mehrere Bereiche in einer Klammer werden nicht unterstützt.")
        rechnet = zeichen in RECHENZEICHEN
        a, b = (self._operand(seite, feld, rechnet) for seite in (links, rechts))
        form = Form.FELD if Form.FELD in (a.form, b.form) else Form.WERT
        felder = bool(a.form and b.form)
        groessen = [self._groesse(s) for s in (a, b)] if felder else []
        passt = not felder or passen(*groessen)
        if zeichen == "^" and (not passt or not rechts.get("value")):  # 0^0 ist in Excel ein Fehler
            text = f"POWER({a.text},{b.text})"
        elif zeichen in ZEICHEN:
            text = hilfsrufe.verglichen(a.text, zeichen, b.text)
        elif zeichen == "&":
            self._verkettet = self._lehnt_ab = True
            text = hilfsrufe.verkettet(a.text, links, b.text)
        elif passt:
            text = a.text + zeichen + b.text
        else:
            self._lehnt_ab = True
            text = hilfsrufe.gerechnet(a.text, zeichen, b.text)
        if not passt and (a.ganz or b.ganz):
            raise NichtBerechenbar(
                "Eine ganze Spalte oder Zeile mit einem Bereich anderer Größe wird nicht gerechnet."
            )
        return Stueck(
            text, form, a.ganz or b.ganz, gemeinsam(*groessen) if felder else a.groesse or b.groesse
        )

    def _operand(self, k: Knoten, feld: bool, rechnet: bool = True) -> Stueck:
        s = self._wert(k, feld)
        if rechnet:
            text = baum.text_in(k)
            if text is not None and landesformat.ist_zahltext(text):
                raise NichtBerechenbar(
                    f'Die Zahl im Text "{text}" liest die Rechenmaschine anders als Excel.'
                )
            self._pruefe_zahltext(k, s)
        if k["node_type"] in ("BinaryOp", "UnaryOp"):
            return s._replace(text=f"({s.text})")
        return s

    def _pruefe_zahltext(self, k: Knoten, s: Stueck) -> None:
        """Fehler: `NichtBerechenbar`, wo die Maschine mit einer Zelle rechnet, in der eine Zahl als Text steht."""
        if k["node_type"] != "Reference":
            return
        if self._u.bezuege.in_zahlspalte(s.text, self._blatt):
            self.wandert = False
        if self._u.bezuege.ist_zahltext(s.text, self._blatt):
            raise NichtBerechenbar(f"{s.text} enthält eine Zahl als Text; Excel läse sie deutsch.")

    def _call(self, k: Knoten, feld: bool) -> Stueck:
        argumente = [self._stueck(a, True) for a in k["args"]]
        if k["callee"]["node_type"] == "Function" and k["callee"]["name"].upper().endswith("LAMBDA"):
            for parameter, a in zip(k["callee"]["args"], argumente, strict=False):
                self._lokale[str(parameter.get("reference", "")).lower()] = a
        ruf = self._stueck(k["callee"], feld)
        return Stueck(f"{ruf.text}({','.join(a.text for a in argumente)})", Form.FELD)

    # ------------------------------------------------------------- Funktionen

    def _function(self, k: Knoten, feld: bool) -> Stueck:
        geschrieben, name = schreibweise(k["name"], self._u.eigene)
        if name == "@" and k["args"]:
            return self._einzeln(self._stueck(k["args"][0], False), k["args"][0])
        unsere = self._u.eigene.formeln.get(name)
        if unsere is None and (satz := satz_zur_funktion(k["name"].strip().upper())):
            raise NichtBerechenbar(satz)
        f = FUNKTIONEN[name] if unsere is None else UNSERE
        argumente = argumentregeln.ersetzt(f, k["args"], feld)
        funktionsruf.pruefe(f, argumente, self._u.aufbau)
        besondere = {"LET": self._let, "LAMBDA": self._lambda, "ROW": self._zeilen, "COLUMN": self._zeilen}
        if name in besondere and argumente:
            return besondere[name](geschrieben, argumente, feld)
        innen = feld or f.mit_feldern
        stuecke = [self._argument(f, i, a, innen) for i, a in enumerate(argumente, 1)]
        if fester := self._fester_fehler(f, argumente, stuecke):
            return fester
        self._pruefe_ganze(f, argumente, stuecke)
        self._merke(f, argumente, stuecke)
        formen = [s.form for s in stuecke]
        if not f.regeln.isdisjoint("dx"):
            self._lehnt_ab = True
            stuecke = [
                self._als_zahl(s, f.argument(i).regeln, k)
                for i, (s, k) in enumerate(zip(stuecke, argumente, strict=True), 1)
            ]
        if name == "INDEX" and (ganze_zeile := self._index_mit_einer_nummer(argumente, stuecke)):
            return ganze_zeile
        if f.mit_bedingung:
            direkt = [
                self._u.bezuege.direkt(s.text, self._blatt) if a["node_type"] == "Reference" else None
                for a, s in zip(argumente, stuecke, strict=True)
            ]
            texte = self._so_gross_wie_gesucht(name, [s.text for s in stuecke], direkt)
            stapel = self._stapel(name, direkt)
            text = hilfsrufe.mit_bedingung(name, texte, direkt, Form.FELD in formen, stapel)
        else:
            text = hilfsrufe.ruf(geschrieben, f, argumente, [s.text for s in stuecke], formen)
            self._lehnt_ab |= hilfsrufe.kann_ablehnen(text, f)
        form = funktionsruf.form(f, unsere, argumente, formen, feld)
        if name in ("IF", "IFERROR", "IFNA") and form == Form.FELD:
            self._pruefe_groessen(name, argumente)
        je_stueck = f.je_wert and form == Form.FELD
        groesse = gemeinsam(*(self._groesse(s) for s in stuecke)) if je_stueck else None
        ganz = form == Form.FELD and f.rechnet_je_wert(1) and any(s.ganz for s in stuecke)
        return Stueck(text, form, ganz, groesse)

    def _merke(self, f: Funktion, argumente: list[Knoten], stuecke: list[Stueck]) -> None:
        """Was an diesem Aufruf nach dem Rechnen zu wissen ist."""
        self._faengt_ab |= f.faengt_ab
        self._fragt |= f.fragt
        self._verkettet |= f.name in ("TRIM", "SUBSTITUTE")
        self._lehnt_ab |= f.mit_bedingung
        gerechnet = [
            s.text for k, s in zip(argumente[1:], stuecke[1:], strict=True) if hilfsrufe.ist_einfach(k)
        ]
        if f.name == "INDEX" and gerechnet:
            self._nummern.append(Beweglich("INDEX", tuple(gerechnet)))
        if f.name == "ANCHORARRAY":
            self._nummern.append(Beweglich(f.name, ()))
        if f.name in ("OFFSET", "INDIRECT"):
            self._bewegliche.append(Beweglich(f.name, tuple(s.text for s in stuecke)))
            if f.name == "INDIRECT":  # was es ablehnt, wird darin zu #WERT!
                self._faengt_ab = self._lehnt_ab = True

    @staticmethod
    def _als_zahl(s: Stueck, regeln: str, k: Knoten) -> Stueck:
        if "f" in regeln and hilfsrufe.ruft(k):
            return s  # der Weg kostete dreimal dieselbe Rechnung
        nur = "".join(regel for regel in regeln if regel in "dxa")
        return s._replace(text=hilfsrufe.als_zahl(s.text, nur)) if nur else s

    def _index_mit_einer_nummer(self, argumente: list[Knoten], stuecke: list[Stueck]) -> Stueck | None:
        """INDEX mit einer Nummer: ein Bereich mit mehreren Zeilen und Spalten gibt #BEZUG!, ein Feld die Zeile."""
        if len(argumente) != 2 or argumente[1]["node_type"] == "Omitted" or argumente[1].get("value") == 0:
            return None
        groesse = self._groesse(stuecke[0]) if stuecke[0].form else None
        if groesse is None or min(groesse) == 1:
            return None
        if argumente[1]["node_type"] != "Literal":
            raise NichtBerechenbar(
                "INDEX mit einer Nummer über mehreren Zeilen und Spalten wird nicht gerechnet."
            )
        if stuecke[0].form == Form.BEREICH:
            return Stueck("#REF!")
        text = f"INDEX({stuecke[0].text},{stuecke[1].text},0)"
        return Stueck(text, Form.FELD, groesse=(1, groesse[1]))

    def _so_gross_wie_gesucht(self, name: str, texte: list[str], direkt: list[str | None]) -> list[str]:
        """SUMIF und AVERAGEIF nehmen von den Werten so viele Zellen, wie der Bereich des Gesuchten hat."""
        gesucht, werte = (direkt[0], direkt[2]) if name in MIT_WERTEN and len(texte) == 3 else (None, None)
        if not gesucht or not werte:
            return texte
        passend = hilfsrufe.so_gross_wie(werte, gesucht)
        gleich = passend == werte and wachsen_gleich(gesucht, werte)
        if not gleich and (ungleich_fest(gesucht) or ungleich_fest(werte)):
            if self._gemeinsam:
                raise NichtBerechenbar(
                    f"{name} mit Bereichen verschiedener Größe in einer gemeinsamen Formel wird nicht gerechnet."
                )
            self.wandert = False
        if passend == werte:  # vielleicht ein Name
            return texte
        direkt[2] = passend
        return [*texte[:2], passend]

    @staticmethod
    def _fester_fehler(f: Funktion, argumente: list[Knoten], stuecke: list[Stueck]) -> Stueck | None:
        """Ein fester Fehler als Argument ist das Ergebnis, wenn davor keiner steht; nicht so in der Maschine."""
        ohne = not any(map(baum.fehler_in, argumente))
        if ohne or f.nimmt_fehler:
            return None
        text = ""
        for i, (a, s) in reversed(list(enumerate(zip(argumente, stuecke, strict=True), 1))):
            if f.argument(i).art == "K":
                continue  # das Kriterium sucht den Fehler
            if fehler := baum.fehler_in(a):
                text = fehler
            elif text and s.form == Form.WERT and a["node_type"] not in ("Literal", "Omitted"):
                text = f"IF(ISERROR({s.text}),{s.text},{text})"
        return Stueck(text) if text else None

    def _stapel(self, name: str, bezuege: list[str | None]) -> belegung.Stapel | None:
        """Der Stapel für die Bereiche einer bedingten Summe. Was mit der Zeile wandert, gilt nur in dieser."""
        genannt = [bezuege[i] for i in bereichsstellen(name, len(bezuege))]
        if not self._u.abschnitte or not all(genannt):
            return None
        stapel = belegung.stapel([b for b in genannt if b], self._u.abschnitte)
        if stapel is not None and not all(belegung.zeilen_fest(b) for b in genannt if b):
            if self._gemeinsam:
                return None
            self.wandert = False
        return stapel

    @staticmethod
    def _pruefe_ganze(f: Funktion, argumente: list[Knoten], stuecke: list[Stueck]) -> None:
        for i, s in enumerate(stuecke, 1):
            gerechnet = s.ganz and s.form == Form.FELD and not f.rechnet_je_wert(i)
            if gerechnet and not traegt_nichts_bei(f, argumente, i):
                raise NichtBerechenbar(
                    f"{f.name} über einer Rechnung mit ganzen Spalten oder Zeilen: die Rechenmaschine übergeht das "
                    "Leere darin; der alte Wert bleibt stehen."
                )

    def _pruefe_groessen(self, name: str, argumente: list[Knoten]) -> None:
        """Fehler: `NichtBerechenbar`, wenn Felder verschiedener Größe zusammentreffen; Excel füllt mit #NV auf."""
        groessen = {g for a in argumente if (g := self._u.bezuege.groesse(a, self._blatt)) != (1, 1)}
        hoehen, breiten = ({g[i] for g in groessen if g} - {1} for i in (0, 1))
        if len(hoehen) > 1 or len(breiten) > 1:
            raise NichtBerechenbar(
                f"{name} über Feldern verschiedener Größe beherrscht die Rechenmaschine nicht."
            )

    def _argument(self, f: Funktion, stelle: int, k: Knoten, feld: bool) -> Stueck:
        name = f.name
        if k["node_type"] == "Omitted":
            return Stueck(f'"{WEGGELASSEN}"' if f.marke else "")
        if f is UNSERE and baum.text_in(k) is not None:  # sie lesen deutsche Zahlen
            return Stueck(baum.literal(k["value"]))
        if f.argument(stelle).ganz:
            return self._stueck(k, feld)
        if name in ("N", "T") and k["node_type"] == "Reference" and self._stueck(k, feld).form:
            # sie nehmen von einem Bereich die erste Zelle
            raise NichtBerechenbar(f"{name} über einem Bereich rechnet die Rechenmaschine anders als Excel.")
        s = self._wert(k, feld)
        if not f.unser and not f.nimmt_text:
            self._pruefe_zahltext(k, s)
        if s.form == Form.FELD and not f.rechnet_je_wert(stelle):
            raise NichtBerechenbar(
                f"{name} rechnet die Rechenmaschine nicht Wert für Wert über einen Bereich."
            )
        return s

    def _let(self, geschrieben: str, argumente: list[Knoten], _feld: bool) -> Stueck:
        texte = []
        for i, k in enumerate(argumente):
            if i % 2 == 0 and i < len(argumente) - 1:
                texte.append(k.get("reference", ""))
                continue
            s = self._stueck(k, True)
            texte.append(s.text)
            if i < len(argumente) - 1:
                self._lokale[texte[-2].lower()] = s
        return s._replace(text=f"{geschrieben}({','.join(texte)})")

    def _lambda(self, geschrieben: str, argumente: list[Knoten], _feld: bool) -> Stueck:
        parameter = [k.get("reference", "") for k in argumente[:-1]]
        for p in parameter:
            self._lokale.setdefault(p.lower(), Stueck(p, Form.FELD))
        rumpf = self._stueck(argumente[-1], True)
        return Stueck(f"{geschrieben}({','.join([*parameter, rumpf.text])})")

    def _zeilen(self, geschrieben: str, argumente: list[Knoten], feld: bool) -> Stueck:
        """ROW und COLUMN, über einem Bereich nur im Feld."""
        s = self._stueck(argumente[0], feld)
        if s.form == Form.WERT:
            return Stueck(f"{geschrieben}({s.text})")
        ecken = self._u.bezuege.ecken(s.text, self._blatt) if s.form == Form.BEREICH and feld else None
        if ecken is None or (self._gemeinsam and not ist_fest(s.text)):
            raise NichtBerechenbar(
                f"{geschrieben} rechnet die Rechenmaschine nicht Wert für Wert über einen Bereich."
            )
        b = bereich_von(ecken[1])
        zeilen = geschrieben == "ROW"
        self.wandert &= not zeilen  # ihre Spalten sind in jeder Zeile dieselben
        if (b.hoehe if zeilen else b.breite) > HOECHSTENS_UEBERLAUF:
            raise NichtBerechenbar(f"{geschrieben} ergibt mehr als {deutsch(HOECHSTENS_UEBERLAUF)} Werte.")
        gross = f"{b.hoehe},1,{b.zeile}" if zeilen else f"1,{b.breite},{b.spalte}"
        return Stueck(f"SEQUENCE({gross})", Form.FELD, groesse=(b.hoehe, 1) if zeilen else (1, b.breite))
