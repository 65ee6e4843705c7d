"""Um die nackte Rechnung einer Formel herum, was ihre Argumente sein dürfen: leer, #WERT! und #ZAHL! wie das Add-in.

Die Grenzen kommen aus den Lesern der Argumente; nichts davon ist hier noch einmal geschrieben.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import range_boundaries

from calc.fehler import Regelfehler
from recalculation.uebersetzung.baum import Knoten, zerlegt
from udfs import Argument, Formel, lesen, zeiten
from udfs.nativ import NATIV
from udfs.preise import entgeltgruppe
from workbooks.nativ.annahmen import Annahmen
from workbooks.nativ.schreiben import ersetzt, fertig, fest, funktion, geschrieben, verbunden, vereinfacht

_WERT, _ZAHL, _NV = fest("#VALUE!"), fest("#NUM!"), fest("#N/A")
_LEER = fest("")
_WEG: Knoten = {"node_type": "Omitted"}
_NAME = re.compile(r"[^\W\d]\w*")
_ZELLE = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]+")
_PLATZ = re.compile(r"\{(\w+)(\??)\}")
_UHRZEIT = lesen.Zahl(mindestens=0, hoechstens=1)
_OHNE_PRUEFUNG = (lesen.hbg, lesen.ja_nein, entgeltgruppe)
_VOM_DECKBLATT: dict[Any, str] = {
    lesen.land: "meta_land",
    lesen.land_oder_bund: "meta_land",
    lesen.stichtag: "meta_stichtag",
}


class OhneForm(ValueError):
    """Ein Aufruf, den es ohne Add-in nicht gibt; der Text ist ein deutscher Satz."""


@dataclass
class _Pruefung:
    """Was vor der Rechnung zu prüfen ist."""

    leer: Knoten | None = None  # Bedingung: das erste Argument ist leer
    fehlen: list[Knoten] = field(default_factory=list)  # Bedingungen: ein weiteres ist leer
    fehler: list[tuple[Knoten, Knoten]] = field(
        default_factory=list
    )  # Texte oder Fehler in einem Bereich, und was dann
    zahlen: list[Knoten] = field(default_factory=list)
    unlesbar: list[Knoten] = field(default_factory=list)
    ausserhalb: list[Knoten] = field(default_factory=list)
    unbekannt: list[Knoten] = field(default_factory=list)  # Bedingungen für #NV


Geprueft = Callable[[str, Argument], str]
"""Name der Zelle, die einen Namen für ein Argument geprüft zeigt."""


def nativ(
    f: Formel,
    argumente: Sequence[Knoten],
    uebersetzt: Sequence[Knoten],
    annahmen: Annahmen,
    geprueft: Geprueft,
) -> Knoten:
    """Der Aufruf als gewöhnliche Formel; `uebersetzt`: die Argumente, in denen keine EGH-Formel mehr steht.

    Fehler: `OhneForm`.
    """
    n = NATIV.get(f.funktion)
    if n is None:
        raise OhneForm(f"{f.name} füllt mehrere Zellen.")
    p, werte = _Pruefung(), {}
    for i, arg in enumerate(f.argumente):
        k, da = (liste[i] if i < len(liste) else _WEG for liste in (argumente, uebersetzt))
        werte[arg.name] = _argument(arg, k, fertig(da), i == 0, annahmen, geprueft, p)
    kern, zahl, wert = (_eingesetzt(text, werte) for text in n)
    if zahl is not None:
        p.ausserhalb.append(zahl)
    assert kern is not None
    innen = _wenn(p.unbekannt, _NV, kern)
    if wert is None:
        innen = _wenn(p.ausserhalb, _ZAHL, innen)
    else:  # die Regel prüft erst, wenn alle Argumente gelesen sind
        grenzen = p.ausserhalb[: len(p.ausserhalb) - (zahl is not None)]
        innen = _wenn([wert], _WERT, _wenn([zahl] if zahl is not None else [], _ZAHL, innen))
        innen = _wenn(grenzen, _ZAHL, innen)
    unlesbar = list(p.unlesbar)
    if p.zahlen:
        unlesbar.insert(0, verbunden(funktion("COUNT", *p.zahlen), "<", fest(float(len(p.zahlen)))))
    return vereinfacht(_mit_leeren(p, _wenn(unlesbar, _WERT, innen)))


def _mit_leeren(p: _Pruefung, innen: Knoten) -> Knoten:
    leere = ([p.leer] if p.leer else []) + p.fehlen
    for bedingung, dann in reversed(p.fehler):
        innen = funktion("IF", bedingung, dann, innen)
    if not leere:
        return innen
    if p.leer is None:
        return _wenn(leere, _WERT, innen)
    if not p.fehlen:
        return funktion("IF", leere[0], _LEER, innen)
    # ODER gibt den ersten Fehler unter den Argumenten weiter, auch den eines späteren
    return funktion("IF", funktion("OR", *leere), funktion("IF", leere[0], _LEER, _WERT), innen)


def _wenn(bedingungen: Sequence[Knoten], dann: Knoten, sonst: Knoten) -> Knoten:
    if not bedingungen:
        return sonst
    eine = bedingungen[0] if len(bedingungen) == 1 else funktion("OR", *bedingungen)
    return funktion("IF", eine, dann, sonst)


def _argument(
    arg: Argument,
    k: Knoten,
    uebersetzt: Knoten,
    erstes: bool,
    annahmen: Annahmen,
    geprueft: Geprueft,
    p: _Pruefung,
) -> Knoten:
    """Was in der Rechnung für das Argument steht; legt in `p`, was vorher zu prüfen ist."""
    if k["node_type"] == "Omitted":
        if _noetig(arg):
            raise OhneForm(f"{arg.name} fehlt.")
        if arg.angabe.leser is lesen.stichtag:
            raise OhneForm(f"{arg.name} fehlt; ohne Add-in gilt der des Deckblatts, und der muss da stehen.")
        return _vorgabe(arg)
    leser: Any = arg.angabe.leser
    if leser in _VOM_DECKBLATT:
        if geschrieben(k) != _VOM_DECKBLATT[leser]:
            raise OhneForm(f"{arg.name} steht nicht auf dem Deckblatt; ohne Add-in gilt, was dort steht.")
        return k
    if k["node_type"] == "Literal" and not arg.bereich:
        return _fester_wert(arg, k)
    if leser is lesen.parametername:
        raise OhneForm(f"{arg.name} steht in einer Zelle; ohne Add-in muss er in der Formel stehen.")
    if arg.bereich and _ist_bereich(k):
        return _bereich(k, leser, arg, erstes, annahmen, p)
    if arg.bereich:
        leser = _je_zelle(leser)
    if isinstance(leser, (lesen.Zahl, lesen.GanzeZahl, zeiten.Tag)) and (
        mit_geprueften := _geprueft(arg, k, geprueft)
    ):
        if erstes and not annahmen.belegt_sicher(k):
            p.leer = verbunden(k, "=", _LEER)
        return mit_geprueften
    return _zelle(arg, leser, k, uebersetzt, erstes, annahmen, p)


def _geprueft(arg: Argument, k: Knoten, geprueft: Geprueft) -> Knoten | None:
    """Ein Name, oder eine Wahl zwischen Namen: die Zellen, die sie geprüft zeigen; None bei allem anderen."""
    if _ist_name(k):
        return {"node_type": "Reference", "reference": geprueft(k["reference"], arg)}
    if k.get("name") != "IF" or len(k["args"]) != 3:
        return None
    zweige = [_geprueft(arg, zweig, geprueft) for zweig in k["args"][1:]]
    if any(z is None for z in zweige):
        return None
    return funktion("IF", k["args"][0], *(z for z in zweige if z is not None))


def _zelle(
    arg: Argument, leser: Any, k: Knoten, da: Knoten, erstes: bool, annahmen: Annahmen, p: _Pruefung
) -> Knoten:
    """Eine Zelle oder eine Rechnung, die etwas Falsches enthalten kann; `da`: sie selbst, übersetzt."""
    offen = not annahmen.belegt_sicher(k)
    wert, leer = da, verbunden(da, "=", _LEER)
    if offen and erstes:
        p.leer = leer
    elif offen and _noetig(arg):
        p.fehlen.append(leer)
    elif offen:
        wert = funktion("IF", leer, _vorgabe(arg), da)
    if leser is lesen.hbg and not annahmen.ist_hbg(k):
        # VERGLEICH (MATCH) fände bei * und ? irgendeine Gruppe
        keine = zerlegt('SUMPRODUCT(--(hbg_name=SUBSTITUTE(h_,",",".")))=0')
        p.unbekannt.append(ersetzt(keine, lambda t: wert if t.get("reference") == "h_" else None))
    if leser in _OHNE_PRUEFUNG:
        return wert
    if isinstance(leser, lesen.Auswahl):
        gleich = [verbunden(wert, "=", fest(wort)) for wort in leser.worte]
        p.unlesbar.append(funktion("NOT", funktion("OR", *gleich)))
        return wert
    if not annahmen.ist_zahl(k):
        if offen and not _noetig(arg) and not erstes:
            keine_zahl = verbunden(funktion("COUNT", da), "=", fest(0.0))
            p.unlesbar.append(funktion("AND", verbunden(da, "<>", _LEER), keine_zahl))
        else:
            p.zahlen.append(da)
    ohne_vorgabe = wert.get("name") == "IF" and wert["args"][1] == _LEER
    for grenze in _grenzen(leser, da if ohne_vorgabe else wert, annahmen.nicht_negativ(k)):
        # ein leerer Text ist größer als jede Zahl
        p.ausserhalb.append(funktion("AND", verbunden(da, "<>", _LEER), grenze) if ohne_vorgabe else grenze)
    return wert


def _noetig(arg: Argument) -> bool:
    return arg.pflicht and not arg.angabe.darf_leer


def _grenzen(leser: Any, k: Knoten, nicht_negativ: bool) -> list[Knoten]:
    """Bedingungen, unter denen die Zahl außerhalb liegt."""
    if leser in (lesen.beginn, lesen.ende):
        leser = _UHRZEIT
    if isinstance(leser, zeiten.Tag):
        kein_tag = [
            verbunden(k, "<", fest(leser.mindestens)),
            verbunden(k, ">=", fest(leser.hoechstens + 1.0)),
        ]
        jahreszahl = funktion(
            "AND",
            verbunden(funktion("INT", k), ">=", fest(float(lesen.JAHRESZAHLEN.start))),
            verbunden(funktion("INT", k), "<", fest(float(lesen.JAHRESZAHLEN.stop))),
        )
        falsch = funktion("OR", *kein_tag, jahreszahl)
        return [funktion("AND", verbunden(k, "<>", fest(0.0)), falsch) if leser.null else falsch]
    ganz = isinstance(leser, lesen.GanzeZahl)
    gefunden = [verbunden(funktion("INT", k), "<>", k)] if ganz else []
    if leser.mindestens is not None and not (nicht_negativ and leser.mindestens <= 0):
        gefunden.append(verbunden(k, "<", fest(float(leser.mindestens))))
    if not ganz and leser.ueber is not None:
        gefunden.append(verbunden(k, "<=", fest(float(leser.ueber))))
    if leser.hoechstens is not None:
        gefunden.append(verbunden(k, ">", fest(float(leser.hoechstens))))
    return gefunden


def grenzen(arg: Argument, name: str) -> list[str]:
    """Bedingungen (ohne =), unter denen die Zahl in einer Zelle für das Argument außerhalb liegt."""
    leser: Any = _je_zelle(arg.angabe.leser) if arg.bereich else arg.angabe.leser
    return [geschrieben(k) for k in _grenzen(leser, {"node_type": "Reference", "reference": name}, False)]


def _je_zelle(leser: Any) -> Any:
    """Der Leser einer Zelle eines Bereichs."""
    return leser.zelle


def _bereich(k: Knoten, leser: Any, arg: Argument, erstes: bool, annahmen: Annahmen, p: _Pruefung) -> Knoten:
    """Ein ganzer Bereich: Leeres zählt nicht, ein Fehler geht weiter, Texte sind #WERT!, jede Zahl hat Grenzen."""
    text = geschrieben(k)
    zellen = _zellen(text)
    leer = zerlegt(f"COUNTBLANK({text})={zellen}")
    if erstes and not annahmen.belegt_sicher(k):
        p.leer = leer
    elif arg.pflicht and not annahmen.belegt_sicher(k):
        p.fehlen.append(leer)
    # die Summe gibt einen Fehler weiter, der darin steht; Texte überginge sie
    p.fehler.append((zerlegt(f"COUNT({text})+COUNTBLANK({text})<{zellen}"), zerlegt(f"SUM({text})+#VALUE!")))
    zelle = leser.zelle
    for vergleich, grenze in (
        ("MIN{}<", zelle.mindestens),
        ("MIN{}<=", zelle.ueber),
        ("MAX{}>", zelle.hoechstens),
    ):
        if grenze is not None:
            p.ausserhalb.append(zerlegt(f"{vergleich.format(f'({text})')}{grenze:g}"))
    return k


def _zellen(bereich: str) -> str:
    """Formel: wie viele Zellen ein Bereich hat, auch nach dem Einfügen von Zeilen."""
    links, oben, rechts, unten = range_boundaries(bereich.rpartition("!")[2])
    if links == rechts:
        return f"ROWS({bereich})"
    return f"COLUMNS({bereich})" if oben == unten else f"ROWS({bereich})*COLUMNS({bereich})"


def _vorgabe(arg: Argument) -> Knoten:
    if arg.angabe.darf_leer:
        return fest(0.0)
    if isinstance(arg.vorgabe, (bool, str)):
        return fest(arg.vorgabe)
    return _LEER if arg.vorgabe is None else fest(float(arg.vorgabe))


def _fester_wert(arg: Argument, k: Knoten) -> Knoten:
    """Ein fester Wert wird hier gelesen und nicht mehr geprüft."""
    leser: Any = arg.angabe.leser
    try:
        gelesen = leser(k["value"])
    except Regelfehler as grund:
        raise OhneForm(f"{arg.name} {grund.satz}") from None
    if gelesen is None:  # ein Tag 0: nicht gegeben
        gelesen = 0
    return fest(float(gelesen) if type(gelesen) is int else gelesen)


def _ist_bereich(k: Knoten) -> bool:
    return k["node_type"] == "Reference" and ":" in str(k["reference"])


def _ist_name(k: Knoten) -> bool:
    return (
        k["node_type"] == "Reference"
        and _NAME.fullmatch(k["reference"]) is not None
        and not _ZELLE.fullmatch(k["reference"])
    )


def _gegeben(wert: Knoten) -> Knoten:
    """Ob ein Argument da ist, für das es keine Vorgabe gibt; eine Zelle kann leer sein."""
    if wert.get("name") == "IF" and wert["args"][1] == _LEER:
        return verbunden(wert["args"][2], "<>", _LEER)
    return fest(wert != _LEER)


def _eingesetzt(text: str, werte: dict[str, Knoten]) -> Knoten | None:
    """Die Rechnung mit ihren Argumenten, vereinfacht; None ohne Text."""
    if not text:
        return None
    baum = zerlegt(_PLATZ.sub(lambda m: f"argument_{m[1]}" if not m[2] else f"gegeben_{m[1]}", text))

    def durch(k: Knoten) -> Knoten | None:
        ort = str(k.get("reference", "")) if k["node_type"] == "Reference" else ""
        if ort.startswith("gegeben_"):
            return _gegeben(werte[ort.removeprefix("gegeben_")])
        return werte[ort.removeprefix("argument_")] if ort.startswith("argument_") else None

    neu = vereinfacht(ersetzt(baum, durch))
    return None if neu == fest(False) else neu
