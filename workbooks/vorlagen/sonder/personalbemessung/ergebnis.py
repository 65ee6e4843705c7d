"""Blatt »Ergebnis«: individueller Bedarf und Dienste zusammen, Stellen nach Qualifikation."""

from __future__ import annotations

from workbooks.bausteine.fach.qualifikation import FACHKRAFT
from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.personalbemessung.wochenbild import hinweise, werte
from workbooks.vorlagen.sonder.personalbemessung.wochendienste import BELIEBIG

BLATT = "Ergebnis"
_INDIVIDUELL = "ergebnis_vzae_individuell"


def ergebnis(bau: Bau, dienste: Tabelle) -> None:
    """Namen: `ergebnis_stunden_anwesend`, `_anerkannt`, `_bezahlt`, `ergebnis_zuschlagsstunden`, `ergebnis_vzae…`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (52, 18, 74, 3, 3, 30), 3)
    satz = "Nichts einzutragen. Ohne Wochendienste ist der individuelle Bedarf das Ergebnis."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    zellen.ueberschrift(blatt["A6"], "Dienste")
    z = ergebnisse(bau, blatt, 7, _dienste(dienste))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Alle Stellen")
    z = ergebnisse(bau, blatt, z + 2, _stellen())
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Stellen nach Qualifikation")
    z = ergebnisse(bau, blatt, z + 2, _qualifikation(dienste))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Eine Woche, Blatt Wochenbild")
    z = ergebnisse(bau, blatt, z + 2, werte())
    hinweise(bau, blatt, z + 1)
    bau.gedruckt[BLATT] = Druck("C")


def _summe(t: Tabelle, spalte: str, wo: str = "") -> str:
    """Summe über die Dienste; ohne Dienste 0, sobald es sonst ein Ergebnis gibt."""
    ohne = f'IF({_INDIVIDUELL}="","",0)'
    return f"IF({t.leer},{ohne},{t.wenn_vollstaendig(t.summe(spalte, wo=wo))})"


def _dienste(t: Tabelle) -> tuple[Wert, ...]:
    std, blatt = einheiten.STD_JAHR, "Blatt Wochendienste"
    fenster = 'IF(OR(eingabe_zuschlag_von="",eingabe_zuschlag_bis=""),"",{})'.format
    return (
        Wert("Stunden anwesend", "ergebnis_stunden_anwesend", _summe(t, "anwesend"), std, f"{blatt}: Dauer × Einsätze"),
        Wert("Stunden anerkannt", "ergebnis_stunden_anerkannt", _summe(t, "anerkannt"), std, "ohne Pause, mit Übergabe, × Anerkennung"),
        Wert("Stunden bezahlt", "ergebnis_stunden_bezahlt", _summe(t, "bezahlt"), std, "ohne Pause, mit Übergabe, × Vergütung"),
        Wert(
            "Stunden mit Zuschlag", "ergebnis_zuschlagsstunden", fenster(_summe(t, "zuschlag")), std,
            "Präsenz im Fenster vom Blatt Angaben, Pause nicht abgezogen; leer ohne Fenster",
        ),
        Wert("Stellen der Dienste", "ergebnis_vzae_stundentafel", _summe(t, "vzae"), einheiten.VZAE, "anerkannt ÷ Stunden je VZÄ der Zeile", True),
    )  # fmt: skip


def _stellen() -> tuple[Wert, ...]:
    offen = f'OR({_INDIVIDUELL}="",ergebnis_vzae_stundentafel="")'
    alle = f'IF({offen},"",{_INDIVIDUELL}+ergebnis_vzae_stundentafel)'
    return (
        Wert("individuelle Assistenz", "", f'IF({_INDIVIDUELL}="","",{_INDIVIDUELL})', einheiten.VZAE, "Blatt Bedarf"),
        Wert("Dienste", "", "ergebnis_vzae_stundentafel", einheiten.VZAE, "siehe oben"),
        Wert("Stellen", "ergebnis_vzae", alle, einheiten.VZAE, "Summe", True),
    )  # fmt: skip


def _qualifikation(t: Tabelle) -> tuple[Wert, ...]:
    def teil(name: str, text: str, individuell: str, wort: str, weg: str) -> Wert:
        dienste = t.summe("vzae", wo=f'{t.bereich("qualifikation")}="{wort}"')
        plus = f"{individuell}+" if individuell else ""
        formel = f'IF(ergebnis_vzae="","",{plus}IF({t.leer},0,{dienste}))'
        return Wert(text, f"ergebnis_vzae_{name}", formel, einheiten.VZAE, weg)

    fehlt = "ergebnis_vzae_ohne_angabe>0.0000001"
    quote = (
        f'IF(ergebnis_vzae="","",IF(OR({fehlt},ergebnis_vzae=0),"",ergebnis_vzae_fachkraefte/ergebnis_vzae))'
    )
    return (
        teil("fachkraefte", "Fachkräfte", "ergebnis_vzae_qa", FACHKRAFT, "qualifizierte Assistenz und Dienste »Fachkraft«"),
        teil("andere", "andere", "ergebnis_vzae_ua", BELIEBIG, "unterstützende Assistenz und Dienste »beliebig«"),
        teil("ohne_angabe", "ohne Angabe der Qualifikation", "", "", "Spalte Qualifikation leer"),
        Wert("Nenner der Fachkraftquote", "ergebnis_nenner_fachkraftquote", 'IF(ergebnis_vzae="","",ergebnis_vzae)', einheiten.VZAE, "alle Stellen"),
        Wert("Fachkraftquote", "ergebnis_fachkraftquote", quote, einheiten.ANTEIL, "Fachkräfte ÷ Nenner; leer, solange eine Angabe fehlt"),
    )  # fmt: skip
