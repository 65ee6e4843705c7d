"""Blatt »Fortschreibung«: drei Verfahren nebeneinander, Anpassungen als eigene Tranchen."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from calc.budget import VERFAHREN
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, nter
from workbooks.bausteine.grund.felder import Feld, eingaben, kopf
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle, keine_zahl
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG
from workbooks.vorlagen.sonder.traegerliste import EURO

BLATT = "Fortschreibung"
RATE = eingabe.zahl(-0.5, 0.5, "Rate als Prozent, -50 % bis 50 %.")
RATE_UEBLICH = unueblich("rate", "wert")
_ANPASSUNGEN = 5
_BREITEN = (40, *(20,) * 6, 3)
_ANHANG = 9  # Spalte I
_RATEN = "eingabe_steigerung_fallzahl,eingabe_veraenderung_fallkosten"


def fortschreibung(bau: Bau) -> None:
    """Das Blatt; Namen der Jahreswerte: `budget_jahre` (Jahr, Budget nach dem geltenden Verfahren)."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), _BREITEN, 3)
    z = eingaben(bau, blatt, 5, _felder())
    anpassungen = _anpassungen(bau, blatt, z + 1)
    _jahre(bau, blatt, anpassungen.letzte + 2, anpassungen)
    bau.gedruckt[BLATT] = Druck("G")


def _felder() -> tuple[Feld, ...]:
    return (
        Feld(
            "Budget des ersten Jahres",
            "budget",
            zellen.EURO,
            EURO,
            269560232.73,
            "alle Träger zusammen",
            frage=unueblich("traegerbudget", "wert"),
        ),
        Feld(
            "Steigerung der Fallzahl je Jahr",
            "steigerung_fallzahl",
            zellen.ANTEIL,
            RATE,
            0.02,
            frage=RATE_UEBLICH,
        ),
        Feld(
            "Veränderung der Fallkosten je Jahr",
            "veraenderung_fallkosten",
            zellen.ANTEIL,
            RATE,
            -0.001,
            frage=RATE_UEBLICH,
        ),
        Feld("Verfahren, das gilt", "verfahren", zellen.TEXT, eingabe.auswahl(*VERFAHREN), "additiv"),
    )


def _anpassungen(bau: Bau, blatt: Worksheet, z: int) -> Tabelle:
    """Je Zeile Kalenderjahr, Tarifstruktur, Erweiterung des Angebots."""
    zellen.ueberschrift(blatt[f"A{z}"], "Anpassungen (je Zeile eine; gelten ab ihrem Jahr)")
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr, in dem die Anpassung beginnt.")
    spalten = (
        Spalte("jahr", "Jahr", 0, einheiten.JAHR, jahr, pflicht=True),
        Spalte("tarif", "Tarifstruktur\nEUR", 0, einheiten.EUR, EURO),
        Spalte("angebot", "Erweiterung des\nAngebots EUR", 0, einheiten.EUR, EURO),
    )
    viel, wenig, summe = (
        SCHWELLEN["anpassung_anteil"],
        SCHWELLEN["anpassung_mindestens"],
        "SUM({tarif},{angebot})",
    )
    regeln = (
        Regel("Betrag fehlt", 'AND({tarif}="",{angebot}="")'),
        Regel("Jahr liegt nicht in der Laufzeit", ausserhalb("{jahr}")),
        doppelt("Jahr steht zweimal da", bestaetigen=True),
        Regel(
            "in TEUR getippt?",
            f"AND({summe}>0,{summe}<{wenig:g}*N(eingabe_budget))",
            in_worten(summe, "EUR"),
        ),
        Regel(
            f"mehr als {100 * viel:g} % des Budgets",
            f"SUM({{tarif}},{{angebot}})>{viel:g}*N(eingabe_budget)",
            in_worten("SUM({tarif},{angebot})", "EUR"),
        ),
    )
    platz = Platz("anpassungen", z + 1, "Anpassungen", anhang=_ANHANG, darunter=1)
    woran = kennung(als_text("{jahr}"), wenn=belegt("{jahr}"))
    t = liste(bau, blatt, platz, spalten, _ANPASSUNGEN, (), regeln, woran)
    for name in ("jahr", "tarif", "angebot"):
        bau.name(f"eingabe_anpassung_{name}", blatt, t.ort(name))
    return t


def ausserhalb(jahr: str) -> str:
    """Bedingung: kein ganzes Jahr der Laufzeit; FALSCH, solange sie nicht eingetragen ist."""
    erstes = "YEAR(eingabe_laufzeit_von)"
    nicht = f"OR({jahr}<{erstes},{jahr}>={erstes}+eingabe_laufzeit_jahre,INT({jahr})<>{jahr})"
    return f"IF(AND(ISNUMBER(eingabe_laufzeit_von),ISNUMBER(eingabe_laufzeit_jahre)),{nicht},FALSE)"


def _jahre(bau: Bau, blatt: Worksheet, z: int, anpassungen: Tabelle) -> None:
    """Je Jahr die drei Verfahren und das geltende; die Summe der Laufzeit steht darüber."""
    zellen.ueberschrift(blatt[f"A{z}"], "Budget je Jahr, mit Anpassungen")
    worte = ("Jahr", *VERFAHREN, "es gilt", "additiv −\nmultiplikativ", "davon\nAnpassungen")
    kopf(blatt, z + 1, worte)
    erste, letzte = z + 3, z + 2 + HOECHSTENS_JAHRE
    angaben = ("budget", "steigerung_fallzahl", "veraenderung_fallkosten")
    fehlt_etwas = ",".join([*(f'eingabe_{n}=""' for n in angaben), f"{anpassungen.anzahl(UNVOLLSTAENDIG)}>0"])
    falsch = f"SUM({anpassungen.bereich('pruefwert')})"
    for t, zeile in enumerate(range(erste, letzte + 1)):
        leer = f"IF(ISNUMBER(eingabe_laufzeit_jahre),{t}>=eingabe_laufzeit_jahre,TRUE)"
        fehlt = f"OR({leer},{fehlt_etwas})"
        zellen.stumm(blatt[f"A{zeile}"], f'=IF({leer},"",YEAR(eingabe_laufzeit_von)+{t})', "0", rechts=False)
        for spalte, verfahren in zip("BCD", VERFAHREN, strict=True):
            grund = f'EGH_BUDGET(eingabe_budget,{t},{_RATEN},"{verfahren}")'
            formel = f'=IF({fehlt},"",{grund}+{_tranchen(t, _wort(verfahren))}+{falsch})'
            zellen.stumm(blatt[f"{spalte}{zeile}"], formel, zellen.BETRAG)
        nummer = f"MATCH(eingabe_verfahren,{{{','.join(map(_wort, VERFAHREN))}}},0)"
        gilt = f'=IF(OR({fehlt},eingabe_verfahren=""),"",CHOOSE({nummer},B{zeile},C{zeile},D{zeile}))'
        zellen.stumm(blatt[f"E{zeile}"], gilt, zellen.BETRAG)
        zellen.stumm(blatt[f"F{zeile}"], f'=IF(B{zeile}="","",B{zeile}-D{zeile})', zellen.BETRAG)
        anpassung = f'=IF(OR({fehlt},eingabe_verfahren=""),"",{_tranchen(t, "eingabe_verfahren")}+{falsch})'
        zellen.stumm(blatt[f"G{zeile}"], anpassung, zellen.BETRAG)
    zellen.einblenden(blatt, f"A{erste}:G{letzte}", f'$A{erste}<>""')
    zellen.formelzelle(blatt[f"A{erste - 1}"], "Laufzeit", rechts=False, fett=True)
    namen = ("budget_additiv", "budget_linear", "budget_multiplikativ", "budget_gesamt")
    for spalte, name in zip("BCDEFG", (*namen, "", ""), strict=True):
        alle = f"{spalte}{erste}:{spalte}{letzte}"
        formel = f'=IF({keine_zahl(alle)},"",SUM({alle}))'
        zellen.formelzelle(blatt[f"{spalte}{erste - 1}"], formel, zellen.BETRAG, fett=True)
        if name:
            bau.name(f"ergebnis_{name}", blatt, f"{spalte}{erste - 1}")
    bau.name("budget_jahre", blatt, f"E{erste}:E{letzte}")
    bau.name("budget_jahreszahlen", blatt, f"A{erste}:A{letzte}")


def _wort(text: str) -> str:
    return f'"{text}"'


def _tranchen(t: int, verfahren: str) -> str:
    """Jede Anpassung als eigenes Budget, das in ihrem Jahr beginnt: 0 ändert nichts, in keinem Verfahren."""
    teile = []
    for k in range(1, _ANPASSUNGEN + 1):
        jahr = nter("eingabe_anpassung_jahr", k)
        beide = f"INDEX(eingabe_anpassung_tarif,{k},1),INDEX(eingabe_anpassung_angebot,{k},1)"
        betrag = f"IF(COUNT({beide})<>COUNTA({beide}),NA(),SUM({beide}))"  # SUMME überginge einen Text
        seit = f"{t}-({jahr}-YEAR(eingabe_laufzeit_von))"
        aufruf = f"EGH_BUDGET({betrag},{seit},{_RATEN},{verfahren})"
        teile.append(f'IF({jahr}="",0,IF({seit}<0,0,{aufruf}))')
    return "+".join(teile)
