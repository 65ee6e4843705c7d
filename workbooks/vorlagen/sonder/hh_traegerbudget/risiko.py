"""Blätter »Auslastungsrisiko« und »Kompensation«: wer was trägt, und was dem Budget fehlt."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.einheiten import EUR_ZEICHEN, FAELLE, VZAE_ZWEI
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.regeln import unueblich
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import RATE, RATE_UEBLICH

_BREITEN = (52, 20, 20, 44)
_EURO = zellen.EURO


def auslastung(bau: Bau) -> None:
    """Festes Budget und Einzelabrechnung nebeneinander, für Leistungsträger und Leistungserbringer."""
    blatt = bau.blatt("Auslastungsrisiko", bau.titel("Auslastungsrisiko"), _BREITEN, 3)
    satz = "Auslastung ist Belegung in Tagen. Plus: Vorteil, Minus: Nachteil gegenüber der vereinbarten Auslastung."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, _felder_auslastung())
    namen = ("eingabe_budget", "eingabe_auslastung_vereinbart", "eingabe_auslastung_ist")
    leer = ",".join(f'{n}=""' for n in namen)
    formel = f'IF(OR({leer}),"",EGH_MINDERNUTZUNG({",".join(namen)}))'
    weg = "Budget des ersten Jahres × (1 − ist ÷ vereinbart)"
    z = ergebnisse(
        bau,
        blatt,
        z + 1,
        (Wert("Mindernutzung M", "ergebnis_mindernutzung", formel, EUR_ZEICHEN, weg, True),),
    )
    kopf(blatt, z + 1, ("", "Leistungsträger", "Leistungserbringer", "Rechenweg"))
    m, k = "ergebnis_mindernutzung", "eingabe_anteil_variabel"
    zeilen = (
        ("festes Budget", f"-{m}", f"{k}*{m}", "bezahlt, nicht geleistet: −M; gespart: +k · M"),
        ("Einzelabrechnung", "0", f"-(1-{k})*{m}", "nur Geleistetes: 0; fixe Kosten bleiben: −(1 − k) · M"),
    )
    for zeile, (wort, traeger, erbringer, rechenweg) in enumerate(zeilen, z + 2):
        zellen.formelzelle(blatt[f"A{zeile}"], wort, rechts=False)
        for spalte, wert in (("B", traeger), ("C", erbringer)):
            zellen.formelzelle(blatt[f"{spalte}{zeile}"], f'=IF(OR({m}="",{k}=""),"",{wert})', _EURO)
        zellen.text(blatt[f"D{zeile}"], rechenweg, grau=True)
        blatt.row_dimensions[zeile].height = 28
    bau.name("risiko", blatt, f"B{z + 2}:C{z + 3}")
    bau.gedruckt[blatt.title] = Druck("D")


def _felder_auslastung() -> tuple[Feld, ...]:
    anteil = eingabe.ANTEIL
    vereinbart = eingabe.zahl(0.01, 1, "Auslastung über 0 % bis 100 %.")
    variabel = "Anteil der Kosten, der mit der Belegung sinkt"
    return (
        Feld(
            "vereinbarte Auslastung",
            "auslastung_vereinbart",
            zellen.ANTEIL,
            vereinbart,
            0.97,
            frage=unueblich("auslastung", "wert"),
        ),
        Feld("tatsächliche Auslastung", "auslastung_ist", zellen.ANTEIL, anteil, 0.92),
        Feld(variabel, "anteil_variabel", zellen.ANTEIL, anteil, 0.3),
    )


def kompensation(bau: Bau) -> None:
    """Lücke je Jahr und wie viele Umsteuerungen von besonderer Wohnform zu ambulant sie schlössen."""
    blatt = bau.blatt("Kompensation", bau.titel("Kompensation"), _BREITEN, 3)
    z = eingaben(bau, blatt, 5, _felder_kompensation())
    z = ergebnisse(bau, blatt, z + 1, _luecke())
    mehr = "Es wären mehr Umsteuerungen als Personen in besonderen Wohnformen."
    zuviel = f'IF(N(ergebnis_umsteuerungen)>eingabe_bestand_bw,"{mehr}","")'
    frage = f'IF(OR(ISERROR(ergebnis_umsteuerungen),eingabe_bestand_bw=""),"",{zuviel})'
    zellen.text(blatt[f"A{z}"], f"={frage}", fett=True, umbruch=False)
    bau.name("hinweis_umsteuerung", blatt, f"A{z}")
    bau.gedruckt[blatt.title] = Druck("D")


def _felder_kompensation() -> tuple[Feld, ...]:
    kosten = eingabe.zahl(0, 1e6, "Fallkosten in Euro, ab 0.")
    bestand = eingabe.zahl(0, 1e6, "Personen in besonderen Wohnformen, ab 0.")
    faelle = eingabe.zahl(0, 1e6, "Fälle im Jahr, ab 0.")
    jahre = eingabe.zahl(1, 10, "Jahre, 1 bis 10.")
    je_fall, je_jahr = eingabe.zahl(0, 5, "VZÄ je Fall, 0 bis 5."), "je Fall und Jahr"
    return (
        Feld(
            "Steigerung der Kosten je Fall und Jahr",
            "steigerung_kosten",
            zellen.ANTEIL,
            RATE,
            0.03,
            frage=RATE_UEBLICH,
        ),
        Feld(
            "Steigerung des Budgets je Jahr",
            "budgetsteigerung",
            zellen.ANTEIL,
            RATE,
            0.019,
            frage=RATE_UEBLICH,
        ),
        Feld("nach Jahren", "kompensation_jahre", "0", jahre, 5, "ganze Jahre"),
        Feld("Fallkosten besondere Wohnform", "fallkosten_bw", _EURO, kosten, 60000, je_jahr),
        Feld("Fallkosten ambulant", "fallkosten_ambulant", _EURO, kosten, 20000, je_jahr),
        Feld("Personen in besonderen Wohnformen", "bestand_bw", "#,##0", bestand, 2000, pflicht=False),
        Feld("Fälle im ersten Jahr", "faelle", "#,##0", faelle, 14000, pflicht=False),
        Feld("Stellen je Fall", "vzae_je_fall", zellen.VZAE, je_fall, 0.2, "eigener Wert", pflicht=False),
    )


def _luecke() -> tuple[Wert, ...]:
    namen = ("steigerung_fallzahl", "steigerung_kosten", "budgetsteigerung", "kompensation_jahre")
    f, k, s, n = (f"eingabe_{x}" for x in namen)
    leer = ",".join(f'{x}=""' for x in ("eingabe_budget", f, k, s, n))
    luecke = f'IF(OR({leer}),"",eingabe_budget*(((1+{f})*(1+{k}))^{n}-(1+{s})^{n}))'
    erstes = f'IF(OR({leer}),"",EGH_KOMPENSATIONSBEDARF(eingabe_budget,{f},{k},{s}))'
    wachstum = f"eingabe_faelle*((1+{f})^{n}-1)*eingabe_vzae_je_fall"
    fehlt = ",".join(f'{x}=""' for x in ("eingabe_faelle", "eingabe_vzae_je_fall", f, n))
    stellen = f'IF(OR({fehlt}),"",{wachstum})'
    bedarf, weg = "ergebnis_kompensationsbedarf", "Budget × (((1+f)(1+k))ⁿ − (1+s)ⁿ)"
    unterschied = "Lücke ÷ Unterschied der Fallkosten; #NV: so nicht zu schließen"
    wort, stellenweg = "VZÄ für das vereinbarte Wachstum der Fälle", "Fälle × ((1+f)ⁿ − 1) × Stellen je Fall"
    schritte = "Umsteuerungen, volle Jahre, aufgerundet"
    return (
        Wert("Lücke nach einem Jahr", "", erstes, EUR_ZEICHEN, "positiv: es fehlt Geld"),
        Wert("Lücke nach den Jahren oben", bedarf, luecke, EUR_ZEICHEN, weg, True),
        Wert(schritte, "ergebnis_umsteuerungen", _umsteuerungen(bedarf), FAELLE, unterschied, True),
        Wert(wort, "ergebnis_vzae_wachstum", stellen, VZAE_ZWEI, stellenweg),
    )


def _umsteuerungen(bedarf: str) -> str:
    """Formel: wie viele Umsteuerungen die Lücke schlössen; #NV, wenn ambulant nicht weniger kostet."""
    bw, ambulant = "eingabe_fallkosten_bw", "eingabe_fallkosten_ambulant"
    schritte = f"ROUNDUP(ROUND({bedarf}/({bw}-{ambulant}),9),0)"
    formel = f"IF({bedarf}<=0,0,IF({bw}-{ambulant}<=0,NA(),{schritte}))"
    return f'IF(OR({bedarf}="",{bw}="",{ambulant}=""),"",{formel})'
