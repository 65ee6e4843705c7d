"""Eine Vorlage aus ihrer TOML-Datei (laender/NAME.toml): Worte, Reihenfolge, Beispiel; Formeln stehen in den Varianten.

Fehler: ValueError mit Datei und Stelle, wenn ein Schlüssel fehlt oder unbekannt ist, die Variante oder ein Wert nicht
im Katalog steht.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from calc import parameter
from calc.parameter import datei, laender
from workbooks.bausteine import werte
from workbooks.bausteine.rahmen import Ohne, Vertragszeit
from workbooks.bausteine.vorlage import Angabe, Beispiel, Freie, Modul, Vorlage, Zeilen
from workbooks.vorlagen.varianten import VARIANTEN

_PFLICHT = {"variante", "titel", "leistungssystematik", "werte", "kurz", "schritte", "quellen"}
_ERLAUBT = _PFLICHT | {"land", "angaben", "modul", "individuell", "arbeitszeit", "beispiel", "nachmachen"}
_MODUL = {"blatt", "leistungen", "name", "kurz", "weitere"}
_ANGABE = {"name", "text", "pflicht", "eigener", "nur_hinterlegt"}
_TABELLEN = ("dienste", "personen", "weitere")


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
        **{k: inhalt.get(k, False) for k in ("individuell", "arbeitszeit")},
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
    datei.schluessel(f"{ort} [beispiel]", roh, set(), {"angebote", "leistungen", "eigene_werte", *_TABELLEN})
    return Beispiel(
        angebote=tuple(roh.get("angebote", ())),
        leistungen=tuple(roh.get("leistungen", ())),
        **{tabelle: _zeilen(roh.get(tabelle, ())) for tabelle in _TABELLEN},
        eigene_werte={name: (wert, quelle) for name, wert, quelle in roh.get("eigene_werte", ())},
        nachmachen=_texte(ort, inhalt.get("nachmachen", ()), ("ort", "eintragen", "zu_sehen")),
    )


def _zeilen(zeilen: Sequence[Sequence[object]]) -> Zeilen:
    """TOML kennt kein Leer: ein leerer Text ist eine leere Zelle."""
    return tuple(tuple(None if zelle == "" else zelle for zelle in zeile) for zeile in zeilen)
