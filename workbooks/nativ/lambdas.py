"""Die LAMBDA-Form: je Funktion ein Name der Mappe, der dieselbe Rechnung wie `udfs.nativ` um ihre Prüfungen hüllt.

Die Formeln in den Zellen bleiben, wie sie sind: EGH_HBG(…) findet in Excel 365 und 2024 den Namen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from udfs import FUNKTIONEN, Argument, Formel, formel, lesen, zeiten
from udfs.budget import TABELLENKOPF as BUDGET_KOPF
from udfs.budget import budget_projektion
from udfs.fallabgleich import fallabgleich
from udfs.hilfebedarf import TABELLENKOPF as HBG_KOPF
from udfs.hilfebedarf import hbg_tabelle
from udfs.nativ import NATIV
from udfs.nativform import Nativ
from udfs.preise import entgeltgruppe
from udfs.stundentafel import TABELLENKOPF as TAFEL_KOPF
from udfs.stundentafel import stundentafel
from workbooks.nativ.helfer import helfer

OHNE_LAMBDA = {formel(fallabgleich).name: "vergleicht ohne Add-in nur die beiden Listen der Vorlage"}
"""Namen der Funktionen ohne LAMBDA-Form, und warum."""

_GENANNT = re.compile(r"\bEGH_\w+(?=\()")
_TEXT = re.compile(r'("(?:[^"]|"")*")')
_VARIABLE = re.compile(r"\b[a-z]\w*_(?!\w)")
_NEU = re.compile(r"\b(?:LAMBDA|LET|ISOMITTED|MAP|REDUCE|SEQUENCE|HSTACK|VSTACK|NUMBERVALUE)(?=\()")
_PLATZ = re.compile(r"\{(\w+)(\??)\}")
_UNENDLICH = "9E+99"  # 1E+308 liest nicht jedes Programm


def _kopf(worte: Iterable[str]) -> str:
    return "{" + ",".join(f'"{wort}"' for wort in worte) + "}"


_ZEILE = "INDEX({tafel},i_,0)"
_TAFEL = (
    "LET(n_,SEQUENCE(ROWS({tafel})),"
    + "".join(
        f"{name},MAP(n_,LAMBDA(i_,EGH_H_DIENST(INDEX({{tafel}},i_,0),{tag}))),"
        for name, tag in (("tag_", "TRUE"), ("woche_", "FALSE"))
    )
    + 'jahr_,MAP(woche_,LAMBDA(w_,IF(ISERROR(w_),w_,IF(w_="","",w_*{wochen_jahr})))),'
    + 'vk_,MAP(jahr_,LAMBDA(j_,IF(ISERROR(j_),j_,IF(j_="","",j_/{jahresstunden_vzae})))),'
    + f"VSTACK({_kopf(TAFEL_KOPF)},"
    + 'HSTACK(MAP(n_,LAMBDA(i_,INDEX({tafel},i_,1)&"")),tag_,woche_,jahr_,vk_),'
    + 'HSTACK("Gesamt","",SUM(woche_),SUM(jahr_),SUM(vk_))))'
)
_INDEX = 'IF({verfahren}="linear",1+i_*%s,(1+%s)^i_)'
_FALL, _KOSTEN = (
    "MAP(n_,LAMBDA(i_,LET(x_," + _INDEX.replace("%s", rate) + ",IF(x_<0,#NUM!,x_))))"
    for rate in ("{steigerung_fallzahl}", "{veraenderung_fallkosten}")
)
_PROJEKTION = (
    f"LET(n_,SEQUENCE({{jahre}}+1,1,0),f_,{_FALL},k_,{_KOSTEN},"
    "b_,MAP(n_,LAMBDA(i_,EGH_BUDGET({budget},i_,{steigerung_fallzahl},{veraenderung_fallkosten},{verfahren}))),"
    f"VSTACK({_kopf(BUDGET_KOPF)},HSTACK({{startjahr}}+n_,f_,k_,b_,b_-{{budget}}*f_*k_)))"
)
_TABELLEN: dict[Any, Nativ] = {
    stundentafel: Nativ(_TAFEL, wert="COLUMNS({tafel})<>6"),
    budget_projektion: Nativ(
        _PROJEKTION,
        zahl="ISERROR(EGH_BUDGET({budget},{jahre},{steigerung_fallzahl},{veraenderung_fallkosten},{verfahren}))",
    ),
    hbg_tabelle: Nativ(
        f'IF(INDEX(hbg_name,1)="",#N/A,VSTACK({_kopf(HBG_KOPF)},IF(hbg_block="","",hbg_block)))'
    ),
}


def lambdas(genannt: Iterable[str], land: str) -> dict[str, tuple[str, str]]:
    """Name → (Text für die Datei, Beschreibung): die genannten Funktionen und was sie selbst brauchen."""
    alle = {formel(f).name: _funktion(formel(f)) for f in FUNKTIONEN if formel(f).name not in OHNE_LAMBDA}
    alle |= {name: f"LAMBDA({parameter},{text})" for name, (parameter, text) in helfer(land).items()}
    offen, gebraucht = list(genannt), set()
    while offen:
        name = offen.pop()
        if name not in gebraucht and name in alle:
            gebraucht.add(name)
            offen += _GENANNT.findall(alle[name])
    beschreibungen = {formel(f).name: formel(f).beschreibung for f in FUNKTIONEN}
    return {name: (fuer_die_datei(alle[name]), beschreibungen.get(name, "")) for name in sorted(gebraucht)}


def fuer_die_datei(text: str) -> str:
    """Mit den Vorsilben, die Excel in der Datei erwartet: _xlpm. vor Variablen, _xlop. vor weglassbaren Parametern."""

    def stueck(teil: str) -> str:
        mit = _VARIABLE.sub(lambda m: f"_xlpm.{m[0]}", teil)
        return _NEU.sub(lambda m: f"_xlfn.{m[0]}", mit).replace("?_xlpm.", "_xlop.")

    return "".join(teil if i % 2 else stueck(teil) for i, teil in enumerate(_TEXT.split(text)))


def _funktion(f: Formel) -> str:
    """LAMBDA einer Funktion: Fehler vor Leerem vor dem Lesen von links nach rechts, wie `udfs.grenze`."""
    n = NATIV.get(f.funktion) or _TABELLEN[f.funktion]
    parameter = [("" if a.pflicht else "?") + _roh(a) for a in f.argumente]
    gelesen = "".join(f"{_wert(a)},{_gelesen(a, i == 0)}," for i, a in enumerate(f.argumente))
    kern, zahl, wert = (_PLATZ.sub(lambda m: f'({m[1]}w_<>"")' if m[2] else f"{m[1]}w_", text) for text in n)
    innen = kern
    for bedingung, fehler in ((wert, "#VALUE!"), (zahl, "#NUM!")):
        if bedingung:
            innen = f"IF({bedingung},{fehler},{innen})"
    for a in reversed(f.argumente):
        probe = f"SUM({_wert(a)})" if _ganzer(a) else _wert(a)
        innen = innen if a.angabe.leser is lesen.zeilen else f"IF(ISERROR({probe}),{probe},{innen})"
    innen = f'IF(EGH_H_LEER({_roh(f.argumente[0])}),"",LET({gelesen}{innen}))'
    for a in reversed(f.argumente):
        innen = innen if a.bereich else f"IF({_ist_fehler(a)},{_roh(a)},{innen})"
    return f"LAMBDA({','.join(parameter)},{innen})"


def _ganzer(a: Argument) -> bool:
    return isinstance(a.angabe.leser, (lesen.Reihe, lesen.Gitter, zeiten.Dienstzeilen))


def _roh(a: Argument) -> str:
    return f"{a.name}_"


def _wert(a: Argument) -> str:
    return f"{a.name}w_"


def _ist_fehler(a: Argument) -> str:
    return f"ISERROR({_roh(a)})" if a.pflicht else f"IF(ISOMITTED({_roh(a)}),FALSE,ISERROR({_roh(a)}))"


def _gelesen(a: Argument, erstes: bool) -> str:
    lesend = _lesend(_roh(a), a.angabe.leser)
    if erstes:
        return lesend
    if a.angabe.darf_leer:
        return f"IF(EGH_H_LEER({_roh(a)}),0,{lesend})"
    if a.pflicht:
        return f"IF(EGH_H_LEER({_roh(a)}),#VALUE!,{lesend})"
    return f"IF(IF(ISOMITTED({_roh(a)}),TRUE,EGH_H_LEER({_roh(a)})),{_vorgabe(a)},{lesend})"


def _vorgabe(a: Argument) -> str:
    if a.angabe.leser is lesen.stichtag:
        return 'IF(meta_stichtag="","",#N/A)'
    if isinstance(a.vorgabe, bool):
        return str(a.vorgabe).upper()
    if a.vorgabe is None or isinstance(a.vorgabe, str):
        return f'"{a.vorgabe or ""}"'
    return f"{a.vorgabe:.15g}"


def _lesend(x: str, leser: Any) -> str:
    """Der Aufruf, der `x` wie dieser Leser liest."""
    if isinstance(leser, lesen.Auswahl):
        text = "#VALUE!"
        for wort in reversed(leser.worte):
            text = f'IF(TRIM({x})="{wort}","{wort}",{text})'
        return text
    if isinstance(leser, lesen.GanzeZahl):
        return f"EGH_H_GANZ({x},{leser.mindestens},{leser.hoechstens})"
    if isinstance(leser, zeiten.Tag):
        return f"EGH_H_DATUM({x},{str(leser.null).upper()})"
    if isinstance(leser, zeiten.Dienstzeilen):
        return f"EGH_H_DIENSTE({x})"
    if isinstance(leser, lesen.Zahl):
        return f"EGH_H_ZAHL({x},{_grenzen(leser)})"
    if isinstance(leser, (lesen.Reihe, lesen.Gitter)):
        assert isinstance(leser.zelle, lesen.Zahl)
        return f"EGH_H_REIHE({x},{_grenzen(leser.zelle)})"
    return f"{_WIE[leser]}({x})" if _WIE[leser] else x


_WIE: dict[Any, str] = {
    lesen.land: "EGH_H_LAND",
    lesen.land_oder_bund: "EGH_H_LAND",
    lesen.stichtag: "EGH_H_TAG",
    lesen.parametername: "EGH_H_NAME",
    lesen.ja_nein: "EGH_H_JA",
    lesen.hbg: "EGH_H_HBG",
    lesen.beginn: "EGH_H_UHR",
    lesen.ende: "EGH_H_UHR",
    lesen.zeilen: "",
    entgeltgruppe: "",
}


def _grenzen(leser: lesen.Zahl) -> str:
    """unten, ob die untere Grenze selbst nicht dazugehört, oben."""
    unten = leser.ueber if leser.ueber is not None else leser.mindestens
    werte = (unten, leser.hoechstens)
    links, rechts = (f"{x:.15g}" if x is not None else "" for x in werte)
    return f"{links or '-' + _UNENDLICH},{str(leser.ueber is not None).upper()},{rechts or _UNENDLICH}"
