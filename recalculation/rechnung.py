"""Das Ergebnis eines Laufs: was nicht berechenbar ist, und zu jedem Fehler eine Meldung."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from recalculation.datei import adresse
from recalculation.datei.adresse import Stelle
from recalculation.erklaerung import saetze

NICHT_BERECHENBAR = "nicht berechenbar"


@dataclass(frozen=True)
class Zellmeldung:
    """Eine Zelle ohne brauchbares Ergebnis: Adresse, Fehlercode (oder »nicht berechenbar«), deutscher Satz.

    `ursache`: die Zelle, von der der Fehler kommt, auch über mehrere andere ("" bei der Ursache selbst und wo sie
    nicht bekannt ist); `eingaben`: bei einer Ursache die Zellen ohne Formel, aus denen sie rechnet.
    """

    zelle: str
    code: str
    satz: str
    ursache: str = ""
    eingaben: tuple[str, ...] = ()


@dataclass
class Rechnung:
    """Ergebnis eines Laufs.

    `ohne_ergebnis`: was nicht berechenbar ist; `gesperrt` nennt zu jeder Zelle, die ihren alten Wert behielt, die
    Zelle mit der nicht berechenbaren Formel; `werte` sind gerechnete Werte, die noch in kein Blatt geschrieben sind.
    `erklaeren` sagt alle Meldungen; es fragt die Maschine, geht also nur bis zum nächsten Lauf.
    """

    formeln: int
    ohne_ergebnis: dict[Stelle, Zellmeldung] = field(default_factory=dict)
    gesperrt: dict[Stelle, Stelle] = field(default_factory=dict)
    werte: dict[Stelle, Any] = field(default_factory=dict)
    erklaeren: Callable[[], dict[Stelle, Zellmeldung]] = dict

    @cached_property
    def meldungen(self) -> dict[Stelle, Zellmeldung]:
        """Alle Zellen ohne brauchbares Ergebnis, in Blattreihenfolge; die Sätze werden erst jetzt gesucht."""
        return self.erklaeren()

    @property
    def vollstaendig(self) -> bool:
        """Ob jede Formel gerechnet ist."""
        return not self.ohne_ergebnis


def ohne_alten(satz: str) -> str:
    """Der Satz für eine Zelle, die ihren alten Wert nicht behält."""
    return satz.replace("; der alte Wert bleibt stehen.", ".").replace(" Der alte Wert bleibt stehen.", "")


def ohne_wert(satz: str) -> str:
    """Der Satz für eine Zelle, die noch nie einen Wert hatte."""
    for alt, neu in (("der alte Wert", "die Zelle"), ("Der alte Wert", "Die Zelle")):
        satz = satz.replace(f"{alt} bleibt stehen.", f"{neu} bleibt ohne Wert.")
    return satz


def melde(
    zelle: Stelle, code: str, satz: str, ursache: Stelle | None = None, eingaben: tuple[Stelle, ...] = ()
) -> Zellmeldung:
    """Die Meldung zu einer Zelle, mit ausgeschriebenen Adressen."""
    return Zellmeldung(
        adresse.voll(zelle[0], *zelle[1]),
        code,
        satz,
        adresse.voll(ursache[0], *ursache[1]) if ursache else "",
        tuple(adresse.voll(blatt, *ort) for blatt, ort in eingaben),
    )


def anfaenge(erklaert: Mapping[Stelle, saetze.Erklaerung]) -> dict[Stelle, Stelle]:
    """Zu jeder Zelle die, mit der die Kette der übernommenen Fehler beginnt; jede Kette wird nur einmal verfolgt."""
    anfang: dict[Stelle, Stelle] = {}
    for zelle in erklaert:
        weg: dict[Stelle, None] = {}
        hier = zelle
        while hier in erklaert and hier not in anfang and hier not in weg:
            weg[hier] = None
            hier = erklaert[hier].quelle or hier
        anfang |= dict.fromkeys(weg, anfang.get(hier, hier))
    return anfang
