"""Blatt »Bedarf«: aus den hochgerechneten Minuten Stunden und VZÄ aller Personen, mit der Spanne der Schätzung."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.regeln import in_worten
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG
from workbooks.vorlagen.sonder.personalbemessung.shadowing import FAKTOR

BLATT = "Bedarf"
# zweiseitig 95 %: Quantile der t-Verteilung, auf drei Stellen wie in den gedruckten Tafeln
T_WERTE = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
WEITERE = ((40, 2.021), (60, 2.000), (120, 1.980), (1e9, 1.960))
_MINUTEN = einheiten.Einheit("Min./Woche", "#,##0.00")
_SIGNIERT = einheiten.Einheit("Min./Woche", "+#,##0.00;-#,##0.00;0.00")
_SIGNIERTE_VZAE = einheiten.Einheit("VZÄ", "+#,##0.0000;-#,##0.0000;0.0000")
_T = einheiten.Einheit("t", "0.000", summierbar=False)
# eine Zeile, der etwas fehlt, zählt nicht: dann gibt es keine Summe
_OFFEN = (
    "+".join(
        f'COUNTIF(zeilenhinweis_{x},"{UNVOLLSTAENDIG}*")'
        for x in ("erhebung", "liste", "panel", "bereinigung")
    )
    + ">0"
)
_TAFEL = (*enumerate(T_WERTE, 1), *WEITERE)
_WORTE = (("qa", "qualifizierte Assistenz"), ("ua", "unterstützende Assistenz"))
_SPALTE = "H"  # verborgen nicht: die Tafel steht rechts neben dem Druck


def bedarf(bau: Bau, t: Tabelle, gruppen: Tabelle, wochen: str) -> None:
    """Namen: `ergebnis_stunden_qa`, `_ua`, `_individuell`, `ergebnis_vzae_…`, `ergebnis_bedarf_unten`, `_oben`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (52, 18, 74, 3, 3, 30), 3)
    satz = "Wer nicht befragt ist, bekommt den Mittelwert seiner Gruppe. Die Spanne sagt, wie sehr das Ergebnis an der Auswahl der Befragten hängt."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _tafel(bau, blatt)
    z = ergebnisse(bau, blatt, 5, (*_minuten(t), *_gruppen(gruppen)))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Stunden und Stellen im Jahr")
    z = ergebnisse(bau, blatt, z + 2, _stellen(wochen))
    zellen.ueberschrift(
        blatt[f"A{z + 1}"],
        "Spanne der Stichprobe, zweiseitig 95 %; wie genau geschätzt und der Faktor beobachtet ist, steckt nicht darin",
    )
    z = ergebnisse(bau, blatt, z + 2, _spanne(t, wochen))
    einzeln = f"SUMPRODUCT(({t.bereich('n')}=1)*({t.bereich('alle')}>1))>0"
    voll = "IF(ISNUMBER(spanne_minuten),AND(ergebnis_personen>0,ergebnis_befragte=ergebnis_personen),FALSE)"
    zellen.text(
        blatt[f"A{z}"],
        f'=IF({einzeln},"Eine Gruppe hat nur eine befragte Person: für sie gibt es keine Streuung, also keine Spanne.",'
        f'IF({voll},"Alle Personen sind befragt (N = n in jeder Gruppe): es wird nicht hochgerechnet, die Spanne ist 0.",""))',
        fett=True,
        umbruch=False,
    )
    bau.name("hinweis_intervall", blatt, f"A{z}")
    bau.gedruckt[BLATT] = Druck("C")


def _tafel(bau: Bau, blatt: Worksheet) -> None:
    zellen.text(blatt[f"{_SPALTE}4"], "t, zweiseitig 95 %", fett=True)
    for zeile, (df, wert) in enumerate(_TAFEL, 5):
        zellen.formelzelle(blatt[f"{_SPALTE}{zeile}"], float(df), "0")
        zellen.formelzelle(blatt[f"I{zeile}"], wert, "0.000")
    bau.name("t_freiheit", blatt, f"{_SPALTE}5:{_SPALTE}{4 + len(_TAFEL)}")
    bau.name("t_wert", blatt, f"I5:I{4 + len(_TAFEL)}")


def _minuten(t: Tabelle) -> tuple[Wert, ...]:
    faktor = 'IF(eingabe_faktor="",1,IF(AND(ISNUMBER(eingabe_faktor),eingabe_faktor>=0.2,eingabe_faktor<=5),eingabe_faktor,NA()))'
    gesehen = f'{in_worten("shadowing_faktor", stellen=4)}&" beobachtet bei "&shadowing_personen&" Personen"'
    ohne = f'IF(shadowing_faktor="","Blatt Angaben; leer: 1",{gesehen}&", nicht verwendet")'
    mit = f'IF(shadowing_faktor="","",{gesehen}&"; ")&T(eingabe_bestaetigt_faktor)'
    weil = f'IF(eingabe_faktor="",{ohne},{mit})'
    return (
        Wert("Alle Personen", "ergebnis_personen", t.gesamt("alle"), einheiten.PERSONEN_GANZ, "N, Blatt Stichprobe"),
        Wert("davon befragt", "ergebnis_befragte", t.gesamt("n"), einheiten.PERSONEN_GANZ, "n"),
        *(
            Wert(f"Min./Woche {wort}, hochgerechnet", f"hochgerechnet_{art}", f'IF({_OFFEN},"",{t.gesamt(f"hoch_{art}")})', _MINUTEN, "Summe der Gruppen")
            for art, wort in _WORTE
        ),
        *(
            Wert(
                f"davon durch {wort}, Min./Woche", f"{wort.lower()}_minuten",
                f'IF(hochgerechnet_qa="","",SUM({wort.lower()}_alle))', _SIGNIERT, "Unterschied × N ÷ n der Gruppe, in den Minuten darüber",
            )
            for wort in ("Panel", "Bereinigung")
        ),
        Wert("Faktor aus Beobachtung", "ergebnis_faktor", faktor, FAKTOR, f"={weil}"),
        *(
            Wert(
                f"Min./Woche {wort}, alle Personen", f"minuten_{art}",
                f'IF(hochgerechnet_{art}="","",ergebnis_faktor*hochgerechnet_{art})', _MINUTEN, "hochgerechnet × Faktor",
            )
            for art, wort in _WORTE
        ),
    )  # fmt: skip


def _gruppen(gruppen: Tabelle) -> tuple[Wert, ...]:
    def summe(art: str) -> str:
        ohne = f'IF(minuten_{art}="","",0)'
        return f"IF({gruppen.leer},{ohne},{gruppen.wenn_vollstaendig(f'SUM({gruppen.bereich(art)})')})"

    weg = "Blatt Gruppenangebote, individuell finanziert"
    return tuple(
        Wert(f"Min./Woche {wort}, Gruppenangebote", f"gruppen_{art}", summe(art), _MINUTEN, weg)
        for art, wort in _WORTE
    )


def _stellen(wochen: str) -> tuple[Wert, ...]:
    def stunden(art: str) -> str:
        aufruf = f"EGH_JAHRESSTUNDEN((minuten_{art}+gruppen_{art})/60,{wochen})"
        return f'IF(OR(minuten_{art}="",gruppen_{art}="",{wochen}=""),"",{aufruf})'

    def vzae(art: str) -> str:
        aufruf = f"EGH_VZAE(ergebnis_stunden_{art},betreuungszeit)"
        return f'IF(OR(ergebnis_stunden_{art}="",betreuungszeit=""),"",{aufruf})'

    def beide(was: str) -> str:
        return f'IF(OR(ergebnis_{was}_qa="",ergebnis_{was}_ua=""),"",ergebnis_{was}_qa+ergebnis_{was}_ua)'

    std, vz = einheiten.STD_JAHR, einheiten.VZAE
    return (
        *(
            Wert(f"Stunden {wort}", f"ergebnis_stunden_{art}", stunden(art), std, "beide Min. ÷ 60 × Wochen")
            for art, wort in _WORTE
        ),
        Wert("Stunden", "ergebnis_stunden_individuell", beide("stunden"), std, "qA + uA", True),
        *(
            Wert(f"Stellen {wort}", f"ergebnis_vzae_{art}", vzae(art), vz, "Stunden ÷ Betreuungszeit")
            for art, wort in _WORTE
        ),
        Wert("Stellen", "ergebnis_vzae_individuell", beide("vzae"), vz, "qA + uA", True),
        *_wirkungen(wochen),
    )


def _wirkungen(wochen: str) -> tuple[Wert, ...]:
    """Was Panel, Bereinigung und Faktor ausmachen; die ersten beiden vor dem Faktor."""
    mehr = 'IF(minuten_qa="","",minuten_qa+minuten_ua-hochgerechnet_qa-hochgerechnet_ua)'
    teile = (
        ("Panel", "panel_minuten", "vor dem Faktor"),
        ("Bereinigung", "bereinigung_minuten", "vor dem Faktor"),
        ("Faktor", mehr, "Minuten mit Faktor − ohne"),
    )
    leer = 'IF(OR({0}="",{1}="",betreuungszeit=""),"",({0})/60*{1}/betreuungszeit)'.format
    return tuple(
        Wert(f"davon durch {wort}", f"wirkung_{wort.lower()}", leer(minuten, wochen), _SIGNIERTE_VZAE, weg)
        for wort, minuten, weg in teile
    )


def _spanne(t: Tabelle, wochen: str) -> tuple[Wert, ...]:
    teil, n, alle, frei = (t.bereich(spalte) for spalte in ("teil", "n", "alle", "frei"))
    einzeln = f"SUMPRODUCT(({n}=1)*({alle}>1))>0"
    offen = f'OR(minuten_qa="",minuten_ua="",{einzeln})'
    weite = f"IF(spanne_freiheit=0,0,spanne_t*SQRT(SUM({teil}))*ergebnis_faktor)"

    def rand(zeichen: str) -> str:
        # was sicher ist, Gruppenangebote mit allen Teilnehmenden, hat keine Spanne
        minuten = f"MAX(0,minuten_qa+minuten_ua{zeichen}spanne_minuten)+gruppen_qa+gruppen_ua"
        grenze = f"({minuten})/60*{wochen}"
        return f'IF(OR(spanne_minuten="",ergebnis_stunden_individuell=""),"",{grenze})'

    std = einheiten.STD_JAHR
    weg = "Faktor × t × √(Σ N² (1 − n÷N) s² ÷ n), Teile der Summe auf dem Blatt Stichprobe"
    t_wert = 'IF(spanne_freiheit="","",IF(spanne_freiheit=0,"",LOOKUP(spanne_freiheit,t_freiheit,t_wert)))'
    unten, oben = (f"(alle Personen {z} + Gruppenangebote" for z in ("− Spanne, nicht unter 0)", "+ Spanne)"))
    return (
        Wert("Freiheitsgrade", "spanne_freiheit", f'IF({offen},"",SUM({frei}))', einheiten.ANZAHL, "Σ (n − 1) der Gruppen mit 2 ≤ n < N"),
        Wert("t", "spanne_t", t_wert, _T, "aus der Tafel, nächstkleinere Zeile; ohne Freiheitsgrade: alle befragt"),
        Wert("Spanne ±, Min./Woche", "spanne_minuten", f'IF({offen},"",{weite})', _MINUTEN, weg),
        Wert("Stunden, untere Grenze", "ergebnis_bedarf_unten", rand("-"), std, unten),
        Wert("Stunden, obere Grenze", "ergebnis_bedarf_oben", rand("+"), std, oben),
    )  # fmt: skip
