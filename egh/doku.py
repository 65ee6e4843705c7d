"""Erzeugt, was aus dem Quelltext stammt: Seiten in docs, docs/vorlagen, die Tabellen der README, egh/handbuch.html.

python -m egh.doku            schreibt die Dateien
python -m egh.doku --check    Ende 1 und eine Zeile je Datei, die nicht mehr stimmt
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from calc.hilfebedarf import Raster
from calc.parameter import (
    BELEGE,
    BEZUEGE,
    Liste,
    Parameter,
    Stand,
    laden,
    laender,
    vertrag,
)
from calc.parameter.tarif import STUFEN, Entgelttabelle, Tarifschritt
from calc.runden import deutsch
from egh.doku_ausrutscher import ausrutscher_md
from egh.doku_funktionen import HINWEIS, funktionen_md, tabelle
from egh.doku_handbuch import handbuch_html
from egh.doku_readme import readme_md
from egh.doku_rechnen import rechnen_md
from egh.laender import fehlend
from workbooks.bausteine.grund import regeln
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.vorlagen import VORLAGEN

WURZEL = Path(__file__).resolve().parents[1]

_BELEGE = {
    "amtlich": "aus dem Vertrag selbst oder von der zuständigen Behörde",
    "fachvortrag": "aus einem veröffentlichten Fachvortrag, der den Vertrag wiedergibt",
    "sekundaer": "aus zweiter Hand, etwa der Nachbildung eines amtlichen Werkzeugs; vor Gebrauch prüfen",
    "nachgerechnet": "nicht veröffentlicht, aus gedruckten Tabellen zurückgerechnet",
    "annahme": "angenommen; vor Gebrauch durch einen belegten Wert ersetzen",
}
_BEZUEGE = {
    "brutto": "vertragliche Stunden, ohne Abzug",
    "netto": "nach Abzug von Urlaub, Krankheit und anderen Ausfalltagen",
    "nach_indirekt": "nach Abzug auch der indirekten Zeit",
    "unbekannt": "die Quelle sagt es nicht",
}


_DEUTSCH = str.maketrans(",.", ".,")


def parameter_md() -> str:
    """docs/parameter.md: je Land Vertragslage, Vorlagen, Werte mit Quelle und was fehlt; dann die Legende. [Text]"""
    bloecke = [
        "# Hinterlegte Werte der Landesrahmenverträge",
        HINWEIS,
        "Jeder Wert gilt ab seinem Datum, bis ein neuerer ihn ablöst; ohne Stichtag gilt der letzte. Kein Wert eines "
        "Landes gilt für ein anderes: Wo nichts steht, gibt die Formel #NV. »geprüft« ist der Tag, bis zu dem nach "
        "einem neueren Stand gesucht und keiner gefunden wurde. Im Tabellenblatt: "
        "`=EGH_PARAMETER(land; name; [stichtag])` und `=EGH_QUELLE(land; name; [stichtag])`.",
        *(block for land in (*laender.LAENDER, laender.BUND) for block in _land(land)),
        "## Belege",
        tabelle(("Beleg", "Woher der Wert stammt"), ([f"`{b}`", _BELEGE[b]] for b in BELEGE)),
        "## Bezug",
        "Worauf sich Jahresstunden einer VK beziehen. VK mit verschiedenem Bezug werden nie addiert oder verglichen.",
        tabelle(("Bezug", "Bedeutung"), ([f"`{b}`", _BEZUEGE[b]] for b in BEZUEGE)),
    ]
    return "\n\n".join(bloecke) + "\n"


def _land(land: str) -> list[str]:
    parameter = list(laden(land).values())
    staende = [(p, s) for p in parameter for s in p.staende]
    titel = f"## {laender.name(land)}" + ("" if land == laender.BUND else f" ({land})")
    if not parameter:
        return [
            titel,
            *_vertraege(land),
            *_vorlagen(land),
            "Öffentliche Zahlen: keine gefunden, Formeln geben #NV.",
        ]
    return [
        titel,
        *_vertraege(land),
        *_vorlagen(land),
        tabelle(
            ("Parameter", "Name", "Wert", "ab", "Einheit", "Bezug", "Beleg", "geprüft"),
            ([p.anzeige, f"`{p.name}`", *_zeile(p, s)] for p, s in staende),
        ),
        *(_raster(p, s) for p, s in staende if s.art == "raster"),
        *(_liste(p, s) for p, s in staende if s.art == "liste"),
        *(_entgelte(p, s) for p, s in staende if s.art == "entgelttabelle"),
        "Quellen und Anmerkungen:",
        "\n".join(f"- `{p.name}` ab {_tag(s)}: {_herkunft(s)}" for p, s in staende),
    ]


def _vorlagen(land: str) -> list[str]:
    """Die Vorlagen des Landes und welche ihrer Werte nach der letzten Vertragslage nicht hinterlegt sind."""
    zeilen = [
        f"- `{v.name}`: {v.titel}, ab {v.rahmen.staende()[0]:%d.%m.%Y}" + _bis(v)
        for v in VORLAGEN
        if v.land == land
    ]
    if not zeilen:
        return []
    offen = ", ".join(f"`{name}`" for name in fehlend(land, None)) or "keine"
    return [
        "Vorlagen:",
        "\n".join(zeilen),
        f"Werte, nach denen sie fragen und die nicht hinterlegt sind: {offen}.",
    ]


def _bis(v: Vorlage) -> str:
    bis = v.rahmen.stand(None)[1]
    return f", bis {bis:%d.%m.%Y}" if bis else ""


def _zeile(parameter: Parameter, stand: Stand) -> list[str]:
    return [
        _wert(stand),
        _tag(stand),
        parameter.einheit,
        f"`{parameter.bezug}`" if parameter.bezug else "",
        f"`{stand.beleg}`",
        f"{parameter.geprueft:%d.%m.%Y}",
    ]


def _wert(stand: Stand) -> str:
    """Der Wert, wie er in der Datei steht, in deutscher Schreibweise; ein Bruch auch ausgerechnet."""
    if stand.wert is None:
        return "kein Wert mehr"
    if isinstance(stand.wert, Tarifschritt):
        s = stand.wert
        teile = (("", s.prozent * 100, " %"), ("mindestens ", s.mindestbetrag, ""), ("Sockel ", s.sockel, ""))
        return ", ".join(f"{vor}{deutsch(zahl)}{nach}" for vor, zahl, nach in teile if zahl)
    if isinstance(stand.wert, tuple):
        was = {"raster": "Stufen", "entgelttabelle": "Gruppen"}.get(stand.art, "Einträge")
        return f"{len(stand.wert)} {was}, siehe unten"
    if "/" in stand.roh:
        return f"{stand.roh} = {deutsch(stand.wert, 10)}"
    return deutsch(stand.wert)


def _liste(parameter: Parameter, stand: Stand) -> str:
    texte: Liste = stand.wert  # type: ignore[assignment]  # der Aufrufer hat geprüft
    return f"{parameter.anzeige} ab {_tag(stand)}:\n\n" + "\n".join(
        f"{n}. {t}" for n, t in enumerate(texte, 1)
    )


def _entgelte(parameter: Parameter, stand: Stand) -> str:
    gruppen: Entgelttabelle = stand.wert  # type: ignore[assignment]  # der Aufrufer hat geprüft
    kopf = ("Gruppe", *(f"Stufe {n}" for n in range(1, STUFEN + 1)))
    zeilen = ([g.gruppe, *(f"{w:,.2f}".translate(_DEUTSCH) for w in g.stufen)] for g in gruppen)
    return f"{parameter.anzeige} ab {_tag(stand)} [{parameter.einheit}]:\n\n" + tabelle(kopf, zeilen)


def _vertraege(land: str) -> list[str]:
    """Die Vertragslage: ab wann welches Regelwerk, mit Quelle."""
    lage = vertrag.vertraege(land)
    if not lage:
        return []
    zeilen = (
        [f"{v.ab:%d.%m.%Y}", v.name, v.leistungssystematik, f"{v.instrument}, {v.status}", f"`{v.beleg}`"]
        for v in lage
    )
    hinweise = [f"- ab {v.ab:%d.%m.%Y}: {_herkunft(v)}" for v in lage]
    return [
        tabelle(("gilt ab", "Regelwerk", "Leistungssystematik", "Status", "Beleg"), zeilen),
        "\n".join(hinweise),
    ]


def _raster(parameter: Parameter, stand: Stand) -> str:
    raster: Raster = stand.wert  # type: ignore[assignment]  # der Aufrufer hat geprüft
    felder = [f for f in ("von", "bis", "mittel", "vk") if any(getattr(s, f) is not None for s in raster)]
    kopf = {"von": "von", "bis": "bis", "mittel": "Mittelwert", "vk": "VK je Person"}
    zeilen = (
        [s.hbg, *("" if getattr(s, f) is None else deutsch(getattr(s, f)) for f in felder)] for s in raster
    )
    titel = f"{parameter.anzeige} ab {_tag(stand)} [{parameter.einheit}]:"
    return titel + "\n\n" + tabelle(["HBG", *(kopf[f] for f in felder)], zeilen)


def _tag(stand: Stand) -> str:
    return f"{stand.ab:%d.%m.%Y}"


def _herkunft(stand: Stand | vertrag.Vertrag) -> str:
    return " ".join(
        _als_satz(text) for text in (stand.quelle, stand.notiz, stand.link and f"<{stand.link}>") if text
    )


def _als_satz(text: str) -> str:
    return text if text.endswith((".", ">")) else text + "."


def dateien() -> dict[str, str]:
    """Pfad unter der Wurzel des Projekts → erzeugter Text."""
    from egh.doku_vorlagen import abzuege

    funktionen, parameter = funktionen_md(WURZEL / "tests" / "faelle"), parameter_md()
    return {
        "docs/ausrutscher.md": ausrutscher_md(
            WURZEL / "tests" / "vorlagen" / "ausrutscher.toml",
            Path(regeln.__file__).with_name("plausibel.toml"),
        ),
        "docs/funktionen.md": funktionen,
        "docs/parameter.md": parameter,
        "docs/rechnen-ohne-office.md": rechnen_md(),
        "egh/handbuch.html": handbuch_html(
            [(WURZEL / "docs" / "handbuch.md").read_text("utf-8"), funktionen, parameter]
        ),
        "README.md": readme_md((WURZEL / "README.md").read_text("utf-8")),
        **abzuege(),
    }


def veraltet() -> list[str]:
    """Dateien, deren Inhalt nicht mehr dem entspricht, was jetzt erzeugt würde."""
    return [pfad for pfad, text in dateien().items() if _gelesen(WURZEL / pfad) != text]


def _gelesen(pfad: Path) -> str | None:
    return pfad.read_text("utf-8") if pfad.exists() else None


def _schreiben(pfade: Iterable[tuple[str, str]]) -> None:
    for pfad, text in pfade:
        ziel = WURZEL / pfad
        ziel.parent.mkdir(exist_ok=True)
        ziel.write_text(text, "utf-8", newline="\n")  # auf jedem System dieselben Bytes


def main(argumente: Sequence[str] | None = None) -> int:
    """Befehl `python -m egh.doku`; gibt den Endstand zurück."""
    befehl = argparse.ArgumentParser(
        prog="python -m egh.doku", description="Erzeugt die Nachschlageseiten in docs/."
    )
    befehl.add_argument("--check", action="store_true", help="nur prüfen, ob die Dateien noch stimmen")
    nur_pruefen = befehl.parse_args(argumente).check
    if not (WURZEL / "pyproject.toml").exists():
        print("Die Dokumentation wird nur im Quellverzeichnis des Projekts erzeugt.", file=sys.stderr)
        return 2
    if not nur_pruefen:
        _schreiben(dateien().items())
        return 0
    alt = veraltet()
    for pfad in alt:
        print(f"{pfad} ist nicht mehr aktuell; `python -m egh.doku` schreibt es neu.", file=sys.stderr)
    return 1 if alt else 0


if __name__ == "__main__":
    sys.exit(main())
