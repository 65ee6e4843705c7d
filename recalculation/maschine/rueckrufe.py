"""Was die Rechenmaschine von uns ruft: unsere Formeln, Excels Funktionen, Hilfsfunktionen der Übersetzung.

Die Maschine hält ihre Rückrufe fest, und kein Sammler sieht durch sie hindurch. Deshalb kennt nichts hier die Maschine:
kennte sie es, gäbe es beide nie wieder frei.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from recalculation.datei.aufbau import Aufbau
from recalculation.datei.zellwert import TAGE_1904
from recalculation.eigene import Eigene, Formel
from recalculation.funktionen.bedingung import WENN, wenn, wenn_1904
from recalculation.funktionen.datum import ALS_ZAHL, RECHENWERT, als_zahl_lesend, rechenwert_lesend
from recalculation.funktionen.finanzen import EINDEUTIG, eindeutig
from recalculation.funktionen.grund import (
    OHNE_TEXT,
    VERWEIGERT,
    WAHRHEIT,
    als_bedingung,
    je_wert,
    mit_fehlern,
    ohne_text,
)
from recalculation.funktionen.im_feld import RECHNEN, name_im_feld, verrechnet
from recalculation.funktionen.mathematik import SUMMENPRODUKT, summenprodukt
from recalculation.funktionen.tabelle import FUNKTIONEN
from recalculation.funktionen.texte import KRITERIUM, OB_LEER, VERKETTET, kriterium, ob_leer, verkettet
from recalculation.funktionen.umsetzung import funktionen, im_feld_gerechnet
from recalculation.funktionen.vergleich import VERGLEICH, vergleich
from recalculation.funktionen.verweise import BEZUGSTEXT, NACH_ART, bezugstext
from recalculation.maschine.maschinenwerte import eingepasst, herein, hinaus, verschoben
from recalculation.uebersetzung.belegung import STAPEL
from recalculation.uebersetzung.formeltext import FELD, REST
from recalculation.uebersetzung.nullregel import NULLSUMME, SUMME, nullsumme, summe

MITSCHRIFT = "EGH_INTERN_MITSCHRIFT"
"""Hilfsfunktion der Maschine: (Nummer, Name, Argumente …) einer unserer Funktionen, deren Ergebnis behalten wird."""

_HOECHSTENS_GEMERKT = 100_000
_ABGELEHNT = {"type": "Error", "kind": VERWEIGERT}
Ruf = Callable[..., Any]


class Rueckrufe:
    """Die Rückrufe einer Maschine und was sie sich bei einem Lauf merken."""

    def __init__(self, aufbau: Aufbau, eigene: Eigene) -> None:
        self.ablehnungen: Counter[str] = (
            Counter()
        )  # Name → wie oft sie sagte, dass sie das nicht rechnet wie Excel
        self.mitschriften: dict[int, list[Any]] = {}
        self.gescheitert: BaseException | None = None
        self._felder: dict[str, list[list[Any]]] = {}
        self._tage = TAGE_1904 if aufbau.datum_1904 else 0
        self._unsere = {name: self._rechnend(f) for name, f in eigene.formeln.items()}
        self._namen = {n.name.casefold() for n in aufbau.namen}
        # Ein Name, der auf einem Blatt gilt oder für etwas Gerechnetes steht, ist für INDIREKT keiner von diesen.
        self._lokale = {n.name.casefold() for n in aufbau.namen if n.blatt is not None or n.ziel() is None}

    def alle(self) -> dict[str, Ruf]:
        """Name in der Maschine → Rückruf; manche ersetzen eine Funktion der Maschine."""
        ablehnende: dict[str, Ruf] = {
            **funktionen(bool(self._tage)),
            **{name_im_feld(f.name): im_feld_gerechnet(f) for f in FUNKTIONEN.values() if f.im_feld},
            **NACH_ART,
            ALS_ZAHL: als_zahl_lesend(bool(self._tage)),
            RECHENWERT: rechenwert_lesend(bool(self._tage)),
            BEZUGSTEXT: bezugstext(self._namen, self._lokale),
            RECHNEN: verrechnet,
            NULLSUMME: nullsumme,
            EINDEUTIG: eindeutig,
            WENN: wenn_1904 if self._tage else wenn,
            VERKETTET: verkettet,
            OB_LEER: ob_leer,
            KRITERIUM: kriterium,
            WAHRHEIT: je_wert(als_bedingung),
            OHNE_TEXT: mit_fehlern(ohne_text),
        }
        rufe: dict[str, Ruf] = {
            **{name: _merkend(rechnen) for name, rechnen in self._unsere.items()},
            **{name: self._gezaehlt(name, ruf) for name, ruf in ablehnende.items()},
            MITSCHRIFT: self._mitschreiben,
            FELD: self._feld,
            REST: self._rest,
            VERGLEICH: vergleich,
            SUMME: summe,
            SUMMENPRODUKT: summenprodukt,
            STAPEL: _gestapelt,
        }
        return {name: self._bewacht(name, ruf) for name, ruf in rufe.items()}

    def _bewacht(self, name: str, ruf: Ruf) -> Ruf:
        """Was ein Rückruf wirft, nähme die Maschine für #WERT!, auch Strg-C: stattdessen wird es festgehalten.

        Was niemand vorhergesehen hat, ist eine Ablehnung: die Zelle wird genannt, die Mappe trotzdem gerechnet.
        """

        def bewacht(*argumente: Any) -> Any:
            try:
                return ruf(*argumente)
            except (KeyboardInterrupt, SystemExit, MemoryError) as grund:
                self.gescheitert = grund
                raise
            except Exception:  # noqa: BLE001  # auch ein Fehler von uns darf keine Zahl werden
                self.ablehnungen[name] += 1
                return dict(_ABGELEHNT)

        return bewacht

    def nichts_gescheitert(self) -> None:
        """Nach jedem Rechnen zu fragen. Fehler: was in einem Rückruf geworfen wurde."""
        grund, self.gescheitert = self.gescheitert, None
        if grund is not None:
            raise grund

    def _gezaehlt(self, name: str, ruf: Ruf) -> Ruf:
        """Zählt, wie oft das Ergebnis eine Ablehnung ist oder enthält: WENNFEHLER könnte sie verdecken."""

        def gezaehlt(*argumente: Any) -> Any:
            ergebnis = ruf(*argumente)
            art = type(ergebnis)
            if (art is dict or art is list) and _lehnt_ab(ergebnis):
                self.ablehnungen[name] += 1
            return ergebnis

        return gezaehlt

    def _rechnend(self, formel: Formel) -> Callable[[tuple[Any, ...]], Any]:
        """Eine unserer Funktionen über Werten der Maschine; ihr Ergebnis ist ein Zellwert."""
        tage = self._tage

        def rechnen(argumente: tuple[Any, ...]) -> Any:
            for a in argumente:  # für uns wäre das ein gewöhnlicher Fehler
                if type(a) is dict and a.get("kind") == VERWEIGERT:
                    return a
            werte = [a if type(a) is float else herein(a) for a in argumente]
            if tage:  # Tageszahlen einer Mappe mit 1904-Zählung
                werte = [verschoben(w, tage) if i in formel.tage else w for i, w in enumerate(werte)]
            return formel.ruf(werte)

        return rechnen

    def _mitschreiben(self, nummer: float, name: str, *argumente: Any) -> Any:
        ergebnis = self._unsere[name](argumente)
        self.mitschriften[int(nummer)].append(ergebnis)
        return hinaus(ergebnis)

    def _feld(self, werte: Any, hoehe: float, breite: float, merkmal: str) -> Any:
        feld = self._felder[merkmal] = eingepasst(werte, int(hoehe), int(breite))
        return feld[0][0]

    def _rest(self, _anfang: Any, merkmal: str, zeile: float, spalte: float) -> Any:
        return self._felder[merkmal][int(zeile)][int(spalte)]


def _gestapelt(*bereiche: Any) -> list[list[Any]]:
    return [zeile for bereich in bereiche for zeile in (bereich if type(bereich) is list else [[bereich]])]


def _lehnt_ab(ergebnis: Any) -> bool:
    if type(ergebnis) is dict:
        return ergebnis.get("kind") == VERWEIGERT
    return any(type(wert) is dict and wert.get("kind") == VERWEIGERT for zeile in ergebnis for wert in zeile)


def _merkend(rechnen: Callable[[tuple[Any, ...]], Any]) -> Ruf:
    """Listen wiederholen sich (Minuten, HBG, Land): dieselben Zahlen und Texte werden nur einmal gerechnet."""
    bekannt: dict[tuple[Any, ...], Any] = {}

    def ruf(*argumente: Any) -> Any:
        if not _einfache(argumente):
            return hinaus(rechnen(argumente))
        ergebnis = bekannt.get(argumente, bekannt)
        if ergebnis is bekannt:
            ergebnis = hinaus(rechnen(argumente))
            if len(bekannt) < _HOECHSTENS_GEMERKT:
                bekannt[argumente] = ergebnis
        return ergebnis

    return ruf


def _einfache(argumente: tuple[Any, ...]) -> bool:
    """Ob alle Argumente Zahlen oder Texte sind (WAHR und 1 sind in Python gleich und dürfen sich nicht vertreten)."""
    for wert in argumente:
        art = type(wert)
        if art is not float and art is not str:
            return False
    return True
