"""Blätter »intern_Gegenprobe« und »Gegenprobe«: Erlös mit dem alten und dem neuen Preis, je Angebot; wer gewinnt, wer verliert."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte, intern
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, als_tag, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.entgelt.grundlagen import TAGE
from workbooks.vorlagen.sonder.entgelt.saetze import je_nach
from workbooks.vorlagen.sonder.entgelt.zufluss import Zufluss

BLATT = "Gegenprobe"
_GRUPPE = "Gruppe"
_SAETZE = {
    "Fachleistungsstunde": "fls",
    "Stunde qualifiziert": "qa",
    "Stunde unterstützend": "ua",
    "Tag": "tag",
    "Monat": "monat",
    "Dienste und Module": "modul",
}
_KOPF, _ANGEBOTE = 5, 20
_AB = "eingabe_neuer_satz_ab"


def gegenprobe(bau: Bau, zufluss: Zufluss) -> None:
    """Namen: `gegenprobe_bisher`, `_neu`, `_mehr`, `_deckung`, `_tage`, `_entgangen`, `_zeitraum`; `gegenprobe_angebote`."""
    t = _personen(bau)
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (40, 14, 16, 16, 16, 12, 16, 12, 16), 3)
    satz = "Erlöse eines Jahres mit dem alten Preis und mit den vereinbarten Sätzen."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zellen.text(blatt["A4"], '=hinweis_tarif&""', fett=True, umbruch=False)
    z = ergebnisse(bau, blatt, 5, tuple(_ergebnisse(t)))
    zellen.ueberschrift(
        blatt[f"A{z + 1}"], "Dauert die Verhandlung länger, gilt der alte Preis weiter (§ 127 Abs. 4 SGB IX)"
    )
    spaet = Regel("außerhalb des Zeitraums", f'AND({{wert}}<>"",OR(N({{wert}})<N({zufluss.name("von")}),N({{wert}})>N({zufluss.name("bis")})+1))', als_tag("{wert}"))  # fmt: skip
    ab = Feld("neuer Preis gilt ab", _AB.removeprefix("eingabe_"), zellen.DATUM, eingabe.TAG, None, "leer: von Beginn an", False, spaet)  # fmt: skip
    z = eingaben(bau, blatt, z + 2, (ab,))
    z = ergebnisse(bau, blatt, z, tuple(_spaeter(zufluss)))
    _je_angebot(bau, blatt, z + 1, t)
    bau.nur_wenn(blatt, f"NOT({t.leer})")


def _personen(bau: Bau) -> Tabelle:
    blatt = bau.blatt("intern_Gegenprobe", bau.titel("Gegenprobe je Person"), (), _KOPF + 1)
    intern(blatt)
    mit = LISTE_ANGEBOTE in bau.mappe.defined_names
    namen = [n for n in _SAETZE if f"ergebnis_preis_{_SAETZE[n]}" in bau.mappe.defined_names]
    spalten = (*_eingaben(mit, namen), *_gerechnet(namen))
    woran = kennung(*map(als_text, ("{fall}", "{satz}", "{gruppe}")), wenn=belegt("{fall}"))
    zeilen, inhalt = bau.umfang.personen, bau.inhalt("gegenprobe")
    t = tabelle(bau, blatt, _KOPF, spalten, zeilen, inhalt, tuple(_regeln()), woran)
    bau.name("gegenprobe_wo", blatt, t.ort("wo"))
    return t


def _eingaben(mit_liste: bool, namen: list[str]) -> tuple[Spalte, ...]:
    angebot = (
        angebotsspalte()
        if mit_liste
        else Spalte("angebot", "Angebot", 22, grenze=eingabe.TEXT, weg="freiwillig")
    )
    preis = eingabe.zahl(0.01, 1e5, "EUR je Einheit, über 0.")
    menge = eingabe.zahl(0, 1e5, "Stunden, Tage oder Monate im Jahr.")
    return (
        Spalte("fall", "Fall-\nnummer", 14, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        angebot,
        Spalte("alt", "Satz\nbisher", 12, einheiten.EUR_JE, preis, weg="EUR je Einheit", pflicht=True),
        Spalte("menge", "Einheiten\nim Jahr", 12, einheiten.MENGE, menge, weg="Stunden, Tage", pflicht=True),
        Spalte("satz", "neuer Satz", 22, grenze=eingabe.auswahl(*namen, _GRUPPE), weg="vom Blatt Preis", pflicht=True),
        Spalte("gruppe", "Gruppe", 14, grenze=eingabe.TEXT, weg="nur bei »Gruppe«"),
    )  # fmt: skip


def _gerechnet(namen: list[str]) -> tuple[Spalte, ...]:
    stelle = 'MATCH({gruppe}&"",preis_gruppen_namen,0)'
    neu = f'IF({{satz}}="{_GRUPPE}",IF({{gruppe}}="","",INDEX(preis_gruppen_saetze,{stelle})),"")'
    neu = je_nach("{satz}", {wort: f"ergebnis_preis_vereinbart_{_SAETZE[wort]}" for wort in namen}, neu)
    wo = 'IF({fall}="","",IF({angebot}="","ohne Angabe",{angebot}&""))'
    erste = f"{_KOPF + 2}"
    hier = f"ROWS($A${erste}:{{fall}})"
    # wie oft bis hier ein Angebot zum ersten Mal genannt ist: sechs Eingaben, vier Ergebnisse, »wo«, »erstmals«
    spalte = get_column_letter(6 + 4 + 2)
    zahl = f'IF({{erstmals}}=1,SUM(${spalte}${erste}:{{erstmals}}),"")'
    betrag = 'IF(OR({menge}="",{%s}=""),"",{menge}*{%s}+{pruefwert})'
    formeln: tuple[tuple[str, str, float, einheiten.Einheit, str, str], ...] = (
        ("neu", "Satz neu", 12, einheiten.EUR_JE, neu, "vereinbart"),
        ("bisher", "Erlös\nbisher", 14, einheiten.EUR, betrag % ("alt", "alt"), "EUR im Jahr"),
        ("erloes", "Erlös\nneu", 14, einheiten.EUR, betrag % ("neu", "neu"), "EUR im Jahr"),
        ("mehr", "mehr oder\nweniger", 14, einheiten.EUR, 'IF(OR({bisher}="",{erloes}=""),"",{erloes}-{bisher})', "EUR"),
    )  # fmt: skip
    verborgen = (
        ("wo", wo, einheiten.OHNE),
        ("erstmals", f'IF({{wo}}="","",IF(MATCH({{wo}},gegenprobe_wo,0)={hier},1,0))', einheiten.ANZAHL),
        ("zahl", zahl, einheiten.ANZAHL),
    )
    return (
        *(
            Spalte(n, k, b, e, formel=f, weg=w, luecke=True, pflicht=n == "neu")
            for n, k, b, e, f, w in formeln
        ),
        *(Spalte(n, n, 10, e, formel=f, verborgen=True, luecke=True) for n, f, e in verborgen),
    )


def _regeln() -> Iterator[Regel]:
    yield doppelt("Person steht zweimal da", bestaetigen=True)
    yield summenwort("fall")
    yield Regel(
        "eine Gruppe nur beim Satz »Gruppe«", f'AND({{satz}}<>"{_GRUPPE}",{{satz}}<>"",{{gruppe}}<>"")'
    )
    gibt_es = 'ISNUMBER(MATCH({gruppe}&"",preis_gruppen_namen,0))'
    yield Regel(
        "diese Gruppe steht nicht auf dem Blatt Preis",
        f'AND({{satz}}="{_GRUPPE}",{{gruppe}}<>"",NOT({gibt_es}))',
    )
    weit = "OR({alt}>3*{neu},3*{alt}<{neu})"
    yield Regel(
        "alter und neuer Satz weit auseinander",
        f"IF(AND(ISNUMBER({{alt}}),ISNUMBER({{neu}})),{weit},FALSE)",
        in_worten("{alt}", "EUR"),
    )
    tage = f'OR({{satz}}="Tag",{{satz}}="{_GRUPPE}",{{satz}}="Dienste und Module")'
    yield Regel(
        "Tage eines Jahres: 32 bis 366",
        f"AND({tage},N({{menge}})>0,OR(N({{menge}})<32,N({{menge}})>366))",
        in_worten("{menge}", "Tage"),
    )
    yield Regel(
        "mehr als 3.000 Stunden einer Person",
        f'AND(NOT({tage}),{{satz}}<>"Monat",N({{menge}})>3000)',
        in_worten("{menge}", "Std."),
    )
    yield Regel("mehr als 12 Monate", 'AND({satz}="Monat",N({menge})>12)', in_worten("{menge}", "Monate"))
    yield Regel("gewollt?", "AND(ISNUMBER({menge}),{menge}=0)", '"0"')


def _ergebnisse(t: Tabelle) -> Iterator[Wert]:
    eur = einheiten.EUR_ZEICHEN
    da = 'OR(gegenprobe_bisher="",gegenprobe_neu="")'
    yield Wert("Erlös mit dem alten Preis", "gegenprobe_bisher", t.gesamt("bisher"), eur, "alle Zeilen")
    yield Wert("Erlös mit dem neuen Preis", "gegenprobe_neu", t.gesamt("erloes"), eur, "alle Zeilen")
    yield Wert("mehr (+), weniger (−)", "gegenprobe_mehr", f'IF({da},"",gegenprobe_neu-gegenprobe_bisher)', eur, "0: kostenneutral", True)  # fmt: skip
    deckung = 'IF(OR(gegenprobe_neu="",ergebnis_kosten=""),"",gegenprobe_neu-ergebnis_kosten)'
    weit = Regel("weit von den Kosten: fehlen Personen?", "IF(ISNUMBER({wert}),ABS({wert})>0.3*N(ergebnis_kosten),FALSE)", in_worten("{wert}", "EUR", vorzeichen=True))  # fmt: skip
    yield Wert(
        "Erlös neu − Kosten",
        "gegenprobe_deckung",
        deckung,
        eur,
        "0: die Sätze erlösen die Kosten",
        False,
        weit,
    )


def _spaeter(zufluss: Zufluss) -> Iterator[Wert]:
    von, bis, eur = zufluss.name("von"), zufluss.name("bis"), einheiten.EUR_ZEICHEN
    alt = f'IF(OR({_AB}="",{_AB}<={von}),0,EGH_BELEGUNGSTAGE({von},{_AB}-1,{von},{bis}))'
    yield Wert(
        "Tage zum alten Preis", "gegenprobe_tage", f'IF(OR({von}="",{bis}=""),"",{alt})', einheiten.ANZAHL
    )
    ohne = f'OR(gegenprobe_mehr="",gegenprobe_tage="",N({TAGE})=0)'
    entgangen = f'IF({ohne},"",gegenprobe_mehr*gegenprobe_tage/{TAGE})'
    yield Wert(
        "was bis dahin fehlt",
        "gegenprobe_entgangen",
        entgangen,
        eur,
        "Unterschied × Tage ÷ Tage des Zeitraums",
    )
    rest = 'IF(OR(gegenprobe_neu="",gegenprobe_entgangen=""),"",gegenprobe_neu-gegenprobe_entgangen)'
    yield Wert(
        "Erlös des Zeitraums", "gegenprobe_zeitraum", rest, eur, "alter Preis bis dahin, dann der neue", True
    )


def _je_angebot(bau: Bau, blatt: Worksheet, z: int, t: Tabelle) -> None:
    """Je Angebot der Erlös und wer gewinnt oder verliert; zuletzt, was darüber keinen Platz hat."""
    worte = (
        "Zeilen",
        "Erlös bisher",
        "Erlös neu",
        "mehr,\nweniger",
        "gewinnen:\nZeilen",
        "EUR",
        "verlieren:\nZeilen",
        "EUR",
    )
    kopf(blatt, z, ("Angebot", *worte))
    erste, letzte = z + 1, z + _ANGEBOTE
    wo, mehr = t.bereich("wo"), t.bereich("mehr")
    # ein leerer Text ist größer als jede Zahl
    plus, minus = (f"({mehr}{v}0.005)*({mehr}<1E+99)" for v in (">", "<-"))
    for zeile in range(erste, letzte + 2):
        hier = f"({wo}=$A{zeile})"
        n = f"ROWS($J${erste}:$J{zeile})"  # eine leere Spalte: sonst bezöge sich A auf sich selbst
        wort = f'IF(COUNT({t.bereich("zahl")})<{n},"",INDEX({wo},MATCH({n},{t.bereich("zahl")},0)))'
        formeln = [f"SUMPRODUCT({hier}*1)", *(t.summe(s, wo=hier) for s in ("bisher", "erloes", "mehr"))]
        for bedingung in (plus, minus):
            formeln += [f"SUMPRODUCT({hier}*{bedingung})", f"SUMPRODUCT({hier}*{bedingung},{mehr})"]
        if zeile > letzte:
            wort = f'IF(COUNT({t.bereich("zahl")})>{_ANGEBOTE},"weitere Angebote","")'
            gesamt = (f'SUMPRODUCT(({wo}<>"")*1)', *(t.summe(s) for s in ("bisher", "erloes", "mehr")))
            for art in (plus, minus):
                gesamt = (*gesamt, f"SUMPRODUCT({art})", f"SUMPRODUCT({art},{mehr})")
            formeln = [f"{g}-SUM({s}{erste}:{s}{letzte})" for g, s in zip(gesamt, "BCDEFGHI", strict=True)]
        zellen.stumm(blatt[f"A{zeile}"], f"={wort}", zellen.TEXT, rechts=False)
        for spalte, formel in zip("BCDEFGHI", formeln, strict=True):
            einheit = einheiten.ANZAHL if spalte in "BFH" else einheiten.EUR
            zellen.stumm(blatt[f"{spalte}{zeile}"], f'=IF($A{zeile}="","",{formel})', einheit.format)
    zellen.einblenden(blatt, f"A{erste}:I{letzte + 1}", f'$A{erste}<>""')
    bau.name("gegenprobe_angebote", blatt, f"A{erste}:I{letzte + 1}")
    bau.gedruckt[BLATT] = Druck("I", letzte_belegte(z, bezug(blatt, f"A{erste}:A{letzte + 1}")))
