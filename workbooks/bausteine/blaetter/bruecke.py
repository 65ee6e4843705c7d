"""Die Brücke vom Vorjahr zum Ergebnis, in Stellen und in Euro: welcher Schritt wie viel ausmacht; mit Wasserfall."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.vergleich import BRUECKE, GEWAEHLT
from workbooks.bausteine.grund import diagramme, zellen
from workbooks.bausteine.grund.bau import Bau

_KOPF = ("Schritt", "Betrag", "Einheit", "Rechenweg")
_HILFSSPALTEN = "OPQR"  # verborgen, wie N mit der Nummer der Auswahl: Sockel, Zunahme, Abnahme, Stand


class Groessen(NamedTuple):
    """Namen der Ergebnisse, aus denen die Brücke entsteht: Stellen = Stunden ÷ Jahresstunden.

    `anteil` (indirekter Zeit) kann fehlen; `was` und `je_stelle`: die Worte, wo es keine Stunden sind.
    """

    stellen: str
    stunden: str
    jahresstunden: str
    anteil: str = ""
    was: str = "Stunden"
    je_stelle: str = "Jahresstunden je Stelle"

    @property
    def ergebnis(self) -> str:
        """Das Ergebnis, zu dem die Brücke führt."""
        return self.stellen


class Entgelte(NamedTuple):
    """Namen der Ergebnisse, aus denen die Brücke in Euro entsteht: Personen × Tage je Person × Entgelt je Tag.

    `preise`: Formel dessen, was geänderte Sätze ausmachen, wenn `getrennt` (Bedingung) gilt.
    """

    ergebnis: str
    personen: str
    tage: str
    preise: str
    getrennt: str


def bruecke(bau: Bau, blatt: Worksheet, z: int, groessen: Groessen | Entgelte, einheit: str) -> int:
    """Ab Zeile z; gibt die letzte Zeile. Ohne Vergleich ist nichts davon zu sehen."""
    erste = z + 2
    schritte = _schritte(groessen, erste) if isinstance(groessen, Groessen) else _in_euro(groessen)
    erste, letzte = z + 2, z + 1 + len(schritte)
    da = f'$B${erste}<>""'
    zellen.ueberschrift(blatt[f"A{z}"], f'=IF({da},{BRUECKE} [{einheit}]","")')
    for spalte, wort in zip("ABCD", _KOPF, strict=True):
        zellen.stumm(blatt[f"{spalte}{z + 1}"], f'=IF({da},"{wort}","")', "General", rechts=False)
    zellen.einblenden(blatt, f"A{z + 1}:D{z + 1}", da, zellen.AKZENT)
    for zeile, (wort, formel, weg) in enumerate(schritte, erste):
        rand = zeile in (erste, letzte)
        zellen.text(blatt[f"A{zeile}"], f'=IF({da},{wort},"")', fett=rand)
        zellen.stumm(blatt[f"B{zeile}"], formel, zellen.STUNDEN)
        zellen.text(blatt[f"C{zeile}"], f'=IF({da},"{einheit}","")')
        zellen.text(blatt[f"D{zeile}"], f'=IF({da},"{weg}","")', grau=True)
        blatt.row_dimensions[zeile].height = 18
        _hilfsspalten(blatt, erste, zeile, ist_stand=rand)
    zellen.einblenden(blatt, f"B{erste}:B{letzte}", da)
    for spalte in f"N{_HILFSSPALTEN}":
        blatt.column_dimensions[spalte].hidden = True
    name = "bruecke" if isinstance(groessen, Groessen) else f"bruecke_{groessen.ergebnis}"
    bau.name(name, blatt, f"B{erste}:B{letzte}")
    hoehe = sum(blatt.row_dimensions[n].height for n in range(erste, letzte + 1))
    ganze = "#,##0" if einheit.startswith("EUR") else ""
    diagramme.bruecke(blatt, (erste, letzte), _HILFSSPALTEN, f"E{erste}", hoehe, ganze)
    return letzte


def _schritte(groessen: Groessen, erste: int) -> list[tuple[str, str, str]]:
    """Wort (Formel), Betrag (Formel), Rechenweg je Zeile; leer, solange ein Wert fehlt.

    Stunden je Stelle = Nettojahresarbeitszeit × (1 − Anteil): der Schritt der Nettojahresarbeitszeit hält den Anteil
    des Vorjahres fest. Fehlt dieser, zeigt ein Schritt beides.
    """
    v1, h1, n1, i1 = (f"ergebnis_{n}" for n in groessen[:4])
    v0, h0, n0, i0 = (f"vergleich_{n}" for n in groessen[:4])
    fehlt = ",".join(f'{n}=""' for n in (v0, h0, n0, v1, h1, n1))
    hier = len(groessen.anteil) > 0
    getrennt = f"AND(ISNUMBER({i0}),ISNUMBER({i1}))"
    fest = f"{n1}/(1-N({i1}))*(1-N({i0}))"  # Jahresstunden neu beim Anteil des Vorjahres
    netto = f"{h1}/IF({getrennt},{fest},{n1})-{h1}/{n0}" if hier else f"{h1}/{n1}-{h1}/{n0}"
    wort = (
        f'IF({getrennt},"Nettojahresarbeitszeit","{groessen.je_stelle}")'
        if hier
        else f'"{groessen.je_stelle}"'
    )
    was, je_stelle = groessen.was, groessen.je_stelle
    zeilen = [
        (GEWAEHLT, v0, "Vergleichswert"),
        (f'"{was}"', f"({h1}-{h0})/{n0}", f"({was} neu − vorher) ÷ {je_stelle} vorher"),
        (wort, netto, f"{was} neu ÷ {je_stelle}: neu − vorher"),
    ]
    if hier:
        weg = "was der geänderte Anteil an den Jahresstunden ausmacht"
        zeilen.append(('"Anteil indirekter Zeit"', f"IF({getrennt},{h1}/{n1}-{h1}/({fest}),0)", weg))
    bisher = f"SUM($B${erste}:$B${erste + len(zeilen) - 1})"
    zeilen += [
        ('"Sonstiges"', f"{v1}-{bisher}", "Rest bis zum Ergebnis"),
        ('"Ergebnis"', v1, "Wert dieser Kalkulation"),
    ]
    return [(w, f'=IF(OR({fehlt},{n0}=0),"",{formel})', weg) for w, formel, weg in zeilen]


def _in_euro(e: Entgelte) -> list[tuple[str, str, str]]:
    """Wort (Formel), Betrag (Formel), Rechenweg je Zeile; ohne die Sätze des Vorjahres zeigt ein Schritt beides."""
    e1, p1, t1 = (f"ergebnis_{n}" for n in e[:3])
    e0, p0, t0 = (f"vergleich_{n}" for n in e[:3])
    fehlt = ",".join(f'{n}=""' for n in (e0, p0, t0, e1, p1, t1))
    saetze = f"{e1}-{e0}*{t1}/{t0}"
    zeilen = [
        (GEWAEHLT, e0, "Vergleichswert"),
        ('"Personen"', f"{e0}*({p1}/{p0}-1)", "Entgelt vorher × (Personen neu ÷ vorher − 1)"),
        (
            '"Tage je Person"',
            f"{e0}*({t1}/{t0}-{p1}/{p0})",
            "Entgelt vorher × geänderte Berechnungstage je Person",
        ),
        (
            f'IF({e.getrennt},"Sätze","Sätze und Gruppen")',
            f"IF({e.getrennt},{e.preise},{saetze})",
            "je Gruppe: Entgelt × (1 − Satz Vorjahr ÷ Satz)",
        ),
        (
            '"Zusammensetzung der Gruppen"',
            f"IF({e.getrennt},{saetze}-({e.preise}),0)",
            "Rest: andere Gruppen und Abwesenheit",
        ),
        ('"Ergebnis"', e1, "Wert dieser Kalkulation"),
    ]
    return [(w, f'=IF(OR({fehlt},{p0}=0,{t0}=0),"",{formel})', weg) for w, formel, weg in zeilen]


def _hilfsspalten(blatt: Worksheet, erste: int, zeile: int, ist_stand: bool) -> None:
    """Woraus der Wasserfall gezeichnet wird: Sockel, Zunahme, Abnahme oder der ganze Stand."""
    betrag = f"$B${zeile}"
    vorher = f"SUM($B${erste}:$B${zeile - 1})"
    formeln = (f"MIN({vorher},{vorher}+{betrag})", f"MAX({betrag},0)", f"MAX(-{betrag},0)", betrag)
    for spalte, formel, nur_stand in zip(_HILFSSPALTEN, formeln, (False, False, False, True), strict=True):
        inhalt = f'=IF({betrag}="","",{formel})' if ist_stand == nur_stand else None
        zellen.stumm(blatt[f"{spalte}{zeile}"], inhalt, zellen.OHNE_NULL)
