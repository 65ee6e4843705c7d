"""Eine Mappe für die andere Seite: ohne Add-in, ohne interne Blätter, ohne Angaben zu Personen und Rechnern."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from recalculation.datei import adresse
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.paket import Paket, Unbrauchbar, attribute
from recalculation.uebersetzung.gemeinsame import ausgeschrieben
from workbooks.bausteine.grund.worte import HILFE, INTERN
from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.blatt import Stile, angefuegt
from workbooks.nativ.form import mit_namen
from workbooks.nativ.tarifblatt import BLATT as TARIFE
from workbooks.nativ.tarifblatt import mit_tarifen
from workbooks.nativ.uebersetzer import Geprueft
from workbooks.nativ.vertragswerte import BLATT as VERTRAGSWERTE
from workbooks.nativ.vertragswerte import vertragswerte
from workbooks.weitergabe.blaetter import ohne_blaetter, ohne_rat
from workbooks.weitergabe.formeln import Formeln, auf_weggelassenes
from workbooks.weitergabe.losgeloest import losgeloest
from workbooks.weitergabe.packen import gepackt
from workbooks.weitergabe.papier import verborgene_spalten
from workbooks.weitergabe.sauber import gesaeubert
from workbooks.weitergabe.uebertrag import BLATT as UEBERTRAG
from workbooks.weitergabe.uebertrag import uebertrag
from workbooks.weitergabe.wahrheit import mit_wahrheitsformat

FORMELN, LAMBDA, WERTE = "formeln", "lambda", "werte"
FORMEN = (FORMELN, LAMBDA, WERTE)


@dataclass
class Weitergabe:
    """Die Datei und was darüber zu sagen ist; jede Zelle als »Blatt!A1«."""

    inhalt: bytes = b""
    weggelassen: list[str] = field(default_factory=list)
    zu_werten: list[str] = field(default_factory=list)
    fest: list[str] = field(default_factory=list)
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
    paket = Paket(m.inhalt())
    aufbau = Aufbau(paket)
    unsere = "meta_vorlage" in m.namen("meta_")
    if form != WERTE and not unsere:
        raise Unbrauchbar(
            f"{m.pfad.name} ist keine unserer Vorlagen; weitergeben geht dann nur als --form werte."
        )
    ergebnis = Weitergabe()
    bleibt_im_haus = () if mit_intern else _bleiben_im_haus(m, paket)
    # was ein früheres Weitergeben angefügt hat, entsteht neu
    frueher = [UEBERTRAG] if unsere else []
    if not _gewoehnlich(m):
        frueher += [VERTRAGSWERTE, TARIFE] * unsere
    ohne = [n for n in aufbau.blattnamen if n in (*weiter_ohne, *bleibt_im_haus, *frueher)]
    if form == WERTE and unsere:
        ohne += [n for n in _leere(m, aufbau) if n not in ohne]
    ergebnis.weggelassen = [n for n in ohne if n not in frueher]
    m = _ausgeschrieben(m, paket, aufbau, ohne)
    paket = Paket(m.inhalt())
    aufbau = Aufbau(paket)
    weg = auf_weggelassenes(aufbau, ohne)
    bedingungen: list[tuple[str, str, str]] = []
    if form != WERTE and unsere and weg is not None:
        los = losgeloest(m, ohne, weg, aufbau.blaetter["Quellen"].teil)
        ergebnis.fest, bedingungen, paket = los.fest, los.bedingungen, Paket(gepackt(los.teile))
        aufbau = Aufbau(paket)
    geprueft = Geprueft()
    teile = dict(paket.teile)
    formeln = Formeln(aufbau, form, weg, geprueft)
    for name, blatt in aufbau.blaetter.items():
        if name not in ohne:
            xml = formeln.blatt(blatt)
            teile[blatt.teil] = (ohne_rat(blatt, xml, ohne) if name == HILFE and unsere else xml).encode(
                "utf-8"
            )
    ergebnis.zu_werten, ergebnis.uebersetzt = formeln.zu_werten, formeln.uebersetzt
    teile = ohne_blaetter(paket, teile, aufbau, ohne, weg, zuerst)
    teile = gesaeubert(teile, form)
    if unsere:
        stile = Stile(teile, aufbau.blaetter["Quellen"].teil)
        if form == FORMELN and (formeln.mit_vertrag or geprueft.zellen):
            land = str(m["meta_land"]) if formeln.mit_vertrag else None
            teile = angefuegt(teile, vertragswerte(land, geprueft.zellen, formeln.rechenweg.zeilen()), stile)
        if form == FORMELN:
            teile = mit_tarifen(teile, stile)
        if form == LAMBDA:
            teile = mit_namen(teile, formeln.genannt, str(m["meta_land"]), stile)
        if UEBERTRAG not in weiter_ohne:
            teile = angefuegt(
                teile, uebertrag(m, ohne, [*ergebnis.fest, *ergebnis.zu_werten], bedingungen), stile
            )
    ergebnis.inhalt = gepackt(mit_wahrheitsformat(teile))
    if form != WERTE:
        ergebnis.inhalt = _nachgerechnet(m, ergebnis.inhalt)
    return ergebnis


def _ausgeschrieben(m: Arbeitsmappe, paket: Paket, aufbau: Aufbau, ohne: Sequence[str]) -> Arbeitsmappe:
    """Die Mappe, in der jede Zelle ihre Formel selbst nennt; nach unten Ausgefülltes speichert Excel nur einmal."""
    bleiben = (b for b in aufbau.blaetter.values() if b.name not in ohne)
    gemeinsame = [b for b in bleiben if any(z.art == "shared" for z in b.formelzellen())]
    if not gemeinsame:
        return m
    neu = {b.teil: ausgeschrieben(b).encode("utf-8") for b in gemeinsame}
    return Arbeitsmappe(Paket(gepackt(dict(paket.teile) | neu)), m.pfad)


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


def _gewoehnlich(m: Arbeitsmappe) -> bool:
    """Ob die Mappe schon mit gewöhnlichen Formeln rechnet."""
    return "meta_form" in m.namen("meta_") and str(m["meta_form"]).startswith(FORMELN)


def _bleiben_im_haus(m: Arbeitsmappe, paket: Paket) -> list[str]:
    """Blätter, die intern_… heißen, und verborgene, die nicht von uns sind: was niemand sieht, prüft niemand."""
    unsere = {m.ort(name)[0] for name in m.namen("blatt_")}
    mappe = paket.teile["xl/workbook.xml"].decode("utf-8")
    verborgen = {
        unescape(attribute(angaben)["name"])
        for angaben in re.findall(r"<sheet\b([^>]*)/>", mappe)
        if attribute(angaben).get("state", "visible") != "visible"
    }
    return [n for n in m.blaetter if n.casefold().startswith(INTERN) or n in verborgen - unsere]


def _leere(m: Arbeitsmappe, aufbau: Aufbau) -> list[str]:
    """Blätter zum Ausfüllen ohne Eintrag und ohne Zahl; und die nicht gelten (`gilt_…`)."""
    leer: dict[str, bool] = {}
    for name in m.namen("pruefwerte_"):
        blatt, _ = m.ort(name)
        belegt = any(zeile[0] is not None for zeile in m[name.replace("pruefwerte_", "zeilenhinweis_")])
        leer[blatt] = leer.get(blatt, True) and not belegt
    for name in m.namen("eingabe_"):
        if not isinstance(m[name], list):
            blatt, _ = m.ort(name)
            leer[blatt] = leer.get(blatt, True) and m[name] is None
    mit_ergebnis = {m.ort(n)[0] for n in m.namen("ergebnis_") if m[n] is not None}
    mit_ergebnis |= {m.ort(n)[0] for n in (*m.namen("meta_"), *m.namen("pruefung_"))}
    gilt_nicht = {m.ort(name)[0] for name in m.namen("gilt_") if m[name] is False}
    leere = {b for b, nichts in leer.items() if nichts and b not in mit_ergebnis}
    return [
        b
        for b in aufbau.blattnamen
        if b in gilt_nicht or (b in leere and not _zeigt_zahlen(m, aufbau.blaetter[b]))
    ]


def _zeigt_zahlen(m: Arbeitsmappe, blatt: Blatt) -> bool:
    """Ob eine Formel in einer sichtbaren Spalte eine Zahl ergibt: dann sagt das Blatt etwas, auch ohne Eingabe."""
    verborgen = verborgene_spalten(blatt.xml)
    orte = (z.ort for z in blatt.formelzellen() if z.ort[1] not in verborgen)
    werte = (m[adresse.voll(blatt.name, *ort)] for ort in orte)
    return any(isinstance(wert, float) for wert in werte)
