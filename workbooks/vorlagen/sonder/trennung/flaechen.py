"""Blatt »Flächen«: welcher Anteil des Hauses zum Wohnen gehört."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt

BLATT = "Flächen"
NUTZUNGEN = ("Wohnen", "Fachleistung", "gemischt")
_QM = einheiten.Einheit("m²", zellen.BETRAG)
_KOPF = 14
_UEBLICH = UEBLICH["flaeche_wohnen_platz"]
_QM_PLATZ = "N({wert})/N(eingabe_plaetze)"
_JE_PLATZ = Regel(
    f"{_UEBLICH.text()} je Platz",
    f"AND(N(eingabe_plaetze)>0,N({{wert}})>0,OR({_QM_PLATZ}<{_UEBLICH.von:g},{_QM_PLATZ}>{_UEBLICH.bis:g}))",
    in_worten(_QM_PLATZ, "m²"),
)


def flaechen(bau: Bau) -> None:
    """Namen: `flaeche_wohnen`, `flaeche_fachleistung`, `flaeche_gemischt`, `eingabe_anteil_misch`, `ergebnis_anteil_wohnen`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (44, 16, 60, 3, 3, 30), 3)
    satz = "Wohnen: Zimmer, Bad, Küche der Bewohner. Fachleistung: Dienst- und Therapieräume. Gemischt: was beidem dient."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    t = _liste(bau)
    z = ergebnisse(bau, blatt, 5, tuple(_summe(t, nutzung) for nutzung in NUTZUNGEN))
    misch = eingabe.zahl(0, 1, "Anteil von 0 % bis 100 %.")
    frei = Feld(
        "Anteil Wohnen an gemischten Flächen", "anteil_misch", zellen.PROZENT, misch, None,
        "leer: wie die anderen Flächen", False,
        Regel("Anteil als Zahl in einer Prozentzelle?", "AND(N({wert})>0,N({wert})<0.02)", in_worten("100*{wert}", "%")),
    )  # fmt: skip
    z = eingaben(bau, blatt, z, (frei,))
    ergebnisse(bau, blatt, z, (_anteil(t),))
    zellen.ueberschrift(blatt[f"A{_KOPF - 2}"], "Räume")
    bau.gedruckt[BLATT] = Druck("C")


def _summe(t: Tabelle, nutzung: str) -> Wert:
    wo = f'{t.bereich("nutzung")}="{nutzung}"'
    formel = t.wenn_vollstaendig(t.summe("zaehlt", wo=wo))
    frage = _JE_PLATZ if nutzung == NUTZUNGEN[0] else None
    return Wert(
        f"Fläche: {nutzung}", f"flaeche_{nutzung.lower()}", formel, _QM, "Summe der Räume", frage=frage
    )


def _anteil(t: Tabelle) -> Wert:
    """Der freie Wert nur, wenn er da ist: leer und 0 sind nicht dasselbe."""
    namen = ",".join(f"flaeche_{n.lower()}" for n in NUTZUNGEN)
    mit = f"EGH_FLAECHENANTEIL({namen},eingabe_anteil_misch)"
    formel = t.wenn_vollstaendig(f'IF(eingabe_anteil_misch="",EGH_FLAECHENANTEIL({namen}),{mit})')
    weg = "(Wohnen + Anteil × gemischt) ÷ alle Flächen"
    return Wert(
        "Anteil des Wohnens an allen Flächen", "ergebnis_anteil_wohnen", formel, einheiten.PROZENT, weg, True
    )


def _liste(bau: Bau) -> Tabelle:
    blatt = bau.mappe[BLATT]
    qm = eingabe.zahl(0.01, 100_000, "Quadratmeter, über 0.")
    spalten = (
        Spalte("raum", "Raum oder Bereich", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("qm", "Fläche\nm²", 0, _QM, qm, pflicht=True),
        Spalte("nutzung", "Nutzung", 0, grenze=eingabe.auswahl(*NUTZUNGEN), pflicht=True),
        Spalte("zaehlt", "zählt", 1, _QM, formel='IF({qm}="","",N({qm})+{pruefwert})', verborgen=True),
    )
    regeln = (
        doppelt("Raum steht zweimal da", bestaetigen=True),
        summenwort("raum"),
        neben_den_anderen("qm", 100, "m²"),
        Regel("ganzes Haus in einer Zeile?", "N({qm})>2000", in_worten("{qm}", "m²")),
    )
    woran = kennung(als_text("{raum}"), als_text("{nutzung}"), wenn=belegt("{raum}"))
    platz = Platz("flaechen", _KOPF, anhang=7)
    return liste(bau, blatt, platz, spalten, bau.umfang.weitere, bau.inhalt("flaechen"), regeln, woran)
