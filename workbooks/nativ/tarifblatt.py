"""Blatt »Tarife«: die Entgelttabellen, aus denen EGH_TARIF ohne Add-in liest; jede Gruppe je Stand eine Zeile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from calc import parameter
from calc.parameter import laender
from calc.parameter.tarif import STUFEN, Entgelttabelle, schluessel
from recalculation.datei.zellwert import seriell
from udfs.preise import TARIFE
from workbooks.nativ.blatt import Blatt, Stile, Zelle, angefuegt

BLATT = "Tarife"
_LIEST = re.compile(rb"\btarif_(?:gruppe|stufen)\b")
_TEILE = re.compile(r"xl/(?:workbook|worksheets/sheet\d+)\.xml")
_IMMER = date(9999, 12, 31)
_KOPF = ("Entgeltgruppe", "gesucht als", "gültig ab", "gültig bis")


def mit_tarifen(teile: Mapping[str, bytes], stile: Stile) -> dict[str, bytes]:
    """Die Teile, mit dem Blatt, wenn eine Formel oder ein Name daraus liest."""
    gelesen = any(_LIEST.search(inhalt) for teil, inhalt in teile.items() if _TEILE.fullmatch(teil))
    return angefuegt(teile, bauen(), stile) if gelesen else dict(teile)


def bauen() -> Blatt:
    """Das Blatt mit seinen Namen `tarif_gruppe`, `_ab`, `_bis`, `_stufen`."""
    p = parameter.laden(laender.BUND)[TARIFE["SuE"]]
    b = Blatt(BLATT, (16, 14, 13, 13, *(12,) * STUFEN, 60), kopfzeilen=3)
    b.setze(1, Zelle(f"{p.anzeige} [{p.einheit}]", stil="titel"))
    stufen = (f"Stufe {n}" for n in range(1, STUFEN + 1))
    b.setze(3, *(Zelle(wort, stil="kopf") for wort in (*_KOPF, *stufen, "Quelle")))
    z = 3
    enden = [s.ab - timedelta(days=1) for s in p.staende[1:]] + [_IMMER]
    for stand, bis in zip(p.staende, enden, strict=True):
        tabelle: Entgelttabelle = stand.wert  # type: ignore[assignment]  # der Parameter hat nur Tabellen
        for zeile in tabelle:
            z += 1
            tage = (Zelle(float(seriell(tag)), stil="tag") for tag in (stand.ab, bis))
            werte = (Zelle(wert, stil="zahl") for wert in zeile.stufen)
            b.setze(z, zeile.gruppe, schluessel(zeile.gruppe), *tage, *werte, stand.quelle)
    for name, spalten in (("gruppe", "BB"), ("ab", "CC"), ("bis", "DD"), ("stufen", "EJ")):
        b.namen[f"tarif_{name}"] = f"{spalten[0]}4:{spalten[1]}{z}"
    return b
