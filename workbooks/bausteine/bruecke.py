"""Die Brücke vom Vorjahr zum Ergebnis: Stunden, Jahresstunden je Stelle, Sonstiges; als Tabelle und als Wasserfall."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import diagramme, zellen
from workbooks.bausteine.bau import Bau

_KOPF = ("Schritt", "Betrag", "Einheit", "Sockel", "Zunahme", "Abnahme", "Rechenweg", "Stand")


def bruecke(bau: Bau, blatt: Worksheet, z: int, namen: tuple[str, str, str], einheit: str) -> None:
    """Ab Zeile z; `namen` sind die Ergebnisse Stellen, Stunden und Jahresstunden je Stelle."""
    titel = f"Brücke vom Vorjahr zum Ergebnis [{einheit}]"
    zellen.ueberschrift(blatt[f"A{z}"], titel)
    for nummer, wort in enumerate(_KOPF, 1):
        zellen.kopfzelle(blatt.cell(z + 1, nummer), wort)
    erste = z + 2
    for i, (wort, formel, weg) in enumerate(_schritte(namen, erste)):
        zeile = erste + i
        zellen.text(blatt[f"A{zeile}"], wort, fett=i in (0, 4))
        zellen.formelzelle(blatt[f"B{zeile}"], formel, zellen.STUNDEN)
        zellen.text(blatt[f"C{zeile}"], einheit)
        zellen.text(blatt[f"G{zeile}"], weg, klein=True)
        _hilfsspalten(blatt, erste, zeile, ist_stand=i in (0, 4))
        blatt.row_dimensions[zeile].height = 24
    bau.name("bruecke", blatt, f"B{erste}:B{erste + 4}")
    diagramme.bruecke(blatt, erste, f"A{erste + 6}", titel)


def _schritte(namen: tuple[str, str, str], erste: int) -> tuple[tuple[str, str, str], ...]:
    """Wort, Formel, Rechenweg der fünf Zeilen; leer, solange ein Wert fehlt."""
    v1, h1, n1 = (f"ergebnis_{n}" for n in namen)
    v0, h0, n0 = (f"eingabe_vorjahr_{n}" for n in namen)
    fehlt = ",".join(f'{n}=""' for n in (v0, h0, n0, v1, h1, n1))
    bisher = f"SUM($B${erste}:$B${erste + 2})"
    return tuple(
        (wort, f'=IF(OR({fehlt},{n0}=0),"",{formel})', weg)
        for wort, formel, weg in (
            ("Vorjahr", v0, "Wert des Vorjahres"),
            (
                "Stunden",
                f"({h1}-{h0})/{n0}",
                "(Stunden neu − Stunden Vorjahr) ÷ Jahresstunden je Stelle im Vorjahr",
            ),
            (
                "Nettojahresarbeitszeit",
                f"{h1}/{n1}-{h1}/{n0}",
                "Stunden neu ÷ Jahresstunden neu − Stunden neu ÷ Jahresstunden Vorjahr",
            ),
            ("Sonstiges", f"{v1}-{bisher}", "Rest bis zum Ergebnis"),
            ("Ergebnis", v1, "Wert dieser Kalkulation"),
        )
    )


def _hilfsspalten(blatt: Worksheet, erste: int, zeile: int, ist_stand: bool) -> None:
    """Woraus der Wasserfall gezeichnet wird: Sockel, Zunahme, Abnahme oder der ganze Stand."""
    betrag = f"$B${zeile}"
    vorher = f"SUM($B${erste}:$B${zeile - 1})"
    formeln = {
        "D": f"MIN({vorher},{vorher}+{betrag})",
        "E": f"MAX({betrag},0)",
        "F": f"MAX(-{betrag},0)",
    }
    for spalte in "DEFH":
        formel = betrag if ist_stand else formeln.get(spalte)
        leer = formel is None or ist_stand != (spalte == "H")
        inhalt = None if leer else f'=IF({betrag}="","",{formel})'
        zellen.formelzelle(blatt[f"{spalte}{zeile}"], inhalt, zellen.OHNE_NULL)
