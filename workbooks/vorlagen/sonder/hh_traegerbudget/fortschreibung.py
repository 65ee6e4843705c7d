"""Blatt »Fortschreibung«: was vereinbart ist, und je Jahr das Budget aller nach drei Verfahren."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from calc.budget import VERFAHREN
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, eingaben, kopf
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.hh_traegerbudget import tranchen
from workbooks.vorlagen.sonder.traegerliste import EURO

BLATT = "Fortschreibung"
RATE = eingabe.zahl(-0.5, 0.5, "Rate als Prozent, -50 % bis 50 %.")
RATE_UEBLICH = unueblich("rate", "wert")
_BREITEN = (34, *(17,) * 8, 3)
_G, _V = "eingabe_steigerung_fallzahl", "eingabe_veraenderung_fallkosten"
_ANGABEN = (_G, _V, "eingabe_verfahren")
_WORTE = (
    "Jahr",
    *VERFAHREN,
    "es gilt\n(operativ)",
    "additiv −\nmultiplikativ",
    "davon\nAnpassungen",
    "Innovations-\nmaßnahmen",
    "Jahresbudget",
)


_JE_FALL = "(N(eingabe_budget)/N({wert}))"
_FALLKOSTEN = Regel(
    f"{UEBLICH['fallkosten'].text()} je Fall; hier sind es Budget ÷ Fallzahl",
    f"IF(AND(N({{wert}})>0,N(eingabe_budget)>={UEBLICH['traegerbudget'].von:g}),OR({_JE_FALL}<{UEBLICH['fallkosten'].von:g},"
    f"{_JE_FALL}>{UEBLICH['fallkosten'].bis:g}),FALSE)",
    in_worten("{wert}", "Fälle"),
)


def fortschreibung(bau: Bau) -> None:
    """Das Blatt; Namen je Jahr: `budget_jahreszahlen`, `budget_operativ`, `budget_jahre` (mit Innovationsmaßnahmen)."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), _BREITEN, 3)
    satz = "Jedes Jahr ist die Summe der auf den Cent gerundeten Budgets vom Blatt Leistungserbringer."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, _felder())
    tranchen.offen(bau, blatt, z, _ANGABEN)
    erste = _jahre(bau, blatt, z + 1)
    _fallzahl(bau, blatt, erste, erste + HOECHSTENS_JAHRE + 1)
    bau.gedruckt[BLATT] = Druck("I")


def _felder() -> tuple[Feld, ...]:
    faelle = eingabe.zahl(0, 1e6, "Fälle im ersten Jahr, ab 0.")
    wort = "alle Leistungserbringer zusammen, ohne Innovationsmaßnahmen"
    budget = unueblich("traegerbudget", "wert")
    gilt = eingabe.auswahl(*VERFAHREN)
    return (
        Feld("Budget des ersten Jahres", "budget", zellen.EURO, EURO, 269560232.73, wort, frage=budget),
        Feld("Steigerung der Fallzahl je Jahr", _G[8:], zellen.PROZENT, RATE, 0.02, frage=RATE_UEBLICH),
        Feld("Veränderung der Fallkosten je Jahr", _V[8:], zellen.PROZENT, RATE, -0.001, frage=RATE_UEBLICH),
        Feld("Verfahren, das gilt", "verfahren", zellen.TEXT, gilt, "additiv"),
        Feld("Fallzahl im ersten Jahr", "faelle", "#,##0", faelle, 10700, pflicht=False, frage=_FALLKOSTEN),
    )


def _jahre(bau: Bau, blatt: Worksheet, z: int) -> int:
    """Je Jahr die drei Verfahren und das geltende; die Summe der Laufzeit steht darüber. Gibt die erste Zeile."""
    zellen.ueberschrift(blatt[f"A{z}"], "Budget je Jahr, alle Leistungserbringer")
    kopf(blatt, z + 1, _WORTE)
    erste, letzte = z + 3, z + 2 + HOECHSTENS_JAHRE
    for t, zeile in enumerate(range(erste, letzte + 1)):
        leer = f"IF(ISNUMBER(eingabe_laufzeit_jahre),{t}>=eingabe_laufzeit_jahre,TRUE)"
        zellen.stumm(blatt[f"A{zeile}"], f'=IF({leer},"",YEAR(eingabe_laufzeit_von)+{t})', "0", rechts=False)
        for spalte, formel in zip("BCDEFGHI", _formeln(t, zeile), strict=True):
            zellen.stumm(blatt[f"{spalte}{zeile}"], f"={formel}", zellen.BETRAG)
    zellen.einblenden(blatt, f"A{erste}:I{letzte}", f'$A{erste}<>""')
    _laufzeit(bau, blatt, erste, letzte)
    for name, spalte in (("jahreszahlen", "A"), ("operativ", "E"), ("anpassungen", "G"), ("jahre", "I")):
        bau.name(f"budget_{name}", blatt, f"{spalte}{erste}:{spalte}{letzte}")
    bau.name("budget_nach_verfahren", blatt, f"B{erste}:D{letzte}")
    nummer = f"MATCH(eingabe_verfahren,{{{','.join(map(_wort, VERFAHREN))}}},0)"
    nach = f"CHOOSE({nummer},{','.join(f'ergebnis_budget_{v}' for v in VERFAHREN)})"
    bau.pruefung(
        "fortschreibung",
        "Fortschreibung: die Budgets der Leistungserbringer ergeben das Budget aller nach dem Verfahren",
        # Beide Wege runden jeden Betrag auf den Cent; an der Grenze kann einer anders fallen.
        f'OR(ergebnis_budget_operativ="",ABS(ergebnis_budget_operativ-{nach})<=0.01*(1+COUNT(budget_traeger)))',
        "In eingefügte Zeilen der Blätter Leistungserbringer und Anpassungen auch die verborgenen Formeln kopieren.",
    )
    return erste


def _formeln(t: int, z: int) -> tuple[str, ...]:
    """B bis I im Jahr t (0: das erste)."""
    nach = (f'IF(budget_offen,"",IF($E{z}="","",{tranchen.alle(v, t)}))' for v in VERFAHREN)
    jahr = f"$A{z}"
    innovation = f"SUMIFS(innovation_betraege,innovation_jahre,{jahr})+budget_falsch"
    return (
        *nach,
        _der_traeger("traeger_summen_operativ", t),
        f'IF($B{z}="","",$B{z}-$D{z})',
        f'IF($E{z}="","",INDEX(anpassung_summen,1,{t + 1})+budget_falsch)',
        f'IF($E{z}="","",{innovation})',
        _der_traeger("traeger_summen", t),
    )


def _laufzeit(bau: Bau, blatt: Worksheet, erste: int, letzte: int) -> None:
    zellen.formelzelle(blatt[f"A{erste - 1}"], "Laufzeit", rechts=False, fett=True)
    namen = (
        *(f"budget_{v}" for v in VERFAHREN),
        "budget_operativ",
        "",
        "anpassungen",
        "innovation",
        "budget_gesamt",
    )
    for spalte, name in zip("BCDEFGHI", namen, strict=True):
        alle = f"{spalte}{erste}:{spalte}{letzte}"
        formel = f'=IF({keine_zahl(alle)},"",SUM({alle}))'
        zellen.formelzelle(blatt[f"{spalte}{erste - 1}"], formel, zellen.BETRAG, fett=True)
        if name:
            bau.name(f"ergebnis_{name}", blatt, f"{spalte}{erste - 1}")


def _fallzahl(bau: Bau, blatt: Worksheet, jahre: int, z: int) -> None:
    """Geplante Fallzahl und geplanter Fallkostenwert, je für sich fortgeschrieben, gegen das Budget."""
    zellen.ueberschrift(
        blatt[f"A{z}"], "Fallzahl und Fallkostenwert mit den Raten oben, und aus dem Budget gerechnet"
    )
    worte = (
        "Jahr",
        "geplante\nFallzahl",
        "geplanter\nFallkostenwert",
        "Fallzahl ×\nFallkostenwert",
        "Budget ohne\nAnpassungen",
        "Unterschied",
        "Budget ÷\nFallzahl",
    )
    kopf(blatt, z + 1, worte)
    erste, letzte = z + 2, z + 1 + HOECHSTENS_JAHRE
    ohne = f"($E${jahre}-$G${jahre})"
    for t, zeile in enumerate(range(erste, letzte + 1)):
        oben = jahre + t
        fehlt = f'OR($E{oben}="",eingabe_faelle="",N(eingabe_faelle)=0)'
        formeln = (
            (f"eingabe_faelle*(1+{_G})^{t}", "#,##0.0"),
            (f"{ohne}/eingabe_faelle*(1+{_V})^{t}", zellen.BETRAG),
            (f"$B{zeile}*$C{zeile}", zellen.BETRAG),
            (f"$E{oben}-$G{oben}", zellen.BETRAG),
            (f"$D{zeile}-$E{zeile}", zellen.BETRAG),
            (f"$E{oben}/$B{zeile}", zellen.BETRAG),
        )
        zellen.stumm(blatt[f"A{zeile}"], f'=IF({fehlt},"",$A{oben})', "0", rechts=False)
        for spalte, (formel, form) in zip("BCDEFG", formeln, strict=True):
            zellen.stumm(blatt[f"{spalte}{zeile}"], f'=IF({fehlt},"",{formel})', form)
    zellen.einblenden(blatt, f"A{erste}:G{letzte}", f'$A{erste}<>""')
    bau.name("fallzahl_geplant", blatt, f"B{erste}:B{letzte}")
    bau.name("fallkostenwert_geplant", blatt, f"C{erste}:C{letzte}")
    bau.name("fallkostenwert_gerechnet", blatt, f"G{erste}:G{letzte}")
    bau.name("fallzahl_unterschied", blatt, f"F{erste}:F{letzte}")


def _der_traeger(summen: str, t: int) -> str:
    summe = f"INDEX({summen},1,{t + 1})"
    return f'IF({summe}="","",{summe})'


def _wort(text: str) -> str:
    return f'"{text}"'
