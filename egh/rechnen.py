"""`egh rechnen`: eine Mappe ohne Office rechnen."""

from __future__ import annotations

import gc
from argparse import Namespace
from pathlib import Path
from typing import Any

from egh import ausgabe, geoeffnet
from egh.gruende import Abbruch
from egh.meldungen import meldungszeilen, nicht_zu_viele, offene_pruefungen, pruefungszeilen
from egh.setzen import zellwert
from recalculation import MOTOREN
from udfs import Fehler


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "rechnen",
        help="eine Arbeitsmappe rechnen",
        description="Rechnet alle Formeln einer .xlsx- oder .xlsm-Datei; nur Werte ändern sich, alles andere bleibt.",
    )
    leser.add_argument("ein", metavar="EIN.xlsx", type=Path, help="Arbeitsmappe")
    leser.add_argument(
        "-o", dest="aus", metavar="AUS.xlsx", type=Path, help="Ziel; ohne Angabe wird EIN.xlsx ersetzt"
    )
    leser.add_argument(
        "--setze",
        action="append",
        default=[],
        metavar="NAME=WERT",
        help="Eingabe setzen, mit Namen oder Adresse (eingabe_njaz=1540, 'Stundentafel!G7=07:00'); NAME= leert",
    )
    leser.add_argument("--engine", choices=MOTOREN, default=MOTOREN[0], help="Rechenmaschine (eingebaut)")
    leser.add_argument(
        "--streng", action="store_true", help="Ende mit 1 auch, wenn eine Prüfung der Mappe nicht WAHR ist"
    )
    leser.add_argument("--json", action="store_true", help="Ergebnis als JSON für Programme")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Rechnen, schreiben, berichten."""
    import workbooks

    gc.disable()  # der Prozess endet gleich; Zehntausende Zellen nach Zyklen abzusuchen kostet nur Zeit
    ziel = angaben.aus or angaben.ein
    if ziel.suffix.lower() != angaben.ein.suffix.lower() and not angaben.ein.is_dir():
        endung = f"auf {angaben.ein.suffix}" if angaben.ein.suffix else "ohne Endung"
        raise Abbruch(f"Die Ausgabe muss {endung} enden wie {angaben.ein.name}.")
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    mappe = workbooks.oeffnen(angaben.ein)
    nicht_zu_viele(mappe)
    for angabe in angaben.setze:
        _setze(mappe, angabe)
    mappe.rechnen(engine=angaben.engine)
    ende = 1 if mappe.fehler() or (angaben.streng and offene_pruefungen(mappe)) else 0
    if angaben.json:
        ausgabe.berichte(lambda: mappe.speichern(ziel), [ausgabe.als_json(_bericht(mappe))], ausgabe.sage_roh)
    else:
        ausgabe.berichte(lambda: mappe.speichern(ziel), _zeilen(mappe, ziel))
    return ende


def _setze(mappe: Any, angabe: str) -> None:
    name, trenner, wert = angabe.partition("=")
    name = name.strip()
    if not trenner or not name:
        raise Abbruch(f"--setze {angabe}: erwartet wird NAME=WERT.")
    try:
        als_text = mappe.zahlenformat(name) == "@" and wert.strip() and not wert.strip().startswith("'")
        mappe[name] = wert.strip() if als_text else zellwert(wert)
        gesperrt = mappe.gesperrt(name)
    except (KeyError, ValueError) as grund:
        raise Abbruch(f"--setze {angabe}: {grund.args[0]}") from None
    if gesperrt:
        ausgabe.warne(f"--setze {name}: Diese Zelle ist keine Eingabe (Blattschutz); trotzdem gesetzt.")


def _bericht(mappe: Any) -> dict[str, Any]:
    return {
        "formeln": mappe.formeln,
        "fehler": [
            {"zelle": m.zelle, "code": m.code, "satz": m.satz, "ursache": m.ursache or m.zelle}
            for m in mappe.fehler()
        ],
        "ergebnisse": {name: _fuer_json(mappe, name) for name in mappe.namen("ergebnis_")},
        "pruefungen": {name: _fuer_json(mappe, name) for name in mappe.namen("pruefung_")},
        "pruefungen_offen": [
            {
                "name": p.name,
                "satz": p.satz,
                "folgt": p.folgt,
                "zellen": [{"zelle": z, "hinweis": t} for z, t in p.zellen],
            }
            for p in offene_pruefungen(mappe)
        ],
    }


def _fuer_json(mappe: Any, name: str) -> Any:
    try:
        wert = mappe[name]
    except RuntimeError:  # nicht berechenbar: steht mit Satz unter "fehler"
        return None
    if isinstance(wert, list):
        return [[str(w) if isinstance(w, Fehler) else w for w in zeile] for zeile in wert]
    return str(wert) if isinstance(wert, Fehler) else wert


def _zeilen(mappe: Any, ziel: Path) -> list[str]:
    formeln = f"{mappe.formeln} {'Formel' if mappe.formeln == 1 else 'Formeln'}"
    return [
        f"{formeln} gerechnet, geschrieben nach {ziel}",
        *meldungszeilen(mappe),
        *pruefungszeilen(mappe),
    ]
