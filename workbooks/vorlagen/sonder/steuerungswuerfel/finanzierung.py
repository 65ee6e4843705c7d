"""Blätter »Finanzierung« und »Zuwendung je Leistungserbringer«: eine Förderung über Monate, Jahre, Hilfen und Empfänger."""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.traegerliste import EURO, WORT

BLATT, BLATT_JE = "Finanzierung", "Zuwendung je Leistungserbringer"
_JAHRE = 6
_SATZ, _VON, _MONATE = "eingabe_foerderung_satz", "eingabe_foerderung_von", "eingabe_foerderung_monate"
_GLEICH = 'eingabe_zuwendung_gleich="ja"'
_KOPF = 14
_POSTEN = _KOPF + _JAHRE + 4


def finanzierung(bau: Bau) -> None:
    """Namen: `foerderung_gesamt`, `foerderung_jahre` (Jahr, EUR), `foerderung_egh`, `foerderung_hzp`, `eingabe_traeger`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (50, 20, 20, 60), 3)
    satz = "Eine Förderung mit festem Satz im Jahr; ein angebrochenes Jahr hat so viele Zwölftel wie Monate (gleicher Satz angenommen)."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, _felder())
    fehlt = ",".join(f'{x}=""' for x in (_SATZ, _MONATE))
    anteil = "eingabe_foerderung_egh"
    werte = [
        Wert(
            "Förderung zusammen",
            "foerderung_gesamt",
            f'IF(OR({fehlt}),"",{_SATZ}*{_MONATE}/12)',
            einheiten.EUR_ZEICHEN,
            "Satz × Monate ÷ 12",
            True,
        )
    ]
    for hilfe, teil in (("egh", anteil), ("hzp", f"(1-{anteil})")):
        werte.append(
            Wert(
                f"davon {hilfe.upper().replace('HZP', 'HzP')}",
                f"foerderung_{hilfe}",
                f'IF(OR(foerderung_gesamt="",{anteil}=""),"",foerderung_gesamt*{teil})',
                einheiten.EUR_ZEICHEN,
            )
        )
    ergebnisse(bau, blatt, z, werte)
    _jahre(bau, blatt)
    _posten(bau, blatt)
    _je_empfaenger(bau)


def _felder() -> tuple[Feld, ...]:
    teur = Regel("in TEUR getippt?", "AND(N({wert})>0,N({wert})<5000)", in_worten("{wert}", "EUR"))
    monate = eingabe.zahl(1, 12 * (_JAHRE - 1), "Monate, 1 bis 60.")
    kurz = Regel("in Jahren getippt?", "AND(N({wert})>0,N({wert})<6)", in_worten("{wert}", "Monate"))
    wenig = Regel(
        "unter 2 %: als Teil von hundert getippt?",
        "AND(N({wert})>0,N({wert})<0.02)",
        in_worten("100*N({wert})", "%"),
    )
    return (
        Feld("Satz im Jahr", "foerderung_satz", zellen.EURO, EURO, 700000, "zwölf Monate", False, teur),
        Feld("ab", "foerderung_von", zellen.DATUM, eingabe.TAG, date(2012, 7, 1), "ein Monatserster", False),
        Feld("Monate", "foerderung_monate", "0", monate, 24, "", False, kurz),
        Feld("Anteil EGH", "foerderung_egh", zellen.PROZENT, eingabe.ANTEIL, None, "Rest: HzP", False, wenig),
    )


def _jahre(bau: Bau, blatt: Worksheet) -> None:
    """Was davon in welches Kalenderjahr fällt."""
    kopf(blatt, _KOPF, ("Kalenderjahr", "Monate", "EUR"))
    erste = _KOPF + 1
    for k, z in enumerate(range(erste, erste + _JAHRE)):
        davor = f"(MONTH({_VON})-1)"
        bis, ab = f"MIN({_MONATE},{12 * (k + 1)}-{davor})", f"MAX(0,{12 * k}-{davor})"
        fehlt = f'OR({_VON}="",{_MONATE}="",{_SATZ}="")'
        zellen.stumm(blatt[f"B{z}"], f'=IF({fehlt},"",IF({bis}-{ab}<=0,"",{bis}-{ab}))', "0")
        zellen.stumm(blatt[f"A{z}"], f'=IF($B{z}="","",YEAR({_VON})+{k})', "0", rechts=False)
        zellen.stumm(blatt[f"C{z}"], f'=IF($B{z}="","",{_SATZ}*$B{z}/12)', zellen.BETRAG)
    letzte = erste + _JAHRE - 1
    zellen.einblenden(blatt, f"A{erste}:C{letzte}", f'$A{erste}<>""')
    bau.name("foerderung_jahre", blatt, f"A{erste}:C{letzte}")
    betraege = bezug(blatt, f"C{erste}:C{letzte}")
    bau.pruefung(
        "foerderung",
        "Finanzierung: die Kalenderjahre ergeben die Förderung; sie beginnt an einem Monatsersten",
        f'IF(OR({_VON}="",foerderung_gesamt=""),TRUE,AND(DAY({_VON})=1,ABS(SUM({betraege})-foerderung_gesamt)<0.005))',
        "Beginn auf einen Monatsersten setzen.",
        nativ=True,
    )


def _posten(bau: Bau, blatt: Worksheet) -> None:
    """Wofür: Stellen, Fortbildung, Koordinierungsstelle."""
    stellen = eingabe.zahl(0, 1e4, "Stellen (VZÄ), ab 0.")
    spalten = (
        Spalte("posten", "wofür", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("stellen", "Stellen\nVZÄ", 0, einheiten.VZAE_ZWEI, stellen),
        Spalte("betrag", "EUR", 0, einheiten.EUR, EURO, pflicht=True),
    )
    klein = "AND(N({betrag})>0,N(foerderung_gesamt)>0,N({betrag})<0.002*N(foerderung_gesamt))"
    regeln = (
        doppelt("Posten steht zweimal da", bestaetigen=False),
        summenwort("posten"),
        Regel("in TEUR getippt?", klein, in_worten("{betrag}", "EUR")),
    )
    woran = kennung(als_text("{posten}"), wenn=belegt("{posten}"))
    platz = Platz("foerderposten", _POSTEN, erste=_POSTEN + 2, darunter=20)
    t = liste(bau, blatt, platz, spalten, 12, bau.inhalt("posten"), regeln, woran)
    zellen.formelzelle(blatt[f"A{_POSTEN + 1}"], "zusammen", rechts=False, fett=True)
    zellen.formelzelle(blatt[f"B{_POSTEN + 1}"], None)
    summe = f"SUM({t.bereich('betrag')})+SUM({t.bereich('pruefwert')})"
    zellen.formelzelle(blatt[f"C{_POSTEN + 1}"], "=" + t.wenn_vollstaendig(summe), zellen.BETRAG, fett=True)
    bau.name("foerderung_posten", blatt, f"C{_POSTEN + 1}")
    bau.pruefung(
        "posten",
        "Finanzierung: die Posten sind zusammen nicht mehr als die Förderung",
        'IF(OR(foerderung_posten="",foerderung_gesamt=""),TRUE,foerderung_posten<=foerderung_gesamt+0.005)',
        "Posten auf dem Blatt Finanzierung berichtigen.",
    )
    bau.gedruckt[BLATT] = Druck("D", letzte_belegte(_POSTEN, t.bereich("posten")))


def _je_empfaenger(bau: Bau) -> None:
    """Der Satz eines Jahres, nach eigenen Anteilen; gleich nur, wenn es so gewählt ist."""
    blatt = bau.blatt(BLATT_JE, bau.titel(BLATT_JE), (), 9)
    satz = "Der Satz eines Jahres nach eigenen Anteilen (zusammen 100 %); zu gleichen Teilen nur, wenn es so gewählt ist."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{traeger}"), wenn=belegt("{traeger}"))
    t = tabelle(bau, blatt, 8, _spalten_je(), bau.umfang.anbieter, bau.inhalt("traeger"), _regeln_je(), woran)
    bau.name("eingabe_traeger", blatt, t.ort("traeger"))
    bau.name("zuwendung_betraege", blatt, t.ort("betrag"))
    feld = Feld(
        "zu gleichen Teilen",
        "zuwendung_gleich",
        zellen.TEXT,
        eingabe.auswahl("ja", "nein"),
        None,
        "leer: nein, eigene Anteile",
        False,
    )
    z = eingaben(bau, blatt, 5, (feld,))
    ergebnisse(
        bau, blatt, z, (Wert("zusammen", "zuwendung_summe", t.gesamt("betrag"), einheiten.EUR_ZEICHEN),)
    )
    summe = f"SUM({t.bereich('anteil')})"
    bau.pruefung(
        "anteile",
        "Zuwendung: die eigenen Anteile sind zusammen 100 %",
        f"OR({_GLEICH},COUNT({t.bereich('anteil')})=0,ABS({summe}-1)<0.000001)",
        "Anteile auf dem Blatt Zuwendung je Leistungserbringer berichtigen.",
        nativ=True,
    )


def _spalten_je() -> tuple[Spalte, ...]:
    teil = f"IF({_GLEICH},1/COUNTA(eingabe_traeger),{{anteil}})"
    fehlt = f'OR({{traeger}}="",{_SATZ}="",AND({{anteil}}="",NOT({_GLEICH})))'
    betrag = f'IF({fehlt},"",{_SATZ}*{teil}+{{pruefwert}})'
    return (
        Spalte("traeger", WORT, 46, grenze=eingabe.TEXT, weg="Name", pflicht=True),
        Spalte(
            *("anteil", "Anteil", 16, einheiten.PROZENT, eingabe.ANTEIL),
            weg="eigener",
            pflicht=True,
            fehlt=f'AND({{anteil}}="",NOT({_GLEICH}))',
        ),
        Spalte("betrag", "EUR im Jahr", 20, einheiten.EUR, formel=betrag, weg="Satz × Anteil", luecke=True),
    )


def _regeln_je() -> tuple[Regel, ...]:
    return (
        doppelt(f"{WORT} doppelt", bestaetigen=False),
        summenwort("traeger"),
        Regel("Anteil neben »zu gleichen Teilen«", f'AND({{anteil}}<>"",{_GLEICH})'),
    )
