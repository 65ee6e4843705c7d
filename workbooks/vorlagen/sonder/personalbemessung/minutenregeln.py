"""Was für geschätzte Minuten gilt, wo immer sie stehen: Erhebung, Panel und Bereinigung haben dieselben Regeln."""

from __future__ import annotations

from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten


def minutenregeln(*bereiche: str, zusammen: bool = False) -> tuple[Regel, ...]:
    """Regeln über die Zellen ({spalte} oder {von}:{bis}); `zusammen`: die Woche gilt ihrer Summe, sonst jeder Zelle.

    Neben der Skala fragen sie nach der Summe dieser Werte: eine Bestätigung deckt den Wert, nicht ihre Zahl.
    """
    viel = SCHWELLEN["minuten_person"]
    # ein Vergleich statt ZÄHLENWENN: dessen Suchwert läse einen Text wie 12,5 je nach Sprache des Rechners
    gueltig = [f"({b}>0)*ISNUMBER({b})" for b in bereiche]
    darauf = [f"(skala={b})*{g}" for b, g in zip(bereiche, gueltig, strict=True)]
    zahl = "+".join(f"SUMPRODUCT({g})-SUMPRODUCT({d})" for g, d in zip(gueltig, darauf, strict=True))
    summe = "+".join(f"SUM({b})-SUMPRODUCT({d}*skala)" for b, d in zip(bereiche, darauf, strict=True))
    mehrere = f'IF({zahl}=1,"",{in_worten(zahl, "Werte mit ")})&'
    klein = "+".join(f"SUMPRODUCT(({b}>0)*({b}<1))" for b in bereiche)
    return (
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", f"{klein}>0"),
        Regel(
            f"über {viel:g} Min. je Woche", f"{'SUM' if zusammen else 'MAX'}({','.join(bereiche)})>{viel:g}"
        ),
        Regel("steht nicht auf der Skala (Blatt Angaben)", f"{zahl}>0", mehrere + in_worten(summe, "Min.")),
    )
