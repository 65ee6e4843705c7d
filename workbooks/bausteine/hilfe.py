"""Blatt »Hilfe«: Schritt für Schritt durch die Vorlage, dann das veröffentlichte Beispiel zum Nachmachen."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.bausteine import zellen
from workbooks.bausteine.bau import Bau

_ZUERST = (
    (
        "Deckblatt",
        "Träger, Stichtag (Tag, dessen Vertragsstand gilt), Zeitraum und Status eintragen. Wer mehrere Angebote hat, "
        "trägt ihre Namen in die Liste ein; die Tabellen bieten sie dann zur Auswahl an.",
    ),
)
_ZULETZT = (
    (
        "Ohne Add-in",
        "Zeigen die grauen Zellen #NAME? oder bleiben stehen, fehlt das Add-in EGH: Mappe speichern und schließen, "
        "»egh rechnen DATEI.xlsx« aufrufen, wieder öffnen. Erst dann stimmen Zahlen, Hinweise und Prüfungen.",
    ),
    (
        "Spalte Hinweis",
        "Jede Zeile der Tabellen sagt, wie es um sie steht. »unvollständig«: das Ergebnis bleibt leer. »Wert prüfen: "
        "…«: etwas ist falsch, die Zeile und jede Summe mit ihr zeigen #NV, bis es berichtigt ist. »bitte bestätigen: "
        "…«: ungewöhnlich; entweder berichtigen oder rechts daneben eintragen, warum es stimmt.",
    ),
    (
        "Ergebnis, Angebote",
        "Stellen und Stunden. In die gelbe Spalte Vorjahr gehören die Ergebnisse des letzten Jahres: eintippen, "
        "einfügen oder mit »egh vorjahr VORJAHR.xlsx DATEI.xlsx« übernehmen; dann zeigt die Brücke, was sich ändert.",
    ),
    (
        "Prüfung",
        "Hier müssen alle Zeilen WAHR sein, bevor die Kalkulation das Haus verlässt; neben jeder steht, was zu tun "
        "ist, und darunter, welche Angabe noch fehlt.",
    ),
    (
        "Weitergeben",
        "Drucken oder als PDF ausgeben: die Kurzfassung ist eine Seite. Blätter, deren Name mit intern_ beginnt, "
        "enthalten Angaben zu Personen und werden nicht weitergegeben.",
    ),
)


def hilfe(bau: Bau, schritte: Sequence[tuple[str, str]], beispiel: Sequence[tuple[str, str, str]]) -> None:
    """Das Blatt; `schritte` sind die der Vorlage, davor und danach stehen die gemeinsamen."""
    blatt = bau.blatt(
        "Hilfe", f"Hilfe: {bau.vorlage.titel}, {bau.vorlage.landesname}", (30, 46, 54), 4, quer=False
    )
    hinweis = "Gelbe Zellen sind Eingaben, graue werden gerechnet. Der Blattschutz hat kein Kennwort."
    zellen.text(blatt["A3"], hinweis, klein=True, umbruch=False)
    zellen.ueberschrift(blatt["A5"], "So wird die Vorlage gefüllt")
    z = 5
    for nummer, (wort, text) in enumerate((*_ZUERST, *schritte, *_ZULETZT), 1):
        z += 1
        zellen.text(blatt.cell(z, 1), f"{nummer}. {wort}", fett=True)
        zellen.text(blatt.cell(z, 2), text)
        blatt.merge_cells(start_row=z, end_row=z, start_column=2, end_column=3)
        blatt.row_dimensions[z].height = _hoehe((text, 90))
    z += 2
    zellen.ueberschrift(blatt.cell(z, 1), "Zum Nachmachen: das veröffentlichte Beispiel")
    z += 1
    for nummer, wort in enumerate(("Blatt und Stelle", "eintragen", "danach zu sehen"), 1):
        zellen.kopfzelle(blatt.cell(z, nummer), wort)
    for reihe in beispiel:
        z += 1
        for nummer, inhalt in enumerate(reihe, 1):
            zellen.text(blatt.cell(z, nummer), inhalt)
        blatt.row_dimensions[z].height = _hoehe((reihe[0], 28), (reihe[1], 40), (reihe[2], 48))


def _hoehe(*spalten: tuple[str, int]) -> int:
    """Zeilenhöhe, in der jeder Text (mit so vielen Zeichen je Zeile) ganz zu sehen ist."""
    return 14 * max(1 + len(text) // zeichen for text, zeichen in spalten)
