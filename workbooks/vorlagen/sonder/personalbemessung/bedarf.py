"""Blatt »Bedarf«: aus den hochgerechneten Minuten Stunden und VZÄ aller Personen, mit der Spanne der Schätzung."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.spalte import Tabelle

BLATT = "Bedarf"
# zweiseitig 95 %: Quantile der t-Verteilung, auf drei Stellen wie in den gedruckten Tafeln
T_WERTE = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
WEITERE = ((40, 2.021), (60, 2.000), (120, 1.980), (1e9, 1.960))
_MINUTEN = einheiten.Einheit("Min./Woche", "#,##0.00")
_TAFEL = (*enumerate(T_WERTE, 1), *WEITERE)
_WORTE = (("qa", "qualifizierte Assistenz"), ("ua", "unterstützende Assistenz"))
_SPALTE = "H"  # verborgen nicht: die Tafel steht rechts neben dem Druck


def bedarf(bau: Bau, t: Tabelle, gruppen: Tabelle, wochen: str) -> None:
    """Namen: `ergebnis_stunden_qa`, `_ua`, `_individuell`, `ergebnis_vzae_…`, `ergebnis_bedarf_unten`, `_oben`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (52, 18, 74, 3, 3, 30), 3)
    satz = "Wer nicht befragt ist, bekommt den Mittelwert seiner Gruppe. Die Spanne sagt, wie sicher das Ergebnis ist."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _tafel(bau, blatt)
    z = ergebnisse(bau, blatt, 5, (*_minuten(t), *_gruppen(gruppen)))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Stunden und Stellen im Jahr")
    z = ergebnisse(bau, blatt, z + 2, _stellen(wochen))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Spanne: in 95 von 100 Stichproben läge der Bedarf darin")
    z = ergebnisse(bau, blatt, z + 2, _spanne(t, wochen))
    einzeln = f"SUMPRODUCT(({t.bereich('n')}=1)*({t.bereich('alle')}>1))>0"
    zellen.text(
        blatt[f"A{z}"],
        f'=IF({einzeln},"Eine Gruppe hat nur eine befragte Person: für sie gibt es keine Streuung, also keine Spanne.","")',
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
    faktor = 'IF(eingabe_faktor="",1,eingabe_faktor)'

    def mal(summe: str) -> str:
        return f'IF({summe}="","",faktor_beobachtung*{summe})'

    return (
        Wert(
            "Faktor aus Beobachtung", "faktor_beobachtung", faktor, einheiten.MENGE, "Blatt Angaben; leer: 1"
        ),
        *(
            Wert(
                f"Min./Woche {wort}, alle Personen",
                f"minuten_{art}",
                mal(t.gesamt(f"hoch_{art}")),
                _MINUTEN,
                "Summe der Gruppen × Faktor",
            )
            for art, wort in _WORTE
        ),
    )


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
    )


def _spanne(t: Tabelle, wochen: str) -> tuple[Wert, ...]:
    teil, n, alle, frei = (t.bereich(spalte) for spalte in ("teil", "n", "alle", "frei"))
    einzeln = f"SUMPRODUCT(({n}=1)*({alle}>1))>0"
    weite = f"IF(SUM({frei})=0,0,LOOKUP(SUM({frei}),t_freiheit,t_wert)*SQRT(SUM({teil}))*faktor_beobachtung)"
    offen = f'OR(minuten_qa="",minuten_ua="",{einzeln})'

    def rand(zeichen: str) -> str:
        # was sicher ist, Gruppenangebote mit allen Teilnehmenden, hat keine Spanne
        minuten = f"MAX(0,minuten_qa+minuten_ua{zeichen}spanne_minuten)+gruppen_qa+gruppen_ua"
        grenze = f"({minuten})/60*{wochen}"
        return f'IF(OR(spanne_minuten="",ergebnis_stunden_individuell=""),"",{grenze})'

    minuten, std = _MINUTEN, einheiten.STD_JAHR
    weg = "Faktor × t × √(Σ N² (1 − n÷N) s² ÷ n), t aus der Tafel zu Σ (n − 1), nächstkleinere Zeile"
    return (
        Wert("Spanne ±, Min./Woche", "spanne_minuten", f'IF({offen},"",{weite})', minuten, weg),
        Wert(
            "Stunden, untere Grenze",
            "ergebnis_bedarf_unten",
            rand("-"),
            std,
            "(alle Personen − Spanne, nicht unter 0) + Gruppenangebote",
        ),
        Wert(
            "Stunden, obere Grenze",
            "ergebnis_bedarf_oben",
            rand("+"),
            std,
            "(alle Personen + Spanne) + Gruppenangebote",
        ),
    )
