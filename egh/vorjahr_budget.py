"""`egh vorjahr` für Budgetmappen: das Budget des letzten Jahres der alten Laufzeit, zusammen und einzeln."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from egh.gruende import Abbruch

GESAMT, QUELLE, TRAEGER = "eingabe_vorjahr_budget", "eingabe_vorjahr_quelle", "eingabe_vorjahr_traeger"
_LISTEN = ("eingabe_traeger", "eingabe_anbieter")


class Uebernahme(NamedTuple):
    """Name → Wert für die neue Mappe, und was zu sagen ist; `offen`: etwas wurde nicht übernommen."""

    werte: dict[str, Any]
    saetze: list[str]
    offen: bool


def ist_budget(mappe: Any) -> bool:
    """Ob die Mappe ein Blatt »Vorjahr« hat."""
    return GESAMT in mappe.namen("eingabe_")


def aus(alt: Any, neu: Any, herkunft: str) -> Uebernahme:
    """Was aus der alten Mappe zu übernehmen ist. Fehler: Abbruch mit Satz."""
    from workbooks.bausteine.grund.kennung import geschrieben

    name = alt.pfad.name
    if "letztes_jahr_budget" not in alt.namen("letztes_jahr_"):
        raise Abbruch(
            f"{name} ist aus einer Version ohne Blatt „Vorjahr“; die Vorlage neu bauen und ausfüllen."
        )
    gesamt = _gespeichert(alt, "letztes_jahr_budget")
    if not isinstance(gesamt, float):
        raise Abbruch(
            f"In {name} ist das Budget des letzten Jahres keine Zahl; die Mappe ausfüllen und rechnen."
        )
    frueher = {
        geschrieben(traeger[0]): (str(traeger[0]), betrag[0])
        for traeger, betrag in zip(
            _gespeichert(alt, _liste(alt)), _gespeichert(alt, "letztes_jahr_traeger"), strict=True
        )
        if traeger[0] is not None and isinstance(betrag[0], float)
    }
    hier = [geschrieben(zeile[0]) if zeile[0] is not None else "" for zeile in neu[_liste(neu)]]
    spalte = [[frueher[k][1]] if k in frueher else [None] for k in hier]
    ohne = [wort for k, (wort, _) in frueher.items() if k not in hier]
    neue = [str(z[0]) for k, z in zip(hier, neu[_liste(neu)], strict=True) if k and k not in frueher]
    saetze = [
        *(
            f"„{wort}“ aus {name} steht hier nicht; sein Anteil ist auf dem Blatt Vorjahr genannt."
            for wort in ohne
        ),
        *(f"„{wort}“ hat in {name} kein Budget im letzten Jahr." for wort in neue),
    ]
    bis, luecke = _zeit(alt, neu)
    quelle = f"{herkunft}, Jahr bis {bis:%d.%m.%Y}" if bis else herkunft
    return Uebernahme(
        {GESAMT: gesamt, TRAEGER: spalte, QUELLE: quelle}, [*luecke, *saetze], bool(ohne or luecke)
    )


def _zeit(alt: Any, neu: Any) -> tuple[date | None, list[str]]:
    """Ende der alten Laufzeit, und ein Satz, wenn die neue nicht am Tag danach beginnt."""
    beginn, jahre = alt.als_tag("eingabe_laufzeit_von"), alt["eingabe_laufzeit_jahre"]
    neuer = neu.als_tag("eingabe_laufzeit_von")
    if beginn is None or neuer is None or not isinstance(jahre, float):
        return None, []
    mit_verlaengerung = (
        "verlaengerung_traeger" in alt.namen()
    )  # ohne hat die Verlängerung keine Budgets je Leistungserbringer
    if mit_verlaengerung and isinstance(alt["eingabe_verlaengerung_jahre"], float):
        jahre += alt["eingabe_verlaengerung_jahre"]
    monate = alt["eingabe_laufzeit_monate"] if "eingabe_laufzeit_monate" in alt.namen("eingabe_") else None
    nach = beginn.month - 1 + 12 * int(jahre) + int(monate if isinstance(monate, float) else 0)
    ende = date(beginn.year + nach // 12, nach % 12 + 1, 1) - timedelta(days=1)
    if ende + timedelta(days=1) == neuer:
        return ende, []
    mehr = (
        " Eine Verlängerung darin hat keine Budgets je Leistungserbringer."
        if "ergebnis_verlaengerung" in alt.namen() and not mit_verlaengerung
        else ""
    )
    return ende, [
        f"Übernommen ist das letzte Jahr von {alt.pfad.name}, es endet am {ende:%d.%m.%Y}; {neu.pfad.name} beginnt am "
        f"{neuer:%d.%m.%Y}.{mehr}"
    ]


def anders(neu: Any, werte: dict[str, Any]) -> list[str]:
    """Namen, unter denen in der neuen Mappe schon etwas anderes steht."""
    namen = []
    if neu[GESAMT] is not None and neu[GESAMT] != werte[GESAMT]:
        namen.append(GESAMT)
    paare = zip(neu[TRAEGER], werte[TRAEGER], strict=True)
    if any(alt[0] is not None and alt != list(neuer) for alt, neuer in paare):
        namen.append(TRAEGER)
    return namen


def _liste(mappe: Any) -> str:
    return next(name for name in _LISTEN if name in mappe.namen("eingabe_"))


def _gespeichert(mappe: Any, name: str) -> Any:
    try:
        return mappe[name]
    except RuntimeError:
        raise Abbruch(
            f"{mappe.pfad.name} ist nicht gerechnet; erst »egh rechnen {mappe.pfad.name}« aufrufen."
        ) from None
