"""Blätter »intern_Benchmark« und »Benchmarking«: Rang unter Vergleichbaren, Median und Quartile; Namen bleiben im Haus."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

INTERN, BLATT = "intern_Benchmark", "Benchmarking"
WENIGSTENS = 3
_MITTEL = (
    "OR("
    + ",".join(f'ISNUMBER(SEARCH("{w}",{{name}}))' for w in ("durchschnitt", "mittelwert", "median"))
    + ")"
)
_ZAHL = eingabe.zahl(-1e12, 1e12, "Wert der Kennzahl.")


def benchmarking(bau: Bau) -> None:
    """Namen: `benchmark_rang`, `benchmark_median`, `benchmark_quartil_unten`, `benchmark_quartil_oben`, `benchmark_anzahl`."""
    blatt = bau.blatt(INTERN, bau.titel("Vergleichbare, mit Namen"), (), 7)
    satz = "Einzelne Namen stehen nur hier. Gleiche Werte teilen sich den besseren Rang."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    besser = 'IF(eingabe_benchmark_gut="niedrig",SUMPRODUCT((benchmark_zahlen<>"")*(benchmark_zahlen<{wert})),SUMPRODUCT((benchmark_zahlen<>"")*(benchmark_zahlen>{wert})))'
    rang = f'IF(OR({{wert}}="",eingabe_benchmark_gut="",COUNT(benchmark_zahlen)<{WENIGSTENS}),"",1+{besser}+{{pruefwert}})'
    spalten = (
        Spalte(
            "name", "Verwaltung oder\nLeistungserbringer", 46, grenze=eingabe.TEXT, weg="Name", pflicht=True
        ),
        Spalte("wert", "Wert", 18, einheiten.MENGE, _ZAHL, weg="der Kennzahl", pflicht=True),
        Spalte("rang", "Rang", 12, einheiten.NUMMER, formel=rang, weg="1 ist der beste", luecke=True),
    )
    weit = "IF(AND(ISNUMBER({wert}),COUNT({alle_wert})>=3,MEDIAN({alle_wert})<>0),ABS({wert}/MEDIAN({alle_wert})-1)>4,FALSE)"
    regeln = (
        doppelt("Name steht zweimal da", bestaetigen=False),
        summenwort("name"),
        Regel("ein Mittel statt einer Verwaltung", _MITTEL),
        Regel("um mehr als das Fünffache neben dem Median", weit, in_worten("{wert}", vorzeichen=True)),
    )
    woran = kennung(als_text("{name}"), wenn=belegt("{name}"))
    t = tabelle(bau, blatt, 6, spalten, bau.umfang.weitere, bau.inhalt("benchmark"), regeln, woran)
    bau.name("benchmark_zahlen", blatt, t.ort("wert"))
    bau.name("benchmark_rang", blatt, t.ort("rang"))
    _blatt(bau, t)


def _blatt(bau: Bau, t: Tabelle) -> None:
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (44, 20, 60), 3)
    satz = "Zusammenfassung ohne Namen; die einzelnen Werte stehen auf intern_Benchmark."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    gut = eingabe.auswahl("hoch", "niedrig", hinweis="was der bessere Rang ist.")
    z = eingaben(
        bau,
        blatt,
        5,
        (
            Feld(
                "Kennzahl",
                "benchmark_kennzahl",
                zellen.TEXT,
                eingabe.TEXT,
                "Quote ambulant, %",
                "was verglichen wird",
                False,
            ),
            Feld("gut ist", "benchmark_gut", zellen.TEXT, gut, "hoch", "ohne Angabe kein Rang", False),
        ),
    )
    ergebnisse(bau, blatt, z + 1, _werte(t))
    anzahl = f"COUNT({t.bereich('wert')})"
    text = f'=IF(OR({anzahl}=0,{anzahl}>={WENIGSTENS}),"","unter {WENIGSTENS} Werten: kein Median, keine Quartile, kein Rang")'
    zellen.text(blatt["A4"], text, fett=True, umbruch=False)
    bau.name("hinweis_benchmark", blatt, "A4")
    bau.gedruckt[BLATT] = Druck("C")


def _werte(t: Tabelle) -> tuple[Wert, ...]:
    """Lagemaße, einschließlich der Ränder; leer unter drei Werten."""
    zahlen, falsch = t.bereich("wert"), f"SUM({t.bereich('pruefwert')})"
    reihen = (
        ("Median", "median", f"MEDIAN({zahlen})"),
        ("unteres Quartil", "quartil_unten", f"QUARTILE({zahlen},1)"),
        ("oberes Quartil", "quartil_oben", f"QUARTILE({zahlen},3)"),
    )
    anzahl = Wert(
        "Werte", "benchmark_anzahl", t.wenn_vollstaendig(f"COUNT({zahlen})+{falsch}"), einheiten.ANZAHL
    )
    masse = (
        (wort, name, t.wenn_vollstaendig(f'IF(COUNT({zahlen})<{WENIGSTENS},"",{formel}+{falsch})'))
        for wort, name, formel in reihen
    )
    weg = "einschließlich der Ränder"
    return (anzahl, *(Wert(wort, f"benchmark_{name}", f, einheiten.MENGE, weg) for wort, name, f in masse))
