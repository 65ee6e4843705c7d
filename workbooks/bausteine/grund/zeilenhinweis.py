"""Was in den Spalten »Hinweis« und »Prüfwert« steht: der Zustand einer Zeile als Formel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.kennung import leerer_text
from workbooks.bausteine.grund.regeln import Regel, genannt, rein
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.worte import (
    BESTAETIGEN,
    BESTAETIGT,
    FALSCH,
    NICHT_PRUEFBAR,
    OK,
    UNVOLLSTAENDIG,
)

DAVOR = "{davor."
"""So beginnt in Formeln und Regeln ein Bezug auf die Zeile darüber; die erste Zeile hat keine."""
_UNKLAR = f'IF(addin_fehlt,"{NICHT_PRUEFBAR}","{FALSCH}")'


def hinweis(t: Tabelle, zeile: int, regeln: Sequence[Regel], zelle: Mapping[str, Any]) -> str:
    """Zustand der Zeile: leer, ok, unvollständig, Wert prüfen: …, bitte bestätigen: …, bestätigt."""
    fehlt = ",".join(_fehlt(s, _mit_spalten(t, zelle)) for s in t.spalten if s.pflicht)
    kern = f'"{OK}"'
    fragen = [r.text for r in regeln if r.bestaetigen]
    orte = [zelle[frage_name(n)] for n in range(len(fragen))]
    if fragen:
        kern = f'IF({"&".join(orte)}="","{OK}","{BESTAETIGT}")'
    for text, ort in reversed(list(zip(fragen, orte, strict=True))):
        offen = f'IF({ort}="",FALSE,NOT({genannt(ort, zelle["grund_rein"])}))'
        kern = f'IF({offen},"{BESTAETIGEN} »"&{ort}&"«: {text}",{kern})'
    kern = _erste_zutreffende(_nach_regeln(t, regeln, zelle), f"{FALSCH}: ", _ohne_fehler(t, zeile, kern))
    kern = f'IF(OR({fehlt}),"{UNVOLLSTAENDIG}",{kern})' if fehlt else kern
    kern = _erste_zutreffende(_grenzen(t, zeile), f"{FALSCH}: ", kern)
    return f'=IF({_leer(t, zeile)},"",IFERROR({kern},{_UNKLAR}))'


def pruefwert(t: Tabelle, zeile: int, regeln: Sequence[Regel], zelle: Mapping[str, Any]) -> str:
    """0, in einer falschen Zeile #NV; nur aus Eingaben, damit gerechnete Spalten darauf zeigen können.

    Eine Zelle mit Unerlaubtem ist auch in einer unvollständigen Zeile falsch: sie nennt nicht, was fehlt.
    """
    unerlaubt = ",".join(b for _, b in _grenzen(t, zeile))
    falsch = ",".join(b for _, b in _nach_regeln(t, regeln, zelle))
    fehlt = [_fehlt(s, _mit_spalten(t, zelle)) for s in t.spalten if s.pflicht and (s.grenze or s.fehlt)]
    kern = f"IF(OR({falsch}),NA(),0)" if falsch else "0"
    kern = f"IF(OR({','.join(fehlt)}),0,{kern})" if fehlt and falsch else kern
    kern = f"IF(OR({unerlaubt}),NA(),{kern})" if unerlaubt else kern
    return f'=IF({_leer(t, zeile)},"",{kern})'


def frage_name(nummer: int) -> str:
    """Schlüssel der verborgenen Spalte zu einer fragenden Regel."""
    return f"frage{nummer}"


def grund_rein(_t: Tabelle, _zeile: int, _regeln: Sequence[Regel], zelle: Mapping[str, Any]) -> str:
    """Der Grund einer Bestätigung, wie darin gesucht wird."""
    grund = zelle["grund"]
    return f'=IF({grund}=""," ",{rein(grund)})'


def frage(t: Tabelle, zeile: int, regeln: Sequence[Regel], zelle: Mapping[str, Any], nummer: int) -> str:
    """Der Wert in Worten, wenn die so vielte fragende Regel zutrifft, sonst leer."""
    regel = [r for r in regeln if r.bestaetigen][nummer]
    werte = _mit_spalten(t, zelle)
    bedingung, wert = (f.format_map(werte) for f in (regel.bedingung, regel.wert))
    return f'=IF({_leer(t, zeile)},"",IFERROR(IF({bedingung},{wert},""),"?"))'


def _leer(t: Tabelle, zeile: int) -> str:
    return f"COUNTA({','.join(bereich for _, bereich, _ in _gruppen(t, zeile))})=0"


def _grenzen(t: Tabelle, zeile: int) -> list[tuple[str, str]]:
    """Was in den Zellen nicht erlaubt ist: (Überschrift der Spalte, Bedingung)."""
    return [
        (_welche(grenze, bereich, worte), bedingung)
        for grenze, bereich, worte in _gruppen(t, zeile)
        if (bedingung := grenze.verletzt(bereich))
    ]


def _welche(grenze: Grenze, bereich: str, worte: Sequence[str]) -> str:
    """Überschrift der Spalte; bei mehreren von gleicher Grenze eine Formel: die der ersten falschen Zelle."""
    if len(worte) == 1:
        return worte[0]
    falsch = f'({bereich}<>"")*(1-ISNUMBER({bereich})*({bereich}>={grenze.von})*({bereich}<={grenze.bis}))'
    rechte = f"SUMPRODUCT(MAX({falsch}*({len(worte)}+MIN(COLUMN({bereich}))-COLUMN({bereich}))))"
    namen = ",".join(f'"{wort}"' for wort in worte)
    return f'"&CHOOSE({len(worte) + 1}-{rechte},{namen})&"'


def _nach_regeln(t: Tabelle, regeln: Sequence[Regel], zelle: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Was an der Zeile im Ganzen falsch ist: (Text, Bedingung)."""
    werte = _mit_spalten(t, zelle)
    falsche = [r for r in regeln if not r.bestaetigen and (DAVOR not in r.bedingung or "davor" in zelle)]
    return [(r.text, r.bedingung.format_map(werte)) for r in falsche]


def _mit_spalten(t: Tabelle, zelle: Mapping[str, Any]) -> dict[str, Any]:
    """Die Zellen der Zeile und {alle_X}: alle Zeilen einer Spalte."""
    spalten = {s.schluessel: t.buchstabe(s.schluessel) for s in t.spalten}
    return dict(zelle) | {f"alle_{name}": f"${b}${t.erste}:${b}${t.letzte}" for name, b in spalten.items()}


def _ohne_fehler(t: Tabelle, zeile: int, kern: str) -> str:
    # die letzten genügen: was davor gerechnet ist, geht in sie ein
    fehler = [f"ISERROR(SUM({b}))" for b in _gerechnet(t, zeile)[-1:]]
    if any(s.luecke for s in t.spalten):  # ein Fehler darin gehört einer anderen Zeile
        fehler.append("addin_fehlt")
    if not fehler:
        return kern
    bedingung = fehler[0] if len(fehler) == 1 else f"OR({','.join(fehler)})"
    return f"IF({bedingung},{_UNKLAR},{kern})"


def _fehlt(spalte: Spalte, zellen_der_zeile: Mapping[str, Any]) -> str:
    if spalte.fehlt:
        return spalte.fehlt.format_map(zellen_der_zeile)
    zelle = zellen_der_zeile[spalte.schluessel]
    if spalte.grenze is None:
        return f'IF(ISERROR({zelle}),FALSE,{zelle}="")'
    return leerer_text(zelle) if spalte.format == zellen.TEXT else f'{zelle}=""'


def _erste_zutreffende(faelle: Sequence[tuple[str, str]], vorsatz: str, sonst: str) -> str:
    for text, bedingung in reversed(faelle):
        sonst = f'IF({bedingung},"{vorsatz}{text}",{sonst})'
    return sonst


def _wort(kopf: str) -> str:
    """Überschrift einer Spalte ohne ihre Zeilenumbrüche: "Fall-/nummer" wird "Fallnummer"."""
    return kopf.replace("-\n", "").replace("\n", " ")


def _gerechnet(t: Tabelle, zeile: int) -> list[str]:
    """Die gerechneten Spalten vor dem Hinweis, ohne die mit `luecke`: zusammenhängende Bereiche der Zeile."""
    namen = [s.schluessel for s in t.spalten]
    davor = t.spalten[: namen.index("hinweis")]
    bereiche: list[tuple[str, str]] = []
    for i, s in enumerate(davor):
        if s.grenze is not None or s.luecke:
            continue
        anschluss = bereiche and bereiche[-1][1] == namen[i - 1]
        if anschluss:
            bereiche[-1] = (bereiche[-1][0], s.schluessel)
        else:
            bereiche.append((s.schluessel, s.schluessel))
    return [f"${t.buchstabe(a)}{zeile}:${t.buchstabe(b)}{zeile}" for a, b in bereiche]


def _gruppen(t: Tabelle, zeile: int) -> list[tuple[Grenze, str, list[str]]]:
    """Zusammenhängende Eingabespalten gleicher Grenze als ein Bereich der Zeile, mit ihren Überschriften.

    Grund einer Bestätigung und Bemerkung gehören nicht dazu: sie machen keine Zeile belegt.
    """
    gruppen: list[tuple[Grenze, int, int, list[str]]] = []
    for spalte in t.spalten:
        if spalte.grenze is None or spalte.schluessel in ("grund", "bemerkung"):
            continue
        nummer = t.nummer(spalte.schluessel)
        davor = gruppen[-1] if gruppen else None
        # eine gerechnete Überschrift (ein Jahr) steht nicht im Hinweis
        wort = _wort(spalte.weg if spalte.kopf.startswith("=") else spalte.kopf)
        if davor and spalte.grenze.art == "zahl" and (davor[0], davor[2]) == (spalte.grenze, nummer - 1):
            gruppen[-1] = (davor[0], davor[1], nummer, [*davor[3], wort])
        else:
            gruppen.append((spalte.grenze, nummer, nummer, [wort]))
    return [
        (g, f"${get_column_letter(a)}{zeile}" + (f":${get_column_letter(b)}{zeile}" if b > a else ""), worte)
        for g, a, b, worte in gruppen
    ]
