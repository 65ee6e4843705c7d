"""Entgelt der Gruppen je Tag: seine Spalten, und was es gegenüber dem Vorjahr und dem Vertrag verändert hat."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.bruecke import Entgelte
from workbooks.bausteine.blaetter.rechnung import Menge, Rechnung
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, bezug
from workbooks.bausteine.grund.spalte import Spalte, Tabelle

_JE_TAG = 'IF(OR({personen}="",{satz}=""),"",N({personen})*N({satz})+{pruefwert})'


def _bezahlt(abwesend: str, anteil: str) -> str:
    """Formel: bezahlte Tage der Abwesenheit neben den belegten.

    Belegt gezählt sind sie schon in den Tagen, bis auf das, was dafür nicht gezahlt wird; sonst kommen sie hinzu.
    """
    return f'IF(eingabe_abwesende_belegt="nein",{abwesend}*{anteil},-{abwesend}*(1-{anteil}))'


def belegt_oder_nicht(bau: Bau, blatt: Worksheet) -> None:
    """Ob die Auslastung Abwesende mitzählt, ist vereinbart und macht am Entgelt Prozente aus."""
    zellen.text(blatt["A4"], "Auslastung zählt Abwesende als belegt", umbruch=False)
    zellen.eingabezelle(blatt["C4"], None, rechts=False)
    grenze = eingabe.auswahl("ja", "nein")
    grenze.anwenden(blatt, "C4")
    bau.name("eingabe_abwesende_belegt", blatt, "C4")
    bau.werte_falsch.append(grenze.verletzt(bezug(blatt, "C4")))
    zellen.text(blatt["D4"], "leer: ja", grau=True, umbruch=False)
    belegte, abwesende = "parameter_tage_jahr*parameter_auslastung", "parameter_abwesenheit_tage"
    nein = f"{belegte}+{abwesende}<=parameter_tage_jahr+1E-9"
    werte = ",".join(
        f"ISNUMBER({name})" for name in ("parameter_tage_jahr", "parameter_auslastung", abwesende)
    )
    bau.pruefung(
        "tage_person",
        "Gruppen: belegte und abwesende Tage einer Person sind zusammen nicht mehr, als das Jahr hat",
        f'IF(AND({werte}),IF(eingabe_abwesende_belegt="nein",{nein},{abwesende}<={belegte}),TRUE)',
        "Zählt die Auslastung Abwesende nicht mit, darf sie mit ihnen nicht über 100 % kommen; sonst ja wählen.",
        nativ=True,
    )


def entgeltspalten(begonnen: str) -> tuple[Spalte, ...]:
    """Berechnungstage und Entgelt; verborgen, woraus die Wirkungen und die Brücke entstehen."""
    fehlt_tage = f'OR({begonnen},parameter_tage_jahr="",parameter_auslastung="")'
    tage = f'IF({fehlt_tage},"",N({{personen}})*parameter_tage_jahr*parameter_auslastung+{{pruefwert}})'
    bezahlt = (
        f"({{tage}}+{_bezahlt('N({personen})*parameter_abwesenheit_tage', 'parameter_anteil_abwesenheit')})"
    )
    fehlt = 'OR({satz}="",{tage}="",parameter_abwesenheit_tage="",parameter_anteil_abwesenheit="")'
    anders = f'IF(OR({fehlt},{{satz_vorjahr}}=""),"",(N({{satz}})-N({{satz_vorjahr}}))*{bezahlt})'
    weg_tage, weg_entgelt = "Personen × Tage × Auslastung", "Satz × (Tage ± Abwesenheit)"
    entgelt = f'IF({fehlt},"",N({{satz}})*{bezahlt})'
    return (
        Spalte("tage", "Berechnungs-\ntage", 13, einheiten.TAGE_JAHR, formel=tage, weg=weg_tage),
        Spalte("entgelt", "Entgelt im\nJahr, EUR", 15, einheiten.EUR, formel=entgelt, weg=weg_entgelt),
        Spalte("preiseffekt", "Preiseffekt", 10, einheiten.EUR, formel=anders, verborgen=True),
        Spalte("entgelt_tag", "Entgelt je Tag", 10, einheiten.EUR, formel=_JE_TAG, verborgen=True),
    )


def entgelte(t: Tabelle) -> Entgelte:
    """Die Brücke in Euro; Sätze und Gruppen getrennt, sobald jede Gruppe mit Satz auch den des Vorjahres nennt."""
    offen = f'SUMPRODUCT(({t.bereich("satz")}<>"")*({t.bereich("satz_vorjahr")}=""))'
    da = f"AND(vergleich_nummer=1,{offen}=0)"
    return Entgelte("entgelt", "personen", "berechnungstage", t.summe("preiseffekt"), da)


def entgelt_aus_parametern(t: Tabelle) -> Rechnung:
    """Das Entgelt noch einmal: Σ Personen × Satz, mal der bezahlten Tage je Person; für die Wirkung eigener Werte."""
    bezahlt = _bezahlt("{abwesenheit_tage}", "{anteil_abwesenheit}")
    je_tag = Menge("entgelt_tag", "Personen × Satz je Tag", t.summe("entgelt_tag"), "EUR/Tag")
    return Rechnung("entgelt", f"menge_entgelt_tag*({{tage_jahr}}*{{auslastung}}+{bezahlt})", (je_tag,))
