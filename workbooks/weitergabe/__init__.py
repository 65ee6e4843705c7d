"""Eine Mappe für die andere Seite: ohne Add-in, ohne interne Blätter, ohne Angaben zu Personen und Rechnern."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from workbooks.bausteine.grund.worte import INTERN
from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.blatt import Stile, angefuegt
from workbooks.nativ.form import mit_namen
from workbooks.nativ.uebersetzer import Geprueft
from workbooks.nativ.vertragswerte import vertragswerte
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.paket import Paket, Unbrauchbar
from workbooks.weitergabe.blaetter import ohne_blaetter
from workbooks.weitergabe.formeln import Formeln
from workbooks.weitergabe.sauber import gesaeubert
from workbooks.weitergabe.uebertrag import BLATT as UEBERTRAG
from workbooks.weitergabe.uebertrag import uebertrag
from workbooks.weitergabe.wahrheit import mit_wahrheitsformat

FORMELN, LAMBDA, WERTE = "formeln", "lambda", "werte"
FORMEN = (FORMELN, LAMBDA, WERTE)
_ZEITPUNKT = (2026, 1, 1, 0, 0, 0)


@dataclass
class Weitergabe:
    """Die Datei und was darüber zu sagen ist; jede Zelle als »Blatt!A1«."""

    inhalt: bytes = b""
    weggelassen: list[str] = field(default_factory=list)
    zu_werten: list[str] = field(default_factory=list)
    uebersetzt: int = 0


def weitergegeben(
    m: Arbeitsmappe, form: str, mit_intern: bool = False, weiter_ohne: Sequence[str] = (), zuerst: str = ""
) -> Weitergabe:
    """Die gerechnete Mappe in einer anderen Form; `m` bleibt, wie sie ist.

    formeln: EGH-Formeln als gewöhnliche; lambda: sie bleiben und stehen als Namen in der Mappe; was
    interne Blätter braucht, als Wert. werte: alles als Wert, ohne unbenutzte
    Blätter. Fehler: `Unbrauchbar`, wenn es eine unserer Mappen sein muss und keine ist oder eine Formel sich nicht
    übersetzen lässt. `weiter_ohne`: Blätter, die auch fehlen sollen; `zuerst`: das Blatt, das vorn steht.
    """
    roh = m.inhalt()
    paket = Paket(roh)
    aufbau = Aufbau(paket)
    unsere = "meta_vorlage" in m.namen("meta_")
    if form != WERTE and not unsere:
        raise Unbrauchbar(
            f"{m.pfad.name} ist keine unserer Vorlagen; weitergeben geht dann nur als --form werte."
        )
    ergebnis = Weitergabe()
    ohne = [n for n in aufbau.blattnamen if n in weiter_ohne or (n.startswith(INTERN) and not mit_intern)]
    if form == WERTE and unsere:
        ohne += [n for n in _leere(m, aufbau) if n not in ohne]
    ergebnis.weggelassen = ohne
    geprueft = Geprueft()
    teile = dict(paket.teile)
    formeln = Formeln(aufbau, form, ohne, geprueft)
    for name, blatt in aufbau.blaetter.items():
        if name not in ohne:
            teile[blatt.teil] = formeln.blatt(blatt).encode("utf-8")
    ergebnis.zu_werten, ergebnis.uebersetzt = formeln.zu_werten, formeln.uebersetzt
    teile = ohne_blaetter(paket, teile, aufbau, ohne, zuerst)
    teile = gesaeubert(teile, form)
    if unsere:
        stile = Stile(teile, aufbau.blaetter["Quellen"].teil)
        if form == FORMELN and (formeln.mit_vertrag or geprueft.zellen):
            land = str(m["meta_land"]) if formeln.mit_vertrag else None
            teile = angefuegt(teile, vertragswerte(land, geprueft.zellen, formeln.rechenweg.zeilen()), stile)
        if form == LAMBDA:
            teile = mit_namen(teile, formeln.genannt, str(m["meta_land"]), stile)
        if UEBERTRAG not in weiter_ohne:
            teile = angefuegt(teile, uebertrag(m, ohne), stile)
    ergebnis.inhalt = gepackt(mit_wahrheitsformat(teile))
    if form != WERTE:
        ergebnis.inhalt = _nachgerechnet(m, ergebnis.inhalt)
    return ergebnis


def _nachgerechnet(m: Arbeitsmappe, inhalt: bytes) -> bytes:
    """Die Datei mit den Werten ihrer neuen Zellen. Fehler: `Unbrauchbar`, wenn ein Ergebnis anders ist als in `m`."""
    neu = Arbeitsmappe(Paket(inhalt), m.pfad).rechnen()
    anders = [n for art in ("ergebnis_", "pruefung_") for n in neu.namen(art) if not _gleich(neu[n], m[n])]
    if anders:
        raise Unbrauchbar(
            f"In dieser Form käme anderes heraus ({', '.join(anders[:3])}); nichts ist geschrieben. Bitte melden."
        )
    return neu.inhalt()


def _gleich(a: object, b: object) -> bool:
    if isinstance(a, float) and isinstance(b, float):  # dieselbe Rechnung in anderer Reihenfolge
        return math.isclose(a, b, rel_tol=1e-11, abs_tol=1e-11)
    return a == b


def _leere(m: Arbeitsmappe, aufbau: Aufbau) -> list[str]:
    """Blätter, deren Tabellen alle leer sind und auf denen kein Ergebnis steht."""
    leer: dict[str, bool] = {}
    for name in m.namen("pruefwerte_"):
        blatt, _ = m.ort(name)
        belegt = any(zeile[0] is not None for zeile in m[name.replace("pruefwerte_", "zeilenhinweis_")])
        leer[blatt] = leer.get(blatt, True) and not belegt
    mit_ergebnis = {m.ort(n)[0] for n in (*m.namen("ergebnis_"), *m.namen("meta_"), *m.namen("pruefung_"))}
    return [b for b in aufbau.blattnamen if leer.get(b, False) and b not in mit_ergebnis]


def gepackt(teile: Mapping[str, bytes]) -> bytes:
    """Ein neues Archiv mit festen Zeiten."""
    ziel = BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name, inhalt in teile.items():
            eintrag = zipfile.ZipInfo(name, _ZEITPUNKT)
            eintrag.compress_type = zipfile.ZIP_DEFLATED
            neu.writestr(eintrag, inhalt)
    return ziel.getvalue()
