"""Individuelle Assistenz: je Person Minuten je Woche auf dem Leistungskatalog, qualifiziert und unterstützend."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from calc.parameter import laender
from calc.runden import deutsch
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.fach import gemeinsam
from workbooks.bausteine.fach.divisor import Divisor
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte, intern
from workbooks.bausteine.fach.teil import Teil
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.regeln import SCHWELLEN, UEBLICH, Regel, in_worten, ohne_angebot
from workbooks.bausteine.grund.spalte import Spalte, Tabelle, keine_zahl
from workbooks.bausteine.grund.tabelle import PERSON, personenregeln, tabelle

# Überschriften der Spalten zu den Leistungen nach § 78 SGB IX, in deren Reihenfolge; ob auch unterstützende Assistenz.
_KURZ = (
    ("Haushalt", True),
    ("Soziale\nBeziehungen", True),
    ("Lebens-\nplanung", False),
    ("Gemeinschaft\nund Kultur", True),
    ("Freizeit\nund Sport", True),
    ("Ärztliche\nLeistungen", True),
    ("Verstän-\ndigung", True),
)
_MINUTEN = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080.")
_ALLE = "{qa0}:{ua6}"
_ARTEN = {"qa": "qualifiziert", "ua": "unterstützend"}
_VERBORGEN = 9  # Spalte I des Blatts Assistenz, neben dem Druck; je Art zwei


def assistenz(bau: Bau, divisor: Divisor, zusatz: tuple[Spalte, ...] = ()) -> Teil:
    """Die Blätter »intern_Assistenz« (je Person) und »Assistenz« (Summen je Leistung, zum Druck)."""
    if bau.vorlage.gemeinsam:
        gemeinsam.gemeinsam(bau, _ARTEN)
    titel = bau.titel("Individuelle Assistenz je Person")
    blatt = bau.blatt("intern_Assistenz", titel, (), 6)
    intern(blatt)
    mit = bau.vorlage.gemeinsam
    zusammen = (*gemeinsam.eingaben(), *gemeinsam.anteile(_ARTEN)) if mit else ()
    spalten = (*_eingaben(), *zusammen, *zusatz, *_gerechnet(divisor, mit))
    regeln = (*_regeln(), *(gemeinsam.regeln() if mit else ()))
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, bau.inhalt("personen"), regeln, PERSON)
    if mit:
        gemeinsam.anmelden(bau, t, _ARTEN)
    bau.name("eingabe_personen", blatt, f"A{t.erste}:{t.buchstabe('ua6')}{t.letzte}")
    blatt.freeze_panes = "C7"
    _katalogblatt(bau, t, divisor)
    bau.gedruckt["Assistenz"] = Druck("G")
    return Teil("individuell", "individuelle Assistenz", t, _ergebniszeilen(t, divisor.wort))


def _eingaben() -> tuple[Spalte, ...]:
    je_art = {
        art: [
            Spalte(f"{art}{n}", f"{wort}\n{art[0]}A", 12, einheiten.MIN_WOCHE, _MINUTEN, weg="Min. je Woche")
            for n, (wort, auch_ua) in enumerate(_KURZ)
            if art == "qa" or auch_ua
        ]
        for art in ("qa", "ua")
    }
    fall = Spalte("fall", "Fall-\nnummer", 12, grenze=eingabe.TEXT, weg="kein Name", pflicht=True)
    return (fall, angebotsspalte(), *je_art["qa"], *je_art["ua"])


def _gerechnet(divisor: Divisor, mit: bool) -> tuple[Spalte, ...]:
    nichts = f"COUNTA({_ALLE}{',{gemeinsam}' if mit else ''})=0"
    dazu_qa, dazu_ua = (f",{{gem_{art}}}" if mit else "" for art in _ARTEN)
    qa = f'IF(OR({{fall}}="",{nichts}),"",SUM({{qa0}}:{{qa6}}{dazu_qa})/60+{{pruefwert}})'
    ua = f'IF({{woche_qa}}="","",SUM({{ua0}}:{{ua6}}{dazu_ua})/60)'
    jahr = 'IF({woche}="","",EGH_JAHRESSTUNDEN({woche},parameter_wochen_jahr))'
    leer = f'OR({{woche}}="",{divisor.formel}="")'
    je_art = (
        f'IF({leer},"",EGH_VZAE(EGH_JAHRESSTUNDEN({{woche_ART}},parameter_wochen_jahr),{divisor.formel}))'
    )
    vzae = (
        ("vzae_qa", "VZÄ\nqA", je_art.replace("ART", "qa")),
        ("vzae_ua", "VZÄ\nuA", je_art.replace("ART", "ua")),
        ("vzae", "VZÄ", f'IF({leer},"",EGH_VZAE({{stunden_jahr}},{divisor.formel}))'),
    )
    return (
        Spalte(
            "woche_qa",
            "qA Std.\nje Woche",
            10,
            einheiten.STD_WOCHE,
            formel=qa,
            weg="Σ qA ÷ 60",
            pflicht=True,
            fehlt=nichts,
        ),
        Spalte("woche_ua", "uA Std.\nje Woche", 10, einheiten.STD_WOCHE, formel=ua, weg="Σ uA ÷ 60"),
        Spalte(
            "woche",
            "Std. je\nWoche",
            10,
            einheiten.STD_WOCHE,
            formel='IF({woche_qa}="","",{woche_qa}+{woche_ua})',
            weg="qA + uA",
        ),
        Spalte(
            "stunden_jahr", "Std. im\nJahr", 11, einheiten.STD_JAHR, formel=jahr, weg="Woche × Wochen je Jahr"
        ),
        *(Spalte(n, kopf, 9, einheiten.VZAE, formel=f, weg="Jahr ÷ Std. je VZÄ") for n, kopf, f in vzae),
    )


def _regeln() -> tuple[Regel, ...]:
    hoechstens, wenig = SCHWELLEN["minuten_person"], SCHWELLEN["minuten_leistung"]
    summe = in_worten(f"SUM({_ALLE})", "Min.")
    return (
        ohne_angebot(LISTE_ANGEBOTE),
        *personenregeln(),
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", f"SUMPRODUCT(({_ALLE}>0)*({_ALLE}<1))>0"),
        Regel(f"über {deutsch(hoechstens)} Min. je Woche", f"SUM({_ALLE})>{hoechstens:g}"),
        Regel(
            f"weniger als {wenig:g} Min. (Stunden getippt?)",
            f"SUMPRODUCT(({_ALLE}>=1)*({_ALLE}<{wenig:g}))>0",
            in_worten(f"SUMPRODUCT(({_ALLE}>=1)*({_ALLE}<{wenig:g}),{_ALLE})", "Min."),
        ),
        Regel("keine ganzen Minuten (Stunden getippt?)", f"SUM({_ALLE})<>INT(SUM({_ALLE}))", summe),
        Regel(
            "zusammen unter einer Stunde (Stunden getippt?)",
            f"AND(SUM({_ALLE})>0,SUM({_ALLE})<{UEBLICH['minuten_summe'].von:g})",
            summe,
        ),
    )


def _ergebniszeilen(t: Tabelle, divisor: str) -> tuple[Zeile, ...]:
    weg, blatt = "Minuten je Woche ÷ 60 × Wochen je Jahr, Summe aller Personen", "Blatt Assistenz"
    return (
        Zeile(
            "stunden_individuell",
            "Individuelle Assistenz: Stunden",
            t.gesamt("stunden_jahr"),
            "Std./Jahr",
            zellen.STUNDEN,
            weg,
            f"{blatt}; § 78 SGB IX",
        ),
        *(
            Zeile(
                f"vzae_{name}",
                text,
                t.gesamt(spalte),
                "VZÄ",
                zellen.STUNDEN,
                f"{was} ÷ {divisor}",
                "Blatt Assistenz",
            )
            for name, text, spalte, was in (
                ("qa", "davon qualifizierte Assistenz (Fachkraft)", "vzae_qa", "Stunden qA"),
                ("ua", "davon unterstützende Assistenz", "vzae_ua", "Stunden uA"),
                ("individuell", "Individuelle Assistenz", "vzae", "Stunden"),
            )
        ),
    )


_SPALTEN = (("qa", ("B", "D", "F")), ("ua", ("C", "E", "G")))  # Std./Woche, Std./Jahr, VZÄ


def _katalogblatt(bau: Bau, t: Tabelle, divisor: Divisor) -> None:
    """Das Blatt »Assistenz«: was alle Personen zusammen je Leistung brauchen."""
    titel = bau.titel("Individuelle Assistenz nach Leistungen")
    blatt = bau.blatt("Assistenz", titel, (58, 13, 13, 13, 13, 13, 13), 5)
    kopf = [f"{art}\n{was}" for was in ("Std./Woche", "Std./Jahr", "VZÄ") for art in ("qA", "uA")]
    for nummer, wort in enumerate(("Leistung (§ 78 SGB IX)", *kopf), 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    blatt.row_dimensions[5].height = 30
    katalog = parameter.liste(laender.BUND, "assistenzleistungen", bau.stand)
    for z, (leistung, (_, auch_ua)) in enumerate(zip(katalog, _KURZ, strict=True), 6):
        zellen.formelzelle(blatt[f"A{z}"], leistung, rechts=False)
        blatt.row_dimensions[z].height = 28
        _leistung(blatt, t, divisor, z, f"{{}}{z - 6}", auch_ua)
    letzte = 5 + len(katalog)
    if bau.vorlage.gemeinsam:
        letzte += 1
        zellen.formelzelle(blatt[f"A{letzte}"], "Anteile an gemeinsamen Leistungen", rechts=False)
        _leistung(blatt, t, divisor, letzte, "gem_{}", auch_ua=True)
    zellen.formelzelle(blatt[f"A{letzte + 1}"], "Gesamt", rechts=False, fett=True)
    for s, f in zip("BCDEFG", (zellen.STUNDEN,) * 4 + (zellen.VZAE,) * 2, strict=True):
        spalte = f"{s}6:{s}{letzte}"
        formel = f'=IF({keine_zahl(spalte)},"",SUM({spalte}))'
        zellen.formelzelle(blatt[f"{s}{letzte + 1}"], formel, f, fett=True)
    _rechenweg(blatt, letzte, divisor.wort)
    summen = bezug(blatt, f"D{letzte + 1}:E{letzte + 1}")
    bau.pruefung(
        "assistenz",
        "Assistenz: die Leistungen zusammen ergeben die Summe der Personen",
        f"ABS(SUM({summen})-SUM({t.bereich('stunden_jahr')}))<0.000001",
        "In intern_Assistenz unvollständige Zeilen ergänzen.",
    )


def _rechenweg(blatt: Worksheet, letzte: int, divisor: str) -> None:
    zellen.text(
        blatt[f"A{letzte + 3}"],
        f"Rechenweg: Minuten je Woche aller Personen ÷ 60; × Wochen je Jahr; ÷ {divisor}.",
        grau=True,
        umbruch=False,
    )
    zellen.text(
        blatt[f"A{letzte + 4}"],
        "qA: qualifizierte Assistenz (Befähigung, Fachkraft); uA: unterstützende Assistenz (Übernahme).",
        grau=True,
        umbruch=False,
    )


def _leistung(blatt: Worksheet, t: Tabelle, divisor: Divisor, z: int, spalte: str, auch_ua: bool) -> None:
    fehler = f"SUM({t.bereich('pruefwert')})"  # 0; sonst fiele eine falsche Zeile still aus der Summe
    for art, (woche, jahr, vzae) in _SPALTEN:
        if art == "ua" and not auch_ua:
            for s in (woche, jahr, vzae):
                zellen.formelzelle(blatt[f"{s}{z}"], "nur qA")
            continue
        b = t.bereich(spalte.format(art))
        w, j = f"{woche}{z}", f"{jahr}{z}"
        zellen.formelzelle(blatt[w], f'=IF(COUNT({b})+SUM({b})*0=0,"",SUM({b})/60+{fehler})', zellen.STUNDEN)
        formel = f'=IF({w}="","",EGH_JAHRESSTUNDEN({w},parameter_wochen_jahr))'
        zellen.formelzelle(blatt[j], formel, zellen.STUNDEN)
        leer = ",".join([f'{j}=""', *(f'{f.name}=""' for f in divisor.faelle)])
        stellen = _stellen(blatt, t, divisor, z, j, b, 2 * ("qa", "ua").index(art))
        zellen.formelzelle(blatt[f"{vzae}{z}"], f'=IF(OR({leer}),"",{stellen}+{fehler})', zellen.VZAE)


def _stellen(
    blatt: Worksheet, t: Tabelle, divisor: Divisor, z: int, jahr: str, minuten: str, art: int
) -> str:
    """Formel: VZÄ; wo Dienste verschiedene Jahresstunden haben, aus verborgenen Stunden je Woche ihrer Zeilen."""
    if len(divisor.faelle) == 1:
        return f"EGH_VZAE({jahr},{divisor.faelle[0].name})"
    teile = []
    for nummer, fall in enumerate(divisor.faelle):
        spalte = get_column_letter(_VERBORGEN + art + nummer)
        summe = f"SUMPRODUCT(({t.bereich('schicht')}{fall.bedingung})*1,{minuten})/60"
        zellen.stumm(blatt[f"{spalte}{z}"], f'=IF({jahr}="","",{summe})', zellen.STUNDEN)
        blatt.column_dimensions[spalte].hidden = True
        teile.append(f"EGH_VZAE(EGH_JAHRESSTUNDEN({spalte}{z},parameter_wochen_jahr),{fall.name})")
    return "+".join(teile)
