"""Blatt »Zeitreihe«: Ausgaben, Fälle, Fallkosten je Jahr; über einen Bruch hinweg gibt es keine Veränderung."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import diagramme, eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.vorlagen.sonder.felder import jahresluecken, kopf

# Veröffentlicht: Jahr, Ausgaben [TEUR], Fallzahl; Vortrag zu Trägerbudgets und Budgets der ASP in Hamburg.
REIHE = (
    (2006, 27961, 2527),
    (2007, 33047, 2947),
    (2008, 38215, 3567),
    (2009, 43699, 4111),
    (2010, 48388, 4740),
    (2011, 54485, 5356),
    (2012, 61177, 6124),
    (2013, 63699, 6491),
    (2014, 63818, 6554),
    (2015, 58964, 6540),
    (2016, 62375, 6731),
    (2017, 75260, 6970),
    (2018, 79850, 7342),
    (2019, 80748, 7491),
    (2020, 84071, 7890),
    (2021, 91104, 8346),
)
BRUECHE = (
    (2014, "Drei Leistungsarten (PSK, BeWo, PPM) werden zur ASP"),
    (2017, "Der Fallkostenwert wird angepasst"),
)
_ZEILEN, _BRUECHE, _ERSTE = 20, 3, 12
_KOPF = (
    "Jahr",
    "Ausgaben\nTEUR",
    "Fälle",
    "Fallkosten\nEUR",
    "Fälle\ngegen Vorjahr",
    "Ausgaben\ngegen Vorjahr",
    "Fallkosten\ngegen Vorjahr",
    "durch Fälle\nEUR",
    "durch Fallkosten\nEUR",
)
BRUCH = "Bruch"
_GANZE_EURO = '#,##0;-#,##0;""'  # ein freies Jahr ist im Bild ein Text, also 0: ohne Beschriftung


def zeitreihe(bau: Bau) -> None:
    """Namen: `eingabe_bruch`, `zeitreihe` (Jahr bis Fallkosten), `zeitreihe_aenderung` (drei Anteile, zwei Beträge)."""
    blatt = bau.blatt("Zeitreihe", bau.titel("Zeitreihe"), (14, *(15,) * 7, 16.5), 3)
    satz = "Durch Fälle: mehr Fälle zu alten Fallkosten; durch Fallkosten: neue Fälle zu höheren. Zusammen die Änderung."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _brueche(bau, blatt, 5)
    kopf(blatt, _ERSTE - 1, _KOPF)
    letzte = _ERSTE + _ZEILEN - 1
    for n, z in enumerate(range(_ERSTE, letzte + 1)):
        werte = REIHE[n] if bau.beispiel and n < len(REIHE) else (None,) * 3
        for spalte, wert, form in zip("ABC", werte, ("0", "#,##0", "#,##0"), strict=True):
            zellen.stumm(blatt[f"{spalte}{z}"], wert, form, eingabe=True)
        _gerechnet(blatt, z, n > 0)
    frei = f"OR(COUNTA($A{_ERSTE}:$C{_ERSTE})>0,COUNTA($A{_ERSTE - 1}:$C{_ERSTE - 1})>0)"
    zellen.einblenden(blatt, f"A{_ERSTE}:C{letzte}", frei, zellen.EINGABE)
    zellen.einblenden(blatt, f"D{_ERSTE}:I{letzte}", f'$A{_ERSTE}<>""')
    _grenzen(bau, blatt, letzte)
    zellen.ueberschrift(blatt[f"A{letzte + 2}"], "Fallkosten je Jahr, in EUR")
    diagramme.saeulen(blatt, "", _ERSTE - 1, letzte, 4, f"A{letzte + 3}", "#,##0", liegend=True)
    bau.name("zeitreihe", blatt, f"A{_ERSTE}:D{letzte}")
    bau.name("zeitreihe_aenderung", blatt, f"E{_ERSTE}:I{letzte}")
    bau.gedruckt["Zeitreihe"] = Druck("I")


def _brueche(bau: Bau, blatt: Worksheet, z: int) -> None:
    kopf(blatt, z, ("Bruch ab", "Grund"), 18)
    erste, letzte = z + 1, z + _BRUECHE
    for n, zeile in enumerate(range(erste, letzte + 1)):
        jahr, grund = BRUECHE[n] if bau.beispiel and n < len(BRUECHE) else (None, None)
        zellen.eingabezelle(blatt[f"A{zeile}"], jahr, "0")
        zellen.eingabezelle(blatt[f"B{zeile}"], grund, zellen.TEXT, rechts=False)
        blatt.merge_cells(f"B{zeile}:F{zeile}")
    blatt.merge_cells(f"B{z}:F{z}")
    grenze = eingabe.zahl(
        2000, 2099, "Jahr, ab dem sich die Zahlen nicht mit denen davor vergleichen lassen."
    )
    grenze.anwenden(blatt, f"A{erste}:A{letzte}")
    eingabe.TEXT.anwenden(blatt, f"B{erste}:B{letzte}")
    bau.werte_falsch.append(grenze.verletzt(bezug(blatt, f"A{erste}:A{letzte}")))
    bau.name("eingabe_bruch", blatt, f"A{erste}:A{letzte}")


def _gerechnet(blatt: Worksheet, z: int, hat_davor: bool) -> None:
    fehlt = f'OR($B{z}="",$C{z}="")'
    kosten = f"EGH_FALLKOSTEN(1000*$B{z},$C{z})"
    # ein Jahr ohne Zahlen ist #NV, nicht 0: im Bild eine Lücke
    zellen.stumm(blatt[f"D{z}"], f'=IF($A{z}="","",IF({fehlt},NA(),{kosten}))', _GANZE_EURO)
    if not hat_davor:
        return
    v = z - 1
    bruch = f"SUMPRODUCT(--(eingabe_bruch=$A{z}))>0"
    ohne = f'OR({fehlt},$B{v}="",$C{v}="")'
    alt, neu = (f"$C{n},1000*$B{n}/$C{n}" for n in (v, z))
    formeln = (
        ("E", f"EGH_VERAENDERUNG($C{v},$C{z})", zellen.ANTEIL),
        ("F", f"EGH_VERAENDERUNG($B{v},$B{z})", zellen.ANTEIL),
        ("G", f"EGH_VERAENDERUNG($D{v},$D{z})", zellen.ANTEIL),
        ("H", f"EGH_MENGENEFFEKT({alt},{neu})", "#,##0"),
        ("I", f"EGH_PREISEFFEKT({alt},{neu})", "#,##0"),
    )
    for spalte, formel, form in formeln:
        wert = f'IF({bruch},"{BRUCH}",IF({ohne},NA(),{formel}))'
        zellen.stumm(blatt[f"{spalte}{z}"], f'=IF($A{z}="","",{wert})', form)


def _grenzen(bau: Bau, blatt: Worksheet, letzte: int) -> None:
    jahr = eingabe.zahl(
        2000, 2099, "Kalenderjahr, lückenlos untereinander; ein Jahr ohne Zahlen bleibt leer."
    )
    teur = eingabe.zahl(0.001, 1e9, "Ausgaben in tausend Euro, über 0.")
    faelle = eingabe.zahl(1, 1e7, "Fälle im Jahr, ab 1.")
    for spalte, grenze in (("A", jahr), ("B", teur), ("C", faelle)):
        bereich = f"{spalte}{_ERSTE}:{spalte}{letzte}"
        grenze.anwenden(blatt, bereich)
        bau.werte_falsch.append(grenze.verletzt(bezug(blatt, bereich)))
    a, b, c = (bezug(blatt, f"{s}{_ERSTE}:{s}{letzte}") for s in "ABC")
    folge = jahresluecken(a, _ZEILEN)
    bau.pruefung(
        "zeitreihe",
        "Zeitreihe: Jahre lückenlos untereinander, jede Zahl hat ihr Jahr, Ausgaben und Fälle stehen zusammen",
        f'AND(SUMPRODUCT(({a}="")*((({b}<>"")+({c}<>""))>0))=0,SUMPRODUCT(({b}="")*({c}<>""))=0,'
        f'SUMPRODUCT(({b}<>"")*({c}=""))=0,{folge}=0)',
        "Jahre ergänzen; fehlen Zahlen eines Jahres, beide Zellen leer lassen.",
        nativ=True,
    )
