"""`egh rechnen`: eine Mappe ohne Office rechnen; was für einen ganzen Ordner gilt, steht in `stapel`."""

from __future__ import annotations

import gc
from argparse import Namespace
from pathlib import Path
from typing import Any

from egh import ausgabe, geoeffnet, stapel
from egh.gruende import Abbruch
from egh.setzen import setze
from recalculation import MOTOREN
from recalculation.rechnung import NICHT_BERECHENBAR
from udfs import Fehler
from workbooks.meldungen import meldungszeilen, pruefungszeilen
from workbooks.pruefungen import nicht_zu_viele, offene_pruefungen


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "rechnen",
        help="eine Arbeitsmappe oder alle eines Ordners rechnen",
        description="Rechnet alle Formeln einer .xlsx- oder .xlsm-Datei; nur Werte ändern sich, alles andere bleibt. "
        "Von einem Ordner rechnet es alle Dateien, auch in Unterordnern, in einen anderen; derselbe Aufruf setzt fort.",
    )
    leser.add_argument("ein", metavar="EIN.xlsx", type=Path, help="Arbeitsmappe oder Ordner")
    leser.add_argument(
        "-o",
        dest="aus",
        metavar="AUS.xlsx",
        type=Path,
        help="Ziel (bei einem Ordner ein anderer Ordner); ohne Angabe wird EIN.xlsx ersetzt",
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
        "--streng",
        action="store_true",
        help="Ende mit 1 auch bei einer Prüfung, die nicht WAHR ist (bei einem Ordner immer)",
    )
    stapel.anmelden(leser)
    leser.add_argument("--json", action="store_true", help="Ergebnis als JSON für Programme")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Rechnen, schreiben, berichten."""
    import workbooks

    if angaben.ein.is_dir():
        return stapel.ausfuehren(angaben)
    if angaben.prozesse or angaben.ersetzen or angaben.cluster or angaben.unverschluesselt:
        raise Abbruch("--prozesse, --ersetzen und --cluster gelten nur für einen Ordner.")
    gc.disable()  # der Prozess endet gleich; Zehntausende Zellen nach Zyklen abzusuchen kostet nur Zeit
    ziel = angaben.aus or angaben.ein
    if ziel.suffix.lower() != angaben.ein.suffix.lower():
        endung = f"auf {angaben.ein.suffix}" if angaben.ein.suffix else "ohne Endung"
        raise Abbruch(f"Die Ausgabe muss {endung} enden wie {angaben.ein.name}.")
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    mappe = workbooks.oeffnen(angaben.ein)
    nicht_zu_viele(mappe)
    for angabe in angaben.setze:
        if hinweis := setze(mappe, angabe):
            ausgabe.warne(hinweis)
    mappe.rechnen(engine=angaben.engine)
    ende = 1 if mappe.fehler() or (angaben.streng and offene_pruefungen(mappe)) else 0
    if angaben.json:
        ausgabe.berichte(lambda: mappe.speichern(ziel), [ausgabe.als_json(_bericht(mappe))], ausgabe.sage_roh)
    else:
        ausgabe.berichte(lambda: mappe.speichern(ziel), _zeilen(mappe, ziel))
    return ende


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
    ohne = sum(m.code == NICHT_BERECHENBAR for m in mappe.fehler())
    getan = f"gelesen, {ohne} {'Zelle' if ohne == 1 else 'Zellen'} nicht berechenbar" if ohne else "gerechnet"
    return [
        f"{formeln} {getan}, geschrieben nach {ziel}",
        *meldungszeilen(mappe),
        *pruefungszeilen(mappe),
    ]
