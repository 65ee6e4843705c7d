"""Womit Vereinbartes und Gemeldetes verglichen wird, damit eine falsche Einheit auffällt: fragende Regeln beider Blätter."""

from __future__ import annotations

from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.vorlagen.sonder.controlling.monatsbudget import Monatsbudgets

PREISE = {"Tage": (15, 1500), "Stunden": (12, 250), "Monate": (50, 30000)}
"""Euro je Einheit, die nicht auffallen; weit gefasst: eine Minute, ein Monatssatz je Tag und TEUR liegen daneben."""
_JE_PERSON = {"Tage": (60, 366), "Stunden": (12, 8784), "Monate": (3, 12.5)}
"""Menge eines Jahres je Person, die nicht auffällt; über 366 Tagen und zwölf Monaten hat eine eigene Frage."""


def vereinbartregeln(m: Monatsbudgets) -> tuple[Regel, ...]:
    """Fragen an eine Zeile des Blatts Vereinbart."""
    menge, personen = "{menge_gilt}", "{personen}"
    zahlen = f"AND(N({personen})>0,N({menge})>0)"
    je_person = [
        f'AND({{einheit}}="{e}",OR({menge}<{von}*{personen},{menge}>{bis}*{personen}))'
        for e, (von, bis) in _JE_PERSON.items()
    ]
    preis = [
        f'AND({{einheit}}="{e}",OR({{preis}}<{von},{{preis}}>{bis}))' for e, (von, bis) in PREISE.items()
    ]
    je_einheit = "; ".join(f"{e} {von} bis {bis}" for e, (von, bis) in PREISE.items())
    regeln = (
        Regel(
            "unüblich viel oder wenig je Person (Tage bis 366, Monate bis 12)",
            f"IF({zahlen},OR({','.join(je_person)}),FALSE)",
            in_worten(menge),
        ),
        Regel(
            f"unüblicher Preis (üblich: {je_einheit} EUR)",
            # ein Preis aus der Mappe ist schon dort gefragt
            f"IF(N({{preis}})>0,OR({','.join(preis)}),FALSE)",
            in_worten("{preis}", "EUR", stellen=4),
        ),
    )
    return regeln if m.aus_mappe else (*regeln, _ueber_dem_budget(m))


def _ueber_dem_budget(m: Monatsbudgets) -> Regel:
    """Frage: Menge × Preis eines Leistungserbringers ist mehr als sein Budget dieses Jahres."""
    dieselben = "({alle_nummer}={nummer})*({alle_jahr}={jahr})"
    ohne_preis = f'SUMPRODUCT({dieselben}*(({{alle_preis_gilt}}="")+({{alle_menge_gilt}}="")>0))'
    summe = f"SUMPRODUCT({dieselben},{{alle_menge_gilt}},{{alle_preis_gilt}})"
    tag = 'IF({jahr}="",eingabe_laufzeit_von,DATE({jahr},MONTH(eingabe_laufzeit_von),1))'
    budget = f"N({m.betrag.format(n='{nummer}', j=m.jahr.format(m=tag))})"
    bedingung = f'IF(OR({{nummer}}=0,{{preis_gilt}}=""),FALSE,IF({ohne_preis}>0,FALSE,IFERROR(AND({budget}>0,{summe}>1.1*{budget}),FALSE)))'
    return Regel("Menge × Preis ist zusammen mehr als das Budget", bedingung, in_worten(summe, "EUR"))


def mengenregeln() -> tuple[Regel, ...]:
    """Fragen an Personen und Menge einer Meldung: gegen das Vereinbarte und gegen die anderen Monate der Reihe."""
    # dieselbe HBG: Gruppen sind verschieden groß
    dieselben = "SUMPRODUCT(({alle_reihe}={reihe})*({alle_v}>0)*1)"
    andere = f"(SUMPRODUCT(({{alle_reihe}}={{reihe}})*({{alle_v}}>0),{{alle_%s}})-N({{%s}}))/({dieselben}-1)"
    im_monat = "SUMIF({alle_kv},{kv},{alle_%s})"
    regeln = []
    for was, einheit, soll, wort in (
        ("personen", "Personen", "SUMIF(vereinbart_zeilen,{v},vereinbart_personen)", "viele"),
        ("menge", "", "SUMIF(vereinbart_zeilen,{v},vereinbart_mengen)/12", "viel"),
    ):
        alle, mittel, zahl = im_monat % was, andere % (was, was), f"N({{{was}}})"
        fern = f"IF({soll}>0,OR({alle}>3*{soll},3*{alle}<{soll}),FALSE)"
        # wer nahe am Vereinbarten liegt, ist nicht der falsche in der Reihe
        nahe = f"IF({soll}>0,AND({alle}<=1.5*{soll},1.5*{alle}>={soll}),FALSE)"
        weit = f"IF({dieselben}>2,AND(OR({zahl}>2*{mittel},2*{zahl}<{mittel}),NOT({nahe})),FALSE)"
        belegt = f"IF(AND({{v}}>0,ISNUMBER({{{was}}}))"
        text = in_worten(f"{{{was}}}", einheit)
        regeln += [
            Regel(
                f"mehr als dreimal oder ein Drittel so {wort} wie vereinbart", f"{belegt},{fern},FALSE)", text
            ),
            Regel(f"mehr als doppelt oder halb so {wort} wie sonst", f"{belegt},{weit},FALSE)", text),
        ]
    return tuple(regeln)


def betragsregeln() -> tuple[Regel, ...]:
    """Fragen an den Betrag einer Meldung: gegen Menge × Preis, und ohne Preis gegen die anderen Monate der Reihe."""
    wert = "N({menge})*N({preis})"
    teuer = f"IF(AND(ISNUMBER({{eur}}),{wert}>0),OR(5*{{eur}}>6*{wert},6*{{eur}}<5*{wert}),FALSE)"
    mengen, betraege = (
        f"SUMPRODUCT(({{alle_reihe}}={{reihe}})*({{alle_v}}>0),{{alle_{x}}})" for x in ("menge", "eur")
    )
    andere = f"({betraege}-{{eur}})/({mengen}-{{menge}})"
    je = "{eur}/{menge}"
    sonst = f"IF({mengen}-{{menge}}>0,OR(2*{je}>3*{andere},3*{je}<2*{andere}),FALSE)"
    ohne_preis = "AND(ISNUMBER({eur}),N({menge})>0,N({preis})=0)"
    text = in_worten("{eur}", "EUR", vorzeichen=True)
    return (
        Regel("mehr als ein Fünftel neben Menge × Preis", teuer, text),
        Regel(
            "weniger als 1 EUR je Einheit",
            f"IF({ohne_preis},AND({{eur}}<>0,ABS({{eur}})<{{menge}}),FALSE)",
            text,
        ),
        Regel(
            "je Einheit mehr als die Hälfte neben den anderen Monaten",
            f"IF({ohne_preis},{sonst},FALSE)",
            text,
        ),
    )
