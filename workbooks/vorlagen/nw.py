"""Nordrhein-Westfalen: individuelle Assistenz (qA/uA) und Fachmodul Wohnen mit Stundentafel."""

from __future__ import annotations

from datetime import time

from workbooks.bausteine import abschluss, eingabe, zellen
from workbooks.bausteine.angebote import Anteil, angebote
from workbooks.bausteine.assistenz import assistenz
from workbooks.bausteine.bau import Bau, Vorlage
from workbooks.bausteine.ergebnis import Zeile, ergebnis, gesamt
from workbooks.bausteine.hilfe import hilfe
from workbooks.bausteine.parameterblatt import BREITEN, Wert, werte, wochenbasis
from workbooks.bausteine.stundentafel import stundentafel, tafelzeilen, zaehlt
from workbooks.bausteine.vorhaltung import nummernspalte, uebersicht, vorhaltung, vorhaltungszeilen

VORTRAG = "contec GmbH (Hoffmann/Aschenbrenner), Fachvortrag Personalbemessung"
FACHMODUL = (
    "Tages- und Nachtpräsenz, Leistungen und Erreichbarkeit",
    "Gemeinsame Assistenzleistungen zur Lebensweltgestaltung und Gemeinschaftsförderung in gemeinschaftlichen Wohnformen",
    "Hauswirtschaft/Haustechnik",
    "Zielgruppenspezifische Leistungen",
    "Beratende Pflegekraft",
    "WTG- und sonstige gesetzliche Anforderungen",
    "Personenunabhängige Sozialraumarbeit",
)
WERTE = (
    Wert(
        "njaz",
        "Nettojahresarbeitszeit",
        "Std./Jahr",
        zellen.STUNDEN,
        eingabe.zahl(500, 2600, "Stunden je Jahr, 500 bis 2.600."),
        "nettojahresarbeitszeit",
    ),
    Wert(
        "anteil_indirekt",
        "Anteil indirekter Zeit",
        "Anteil",
        zellen.ANTEIL,
        eingabe.zahl(0, 0.9, "Anteil von 0 % bis 90 %."),
        "anteil_indirekt",
    ),
    Wert(
        "wochen_jahr",
        "Wochen je Jahr (Bedarf)",
        "Wochen/Jahr",
        zellen.ZAHL,
        eingabe.zahl(1, 53, "Wochen je Jahr, 1 bis 53."),
        "wochen_jahr",
    ),
    Wert(
        "wochen_njaz",
        "Wochen je Jahr, auf denen die Nettojahresarbeitszeit beruht",
        "Wochen/Jahr",
        zellen.ZAHL,
        eingabe.zahl(1, 53, "Wochen je Jahr, 1 bis 53."),
        "wochen_jahr",
    ),
    Wert(
        "nachtbereitschaft",
        "Anerkennung Nachtbereitschaft",
        "Anteil",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "anerkennung_nachtbereitschaft",
    ),
    Wert(
        "rufbereitschaft",
        "Anerkennung Rufbereitschaft",
        "Anteil",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "anerkennung_rufbereitschaft",
    ),
)
_HAUS = "Wohnhaus"
_PRAESENZ = (_HAUS, 1, "Präsenz")
DIENSTE = (
    (*_PRAESENZ, "ja", None, "Tagespräsenz Mo.–Fr.", time(6), time(9), 5, 1),
    (*_PRAESENZ, "ja", None, "Tagespräsenz Mo.–Fr.", time(9), time(15), 5, 1),
    (*_PRAESENZ, "ja", None, "Tagespräsenz Sa./So.", time(6), time(9), 2, 1),
    (*_PRAESENZ, "ja", None, "Tagespräsenz Sa./So.", time(9), time(15), 2, 1),
    (*_PRAESENZ, "ja", None, "Tagespräsenz Mo.–So.", time(15), time(20), 7, 1),
    (*_PRAESENZ, "ja", None, "Tagespräsenz Mo.–So.", time(20), time(22), 7, 1),
    (*_PRAESENZ, "ja", None, "Nachtwache", time(22), time(6), 7, 1),
    (_HAUS, 1, "Nachtbereitschaft", "nein", None, "Nachtbereitschaft", time(22), time(6), 7, 1),
    (_HAUS, 1, "Rufbereitschaft", "nein", None, "Rufbereitschaft Nacht", time(22), time(6), 7, 1),
)
# Veröffentlicht sind nur die 2,25 Std. je Woche; die Aufteilung auf Leistungen und Assistenzart ist angenommen.
BEDARFE = (("P001", _HAUS, 45, None, 30, None, None, None, None, 60),)


def fuellen(bau: Bau) -> None:
    """Die Arbeitsblätter."""
    grund = bau.blatt("Parameter", f"Parameter: {bau.vorlage.titel}, {bau.vorlage.landesname}", BREITEN, 5)
    letzte = werte(bau, grund, 5, WERTE, {})
    z = letzte + 2
    zellen.text(grund[f"A{z}"], "Effektive Betreuungszeit je VZÄ", fett=True)
    zellen.formelzelle(
        grund[f"D{z}"],
        '=IF(OR(parameter_njaz="",parameter_anteil_indirekt=""),"",EGH_BETREUUNGSZEIT(parameter_njaz,parameter_anteil_indirekt))',
        zellen.STUNDEN,
        fett=True,
    )
    zellen.text(grund[f"E{z}"], "Std./Jahr")
    zellen.text(grund[f"F{z}"], "Nettojahresarbeitszeit × (1 − Anteil indirekter Zeit)", grau=True)
    bau.name("betreuungszeit", grund, f"D{z}")
    wochenbasis(bau, "njaz")
    personen = assistenz(bau, BEDARFE, "betreuungszeit")
    modul = vorhaltung(bau, "Fachmodul Wohnen", FACHMODUL, "betreuungszeit", ())
    tafel = stundentafel(bau, nummernspalte("Fachmodul Wohnen", FACHMODUL), "betreuungszeit", DIENSTE)
    uebersicht(modul, tafel, FACHMODUL)
    bau.pflicht.append(
        (
            "Mindestens eine Zeile in intern_Assistenz, Stundentafel oder Fachmodul Wohnen",
            f"NOT(AND({personen.leer},{tafel.leer},{modul.leer}))",
        )
    )
    teile = ("ergebnis_{0}_individuell", "ergebnis_{0}_stundentafel", "ergebnis_{0}_fachmodul")
    tabellen = (personen, tafel, modul)
    zeilen = (
        Zeile(
            "stunden_individuell",
            "Individuelle Assistenz: Stunden",
            personen.gesamt("stunden_jahr"),
            "Std./Jahr",
            zellen.STUNDEN,
            "Minuten je Woche ÷ 60 × Wochen je Jahr, Summe aller Personen",
            "Blatt Assistenz; § 78 SGB IX",
        ),
        Zeile(
            "vzae_qa",
            "davon qualifizierte Assistenz (Fachkraft)",
            personen.gesamt("vzae_qa"),
            "VZÄ",
            zellen.STUNDEN,
            "Stunden qA ÷ effektive Betreuungszeit",
            "Blatt Assistenz",
        ),
        Zeile(
            "vzae_ua",
            "davon unterstützende Assistenz",
            personen.gesamt("vzae_ua"),
            "VZÄ",
            zellen.STUNDEN,
            "Stunden uA ÷ effektive Betreuungszeit",
            "Blatt Assistenz",
        ),
        Zeile(
            "vzae_individuell",
            "Individuelle Assistenz",
            personen.gesamt("vzae"),
            "VZÄ",
            zellen.STUNDEN,
            "Stunden ÷ effektive Betreuungszeit",
            "Blatt Assistenz",
        ),
        *tafelzeilen("effektive Betreuungszeit"),
        *vorhaltungszeilen(
            modul, "fachmodul", "Weitere Leistungen des Fachmoduls", "effektive Betreuungszeit"
        ),
        Zeile(
            "stunden_jahr",
            "Stunden gesamt",
            gesamt([t.format("stunden") for t in teile], tabellen),
            "Std./Jahr",
            zellen.STUNDEN,
            "individuelle Assistenz + Stundentafel + weitere Leistungen",
            "",
            True,
        ),
        Zeile(
            "anteil_indirekt",
            "Anteil indirekter Zeit",
            '=IF(parameter_anteil_indirekt="","",parameter_anteil_indirekt)',
            "Anteil",
            zellen.ANTEIL,
            "mindert die Nettojahresarbeitszeit",
            "Blatt Parameter",
        ),
        Zeile(
            "jahresstunden_vzae",
            "Effektive Betreuungszeit je VZÄ",
            "=betreuungszeit",
            "Std./Jahr",
            zellen.STUNDEN,
            "Nettojahresarbeitszeit × (1 − Anteil indirekter Zeit)",
            "Blatt Parameter",
        ),
        Zeile(
            "vzae",
            "Stellen gesamt",
            gesamt([t.format("vzae") for t in teile], tabellen),
            "VZÄ",
            zellen.STUNDEN,
            "individuelle Assistenz + Stundentafel + weitere Leistungen",
            "",
            True,
        ),
    )
    ergebnis(bau, zeilen, "vzae", "stunden_jahr", "jahresstunden_vzae", "anteil_indirekt")
    alle = ((personen, ""), (tafel, zaehlt(tafel)), (modul, ""))
    angebote(
        bau,
        (
            Anteil(
                "Stunden\nindividuell",
                zellen.STUNDEN,
                ((personen, "stunden_jahr", ""),),
                "stunden_individuell",
            ),
            Anteil(
                "Stunden\nFachmodul",
                zellen.STUNDEN,
                ((tafel, "stunden_jahr", zaehlt(tafel)), (modul, "stunden_jahr", "")),
                "",
            ),
            Anteil("VZÄ\nindividuell", zellen.STUNDEN, ((personen, "vzae", ""),), "vzae_individuell"),
            Anteil(
                "VZÄ\nFachmodul", zellen.STUNDEN, ((tafel, "vzae", zaehlt(tafel)), (modul, "vzae", "")), ""
            ),
            Anteil("VZÄ\ngesamt", zellen.STUNDEN, tuple((t, "vzae", b) for t, b in alle), "vzae"),
        ),
    )
    kurz = (
        "vzae_individuell",
        "vzae_stundentafel",
        "vzae_fachmodul",
        "stunden_jahr",
        "jahresstunden_vzae",
        "vzae",
    )
    abschluss.kurzfassung(bau, [z for n in ("vzae", *kurz[:-1]) for z in zeilen if z.name == n])
    abschluss.pruefung(bau)
    abschluss.quellen(bau, QUELLEN)
    hilfe(bau, SCHRITTE, BEISPIEL)


QUELLEN = (
    (
        "Leistungskatalog, qA und uA",
        "§ 78 SGB IX",
        f"Gliederung nach {VORTRAG}: qualifizierte Assistenz = Befähigung durch eine Fachkraft, unterstützende Assistenz = Übernahme; persönliche Lebensplanung nur als qA.",
    ),
    (
        "Fachmodul Wohnen, 7 Leistungen",
        "Landesrahmenvertrag nach § 131 SGB IX Nordrhein-Westfalen",
        f"Nach {VORTRAG}, Folie Vorhalteleistungen.",
    ),
    (
        "Beispiel Stundentafel",
        VORTRAG,
        "Folie »Ableitung des Personalbedarfs anhand einer sog. Stundentafel«. Gedruckt: Gesamt 168 Std. je Woche, 6,37 VZÄ; zum Vergleich Nachtbereitschaft 0,53 und Rufbereitschaft 0,27.",
    ),
    (
        "Beispiel individueller Bedarf",
        VORTRAG,
        "Folie Beispielrechnung NRW: 2,25 Std. je Woche = 117 Std. im Jahr. Gedruckt sind 0,08 VZÄ (abgeschnitten); genau sind es 0,0853. Die Aufteilung der 135 Minuten auf Leistungen ist angenommen.",
    ),
)
SCHRITTE = (
    (
        "Parameter",
        "Die Vertragswerte stehen schon da. Nur wo etwas anderes gelten soll, einen eigenen Wert eintragen und in der letzten Spalte sagen, woher er stammt.",
    ),
    (
        "intern_Assistenz",
        "Je Person eine Zeile: Fallnummer (kein Name), Angebot, Minuten je Woche für jede Leistung, getrennt nach qualifizierter (qA) und unterstützender Assistenz (uA). Das Blatt wird nicht gedruckt; das Blatt Assistenz zeigt die Summen.",
    ),
    (
        "Fachmodul Wohnen",
        "Leistungen ohne feste Uhrzeit, z. B. beratende Pflegekraft: Nummer der Leistung aus der Liste darüber und Stunden je Woche eintragen. Kann leer bleiben.",
    ),
    (
        "Stundentafel",
        "Je Dienst eine Zeile: Nummer der Leistung (Liste auf dem Blatt Fachmodul Wohnen), Beginn und Ende als Uhrzeit (22:00), Tage je Woche, Anzahl Mitarbeitende. Art Präsenz zählt voll; Nacht- und Rufbereitschaft zählen mit dem Anteil vom Blatt Parameter. »in Summe: nein« zeigt einen Dienst nur zum Vergleich.",
    ),
)
BEISPIEL = (
    (
        "Deckblatt",
        "Träger: beliebig; Stichtag 01.01.2025; Zeitraum 01.01.2025 bis 31.12.2025; Angebot 1: Wohnhaus",
        "Blatt Parameter: Nettojahresarbeitszeit 1.568,00, indirekte Zeit 12,5 %, effektive Betreuungszeit 1.372,00",
    ),
    (
        "intern_Assistenz, erste Zeile",
        "Fallnummer P001; Angebot Wohnhaus; Spalten Haushalt qA 45, Lebensplanung qA 30, Haushalt uA 60",
        "Std. je Woche 2,25; Std. im Jahr 117,00; VZÄ 0,0853",
    ),
    (
        "Stundentafel, jede Zeile",
        "Angebot Wohnhaus; Leistung Nr. 1; Art Präsenz, wenn unten nichts anderes steht",
        "",
    ),
    (
        "Zeile 1",
        "Tagespräsenz Mo.–Fr., 06:00 bis 09:00, 5 Tage, 1 MA",
        "780,00 Std. im Jahr; 0,57 VZÄ",
    ),
    ("Zeile 2", "Tagespräsenz Mo.–Fr., 09:00 bis 15:00, 5 Tage, 1 MA", "1.560,00; 1,14"),
    ("Zeile 3", "Tagespräsenz Sa./So., 06:00 bis 09:00, 2 Tage, 1 MA", "312,00; 0,23"),
    ("Zeile 4", "Tagespräsenz Sa./So., 09:00 bis 15:00, 2 Tage, 1 MA", "624,00; 0,45"),
    ("Zeile 5", "Tagespräsenz Mo.–So., 15:00 bis 20:00, 7 Tage, 1 MA", "1.820,00; 1,33"),
    ("Zeile 6", "Tagespräsenz Mo.–So., 20:00 bis 22:00, 7 Tage, 1 MA", "728,00; 0,53"),
    ("Zeile 7", "Nachtwache, 22:00 bis 06:00, 7 Tage, 1 MA", "2.912,00; 2,12"),
    (
        "Zeile 8, in Summe: nein",
        "Art Nachtbereitschaft, 22:00 bis 06:00, 7 Tage, 1 MA",
        "728,00; 0,53 (nur zum Vergleich)",
    ),
    (
        "Zeile 9, in Summe: nein",
        "Art Rufbereitschaft, 22:00 bis 06:00, 7 Tage, 1 MA",
        "364,00; 0,27 (nur zum Vergleich)",
    ),
    (
        "Ergebnis",
        "",
        "Stundentafel 168,00 Std. je Woche, 8.736,00 Std. im Jahr, 6,37 VZÄ; gesamt 6,45 VZÄ (genau 6,4526); alle Prüfungen bestanden",
    ),
)
VORLAGE = Vorlage(
    "nw",
    "NW",
    "Assistenz und Fachmodul Wohnen",
    "Kombination: Fachmodul Wohnen und individuelle Assistenz (qA/uA)",
    "Landesrahmenvertrag vom Juli 2019, Leistungen ab 01.01.2020; Umstellungsphase verlängert (Stand 22.11.2026)",
    "lrv-sgbix.lvr.de; umsetzungsbegleitung-bthg.de; Werte: Blatt Quellen",
    (_HAUS,),
    fuellen,
)
