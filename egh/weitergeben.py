"""`egh weitergeben`: eine Mappe für die andere Seite, ohne Add-in und ohne interne Blätter."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egh import ausgabe, geoeffnet
from egh.ziel import pruefe as pruefe_ziel
from workbooks.meldungen import meldungszeilen

if TYPE_CHECKING:
    from workbooks.mappe import Arbeitsmappe
    from workbooks.weitergabe import Weitergabe

_FORMEN = ("formeln", "lambda", "werte")
_HOECHSTENS = 8  # Zellen, die eine Zeile nennt


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "weitergeben",
        help="eine Mappe für die andere Seite, ohne Add-in und ohne interne Blätter",
        description="Schreibt eine Fassung von DATEI.xlsx, die jeder öffnen kann; DATEI.xlsx bleibt, wie sie ist.",
    )
    leser.add_argument("datei", metavar="DATEI.xlsx", type=Path, help="die ausgefüllte Mappe")
    leser.add_argument("-o", dest="aus", metavar="AUS.xlsx", type=Path, required=True, help="Ziel")
    leser.add_argument(
        "--form",
        choices=_FORMEN,
        default=_FORMEN[0],
        help="formeln: rechnet in Excel ab 2016 und LibreOffice; lambda: nur in Excel 365 und 2024; "
        "werte: nur Zahlen, ohne unbenutzte Blätter",
    )
    leser.add_argument(
        "--mit-intern",
        action="store_true",
        help="auch Blätter, deren Name mit intern_ beginnt (Personen, Kosten)",
    )
    leser.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Rechnen, umstellen, schreiben, berichten."""
    import workbooks
    from recalculation.datei.ersetzen import ersetze_atomar
    from workbooks.pruefungen import offene_pruefungen
    from workbooks.weitergabe import WERTE, weitergegeben
    from workbooks.weitergabe.eingaben import Eingaben, eingelesen

    ziel: Path = angaben.aus
    pruefe_ziel(ziel, ".xlsx", ersetzen=angaben.ersetzen, quelle=angaben.datei)
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    m = workbooks.oeffnen(angaben.datei).rechnen()
    e = Eingaben(m, [], []) if angaben.form == WERTE else eingelesen(m)
    w = weitergegeben(e.mappe, angaben.form, angaben.mit_intern)
    saetze = [f"Form {angaben.form}, geschrieben nach {ziel}", *_saetze(w)]
    saetze += [f"  Als Wert gelesen: {satz}" for satz in e.gelesen]
    saetze += [f"  Dadurch anders als in {angaben.datei.name}: {satz}" for satz in _anders(m, e.mappe)]
    saetze += [f"  Nicht zu lesen: {satz}" for satz in e.unlesbar]
    offen = offene_pruefungen(e.mappe)
    if offen:
        saetze.append(
            f"  Vorher ansehen: {len(offen)} {'Prüfung ist' if len(offen) == 1 else 'Prüfungen sind'} nicht WAHR "
            "(Blatt Prüfung)."
        )
    ausgabe.berichte(
        lambda: ersetze_atomar(ziel, w.inhalt, not angaben.ersetzen), [*saetze, *meldungszeilen(e.mappe)]
    )
    return 1 if offen or e.mappe.fehler() or w.zu_werten or w.fest or e.gelesen or e.unlesbar else 0


def _anders(alt: Arbeitsmappe, neu: Arbeitsmappe) -> list[str]:
    """Ergebnisse, die das Lesen der Texte geändert hat, mit altem und neuem Wert."""
    from udfs.lesen import zeige

    namen = [n for n in alt.namen("ergebnis_") if not isinstance(alt[n], list) and alt[n] != neu[n]]
    gezeigt = [
        tuple("leer" if x is None else zeige(x) for x in (alt[n], neu[n])) for n in namen[:_HOECHSTENS]
    ]
    return [f"{n} {a} → {b}" for n, (a, b) in zip(namen, gezeigt, strict=False)]


def _saetze(w: Weitergabe) -> list[str]:
    gesagt = [f"  {w.uebersetzt} Formeln rechnen jetzt ohne Add-in."] if w.uebersetzt else []
    if w.weggelassen:
        gesagt.append(f"  Weggelassene Blätter: {', '.join(w.weggelassen)}.")
    if w.fest:
        gesagt.append(
            f"  {len(w.fest)} Formeln rechnen mit festen Werten daraus weiter; sie stehen auf dem Blatt Übertrag."
        )
    if w.zu_werten:
        mehr = f" und {len(w.zu_werten) - _HOECHSTENS} weitere" if len(w.zu_werten) > _HOECHSTENS else ""
        zellen = ", ".join(w.zu_werten[:_HOECHSTENS])
        gesagt.append(
            f"  {len(w.zu_werten)} Zellen sind jetzt Werte (Weggelassenes, Verknüpfungen): {zellen}{mehr}."
        )
    return gesagt
