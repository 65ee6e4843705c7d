"""Blatt »Verhandlung«: die vier Stände auf einer Seite, je Zeile in Euro und je Stunde oder Tag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import diagramme, eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.einheiten import Einheit
from workbooks.bausteine.grund.felder import Feld, eingaben, kopf
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.entgelt import staende
from workbooks.vorlagen.sonder.entgelt.kosten import Kostenblatt
from workbooks.vorlagen.sonder.entgelt.saetze import AUSLASTUNG, TAGE_JAHR, wenn
from workbooks.vorlagen.sonder.entgelt.zufluss import Zufluss

BLATT = "Verhandlung"
_WORTE = {
    "vorjahr": "letzte\nVereinbarung",
    "antrag": "Antrag",
    "gegenangebot": "Gegen-\nangebot",
    "einigung": "Einigung",
}
_SPALTE = dict(zip(_WORTE, "BCDE", strict=True))
_JE = dict(zip(_WORTE, "GHIJ", strict=True))
_KOPF, _ZEILEN = 7, 23
_STUNDE, _TAG = "Stunde", "Tag"
_WEIT = "über das Doppelte oder unter der Hälfte des Antrags"


class _Menge(NamedTuple):
    """Eine Größe, über die verhandelt wird: Eingabe je Stand; leer gilt die des Antrags."""

    wort: str
    name: str
    antrag: str
    einheit: Einheit
    grenze: Grenze


def verhandlung(bau: Bau, zufluss: Zufluss, tabellen: Kostenblatt) -> None:
    """Namen: `eingabe_stand_STAND_MENGE`, `verhandlung_WAS_STAND` (personal, betreuung, vzae, kosten, offen, fls, tag …)."""
    breiten = (34, 14, 14, 14, 14, 14, 11, 11, 11, 11, 26)
    blatt = bau.blatt(BLATT, bau.titel("Verhandlung"), breiten, 4)
    satz = (
        "Ohne eigene Angabe gilt in einem Stand, was im Antrag steht. Beträge und Prozentsätze: Blatt Kosten."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zellen.text(blatt["A4"], '=hinweis_tarif&""', fett=True, umbruch=False)
    blatt.page_setup.fitToHeight = 1
    stunde = "" if zufluss.berechnungstage else _STUNDE
    je = Feld("Kosten der Zeilen je", "verhandlung_je", zellen.TEXT, eingabe.auswahl(_STUNDE, _TAG), stunde or _TAG, "Stunde oder Tag", False)  # fmt: skip
    eingaben(bau, blatt, 5, (je,))
    kopf(blatt, _KOPF, ("Verhandelt wird", *_WORTE.values()))
    mengen = tuple(_mengen(zufluss))
    z = _KOPF + 1
    for menge in mengen:
        _menge(bau, blatt, z, menge)
        z += 1
    for wort, name, einheit, formel in _gerechnet(tabellen, {m.name for m in mengen}):
        _zeile(bau, blatt, z, wort, name, einheit, {s: formel(s) for s in _WORTE})
        z += 1
    if z > _ZEILEN - 2:
        raise ValueError(f"{BLATT}: Zeile {z} gehört schon zu den Kostenzeilen.")
    erste, letzte = _zeilen(blatt, tabellen)
    preis = next(n for n in range(_KOPF, z) if str(blatt[f"A{n}"].value).startswith(("Fachleistung", "Satz")))
    begonnen = "+".join(_begonnen(tabellen, s) for s in staende.STAENDE)
    bau.nur_wenn(blatt, f"{begonnen}>0")
    diagramme.reihen(blatt, _KOPF, [preis], "B:E", f"G{_KOPF}", "GHIJK", "#,##0.00")
    bau.gedruckt[BLATT] = Druck("K", letzte_belegte(_ZEILEN, bezug(blatt, f"A{erste}:A{letzte}")))


def _mengen(zufluss: Zufluss) -> Iterator[_Menge]:
    auslastung = eingabe.zahl(0.3, 1, "Auslastung von 30 % bis 100 %.")
    stunden = eingabe.zahl(1, 2300, "Stunden je VZÄ und Jahr, über 0.")
    yield _Menge(
        "Leistungsstunden je VZÄ", "leistungsstunden", zufluss.name("stunden"), einheiten.STD_JAHR, stunden
    )
    yield _Menge("Auslastung der Stunden", "auslastung_stunden", AUSLASTUNG, einheiten.PROZENT, auslastung)
    if zufluss.berechnungstage:
        tage = eingabe.zahl(1, 1e6, "Berechnungstage im Jahr, über 0.")
        yield _Menge("Berechnungstage", "berechnungstage", zufluss.berechnungstage, einheiten.TAGE_JAHR, tage)
        return
    plaetze = eingabe.zahl(1, 2000, "Plätze, 1 bis 2.000.")
    yield _Menge("Plätze", "plaetze", zufluss.name("plaetze"), einheiten.PLAETZE, plaetze)
    yield _Menge("Auslastung der Belegung", "auslastung_belegung", zufluss.name("belegung"), einheiten.PROZENT, auslastung)  # fmt: skip


def _menge(bau: Bau, blatt: Worksheet, z: int, m: _Menge) -> None:
    zellen.text(blatt[f"A{z}"], m.wort)
    for stand, spalte in _SPALTE.items():
        ort = f"{spalte}{z}"
        if stand == "antrag":
            zellen.formelzelle(blatt[ort], f'=IF({m.antrag}="","",{m.antrag})', m.einheit.format)
            bau.name(f"verhandlung_{m.name}_antrag", blatt, ort)
            continue
        zellen.eingabezelle(blatt[ort], None, m.einheit.format)
        m.grenze.anwenden(blatt, ort)
        bau.name(f"eingabe_stand_{stand}_{m.name}", blatt, ort)
        if falsch := m.grenze.verletzt(bezug(blatt, ort)):
            bau.werte_falsch.append(falsch)
    # ein Stand ist nie mehr als doppelt oder weniger als halb so groß wie der Antrag: Stunden eines Monats, Plätze eines Hauses
    antrag, staende_ = f"$C{z}", [f"${_SPALTE[s]}{z}" for s in _SPALTE if s != "antrag"]
    weit = ",".join(
        f"AND(ISNUMBER({o}),ISNUMBER({antrag}),OR({o}>2*N({antrag}),2*N({o})<{antrag}))" for o in staende_
    )
    zellen.text(blatt[f"F{z}"], f'=IF(IFERROR(OR({weit}),FALSE),"{_WEIT}","")', grau=True, umbruch=False)
    zellen.rot_wenn(blatt, f"F{z}", f'$F{z}<>""')
    bau.name(f"zeilenhinweis_stand_{m.name}", blatt, f"F{z}")
    bau.werte_falsch.append(f'{bezug(blatt, f"F{z}")}<>""')


def _gilt(name: str, stand: str) -> str:
    """Formel: die Menge eines Stands; leer eingetragen die des Antrags."""
    antrag = f"verhandlung_{name}_antrag"
    if stand == "antrag":
        return antrag
    eigene = f"eingabe_stand_{stand}_{name}"
    return f'IF({eigene}="",{antrag},IF(zeilenhinweis_stand_{name}="",{eigene},NA()))'


def _zeile(
    bau: Bau, blatt: Worksheet, z: int, wort: str, name: str, einheit: Einheit, formeln: dict[str, str]
) -> None:
    fett = name in ("kosten", "fls", "tag")
    zellen.text(blatt[f"A{z}"], wort, fett=fett)
    for stand, spalte in _SPALTE.items():
        zellen.formelzelle(blatt[f"{spalte}{z}"], f"={formeln[stand]}", einheit.format, fett=fett)
        bau.name(f"verhandlung_{name}_{stand}", blatt, f"{spalte}{z}")


def _gerechnet(k: Kostenblatt, mengen: set[str]) -> Iterator[tuple[str, str, Einheit, Callable[[str], str]]]:
    """(Wort, Name, Einheit, Formel je Stand)."""

    def aus(antrag: str, sonst: Callable[[str], str]) -> Callable[[str], str]:
        return lambda s: f'IF({antrag}="","",{antrag})' if s == "antrag" else sonst(s)

    def stunden(s: str) -> str:
        teile = (_gilt("leistungsstunden", s), f"verhandlung_vzae_{s}", _gilt("auslastung_stunden", s))
        return wenn(teile, "*".join(teile))

    def tage(s: str) -> str:
        if "berechnungstage" in mengen:
            return f'IF({_gilt("berechnungstage", s)}="","",{_gilt("berechnungstage", s)})'
        teile = (_gilt("plaetze", s), _gilt("auslastung_belegung", s))
        return wenn(teile, "*".join((*teile, TAGE_JAHR)))

    def satz(einheit: str) -> Callable[[str], str]:
        return lambda s: wenn((f"verhandlung_kosten_{s}", f"verhandlung_{einheit}_{s}"), f'IF(verhandlung_{einheit}_{s}=0,"",verhandlung_kosten_{s}/verhandlung_{einheit}_{s})')  # fmt: skip

    eur, je = einheiten.EUR, einheiten.EUR_JE
    yield "Personalkosten EUR", "personal", eur, aus("ergebnis_personalkosten", lambda s: staende.personalsumme(k.personal, s))  # fmt: skip
    yield "davon Betreuung EUR", "betreuung", eur, aus("kosten_personal_betreuung", lambda s: staende.betreuungssumme(k.personal, s))  # fmt: skip
    yield "VZÄ der Betreuung", "vzae", einheiten.VZAE_ZWEI, aus("stellen_vzae_alle", lambda s: staende.vzae(k.personal, s))  # fmt: skip
    yield (
        "Kostenzeilen ohne Angabe",
        "offen",
        einheiten.ANZAHL,
        lambda s: '""' if s == "antrag" else _offen(k, s),
    )
    yield "Kosten zusammen EUR", "kosten", eur, aus("ergebnis_kosten", lambda s: _kosten(k, s))
    yield "Stunden, die erlöst werden", "stunden", einheiten.STD_JAHR, stunden
    yield "Tage, die erlöst werden", "tage", einheiten.TAGE_JAHR, tage
    yield "Fachleistungsstunde EUR", "fls", je, satz("stunden")
    yield "Satz je Tag EUR", "tag", je, satz("tage")


def _begonnen(k: Kostenblatt, stand: str) -> str:
    paare = ((k.personal, "vzae"), (k.zeilen, "prozent"))
    return "+".join(f"COUNTA({t.block(f'{stand}_betrag', f'{stand}_{zweite}')})" for t, zweite in paare)


def _offen(k: Kostenblatt, stand: str) -> str:
    position, euro = k.zeilen.bereich("position"), k.zeilen.bereich(f"euro_{stand}")
    zahl = f'SUMPRODUCT(({position}<>"")*1,({euro}="")*1)'
    return f'IF({_begonnen(k, stand)}=0,"",{zahl})'


def _kosten(k: Kostenblatt, stand: str) -> str:
    teil = k.zeilen.summe(f"euro_{stand}")
    offen, personal = f"verhandlung_offen_{stand}", f"verhandlung_personal_{stand}"
    return f'IF(OR({offen}="",{personal}=""),"",IF({offen}>0,"",{personal}+{teil}))'


def _zeilen(blatt: Worksheet, k: Kostenblatt) -> tuple[int, int]:
    """Je Art des Personals und je Kostenzeile: EUR, Differenz, EUR je Einheit, Begründung; gibt erste und letzte Zeile."""
    je = [f"{w}\nje Einheit" for w in ("letzte V.", "Antrag", "Gegenang.", "Einigung")]
    kopf(blatt, _ZEILEN, ("Kosten EUR", *_WORTE.values(), "Einigung −\nAntrag", *je, "Begründung"), 42)
    quellen = [(k.personal, n, "art", "{s}_betrag") for n in range(1, len(staende.PERSONAL) + 1)]
    quellen += [(k.zeilen, n, "position", "euro_{s}") for n in range(1, k.zeilen.letzte - k.zeilen.erste + 2)]
    for z, (t, n, wort, betrag) in enumerate(quellen, _ZEILEN + 1):
        _eine(blatt, z, _Quelle(t, n, wort, betrag))
    erste, letzte = _ZEILEN + 1, _ZEILEN + len(quellen)
    zellen.einblenden(blatt, f"A{erste}:K{letzte}", f'$A{erste}<>""')
    return erste, letzte


class _Quelle(NamedTuple):
    """Zeile n einer Tabelle des Blatts Kosten; `betrag`: Spalte eines Stands {s}."""

    tabelle: Tabelle
    n: int
    wort: str
    betrag: str

    def zelle(self, spalte: str) -> str:
        """Formel: Inhalt der Spalte, leer wenn sie durch gelöschte Zeilen kürzer ist."""
        bereich = self.tabelle.bereich(spalte)
        return f'IF({self.n}>ROWS({bereich}),"",INDEX({bereich},{self.n}))'


def _eine(blatt: Worksheet, z: int, q: _Quelle) -> None:
    antrag = q.zelle("euro")
    zellen.stumm(blatt[f"A{z}"], f'={q.zelle(q.wort)}&""', zellen.TEXT, rechts=False)
    for stand, spalte in _SPALTE.items():
        inhalt = antrag if stand == "antrag" else q.zelle(q.betrag.format(s=stand))
        zellen.stumm(
            blatt[f"{spalte}{z}"], f'=IF(OR($A{z}="",{inhalt}=""),"",{inhalt})', einheiten.EUR.format
        )
        einheit = f'IF(eingabe_verhandlung_je="{_TAG}",verhandlung_tage_{stand},verhandlung_stunden_{stand})'
        je = f'IF(OR({spalte}{z}="",N({einheit})=0),"",{spalte}{z}/{einheit})'
        zellen.stumm(blatt[f"{_JE[stand]}{z}"], f"={je}", einheiten.EUR_JE.format)
    zellen.stumm(blatt[f"F{z}"], f'=IF(OR(C{z}="",E{z}=""),"",E{z}-C{z})', einheiten.EUR.format)
    zellen.stumm(blatt[f"K{z}"], f'={q.zelle("begruendung")}&""', zellen.TEXT, rechts=False)
