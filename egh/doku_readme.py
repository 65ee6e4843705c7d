"""Die Tabellen der README zwischen ihren Marken: Vorlagen und Formeln; alles andere darin ist von Hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from egh.doku_funktionen import gruppen, gruppentitel, tabelle
from udfs import FUNKTIONEN, formel
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.vorlagen import ALLE


def readme_md(text: str) -> str:
    """Die README mit neuen Tabellen. Fehler: ValueError, wenn eine Marke fehlt. [Text]"""
    for name, inhalt in (("Vorlagen", _vorlagen()), ("Formeln", _formeln())):
        marken = rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- Ende {name} -->)"
        text, ersetzt = re.subn(marken, lambda m, neu=inhalt: f"{m[1]}\n{neu}\n\n{m[2]}", text, flags=re.S)  # type: ignore[misc]
        if ersetzt != 1:
            raise ValueError(f"In README.md fehlen die Marken für {name}.")
    return text


def _vorlagen() -> str:
    """Vorlagen gleichen Titels in einer Zeile."""
    gruppen: dict[tuple[str, str], list[Vorlage]] = {}
    for v in ALLE:
        gruppen.setdefault((v.titel, v.gegenstand), []).append(v)
    return tabelle(
        ("Template", "Land", "Content"),
        (
            [
                ", ".join(f"`{v.name}`" for v in gruppe),
                ", ".join(dict.fromkeys(v.landesname for v in gruppe)),
                systematik if titel in systematik else f"{titel}. {systematik}",
            ]
            for (titel, systematik), gruppe in gruppen.items()
        ),
    )


def _formeln() -> str:
    return tabelle(("Group", "Formulas"), _gruppen())


def _gruppen() -> Iterator[list[str]]:
    for gruppe in gruppen([formel(f) for f in FUNKTIONEN]):
        namen = (f"[`{f.name}`](docs/funktionen.md#{f.name.lower()})" for f in gruppe)
        yield [gruppentitel(gruppe), " ".join(namen)]
