"""`egh vorjahr`: die Ergebnisse des Vorjahres in die Spalte »Vorjahr« einer neuen Kalkulation übernehmen."""

from __future__ import annotations

import math
from argparse import Namespace
from pathlib import Path
from typing import Any

from egh.aufruf import Abbruch
from egh.meldungen import zeige_meldungen
from udfs import DEUTSCHE_FEHLER
from workbooks.recalculation import adresse

_VORSATZ = "eingabe_vorjahr_"
_BESONDERE = {f"{_VORSATZ}{was}" for was in ("quelle", "angebote", "entfallen")}


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "vorjahr",
        help="Ergebnisse des Vorjahres übernehmen",
        description="Trägt die Ergebnisse aus VORJAHR.xlsx in die Spalte »Vorjahr« von DATEI.xlsx ein.",
    )
    leser.add_argument("vorjahr", metavar="VORJAHR.xlsx", type=Path, help="Kalkulation des Vorjahres")
    leser.add_argument("datei", metavar="DATEI.xlsx", type=Path, help="neue Kalkulation derselben Vorlage")
    leser.add_argument(
        "-o", dest="aus", metavar="AUS.xlsx", type=Path, help="Ziel; ohne Angabe wird DATEI.xlsx ersetzt"
    )
    leser.add_argument("--ersetzen", action="store_true", help="schon eingetragene Vorjahreswerte ersetzen")
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Werte übernehmen, rechnen, schreiben, berichten."""
    import workbooks

    ziel = angaben.aus or angaben.datei
    if ziel.suffix.lower() != angaben.datei.suffix.lower():
        raise Abbruch(f"Die Ausgabe muss auf {angaben.datei.suffix} enden wie {angaben.datei.name}.")
    if angaben.vorjahr.exists() and ziel.exists() and ziel.samefile(angaben.vorjahr):
        raise Abbruch("VORJAHR und Ziel sind dieselbe Datei.")
    alt, neu = workbooks.oeffnen(angaben.vorjahr), workbooks.oeffnen(angaben.datei)
    _gleiche_vorlage(alt, neu)
    zeitraum = _frueher(alt, neu)
    werte, fehlend, unbekannt = _werte(alt, neu)
    je_angebot, ohne_zeile = _angebote(alt, neu)
    werte |= je_angebot
    werte[f"{_VORSATZ}quelle"] = _herkunft(alt, angaben.vorjahr)
    _nichts_verlieren(neu, werte, angaben.ersetzen)
    for name, wert in werte.items():
        neu[name] = wert
    neu.rechnen().speichern(ziel)
    anzahl = len(werte.keys() - _BESONDERE)
    print(
        f"{anzahl} {'Ergebnis' if anzahl == 1 else 'Ergebnisse'} des Vorjahres übernommen, geschrieben nach {ziel}"
    )
    for satz in (*zeitraum, *fehlend, *unbekannt, *ohne_zeile, *_offene_pruefungen(alt)):
        print(f"  {satz}")
    zeige_meldungen(neu)
    return 1 if neu.fehler() or fehlend or ohne_zeile else 0


def _gleiche_vorlage(alt: Any, neu: Any) -> None:
    for mappe in (alt, neu):
        if "meta_vorlage" not in mappe.namen("meta_"):
            raise Abbruch(f"{mappe.pfad.name} ist keine unserer Vorlagen (der Name meta_vorlage fehlt).")
    if alt["meta_vorlage"] != neu["meta_vorlage"]:
        raise Abbruch(
            f"{alt.pfad.name} ist eine Vorlage „{alt['meta_vorlage']}“, {neu.pfad.name} eine „{neu['meta_vorlage']}“."
        )


def _frueher(alt: Any, neu: Any) -> list[str]:
    """Ein Vorjahr beginnt früher; wo ein Zeitraum fehlt, sagt ein Satz, dass das nicht zu prüfen war."""
    name = "eingabe_zeitraum_von"
    frueher, spaeter = (m[name] if name in m.namen(name) else None for m in (alt, neu))
    if not isinstance(frueher, float) or not isinstance(spaeter, float):
        return ["Ein Zeitraum fehlt: ob VORJAHR wirklich früher liegt, war nicht zu prüfen."]
    if frueher >= spaeter:
        raise Abbruch(
            f"{alt.pfad.name} beginnt nicht früher als {neu.pfad.name}; erst VORJAHR, dann die neue Datei nennen."
        )
    return []


def _werte(alt: Any, neu: Any) -> tuple[dict[str, Any], list[str], list[str]]:
    """Je Zeile des Ergebnisses der alte Wert; was unbrauchbar ist und was es noch nicht gab, mit Satz."""
    werte, fehlend, unbekannt = {}, [], []
    vorhanden = set(alt.namen("ergebnis_"))
    for name in neu.namen(_VORSATZ):
        if name in _BESONDERE:
            continue
        ergebnis = "ergebnis_" + name.removeprefix(_VORSATZ)
        if ergebnis not in vorhanden:
            unbekannt.append(f"„{_wort(neu, name)}“ gab es in der Vorlage des Vorjahres noch nicht.")
            continue
        wert = _gespeichert(alt, ergebnis)
        if isinstance(wert, float):
            werte[name] = wert
        elif wert is not None:
            zeigt = DEUTSCHE_FEHLER.get(str(wert), wert)
            fehlend.append(
                f"„{_wort(neu, name)}“ ist im Vorjahr keine Zahl ({zeigt}) und wurde nicht übernommen."
            )
    if not werte:
        raise Abbruch(f"In {alt.pfad.name} steht kein Ergebnis; die Mappe ausfüllen und rechnen.")
    return werte, fehlend, unbekannt


def _gespeichert(mappe: Any, name: str) -> Any:
    try:
        return mappe[name]
    except RuntimeError:
        raise Abbruch(
            f"{mappe.pfad.name} ist nicht gerechnet; erst »egh rechnen {mappe.pfad.name}« aufrufen."
        ) from None


def _angebote(alt: Any, neu: Any) -> tuple[dict[str, Any], list[str]]:
    """Vorjahreswerte der Angebote gleichen Namens; alte Angebote ohne Zeile werden zusammengefasst und genannt."""
    frueher = {
        name[0]: wert[0]
        for name, wert in zip(
            _gespeichert(alt, "angebote_namen"), _gespeichert(alt, "ergebnis_angebote"), strict=True
        )
        if name[0] and isinstance(wert[0], float)
    }
    namen = [zeile[0] for zeile in _gespeichert(neu, "angebote_namen")]
    werte: dict[str, Any] = {f"{_VORSATZ}angebote": [[frueher.get(name) if name else None] for name in namen]}
    ohne = [name for name in frueher if name not in namen]
    wo = ""
    if f"{_VORSATZ}entfallen" in neu.namen(_VORSATZ):
        werte[f"{_VORSATZ}entfallen"] = math.fsum(frueher[name] for name in ohne) if ohne else None
        wo = " Sein Wert steht auf dem Blatt Angebote unter »nicht mehr geführt«."
    return werte, [f"Das Angebot „{name}“ des Vorjahres hat hier keine Zeile.{wo}" for name in ohne]


def _herkunft(alt: Any, pfad: Path) -> str:
    version = alt["meta_version"] if "meta_version" in alt.namen("meta_") else ""
    return f"{pfad.name} (Status {alt['meta_status'] or 'unbekannt'}, Version {version})"


def _nichts_verlieren(neu: Any, werte: dict[str, Any], ersetzen: bool) -> None:
    """Von Hand eingetragene andere Werte werden nur auf Wunsch ersetzt."""
    anders = [
        name
        for name, wert in werte.items()
        if name not in _BESONDERE and neu[name] is not None and neu[name] != wert
    ]
    if anders and not ersetzen:
        raise Abbruch(
            f"In {neu.pfad.name} stehen schon andere Vorjahreswerte ({', '.join(anders[:3])}"
            f"{' …' if len(anders) > 3 else ''}); mit --ersetzen werden sie ersetzt."
        )


def _offene_pruefungen(alt: Any) -> list[str]:
    falsch = [
        n for n in alt.namen("pruefung_") if n != "pruefung_gesamt" and _gespeichert(alt, n) is not True
    ]
    return [f"Im Vorjahr war nicht WAHR: {_wort(alt, name)}." for name in falsch]


def _wort(mappe: Any, name: str) -> str:
    """Was auf dem Blatt links in der Zeile eines Namens steht; sonst der Name."""
    blatt, bereich = mappe.ort(name)
    text = mappe[adresse.voll(blatt, bereich.zeile, 1)]
    return text if isinstance(text, str) and text.strip() else name
