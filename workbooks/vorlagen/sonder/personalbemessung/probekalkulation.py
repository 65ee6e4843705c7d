"""Die Probekalkulation auf dem Blatt »Verproben«: Stellen × eigene Kosten gegen die Erlöse von heute."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import Regel, in_worten, unueblich


def probekalkulation(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Ab Zeile z. Namen: `probe_kosten`, `probe_unterschied` und ihre Teile."""
    z = eingaben(bau, blatt, z, _kosten())
    ergebnisse(bau, blatt, z, _probe())
    alle = ("kosten_fachkraft", "kosten_andere", "erloese")
    leer = ",".join(f'eingabe_{name}=""' for name in alle)
    voll = ",".join(f'eingabe_{name}<>""' for name in alle)
    bau.pflicht.append(
        (f"{blatt.title}: beide Kosten je VZÄ und die Erlöse, oder keines", f"OR(AND({leer}),AND({voll}))")
    )


def _kosten() -> tuple[Feld, ...]:
    jahr = eingabe.zahl(0, 500_000, "EUR je VZÄ und Jahr, mit allen Arbeitgeberanteilen.")
    neben = "OR(N({wert})<0.5*probe_kosten,N({wert})>2*probe_kosten)"
    weit = f'IF(ISNUMBER(probe_kosten),AND({{wert}}<>"",{neben}),FALSE)'
    fern = Regel(
        "weniger als die Hälfte oder mehr als das Doppelte der Personalkosten",
        weit,
        in_worten("{wert}", "EUR"),
    )
    teurer = Regel(
        "mehr als eine Fachkraft?",
        'AND({wert}<>"",N({wert})>N(eingabe_kosten_fachkraft))',
        in_worten("{wert}", "EUR"),
    )
    ueblich = unueblich("personalkosten_vk", "wert")
    je_vzae = tuple(
        Feld(
            f"Kosten je VZÄ, {wort}", f"kosten_{name}", zellen.BETRAG, jahr, wert, "EUR je Jahr, eigener Durchschnitt", False,
            fragen,
        )
        for name, wort, wert, fragen in (
            ("fachkraft", "Fachkräfte", 68_000, ueblich),
            ("andere", "andere", 54_000, (ueblich, teurer)),
        )
    )  # fmt: skip
    erloese = eingabe.zahl(0, 1e9, "EUR im Jahr.")
    return (
        *je_vzae,
        Feld(
            "Erlöse für diese Leistungen heute",
            "erloese",
            zellen.BETRAG,
            erloese,
            500_000,
            "EUR im Jahr",
            False,
            fern,
        ),
    )


def _probe() -> tuple[Wert, ...]:
    eur = einheiten.EUR

    def kosten(name: str, satz: str) -> str:
        return f'IF(OR(ergebnis_vzae="",eingabe_kosten_{satz}="",ergebnis_vzae_ohne_angabe>0.0000001),"",ergebnis_vzae_{name}*eingabe_kosten_{satz})'

    leer = 'IF(OR({0}),"",{1})'.format
    return (
        Wert("Personalkosten Fachkräfte", "probe_fachkraefte", kosten("fachkraefte", "fachkraft"), eur, "VZÄ × Kosten; leer, solange eine Qualifikation fehlt"),
        Wert("Personalkosten andere", "probe_andere", kosten("andere", "andere"), eur, "VZÄ × Kosten"),
        Wert("Personalkosten zusammen", "probe_kosten", leer('probe_fachkraefte="",probe_andere=""', "probe_fachkraefte+probe_andere"), eur, "Summe", True),
        Wert("Erlöse − Personalkosten", "probe_unterschied", leer('probe_kosten="",eingabe_erloese=""', "eingabe_erloese-probe_kosten"), einheiten.Einheit("EUR", "+#,##0.00;-#,##0.00;0.00"), "unter 0: die Erlöse reichen dafür nicht", True),
    )  # fmt: skip
