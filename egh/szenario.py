"""`egh szenario`: dieselbe Mappe mit anderen Eingaben, alle Kombinationen, und was jede allein ausmacht."""

from __future__ import annotations

import gc
from argparse import Namespace
from datetime import date
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calc.runden import deutsch
from egh import ausgabe, geoeffnet
from egh.gruende import Abbruch
from egh.setzen import zellwert
from egh.ziel import pruefe as pruefe_ziel
from udfs.lesen import zeige

if TYPE_CHECKING:
    from workbooks.mappe import Arbeitsmappe
    from workbooks.szenario.gitter import Eingabe, Szenarien

_ENDUNGEN = (".xlsx", ".csv")


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "szenario",
        help="dieselbe Mappe mit anderen Eingaben rechnen",
        description="Rechnet DATEI.xlsx mit allen Kombinationen der Werte und jede Eingabe allein; DATEI.xlsx bleibt, "
        "wie sie ist.",
    )
    leser.add_argument("datei", metavar="DATEI.xlsx", type=Path, help="Arbeitsmappe")
    leser.add_argument(
        "--eingabe",
        action="append",
        required=True,
        metavar="NAME=WERT;WERT",
        help="eine Eingabe und ihre Werte, mit Namen oder Adresse ('eingabe_njaz=1500;1540;1568'); mehrmals erlaubt",
    )
    leser.add_argument(
        "--ergebnis",
        action="append",
        required=True,
        metavar="NAME",
        help="was zu zeigen ist; mehrmals erlaubt",
    )
    leser.add_argument(
        "-o", dest="aus", metavar="AUS.xlsx", type=Path, required=True, help="Ziel, .xlsx oder .csv"
    )
    leser.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Lesen, rechnen, schreiben, berichten; 1, wenn eine Rechnung einen Fehler hat."""
    import workbooks
    from recalculation.datei.ersetzen import ersetze_atomar
    from workbooks.szenario.blatt import Bericht, als_csv, als_mappe
    from workbooks.szenario.gitter import gerechnet

    gc.disable()
    ziel: Path = angaben.aus
    pruefe_ziel(ziel, *_ENDUNGEN, ersetzen=angaben.ersetzen, quelle=angaben.datei)
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    m = workbooks.oeffnen(angaben.datei)
    eingaben = _eingaben(m, angaben.eingabe)
    ergebnisse = _ergebnisse(m, angaben.ergebnis)
    s = gerechnet(m, eingaben, ergebnisse, lambda getan, alle: ausgabe.fortschritt(getan, alle, "Rechnungen"))
    formate = [m.zahlenformat(name) for name in (*(e.name for e in eingaben), *ergebnisse)]
    bericht = Bericht(s, eingaben, ergebnisse, formate, f"gerechnet aus {angaben.datei.name}")
    inhalt = als_csv(bericht) if ziel.suffix.lower() == ".csv" else als_mappe(bericht)
    falsch = sum(z.fehler > 0 for z in s.alle)
    ausgabe.berichte(
        lambda: ersetze_atomar(ziel, inhalt, not angaben.ersetzen), _saetze(s, ergebnisse, ziel, falsch)
    )
    return 1 if falsch else 0


def _eingaben(m: Arbeitsmappe, angaben: list[str]) -> list[Eingabe]:
    from workbooks.szenario.gitter import HOECHSTENS

    gefunden, orte = [], set()
    for angabe in angaben:
        eingabe = _eingabe(m, angabe)
        ort = m.ort(eingabe.name)
        if ort in orte:
            raise Abbruch(f"--eingabe {angabe}: Diese Zelle ist schon genannt.")
        orte.add(ort)
        gefunden.append(eingabe)
    kombinationen = prod(len(e.werte) for e in gefunden)
    if kombinationen > HOECHSTENS:
        raise Abbruch(
            f"Das wären {deutsch(kombinationen)} Kombinationen; höchstens {deutsch(HOECHSTENS)} werden gerechnet."
        )
    for eingabe, angabe in zip(gefunden, angaben, strict=True):
        try:
            m[eingabe.name] = eingabe.basis
        except ValueError as grund:  # eine Formel, in einer Mappe ohne Blattschutz
            raise Abbruch(f"--eingabe {angabe}: {grund.args[0]}") from None
    return gefunden


def _eingabe(m: Arbeitsmappe, angabe: str) -> Eingabe:
    from workbooks.szenario.gitter import Eingabe

    name, trenner, rechts = angabe.partition("=")
    name = name.strip()
    if not trenner or not name or not rechts.strip():
        raise Abbruch(f"--eingabe {angabe}: erwartet wird NAME=WERT;WERT.")
    try:
        werte = tuple(_zahl(teil) for teil in rechts.split(";"))
        _einzeln(m, name)
        basis = m[name]
        if any(isinstance(w, date) for w in werte):
            if not all(isinstance(w, date) for w in werte):
                raise ValueError("Zahlen und Tage stehen nebeneinander.")
            basis = m.als_tag(name) or basis  # eine Mappe kann ab 1904 zählen
        if m.gesperrt(name):
            raise ValueError("Diese Zelle ist keine Eingabe (Blattschutz).")
        if m.zahlenformat(name) == "@":
            raise ValueError("In diese Zelle gehört ein Text.")
    except RuntimeError:  # nur eine Formel ohne gespeicherten Wert ist nicht zu lesen
        raise Abbruch(f"--eingabe {angabe}: Diese Zelle ist eine Formel, keine Eingabe.") from None
    except (KeyError, ValueError) as grund:
        raise Abbruch(f"--eingabe {angabe}: {grund.args[0]}") from None
    if len(set(werte)) < len(werte):
        raise Abbruch(f"--eingabe {angabe}: Ein Wert steht zweimal da.")
    return Eingabe(name, werte, basis)


def _zahl(text: str) -> float | date:
    wert = None if text.strip().startswith("'") else zellwert(text)
    if isinstance(wert, bool) or not isinstance(wert, (float, date)):
        raise ValueError(f"{zeige(text.strip())} ist keine Zahl und kein Tag.")
    return wert


def _einzeln(m: Arbeitsmappe, name: str) -> None:
    if m.ort(name)[1].anzahl != 1:
        raise ValueError(f"{name} sind mehrere Zellen; eine nennen.")


def _ergebnisse(m: Arbeitsmappe, namen: list[str]) -> list[str]:
    for name in namen:
        try:
            _einzeln(m, name)
        except (KeyError, ValueError) as grund:
            raise Abbruch(f"--ergebnis {name}: {grund.args[0]}") from None
    return list(dict.fromkeys(namen))


def _saetze(s: Szenarien, ergebnisse: list[str], ziel: Path, falsch: int) -> list[str]:
    from workbooks.szenario.gitter import GESAMT

    saetze = [f"{_anzahl(len(s.gitter), 'Kombination')} gerechnet, geschrieben nach {ziel}"]
    for n, name in enumerate(ergebnisse):
        zahlen = [z.ergebnisse[n] for z in s.gitter if isinstance(z.ergebnisse[n], float)]
        if zahlen:
            saetze.append(
                f"  {name}: {_kurz(min(zahlen))} bis {_kurz(max(zahlen))}, in der Datei {_kurz(s.basis.ergebnisse[n])}"
            )
        else:
            saetze.append(f"  {name}: in keiner Kombination eine Zahl")
    offen = sum(bool(z.offen) for z in s.gitter)
    if offen:
        wo = "" if any(GESAMT not in z.offen for z in s.gitter if z.offen) else " (nur die gesamte)"
        saetze.append(
            f"In {_anzahl(offen, 'Kombination')} ist eine Prüfung nicht WAHR{wo}; welche, steht in der Tabelle."
        )
    if falsch:
        saetze.append(f"{deutsch(falsch)} Rechnungen haben Zellen ohne Ergebnis.")
    return saetze


def _anzahl(n: int, wort: str) -> str:
    return f"{deutsch(n)} {wort}{'' if n == 1 else 'en'}"


def _kurz(wert: Any) -> str:
    if not isinstance(wert, float):
        return "keine Zahl"
    return f"{wert:,.4f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
