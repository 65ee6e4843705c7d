"""Bayern: Nettojahresarbeitszeit aus ihren Bestandteilen, Basisleistungen mit und ohne Schichtdienst."""

from __future__ import annotations

from datetime import time

from workbooks.bausteine import abschluss, eingabe, zellen
from workbooks.bausteine.angebote import Anteil, angebote
from workbooks.bausteine.arbeitszeit import arbeitszeit
from workbooks.bausteine.bau import Bau, Vorlage
from workbooks.bausteine.ergebnis import Zeile, ergebnis, gesamt
from workbooks.bausteine.hilfe import hilfe
from workbooks.bausteine.parameterblatt import BREITEN, Wert, werte, wochenbasis
from workbooks.bausteine.stundentafel import JA_NEIN, stundentafel, tafelzeilen, zaehlt
from workbooks.bausteine.tabelle import Spalte
from workbooks.bausteine.vorhaltung import nummernspalte, uebersicht, vorhaltung, vorhaltungszeilen
from workbooks.vorlagen.nw import VORTRAG

BASISLEISTUNGEN = (
    "Zur Erfüllung gesetzlicher Anforderungen notwendige Ausstattung",
    "Leistungen zur Erreichbarkeit",
    "Präsenzleistungen bei Tag und bei Nacht",
    "Leistungen zur hauswirtschaftlichen und -technischen Unterstützung",
    "Fallabhängige Sozialraumarbeit",
    "Fachdienstleistungen",
    "Besondere, bedarfsspezifische und zwischen den Verhandlungspartnern abgestimmte Leistungen",
)
AUSFALL = (
    ("urlaub", "Erholungsurlaub"),
    ("feiertage", "Gesetzliche Feiertage"),
    ("freistellung", "Freistellung 24. und 31.12."),
    ("zusatzurlaub", "Zusatzurlaub Schicht/Wechselschicht/Nacht"),
    ("schwerbehinderung", "Arbeitsbefreiung/Zusatzurlaub Schwerbehinderung"),
    ("regeneration", "Regenerationstage"),
    ("fortbildung", "Fortbildung"),
    ("krankheit", "Krankheitsbedingte Fehlzeiten"),
)
WERTE = (
    Wert(
        "anteil_indirekt",
        "Anteil indirekter Zeit (0 %, wenn nichts abgeht)",
        "Anteil",
        zellen.ANTEIL,
        eingabe.zahl(0, 0.9, "Anteil von 0 % bis 90 %; 0 % heißt: kein Abzug."),
        "anteil_indirekt",
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
        "Anerkennung Nachtbereitschaft (wenn sie vorkommt)",
        "Anteil",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "anerkennung_nachtbereitschaft",
        pflicht=False,
    ),
    Wert(
        "rufbereitschaft",
        "Anerkennung Rufbereitschaft (wenn sie vorkommt)",
        "Anteil",
        zellen.ANTEIL,
        eingabe.ANTEIL,
        "anerkennung_rufbereitschaft",
        pflicht=False,
    ),
)
_HAUS = "Wohngemeinschaft"
_ZUSATZ = Spalte("schicht", "Schicht-\ndienst", 9, grenze=JA_NEIN, weg="leer: ja")
_BEISPIELWERTE = {"anteil_indirekt": (0, "Rechenbeispiel: kein Abzug")}
# Rechenbeispiel: die Dienste sind angenommen, veröffentlicht ist die Nettojahresarbeitszeit.
DIENSTE = (
    (_HAUS, 3, "Präsenz", "ja", "ja", None, "Tagespräsenz früh", time(6), time(14), 7, 1),
    (_HAUS, 3, "Präsenz", "ja", "ja", None, "Tagespräsenz spät", time(14), time(22), 7, 1),
    (_HAUS, 3, "Präsenz", "ja", "ja", None, "Nachtwache", time(22), time(6), 7, 1),
)
WEITERE = ((_HAUS, 6, "Fachdienst", "nein", 10),)


def fuellen(bau: Bau) -> None:
    """Die Arbeitsblätter."""
    grund = bau.blatt("Parameter", f"Parameter: {bau.vorlage.titel}, {bau.vorlage.landesname}", BREITEN, 5)
    letzte = werte(bau, grund, 5, WERTE, _BEISPIELWERTE)
    for z, (wort, njaz, name) in enumerate(
        (
            ("Effektive Betreuungszeit je VZÄ mit Schichtdienst", "njaz_schicht", "betreuungszeit_schicht"),
            ("Effektive Betreuungszeit je VZÄ ohne Schichtdienst", "njaz", "betreuungszeit"),
        ),
        letzte + 2,
    ):
        zellen.text(grund[f"A{z}"], wort, fett=True)
        formel = f'=IF(OR({njaz}="",parameter_anteil_indirekt=""),"",EGH_BETREUUNGSZEIT({njaz},parameter_anteil_indirekt))'
        zellen.formelzelle(grund[f"D{z}"], formel, zellen.STUNDEN, fett=True)
        zellen.text(grund[f"E{z}"], "Std./Jahr")
        zellen.text(grund[f"F{z}"], "Nettojahresarbeitszeit × (1 − Anteil indirekter Zeit)", grau=True)
        grund.row_dimensions[z].height = 28
        bau.name(name, grund, f"D{z}")
    arbeitszeit(bau, AUSFALL)
    wochenbasis(bau)
    je_zeile = 'IF({schicht}="nein",betreuungszeit,betreuungszeit_schicht)'
    modul = vorhaltung(bau, "Basisleistungen", BASISLEISTUNGEN, je_zeile, WEITERE, (_ZUSATZ,))
    tafel = stundentafel(
        bau, nummernspalte("Basisleistungen", BASISLEISTUNGEN), je_zeile, DIENSTE, (_ZUSATZ,)
    )
    uebersicht(modul, tafel, BASISLEISTUNGEN)
    bau.pflicht.append(
        ("Mindestens eine Zeile in Stundentafel oder Basisleistungen", f"NOT(AND({tafel.leer},{modul.leer}))")
    )
    zeilen = (
        Zeile(
            "bjaz",
            "Bruttojahresarbeitszeit",
            "=bjaz",
            "Std./Jahr",
            zellen.STUNDEN,
            "Wochen × Wochenstunden",
            "Blatt Nettojahresarbeitszeit",
        ),
        Zeile(
            "njaz_schicht",
            "Nettojahresarbeitszeit mit Schichtdienst",
            "=njaz_schicht",
            "Std./Jahr",
            zellen.STUNDEN,
            "Bruttojahresarbeitszeit − Ausfalltage × Stunden je Tag",
            "Rahmenvertrag, Anlage 3",
        ),
        Zeile(
            "njaz",
            "Nettojahresarbeitszeit ohne Schichtdienst",
            "=njaz",
            "Std./Jahr",
            zellen.STUNDEN,
            "Bruttojahresarbeitszeit − Ausfalltage × Stunden je Tag",
            "Rahmenvertrag, Anlage 3",
        ),
        *tafelzeilen("effektive Betreuungszeit mit oder ohne Schichtdienst"),
        *vorhaltungszeilen(
            modul,
            "basisleistungen",
            "Weitere Basisleistungen",
            "effektive Betreuungszeit mit oder ohne Schichtdienst",
        ),
        Zeile(
            "stunden_jahr",
            "Stunden gesamt",
            gesamt(("ergebnis_stunden_stundentafel", "ergebnis_stunden_basisleistungen"), (tafel, modul)),
            "Std./Jahr",
            zellen.STUNDEN,
            "Stundentafel + weitere Basisleistungen",
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
            "Jahresstunden je VZÄ (Durchschnitt)",
            '=IF(OR(ergebnis_vzae="",ergebnis_stunden_jahr="",ergebnis_vzae=0),"",ergebnis_stunden_jahr/ergebnis_vzae)',
            "Std./Jahr",
            zellen.STUNDEN,
            "Stunden gesamt ÷ Stellen gesamt",
            "",
        ),
        Zeile(
            "vzae",
            "Stellen gesamt",
            gesamt(("ergebnis_vzae_stundentafel", "ergebnis_vzae_basisleistungen"), (tafel, modul)),
            "VZÄ",
            zellen.STUNDEN,
            "Stundentafel + weitere Basisleistungen",
            "",
            True,
        ),
    )
    ergebnis(bau, zeilen, "vzae", "stunden_jahr", "jahresstunden_vzae", "anteil_indirekt")
    angebote(
        bau,
        (
            Anteil(
                "Stunden\nStundentafel",
                zellen.STUNDEN,
                ((tafel, "stunden_jahr", zaehlt(tafel)),),
                "stunden_stundentafel",
            ),
            Anteil(
                "Stunden\nweitere", zellen.STUNDEN, ((modul, "stunden_jahr", ""),), "stunden_basisleistungen"
            ),
            Anteil(
                "VZÄ\ngesamt", zellen.STUNDEN, ((tafel, "vzae", zaehlt(tafel)), (modul, "vzae", "")), "vzae"
            ),
        ),
    )
    kurz = ("vzae", "vzae_stundentafel", "vzae_basisleistungen", "stunden_jahr", "njaz_schicht", "njaz")
    abschluss.kurzfassung(bau, [z for n in kurz for z in zeilen if z.name == n])
    abschluss.pruefung(bau)
    abschluss.quellen(bau, QUELLEN)
    hilfe(bau, SCHRITTE, BEISPIEL)


QUELLEN = (
    (
        "Basisleistungen, 7 Leistungen",
        "Rahmenvertrag nach § 131 SGB IX Bayern",
        f"Nach {VORTRAG}, Folie Vorhalteleistungen.",
    ),
    (
        "Beispiel Nettojahresarbeitszeit",
        VORTRAG,
        "Folie Nettojahresarbeitszeit, Anlage 3: Brutto 2.033,85 Std.; netto 1.526,07 Std. mit und 1.532,31 Std. ohne Schichtdienst.",
    ),
    (
        "Beispiel Dienste",
        "Rechenbeispiel",
        "Die Dienste und Stunden des Beispiels sind angenommen, ebenso der Abzug von 0 % indirekter Zeit.",
    ),
    (
        "Anteil indirekter Zeit, Bereitschaften",
        "nicht hinterlegt",
        "In den ausgewerteten Quellen steht für Bayern kein Wert; eigenen Wert mit Quelle eintragen.",
    ),
)
SCHRITTE = (
    (
        "Parameter",
        "Für Bayern ist kein Anteil indirekter Zeit hinterlegt: eigenen Wert eintragen (0 %, wenn nichts abgeht) und in der letzten Spalte sagen, woher er stammt.",
    ),
    (
        "Nettojahresarbeitszeit",
        "Die Ausfalltage des Vertrags stehen schon da. Eigene Werte (z. B. Krankheit des eigenen Hauses) daneben eintragen, mit Quelle; unten steht die Rechnung mit und ohne Schichtdienst.",
    ),
    (
        "Basisleistungen",
        "Leistungen ohne feste Uhrzeit, z. B. Fachdienst: Nummer der Leistung aus der Liste darüber, Schichtdienst ja oder nein (leer: ja), Stunden je Woche. Kann leer bleiben.",
    ),
    (
        "Stundentafel",
        "Je Dienst eine Zeile: Beginn und Ende als Uhrzeit (22:00), Tage je Woche, Anzahl Mitarbeitende. Schichtdienst leer zählt als ja. Nacht- und Rufbereitschaft brauchen einen Anteil, in der Zeile oder auf dem Blatt Parameter.",
    ),
)
BEISPIEL = (
    (
        "Deckblatt",
        "Träger: beliebig; Stichtag 01.01.2025; Zeitraum 01.01.2025 bis 31.12.2025; Angebot 1: Wohngemeinschaft",
        "Blatt Nettojahresarbeitszeit: Brutto 2.033,85; netto 1.526,07 mit und 1.532,31 ohne Schichtdienst (die veröffentlichten Werte)",
    ),
    (
        "Parameter, Anteil indirekter Zeit",
        "eigener Wert 0 %, Quelle: Rechenbeispiel",
        "effektive Betreuungszeit 1.526,07 und 1.532,31",
    ),
    (
        "Stundentafel, Zeile 1",
        "Angebot Wohngemeinschaft, Nr. 3, Art Präsenz, Schichtdienst ja, Tagespräsenz früh, 06:00 bis 14:00, 7 Tage, 1 MA",
        "2.920,40 Std. im Jahr; 1,91 VZÄ",
    ),
    (
        "Stundentafel, Zeile 2",
        "ebenso, Tagespräsenz spät, 14:00 bis 22:00, 7 Tage, 1 MA",
        "2.920,40 Std. im Jahr; 1,91 VZÄ",
    ),
    (
        "Stundentafel, Zeile 3",
        "ebenso, Nachtwache, 22:00 bis 06:00, 7 Tage, 1 MA",
        "2.920,40 Std. im Jahr; 1,91 VZÄ",
    ),
    (
        "Basisleistungen, Zeile 1",
        "Angebot Wohngemeinschaft, Nr. 6 (Fachdienstleistungen), Schichtdienst nein, 10 Std. je Woche",
        "521,50 Std. im Jahr; 0,34 VZÄ",
    ),
    ("Ergebnis", "", "Stellen gesamt 6,08 VZÄ (genau 6,0814); alle Prüfungen bestanden"),
)
VORLAGE = Vorlage(
    "by",
    "BY",
    "Nettojahresarbeitszeit und Basisleistungen",
    "Basisleistungen und individuelle Leistungen",
    "Rahmenvertrag in Kraft seit 01.07.2023; noch nicht verhandelte Bereiche weiter nach den Verträgen vom 15.05.2004 (stationär) und 11.11.2008 (ambulant) (Stand 22.11.2026)",
    "umsetzungsbegleitung-bthg.de; Werte: Blatt Quellen",
    (_HAUS,),
    fuellen,
)
