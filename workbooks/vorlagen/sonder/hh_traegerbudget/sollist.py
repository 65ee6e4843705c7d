"""Blatt »Soll-Ist«: Fallkostenwerte im Budget und bei Einzelabrechnung, die Änderung zerlegt."""

from __future__ import annotations

from collections.abc import Callable

from workbooks.bausteine.grund import diagramme, eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.liste import Platz, reihe
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle

_ZEILEN, _KOPF = 12, 6
_ERSTE = _KOPF + 1
_ANHANG = 13  # Spalte M
_SAETZE = (
    "Mischanteil: (gesamt − Einzelabrechnung) ÷ (Budget − Einzelabrechnung), rechnerisch. "
    "Gedruckt für 2021: ca. 57 % der Personen im Budget.",
    "Plan: erster Wert, fortgeschrieben mit der Veränderung der Fallkosten (Blatt Fortschreibung).",
)


def sollist(bau: Bau) -> None:
    """Je Jahr gegen das vorige, in der letzten Zeile gegen das erste; der Plan schreibt den ersten Wert fort."""
    titel = bau.titel("Soll-Ist der Fallkostenwerte")
    blatt = bau.blatt("Soll-Ist", titel, (17, *(14,) * 10, 3), _KOPF)
    for zeile, satz in enumerate(_SAETZE, 3):
        zellen.text(blatt[f"A{zeile}"], satz, grau=True, umbruch=False)
    wenig, kleinster = SCHWELLEN["fallkosten_mindestens"], "MIN({budget},{einzel},{gesamt})"
    regeln = (Regel("in TEUR getippt?", f"{kleinster}<{wenig:g}", in_worten(kleinster, "EUR")),)
    platz = Platz("sollist", _KOPF, anhang=_ANHANG, darunter=-1)
    t = reihe(bau, blatt, platz, _spalten(), _ZEILEN, bau.inhalt("fallkostenwerte"), regeln)
    _gesamt(bau, t)
    bau.name("sollist_mischanteil", blatt, t.ort("anteil"))
    bau.name("sollist_plan", blatt, t.ort("plan"))
    teile = f"SUM({t.block('durch_budget', 'struktur')})-SUM({t.bereich('aenderung')})"
    bau.pruefung(
        "sollist",
        "Soll-Ist: die drei Teile ergeben die Änderung",
        f"ABS({teile})<0.01",
        "Zeilen mit Hinweis auf dem Blatt Soll-Ist berichtigen.",
    )
    bau.gedruckt["Soll-Ist"] = Druck("K")


def _spalten() -> tuple[Spalte, ...]:
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr.")
    wert = eingabe.zahl(0.01, 1e6, "Fallkostenwert in Euro, über 0.")
    fehlt = 'OR({jahr}="",{budget}="",{einzel}="",{gesamt}="")'
    rate = "eingabe_veraenderung_fallkosten"
    plan = f"EGH_BUDGET($B${_ERSTE},{{jahr}}-$A${_ERSTE},0,{rate})"
    mit_davor = f'OR({fehlt},{{davor.gesamt}}="",{{davor.anteil}}="")'
    return (
        Spalte("jahr", "Jahr", 0, einheiten.JAHR, jahr, pflicht=True),
        Spalte("budget", "im Budget\nEUR", 0, einheiten.EUR_JE, wert, pflicht=True),
        Spalte("einzel", "Einzel-\nabrechnung", 0, einheiten.EUR_JE, wert, pflicht=True),
        Spalte("gesamt", "gesamt", 0, einheiten.EUR_JE, wert, pflicht=True),
        _gerechnet(
            "anteil",
            "Mischanteil\n(rechnerisch)",
            fehlt,
            "EGH_MISCHANTEIL({gesamt},{budget},{einzel})",
            einheiten.ANTEIL,
        ),
        *(
            _gerechnet(name, kopf, mit_davor, formel + "+{davor.pruefwert}")
            # N: ein Text macht seine Zeile falsch und soll hier nicht rechnen
            for name, kopf, formel in _teile("N({{{}}})".format, "N({{davor.{}}})".format)
        ),
        _gerechnet("plan", "Plan im\nBudget", f'OR({{jahr}}="",$B${_ERSTE}="",{rate}="")', plan),
        _gerechnet("abweichung", "Ist − Plan", 'OR({plan}="",{budget}="")', "N({budget})-{plan}"),
    )


def _gerechnet(
    name: str, kopf: str, fehlt: str, formel: str, einheit: einheiten.Einheit = einheiten.EUR_JE
) -> Spalte:
    return Spalte(name, kopf, 0, einheit, formel=f'IF({fehlt},"",{formel}+{{pruefwert}})')


def _teile(neu: Callable[[str], str], alt: Callable[[str], str]) -> tuple[tuple[str, str, str], ...]:
    """Änderung des Gesamtwerts in drei Teilen, die zusammen alles ergeben: s1·Δb, (1 − s1)·Δe, Δs·(b0 − e0)."""
    anteil, davor = neu("anteil"), alt("anteil")
    return (
        ("aenderung", "Änderung\ngesamt", f"{neu('gesamt')}-{alt('gesamt')}"),
        ("durch_budget", "durch Werte\nim Budget", f"{anteil}*({neu('budget')}-{alt('budget')})"),
        ("durch_einzel", "durch Einzel-\nabrechnung", f"(1-{anteil})*({neu('einzel')}-{alt('einzel')})"),
        ("struktur", "Struktur-\neffekt", f"({anteil}-{davor})*({alt('budget')}-{alt('einzel')})"),
    )


def _gesamt(bau: Bau, t: Tabelle) -> None:
    """Das letzte belegte Jahr gegen das erste."""
    z, blatt = t.letzte + 1, t.blatt
    zellen.formelzelle(blatt[f"A{z}"], "erstes → letztes", rechts=False, fett=True)
    anzahl = f"COUNT({t.bereich('gesamt')})"

    def letztes(was: str) -> str:
        return f"INDEX({t.bereich(was)},{anzahl},1)"

    def erstes(was: str) -> str:
        return f"INDEX({t.bereich(was)},1,1)"

    for name, _, formel in _teile(letztes, erstes):
        ort = f"{t.buchstabe(name)}{z}"
        zellen.stumm(blatt[ort], "=" + t.wenn_vollstaendig(f'IF({anzahl}<2,"",{formel})'), zellen.BETRAG)
    ganz = f"{t.buchstabe('aenderung')}{z}:{t.buchstabe('struktur')}{z}"
    zellen.einblenden(blatt, ganz, "TRUE")
    zellen.ueberschrift(blatt[f"A{z + 2}"], "Änderung des Gesamtwerts, erstes → letztes Jahr, in EUR")
    diagramme.reihen(blatt, _KOPF, (z,), "G:I", f"A{z + 3}")
    bau.name("sollist_aenderung", blatt, ganz)
