"""Ein Stapellauf: jede Mappe eines Ordners rechnen, das Ergebnis unter demselben Namen in den Zielordner schreiben.

Gelesen und geschrieben wird hier; gerechnet wird anderswo (`werker`), von Bytes zu Bytes. Was ein früherer Lauf schon
geschrieben hat und heute genauso herauskäme, bleibt liegen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from recalculation.datei.ersetzen import ersetze_atomar
from recalculation.datei.paket import Unbrauchbar, dateiinhalt
from workbooks.stapel import bericht, ordner
from workbooks.stapel.bericht import Bericht, Zeile
from workbooks.stapel.ordner import Fund
from workbooks.stapel.stand import Stand
from workbooks.stapel.werker import Werker


class Auftrag(NamedTuple):
    """Was ein anderer Prozess braucht, um eine Datei zu rechnen."""

    datei: str
    inhalt: bytes
    setze: tuple[str, ...]


class Befund(NamedTuple):
    """Was er zurückgibt: die Zeile des Berichts und die Datei; keine, wenn sie nicht zu rechnen war."""

    zeile: Zeile
    inhalt: bytes | None = None


@dataclass
class Stapel:
    """Ein Lauf. `satz` macht aus einer Ausnahme einen deutschen Satz, `sperre` wirft sie, wo nicht zu schreiben ist."""

    quelle: Path
    ziel: Path
    setze: tuple[str, ...]
    programm: str
    ersetzen: bool
    satz: Callable[[BaseException], str]
    sperre: Callable[[Path], None] = lambda _: None
    fortschritt: Callable[[int, int], None] = lambda *_: None
    uebersprungen: int = 0
    _funde: dict[str, Fund] = field(default_factory=dict)
    _getan: int = 0
    _alle: int = 0

    def rechne(self, funde: list[Fund], werker: Werker, stand: Stand) -> Bericht:
        """Alle Funde. Fehler: OSError, wenn Bericht oder Stand nicht zu schreiben sind."""
        b = Bericht(self.ziel)
        self._funde = {fund.datei: fund for fund in funde}
        self._alle = sum(fund.groesse for fund in funde)
        with closing(werker.erledige(self._auftraege(b, stand))) as ergebnisse:
            for auftrag, ergebnis in ergebnisse:
                b.haenge_an(self._geschrieben(auftrag, ergebnis, stand))
                self._weiter(self._funde[auftrag.datei])
        for zeile in self._ohne_quelle(stand):
            b.haenge_an(zeile)
        b.schliesse_ab()
        return b

    def _weiter(self, fund: Fund) -> None:
        self._getan += fund.groesse
        self.fortschritt(self._getan, self._alle)

    def _auftraege(self, b: Bericht, stand: Stand) -> Iterator[Auftrag]:
        """Was noch zu rechnen ist, die größten Dateien zuerst: sonst wartete am Ende alles auf eine."""
        for fund in sorted(self._funde.values(), key=lambda f: (-f.groesse, f.datei)):
            try:
                grund, inhalt = fund.hindernis, b"" if fund.hindernis else dateiinhalt(fund.pfad)
            except (Unbrauchbar, OSError, MemoryError) as fehler:
                grund, inhalt = self.satz(fehler), b""
            if not grund and self._schon_getan(fund, inhalt, b, stand):
                self.uebersprungen += 1
                self._weiter(fund)
                continue
            grund = grund or self._kein_platz(fund, stand)
            if grund:
                b.haenge_an(self._abgelehnt(fund, grund, stand))
                self._weiter(fund)
                continue
            yield Auftrag(fund.datei, inhalt, self.setze)

    def _schon_getan(self, fund: Fund, inhalt: bytes, b: Bericht, stand: Stand) -> bool:
        zeile = b.frueher(fund.datei)
        alt = self._ziel_jetzt(fund)
        if zeile is None or alt is None or not stand.kennt(*self._beleg(fund.datei, inhalt, alt, zeile)):
            return False
        b.uebernimm(zeile)
        return True

    def _beleg(self, datei: str, ein: bytes, aus: bytes, zeile: Zeile) -> tuple[str | bytes, ...]:
        return "fertig", datei, _summe(ein), self.programm, _summe(aus), zeile.roh()

    def _ziel_jetzt(self, fund: Fund) -> bytes | None:
        """Was jetzt unter dem Zielnamen steht; None ohne Datei. Fehler: OSError."""
        ziel = self.ziel / fund.datei
        return ziel.read_bytes() if ziel.is_file() else None

    def _kein_platz(self, fund: Fund, stand: Stand) -> str:
        """Warum unter dem Zielnamen nicht zu schreiben ist; leer: es geht."""
        ziel = self.ziel / fund.datei
        try:
            if ziel.is_symlink() or not ziel.parent.resolve().is_relative_to(self.ziel.resolve()):
                return f"{ziel} ist ein Verweis; dorthin wird nicht geschrieben"
            self.sperre(ziel)
            alt = self._ziel_jetzt(fund)
        except Exception as grund:  # noqa: BLE001  # `sperre` wirft, was der Befehl will
            return self.satz(grund)
        if alt is None or self.ersetzen or stand.kennt("ziel", fund.datei, _summe(alt)):
            return ""
        return f"{ziel} gibt es schon und ist kein früheres Ergebnis; mit --ersetzen wird es ersetzt"

    def _abgelehnt(self, fund: Fund, grund: str, stand: Stand) -> Zeile:
        """Die Zeile einer Datei ohne Ergebnis; ein früheres von uns geht, es wäre von gestern."""
        ziel = self.ziel / fund.datei
        try:
            alt = None if ziel.is_symlink() else self._ziel_jetzt(fund)
            if alt is not None and stand.kennt("ziel", fund.datei, _summe(alt)):
                ziel.unlink()
                grund += "; das frühere Ergebnis ist entfernt"
        except OSError as fehler:
            grund += f"; das frühere Ergebnis liegt noch da: {self.satz(fehler)}"
        return Zeile(fund.datei, bericht.NICHT, hinweis=grund)

    def _geschrieben(self, auftrag: Auftrag, ergebnis: Any, stand: Stand) -> Zeile:
        fund = self._funde[auftrag.datei]
        if isinstance(ergebnis, BaseException):
            return self._abgelehnt(fund, self.satz(ergebnis), stand)
        zeile, inhalt = ergebnis
        if inhalt is None:
            return self._abgelehnt(fund, zeile.hinweis, stand)
        ziel = self.ziel / auftrag.datei
        try:
            stand.merke(
                "ziel", auftrag.datei, _summe(inhalt)
            )  # zuerst: sonst hielte ein neuer Lauf sie für fremd
            ziel.parent.mkdir(parents=True, exist_ok=True)
            ersetze_atomar(ziel, inhalt)
        except OSError as fehler:
            return Zeile(auftrag.datei, bericht.NICHT, hinweis=self.satz(fehler))
        stand.merke(*self._beleg(auftrag.datei, auftrag.inhalt, inhalt, zeile))
        return zeile

    def _ohne_quelle(self, stand: Stand) -> Iterator[Zeile]:
        """Unsere früheren Ergebnisse, deren Datei es nicht mehr gibt: sie bleiben liegen und werden genannt."""
        for fund in ordner.gefunden(self.ziel):
            if fund.datei in self._funde or fund.hindernis:
                continue
            if stand.kennt("ziel", fund.datei, _summe(fund.pfad.read_bytes())):
                yield Zeile(
                    fund.datei, bericht.OHNE_QUELLE, hinweis="früheres Ergebnis, die Datei dazu fehlt"
                )


def _summe(inhalt: bytes) -> bytes:
    return hashlib.sha256(inhalt).digest()
