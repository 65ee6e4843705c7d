"""Blätter »intern_Datenabgleich« und »Datenabgleich«: zwei eingefügte Listen, Fall für Fall verglichen."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.fach.tabellenblatt import intern
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.felder import Feld, eingaben, kopf
from workbooks.bausteine.grund.kennung import leerer_text, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import UEBLICH, Regel
from workbooks.bausteine.grund.spalte import Spalte, Tabelle, keine_zahl
from workbooks.vorlagen.sonder.hb_traegerbudget import abgleichformeln as formeln
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleichformeln import ALLE, ERGEBNISSE, VERBORGEN, Seite
from workbooks.vorlagen.sonder.traegerliste import pruefung_132

BLATT = "intern_Datenabgleich"
_KOPFZEILE = 9
_SATZ = '="EUR: Leistungserbringer − Leistungsträger, Tage im Budget im Jahr "&eingabe_abgleich_jahr&", beide Enden zählen."'
_JA_NEIN = eingabe.auswahl("ja", "nein")
_SATZ_TAG = UEBLICH["satz_tag"]
_DARAUS = 'eingabe_mengen_aus_liste="ja"'


def datenabgleich(bau: Bau) -> None:
    """Name des Ergebnisses: `abgleich` (je Art Fälle, EUR, offen), `hinweis_abgleich_offen`."""
    blatt = bau.blatt(BLATT, bau.titel("Datenabgleich"), (), _KOPFZEILE)
    intern(blatt)
    satz = (
        "Beide Listen einfügen (nur Werte). Ein Fall ist Fallnummer und Leistungstyp; er kann mehrere Zeiten haben. "
        "»bis« leer: läuft noch. Gezählt werden die Tage des Jahres, im Budget."
    )
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    eingaben(bau, blatt, 5, _felder())
    erste, letzte = _KOPFZEILE + 1, _KOPFZEILE + bau.umfang.personen
    daneben = len(ALLE) + 1  # dazwischen eine leere Spalte
    blatt.column_dimensions[get_column_letter(daneben)].width = 4
    links, rechts = Seite(1, erste, letzte, links=True), Seite(daneben + 1, erste, letzte, links=False)
    seiten = (
        _liste(bau, blatt, links, "fallliste_traeger", "Leistungsträger"),
        _liste(bau, blatt, rechts, "fallliste_erbringer", "Leistungserbringer"),
    )
    for spalte in ("tage", "sorte", "gruppe", "budget", "betrag"):
        bau.name(f"fallliste_{spalte}", blatt, seiten[0].ort(spalte))
    _hilfsblatt(bau, links, rechts)
    belegt = "+".join(f"COUNTA({t.bereich('fall')})" for t in seiten)
    wort = "Datenabgleich: das Jahr, sobald Fälle eingefügt sind"
    bau.pflicht.append((wort, f'OR(eingabe_abgleich_jahr<>"",{belegt}=0)'))
    _pruefung_132(bau, seiten)
    _pruefungen(bau, seiten)
    _summenblatt(bau, seiten)


def _felder() -> tuple[Feld, ...]:
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr, dessen Tage verglichen werden.")
    anderes = Regel(
        "nicht das Jahr vor der Laufzeit, dessen Mengen der Leistungsumfang nennt",
        f'IF(AND({_DARAUS},eingabe_laufzeit_von<>""),N({{wert}})<>YEAR(eingabe_laufzeit_von)-1,FALSE)',
        "{wert}",
    )
    wort = "Menge daraus"
    notiz = "ja: wo im Leistungsumfang die Menge fehlt, gelten die Tage im Budget der Liste links."
    tage = eingabe.zahl(0, 1e7, "Tage im Budget im Jahr, wie der Auszug sie zusammenzählt.")
    summe = "Bei »ja«: Tage im Budget laut Auszug des Leistungsträgers; so fällt auf, wenn Zeilen fehlen."
    return (
        Feld("Jahr", "abgleich_jahr", "0", jahr, 2026, pflicht=False, frage=anderes),
        Feld(wort, "mengen_aus_liste", zellen.TEXT, _JA_NEIN, None, notiz, pflicht=False),
        Feld("Kontrollsumme", "abgleich_tage", einheiten.MENGE.format, tage, None, summe, pflicht=False),
    )


def _pruefungen(bau: Bau, seiten: tuple[Tabelle, Tabelle]) -> None:
    """Ein Jahr ohne Fälle stimmte mit allem überein, und eine Liste ohne ihre zweite Hälfte auch."""
    hat_tage = (f'OR(SUMPRODUCT(--({t.bereich("falsch")}<>""))=0,SUM({t.bereich("tage")})>0)' for t in seiten)
    bau.pruefung(
        "abgleich_jahr",
        "Datenabgleich: jede eingefügte Liste hat Tage im verglichenen Jahr",
        f'OR({formeln.JAHR}="",AND({",".join(hat_tage)}))',
        "Das Jahr des Datenabgleichs oder die eingefügte Liste berichtigen.",
        nativ=True,
    )
    tage = f'SUMPRODUCT(({seiten[0].bereich("budget")}="ja")*1,{seiten[0].bereich("tage")})'
    bau.pflicht.append(
        (
            "Datenabgleich: Kontrollsumme, wenn Mengen aus der Liste kommen",
            f'OR(NOT({_DARAUS}),eingabe_abgleich_tage<>"")',
        )
    )
    bau.pruefung(
        "abgleich_tage",
        "Datenabgleich: die Tage im Budget der Liste ergeben die Kontrollsumme, wenn Mengen daraus kommen",
        f"IF({_DARAUS},IF(ISNUMBER(eingabe_abgleich_tage),{tage}=eingabe_abgleich_tage,FALSE),TRUE)",
        "Den Auszug des Leistungsträgers ganz einfügen, falsche Zeilen berichtigen, die Kontrollsumme daraus ablesen.",
        nativ=True,
    )


def _hilfsblatt(bau: Bau, links: Seite, rechts: Seite) -> None:
    """Je Seite ein Feld, das beide Listen vergleicht; verborgen, denn zu lesen ist es auf dem Blatt der Listen."""
    blatt = bau.leeres_blatt(formeln.HILFSBLATT)
    blatt.sheet_state = "hidden"
    blatt.protection.sheet = True
    for s, andere in ((links, rechts), (rechts, links)):
        hier, dort = s.verglichen(BLATT), andere.verglichen(BLATT)
        ecke = s.ort.partition(":")[0]
        blatt[ecke] = ArrayFormula(s.ort, f"=EGH_FALLABGLEICH({hier},{dort})")
        # ZEILE(Bereich) wäre ein Feld, und ZEILE(erste Zelle) nach dem Löschen ihrer Zeile #BEZUG!
        blatt[s.anfang] = f"=ROWS({BLATT}!$A$1:INDEX({hier},1,1))"


def _liste(bau: Bau, blatt: Worksheet, s: Seite, name: str, wer: str) -> Tabelle:
    zellen.ueberschrift(blatt.cell(_KOPFZEILE - 1, s.ab), f"Liste: {wer}")
    platz = Platz(name, _KOPFZEILE, wer, ab=s.ab, grund="Grund")
    regeln = (
        Regel("Ende vor Beginn", 'AND({bis}<>"",N({bis})<N({von}))'),
        Regel("Tag mit Uhrzeit", "OR(INT(N({von}))<>N({von}),INT(N({bis}))<>N({bis}))"),
        summenwort("fall"),
        Regel("Zeiten desselben Falls überschneiden sich", formeln.zweimal(s), formeln.wie_oft(s)),
        Regel("gewollt?", "N({preis})=0", '"Preis 0"'),
        Regel(
            _SATZ_TAG.text(),
            f"AND(N({{preis}})>0,{_SATZ_TAG.verlassen('{preis}')})",
            _SATZ_TAG.wert("{preis}"),
        ),
        *((formeln.ohne_zeile(),) if s.links else ()),
        Regel("geklärt", '{status}="geklärt"', formeln.geklaert()),
    )
    spalten = _spalten(s)
    return liste(
        bau, blatt, platz, spalten, bau.umfang.personen, bau.inhalt(name), regeln, formeln.SCHLUESSEL
    )


def _spalten(s: Seite) -> tuple[Spalte, ...]:
    preis = eingabe.zahl(0, 5000, "Euro je Tag, 0 bis 5.000.")
    verborgene = formeln.verborgene()
    ohne_grund = 'AND({status}="geklärt",' + leerer_text("{grund}") + ")"
    return (
        Spalte("fall", "Fallnummer", 14, grenze=eingabe.TEXT, pflicht=True),
        Spalte("typ", "Leistungstyp", 20, grenze=eingabe.TEXT, pflicht=True),
        Spalte("hbg", "HBG", 7, grenze=eingabe.TEXT),
        Spalte("von", "von", 12, einheiten.TAG, eingabe.TAG_OFFEN, pflicht=True),
        Spalte("bis", "bis", 12, einheiten.TAG, eingabe.TAG_OFFEN),
        Spalte("preis", "Preis je\nTag, EUR", 11, einheiten.EUR_JE, preis, pflicht=True),
        Spalte("siebtes", "7. Kap.\nSGB XII", 9, grenze=_JA_NEIN, pflicht=True),
        Spalte("budget", "im\nBudget", 8, grenze=_JA_NEIN, pflicht=True),
        Spalte("ergebnis", "Ergebnis", 22, formel=formeln.ergebnis(s)),
        # #NV, wenn eine andere Zeile desselben Falls falsch ist
        Spalte("euro", "EUR", 13, einheiten.EUR, formel=formeln.unterschied(s), luecke=True),
        *(Spalte(n, n, 10, einheiten.OHNE, formel=verborgene[n], verborgen=True) for n in VERBORGEN),
        Spalte(
            "status", "Status", 11, grenze=eingabe.auswahl("offen", "geklärt"), pflicht=True, fehlt=ohne_grund
        ),
    )


def _pruefung_132(bau: Bau, seiten: tuple[Tabelle, Tabelle]) -> None:
    """Bei jedem Leistungserbringer muss 0 stehen, und die Falllisten nennen keinen Fall im Budget."""
    siebtes = "+".join(
        f'SUMPRODUCT(({s.bereich("siebtes")}="ja")*({s.bereich("budget")}="ja"))' for s in seiten
    )
    offen = 'SUMPRODUCT((eingabe_traeger<>"")*(eingabe_siebtes_kapitel=""))=0'
    pruefung_132(
        bau,
        f"AND({siebtes}=0,SUM(eingabe_siebtes_kapitel)=0,{offen})",
        " und je Leistungserbringer auf dem Blatt Budgettyp 0 eintragen.",
    )


def _summenblatt(bau: Bau, seiten: tuple[Tabelle, Tabelle]) -> None:
    """Nur Summen: kein Fall und kein Name verlässt das interne Blatt."""
    blatt = bau.blatt("Datenabgleich", bau.titel("Datenabgleich"), (34, 14, 22, 14, 40), 3)
    zellen.text(
        blatt["A3"],
        _SATZ,
        grau=True,
        umbruch=False,
    )
    kopf(blatt, 5, ("Ergebnis", "Fälle", "Unterschied\nEUR", "davon offen"))
    erste = 7
    for z, wort in enumerate(ERGEBNISSE, erste):
        zellen.formelzelle(blatt[f"A{z}"], wort, rechts=False)
        fall, euro, offen = formeln.summen(seiten, f"$A{z}")
        for spalte, formel, form in (
            ("B", fall, "#,##0"),
            ("C", euro, zellen.BETRAG),
            ("D", offen, "#,##0"),
        ):
            zellen.formelzelle(blatt[f"{spalte}{z}"], f"={formel}", form)
    letzte = erste + len(ERGEBNISSE) - 1
    zellen.formelzelle(blatt["A6"], "alle", rechts=False, fett=True)
    for spalte, form in (("B", "#,##0"), ("C", zellen.BETRAG), ("D", "#,##0")):
        alle = f"{spalte}{erste}:{spalte}{letzte}"
        zellen.formelzelle(blatt[f"{spalte}6"], f'=IF({keine_zahl(alle)},"",SUM({alle}))', form, fett=True)
    bau.name("abgleich", blatt, f"A6:D{letzte}")
    zellen.text(
        blatt[f"A{letzte + 2}"],
        '=IF(N($D$6)>0,IF($D$6=1,"1 Abweichung ist",$D$6&" Abweichungen sind")&" nicht geklärt.","")',
        fett=True,
        umbruch=False,
    )
    bau.name("hinweis_abgleich_offen", blatt, f"A{letzte + 2}")
    _offen(bau, blatt)
    bau.gedruckt["Datenabgleich"] = Druck("D")


def _offen(bau: Bau, blatt: Worksheet) -> None:
    bau.pruefung(
        "abgleich_offen",
        "Datenabgleich: über »Entwurf« hinaus nur, wenn jede Abweichung geklärt ist",
        f'OR(meta_status="Entwurf",meta_status="",N({bezug(blatt, "D6")})=0)',
        "Abweichungen des Datenabgleichs klären oder den Status auf »Entwurf« setzen.",
        nativ=True,
    )
