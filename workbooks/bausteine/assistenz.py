"""Individuelle Assistenz: je Person Minuten je Woche auf dem Leistungskatalog, qualifiziert und unterstützend."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from calc.runden import deutsch
from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau
from workbooks.bausteine.deckblatt import LISTE_ANGEBOTE
from workbooks.bausteine.regeln import SCHWELLEN, Regel, ohne_angebot
from workbooks.bausteine.stundentafel import angebotsspalte
from workbooks.bausteine.tabelle import PERSON, PERSON_DOPPELT, Spalte, Tabelle, doppelt, keine_zahl, tabelle

# § 78 SGB IX; (Leistung, Kurzwort, auch als unterstützende Assistenz)
KATALOG = (
    ("Haushaltsführung", "Haushalt", True),
    ("Gestaltung sozialer Beziehungen", "Soziale\nBeziehungen", True),
    ("Persönliche Lebensplanung", "Lebens-\nplanung", False),
    ("Teilhabe am gemeinschaftlichen und kulturellen Leben", "Gemeinschaft\nund Kultur", True),
    ("Freizeitgestaltung einschließlich sportlicher Aktivitäten", "Freizeit\nund Sport", True),
    (
        "Sicherstellung der Wirksamkeit der ärztlichen und ärztlich verordneten Leistungen",
        "Ärztliche\nLeistungen",
        True,
    ),
    ("Verständigung mit der Umwelt", "Verstän-\ndigung", True),
)
_MINUTEN = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080.")


def assistenz(bau: Bau, inhalt: Sequence[Sequence[object]], jahresstunden: str) -> Tabelle:
    """Die Blätter »intern_Assistenz« (je Person) und »Assistenz« (Summen je Leistung, zum Druck)."""
    blatt = bau.blatt(
        "intern_Assistenz",
        f"Individuelle Assistenz je Person: {bau.vorlage.titel}, {bau.vorlage.landesname}",
        (),
        6,
    )
    intern(blatt)
    qa = tuple(_leistung(i, "qa", wort) for i, (_, wort, _ua) in enumerate(KATALOG))
    ua = tuple(_leistung(i, "ua", wort) for i, (_, wort, auch_ua) in enumerate(KATALOG) if auch_ua)
    bereich = {
        art: f"{{{spalten[0].schluessel}}}:{{{spalten[-1].schluessel}}}"
        for art, spalten in (("qa", qa), ("ua", ua))
    }
    alle = f"{{{qa[0].schluessel}}}:{{{ua[-1].schluessel}}}"
    da = f'OR({{fall}}="",COUNTA({alle})=0)'
    hoechstens, wenig = SCHWELLEN["minuten_person"], SCHWELLEN["minuten_leistung"]
    regeln = (
        ohne_angebot(LISTE_ANGEBOTE),
        doppelt(PERSON_DOPPELT, bestaetigen=False, kurz=True),
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", f"SUMPRODUCT(({alle}>0)*({alle}<1))>0"),
        Regel(f"über {deutsch(hoechstens)} Min. je Woche", f"SUM({alle})>{hoechstens:g}"),
        Regel(
            f"weniger als {wenig:g} Min. (Stunden getippt?)",
            f"SUMPRODUCT(({alle}>=1)*({alle}<{wenig:g}))>0",
            bestaetigen=True,
        ),
    )
    spalten = (
        Spalte("fall", "Fall-\nnummer", 12, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        angebotsspalte(),
        *qa,
        *ua,
        Spalte(
            "woche_qa",
            "qA Std.\nje Woche",
            10,
            zellen.STUNDEN,
            formel=f'IF({da},"",SUM({bereich["qa"]})/60+{{pruefwert}})',
            weg="Σ qA ÷ 60",
            pflicht=True,
            fehlt=f"COUNTA({alle})=0",
        ),
        Spalte(
            "woche_ua",
            "uA Std.\nje Woche",
            10,
            zellen.STUNDEN,
            formel=f'IF({{woche_qa}}="","",SUM({bereich["ua"]})/60)',
            weg="Σ uA ÷ 60",
        ),
        Spalte(
            "woche",
            "Std. je\nWoche",
            10,
            zellen.STUNDEN,
            formel='IF({woche_qa}="","",{woche_qa}+{woche_ua})',
            weg="qA + uA",
        ),
        Spalte(
            "stunden_jahr",
            "Std. im\nJahr",
            11,
            zellen.STUNDEN,
            formel='IF({woche}="","",EGH_JAHRESSTUNDEN({woche},parameter_wochen_jahr))',
            weg="Woche × Wochen je Jahr",
        ),
        *(
            Spalte(
                f"vzae_{art}",
                f"VZÄ\n{art[0]}A",
                9,
                zellen.VZAE,
                formel=f'IF(OR({{woche}}="",{jahresstunden}=""),"",EGH_VZAE(EGH_JAHRESSTUNDEN({{woche_{art}}},parameter_wochen_jahr),{jahresstunden}))',
                weg="Jahr ÷ Std. je VZÄ",
            )
            for art in ("qa", "ua")
        ),
        Spalte(
            "vzae",
            "VZÄ",
            9,
            zellen.VZAE,
            formel=f'IF(OR({{woche}}="",{jahresstunden}=""),"",EGH_VZAE({{stunden_jahr}},{jahresstunden}))',
            weg="Jahr ÷ Std. je VZÄ",
        ),
    )
    inhalt = inhalt if bau.beispiel else ()
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, inhalt, regeln, PERSON)
    bau.name("eingabe_personen", blatt, f"A{t.erste}:{t.buchstabe(ua[-1].schluessel)}{t.letzte}")
    blatt.freeze_panes = "C7"
    _katalog(bau, t, jahresstunden)
    return t


def _leistung(nummer: int, art: str, wort: str) -> Spalte:
    return Spalte(f"{art}{nummer}", f"{wort}\n{art[0]}A", 12, "#,##0", _MINUTEN, weg="Min. je Woche")


def intern(blatt: Worksheet) -> None:
    """Ein Blatt mit Angaben zu einzelnen Personen: nicht im Druck."""
    zellen.text(
        blatt["A3"],
        "Angaben zu einzelnen Personen: dieses Blatt wird nicht gedruckt und nicht weitergegeben.",
        fett=True,
        umbruch=False,
    )


def _katalog(bau: Bau, t: Tabelle, jahresstunden: str) -> None:
    blatt = bau.blatt(
        "Assistenz",
        f"Individuelle Assistenz nach Leistungen: {bau.vorlage.titel}, {bau.vorlage.landesname}",
        (58, 13, 13, 13, 13, 13, 13),
        5,
    )
    kopf = (
        "Leistung (§ 78 SGB IX)",
        "qA\nStd./Woche",
        "uA\nStd./Woche",
        "qA\nStd./Jahr",
        "uA\nStd./Jahr",
        "qA\nVZÄ",
        "uA\nVZÄ",
    )
    for nummer, wort in enumerate(kopf, 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    blatt.row_dimensions[5].height = 30
    fehler = f"SUM({t.bereich('pruefwert')})"  # 0; sonst fiele eine falsche Zeile still aus der Summe
    for nummer, (leistung, _, auch_ua) in enumerate(KATALOG):
        z = 6 + nummer
        zellen.formelzelle(blatt[f"A{z}"], leistung, rechts=False)
        blatt.row_dimensions[z].height = 28
        for (woche, jahr, vzae), art in ((("B", "D", "F"), "qa"), (("C", "E", "G"), "ua")):
            if art == "ua" and not auch_ua:
                for s in (woche, jahr, vzae):
                    zellen.formelzelle(blatt[f"{s}{z}"], "nur qA")
                continue
            b = t.bereich(f"{art}{nummer}")
            zellen.formelzelle(
                blatt[f"{woche}{z}"], f'=IF(COUNTA({b})=0,"",SUM({b})/60+{fehler})', zellen.STUNDEN
            )
            zellen.formelzelle(
                blatt[f"{jahr}{z}"],
                f'=IF({woche}{z}="","",EGH_JAHRESSTUNDEN({woche}{z},parameter_wochen_jahr))',
                zellen.STUNDEN,
            )
            zellen.formelzelle(
                blatt[f"{vzae}{z}"],
                f'=IF(OR({jahr}{z}="",{jahresstunden}=""),"",EGH_VZAE({jahr}{z},{jahresstunden}))',
                zellen.VZAE,
            )
    letzte = 5 + len(KATALOG)
    zellen.formelzelle(blatt[f"A{letzte + 1}"], "Gesamt", rechts=False, fett=True)
    for s, f in zip("BCDEFG", (zellen.STUNDEN,) * 4 + (zellen.VZAE,) * 2, strict=True):
        zellen.formelzelle(
            blatt[f"{s}{letzte + 1}"],
            f'=IF({keine_zahl(f"{s}6:{s}{letzte}")},"",SUM({s}6:{s}{letzte}))',
            f,
            fett=True,
        )
    zellen.text(
        blatt[f"A{letzte + 3}"],
        "Rechenweg: Minuten je Woche aller Personen ÷ 60; × Wochen je Jahr; ÷ effektive Betreuungszeit. "
        "qA: qualifizierte Assistenz (Befähigung, Fachkraft); uA: unterstützende Assistenz (Übernahme).",
        grau=True,
        umbruch=False,
    )
    bau.pruefung(
        "assistenz",
        "Assistenz: die Leistungen zusammen ergeben die Summe der Personen",
        f"IFERROR(ABS(SUM(Assistenz!$D${letzte + 1}:$E${letzte + 1})-SUM({t.bereich('stunden_jahr')}))<0.000001,FALSE)",
        "In intern_Assistenz unvollständige Zeilen ergänzen.",
    )
