"""What runs in Excel's Python: every formula under its sheet name, decorated by xlwings, and what the ribbon asks.

The VBA wrappers in EGH.xlam call `EGH_…` by name through xlwings; ribbon buttons call the functions at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version
from inspect import Parameter, Signature
from typing import Annotated, Any

from calc.parameter import hinterlegte_laender
from udfs import FUNKTIONEN, NICHT_GEGEBEN, Formel, formel
from udfs.auskunft import Mitschrift, fehlertext, quellentext, regeltexte
from xlwings_addin import ersatz
from xlwings_addin.meldung import seiten
from xlwings_addin.zellwerte import FEHLERCODES, aus_excel, nach_excel

KATEGORIE = "EGH-Kalkulation"
"""Category of the formulas in Excel's function wizard."""

PAKET = "egh-kalkulation"

# xlwings reloads this module when its file changes, as an upgrade does while Excel runs; the rest of the package stays
# the old one in memory. What was loaded first survives the reload here, and a difference stops every formula.
_GELADEN: str = globals().get("_GELADEN") or version(PAKET)
_AUF_DER_PLATTE = version(PAKET)
_ADDIN: str = globals().get("_ADDIN", "")  # of the EGH.xlam that started this Python; "" where none did

_mitschrift = Mitschrift()
hinterlegte_laender()  # read all values now: never old rules with new values


def gehoert_zu(addin: str) -> None:
    """Say which version of EGH.xlam this Python serves."""
    globals()["_ADDIN"] = addin


def versionssatz() -> str:
    """One sentence if add-in, loaded code and installed package do not belong together; else "". [Text]"""
    if _ADDIN in ("", _GELADEN) and _GELADEN == _AUF_DER_PLATTE:
        return ""
    return f"Add-in {_ADDIN or _GELADEN}, Paket {_AUF_DER_PLATTE}: Excel schließen, dann egh addin excel installieren."


def _raw(text: str) -> Any:
    """The type of an argument or result for xlwings: handed through as COM gives it, with its text for the wizard."""
    return Annotated[Any, {"convert": "raw", "doc": text}]


def _fuer_excel(f: Formel) -> Callable[..., list[list[Any]]]:
    def ruf(*argumente: Any) -> list[list[Any]]:
        if versionssatz():
            return [[FEHLERCODES["#N/A"]]]
        return nach_excel(_mitschrift.aufruf(f, [aus_excel(wert) for wert in argumente]))

    ruf.__name__ = ruf.__qualname__ = f.name
    ruf.__doc__ = f"{f.beschreibung} [{f.einheit}]"
    ruf.__annotations__ = {a.name: _raw(a.angabe.text) for a in f.argumente} | {"return": _raw(f.einheit)}
    vars(ruf)["__signature__"] = Signature(
        [
            Parameter(
                a.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=Parameter.empty if a.pflicht else NICHT_GEGEBEN,
            )
            for a in f.argumente
        ]
    )
    decorated: Callable[..., list[list[Any]]] = ersatz.udfs().xlfunc(category=KATEGORIE)(ruf)
    return decorated


FORMELN = {formel(f).name: formel(f) for f in FUNKTIONEN}
globals().update({name: _fuer_excel(f) for name, f in FORMELN.items()})


# --- What the ribbon asks; each answers with German text --------------------------------------------------


def mitschreiben() -> str:
    """From here on remember the calls; Excel recalculates the selected cell next."""
    _mitschrift.beginne()
    return ""


def fehler_der_zelle(formeltext: str, anzeige: str) -> str:
    """Why the cell just recalculated shows an error.

    `formeltext`: its formula, "" without; `anzeige`: the error it shows, e.g. "#NV", "" if none.
    """
    rufe = _mitschrift.beende()
    if versionssatz():
        return seiten(versionssatz())
    if text := fehlertext(rufe):
        namen = dict.fromkeys(ruf.formel.name for ruf in rufe if fehlertext([ruf]))
        return seiten(f"{text}\n\nMehr dazu im Handbuch (Menüband): {', '.join(namen)}.")
    if rufe and anzeige:
        return (
            f"Die EGH-Formeln dieser Zelle rechnen ohne Fehler; {anzeige} entsteht im übrigen Teil der Formel "
            "oder in einer Zelle, auf die sie sich bezieht."
        )
    if rufe:
        return "Diese Zelle hat keinen Fehler."
    if _formelnamen(formeltext):
        return "Diese Zelle ließ sich nicht neu rechnen; F2 und Eingabe drücken, dann noch einmal fragen."
    if anzeige:
        return (
            f"In dieser Zelle steht keine EGH-Formel; {anzeige} kommt aus ihr selbst oder aus einer Zelle, auf die sie "
            "sich bezieht."
        )
    return "In dieser Zelle steht keine EGH-Formel."


def quelle_der_zelle(formeltext: str, name: str) -> str:
    """Where the number of the cell just recalculated comes from.

    `formeltext`: its formula, "" without; `name`: its defined name, "" without.
    """
    rufe = _mitschrift.beende()
    namen = _formelnamen(formeltext)
    if rufe:
        return seiten(quellentext(rufe))
    if name.startswith("parameter_") and namen:
        eigener = name.replace("parameter_", "eingabe_", 1)
        return seiten(
            f"{name}: Es gilt der eigene Wert aus {eigener}; seine Quelle steht daneben auf dem Blatt Parameter.\n\n"
            + regeltexte(namen)
        )
    if namen:
        return seiten(regeltexte(namen))
    return "In dieser Zelle steht keine EGH-Formel."


def _formelnamen(formeltext: str) -> list[Formel]:
    ohne_texte = re.sub(r'"[^"]*"', '""', formeltext.upper())
    gefunden = dict.fromkeys(re.findall(r"EGH_\w+", ohne_texte))
    return [FORMELN[name] for name in gefunden if name in FORMELN]
