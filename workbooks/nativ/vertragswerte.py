"""Blatt »Vertragswerte«: was die Formeln ohne Add-in lesen; je Stand eines Werts eine Zeile und die HBG-Tabelle.

Die Spalte »gilt« nennt den Wert, wenn sein Stand am Stichtag gilt; danach suchen die Formeln.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from calc import parameter
from calc.hilfebedarf import Stufe
from calc.parameter import Parameter, Stand
from recalculation.datei.zellwert import seriell
from udfs import Argument, lesen
from udfs.hilfebedarf import TABELLENKOPF
from workbooks.nativ.blatt import Blatt, Zelle
from workbooks.nativ.waechter import grenzen

BLATT = "Vertragswerte"
_BREITEN = (38, 40, 13, 13, 15, 60, 16, 30)
_KOPF = ("Wert", "Bezeichnung", "gültig ab", "gültig bis", "Wert", "Quelle", "Beleg", "gilt am Stichtag")
_IMMER = date(9999, 12, 31)
_HBG = (
    "name",
    "von",
    "bis",
    "mittel",
    "std_woche",
    "std_tag",
    "std_jahr",
    "vk",
    "schluessel",
    "mit_mittel",
    "mit_vk",
)
_WOCHEN, _VK = (
    f'INDEX(vertrag_wert,MATCH("{n}",vertrag_gilt,0))' for n in ("wochen_jahr", "jahresstunden_vk")
)


def vertragswerte(
    land: str | None,
    geprueft: Mapping[str, tuple[str, Argument]],
    regeln: Sequence[tuple[str, str, str]] = (),
) -> Blatt:
    """Das Blatt für ein Land, None: ohne Vertragswerte.

    `geprueft`: Zellen, die einen Wert der Mappe geprüft zeigen; `regeln`: wo welche Formel mit Add-in stünde.
    """
    b = Blatt(BLATT, _BREITEN, kopfzeilen=2)
    b.setze(1, Zelle("Vertragswerte und Angaben, mit denen die Formeln rechnen", stil="titel"))
    z = 3
    if land is not None:
        tag = 'IF(meta_stichtag="",DATE(9999,12,31),INT(meta_stichtag))'
        b.setze(z, "Stichtag", "", Zelle(formel=tag, stil="tag"))
        b.namen["vertrag_stichtag"] = f"C{z}"
        z = _hbg(b, _werte(b, z + 2, land) + 2, land) + 2
    _regeln(b, _geprueft(b, z, geprueft) + 2, regeln)
    return b


def _werte(b: Blatt, kopf: int, land: str) -> int:
    """Je Stand eine Zeile; gibt die letzte."""
    b.setze(kopf, *(Zelle(wort, stil="kopf") for wort in _KOPF))
    z = kopf
    for p, stand, bis in _staende(land):
        z += 1
        wert = _wert(stand)
        # ein beendeter Stand gilt nie: wer ihn sucht, bekommt #NV
        gilt = (
            ""
            if stand.art == "ende"
            else f'IF(AND(meta_land="{land}",C{z}<=vertrag_stichtag,D{z}>=vertrag_stichtag),A{z},"")'
        )
        tage = (Zelle(float(seriell(tag)), stil="tag") for tag in (stand.ab, bis))
        b.setze(
            z,
            p.name,
            f"{p.anzeige} [{p.einheit}]",
            *tage,
            wert,
            stand.quelle,
            stand.beleg,
            Zelle(formel=gilt) if gilt else None,
        )
    if z == kopf:
        z += 1
        b.setze(z, "keine hinterlegt")
    for name, spalte in (("wert", "E"), ("quelle", "F"), ("beleg", "G"), ("gilt", "H")):
        b.namen[f"vertrag_{name}"] = f"{spalte}{kopf + 1}:{spalte}{z}"
    return z


def _staende(land: str) -> Iterator[tuple[Parameter, Stand, date]]:
    for p in parameter.laden(land).values():
        enden = [s.ab - timedelta(days=1) for s in p.staende[1:]] + [_IMMER]
        for stand, bis in zip(p.staende, enden, strict=True):
            yield p, stand, bis


def _wert(stand: Stand) -> Zelle:
    """Eine Zahl, ein Bruch als Formel; sonst ein Wort."""
    if stand.art != "zahl":
        return Zelle({"raster": "Tabelle", "liste": "Liste"}.get(stand.art, "endet"))
    if "/" in stand.roh:
        return Zelle(formel=stand.roh.replace(" ", ""), stil="genau")
    assert isinstance(stand.wert, float)
    return Zelle(stand.wert, stil="genau")


def _hbg(b: Blatt, kopf: int, land: str) -> int:
    """Die HBG-Tabelle des Landes; #NV, wo der Vertrag nichts sagt. Gibt die letzte Zeile."""
    p = parameter.laden(land).get("hbg")
    b.setze(kopf, *(Zelle(wort, stil="kopf") for wort in (*TABELLENKOPF, "mit Mittelwert", "mit VK")))
    if p is None:  # wer trotzdem nach einer Gruppe fragt, bekommt #NV
        b.setze(kopf + 1, "keine hinterlegt", *("–" for _ in _HBG[1:]))
        return _hbg_namen(b, kopf, kopf + 1)
    if len(p.staende) != 1:
        raise ValueError(f"{land}: mehrere Stände der HBG-Tabelle kann das Blatt {BLATT} noch nicht.")
    stand = p.staende[0]
    raster: tuple[Stufe, ...] = stand.wert  # type: ignore[assignment]
    korridore = any(stufe.von is not None for stufe in raster)
    for z, stufe in enumerate(raster, kopf + 1):
        b.setze(z, *_stufe(z, stufe, stand.ab, korridore))
    return _hbg_namen(b, kopf, kopf + len(raster))


def _hbg_namen(b: Blatt, kopf: int, letzte: int) -> int:
    for spalte, name in zip("ABCDEFGHIJK", _HBG, strict=True):
        b.namen[f"hbg_{name}"] = f"{spalte}{kopf + 1}:{spalte}{letzte}"
    b.namen["hbg_block"] = f"A{kopf + 1}:I{letzte}"
    return letzte


def _stufe(z: int, s: Stufe, ab: date, korridore: bool) -> list[Zelle]:
    """Eine Gruppe; vor ihrem Stand ohne Namen und Beginn, also nicht zu finden."""
    gilt = f"vertrag_stichtag>={seriell(ab):.0f}"

    def gerechnet(aus: str, formel: str) -> Zelle:
        return Zelle(formel=f'IF({aus}{z}="","",{formel})', stil="genau")

    von = Zelle() if korridore else Zelle("–")  # ohne Korridore hat keine Minute eine Gruppe: #NV
    if s.von is not None:
        von = Zelle(formel=f'IF({gilt},{s.von:.15g},"")', stil="genau")
    return [
        Zelle(formel=f'IF({gilt},"{s.hbg}","")'),
        von,
        Zelle(s.bis, stil="genau"),
        Zelle(s.mittel, stil="genau"),
        gerechnet("D", f"D{z}/60"),
        gerechnet("E", f"E{z}/7"),
        gerechnet("E", f"E{z}*{_WOCHEN}"),
        Zelle(s.vk, stil="genau") if s.vk is not None else gerechnet("G", f"G{z}/{_VK}"),
        gerechnet("H", f"1/H{z}"),
        Zelle(formel=f'IF(D{z}="","",A{z})'),
        Zelle(formel=f'IF(H{z}="","",A{z})'),
    ]


def _geprueft(b: Blatt, kopf: int, geprueft: Mapping[str, tuple[str, Argument]]) -> int:
    """Je Name eine Zelle: der Wert, wenn er eine Zahl in ihren Grenzen ist, sonst der Fehler; gibt die letzte Zeile."""
    if not geprueft:
        return kopf - 2
    z = kopf
    b.setze(kopf, *(Zelle(wort, stil="kopf") for wort in ("Wert der Mappe", "erlaubt", "geprüft")))
    for z, (zelle, (name, arg)) in enumerate(geprueft.items(), kopf + 1):
        bedingungen = grenzen(arg, name)
        innen = name
        if bedingungen:
            eine = bedingungen[0] if len(bedingungen) == 1 else f"OR({','.join(bedingungen)})"
            innen = f"IF({eine},#NUM!,{name})"
        # wer damit rechnet, fragt vorher, ob er da ist; sonst ist eine Rechnung mit "" ein Fehler
        leer = '""' if arg.pflicht or arg.vorgabe is None else f"{arg.vorgabe:.15g}"
        formel = f'IF({name}="",{leer},IF(COUNT({name})<1,#VALUE!,{innen}))'
        leser = arg.angabe.leser
        erlaubt = leser.erlaubt if isinstance(leser, lesen.Zahl) else "ganze Zahl"
        b.setze(z, name, erlaubt or "jede Zahl", Zelle(formel=formel, stil="genau"))
        b.namen[zelle] = f"C{z}"
    return z


def _regeln(b: Blatt, kopf: int, regeln: Sequence[tuple[str, str, str]]) -> None:
    """Rechenweg: die Formel, die mit Add-in dort steht, und was sie rechnet."""
    if not regeln:
        return
    b.setze(
        kopf, *(Zelle(wort, stil="kopf") for wort in ("Rechenweg: wo", "was", "", "", "", "als EGH-Formel"))
    )
    for z, (wo, formel, was) in enumerate(regeln, kopf + 1):
        b.setze(z, wo, was, None, None, None, formel)
