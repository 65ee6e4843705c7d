"""Blatt »Je Gruppe«: Personen, Stellen und Satz jeder Gruppe des Vertrags, in festen Zellen mit Namen."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import kopf
from workbooks.bausteine.grund.spalte import Tabelle

_KOPF = 5


def name_der_gruppe(gruppe: str, was: str) -> str:
    """`ergebnis_hbg_GRUPPE_WAS`; »0.1« wird 0_1, »7+« wird 7plus, »LG 5« wird lg_5."""
    kurz = gruppe.lower().replace("+", "plus")
    return f"ergebnis_hbg_{kurz.replace('.', '_').replace(' ', '_')}_{was}"


def je_gruppe(bau: Bau, t: Tabelle, gruppen: Sequence[str]) -> None:
    """Das Blatt, eine Zeile je Gruppe; was auf dem Blatt Gruppen anders heißt, steht in einer Zeile darunter."""
    blatt = bau.blatt("Je Gruppe", bau.titel("Ergebnis je Gruppe"), (30, 14, 14, 20), _KOPF)
    satz = "Satz im Mittel: nach Personen gewichtet, wenn Angebote verschiedene haben."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    kopf(blatt, _KOPF, ("Gruppe", "Personen", "VK", "Satz im Mittel\nEUR je Tag"))
    erste, letzte = _KOPF + 1, _KOPF + len(gruppen)
    for z, gruppe in enumerate(gruppen, erste):
        zellen.formelzelle(blatt[f"A{z}"], gruppe, "@", rechts=False)
        _zeile(blatt, t, z)
        for spalte, was in (("B", "personen"), ("C", "vk"), ("D", "satz")):
            bau.name(name_der_gruppe(gruppe, was), blatt, f"{spalte}{z}")
    _summen(blatt, letzte)
    bau.gedruckt[blatt.title] = Druck("D")


def _zeile(blatt: Worksheet, t: Tabelle, z: int) -> None:
    ist = f'(({t.bereich("gruppe")}&"")=$A{z})'
    anzahl, je_tag = t.summe("anzahl", wo=ist), t.summe("entgelt_tag", wo=ist)
    ohne = f'SUMPRODUCT({ist}*({t.bereich("satz")}=""))'
    werte = (
        ("B", f'IF(SUMPRODUCT(--{ist})=0,"",{anzahl})', einheiten.PERSONEN.format),
        ("C", f'IF($B{z}="","",{t.summe("vk", wo=ist)})', einheiten.VZAE.format),
        ("D", f'IF($B{z}="","",IF(OR({ohne}>0,$B{z}=0),"",{je_tag}/$B{z}))', einheiten.EUR_JE.format),
    )
    for spalte, formel, form in werte:
        zellen.formelzelle(blatt[f"{spalte}{z}"], f"={formel}", form)


def _summen(blatt: Worksheet, letzte: int) -> None:
    """Andere Gruppen und alle zusammen; leer, solange das Ergebnis fehlt."""
    erste = _KOPF + 1
    for n, wort in enumerate(("andere Gruppen", "alle"), letzte + 1):
        zellen.formelzelle(blatt[f"A{n}"], wort, rechts=False, fett=n > letzte + 1)
    for spalte, alle, form in (
        ("B", "ergebnis_personen", einheiten.PERSONEN.format),
        ("C", "ergebnis_vk", einheiten.VZAE.format),
    ):
        rest = f"{alle}-SUM({spalte}{erste}:{spalte}{letzte})"
        zellen.formelzelle(blatt[f"{spalte}{letzte + 1}"], f'=IF({alle}="","",ROUND({rest},9))', form)
        zellen.formelzelle(blatt[f"{spalte}{letzte + 2}"], f'=IF({alle}="","",{alle})', form, fett=True)
    for n in (1, 2):
        zellen.formelzelle(blatt[f"D{letzte + n}"], None)
