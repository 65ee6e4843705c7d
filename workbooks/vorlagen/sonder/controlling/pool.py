"""Blatt »Pool«: gemeinsame Stunden auf Gruppen verteilt."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

_GEWICHT = eingabe.zahl(0, 1e9, "Gewicht ab 0: gleich (1), Bedarf (Minuten) oder Anwesenheit (Tage).")
_STUNDEN = eingabe.zahl(0, 1e7, "Stunden im Jahr, ab 0.")
_POOL = "eingabe_pool_stunden"


def pool(bau: Bau) -> None:
    """Namen: `eingabe_pool_stunden`, `pool_stunden` (je Gruppe), `pool_summe`."""
    blatt = bau.blatt("Pool", bau.titel("Gemeinsame Stunden"), (), 10)
    satz = "Gepoolte Leistungen (§ 116 Abs. 2 SGB IX) auf Gruppen verteilt, etwa Angebote; keine einzelnen Personen."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    regeln = (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("gruppe"),
        Regel("gewollt?", "AND(ISNUMBER({gewicht}),{gewicht}=0)", '"Gewicht 0"'),
        Regel(
            "ein anderes Gewicht ist über fünfzigmal so groß",
            "AND(N({gewicht})>0,MAX({alle_gewicht})>50*N({gewicht}))",
            in_worten("{gewicht}"),
        ),
    )
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    zeilen, inhalt = bau.umfang.controlling, bau.inhalt("pool")
    # kein Name: ohne Add-in gälte er als eine einzelne Angabe
    gewichte = f"$B$11:$B${10 + max(zeilen, len(inhalt))}"
    t = tabelle(bau, blatt, 9, _spalten(gewichte), zeilen, inhalt, regeln, woran)
    bau.name("pool_stunden", blatt, t.ort("stunden"))
    feld = Feld("Stunden im Pool", "pool_stunden", zellen.STUNDEN, _STUNDEN, None, "im Jahr", False)
    z = eingaben(bau, blatt, 5, (feld,))
    summe = Wert("zusammen", "pool_summe", t.gesamt("stunden"), einheiten.STD_JAHR, "alle Gruppen")
    ergebnisse(bau, blatt, z, (summe,))


def _spalten(gewichte: str) -> tuple[Spalte, ...]:
    stunden = f"EGH_POOLANTEIL({_POOL},{{gewicht}},{gewichte})+{{pruefwert}}"
    return (
        Spalte("gruppe", "Gruppe", 46, grenze=eingabe.TEXT, weg="Angebot, Haus", pflicht=True),
        Spalte("gewicht", "Gewicht", 20, einheiten.MENGE, _GEWICHT, weg="Minuten, Tage oder 1", pflicht=True),
        Spalte(
            *("stunden", "Stunden", 22, einheiten.STD_JAHR),
            formel=f'IF(OR({_POOL}="",{{gewicht}}=""),"",{stunden})',
            weg="Pool × Gewicht ÷ Summe",
            luecke=True,
        ),
        Spalte(
            *("anteil", "Anteil", 14, einheiten.PROZENT),
            formel=f'IF({{stunden}}="","",IF({_POOL}=0,"",{{stunden}}/{_POOL}))',
            weg="vom Pool",
            luecke=True,
        ),
    )
