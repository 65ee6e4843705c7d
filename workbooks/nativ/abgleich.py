"""EGH_FALLABGLEICH ohne Add-in: statt der Feldformel je Liste rechnet auf dem Blatt des Abgleichs jede Zelle für sich.

Jede Zeile zählt dabei in beiden Listen: das kostet das Quadrat ihrer Länge. Bis `HOECHSTENS` Zeilen merkt das niemand;
darüber gibt es den Abgleich nur mit Add-in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from calc import fallabgleich as regeln
from calc.runden import deutsch
from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.zellwert import xml_text
from recalculation.uebersetzung.baum import zerlegt
from udfs.fallabgleich import ABGLEICHKOPF
from workbooks.nativ.waechter import OhneForm

NAME = "EGH_FALLABGLEICH"
HOECHSTENS = 2_000
_SPALTEN = ("wer", "ab", "ende", "tage", "gruppe", "daten", "betrag", "falsch")
_HELFER = ("gezaehlt", "zugleich", "mit_gruppe", "mit_daten")
_HELFER_AB = 14  # Spalte N: davor stehen die beiden Ergebnisse und die Anfänge der Listen


def mit_abgleich(xml: str, teil: str) -> tuple[str, list[tuple[str, str]]]:
    """Das Blatt ohne Feldformeln mit EGH_FALLABGLEICH, und was sie waren: (Zelle, Formel). Fehler: `OhneForm`."""
    if NAME not in xml:
        return xml, []
    blatt = Blatt("", teil, xml, [])
    felder = [z for z in blatt.formelzellen() if z.art == "array" and (z.text or "").startswith(NAME + "(")]
    if len(felder) != 2:
        return xml, []
    gelesen = [_gelesen(z) for z in felder]
    if gelesen[0] != gelesen[1][::-1]:
        raise OhneForm("Zwei Listen werden nur verglichen, wenn jede mit der anderen verglichen ist.")
    neu: dict[Ort, str | None] = {}
    listen = [
        _liste(hier, z, _HELFER_AB + 5 * i)
        for i, ((hier, _), z) in enumerate(zip(gelesen, felder, strict=True))
    ]
    for liste, andere in (listen, listen[::-1]):
        for ort, formel in _formeln(liste, andere):
            neu[ort] = blatt.element(
                f' r="{adresse.a1(*ort)}"', f"<{blatt.p}f>{xml_text(formel)}</{blatt.p}f>"
            )
    return blatt.xml_neu(neu), [(adresse.a1(*z.ort), z.text or "") for z in felder]


class _Liste(NamedTuple):
    """Eine der beiden Listen: ihre acht Spalten und ihre Helfer als Bereiche; wo das Ergebnis und die Helfer stehen."""

    bereiche: dict[str, str]
    ziel: Bereich
    helfer_ab: int

    def fuer_zeile(self, zeile: int) -> dict[str, str]:
        """Name in Großbuchstaben: der Bereich; in kleinen: die Zelle dieser Zeile."""
        n = f"ROW()-{self.ziel.zeile}"
        gezaehlt = adresse.spaltenname(self.helfer_ab)
        zellen = {name: f"INDEX({self.bereiche[name]},{n})" for name in _SPALTEN}
        zellen |= {h: f"${adresse.spaltenname(self.helfer_ab + i)}{zeile}" for i, h in enumerate(_HELFER)}
        dort = f"${adresse.spaltenname(self.ziel.spalte + 3)}{zeile}"
        wort = f"${adresse.spaltenname(self.ziel.spalte)}{zeile}"
        oben = f"${gezaehlt}${self.ziel.zeile}:${gezaehlt}{zeile - 1}"
        return (
            {name.upper(): b for name, b in self.bereiche.items()}
            | zellen
            | {"dort": dort, "wort": wort, "OBEN": oben}
        )


def _gelesen(z: Formelzelle) -> tuple[str, str]:
    """Die beiden Bereiche des Aufrufs."""
    hier, dort = (str(k.get("reference", "")) for k in zerlegt(z.text or "")["args"])
    return hier, dort


def _liste(bezug: str, z: Formelzelle, helfer_ab: int) -> _Liste:
    blatt, _, ecken = bezug.rpartition("!")
    b = adresse.bereich(ecken)
    if b.hoehe > HOECHSTENS:
        raise OhneForm(f"Listen mit mehr als {deutsch(HOECHSTENS)} Zeilen vergleicht nur das Add-in.")

    def spalte(vor: str, nummer: int, von: int, bis: int) -> str:
        name = adresse.spaltenname(nummer)
        return f"{vor}${name}${von}:${name}${bis}"

    bereiche = {
        name: spalte(f"{blatt}!", b.spalte + i, b.zeile, b.bis_zeile) for i, name in enumerate(_SPALTEN)
    }
    oben = z.bereich.zeile + 1
    bereiche |= {h: spalte("", helfer_ab + i, oben, oben + b.hoehe - 1) for i, h in enumerate(_HELFER)}
    return _Liste(bereiche, z.bereich, helfer_ab)


def _formeln(liste: _Liste, andere: _Liste) -> Iterator[tuple[Ort, str]]:
    """Kopf, dann je Zeile die vier Spalten von EGH_FALLABGLEICH und die Helfer."""
    for i, wort in enumerate(ABGLEICHKOPF):
        yield Ort(liste.ziel.zeile, liste.ziel.spalte + i), f'"{wort}"'
    drueben = {f"{name.upper()}_DORT": b for name, b in andere.bereiche.items()}
    for zeile in range(liste.ziel.zeile + 1, liste.ziel.bis_zeile + 1):
        namen = liste.fuer_zeile(zeile) | drueben
        for i, formel in enumerate(_ERGEBNISSE):
            yield Ort(zeile, liste.ziel.spalte + i), formel.format_map(namen)
        for i, formel in enumerate(_GERECHNET):
            yield Ort(zeile, liste.helfer_ab + i), formel.format_map(namen)


# wer gezählt wird: Tage im Jahr, und zu lesen; ein Tag, der keiner ist, ist in den Listen 0
_GERECHNET = (
    'IF({wer}="","",IF(AND({falsch}<>1,N({tage})>0),{wer},""))',
    'IF({gezaehlt}="","",SUMPRODUCT(({GEZAEHLT}={gezaehlt})*({AB}<={ende})*({ENDE}>={ab})*({AB}<={ENDE})*({AB}>0)))',
    'IF({gezaehlt}="","",SUMPRODUCT(({GEZAEHLT_DORT}={gezaehlt})*({GRUPPE_DORT}={gruppe})))',
    'IF({gezaehlt}="","",SUMPRODUCT(({GEZAEHLT_DORT}={gezaehlt})*({GRUPPE_DORT}={gruppe})*({DATEN_DORT}={daten})))',
)


def _hier_oder_dort(helfer: str, bedingung: str) -> str:
    """Wie viele gezählte Zeilen des Falls auf beiden Seiten das sind."""
    seiten = (f"SUMPRODUCT(({{GEZAEHLT{s}}}={{wer}})*({{{helfer}{s}}}{bedingung}))" for s in ("", "_DORT"))
    return "+".join(seiten)


_UNTERSCHIED = "SUMPRODUCT(({WER}={wer})*1,{BETRAG})-SUMPRODUCT(({WER_DORT}={wer})*1,{BETRAG_DORT})"
_UNKLAR = "SUMPRODUCT(({WER}={wer})*({FALSCH}=1))+SUMPRODUCT(({WER_DORT}={wer})*({FALSCH_DORT}=1))"
_ERGEBNISSE = (
    f'IF({{wer}}="","",IF({{falsch}}=1,"{regeln.UNKLAR}",IF(N({{tage}})<=0,"{regeln.OHNE_TAGE}",'
    f'IF(SUMPRODUCT(--({{OBEN}}={{wer}}))>0,"{regeln.SIEHE_OBEN}",'
    f'IF({_hier_oder_dort("ZUGLEICH", ">1")}>0,"{regeln.DOPPELT}",IF({{dort}}=0,"{regeln.NUR_HIER}",'
    f'IF({_hier_oder_dort("MIT_GRUPPE", "=0")}>0,"{regeln.ANDERE_HBG}",'
    f"IF(AND(SUMPRODUCT(--({{GEZAEHLT}}={{wer}}))={{dort}},{_hier_oder_dort('MIT_DATEN', '=0')}=0),"
    f'"{regeln.GLEICH}","{regeln.ANDERE_DATEN}"))))))))',
    f'IF(OR({{wer}}="",{{wort}}="{regeln.OHNE_TAGE}",{{wort}}="{regeln.SIEHE_OBEN}"),"",'
    f"IF({_UNKLAR}>0,NA(),{_UNTERSCHIED}))",
    'IF({wer}="","",IF(AND({ab}>0,{ab}<={ende}),SUMPRODUCT(({WER}={wer})*({AB}<={ende})*({ENDE}>={ab})*({AB}<={ENDE})*({AB}>0)),1))',
    'IF({wer}="","",SUMPRODUCT(--({GEZAEHLT_DORT}={wer})))',
)
