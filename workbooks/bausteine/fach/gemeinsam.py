"""Blatt »Gemeinsam«: was mehrere zugleich bekommen; die Stunden der Mitarbeitenden verteilen sich auf sie.

Eine Person nennt in ihrer Zeile die gemeinsame Leistung und, wenn nicht alle gleich zählen, ihr Gewicht (Minuten
Bedarf, Tage Anwesenheit). Ihr Anteil kommt zu ihren eigenen Minuten; alle Anteile ergeben die Stunden der
Mitarbeitenden.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.worte import GEMEINSAM

Arten = Mapping[str, str]
"""Schlüssel einer Art (qa, ua) → Wort der Auswahl; eine ohne Wort: die Vorlage trennt nicht nach Art."""
_LISTE = "gemeinsam_leistung"
_DERSELBEN = "(gemeinsam_schluessel={gem_schluessel})"
_STUNDEN = eingabe.zahl(0.01, 168, "Stunden je Woche, in denen die Leistung stattfindet, bis 168.")
_MITARBEITENDE = eingabe.zahl(0.1, 50, "Mitarbeitende zugleich, leer: eine Person.")
_GEWICHT = eingabe.zahl(0.01, 100_000, "Gewicht, über 0; leer bei allen heißt: alle gleich.")


def gemeinsam(bau: Bau, arten: Arten) -> None:
    """Namen: `gemeinsam_leistung`, `gemeinsam_stunden` (der Mitarbeitenden), `gemeinsam_gewichte`, `gemeinsam_art`."""
    blatt = bau.blatt(GEMEINSAM, bau.titel("Gemeinsame Leistungen"), (1,) * 8, 6)
    satz = (
        "Was mehrere zugleich bekommen. Wer teilnimmt, steht in der Spalte »gemeinsam mit« bei den Personen."
    )
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{leistung}"), wenn=belegt("{leistung}"))
    spalten = (*leistungsspalten(arten), *_gerechnet(_mit_art(arten)))
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, (), leistungsregeln(), woran)
    for name in ("leistung", "stunden", "gewichte", "schluessel", *(("art",) if _mit_art(arten) else ())):
        bau.name(f"gemeinsam_{name}", blatt, t.ort("zusammen" if name == "stunden" else name))
    bau.name("eingabe_gemeinsam", blatt, t.ort("leistung", "mitarbeitende"))


def _mit_art(arten: Arten) -> bool:
    return any(arten.values())


def leistungsspalten(arten: Arten) -> tuple[Spalte, ...]:
    """Eingaben einer gemeinsamen Leistung: Name, Art (wenn es mehrere gibt), Dauer, Mitarbeitende."""
    art = Spalte(
        "art", "Art", 16, grenze=eingabe.auswahl(*filter(None, arten.values())), weg="Auswahl", pflicht=True
    )
    return (
        Spalte(
            "leistung",
            "Gemeinsame Leistung",
            34,
            grenze=eingabe.TEXT,
            weg="z. B. Frühstück WG 1",
            pflicht=True,
        ),
        *((art,) if _mit_art(arten) else ()),
        Spalte(
            "stunden", "Dauer\nStd./Woche", 12, einheiten.STD_WOCHE, _STUNDEN, weg="je Woche", pflicht=True
        ),
        Spalte("mitarbeitende", "Mitar-\nbeitende", 10, einheiten.PERSONEN, _MITARBEITENDE, weg="leer: 1"),
    )


def _gerechnet(mit_art: bool) -> tuple[Spalte, ...]:
    teil = 'IF({leistung}="","",SUMPRODUCT(--(gemeinsam_personen={schluessel})))'
    gewichte = 'IF({leistung}="","",SUMPRODUCT((gemeinsam_personen={schluessel})*1,gemeinsam_gewicht_person))'
    anzahl = 'IF({mitarbeitende}="",1,N({mitarbeitende}))'
    offen = 'OR({leistung}="",{stunden}=""' + (',{art}="")' if mit_art else ")")
    zusammen = f'IF({offen},"",N({{stunden}})*{anzahl}+{{pruefwert}})'
    je = f'IF(OR({{zusammen}}="",N({{teilnehmende}})=0),"",EGH_GRUPPENZEIT({{stunden}},{anzahl},{{teilnehmende}}))'
    woche = einheiten.STD_WOCHE
    return (
        Spalte(
            "zusammen", "Std. der Mit-\narbeitenden", 13, woche, formel=zusammen, weg="Dauer × Mitarbeitende"
        ),
        Spalte(
            "teilnehmende",
            "Teil-\nnehmende",
            11,
            einheiten.PERSONEN_GANZ,
            formel=teil,
            weg="Zeilen der Personen",
        ),
        Spalte("gewichte", "Gewichte\nzusammen", 12, einheiten.MENGE, formel=gewichte, weg="ohne: je 1"),
        Spalte("je_person", "im Mittel\nje Person", 12, woche, formel=je, weg="÷ Teilnehmende"),
    )


def leistungsregeln() -> tuple[Regel, ...]:
    """Was an einer gemeinsamen Leistung nicht stimmen kann; die Spalte {teilnehmende} nennt ihre Zahl."""
    zahl = "{teilnehmende}"
    return (
        doppelt("Leistung steht zweimal da", bestaetigen=False),
        summenwort("leistung"),
        Regel("Minuten statt Stunden?", "N({stunden})>40", in_worten("{stunden}", "Std.")),
        Regel("Uhrzeit getippt?", "AND(N({stunden})>0,N({stunden})<1)", in_worten("{stunden}", "Std.")),
        Regel("niemand nimmt teil", f"AND(ISNUMBER({zahl}),{zahl}=0)", '"ohne Personen"'),
        Regel("nur eine Person", f"AND(ISNUMBER({zahl}),{zahl}=1)", '"1 Person"'),
        Regel(
            "mehr Mitarbeitende als Teilnehmende",
            f"AND(N({zahl})>1,N({{mitarbeitende}})>N({zahl}))",
            in_worten("{mitarbeitende}", "Mitarbeitende"),
        ),
    )


def eingaben() -> tuple[Spalte, ...]:
    """Zwei Eingaben in der Tabelle der Personen, hinter deren Minuten."""
    wahl = eingabe.aus_liste(_LISTE, "Eine gemeinsame Leistung vom Blatt Gemeinsam.")
    return (
        Spalte("gemeinsam", "gemeinsam\nmit", 18, grenze=wahl, weg="Blatt Gemeinsam"),
        Spalte("gewicht", "Gewicht", 9, einheiten.MENGE, _GEWICHT, weg="alle oder keiner"),
    )


def anteile(arten: Arten) -> tuple[Spalte, ...]:
    """Je Art der Anteil der Person in Minuten je Woche; verborgen, woraus er entsteht."""
    schluessel = kennung(als_text("{gemeinsam}"), wenn=belegt("{gemeinsam}"))
    wenn = 'IF({{gem_schluessel}}="","",{})'.format
    verborgen = (
        ("schluessel", einheiten.TEXT, schluessel),
        ("gewicht", einheiten.MENGE, wenn('IF({gewicht}="",1,N({gewicht}))')),
        ("gewichte", einheiten.MENGE, wenn(f"SUMPRODUCT({_DERSELBEN}*1,gemeinsam_gewichte)")),
        *((f"stunden_{art}", einheiten.STD_WOCHE, wenn(_stunden(wort))) for art, wort in arten.items()),
    )
    anteil = "60*EGH_POOLANTEIL({{gem_stunden_{0}}},{{gem_gewicht}},{{gem_gewichte}})".format
    return (
        *(
            Spalte(
                f"gem_{art}", f"Anteil{f' {art[0]}A' if wort else ''}\nMin./Woche", 11, einheiten.MIN_WOCHE,
                formel=wenn(anteil(art)), weg="Stunden × Gewicht ÷ alle",
            )
            for art, wort in arten.items()
        ),
        *(Spalte(f"gem_{name}", name, 8, einheit, formel=f, verborgen=True) for name, einheit, f in verborgen),
    )  # fmt: skip


def _stunden(wort: str) -> str:
    """Formel: Stunden der Mitarbeitenden in der gewählten Leistung, wenn sie von dieser Art ist."""
    art = f'*(gemeinsam_art="{wort}")' if wort else "*1"
    # eine unvollständige Leistung gibt niemandem 0 Minuten
    fertig = f'SUMPRODUCT({_DERSELBEN}*(gemeinsam_stunden<>""))'
    return f"IF({fertig}=0,NA(),SUMPRODUCT({_DERSELBEN}{art},gemeinsam_stunden))"


def regeln() -> tuple[Regel, ...]:
    """Was an den zwei Eingaben einer Person nicht stimmen kann."""
    mit = 'SUMPRODUCT(({alle_gem_schluessel}={gem_schluessel})*({alle_gewicht}<>""))'
    derselben = "({alle_gem_schluessel}={gem_schluessel})"
    kleiner = f'SUMPRODUCT({derselben}*({{alle_gewicht}}<>"")*({{alle_gewicht}}*20<N({{gewicht}})))'
    alle = "SUMPRODUCT(--({alle_gem_schluessel}={gem_schluessel}))"
    return (
        Regel("Gewicht ohne gemeinsame Leistung", 'AND({gewicht}<>"",{gemeinsam}="")'),
        Regel(
            "Gewicht nur bei manchen dieser Leistung",
            f'IF({{gem_schluessel}}="",FALSE,AND({mit}>0,{mit}<{alle}))',
        ),
        Regel(
            "mehr als das 20-Fache eines anderen dieser Leistung (Prozent neben Zahl?)",
            f'IF(OR({{gem_schluessel}}="",N({{gewicht}})=0),FALSE,{kleiner}>0)',
            in_worten("{gewicht}"),
        ),
    )


def anmelden(bau: Bau, t: Tabelle, arten: Arten) -> None:
    """Namen der verborgenen Spalten; `pruefung_gemeinsam`: alle Anteile ergeben die Stunden der Mitarbeitenden."""
    bau.name("gemeinsam_personen", t.blatt, t.ort("gem_schluessel"))
    bau.name("gemeinsam_gewicht_person", t.blatt, t.ort("gem_gewicht"))
    anteil = "+".join(f"SUM({t.bereich(f'gem_{art}')})" for art in arten)
    bau.pruefung(
        "gemeinsam",
        "Gemeinsam: die Anteile der Personen ergeben die Stunden der Mitarbeitenden",
        f"ABS(({anteil})/60-SUMPRODUCT((gemeinsam_gewichte>0)*1,gemeinsam_stunden))<0.000001",
        "Auf dem Blatt Gemeinsam Leistungen ohne Teilnehmende streichen, bei den Personen Fehler berichtigen.",
    )
