"""Qualifikation je Dienst oder nach einer Quote: Stellen der Fachkräfte und der anderen."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.fach.teil import Teil
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.spalte import Spalte

FACHKRAFT, WEITERE = "Fachkraft", "andere"
SPALTE = Spalte(
    "qualifikation",
    "Quali-\nfikation",
    10.5,
    grenze=eingabe.auswahl(
        FACHKRAFT, WEITERE, hinweis="Fachkraft oder andere; leer: keine Angabe, dann keine Fachkraftquote."
    ),
    weg="für die Quote",
)
"""Spalte einer Tabelle mit Diensten; individuelle Assistenz ist als qA (Fachkraft) und uA (andere) getrennt."""


def ergebniszeilen(bau: Bau, teile: Sequence[Teil]) -> tuple[Zeile, ...]:
    """Zeilen nach der Summe aller Stellen; die Quote bleibt leer, solange eine gezählte Zeile keine Angabe hat."""
    bau.pruefung(
        "qualifikation",
        "VZÄ der Fachkräfte, der anderen und ohne Angabe ergeben zusammen alle Stellen",
        'IF(ergebnis_vzae="",TRUE,ABS(SUM(ergebnis_vzae_fachkraefte,ergebnis_vzae_andere,'
        "ergebnis_vzae_ohne_angabe)-ergebnis_vzae)<0.000001)",
        "In der Spalte Qualifikation nur Fachkraft oder andere verwenden.",
    )
    quote = (
        'IF(ergebnis_vzae="","",IF(OR(ergebnis_vzae_ohne_angabe>0.0000001,ergebnis_nenner_fachkraftquote=0),"",'
        "ergebnis_vzae_fachkraefte/ergebnis_nenner_fachkraftquote))"
    )
    return (
        _stellen("fachkraefte", "davon Fachkräfte", FACHKRAFT, "Zeilen »Fachkraft« und qA", teile),
        _stellen("andere", "davon andere", WEITERE, "Zeilen »andere« und uA", teile),
        _stellen(
            "ohne_angabe", "davon ohne Angabe der Qualifikation", "", "Spalte Qualifikation leer", teile
        ),
        Zeile(
            "nenner_fachkraftquote",
            "Nenner der Fachkraftquote",
            "ergebnis_vzae",
            "VZÄ",
            zellen.STUNDEN,
            "alle Stellen dieser Kalkulation",
        ),
        Zeile(
            "fachkraftquote",
            "Fachkraftquote",
            quote,
            "Anteil",
            zellen.ANTEIL,
            "VZÄ Fachkräfte ÷ Nenner; leer, solange eine Angabe fehlt",
        ),
    )


def nach_assistenz() -> Zeile:
    """Die Quote, wo jede Minute qualifizierte oder kompensatorische Assistenz ist."""
    quote = 'IF(ergebnis_vk="","",IF(ergebnis_vk=0,"",ergebnis_vk_qa/ergebnis_vk))'
    weg = "qualifizierte Assistenz ÷ Stellen"
    return Zeile("fachkraftquote", "Fachkraftquote", quote, "Anteil", zellen.ANTEIL, weg)


def nach_quote() -> tuple[Zeile, ...]:
    """Zeilen, wo Stellen keine Qualifikation haben: die vereinbarte Quote teilt sie; leer ohne sie."""
    quote = "parameter_fachkraftquote"

    def teil(name: str, text: str, anteil: str, weg: str) -> Zeile:
        formel = f'IF(OR(ergebnis_vk="",{quote}=""),"",ergebnis_vk*{anteil})'
        return Zeile(f"vk_{name}", text, formel, "VK", zellen.STUNDEN, weg, "Blatt Parameter")

    return (
        teil("fachkraefte", "davon Fachkräfte", quote, "Stellen × Fachkraftquote; leer ohne Quote"),
        teil("andere", "davon andere", f"(1-{quote})", "Rest"),
    )


def _stellen(name: str, text: str, wort: str, weg: str, teile: Sequence[Teil]) -> Zeile:
    summe = "+".join(s for t in teile if (s := _summe(t, wort)))
    formel = f'IF(ergebnis_vzae="","",{summe or "0"})'
    return Zeile(f"vzae_{name}", text, formel, "VZÄ", zellen.STUNDEN, weg)


def _summe(teil: Teil, wort: str) -> str:
    """VZÄ eines Teils mit dieser Qualifikation; »« , wenn es sie dort nicht gibt."""
    t = teil.tabelle
    if SPALTE not in t.spalten:
        art = {FACHKRAFT: "vzae_qa", WEITERE: "vzae_ua"}.get(wort)
        return t.summe(art) if art else ""
    gleich = f'({t.bereich(SPALTE.schluessel)}="{wort}")'
    return t.summe("vzae", wo=f"{gleich}*({teil.bedingung})" if teil.bedingung else gleich)
