"""docs/ausrutscher.md: was die Vorlagen merken und ab wann sie fragen; aus den Tests und aus plausibel.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from calc.runden import deutsch
from egh.doku_funktionen import HINWEIS, tabelle
from workbooks.bausteine.grund.regeln import UEBLICH

_ANTWORT = {
    "falsch": "»Wert prüfen«: die Zeile und jede Summe sind #NV",
    "fragt": "»bitte bestätigen«: das Ergebnis bleibt, die Prüfung ist FALSCH, bis ein Grund den Wert nennt",
    "unvollständig": "»unvollständig«: das Ergebnis bleibt leer",
}


def ausrutscher_md(faelle: Path, plausibel: Path) -> str:
    """Die Seite aus den beiden Dateien. Fehler: OSError, tomllib.TOMLDecodeError."""
    liste = tomllib.loads(faelle.read_text("utf-8"))["fall"]
    schwellen = tomllib.loads(plausibel.read_text("utf-8"))
    bloecke = [
        "# Was die Vorlagen merken",
        HINWEIS,
        "Jede Zeile ist ein Test: der falsche Wert wird in die Vorlage getippt, sie muss es sagen, und mit dem "
        "richtigen darf sie nicht fragen. Dieselben Regeln gelten in jeder Vorlage mit dieser Tabelle.",
        "\n".join(f"- {satz}." for satz in _ANTWORT.values()),
        tabelle(("Ausrutscher", "Vorlage", "wo", "getippt", "richtig", "Hinweis"), map(_zeile, liste)),
        "## Ab wann gefragt wird",
        "Keine Vertragswerte: ungewöhnlich heißt nicht falsch.",
        tabelle(
            ("Größe", "üblich", "warum"),
            ([f"`{n}`", _grenze(n, e), e["grund"]] for n, e in schwellen.items()),
        ),
    ]
    return "\n\n".join(bloecke) + "\n"


def _zeile(fall: dict[str, Any]) -> list[str]:
    wo = fall.get("blatt") or f"`{fall['name']}`"
    art = {"falsch": "Wert prüfen: ", "fragt": "bitte bestätigen: "}.get(fall["antwort"], "unvollständig")
    hinweis = f"{art}{fall.get('hinweis', '')}".rstrip(" :")
    return [fall["was"], f"`{fall['mappe']}`", wo, _werte(fall["falsch"]), _werte(fall["richtig"]), hinweis]


def _werte(werte: Any) -> str:
    if isinstance(werte, dict):
        return "; ".join(f"{name} {_werte(wert)}" for name, wert in werte.items())
    return deutsch(werte) if isinstance(werte, (int, float)) else str(werte) or "leer"


def _grenze(name: str, eintrag: dict[str, Any]) -> str:
    if name in UEBLICH:
        return UEBLICH[name].text().removeprefix("üblich sind ") + (" oder 0" if UEBLICH[name].null else "")
    return f"Schwelle {deutsch(eintrag['wert'])} {eintrag['einheit']}"
