"""Blatt »Kompensation«: was dem Budget je Jahr fehlt, wenn Fälle und Kosten steigen, und was es schlösse."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.einheiten import EUR_ZEICHEN, FAELLE, VZAE_ZWEI
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.regeln import unueblich
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import RATE, RATE_UEBLICH

BLATT = "Kompensation"
_N = "eingabe_laufzeit_jahre"
_BEDARF = "ergebnis_kompensationsbedarf"


def kompensation(bau: Bau) -> None:
    """Lücke je Jahr gegen das operative Budget, und wie viele Umsteuerungen die des letzten Jahres schlössen."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (46, 20, 20, 20, 30), 3)
    satz = (
        "Bedarf: Budget des ersten Jahres, mit den Fällen (je Leistungserbringer seine Rate) und den Kosten je Fall gestiegen, "
        "ohne Anpassungen; im Budget sind sie enthalten."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, _felder())
    tabelle = z + len(_werte("")) + 3  # dazwischen ein Hinweis
    luecken = f"$D${tabelle + 2}:$D${tabelle + 1 + HOECHSTENS_JAHRE}"
    z = ergebnisse(bau, blatt, z + 1, _werte(luecken))
    mehr = "Es wären mehr Umsteuerungen als Personen in besonderen Wohnformen."
    zuviel = f'IF(N(ergebnis_umsteuerungen)>eingabe_bestand_bw,"{mehr}","")'
    frage = f'IF(OR(ISERROR(ergebnis_umsteuerungen),eingabe_bestand_bw=""),"",{zuviel})'
    zellen.text(blatt[f"A{z}"], f"={frage}", fett=True, umbruch=False)
    bau.name("hinweis_umsteuerung", blatt, f"A{z}")
    _jahre(bau, blatt, tabelle)
    bau.gedruckt[BLATT] = Druck("E")


def _felder() -> tuple[Feld, ...]:
    kosten = eingabe.zahl(0, 1e6, "Fallkosten in Euro, ab 0.")
    bestand = eingabe.zahl(0, 1e6, "Personen in besonderen Wohnformen, ab 0.")
    je_fall, je_jahr = eingabe.zahl(0, 5, "VZÄ je Fall, 0 bis 5."), "je Fall und Jahr"
    steigt, euro, eigener = "Steigerung der Kosten je Fall und Jahr", zellen.EURO, "eigener Wert"
    je_fall_jahr, stellen = unueblich("fallkosten_form", "wert"), unueblich("vzae_je_fall", "wert")
    return (
        Feld(steigt, "steigerung_kosten", zellen.PROZENT, RATE, 0.03, frage=RATE_UEBLICH),
        Feld(
            "Fallkosten besondere Wohnform", "fallkosten_bw", euro, kosten, 60000, je_jahr, frage=je_fall_jahr
        ),
        Feld("Fallkosten ambulant", "fallkosten_ambulant", euro, kosten, 20000, je_jahr, frage=je_fall_jahr),
        Feld("Personen in besonderen Wohnformen", "bestand_bw", "#,##0", bestand, 2000, pflicht=False),
        Feld("Stellen je Fall", "vzae_je_fall", zellen.VZAE, je_fall, 0.2, eigener, False, stellen),
    )


def _werte(luecken: str) -> tuple[Wert, ...]:
    f = "eingabe_steigerung_fallzahl"
    ganz = f"IF(ISNUMBER({_N}),AND({_N}>=1,{_N}<={HOECHSTENS_JAHRE},INT({_N})={_N}),FALSE)"
    letzte = f'IF({ganz},IF(INDEX({luecken},{_N},1)="","",INDEX({luecken},{_N},1)),"")'
    # leer, solange ein Jahr fehlt: eine Summe ohne es sähe aus wie das Ganze
    alle = f'IF({_BEDARF}="","",SUM({luecken}))'
    wachstum = f"eingabe_faelle*((1+{f})^({_N}-1)-1)*eingabe_vzae_je_fall"
    fehlt = ",".join(f'{x}=""' for x in ("eingabe_faelle", "eingabe_vzae_je_fall", f, _N))
    unterschied = "Lücke im letzten Jahr ÷ Unterschied der Fallkosten; #NV: so nicht zu schließen"
    wort, weg = (
        "VZÄ für das vereinbarte Wachstum der Fälle",
        "bis zum letzten Jahr; Fälle vom Blatt Fortschreibung",
    )
    schritte = "Umsteuerungen, volle Jahre, aufgerundet"
    return (
        Wert(
            "Lücke im letzten Jahr der Laufzeit", _BEDARF, letzte, EUR_ZEICHEN, "positiv: es fehlt Geld", True
        ),
        Wert(
            "Lücke über die Laufzeit", f"{_BEDARF}_laufzeit", alle, EUR_ZEICHEN, "Summe der Jahre unten", True
        ),
        Wert(schritte, "ergebnis_umsteuerungen", _umsteuerungen(), FAELLE, unterschied, True),
        Wert(wort, "ergebnis_vzae_wachstum", f'IF(OR({fehlt}),"",{wachstum})', VZAE_ZWEI, weg),
    )


def _umsteuerungen() -> str:
    """Formel: wie viele Umsteuerungen die Lücke schlössen; #NV, wenn ambulant nicht weniger kostet."""
    bw, ambulant = "eingabe_fallkosten_bw", "eingabe_fallkosten_ambulant"
    schritte = f"ROUNDUP(ROUND({_BEDARF}/({bw}-{ambulant}),9),0)"
    formel = f"IF({_BEDARF}<=0,0,IF({bw}-{ambulant}<=0,NA(),{schritte}))"
    return f'IF(OR({_BEDARF}="",{bw}="",{ambulant}=""),"",{formel})'


def _jahre(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Je Jahr Bedarf, operatives Budget und Lücke; die Summe der Laufzeit darüber."""
    kopf(blatt, z, ("Jahr", "Bedarf\nEUR", "operatives\nBudget EUR", "Lücke\nEUR"))
    erste, letzte = z + 2, z + 1 + HOECHSTENS_JAHRE
    for t, zeile in enumerate(range(erste, letzte + 1)):
        bedarf = f"SUMPRODUCT(traeger_basis*((1+traeger_g)*(1+eingabe_steigerung_kosten))^{t})"
        formeln = (
            f'IF(INDEX(budget_jahreszahlen,{t + 1},1)="","",INDEX(budget_jahreszahlen,{t + 1},1))',
            f'IF(OR($C{zeile}="",eingabe_steigerung_kosten=""),"",{bedarf})',
            f'IF(INDEX(budget_operativ,{t + 1},1)="","",INDEX(budget_operativ,{t + 1},1))',
            f'IF($B{zeile}="","",$B{zeile}-$C{zeile})',
        )
        for s, formel in zip("ABCD", formeln, strict=True):
            zellen.stumm(
                blatt[f"{s}{zeile}"], f"={formel}", "0" if s == "A" else zellen.BETRAG, rechts=s != "A"
            )
    zellen.einblenden(blatt, f"A{erste}:D{letzte}", f'$A{erste}<>""')
    zellen.formelzelle(blatt[f"A{z + 1}"], "Laufzeit", rechts=False, fett=True)
    for s in "BCD":
        alle = f"{s}{erste}:{s}{letzte}"
        zellen.formelzelle(
            blatt[f"{s}{z + 1}"], f'=IF({keine_zahl(alle)},"",SUM({alle}))', zellen.BETRAG, fett=True
        )
    bau.name("kompensation_jahre", blatt, f"A{erste}:D{letzte}")
