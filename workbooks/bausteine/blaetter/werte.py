"""Katalog der Zeilen eines Blatts »Parameter«; Text und Einheit kommen aus den Vertragswerten."""

from __future__ import annotations

from dataclasses import dataclass

from calc import parameter
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.vorlage import Angabe

_STUNDEN = eingabe.zahl(500, 2600, "Stunden je Jahr, 500 bis 2.600.")
_MINUTEN = eingabe.zahl(0, 600, "Minuten je Woche, 0 bis 600.")
_WOCHEN = eingabe.zahl(1, 53, "Wochen je Jahr, 1 bis 53.")


@dataclass(frozen=True)
class Art:
    """Ein Wert: sein Name in den Vertragswerten, Format und Grenze; `sonst` und `einheit`, wo kein Land ihn nennt."""

    parameter: str
    format: str
    grenze: Grenze
    sonst: str
    einheit: str
    text: str = ""  # statt der Bezeichnung des Vertragswerts


KATALOG = {
    "njaz": Art("nettojahresarbeitszeit", zellen.STUNDEN, _STUNDEN, "Nettojahresarbeitszeit", "Std./Jahr"),
    "jahresstunden_vk": Art(
        "jahresstunden_vk", zellen.STUNDEN, _STUNDEN, "Jahresstunden einer VK", "Std./Jahr"
    ),
    "anteil_indirekt": Art(
        "anteil_indirekt",
        zellen.ANTEIL,
        eingabe.zahl(0, 0.9, "Anteil von 0 % bis 90 %; 0 % heißt: kein Abzug."),
        "Anteil indirekter Zeit an der Nettojahresarbeitszeit",
        "Anteil",
    ),
    "wochen_jahr": Art(
        "wochen_jahr",
        zellen.ZAHL,
        _WOCHEN,
        "Wochen je Jahr (Bedarf)",
        "Wochen/Jahr",
        "Wochen je Jahr (Bedarf)",
    ),
    "wochen_njaz": Art(
        "wochen_jahr",
        zellen.ZAHL,
        _WOCHEN,
        "",
        "Wochen/Jahr",
        "Wochen je Jahr, auf denen die Nettojahresarbeitszeit beruht",
    ),
    **{
        name: Art(name, zahlenformat, grenze, "", einheit)
        for name, zahlenformat, grenze, einheit in (
            ("pauschale_sockel", zellen.ZAHL, _MINUTEN, "Min./Woche"),
            ("pauschale_sockel_federfuehrung", zellen.ZAHL, _MINUTEN, "Min./Woche"),
            ("pauschale_anteil", zellen.ANTEIL, eingabe.ANTEIL, "Anteil"),
        )
    },
    "tage_jahr": Art(
        "tage_jahr",
        zellen.ZAHL,
        eingabe.zahl(360, 366, "Tage je Jahr, 360 bis 366."),
        "Berechnungstage eines Jahres",
        "Tage/Jahr",
    ),
    "auslastung": Art(
        "auslastung",
        zellen.ANTEIL,
        eingabe.zahl(0.5, 1, "Auslastung von 50 % bis 100 %."),
        "Auslastung",
        "Anteil",
    ),
    "abwesenheit_tage": Art(
        "abwesenheitstage",
        zellen.ZAHL,
        eingabe.zahl(0, 183, "Tage je Person und Jahr, 0 bis 183."),
        "Abwesenheitstage je Person (belegt oder nicht: Blatt Gruppen)",
        "Tage/Jahr",
    ),
    "anteil_abwesenheit": Art(
        "anteil_abwesenheit",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "Anteil des Satzes, der an Abwesenheitstagen gezahlt wird",
        "Anteil",
    ),
    "fachkraftquote": Art(
        "fachkraftquote",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "Fachkraftquote: Anteil der Fachkräfte an den Stellen",
        "Anteil",
    ),
    "nachtbereitschaft": Art(
        "anerkennung_nachtbereitschaft",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "Anerkennung der Nachtbereitschaft als Arbeitszeit",
        "Anteil",
    ),
    "rufbereitschaft": Art(
        "anerkennung_rufbereitschaft",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "Anerkennung der Rufbereitschaft als Arbeitszeit",
        "Anteil",
    ),
}


@dataclass(frozen=True)
class Wert:
    """Ein Parameter der Vorlage: `eingabe_X` und `parameter_X`; `parameter` ist der Name in den Vertragswerten."""

    name: str
    text: str
    einheit: str
    format: str
    grenze: Grenze
    parameter: str = ""
    pflicht: bool = True
    eigener: bool = True


def wert(land: str, angabe: Angabe) -> Wert:
    """Die Zeile zu einer Angabe der Vorlage; ein Bruch (365/7) wird mit vier Stellen gezeigt."""
    art = KATALOG[angabe.name]
    vertragswert = parameter.laden(land).get(art.parameter)
    text = angabe.text or art.text or (vertragswert.anzeige if vertragswert else art.sonst)
    bruch = vertragswert is not None and any("/" in stand.roh for stand in vertragswert.staende)
    return Wert(
        angabe.name,
        text,
        vertragswert.einheit if vertragswert else art.einheit,
        zellen.VZAE if bruch else art.format,
        art.grenze,
        art.parameter,
        angabe.pflicht,
        angabe.eigener,
    )
