"""Blatt »Sozialräume«: die Leistungserbringer je Sozialraum zusammen, mit dem Anteil externer Kostenträger."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, nur_zahl, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_SOZIALRAEUME

_ZEILEN = 10
_SAETZE = (
    "Leistungserbringer eines Sozialraums, jeder mit eigenem Budgetvertrag. Ein Budget für alle Leistungsberechtigten eines",
    "Sozialraums ist ein anderer Budgettyp: er ist nicht im Projekt, seine Rechtssicherheit ist umstritten.",
)
_BREITEN = (40, 12, 20, 20, 20, 14, 3)


def sozialraum(bau: Bau) -> None:
    """Namen der Sozialräume (Eingaben) und je Sozialraum Summen über die Leistungserbringer des Blatts Budgettyp."""
    blatt = bau.blatt("Sozialräume", bau.titel("Sozialräume"), _BREITEN, 4)
    for zeile, satz in enumerate(_SAETZE, 3):
        zellen.text(blatt[f"A{zeile}"], satz, grau=True, umbruch=False)
    regeln = (
        doppelt("Sozialraum doppelt", bestaetigen=False),
        summenwort("raum"),
        nur_zahl("raum"),
        Regel("kein Leistungserbringer in diesem Sozialraum", "N({traeger})=0", '"ohne Leistungserbringer"'),
    )
    woran = kennung(als_text("{raum}"), wenn=belegt("{raum}"))
    platz = Platz("sozialraeume", 6, anhang=8)
    t = liste(bau, blatt, platz, _spalten(), _ZEILEN, bau.inhalt("sozialraeume"), regeln, woran)
    bau.name(LISTE_SOZIALRAEUME, blatt, t.ort("raum"))
    bau.name("sozialraum_budget", blatt, t.ort("traeger", "quote"))
    bau.gedruckt[blatt.title] = Druck("F")


def _spalten() -> tuple[Spalte, ...]:
    im_raum = "(eingabe_sozialraum={raum})*1"

    def summe(was: str) -> str:
        return f'IF(OR({{raum}}="",ergebnis_jahresbudget=""),"",SUMPRODUCT({im_raum},traeger_{was}))'

    alle = "SUM({jahresbudget}:{ausserhalb})"
    quote = f'IF({{jahresbudget}}="","",IF({alle}=0,"",EGH_QUOTE({{extern}},{alle})))'
    return (
        Spalte("raum", "Sozialraum", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte(
            "traeger",
            "Leistungserbringer",
            0,
            einheiten.NUMMER,
            formel=f'IF({{raum}}="","",SUMPRODUCT({im_raum}))',
        ),
        Spalte("jahresbudget", "Jahresbudget\nEUR", 0, einheiten.EUR, formel=summe("jahresbudget")),
        Spalte("extern", "extern\nEUR", 0, einheiten.EUR, formel=summe("extern")),
        Spalte("ausserhalb", "außerhalb\nEUR", 0, einheiten.EUR, formel=summe("ausserhalb")),
        Spalte("quote", "Anteil\nextern", 0, einheiten.PROZENT, formel=quote),
    )
