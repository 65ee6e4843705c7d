"""Eine Vorlage aus ihrer TOML-Datei (laender/NAME.toml): Worte, Reihenfolge, Beispiel; Formeln stehen in den Varianten.

Fehler: ValueError mit Datei und Stelle, wenn ein Schlüssel fehlt oder unbekannt ist, die Variante oder ein Wert nicht
im Katalog steht.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from calc import parameter
from calc.begriffe import AUSLASTUNG
from calc.parameter import datei, laender
from recalculation.datei.paket import Unbrauchbar
from workbooks.bausteine.blaetter import werte
from workbooks.bausteine.grund.bau import Bau, Umfang
from workbooks.bausteine.grund.rahmen import Laufzeit, Ohne, Rahmen, Stichtag, Vertragszeit
from workbooks.bausteine.grund.vorlage import Angabe, Beispiel, Freie, Modul, Vorlage, Zeilen
from workbooks.vorlagen.varianten import VARIANTEN

_PFLICHT = {"variante", "titel", "leistungssystematik", "werte", "kurz", "schritte", "quellen"}
_ERLAUBT = _PFLICHT | {
    "land",
    "angaben",
    "modul",
    "individuell",
    "arbeitszeit",
    "gemeinsam",
    "auslastung",
    "beispiel",
    "nachmachen",
}
_SONDER = {"land", "titel", "gegenstand", "kurz", "schritte", "quellen"}
_MODUL = {"blatt", "leistungen", "name", "kurz", "weitere"}
_ANGABE = {"name", "text", "pflicht", "eigener", "nur_hinterlegt"}
_BEISPIEL = {"angebote", "leistungen", "eigene_werte", "dienste", "personen", "weitere"}


@contextmanager
def als_satz() -> Iterator[None]:
    """Ein Fehler in einer Vorlage nennt ihre Datei und Stelle, auch auf der Befehlszeile."""
    try:
        yield
    except Unbrauchbar:
        raise
    except ValueError as grund:
        raise Unbrauchbar(str(grund)) from grund


@als_satz()
def aus_datei(pfad: Path, land: str = "", name: str = "") -> Vorlage:
    """Die Vorlage; ohne `name` heißt sie wie die Datei. `land`: für eine, die kein Land nennt (allgemein/)."""
    inhalt = datei.inhalt(pfad)
    ort = pfad.name
    datei.schluessel(ort, inhalt, _PFLICHT, _ERLAUBT)
    datei.aus(ort, inhalt["variante"], tuple(VARIANTEN))
    land = land or inhalt.get("land", "")
    datei.aus(ort, land, tuple(laender.LAENDER))
    variante = VARIANTEN[inhalt["variante"]]
    alle = (_angabe(ort, eintrag) for eintrag in inhalt["werte"])
    hinterlegt = parameter.laden(land)
    angaben = tuple(a for a in alle if not a.nur_hinterlegt or werte.KATALOG[a.name].parameter in hinterlegt)
    modul = inhalt.get("modul")
    if modul is not None:
        datei.schluessel(f"{ort} [modul]", modul, _MODUL, _MODUL)
    vorlage = Vorlage(
        name=name or pfad.stem,
        land=land,
        titel=inhalt["titel"],
        gegenstand=inhalt["leistungssystematik"],
        rahmen=Ohne(),  # bis die Werte bekannt sind, von denen sie abhängt
        variante=inhalt["variante"],
        tabellen=("dienste", "personen", "angebote"),
        **{k: inhalt.get(k, False) for k in ("individuell", "arbeitszeit", "gemeinsam")},
        auslastung=_auslastung(ort, inhalt),
        werte=angaben,
        kurz=tuple(inhalt["kurz"]),
        schritte=_texte(ort, inhalt["schritte"], ("blatt", "text")),
        quellen=_texte(ort, inhalt["quellen"], ("was", "quelle", "notiz")),
        fuellen=variante.fuellen,
        beispiel=_beispiel(ort, inhalt),
        modul=Modul(**modul) if modul else None,
        angaben=tuple(_freie(ort, eintrag) for eintrag in inhalt.get("angaben", ())),
    )
    namen = [werte.KATALOG[a.name].parameter for a in angaben] + variante.parameter(vorlage)
    return replace(vorlage, rahmen=Vertragszeit(land, vorlage.variante, tuple(dict.fromkeys(namen))))


@als_satz()
def sondermappe(ordner: Path, fuellen: Callable[[Bau], None]) -> Vorlage:
    """Eine Vorlage mit eigenen Blättern: Worte und Beispiel aus ORDNER/worte.toml, Formeln aus `fuellen`.

    Mit `laufzeit` fragt das Deckblatt nach ihr, sonst nach keiner Zeit.
    """
    name = ordner.name.replace("_", "-")
    ort = f"{name}: worte.toml"
    inhalt = datei.inhalt(ordner / "worte.toml")
    datei.schluessel(
        ort,
        inhalt,
        _SONDER,
        _SONDER
        | {"laufzeit", "stichtag", "werte", "kurz_je", "tabellen", "auslastung", "beispiel", "nachmachen"},
    )
    datei.aus(ort, inhalt["land"], (*laender.LAENDER, laender.BUND))
    for tabelle in inhalt.get("tabellen", ()):
        datei.aus(f"{ort} tabellen", tabelle, tuple(f.name for f in fields(Umfang)))
    kurz = {name: (wort, *(einheit or ["EUR"])) for name, wort, *einheit in inhalt["kurz"]}
    tabellen = {t: _zeilen(zeilen) for t, zeilen in inhalt.get("beispiel", {}).items()}
    return Vorlage(
        name=name,
        **{k: inhalt[k] for k in ("land", "titel", "gegenstand")},
        rahmen=_rahmen(ort, inhalt),
        auslastung=_auslastung(ort, inhalt),
        tabellen=tuple(inhalt.get("tabellen", ())),
        kurz=tuple(kurz),
        kurzworte=kurz,
        kurz_je=tuple(inhalt.get("kurz_je", ("", "", ""))),
        schritte=_texte(ort, inhalt["schritte"], ("blatt", "text")),
        quellen=_texte(ort, inhalt["quellen"], ("was", "quelle", "notiz")),
        fuellen=fuellen,
        beispiel=Beispiel(tabellen=tabellen, nachmachen=_nachmachen(ort, inhalt)),
    )


def _rahmen(ort: str, inhalt: dict[str, Any]) -> Rahmen:
    """Laufzeit oder Stichtag, wenn die Datei eines nennt."""
    if "laufzeit" in inhalt:
        laufzeit, noetig = inhalt["laufzeit"], {"beginn", "jahre"}
        datei.schluessel(f"{ort} laufzeit", laufzeit, noetig, noetig | {"mit_monaten"})
        return Laufzeit(**laufzeit)
    return Stichtag(inhalt["stichtag"], tuple(inhalt.get("werte", ()))) if "stichtag" in inhalt else Ohne()


def _auslastung(ort: str, inhalt: dict[str, Any]) -> str:
    name: str = inhalt.get("auslastung", "")
    if name:
        datei.aus(f"{ort} auslastung", name, tuple(AUSLASTUNG))
    return name


def _angabe(ort: str, eintrag: dict[str, Any]) -> Angabe:
    datei.schluessel(f"{ort} werte", eintrag, {"name"}, _ANGABE)
    datei.aus(f"{ort} werte", eintrag["name"], tuple(werte.KATALOG))
    return Angabe(**eintrag)


def _freie(ort: str, eintrag: dict[str, Any]) -> Freie:
    datei.schluessel(f"{ort} angaben", eintrag, {"name", "text"}, {"name", "text", "von", "bis", "auswahl"})
    return Freie(**{**eintrag, "auswahl": tuple(eintrag.get("auswahl", ()))})


def _texte(ort: str, eintraege: Sequence[dict[str, Any]], felder: tuple[str, ...]) -> tuple[Any, ...]:
    for eintrag in eintraege:
        datei.schluessel(ort, eintrag, set(felder), set(felder))
    return tuple(tuple(eintrag[f] for f in felder) for eintrag in eintraege)


def _beispiel(ort: str, inhalt: dict[str, Any]) -> Beispiel:
    roh = inhalt.get("beispiel", {})
    datei.schluessel(f"{ort} [beispiel]", roh, set(), _BEISPIEL)
    return Beispiel(
        angebote=tuple(roh.get("angebote", ())),
        leistungen=tuple(roh.get("leistungen", ())),
        dienste=_zeilen(roh.get("dienste", ())),
        personen=_zeilen(roh.get("personen", ())),
        weitere=_zeilen(roh.get("weitere", ())),
        eigene_werte={name: (wert, quelle) for name, wert, quelle in roh.get("eigene_werte", ())},
        nachmachen=_nachmachen(ort, inhalt),
    )


def _nachmachen(ort: str, inhalt: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return _texte(ort, inhalt.get("nachmachen", ()), ("ort", "eintragen", "zu_sehen"))


def _zeilen(zeilen: Sequence[Sequence[object]]) -> Zeilen:
    """TOML kennt kein Leer: ein leerer Text ist eine leere Zelle."""
    return tuple(tuple(None if zelle == "" else zelle for zelle in zeile) for zeile in zeilen)
