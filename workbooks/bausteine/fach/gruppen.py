"""Personen je Gruppe mit vergleichbarem Hilfebedarf: Schlüssel 1 : x und Satz je Tag → VK, Tage, Entgelt."""

from __future__ import annotations

from calc import parameter
from calc.fehler import Regelfehler
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.blaetter.rechnung import Abweichung
from workbooks.bausteine.fach.gruppenentgelt import belegt_oder_nicht, entgeltspalten
from workbooks.bausteine.fach.satzfortschreibung import anders_fortgeschrieben
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import (
    Regel,
    in_worten,
    neben,
    neben_den_anderen,
    ohne_angebot,
    unueblich,
)
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

_PERSONEN = eingabe.zahl(0, 9999, "Vereinbarte Personen dieser Gruppe, ab 0.")
_SCHLUESSEL = eingabe.zahl(0.5, 200, "Personen je Vollzeitstelle (1 : x), 0,5 bis 200.")
_SATZ = eingabe.zahl(0, 5000, "Satz je Person und Tag in Euro, 0 bis 5.000.")
_NAMEN = {
    "gruppen_schluessel": "schluessel",
    "gruppen_satz": "satz",
    "eingabe_satz_vorjahr": "satz_vorjahr",
}
# 0,1 als Zahl ist nicht die Gruppe »0.1«: ihr Text hängt vom Land des Rechners ab
_ALS_GRUPPE = 'IF(ISNUMBER({gruppe}),IF(INT({gruppe})={gruppe},{gruppe}&"","?"),TRIM({gruppe}))'
_OHNE_SATZ = 'AND({satz}="",COUNT({alle_satz})>0)'
_UNTER_EINS = "OR(AND(N({gp})>0,N({gp})<1),AND(N({ib})>0,N({ib})<1))"
_EIGENER = in_worten("{verhaeltnis}", "Personen")
_VERTRAG = f"EGH_HBG_VK({_ALS_GRUPPE},meta_land,,meta_stichtag)"
_UNBEKANNT = f'IF(OR({{gruppe}}="",{{verhaeltnis}}<>"",addin_fehlt),FALSE,ISERROR({_VERTRAG}))'
_BEGONNEN = 'OR({gruppe}="",{personen}="")'
_ZEILE = kennung("T({angebot})", als_text("{gruppe}"), wenn=belegt("{gruppe}"))


def raster(bau: Bau) -> tuple[str, ...]:
    """Die Gruppen, für die der Vertrag VK je Person nennt; leer, wo er das nicht tut."""
    try:
        stufen = parameter.raster(bau.vorlage.land, bau.stand)
    except Regelfehler:
        return ()
    return tuple(s.hbg for s in stufen if s.vk is not None)


def gruppen(bau: Bau) -> Tabelle:
    """Das Blatt »Gruppen«."""
    blatt = bau.blatt("Gruppen", bau.titel("Gruppen"), (), 6)
    namen = raster(bau)
    spalten = (*_eingaben(bool(namen)), *_gerechnet(bool(namen)))
    t = tabelle(
        bau, blatt, 5, spalten, bau.umfang.dienste, bau.inhalt("personen"), _regeln(bool(namen)), _ZEILE
    )
    bau.name("eingabe_gruppen", blatt, f"A{t.erste}:{t.buchstabe('satz')}{t.letzte}")
    for name, spalte in (
        ("gruppen_namen", "gruppe"),
        ("gruppen_vk", "je_person"),
        ("gruppen_anzahl", "anzahl"),
        ("gruppen_schluessel", "schluessel"),
        ("gruppen_satz", "satz"),
        ("eingabe_satz_vorjahr", "satz_vorjahr"),
    ):
        bau.name(name, blatt, t.ort(spalte))
    belegt_oder_nicht(bau, blatt)
    if namen:
        satz = f"Gruppen des Vertrags: {namen[0]} bis {namen[-1]}; ihr Schlüssel gilt, solange keiner eingetragen ist."
        zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    return t


def _regeln(aus_vertrag: bool) -> tuple[Regel, ...]:
    return (
        ohne_angebot(LISTE_ANGEBOTE),
        doppelt("Gruppe steht zweimal da", bestaetigen=True),
        summenwort("gruppe"),
        Regel("gewollt?", "{personen}=0", '"0 Personen"'),
        Regel("keine ganze Zahl von Personen", "INT(N({personen}))<>N({personen})"),
        unueblich("schluessel", "verhaeltnis"),
        unueblich("satz_tag", "satz"),
        Regel("GP und IB über dem Satz", 'AND({satz}<>"",ROUND(N({gp})+N({ib})-N({satz}),2)>0)'),
        Regel("GP oder IB ohne Satz", 'AND({satz}="",OR({gp}<>"",{ib}<>""))'),
        Regel(
            "EUR und nicht ein Anteil?",
            _UNTER_EINS,
            in_worten("IF(AND(N({gp})>0,N({gp})<1),{gp},{ib})", "EUR"),
        ),
        Regel("nur eines von GP und IB", '({gp}="")<>({ib}="")', 'IF({gp}="","ohne GP","ohne IB")'),
        neben_den_anderen("satz", 3, "EUR"),
        anders_fortgeschrieben("{gruppe}", "{satz}"),
        neben("satz_vorjahr", "satz", 1.25, "EUR im Vorjahr", "mehr als ein Viertel neben dem Satz"),
        *(
            (
                Regel(
                    "Gruppe wie im Vertrag schreiben (nur ihre Nummer) oder Schlüssel eintragen", _UNBEKANNT
                ),
                Regel("eigener Schlüssel statt dem des Vertrags", "N({abweichung})<>0", _EIGENER),
            )
            if aus_vertrag
            else ()
        ),
    )


def _eingaben(aus_vertrag: bool) -> tuple[Spalte, ...]:
    weg = "leer: Vertrag" if aus_vertrag else "Personen je Stelle"
    return (
        angebotsspalte(),
        Spalte("gruppe", "Gruppe", 20, grenze=eingabe.TEXT, weg="wie im Vertrag", pflicht=True),
        Spalte("personen", "Personen", 11, einheiten.PERSONEN, _PERSONEN, weg="vereinbart", pflicht=True),
        Spalte(
            "verhaeltnis",
            "Schlüssel\n1 :",
            11,
            einheiten.VERHAELTNIS,
            _SCHLUESSEL,
            weg=weg,
            pflicht=not aus_vertrag,
        ),
        Spalte(
            "satz",
            "Satz je Tag\nEUR",
            12,
            einheiten.EUR_JE,
            _SATZ,
            weg="alle oder keiner",
            pflicht=True,
            fehlt=_OHNE_SATZ,
        ),
        # § 39 des Berliner Rahmenvertrags und ältere Verträge: Grund-, Maßnahmenpauschale und Investitionsbetrag
        Spalte("gp", "davon GP\nEUR", 10, einheiten.EUR_JE, _SATZ, weg="wenn getrennt"),
        Spalte("ib", "davon IB\nEUR", 10, einheiten.EUR_JE, _SATZ, weg="wenn getrennt"),
        Spalte("satz_vorjahr", "Satz\nVorjahr", 10, einheiten.EUR_JE, _SATZ, weg="für die Brücke"),
    )


def _gerechnet(aus_vertrag: bool) -> tuple[Spalte, ...]:
    # N: ein Text macht seine Zeile falsch und soll hier nicht rechnen
    eigen = 'IF({verhaeltnis}="","",1/N({verhaeltnis}))'
    je_person = f'IF({{verhaeltnis}}<>"",1/N({{verhaeltnis}}),{_VERTRAG})' if aus_vertrag else eigen
    vk = f'IF(OR({_BEGONNEN},{{je_person}}=""),"",N({{personen}})*{{je_person}}+{{pruefwert}})'
    # SUMME überginge einen Text unter den Eingaben
    anzahl = 'IF({personen}="","",N({personen})+{pruefwert})'
    einer = f'IF({_BEGONNEN},"",{je_person})'
    rest = 'IF(AND({gp}="",{ib}=""),"",IF({satz}="","",N({satz})-N({gp})-N({ib})+{pruefwert}))'
    return (
        Spalte("mp", "davon MP\nEUR", 10, einheiten.EUR_JE, formel=rest, weg="Rest"),
        Spalte("je_person", "VK je\nPerson", 10, einheiten.VZAE, formel=einer, weg="1 ÷ Schlüssel"),
        Spalte("vk", "VK", 10, einheiten.VZAE, formel=vk, weg="Personen × VK je Person"),
        *entgeltspalten(_BEGONNEN),
        Spalte("anzahl", "Anzahl", 10, einheiten.PERSONEN, formel=anzahl, verborgen=True),
        *((_abweichung(),) if aus_vertrag else ()),
    )


def _abweichung() -> Spalte:
    """Was ein eigener Schlüssel gegen den des Vertrags an Stellen ausmacht; 0, wo der Vertrag keinen hat."""
    mehr = f"N({{personen}})*(1/N({{verhaeltnis}})-{_VERTRAG})"
    formel = f'IF(OR({_BEGONNEN},{{verhaeltnis}}=""),0,IFERROR(IF(ABS({mehr})<0.0005,0,{mehr}),0))'
    return Spalte("abweichung", "Abweichung", 10, einheiten.VZAE, formel=formel, verborgen=True, luecke=True)


def abweichung(t: Tabelle) -> tuple[Abweichung, ...]:
    """Die Zeile »eigene Schlüssel« des Blatts Abweichungen, wo der Vertrag Schlüssel nennt."""
    if "abweichung" not in {s.schluessel for s in t.spalten}:
        return ()
    b = t.bereich("abweichung")
    zeilen = f"SUMPRODUCT(--({b}<>0))"
    return (
        Abweichung(
            "schluessel",
            "Eigene Schlüssel, Zeilen des Blatts Gruppen",
            '"je Gruppe"',
            f'IF({zeilen}=0,"",{zeilen})',
            f"{zeilen}>0",
            "TRUE",
            {"eigene_schluessel": f"SUM({b})"},
            "Zeilen",
            "0",
            '"Spalte »bestätigt, weil« der Zeilen"',
        ),
    )


def ergebniszeilen(t: Tabelle) -> tuple[Zeile, ...]:
    """Personen, VK, Schlüssel, Tage, Entgelt."""
    stunden, blatt = zellen.STUNDEN, "Blatt Gruppen"
    je_vk = (
        'IF(OR(ergebnis_vk="",ergebnis_personen=""),"",IF(ergebnis_vk=0,"",ergebnis_personen/ergebnis_vk))'
    )
    std = 'IF(OR(ergebnis_vk="",parameter_njaz=""),"",ergebnis_vk*parameter_njaz)'
    satz = f'SUMPRODUCT(({t.bereich("personen")}<>"")*({t.bereich("satz")}=""))=0'
    entgelt = f'IF({satz},{t.gesamt("entgelt")},"")'
    schluessel, offen = "Personen je Stelle (1 : x)", "Summe; leer, solange ein Satz fehlt"
    tage = t.gesamt("tage")
    reihen: tuple[tuple[str, str, str, str, str, str], ...] = (
        ("personen", "Personen", t.gesamt("anzahl"), "Personen", "Summe", blatt),
        ("personen_je_vk", schluessel, je_vk, "1 : x", "Personen ÷ Stellen", ""),
        ("stunden_jahr", "Stunden der Stellen, netto", std, "Std./Jahr", "Stellen × NJAZ", ""),
        ("berechnungstage", "Berechnungstage", tage, "Tage/Jahr", "Summe", blatt),
        ("entgelt", "Entgelt im Jahr", entgelt, "EUR/Jahr", offen, blatt),
        ("vk", "Stellen", t.gesamt("vk"), "VK", "Summe", blatt),
    )
    return tuple(
        Zeile(name, text, formel, einheit, stunden, weg, grundlage, name == "vk")
        for name, text, formel, einheit, weg, grundlage in reihen
    )
