"""Blätter »Niedrigschwellig« und »Alte Leistungsarten«: der offene Bereich, und woraus die ASP entstand."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.vorlagen.sonder.felder import Feld, eingaben, kopf, mehrfache

# Veröffentlicht für 2021: Anbieter, Begegnungsstätten, Nutzerinnen und Nutzer, Leistungsberechtigte; derselbe Vortrag.
REICHWEITE = (2021, 69, 131, 7088, 8346)
_JAHRE = 12
_ANZAHL = eingabe.zahl(0, 1e7, "Anzahl, ab 0.")
_JAHR = eingabe.zahl(2000, 2099, "Kalenderjahr.")
_EURO = eingabe.zahl(0, 1e10, "Ausgaben des Jahres in Euro, ab 0.")
_OFFEN = (
    "Jahr",
    "Anbieter",
    "Begegnungs-\nstätten",
    "Nutzer offener\nBereich",
    "Leistungs-\nberechtigte",
    "Nutzer je\nStätte",
    "Nutzer je 100\nBerechtigte",
    "Berechtigte\nje Anbieter",
)
# Leistungsart, Ort, Zugang; bis 2013 nebeneinander, seit 2014 zusammengeführt
ALTE = (
    (
        "Psychosoziale Kontaktstellen (PSK)",
        "Begegnungsstätten der Regionen",
        "offen für alle, aus Zuwendungen",
    ),
    ("Betreutes Wohnen (BeWo)", "Stützpunkte mit Begegnungsstätten", "Bewilligung im Einzelfall"),
    ("Personenbezogene Hilfen für psychisch Kranke (PPM)", "eigene Wohnung", "Bewilligung im Einzelfall"),
)


def niedrigschwellig(bau: Bau) -> None:
    """Verhältniszahlen je Jahr; Name: `reichweite`."""
    blatt = bau.blatt("Niedrigschwellig", bau.titel("Niedrigschwelliger Bereich"), (14, *(17,) * 7), 3)
    satz = "Der offene Bereich steht allen ohne Bewilligung offen, auch anonym: Nutzer sind keine Fälle des Budgets."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    kopf(blatt, 5, _OFFEN)
    erste, letzte = 6, 5 + _JAHRE
    for z in range(erste, letzte + 1):
        werte = REICHWEITE if bau.beispiel and z == erste else (None,) * 5
        for spalte, wert in zip("ABCDE", werte, strict=True):
            form = "0" if spalte == "A" else "#,##0"
            zellen.stumm(blatt[f"{spalte}{z}"], wert, form, eingabe=True)
        for spalte, teil, ganzes, mal in (("F", "D", "C", ""), ("G", "D", "E", "100*"), ("H", "E", "B", "")):
            leer = f'OR(${teil}{z}="",${ganzes}{z}="")'
            formel = f'=IF({leer},"",{mal}${teil}{z}/${ganzes}{z})'
            zellen.stumm(blatt[f"{spalte}{z}"], formel, "#,##0.0")
    frei = f"OR(COUNTA($A{erste}:$E{erste})>0,COUNTA($A{erste - 1}:$E{erste - 1})>0)"
    zellen.einblenden(blatt, f"A{erste}:E{letzte}", frei, zellen.EINGABE)
    zellen.einblenden(blatt, f"F{erste}:H{letzte}", f'$A{erste}<>""')
    for spalte, grenze in (("A", _JAHR), *((s, _ANZAHL) for s in "BCDE")):
        bereich = f"{spalte}{erste}:{spalte}{letzte}"
        grenze.anwenden(blatt, bereich)
        bau.werte_falsch.append(grenze.verletzt(bezug(blatt, bereich)))
    bau.name("reichweite", blatt, f"A{erste}:H{letzte}")
    _pruefung(bau, bezug(blatt, f"A{erste}:A{letzte}"), bezug(blatt, f"B{erste}:E{letzte}"))
    bau.gedruckt[blatt.title] = Druck("H")


def _pruefung(bau: Bau, jahre: str, zahlen: str) -> None:
    gleiche = mehrfache(jahre, _JAHRE)
    bau.pruefung(
        "niedrigschwellig",
        "Niedrigschwellig: jede Zahl hat ihr Jahr, jedes Jahr steht einmal da",
        f'AND(SUMPRODUCT(({jahre}="")*({zahlen}<>""))=0,{gleiche}=0)',
        "Jahre auf dem Blatt Niedrigschwellig ergänzen oder berichtigen.",
        nativ=True,
    )


def alte_leistungsarten(bau: Bau) -> None:
    """Zahlen eines Jahres je alter Leistungsart gegen die Zeitreihe; Name: `alte_leistungsarten`."""
    blatt = bau.blatt("Alte Leistungsarten", bau.titel("Alte Leistungsarten"), (48, 34, 32, 12, 18, 16), 3)
    satz = "Bis 2013 drei Leistungen, seit 2014 eine: Zahlen davor und danach sind nicht vergleichbar. Kann leer bleiben."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    eingaben(bau, blatt, 5, (Feld("Jahr der Zahlen", "alte_jahr", "0", _JAHR, pflicht=False),))
    kopf(blatt, 7, ("Leistungsart", "Ort", "Zugang", "Fälle", "Ausgaben\nEUR", "je Fall\nEUR"))
    for z, worte in enumerate(ALTE, 8):
        for spalte, wort in zip("ABC", worte, strict=True):
            zellen.formelzelle(blatt[f"{spalte}{z}"], wort, rechts=False)
        zellen.eingabezelle(blatt[f"D{z}"], None, "#,##0")
        zellen.eingabezelle(blatt[f"E{z}"], None, zellen.STUNDEN)
        _je_fall(blatt, z)
    _summe(bau, blatt, 8, 7 + len(ALTE))
    bau.name("alte_leistungsarten", blatt, f"D8:F{8 + len(ALTE)}")
    bau.gedruckt[blatt.title] = Druck("F")


def _je_fall(blatt: Worksheet, z: int) -> None:
    leer = f'OR($D{z}="",$E{z}="")'
    formel = f'=IF({leer},"",IF($D{z}=0,"",EGH_FALLKOSTEN($E{z},$D{z})))'
    zellen.formelzelle(blatt[f"F{z}"], formel, zellen.STUNDEN)


def _summe(bau: Bau, blatt: Worksheet, erste: int, letzte: int) -> None:
    """Zusammen, daneben die Zeitreihe desselben Jahres und der Unterschied."""
    z = letzte + 1
    zellen.formelzelle(blatt[f"A{z}"], "zusammen", rechts=False, fett=True)
    for spalte in "BC":
        zellen.formelzelle(blatt[f"{spalte}{z}"], None)
    for spalte, grenze, form in (("D", _ANZAHL, "#,##0"), ("E", _EURO, zellen.STUNDEN)):
        bereich = bezug(blatt, f"{spalte}{erste}:{spalte}{letzte}")
        grenze.anwenden(blatt, f"{spalte}{erste}:{spalte}{letzte}")
        falsch = grenze.verletzt(bereich)
        bau.werte_falsch.append(falsch)
        summe = f'=IF(COUNTA({bereich})=0,"",IF({falsch},NA(),SUM({bereich})))'
        zellen.formelzelle(blatt[f"{spalte}{z}"], summe, form, fett=True)
    _je_fall(blatt, z)
    for zeile, wort in ((z + 1, "Zeitreihe desselben Jahres"), (z + 2, "Unterschied")):
        zellen.formelzelle(blatt[f"A{zeile}"], wort, rechts=False)
        for spalte in "BCF":
            zellen.formelzelle(blatt[f"{spalte}{zeile}"], None)
    jahr = "(INDEX(zeitreihe,0,1)=eingabe_alte_jahr)*1"
    for spalte, nummer, mal, form in (("D", 3, "", "#,##0"), ("E", 2, "1000*", zellen.STUNDEN)):
        da = f'OR(eingabe_alte_jahr="",SUMPRODUCT({jahr})=0)'
        wert = f"{mal}SUMPRODUCT({jahr},INDEX(zeitreihe,0,{nummer}))"
        zellen.formelzelle(blatt[f"{spalte}{z + 1}"], f'=IF({da},"",{wert})', form)
        leer = f'OR({spalte}{z}="",{spalte}{z + 1}="")'
        zellen.formelzelle(blatt[f"{spalte}{z + 2}"], f'=IF({leer},"",{spalte}{z}-{spalte}{z + 1})', form)
    alle = bezug(blatt, f"D{erste}:E{letzte}")
    bau.pruefung(
        "alte_leistungsarten",
        "Alte Leistungsarten: Zahlen haben ihr Jahr",
        f'OR(COUNTA({alle})=0,eingabe_alte_jahr<>"")',
        "Jahr der Zahlen eintragen.",
        nativ=True,
    )
