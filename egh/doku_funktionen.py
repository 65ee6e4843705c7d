"""Der Text von docs/funktionen.md: Formeln, Argumente, Regeln mit Quelle, Beispiele."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from calc.runden import deutsch
from udfs import DEUTSCHE_FEHLER, FUNKTIONEN, Argument, Formel, formel
from udfs.herkunft import regeln, regeltext

HINWEIS = "<!-- Erzeugt mit `python -m egh.doku`; nicht von Hand ändern. -->"

_EINLEITUNG = """\
Die Formeln stehen in jedem Host gleich bereit und geben überall dieselbe Zahl: Excel, LibreOffice, `egh rechnen` und
Python. Argumente in eckigen Klammern sind freiwillig. Beispiele zeigen das gedruckte oder von Hand gerechnete
Ergebnis der genannten Quelle; die Formel rechnet mehr Stellen.

**Werte.** Anteile sind Dezimalzahlen von 0 bis 1 (12,5 % = 0,125), Raten liegen über −1. Zahlen als Text werden
gelesen, wenn sie deutsch geschrieben sind (`"12,5"`, `"1.234,5"`); `"12.5"`, `"12,5 %"` und `"5 €"` sind #WERT!.
Uhrzeiten sind Zeitzellen oder Text wie `"22:00"`; 24:00 gibt es nur als Ende. Ein Stichtag ist eine Datumszelle,
`"01.07.2023"` oder `"2023-07-01"`; ohne Stichtag gilt der zuletzt hinterlegte Vertragsstand, nie das heutige Datum.
Ein Land ist ein Kürzel (`TH`), ein Name (`Thüringen`) oder `NRW`. Ja/Nein nimmt WAHR/FALSCH, ja/nein, 1/0.

**Leeres.** Ein leeres erstes Argument gibt ein leeres Ergebnis. Fehlt ein anderes Pflichtargument, ist das ein Fehler,
nie eine stille 0. Freiwillige Argumente: leer oder weggelassen ist die Vorgabe.

**Bereiche.** »einzeln« nimmt auch einen Bereich und rechnet dann Zelle für Zelle. »Bereich« nimmt den Bereich als
Ganzes; leere Zellen darin zählen nicht, Texte sind Fehler.

**Gerundet wird nicht.** Ausnahmen: Minuten vor der Wahl der HBG (kaufmännisch auf ganze) und Monatsraten (auf Cent).

**Fehler.** Unbrauchbare Eingaben geben einen echten Fehler, den SUMME weiterreicht; ein Fehler unter den Argumenten
geht unverändert durch. Zu jedem Fehler gibt es einen deutschen Satz, den `egh rechnen` je Zelle nennt."""

_BEDEUTUNG = {
    "#VALUE!": "falsche Art von Eingabe, oder ein Pflichtargument fehlt",
    "#NUM!": "Zahl außerhalb ihres Bereichs",
    "#N/A": "der Vertrag hat hier keinen Wert",
}
_FREMD = "aus anderen Formeln; geht unverändert durch"


def tabelle(kopf: Sequence[str], zeilen: Iterable[Sequence[str]]) -> str:
    """Eine Markdown-Tabelle."""
    alle = [kopf, ["---"] * len(kopf), *zeilen]
    return "\n".join("| " + " | ".join(zelle.replace("|", "\\|") for zelle in zeile) + " |" for zeile in alle)


def funktionen_md(faelle: Path) -> str:
    """docs/funktionen.md; die Beispiele sind die ersten Fälle je Funktion aus dem Ordner `faelle`. [Text]"""
    formeln = [formel(f) for f in FUNKTIONEN]
    beispiele = _erste_faelle(faelle)
    bloecke = [
        "# Formeln",
        HINWEIS,
        _EINLEITUNG,
        tabelle(
            ("Deutsches Excel", "Datei und Python", "Bedeutung"),
            ([deutsch, code, _BEDEUTUNG.get(code, _FREMD)] for code, deutsch in DEUTSCHE_FEHLER.items()),
        ),
        "## Übersicht",
        *(block for gruppe in gruppen(formeln) for block in _uebersicht(gruppe)),
        *(block for f in formeln for block in _abschnitt(f, beispiele.get(f.name))),
    ]
    return "\n\n".join(bloecke) + "\n"


def gruppen(formeln: Sequence[Formel]) -> Iterator[list[Formel]]:
    """Die Formeln je Modul, in ihrer Reihenfolge."""
    module = dict.fromkeys(f.funktion.__module__ for f in formeln)
    for modul in module:
        yield [f for f in formeln if f.funktion.__module__ == modul]


def gruppentitel(gruppe: Sequence[Formel]) -> str:
    """Was das Modul über seine Formeln sagt."""
    return (sys.modules[gruppe[0].funktion.__module__].__doc__ or "").strip().rstrip(".")


def _uebersicht(gruppe: Sequence[Formel]) -> Iterator[str]:
    yield f"### {gruppentitel(gruppe)}"
    yield tabelle(
        ("Formel", "Ergebnis", "Einheit"),
        ([f"[{f.name}](#{f.name.lower()})", f.beschreibung, f.einheit] for f in gruppe),
    )


def _abschnitt(f: Formel, fall: _Fall | None) -> Iterator[str]:
    argumente = "; ".join(a.name if a.pflicht else f"[{a.name}]" for a in f.argumente)
    yield f"## {f.name}"
    yield f"`={f.name}({argumente})`"
    yield f"{f.beschreibung} [{f.einheit}]"
    yield tabelle(
        ("Argument", "Bedeutung", "Angabe", "Form"),
        (
            [f"`{a.name}`", a.angabe.text, _pflicht(a), "Bereich" if a.bereich else "einzeln"]
            for a in f.argumente
        ),
    )
    texte = [
        _auszeichnung(regeltext(regel)).removeprefix(f"{f.beschreibung} [{f.einheit}] ")
        for regel in regeln(f.funktion)
    ]
    if texte:
        yield "Regel:" if len(texte) == 1 else "Regeln:"
        yield "\n".join(f"- {text}" for text in texte)
    if fall:
        yield from _beispiel(fall)


def _pflicht(argument: Argument) -> str:
    if argument.pflicht:
        return "Pflicht"
    vorgabe = argument.vorgabe
    return "freiwillig" if vorgabe is None else f"Vorgabe {_zelle(vorgabe).strip(chr(34))}"


def _auszeichnung(regeltext: str) -> str:
    return regeltext.replace(" Quelle: ", " *Quelle:* ").replace(" Fehler: ", " *Fehler:* ")


# --- Beispiele --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Fall:
    funktion: str
    argumente: list[Any]
    ergebnis: Any
    quelle: str


def _erste_faelle(ordner: Path) -> dict[str, _Fall]:
    """Je Formel der erste Fall, der sich als Beispiel zeigen lässt; aus einem leeren Ordner keiner."""
    formeln = {formel(f).name: formel(f) for f in FUNKTIONEN}
    erste: dict[str, _Fall] = {}
    for datei in sorted(ordner.glob("*.toml")):
        for eintrag in tomllib.loads(datei.read_text("utf-8")).get("fall", []):
            for fall in _aufrufe(eintrag):
                if _zeigbar(fall, formeln[fall.funktion]):
                    erste.setdefault(fall.funktion, fall)
    return erste


def _aufrufe(eintrag: dict[str, Any]) -> Iterator[_Fall]:
    """Die Aufrufe eines `[[fall]]`: einer, oder je Zeile von `zeilen` einer mit dem Ergebnis am Ende."""
    zeilen = eintrag.get("zeilen") or [[*eintrag["argumente"], eintrag["ergebnis"]]]
    for *argumente, ergebnis in zeilen:
        yield _Fall(eintrag["funktion"], argumente, ergebnis, eintrag["quelle"])


def _zeigbar(fall: _Fall, f: Formel) -> bool:
    """Ob der Fall so in einer Zelle stehen kann: nichts Leeres, kein Fehler, ein Bereich nur, wo einer hingehört."""
    if isinstance(fall.ergebnis, list) != f.tabelle or fall.ergebnis == "" or isinstance(fall.ergebnis, dict):
        return False
    for wert, argument in zip(fall.argumente, f.argumente, strict=False):
        zellen = [zelle for zeile in wert for zelle in zeile] if isinstance(wert, list) else [wert]
        if (isinstance(wert, list) and not argument.bereich) or any(
            z == "" or isinstance(z, dict) for z in zellen
        ):
            return False
    return True


def _beispiel(fall: _Fall) -> Iterator[str]:
    """Formel und Ergebnis eines Falls; ein Bereich mit mehreren Spalten steht als Tabelle darüber."""
    bereiche = [a for a in fall.argumente if isinstance(a, list) and len(a[0]) > 1]
    for bereich in bereiche:
        yield f"Beispiel, mit {_adresse(bereich)}:"
        yield tabelle(
            [chr(65 + i) for i in range(len(bereich[0]))], ([_blank(z) for z in zeile] for zeile in bereich)
        )
    formeltext = f"`={fall.funktion}({'; '.join(map(_argument, fall.argumente))})`"
    vorspann = "" if bereiche else "Beispiel: "
    if isinstance(fall.ergebnis, list):
        yield f"{vorspann}{formeltext} ergibt (Quelle: {fall.quelle})"
        kopf, *zeilen = ([_blank(z) for z in zeile] for zeile in fall.ergebnis)
        yield tabelle(kopf, zeilen)
    else:
        yield f"{vorspann}{formeltext} → {_blank(fall.ergebnis)} (Quelle: {fall.quelle})"


def _argument(wert: Any) -> str:
    if not isinstance(wert, list):
        return _zelle(wert)
    return _adresse(wert) if len(wert[0]) > 1 else "{" + ";".join(_zelle(zeile[0]) for zeile in wert) + "}"


def _adresse(bereich: list[list[Any]]) -> str:
    return f"A1:{chr(64 + len(bereich[0]))}{len(bereich)}"


def _blank(wert: Any) -> str:
    """Ein Wert, wie ihn die Zelle zeigt."""
    if isinstance(wert, str):
        return wert
    if isinstance(wert, time):
        return f"{wert:%H:%M}"
    gruppiert = isinstance(wert, (int, float)) and abs(wert) >= 10_000  # 2014 ist auch ein Jahr
    return deutsch(wert) if gruppiert else _zelle(wert)


def _zelle(wert: Any) -> str:
    """Ein Wert, wie er in einer deutschen Formel steht; Zahlen dort ohne Tausenderpunkte."""
    if isinstance(wert, bool):
        return "WAHR" if wert else "FALSCH"
    if isinstance(wert, (int, float)):
        return deutsch(wert).replace(".", "")
    if isinstance(wert, date):
        return f"DATUM({wert.year};{wert.month};{wert.day})"
    if isinstance(wert, time):
        return f"ZEIT({wert.hour};{wert.minute};{wert.second})"
    return f'"{wert}"'
