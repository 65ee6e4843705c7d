"""Der Gang durch die Funktionsaufrufe einer Formel."""

from __future__ import annotations

from calc.runden import deutsch
from recalculation.datei.adresse import bereich_von
from recalculation.funktionen.bedingung import MIT_WERTEN, bereichsstellen
from recalculation.funktionen.grund import WEGGELASSEN
from recalculation.funktionen.tabelle import FUNKTIONEN, UNSERE, Funktion, name_ohne_vorsatz
from recalculation.uebersetzung import argumentregeln, baum, belegung, funktionsruf, hilfsrufe
from recalculation.uebersetzung.baum import Knoten
from recalculation.uebersetzung.bezug import (
    Form,
    Zahltext,
    gemeinsam,
    ungleich_fest,
    wachsen_gleich,
)
from recalculation.uebersetzung.formeln import Beweglich
from recalculation.uebersetzung.formeltext import HOECHSTENS_UEBERLAUF, schreibweise
from recalculation.uebersetzung.fremdes import satz_zur_funktion
from recalculation.uebersetzung.gang import Gang, Stueck
from recalculation.uebersetzung.ganze_spalten import traegt_nichts_bei
from recalculation.uebersetzung.hindernis import NichtBerechenbar

_ZAEHLEND = (2.0, 3.0, 102.0, 103.0)  # Nummern von SUBTOTAL, mit denen Fehler nicht zählen


class Funktionsgang(Gang):
    """Ein Gang, der auch Funktionen schreibt, jede nach ihrer Zeile in der Tabelle."""

    def _function(self, k: Knoten, feld: bool) -> Stueck:
        geschrieben, name = schreibweise(k["name"], self._u.eigene)
        if name == "@" and k["args"]:
            return self._einzeln(self._stueck(k["args"][0], False), k["args"][0])
        if name in ("COUNT", "COUNTA") and not k.get("allein") and any(map(_gibt_einen_bezug, k["args"])):
            return self._stueck(_einzeln_gezaehlt(k), feld)
        unsere = self._u.eigene.formeln.get(name)
        if unsere is None and (satz := satz_zur_funktion(k["name"].strip().upper())):
            raise NichtBerechenbar(satz)
        f = FUNKTIONEN[name] if unsere is None else UNSERE
        argumente = argumentregeln.ersetzt(f, k["args"], feld)
        funktionsruf.pruefe(f, argumente, self._u.aufbau)
        if argumente and _zeigt_beweglich(name, argumente[0], feld):
            return self._wo_oder_wie_gross(geschrieben, argumente[0], feld)
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
        if f.liest_text:
            self._lehnt_ab = True
            stuecke = [self._als_zahl(s, f.argument(i).regeln) for i, s in enumerate(stuecke, 1)]
        if name == "INDEX" and (ganze_zeile := self._index_mit_einer_nummer(argumente, stuecke)):
            return ganze_zeile
        if f.mit_bedingung:
            stuecke = [
                s._replace(text=hilfsrufe.als_kriterium(a, s.text)) if f.argument(i).art == "K" else s
                for i, (a, s) in enumerate(zip(argumente, stuecke, strict=True), 1)
            ]
            direkt = [
                self._u.bezuege.direkt(s.text, self._blatt) if a["node_type"] == "Reference" else None
                for a, s in zip(argumente, stuecke, strict=True)
            ]
            texte = self._so_gross_wie_gesucht(name, [s.text for s in stuecke], direkt)
            stapel = self._stapel(name, direkt)
            text = hilfsrufe.mit_bedingung(name, texte, direkt, Form.FELD in formen, stapel)
        else:
            text = hilfsrufe.ruf(geschrieben, f, argumente, [s.text for s in stuecke], formen)
            if name == "SUM" and self._nach_null_gefragt:
                text = hilfsrufe.mit_nullregel(text, [s.text for s in stuecke])
            self._lehnt_ab |= hilfsrufe.kann_ablehnen(text, f)
        form = funktionsruf.form(f, unsere, argumente, formen, feld)
        if name in ("IF", "IFERROR", "IFNA") and form == Form.FELD:
            self._pruefe_groessen(name, argumente)
        je_stueck = f.je_wert and form == Form.FELD
        groesse = gemeinsam(*(self._groesse(s) for s in stuecke)) if je_stueck else None
        ganz = form == Form.FELD and f.rechnet_je_wert(1) and any(s.ganz for s in stuecke)
        return Stueck(text, form, ganz, groesse, self._gibt_zahltext(f, stuecke))

    def _gibt_zahltext(self, f: Funktion, stuecke: list[Stueck]) -> Zahltext:
        """Ob der Aufruf einen Text geben kann, der eine Zahl ist: einen gerechneten oder den einer Zelle."""
        if f.ergebnis == "T":
            return Zahltext.IMMER
        if f is UNSERE or not f.gibt_weiter:
            return Zahltext.KEINER
        if f.name in ("OFFSET", "INDIRECT"):
            return self._u.bezuege.ueberall
        return max((s.zahltext for s in stuecke), default=Zahltext.KEINER)

    def _merke(self, f: Funktion, argumente: list[Knoten], stuecke: list[Stueck]) -> None:
        """Was an diesem Aufruf nach dem Rechnen zu wissen ist."""
        self._faengt_ab |= f.faengt_ab
        self._fragt |= f.fragt
        self._lehnt_ab |= f.mit_bedingung
        if f.name == "INDEX":
            paare = zip(argumente[1:], stuecke[1:], strict=True)
            if gerechnet := tuple(s.text for k, s in paare if hilfsrufe.ist_einfach(k)):
                self._nummern.append(Beweglich("INDEX", gerechnet))
        zaehlt = f.name == "SUBTOTAL" and argumente[0].get("value", 2.0) in _ZAEHLEND
        if f.name == "ANCHORARRAY" or zaehlt:
            self._nummern.append(Beweglich(f.name, ()))
        if f.name in ("OFFSET", "INDIRECT"):
            self._bewegliche.append(Beweglich(f.name, tuple(s.text for s in stuecke)))
            if f.name == "INDIRECT":  # was es ablehnt, wird darin zu #WERT!
                self._faengt_ab = self._lehnt_ab = True

    @staticmethod
    def _als_zahl(s: Stueck, regeln: str) -> Stueck:
        nur = "".join(regel for regel in regeln if regel in "dxaegiw")
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
            return self._bewacht(f, stelle, k, self._gefragt(f, stelle, k, feld))
        if name in ("N", "T") and k["node_type"] == "Reference" and self._stueck(k, feld).form:
            # sie nehmen von einem Bereich die erste Zelle
            raise NichtBerechenbar(f"{name} über einem Bereich rechnet die Rechenmaschine anders als Excel.")
        s = self._gefragt(f, stelle, k, feld)
        if not f.unser and not f.nimmt_text and f.name != "TEXT":
            s = self._als_zahl_gelesen(k, s)
        if s.form == Form.FELD and not f.rechnet_je_wert(stelle):
            raise NichtBerechenbar(
                f"{name} rechnet die Rechenmaschine nicht Wert für Wert über einen Bereich."
            )
        return self._bewacht(f, stelle, k, s)

    def _bewacht(self, f: Funktion, stelle: int, k: Knoten, s: Stueck) -> Stueck:
        text = argumentregeln.bewacht(f, stelle, k, s.text)
        self._lehnt_ab |= text != s.text
        return s._replace(text=text)

    def _gefragt(self, f: Funktion, stelle: int, k: Knoten, feld: bool) -> Stueck:
        """Das Argument; in WENN, UND … fragt es danach, ob es null ist."""
        davor = self._nach_null_gefragt
        self._nach_null_gefragt |= "l" in f.argument(stelle).regeln
        s = self._stueck(k, feld) if f.argument(stelle).ganz else self._wert(k, feld)
        self._nach_null_gefragt = davor
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

    def _wo_oder_wie_gross(self, geschrieben: str, argument: Knoten, feld: bool) -> Stueck:
        """Von OFFSET und INDIRECT; zeigen sie ins Leere, nennt die Maschine die eigene Zeile und die Größe 1."""
        s = self._stueck(argument, feld)
        return Stueck(f"IF(ISREF({s.text}),{geschrieben}({s.text}),SUM({s.text}))")

    def _zeilen(self, geschrieben: str, argumente: list[Knoten], feld: bool) -> Stueck:
        """ROW und COLUMN, über einem Bereich nur im Feld."""
        s = self._stueck(argumente[0], feld)
        if s.form == Form.WERT:
            return Stueck(f"{geschrieben}({s.text})")
        ecken = self._u.bezuege.ecken(s.text, self._blatt) if s.form == Form.BEREICH and feld else None
        if ecken is None:
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


def _zeigt_beweglich(name: str, argument: Knoten, feld: bool) -> bool:
    """Ob nach Zeile, Spalte oder Größe von OFFSET oder INDIRECT gefragt ist; im Feld hat jede Zeile ihre Nummer."""
    gefragt = ("ROWS", "COLUMNS") if feld else ("ROWS", "COLUMNS", "ROW", "COLUMN")
    genannt = name_ohne_vorsatz(argument["name"]) if argument["node_type"] == "Function" else ""
    return name in gefragt and genannt in ("OFFSET", "INDIRECT")


def _gibt_einen_bezug(k: Knoten) -> bool:
    """Ob ein Argument ein Aufruf ist, der einen Bereich geben kann und sonst einen Fehler."""
    f = FUNKTIONEN.get(name_ohne_vorsatz(k["name"])) if k["node_type"] == "Function" else None
    return f is not None and f.ergebnis in "ABS"


def _einzeln_gezaehlt(k: Knoten) -> Knoten:
    """ANZAHL über jedes Argument für sich: ist es als Ganzes ein Fehler, zählt der wie ein Text."""
    sonst: Knoten = {"node_type": "Literal", "value": float(name_ohne_vorsatz(k["name"]) == "COUNTA")}
    gezaehlt: list[Knoten] = [
        {"node_type": "Function", "name": "IFERROR", "args": [{**k, "args": [a], "allein": True}, sonst]}
        for a in k["args"]
    ]
    summe = gezaehlt[0]
    for teil in gezaehlt[1:]:
        summe = {"node_type": "BinaryOp", "operator": "+", "left": summe, "right": teil}
    return summe
