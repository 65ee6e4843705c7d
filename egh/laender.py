"""`egh laender`: Vertragslage, Vorlagen und Werte je Land."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta
from typing import Any

from calc import parameter
from calc.parameter import laender, vertrag
from egh import ausgabe
from egh.vorlage import tag


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "laender",
        help="Vertragslage und hinterlegte Werte je Land zeigen",
        description="Zeigt je Land die Vertragslage, die Vorlagen und welche Werte hinterlegt sind oder fehlen.",
    )
    leser.add_argument(
        "--stichtag", type=tag, metavar="TAG", help="Lage an diesem Tag; ohne Angabe die letzte"
    )
    leser.add_argument("--json", action="store_true", help="als JSON für Programme")
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Länder ausgeben."""
    if angaben.json:
        ausgabe.sage_json([_eintrag(k) for k in laender.LAENDER])
        return 0
    for kuerzel, name in laender.LAENDER.items():
        ausgabe.sage(f"{kuerzel}  {name}")
        for zeile in _lage(kuerzel, angaben.stichtag):
            ausgabe.sage(f"      {zeile}")
    ausgabe.sage()
    ausgabe.sage("egh vorlage LAND baut die erste Vorlage eines Landes.")
    return 0


def _lage(land: str, stichtag: date | None) -> list[str]:
    """Zeilen: Regelwerke am Stichtag mit ihren Vorlagen, hinterlegte und fehlende Werte."""
    gilt = vertrag.am(land, stichtag)
    if not gilt:
        erster = vertrag.vertraege(land)[0].ab
        return [f"Vertragslage erst ab {erster:%d.%m.%Y} hinterlegt"]
    zeilen = [f"ab {v.ab:%d.%m.%Y}  {v.leistungssystematik}, {v.status}: {v.name}" for v in gilt]
    from workbooks.vorlagen import am

    zeilen.append(f"Vorlagen: {', '.join(v.name for v in am(land, stichtag)) or 'keine'}")
    da = [p for p in parameter.laden(land).values() if parameter.hinterlegt(land, p.name, stichtag)]
    for p in da:
        stand = parameter.geltend(land, p.name, stichtag)
        zeilen.append(f"{p.name:<38} ab {stand.ab:%d.%m.%Y}  {stand.beleg}")
    zeilen.append(f"fehlt: {', '.join(fehlend(land, stichtag)) or 'nichts von dem, was die Vorlagen fragen'}")
    return zeilen


def fehlend(land: str, stichtag: date | None) -> list[str]:
    """Namen der Werte, nach denen die Vorlagen des Landes fragen und die am Stichtag nicht hinterlegt sind."""
    from workbooks.bausteine.blaetter.werte import KATALOG
    from workbooks.vorlagen import am

    gefragt = dict.fromkeys(KATALOG[a.name].parameter for v in am(land, stichtag) for a in v.werte)
    return [name for name in gefragt if not parameter.hinterlegt(land, name, stichtag)]


def _eintrag(kuerzel: str) -> dict[str, Any]:
    return {
        "land": kuerzel,
        "name": laender.name(kuerzel),
        "parameter": [
            {
                "name": p.name,
                "anzeige": p.anzeige,
                "einheit": p.einheit,
                "ab": p.staende[-1].ab.isoformat(),
                "quelle": p.staende[-1].quelle,
                "beleg": p.staende[-1].beleg,
            }
            for p in parameter.laden(kuerzel).values()
        ],
        "vertraege": list(_vertraege(kuerzel)),
    }


def _vertraege(land: str) -> list[dict[str, Any]]:
    """Je Regelwerk von wann bis wann es gilt und welche Vorlagen es dafür gibt."""
    from workbooks.vorlagen import fuer_vertrag

    alle = vertrag.vertraege(land)
    tage = sorted({v.ab for v in alle})
    return [
        {
            "ab": v.ab.isoformat(),
            "bis": next(((t - timedelta(days=1)).isoformat() for t in tage if t > v.ab), None),
            "leistungssystematik": v.leistungssystematik,
            "status": v.status,
            "vorlagen": [vorlage.name for vorlage in fuer_vertrag(v)],
        }
        for v in alle
    ]
