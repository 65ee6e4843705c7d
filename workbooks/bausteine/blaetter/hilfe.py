"""Blatt »Hilfe«: Schritt für Schritt durch die Vorlage, dann das veröffentlichte Beispiel zum Nachmachen."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.formworte import satz
from workbooks.bausteine.grund.worte import HILFE, KURZFASSUNG, PRUEFUNG, RELATIONSMODELL, SATZFORTSCHREIBUNG

_ZUERST = (
    (
        "Deckblatt",
        "Leistungserbringer, Stichtag (Tag, dessen Vertragsstand gilt), Zeitraum und Status eintragen. "
        "Wer mehrere Angebote hat, trägt ihre Namen in die Liste ein; die Tabellen bieten sie dann zur Auswahl an.",
    ),
)
_ZULETZT = (
    (
        "Leistungsgruppen",
        "Nur, wo der Vertrag nach Leistungsgruppen bezahlt: die Korridore der Vereinbarung mit Quelle. Bei den "
        "Personen steht dann, in welche Gruppe ihre vergüteten Minuten fallen.",
    ),
    (
        RELATIONSMODELL,
        "Nur zum Vergleich: Personal, Personen und Schlüssel 1 : x (der des Vertrags, wo einer hinterlegt ist, sonst "
        "ein eigener mit Quelle). Die Stellen stehen neben dem Ergebnis und zählen dort nicht mit.",
    ),
    (
        SATZFORTSCHREIBUNG,
        "Nur wenn ein Satz fortgeschrieben wird. Erste Zeile: Bezeichnung und Satz bisher; jede weitere Zeile dieses "
        "Satzes darunter geht vom vereinbarten Satz davor aus. Je Schritt: ab wann, Steigerung der Personal- und der "
        "Sachkosten, Anteil der Personalkosten, wenn vereinbart Festbetrag und Basiskorrektur, Quelle. »gilt« steht "
        "beim Satz des Stichtags.",
    ),
    (
        "Ergebnis, Angebote",
        "Stellen und Stunden. Ganz rechts stehen die Werte zum Vergleich: Vorjahr, Antrag, Gegenangebot, Einigung; "
        "eintippen, einfügen oder mit »egh vorjahr ALT.xlsx DATEI.xlsx« (--als antrag …) übernehmen. Oben rechts "
        "wählen, womit verglichen wird; dann erscheinen Vergleich und Brücke.",
    ),
    (
        "Angebotsblatt",
        "Ein Angebot auf einer Seite, für die Vereinbarung: oben wählen, welches, dann drucken.",
    ),
    (
        "Abweichungen",
        "Jeder eigene Wert neben dem des Vertrags und was er an Stellen (und Entgelt) ausmacht. Nichts einzutragen.",
    ),
    (
        "Prüfung",
        "Hier müssen alle Zeilen WAHR sein, bevor die Kalkulation das Haus verlässt; neben jeder steht, was zu tun "
        "ist, und darunter, welche Angabe noch fehlt.",
    ),
    (
        "Kurzfassung",
        "Eine Seite zum Weitergeben, gedruckt oder als PDF. Blätter, deren Name mit intern_ beginnt, enthalten Angaben "
        "zu Personen, werden nicht gedruckt und nicht weitergegeben.",
    ),
)
_AUSSERDEM = (
    (
        "Tabellen",
        "Eine neue Zeile wird gelb, sobald die darüber belegt ist; gedruckt werden nur belegte Zeilen. Wer Zeilen "
        "einfügt oder sortiert, nimmt ganze Zeilen der Tabelle: eine Zeile über der ersten oder unter der letzten "
        "zählt nicht und macht die Prüfung FALSCH; wird nur eine Spalte sortiert, merkt das niemand.",
    ),
    (
        "Spalte Hinweis",
        "Jede Zeile der Tabellen sagt, wie es um sie steht. »unvollständig«: das Ergebnis bleibt leer. »Wert prüfen: "
        "…«: etwas ist falsch, die Zeile und jede Summe mit ihr zeigen #NV, bis es berichtigt ist. »bitte bestätigen "
        "»16 Std.«: …«: ungewöhnlich; entweder berichtigen oder rechts daneben eintragen, warum es stimmt, und dabei "
        "den Wert nennen (»16 Std. nach Dienstvereinbarung«). Ändert er sich, wird neu gefragt.",
    ),
)
_BEISPIEL = (
    "»egh vorlage {name} --beispiel -o beispiel.xlsx« baut diese Mappe gefüllt mit dem Beispiel, das das Blatt Quellen "
    "nennt: daneben gelegt zeigt sie, was wo einzutragen ist und was herauskommt."
)
_BREITEN = (27, 42, 44)


def hilfe(bau: Bau) -> None:
    """Das Blatt; um die Schritte der Vorlage stehen die gemeinsamen.

    Ein Schritt heißt wie sein Blatt (oder zwei, durch Komma getrennt); dessen Titel bekommt die Nummer.
    """
    blatt = bau.blatt(HILFE, bau.titel(HILFE), _BREITEN, 4, quer=False)
    hinweis = "Gelbe Zellen sind Eingaben, graue werden gerechnet. Der Blattschutz hat kein Kennwort."
    zellen.text(blatt["A3"], hinweis, grau=True, umbruch=False)
    zellen.ueberschrift(blatt["A5"], "So wird die Vorlage gefüllt")
    alle = _schritte(bau)
    zeilen = [(f"{nummer}. {wort}", text) for nummer, (wort, text) in enumerate(alle, 1)]
    z = _absaetze(blatt, 6, zeilen)
    for nummer, (wort, _) in enumerate(alle, 1):
        for titel in set(wort.split(", ")) - bau.flach - {KURZFASSUNG}:
            bau.mappe[titel]["A1"].value = f"{nummer}. {bau.mappe[titel]['A1'].value}"
    zellen.ueberschrift(blatt.cell(z + 1, 1), "Gut zu wissen")
    ohne_addin = ("Ohne Add-in", satz("hilfe", bau.form))
    mit_hinweisen = any(name.startswith("zeilenhinweis_") for name in bau.mappe.defined_names)
    z = _absaetze(blatt, z + 2, (*(_AUSSERDEM if mit_hinweisen else ()), ohne_addin))
    if not bau.vorlage.beispiel.nachmachen:
        zellen.ueberschrift(blatt.cell(z + 1, 1), "Zum Nachmachen")
        _absaetze(blatt, z + 2, (("Beispiel", _BEISPIEL.format(name=bau.vorlage.name)),))
        return
    zellen.ueberschrift(blatt.cell(z + 1, 1), "Zum Nachmachen")
    z += 2
    for nummer, wort in enumerate(("Blatt und Stelle", "eintragen", "danach zu sehen"), 1):
        zellen.kopfzelle(blatt.cell(z, nummer), wort)
    for reihe in bau.vorlage.beispiel.nachmachen:
        z += 1
        for nummer, inhalt in enumerate(reihe, 1):
            zellen.text(blatt.cell(z, nummer), inhalt)
        blatt.row_dimensions[z].height = zellen.hoehe(*zip(reihe, _BREITEN, strict=True))


def _schritte(bau: Bau) -> tuple[tuple[str, str], ...]:
    """Die gemeinsamen Schritte zu Blättern, die es gibt und zu denen die Vorlage selbst nichts sagt, um die eigenen.

    Das Relationsmodell steht dort, wo die Vorlage selbst es nennt.
    """
    eigene, da = dict(bau.vorlage.schritte), set(bau.mappe.sheetnames)
    bleibt = {RELATIONSMODELL} & set(eigene)
    zuerst, zuletzt = (
        {
            wort: eigene.get(wort, text)
            for wort, text in schritte
            if set(wort.split(", ")) <= da and wort not in bleibt
        }
        for schritte in (_ZUERST, _ZULETZT)
    )
    dazwischen = {wort: text for wort, text in eigene.items() if wort not in zuerst | zuletzt}
    ende = list(zuletzt.items())
    vor_pruefung = next((n for n, (wort, _) in enumerate(ende) if wort == PRUEFUNG), len(ende))
    anbau = bau.vorlage.anbau_schritte
    return (*zuerst.items(), *dazwischen.items(), *ende[:vor_pruefung], *anbau, *ende[vor_pruefung:])


def _absaetze(blatt: Worksheet, z: int, absaetze: Sequence[tuple[str, str]]) -> int:
    """Ab Zeile z; gibt die nächste freie."""
    for zeile, (wort, text) in enumerate(absaetze, z):
        zellen.text(blatt.cell(zeile, 1), wort, fett=True)
        zellen.text(blatt.cell(zeile, 2), text)
        blatt.merge_cells(start_row=zeile, end_row=zeile, start_column=2, end_column=3)
        blatt.row_dimensions[zeile].height = zellen.hoehe((wort, _BREITEN[0]), (text, sum(_BREITEN[1:])))
    return z + len(absaetze)
