"""Was für geschätzte Minuten gilt, wo immer sie stehen: Erhebung, Panel und Bereinigung haben dieselben Regeln."""

from __future__ import annotations

from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten


def minutenregeln(*bereiche: str, zusammen: bool = False) -> tuple[Regel, ...]:
    """Regeln über die Zellen ({spalte} oder {von}:{bis}); `zusammen`: die Woche gilt ihrer Summe, sonst jeder Zelle.

    Neben der Skala fragen sie nach der Summe dieser Werte: eine Bestätigung deckt den Wert, nicht ihre Zahl.
    """
    viel = SCHWELLEN["minuten_person"]
    neben = [f"({b}>0)*(COUNTIF(skala,{b})=0)" for b in bereiche]
    zahl = "+".join(f"SUMPRODUCT({n})" for n in neben)
    summe = "+".join(f"SUMPRODUCT({n},{b})" for n, b in zip(neben, bereiche, strict=True))
    mehrere = f'IF({zahl}=1,"",{in_worten(zahl, "Werte mit ")})&'
    klein = "+".join(f"SUMPRODUCT(({b}>0)*({b}<1))" for b in bereiche)
    return (
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", f"{klein}>0"),
        Regel(
            f"über {viel:g} Min. je Woche", f"{'SUM' if zusammen else 'MAX'}({','.join(bereiche)})>{viel:g}"
        ),
        Regel("steht nicht auf der Skala (Blatt Angaben)", f"{zahl}>0", mehrere + in_worten(summe, "Min.")),
    )
