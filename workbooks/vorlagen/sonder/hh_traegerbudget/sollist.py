"""Blatt »Soll-Ist«: Fallkostenwerte im Budget und bei Einzelabrechnung, die Änderung zerlegt."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.worksheet.pagebreak import Break

from workbooks.bausteine.grund import diagramme, eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, eingaben
from workbooks.bausteine.grund.liste import Platz, reihe
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import RATE, RATE_UEBLICH

_KOPF = 8
_RATE = "eingabe_sollist_veraenderung"
_ERSTE = _KOPF + 1
_ANHANG = 13  # Spalte M
_SAETZE = (
    "Mischanteil: (gesamt − Einzelabrechnung) ÷ (Budget − Einzelabrechnung), rechnerisch. "
    "Gedruckt für 2021: ca. 57 % der Personen im Budget.",
    "Plan: erster Wert, fortgeschrieben mit der Veränderung unten; die neue Laufzeit hat ihre eigene.",
)
_WEGE = (
    "Die Änderung ist dieselbe, ihre Teile sind es nicht: wie groß der Struktureffekt ist, hängt davon ab, ob die "
    "Jahre dazwischen zählen."
)


def sollist(bau: Bau) -> None:
    """Je Jahr gegen das vorige, darunter die Summe der Jahre; der Plan schreibt den ersten Wert fort."""
    titel = bau.titel("Soll-Ist der Fallkostenwerte")
    blatt = bau.blatt("Soll-Ist", titel, (19, *(14,) * 10, 3), _KOPF)
    for zeile, satz in enumerate(_SAETZE, 3):
        zellen.text(blatt[f"A{zeile}"], satz, grau=True, umbruch=False)
    wort = "Veränderung der Fallkosten je Jahr im Plan dieser Jahre"
    feld = Feld("Plan je Jahr", _RATE[8:], zellen.PROZENT, RATE, -0.001, wort, False, RATE_UEBLICH)
    eingaben(bau, blatt, 6, (feld,))
    wenig, kleinster = SCHWELLEN["fallkosten_mindestens"], "MIN({budget},{einzel},{gesamt})"
    regeln = (Regel("in TEUR getippt?", f"{kleinster}<{wenig:g}", in_worten(kleinster, "EUR")),)
    platz = Platz("sollist", _KOPF, anhang=_ANHANG, darunter=-1)
    t = reihe(bau, blatt, platz, _spalten(), bau.umfang.jahre, bau.inhalt("fallkostenwerte"), regeln)
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
    plan = f"EGH_BUDGET($B${_ERSTE},{{jahr}}-$A${_ERSTE},0,{_RATE})"
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
            einheiten.PROZENT,
        ),
        *(
            _gerechnet(name, kopf, mit_davor, formel + "+{davor.pruefwert}")
            # N: ein Text macht seine Zeile falsch und soll hier nicht rechnen
            for name, kopf, formel in _teile("N({{{}}})".format, "N({{davor.{}}})".format)
        ),
        _gerechnet("plan", "Plan im\nBudget", f'OR({{jahr}}="",$B${_ERSTE}="",{_RATE}="")', plan),
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
    """Die Summe der Jahre, und das letzte Jahr unmittelbar gegen das erste: dieselbe Änderung, anders zerlegt."""
    z, blatt = t.letzte + 1, t.blatt
    anzahl = f"COUNT({t.bereich('gesamt')})"

    def letztes(was: str) -> str:
        return f"INDEX({t.bereich(was)},{anzahl},1)"

    def erstes(was: str) -> str:
        return f"INDEX({t.bereich(was)},1,1)"

    for zeile, wort in ((z, "Summe der Jahre"), (z + 1, "erstes → letztes")):
        zellen.formelzelle(blatt[f"A{zeile}"], wort, rechts=False, fett=zeile == z)
    for name, _, formel in _teile(letztes, erstes):
        for zeile, was in ((z, f"SUM({t.bereich(name)})"), (z + 1, formel)):
            ort = f"{t.buchstabe(name)}{zeile}"
            zellen.stumm(blatt[ort], "=" + t.wenn_vollstaendig(f'IF({anzahl}<2,"",{was})'), zellen.BETRAG)
    ab, bis = (t.buchstabe(n) for n in ("aenderung", "struktur"))
    zellen.einblenden(blatt, f"{ab}{z}:{bis}{z + 1}", "TRUE")
    zellen.text(blatt[f"A{z + 2}"], _WEGE, grau=True, umbruch=False)
    blatt.row_breaks.append(Break(z + 3))  # sonst liefe das Diagramm über zwei Seiten
    zellen.ueberschrift(blatt[f"A{z + 4}"], "Änderung des Gesamtwerts, Summe der Jahre, in EUR")
    diagramme.reihen(blatt, _KOPF, (z,), "G:I", f"A{z + 5}")
    bau.name("sollist_aenderung", blatt, f"{ab}{z}:{bis}{z}")
    bau.name("sollist_aenderung_unmittelbar", blatt, f"{ab}{z + 1}:{bis}{z + 1}")
