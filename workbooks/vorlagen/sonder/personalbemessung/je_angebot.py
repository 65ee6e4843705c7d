"""Blatt »Je Angebot«: derselbe Bedarf, nach den Angeboten der Personen, Gruppenangebote und Dienste aufgeteilt."""

from __future__ import annotations

from workbooks.bausteine.fach.qualifikation import FACHKRAFT
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.personalbemessung.fallnummern import ohne_fallnummer
from workbooks.vorlagen.sonder.personalbemessung.wochendienste import BELIEBIG

BLATT = "Je Angebot"
_HIER = "({0}={{schluessel}})*1"


def je_angebot(bau: Bau, gruppen: Tabelle, dienste: Tabelle, wochen: str) -> None:
    """Namen: `eingabe_je_angebot`, `je_angebot_…` wie die Ergebnisse; `pruefung_je_angebot`."""
    blatt = bau.blatt(BLATT, bau.titel("Ergebnis je Angebot"), (), 6)
    satz = "Nur, wo nach Angeboten vereinbart wird. Wer nicht befragt ist, wird verteilt wie die Befragten seiner Gruppe: je Angebot eine Schätzung."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    spalten = (_name(), *_individuell(gruppen, wochen), *_dienste(dienste), *_zusammen())
    woran = kennung(als_text("{angebot}"), wenn=belegt("{angebot}"))
    regeln = (
        doppelt("Angebot steht zweimal da", bestaetigen=False),
        summenwort("angebot"),
        ohne_fallnummer("angebot", "bemerkung"),
    )
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, bau.inhalt("je_angebot"), regeln, woran)
    bau.name("eingabe_je_angebot", blatt, t.ort("angebot"))
    for s in spalten[1:]:
        bau.name(f"je_angebot_{s.schluessel}", blatt, t.ort(s.schluessel))
    summen = "+".join(
        f"ABS(SUM({t.bereich(teil)})-ergebnis_{teil})"
        for teil in ("vzae", "vzae_individuell", "vzae_stundentafel")
    )
    bau.pruefung(
        "je_angebot",
        "Je Angebot: zusammen sind es alle Stellen",
        f'IF({t.leer},TRUE,IF(ergebnis_vzae="",TRUE,IFERROR({summen}<0.000001,FALSE)))',
        "Neben Personen, Gruppenangeboten und Diensten das Angebot nachtragen, oder es in die Liste aufnehmen.",
    )


def _name() -> Spalte:
    return Spalte("angebot", "Angebot", 24, grenze=eingabe.TEXT, weg="wie in den Tabellen", pflicht=True)


def _wenn(formel: str, *noetig: str) -> str:
    offen = "".join(f',{name}=""' for name in noetig)
    return f'IF(OR({{angebot}}=""{offen}),"",{formel})'


def _individuell(gruppen: Tabelle, wochen: str) -> tuple[Spalte, ...]:
    hier, dort = (_HIER.format(name) for name in ("erhebung_angebot", gruppen.bereich("angebot_schluessel")))

    def stunden(art: str) -> str:
        personen = f"SUMPRODUCT({hier},erhebung_hoch_{art})*ergebnis_faktor"
        return f"({personen}+SUMPRODUCT({dort},{gruppen.bereich(art)}))/60*{wochen}"

    def vzae(was: str) -> str:
        return f'IF({{{was}}}="","",{{{was}}}/betreuungszeit)'

    std, noetig = einheiten.STD_JAHR, ("ergebnis_vzae_individuell",)
    return (
        Spalte("befragte", "befragt", 9.5, einheiten.PERSONEN_GANZ, formel=_wenn(f"SUMPRODUCT({hier},erhebung_befragt)+{{pruefwert}}"), weg="Personen"),
        *(
            Spalte(f"stunden_{art}", f"Stunden\n{art[0]}A", 12, std, formel=_wenn(stunden(art) + "+{pruefwert}", *noetig), weg="im Jahr")
            for art in ("qa", "ua")
        ),
        *(Spalte(f"vzae_{art}", f"VZÄ\n{art[0]}A", 9, einheiten.VZAE_ZWEI, formel=vzae(f"stunden_{art}"), weg="÷ Std. je\nVZÄ") for art in ("qa", "ua")),
        Spalte("vzae_individuell", "VZÄ\nindividuell", 11, einheiten.VZAE_ZWEI, formel='IF({vzae_qa}="","",{vzae_qa}+{vzae_ua})', weg="qA + uA"),
    )  # fmt: skip


def _dienste(t: Tabelle) -> tuple[Spalte, ...]:
    hier = _HIER.format(t.bereich("angebot_schluessel"))

    def summe(spalte: str, wort: str = "") -> str:
        nur = f',({t.bereich("qualifikation")}="{wort}")*1' if wort else ""
        return _wenn(
            f"SUMPRODUCT({hier}{nur},{t.bereich(spalte)})+{{pruefwert}}", "ergebnis_vzae_stundentafel"
        )

    vz = einheiten.VZAE_ZWEI
    return (
        Spalte("stunden_anerkannt", "Dienste\nanerkannt", 12, einheiten.STD_JAHR, formel=summe("anerkannt"), weg="Std./Jahr"),
        Spalte("vzae_stundentafel", "VZÄ\nDienste", 10, vz, formel=summe("vzae"), weg="÷ Std. je\nVZÄ"),
        Spalte("vzae_dienste_fachkraft", "davon\nFachkräfte", 10, vz, formel=summe("vzae", FACHKRAFT), verborgen=True),
        Spalte("vzae_dienste_andere", "davon\nandere", 10, vz, formel=summe("vzae", BELIEBIG), verborgen=True),
    )  # fmt: skip


def _zusammen() -> tuple[Spalte, ...]:
    offen = 'IF(OR({vzae_individuell}="",{vzae_stundentafel}=""),"",{0})'
    fehlt = "{vzae}-{vzae_fachkraefte}-{vzae_andere}>0.0000001"

    def wenn(formel: str) -> str:
        return offen.replace("{0}", formel)

    vz = einheiten.VZAE_ZWEI
    return (
        Spalte("vzae", "VZÄ", 10, vz, formel=wenn("{vzae_individuell}+{vzae_stundentafel}"), weg="zusammen"),
        Spalte("vzae_fachkraefte", "davon\nFachkräfte", 10, vz, formel=wenn("{vzae_qa}+{vzae_dienste_fachkraft}"), weg="qA und Fachkraft"),
        Spalte("vzae_andere", "davon\nandere", 10, vz, formel=wenn("{vzae_ua}+{vzae_dienste_andere}"), weg="uA und beliebig"),
        Spalte(
            "fachkraftquote", "Fachkraft-\nquote", 11, einheiten.ANTEIL, weg="leer: eine Angabe fehlt", luecke=True,
            formel=f'IF({{vzae}}="","",IF(OR({{vzae}}=0,{fehlt}),"",{{vzae_fachkraefte}}/{{vzae}}))',
        ),
    )  # fmt: skip
