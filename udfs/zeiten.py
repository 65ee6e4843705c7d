"""Argumente, die Tage eines Zeitraums oder Zeiten am Tag sind, und ihre Leser."""

from dataclasses import dataclass
from typing import Annotated, Any, Optional

from calc.fehler import WERT, ZAHL, Regelfehler
from udfs import lesen
from udfs.typen import STICHTAG, Angabe
from udfs.werte import Fehler, ist_leer


@dataclass(frozen=True)
class Tag:
    """Liest einen Tag wie `lesen.stichtag` und gibt seine Nummer; `null`: 0 ist »nicht gegeben«, sonst kein Datum."""

    null: bool = False
    mindestens: float = 1
    hoechstens: float = lesen.LETZTER_TAG
    ueber: Optional[float] = None

    def __call__(self, wert: Any) -> Optional[int]:
        """Die Nummer des Tages; hebt `Regelfehler`."""
        gelesen = lesen.stichtag(wert)
        if gelesen is None and not self.null:
            raise Regelfehler(ZAHL, "ist 0; das ist kein Datum.")
        if gelesen is not None and gelesen <= lesen.TAG_NULL:
            raise Regelfehler(ZAHL, f"ist {lesen.zeige(wert)}; erwartet wird ein Tag ab 1900.")
        return None if gelesen is None else (gelesen - lesen.TAG_NULL).days


_ANWESEND = lesen.Zahl(mindestens=0)


@dataclass(frozen=True)
class Dienstzeilen:
    """Liest Dienste einer Woche: Beginn, Ende, Mitarbeitende Mo bis So; leere Zeilen zählen nicht."""

    zelle: lesen.Zahl = _ANWESEND

    def __call__(self, zeilen: list[list[Any]]) -> list[tuple[int, int, list[float]]]:
        """Der gelesene Wert; hebt `Regelfehler`."""
        for wert in (zelle for zeile in zeilen for zelle in zeile):
            if isinstance(wert, Fehler):
                raise lesen.Zellfehler(wert)
        if any(len(zeile) != 9 for zeile in zeilen):
            raise Regelfehler(
                WERT,
                f"hat {len(zeilen[0])} Spalten; erwartet werden 9: Beginn, Ende, Mo, Di, Mi, Do, Fr, Sa, So.",
            )
        gelesen = (self._zeile(nummer, zeile) for nummer, zeile in enumerate(zeilen, 1))
        return [dienst for dienst in gelesen if dienst is not None]

    def _zeile(self, nummer: int, zeile: list[Any]) -> Optional[tuple[int, int, list[float]]]:
        try:
            anwesend = [0.0 if ist_leer(wert) else self.zelle(wert) for wert in zeile[2:]]
            zeiten = [None if ist_leer(w) else lies(w) for w, lies in zip(zeile, (lesen.beginn, lesen.ende))]
        except Regelfehler as fehler:
            raise Regelfehler(fehler.code, f"(Zeile {nummer}) {fehler.satz}") from None
        if not any(anwesend):
            return None
        if zeiten[0] is None or zeiten[1] is None:
            raise Regelfehler(WERT, f"(Zeile {nummer}) hat Mitarbeitende, aber nicht Beginn und Ende.")
        if zeiten[0] == zeiten[1]:
            raise Regelfehler(
                WERT, f"(Zeile {nummer}) Beginn und Ende sind gleich; rund um die Uhr ist 00:00 bis 24:00."
            )
        return zeiten[0], zeiten[1], anwesend


ZeitraumVon = Annotated[int, Angabe("Erster Tag des Zeitraums.", Tag())]
ZeitraumBis = Annotated[int, Angabe("Letzter Tag des Zeitraums; er zählt mit.", Tag())]
StichtagTag = Annotated[Optional[int], Angabe(STICHTAG, Tag(null=True), darf_leer=True)]
Wechsel = Annotated[int, Angabe("Erster Tag, an dem der neue Wert gilt.", Tag())]
AufenthaltVon = Annotated[int, Angabe("Erster Tag des Aufenthalts.", Tag())]
AufenthaltBis = Annotated[
    Optional[int],
    Angabe(
        "Letzter Tag des Aufenthalts, er zählt mit; leer, weggelassen oder 0: läuft noch.",
        Tag(null=True),
        darf_leer=True,
    ),
]
FensterVon = Annotated[
    int, Angabe("Beginn des Fensters, das sich jeden Tag wiederholt, z. B. 21:00.", lesen.beginn)
]
FensterBis = Annotated[int, Angabe("Ende des Fensters bis 24:00, auch nach Mitternacht.", lesen.ende)]
Dienste = Annotated[
    list[tuple[int, int, list[float]]],
    Angabe(
        "Neun Spalten: Beginn, Ende, Mitarbeitende Mo bis So (des Dienstes, der an diesem Tag beginnt; leer = 0).",
        Dienstzeilen(),
        True,
    ),
]
Wochentag = Annotated[int, Angabe("Wochentag: 1 = Montag … 7 = Sonntag.", lesen.GanzeZahl(1, 7))]
UhrVon = Annotated[int, Angabe("Beginn der Zeit am Tag, z. B. 05:00.", lesen.beginn)]
UhrBis = Annotated[int, Angabe("Ende der Zeit am selben Tag, bis 24:00.", lesen.ende)]
