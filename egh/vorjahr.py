"""`egh vorjahr`: die Ergebnisse des Vorjahres in die Spalte »Vorjahr« einer neuen Kalkulation übernehmen."""

from __future__ import annotations

import math
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from egh import ausgabe, geoeffnet, vorjahr_budget
from egh.gruende import Abbruch
from recalculation.datei import adresse
from udfs import DEUTSCHE_FEHLER
from workbooks.bausteine.grund.worte import ARTEN
from workbooks.meldungen import meldungszeilen
from workbooks.pruefungen import aeltere_version

_SATZ_VORJAHR = "eingabe_satz_vorjahr"
_BESONDERE = ("quelle", "angebote", "entfallen")


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "vorjahr",
        help="Ergebnisse des Vorjahres (oder eines Antrags …) zum Vergleich übernehmen",
        description="Trägt die Ergebnisse aus VORJAHR.xlsx in die Spalte »Vorjahr« (oder --als) von DATEI.xlsx ein.",
    )
    leser.add_argument("vorjahr", metavar="VORJAHR.xlsx", type=Path, help="Kalkulation des Vorjahres")
    leser.add_argument("datei", metavar="DATEI.xlsx", type=Path, help="neue Kalkulation derselben Vorlage")
    leser.add_argument(
        "-o", dest="aus", metavar="AUS.xlsx", type=Path, help="Ziel; ohne Angabe wird DATEI.xlsx ersetzt"
    )
    leser.add_argument("--ersetzen", action="store_true", help="schon eingetragene Vorjahreswerte ersetzen")
    leser.add_argument(
        "--als", choices=tuple(ARTEN), default="vorjahr", help="Spalte des Vergleichs; ohne Angabe vorjahr"
    )
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Werte übernehmen, rechnen, schreiben, berichten."""
    import workbooks

    ziel = angaben.aus or angaben.datei
    if ziel.suffix.lower() != angaben.datei.suffix.lower():
        raise Abbruch(f"Die Ausgabe muss auf {angaben.datei.suffix} enden wie {angaben.datei.name}.")
    if angaben.vorjahr.exists() and ziel.exists() and ziel.samefile(angaben.vorjahr):
        raise Abbruch("VORJAHR und Ziel sind dieselbe Datei.")
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    alt, neu = workbooks.oeffnen(angaben.vorjahr), workbooks.oeffnen(angaben.datei)
    _gleiche_vorlage(alt, neu)
    if vorjahr_budget.ist_budget(neu):
        return _budget(angaben, alt, neu, ziel)
    return _ergebnisse(angaben, alt, neu, ziel)


def _ergebnisse(angaben: Namespace, alt: Any, neu: Any, ziel: Path) -> int:
    """Je Ergebnis und je Angebot den alten Wert."""
    vorsatz, (wort, von, _) = f"eingabe_{angaben.als}_", ARTEN[angaben.als]
    if not neu.namen(vorsatz):
        name = neu.pfad.name
        if not any(neu.namen(f"eingabe_{art}_") for art in ARTEN) and not aeltere_version(neu):
            raise Abbruch(
                f"{name} vergleicht mit keinem anderen Stand: in dieser Mappe gibt es kein »{wort}«."
            )
        raise Abbruch(f"{name} hat noch keine Spalte »{wort}«; die Vorlage neu bauen.")
    zeitraum = _frueher(alt, neu) if angaben.als == "vorjahr" else []
    werte, fehlend, unbekannt = _werte(alt, neu, vorsatz, von)
    je_angebot, ohne_zeile = _angebote(alt, neu, vorsatz, von)
    werte |= je_angebot
    if angaben.als == "vorjahr":
        werte |= _saetze(alt, neu)
    werte[f"{vorsatz}quelle"] = _herkunft(alt, angaben.vorjahr)
    anders = [
        n
        for n in werte
        if n.removeprefix(vorsatz) not in (*_BESONDERE, _SATZ_VORJAHR) and _steht_da(neu, n, werte[n])
    ]
    _nichts_verlieren(neu, anders, von, angaben.ersetzen)
    if "eingabe_vergleich" in neu.namen("eingabe_"):
        werte["eingabe_vergleich"] = wort
    anzahl = len(
        werte.keys() - {"eingabe_vergleich", _SATZ_VORJAHR, *(f"{vorsatz}{was}" for was in _BESONDERE)}
    )
    was = f"{anzahl} {'Ergebnis' if anzahl == 1 else 'Ergebnisse'} {von}"
    saetze = (*zeitraum, *fehlend, *unbekannt, *ohne_zeile, *_offene_pruefungen(alt, wort))
    leer = "pruefung_vollstaendig" in alt.namen("pruefung_") and alt["pruefung_vollstaendig"] is not True
    return _schreiben(neu, werte, ziel, was, saetze, offen=bool(fehlend or ohne_zeile or leer))


def _budget(angaben: Namespace, alt: Any, neu: Any, ziel: Path) -> int:
    """Das Budget des letzten Jahres, zusammen und je Leistungserbringer."""
    if angaben.als != "vorjahr":
        raise Abbruch(f"{neu.pfad.name} wird nur mit einem Vorjahr verglichen; ohne --als aufrufen.")
    zeitraum = _frueher(alt, neu)
    u = vorjahr_budget.aus(alt, neu, _herkunft(alt, angaben.vorjahr))
    wort, von, _ = ARTEN["vorjahr"]
    _nichts_verlieren(neu, vorjahr_budget.anders(neu, u.werte), von, angaben.ersetzen)
    anzahl = sum(zeile[0] is not None for zeile in u.werte[vorjahr_budget.TRAEGER])
    was = f"Budget {von} und {anzahl} Leistungserbringer"
    saetze = (*zeitraum, *u.saetze, *_offene_pruefungen(alt, wort))
    return _schreiben(neu, u.werte, ziel, was, saetze, u.offen)


def _schreiben(
    neu: Any, werte: dict[str, Any], ziel: Path, was: str, saetze: Sequence[str], offen: bool
) -> int:
    for name, wert in werte.items():
        neu[name] = wert
    neu.rechnen()
    zeilen = [f"{was} übernommen, geschrieben nach {ziel}", *(f"  {s}" for s in saetze), *meldungszeilen(neu)]
    ausgabe.berichte(lambda: neu.speichern(ziel), zeilen)
    return 1 if neu.fehler() or offen else 0


def _gleiche_vorlage(alt: Any, neu: Any) -> None:
    for mappe in (alt, neu):
        if "meta_vorlage" not in mappe.namen("meta_"):
            raise Abbruch(f"{mappe.pfad.name} ist keine unserer Vorlagen (der Name meta_vorlage fehlt).")
    if alt["meta_vorlage"] != neu["meta_vorlage"]:
        raise Abbruch(
            f"{alt.pfad.name} ist eine Vorlage „{alt['meta_vorlage']}“, {neu.pfad.name} eine „{neu['meta_vorlage']}“."
        )
    if alt["meta_land"] != neu["meta_land"]:  # personalbemessung gibt es für jedes
        raise Abbruch(f"{alt.pfad.name} ist für {alt['meta_land']}, {neu.pfad.name} für {neu['meta_land']}.")


def _frueher(alt: Any, neu: Any) -> list[str]:
    """Ein Vorjahr beginnt früher; wo ein Zeitraum fehlt, sagt ein Satz, dass das nicht zu prüfen war."""
    frueher, spaeter = (
        next((m[n] for n in ("eingabe_zeitraum_von", "eingabe_laufzeit_von") if n in m.namen(n)), None)
        for m in (alt, neu)
    )
    if not isinstance(frueher, float) or not isinstance(spaeter, float):
        return ["Ein Zeitraum fehlt: ob VORJAHR wirklich früher liegt, war nicht zu prüfen."]
    if frueher >= spaeter:
        raise Abbruch(
            f"{alt.pfad.name} beginnt nicht früher als {neu.pfad.name}; erst VORJAHR, dann die neue Datei nennen."
        )
    return []


def _werte(alt: Any, neu: Any, vorsatz: str, von: str) -> tuple[dict[str, Any], list[str], list[str]]:
    """Je Zeile des Ergebnisses der alte Wert; was unbrauchbar ist und was es noch nicht gab, mit Satz."""
    werte, fehlend, unbekannt = {}, [], []
    vorhanden = set(alt.namen("ergebnis_"))
    for name in neu.namen(vorsatz):
        was = name.removeprefix(vorsatz)
        if was in _BESONDERE:
            continue
        ergebnis = f"ergebnis_{was}"
        if ergebnis not in vorhanden:
            unbekannt.append(f"„{_wort(neu, name)}“ gab es in der Vorlage {von} noch nicht.")
            continue
        wert = _gespeichert(alt, ergebnis)
        if isinstance(wert, float):
            werte[name] = wert
        elif wert is not None:
            zeigt = DEUTSCHE_FEHLER.get(str(wert), wert)
            fehlend.append(
                f"„{_wort(neu, name)}“ ist in der Datei {von} keine Zahl ({zeigt}) und wurde nicht übernommen."
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


def _angebote(alt: Any, neu: Any, vorsatz: str, von: str) -> tuple[dict[str, Any], list[str]]:
    """Vorjahreswerte der Angebote gleichen Namens; alte Angebote ohne Zeile werden zusammengefasst und genannt."""
    frueher = {
        name[0]: wert[0]
        for name, wert in zip(
            _gespeichert(alt, "angebote_namen"), _gespeichert(alt, "ergebnis_angebote"), strict=True
        )
        if name[0] and isinstance(wert[0], float)
    }
    namen = [zeile[0] for zeile in _gespeichert(neu, "angebote_namen")]
    werte: dict[str, Any] = {f"{vorsatz}angebote": [[frueher.get(name) if name else None] for name in namen]}
    ohne = [name for name in frueher if name not in namen]
    wo = ""
    if f"{vorsatz}entfallen" in neu.namen(vorsatz):
        werte[f"{vorsatz}entfallen"] = math.fsum(frueher[name] for name in ohne) if ohne else None
        wo = " Sein Wert steht auf dem Blatt Angebote unter »nicht mehr geführt«."
    return werte, [f"Das Angebot „{name}“ {von} hat hier keine Zeile.{wo}" for name in ohne]


def _saetze(alt: Any, neu: Any) -> dict[str, Any]:
    """Bei Tagespauschalen der Satz jeder Gruppe im Vorjahr; steht sie dort zweimal, bleibt er leer."""
    if _SATZ_VORJAHR not in neu.namen(_SATZ_VORJAHR) or "gruppen_schluessel" not in alt.namen("gruppen_"):
        return {}
    gruppen = [zeile[0] for zeile in _gespeichert(alt, "gruppen_schluessel")]
    frueher = {
        gruppe: satz[0]
        for gruppe, satz in zip(gruppen, _gespeichert(alt, "gruppen_satz"), strict=True)
        if gruppen.count(gruppe) == 1 and isinstance(satz[0], float)
    }
    namen = [zeile[0] for zeile in _gespeichert(neu, "gruppen_schluessel")]
    return {_SATZ_VORJAHR: [[frueher.get(name) if name else None] for name in namen]}


def _herkunft(alt: Any, pfad: Path) -> str:
    version = alt["meta_version"] if "meta_version" in alt.namen("meta_") else ""
    return f"{pfad.name} (Status {alt['meta_status'] or 'unbekannt'}, Version {version})"


def _steht_da(neu: Any, name: str, wert: Any) -> bool:
    return neu[name] is not None and neu[name] != wert


def _nichts_verlieren(neu: Any, anders: Sequence[str], von: str, ersetzen: bool) -> None:
    """Von Hand eingetragene andere Werte werden nur auf Wunsch ersetzt."""
    if anders and not ersetzen:
        raise Abbruch(
            f"In {neu.pfad.name} stehen schon andere Werte {von} ({', '.join(anders[:3])}"
            f"{' …' if len(anders) > 3 else ''}); mit --ersetzen werden sie ersetzt."
        )


def _offene_pruefungen(alt: Any, wort: str) -> list[str]:
    falsch = [
        n for n in alt.namen("pruefung_") if n != "pruefung_gesamt" and _gespeichert(alt, n) is not True
    ]
    return [f"{wort}, nicht WAHR: {_wort(alt, name)}." for name in falsch]


def _wort(mappe: Any, name: str) -> str:
    """Was auf dem Blatt links in der Zeile eines Namens steht; sonst der Name."""
    blatt, bereich = mappe.ort(name)
    text = mappe[adresse.voll(blatt, bereich.zeile, 1)]
    return text if isinstance(text, str) and text.strip() else name
