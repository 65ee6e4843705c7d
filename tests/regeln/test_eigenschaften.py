"""What holds for every formula, whatever a sheet hands to it (hypothesis)."""

import math
import re
from collections.abc import Iterator
from typing import Any

import pytest
import strategien
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs import FUNKTIONEN, NICHT_GEGEBEN, Fehler, aufruf, blattname, formel

TEXTFORMELN = {"EGH_HBG", "EGH_QUELLE", "EGH_BELEG"}
CODES = {"#VALUE!", "#NUM!", "#N/A"}
alle_formeln = pytest.mark.parametrize("funktion", FUNKTIONEN, ids=blattname)
ohne_tabellen = pytest.mark.parametrize(
    "funktion", [f for f in FUNKTIONEN if not formel(f).tabelle], ids=blattname
)


def _flach(wert: Any) -> Iterator[Any]:
    if isinstance(wert, list):
        for teil in wert:
            yield from _flach(teil)
    else:
        yield wert


def _gleich(a: Any, b: Any) -> bool:
    """The same down to type and sentence; a `Fehler` alone equals its code text."""
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(_gleich, a, b))
    if isinstance(a, Fehler):
        return isinstance(b, Fehler) and (a.code, a.satz) == (b.code, b.satz)
    return type(a) is type(b) and bool(a == b)


def _text_erlaubt(name: str, tabelle: bool, i: int, j: int) -> bool:
    return name in TEXTFORMELN or (tabelle and (i == 0 or j == 0))


def _mangel_der_zelle(name: str, wert: Any, text_erlaubt: bool, hinein: list[Fehler]) -> str:
    if wert is None or wert == "":
        return ""
    if type(wert) is float:
        return "" if math.isfinite(wert) else "nicht endlich"
    if type(wert) is str:
        return "" if text_erlaubt else "Text, wo keiner hingehört"
    if type(wert) is not Fehler:
        return f"Typ {type(wert).__name__}"
    if any(wert is fehler for fehler in hinein):
        return ""
    if wert.code not in CODES:
        return f"Code {wert.code}"
    satz = wert.satz
    return (
        ""
        if satz.startswith(f"{name}: ") and re.search(r"[A-Za-zÄÖÜäöü]{3}.*\.$", satz, re.S)
        else f"Satz {satz!r}"
    )


@alle_formeln
@pytest.mark.parametrize("art", [strategien.beliebige_argumente, strategien.extreme_argumente])
@given(data=st.data())
@settings(max_examples=50)
def test_jede_eingabe_gibt_zahl_text_leer_oder_fehler(funktion: Any, art: Any, data: st.DataObject) -> None:
    argumente = data.draw(art(funktion))
    name, tabelle = blattname(funktion), formel(funktion).tabelle
    hinein = [wert for wert in _flach(argumente) if isinstance(wert, Fehler)]

    ergebnis = aufruf(funktion, argumente)

    zeilen = ergebnis if isinstance(ergebnis, list) else [[ergebnis]]
    assert len({len(zeile) for zeile in zeilen}) == 1
    mehrzellig = tabelle and isinstance(ergebnis, list)
    for i, zeile in enumerate(zeilen):
        for j, wert in enumerate(zeile):
            assert not _mangel_der_zelle(name, wert, _text_erlaubt(name, mehrzellig, i, j), hinein)


@alle_formeln
@given(data=st.data())
@settings(max_examples=20)
def test_die_eingaben_bleiben_wie_sie_waren(funktion: Any, data: st.DataObject) -> None:
    argumente = data.draw(strategien.beliebige_argumente(funktion))
    vorher = repr(argumente)

    einmal = aufruf(funktion, argumente)

    assert repr(argumente) == vorher
    assert repr(aufruf(funktion, argumente)) == repr(einmal)


@alle_formeln
@given(data=st.data())
@settings(max_examples=25)
def test_ein_fehler_unter_den_argumenten_geht_zuerst(funktion: Any, data: st.DataObject) -> None:
    anzahl = len(formel(funktion).argumente)
    argumente = data.draw(st.lists(strategien.zellen, min_size=anzahl, max_size=anzahl))
    stelle = data.draw(st.integers(0, anzahl - 1))
    argumente[stelle] = data.draw(st.sampled_from(strategien.FEHLER))
    erster = next(wert for wert in argumente if isinstance(wert, Fehler))

    assert aufruf(funktion, argumente) is erster


@alle_formeln
@given(data=st.data())
@settings(max_examples=25)
def test_leeres_erstes_argument_gibt_leer(funktion: Any, data: st.DataObject) -> None:
    anzahl = len(formel(funktion).argumente) - 1
    rest = data.draw(st.lists(strategien.zellen_ohne_fehler, min_size=anzahl, max_size=anzahl))
    erstes = data.draw(st.sampled_from([*strategien.LEERES, [], [[None]], [[" "]]]))

    assert aufruf(funktion, [erstes, *rest]) is None


# whether it means something the rule says
NIMMT_JEDEN_TEXT = ("name", "dienste", "tafel", "faelle", "faelle_andere")


@alle_formeln
def test_dann_von_links_nach_rechts(funktion: Any) -> None:
    name, namen = blattname(funktion), [arg.name for arg in formel(funktion).argumente]
    for i, argument in enumerate(namen):
        if argument in NIMMT_JEDEN_TEXT:
            continue
        gut = strategien.muster(funktion)[:i]
        fehler = aufruf(funktion, [*gut, *[strategien.UNBRAUCHBAR] * (len(namen) - i)])

        assert fehler == "#VALUE!"
        assert fehler.satz.startswith(f"{name}: {argument} ist „{strategien.UNBRAUCHBAR}“")


@alle_formeln
@pytest.mark.parametrize("leer", [None, "", "  ", [[None, ""]], NICHT_GEGEBEN], ids=repr)
def test_ein_fehlendes_pflichtargument_ist_nie_eine_null(funktion: Any, leer: Any) -> None:
    plan = formel(funktion)
    noetig = [i for i, arg in enumerate(plan.argumente) if arg.pflicht and not arg.angabe.darf_leer]
    for i in noetig[1:]:
        argumente = strategien.muster(funktion)
        argumente[i] = leer
        argument = plan.argumente[i]
        ergebnis = aufruf(funktion, argumente)
        if leer == [[None, ""]] and not argument.bereich:
            continue  # a range of two blank cells broadcasts, or is refused by a table

        assert ergebnis == "#VALUE!"
        assert f"{argument.name} fehlt" in ergebnis.satz


@alle_formeln
@given(data=st.data())
@settings(max_examples=20)
def test_freiwillig_leer_ist_wie_weggelassen(funktion: Any, data: st.DataObject) -> None:
    plan = formel(funktion)
    argumente = data.draw(strategien.sinnvolle_argumente(funktion))
    stelle = data.draw(st.integers(plan.pflicht, len(argumente)))
    kurz = aufruf(funktion, argumente[:stelle])
    for leer in (None, " ", NICHT_GEGEBEN, [[None]]):
        ersetzt = argumente[:stelle] + [leer] * (len(argumente) - stelle)

        assert _gleich(aufruf(funktion, ersetzt), kurz)


@ohne_tabellen
@given(data=st.data())
@settings(max_examples=40)
def test_bereiche_sind_zelle_fuer_zelle(funktion: Any, data: st.DataObject) -> None:
    hoehe, breite = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    bereiche, ist_breit = [], []
    for arg in formel(funktion).argumente:
        zelle = strategien.sinnvoll(arg) | strategien.zellen
        if arg.bereich:
            bereiche.append(data.draw(strategien.bereiche(strategien.sinnvoll(arg))))
            ist_breit.append(False)
            continue
        h, b = data.draw(st.sampled_from([1, hoehe])), data.draw(st.sampled_from([1, breite]))
        bereiche.append([[data.draw(zelle) for _ in range(b)] for _ in range(h)])
        ist_breit.append((h, b) != (1, 1))

    def argumente(i: int, j: int) -> list[Any]:
        return [
            w[i % len(w)][j % len(w[0])] if breit else (w[0][0] if not arg.bereich else w)
            for w, breit, arg in zip(bereiche, ist_breit, formel(funktion).argumente, strict=True)
        ]

    breite_bereiche = [w for w, breit in zip(bereiche, ist_breit, strict=True) if breit]
    if breite_bereiche:
        h, b = max(map(len, breite_bereiche)), max(len(w[0]) for w in breite_bereiche)
        einzeln: Any = [[aufruf(funktion, argumente(i, j)) for j in range(b)] for i in range(h)]
    else:
        einzeln = aufruf(funktion, argumente(0, 0))

    assert _gleich(aufruf(funktion, bereiche), einzeln)


def _breit(funktion: Any) -> list[int]:
    """Places of the arguments that broadcast."""
    return [
        i
        for i, arg in enumerate(formel(funktion).argumente)
        if not arg.bereich and not formel(funktion).tabelle
    ]


@pytest.mark.parametrize("funktion", [f for f in FUNKTIONEN if len(_breit(f)) > 1], ids=blattname)
def test_was_nicht_passt_ist_nv_und_nur_das(funktion: Any) -> None:
    argumente = strategien.muster(funktion)
    einzeln = aufruf(funktion, argumente)
    erster, zweiter = _breit(funktion)[:2]
    argumente[erster], argumente[zweiter] = [[argumente[erster]]] * 3, [[argumente[zweiter]]] * 2

    ergebnis = aufruf(funktion, argumente)

    assert _gleich(ergebnis[:2], [[einzeln], [einzeln]])
    assert [wert.code for wert in ergebnis[2]] == ["#N/A"]
    assert "passen" in ergebnis[2][0].satz


@alle_formeln
def test_zu_viele_argumente(funktion: Any) -> None:
    fehler = aufruf(funktion, [*strategien.muster(funktion), 1.0])

    assert fehler == "#VALUE!"
    assert "zu viele Argumente" in fehler.satz


@alle_formeln
def test_das_muster_gibt_ein_ergebnis(funktion: Any) -> None:
    """Guards the tests above: patterns that fail at reading would prove nothing."""
    argumente = strategien.muster(funktion)
    if blattname(funktion) == "EGH_NJAZ":
        argumente[0] = "BY"

    assert not any(isinstance(wert, Fehler) for wert in _flach(aufruf(funktion, argumente)))
