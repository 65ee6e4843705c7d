"""Blatt »Stellen«: je Zeile Stellen gleicher Gruppe und Stufe, ihr Entgelt im Mittel des Zeitraums, ihre Kosten."""

from __future__ import annotations

from calc import parameter
from calc.parameter import laender
from calc.parameter.tarif import Entgeltgruppe
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.einheiten import Einheit
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, als_tag, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.entgelt.grundlagen import ANNAHME_AB, SCHRITT, TAGE
from workbooks.vorlagen.sonder.entgelt.saetze import AG_ANTEIL, je_nach, oder_null
from workbooks.vorlagen.sonder.entgelt.zufluss import ARTEN, BETREUUNG, DIENSTE, PAUSCHALEN, Zufluss, je_art

BLATT = "Stellen"
_KOPF = 5 + 2 * len(ARTEN) + 8
_GENAU = 0.00005  # so weit dürfen Anteile zusammen von 100 % entfernt sein, etwa drei Drittel
_MONAT = Einheit("EUR je Einheit", zellen.BETRAG, summierbar=False)
_TEIL = Einheit("Anteil einer Art", zellen.PROZENT)


def stellen(bau: Bau, zufluss: Zufluss) -> Tabelle:
    """Namen je Art: `stellen_vzae_X`, `stellen_kosten_X`; `stellen_X_alle` (Betreuung), `stellen_offen`, `ergebnis_personalkosten`.

    Eine Zeile nennt VZÄ oder ihren Anteil an den Stellen der Art, die hereinfließen; verteilt werden müssen alle.
    """
    blatt = bau.blatt(BLATT, bau.titel("Stellen und Personalkosten"), (), _KOPF + 1)
    satz = "Entgelt nach TVöD SuE (Gruppe und Stufe) oder ein eigenes. Ein Stufenaufstieg im Jahr sind zwei Zeilen, bis und von."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(*map(als_text, ("{stelle}", "{gruppe}", "{stufe}", "{von}")), wenn=belegt("{stelle}"))
    spalten = (*_eingaben(zufluss), *_verborgen(zufluss), *_gerechnet())
    inhalt, regeln = bau.inhalt("stellen"), _regeln(zufluss)
    t = tabelle(bau, blatt, _KOPF, spalten, bau.umfang.weitere, inhalt, regeln, woran)
    ergebnisse(bau, blatt, 5, _werte(t, zufluss))
    verteilt = "IF(ISERROR(stellen_offen),TRUE,N(stellen_offen)=0)"
    bau.pflicht.append((f"{BLATT}: die Anteile einer Art ergeben 100 %", verteilt))
    return t


def _eingaben(zufluss: Zufluss) -> tuple[Spalte, ...]:
    fest = ", ".join(zufluss.fest[:1])
    entgelt = eingabe.zahl(0.01, 1e5, "EUR je Monat für eine volle Stelle.")
    return (
        Spalte("stelle", "Stelle", 26, grenze=eingabe.TEXT, weg="Bezeichnung", pflicht=True),
        Spalte("art", "Art", 13.5, grenze=eingabe.auswahl(*ARTEN), weg="Auswahl", pflicht=True),
        Spalte("gruppe", "Gruppe", 8, grenze=eingabe.TEXT, weg="SuE"),
        Spalte("stufe", "Stufe", 6.5, einheiten.NUMMER, eingabe.zahl(1, 6, "Stufe 1 bis 6."), weg="1 bis 6"),
        Spalte("eigenes", "eigenes\nEntgelt", 11, _MONAT, entgelt, weg="statt Tarif"),
        Spalte("vzae", "VZÄ", 9, einheiten.VZAE_ZWEI, eingabe.zahl(0, 1000, "VZÄ, ab 0."), weg="Leitung, …" if fest else "vereinbart"),
        Spalte("anteil", "oder\nAnteil", 10, einheiten.PROZENT, eingabe.ANTEIL, weg="der Stellen dieser Art"),
        Spalte("von", "von", 10.5, einheiten.TAG, eingabe.TAG, weg="leer: Beginn"),
        Spalte("bis", "bis", 10.5, einheiten.TAG, eingabe.TAG, weg="leer: Ende"),
        Spalte("zulagen", "Zulagen\nje Monat", 9.5, _MONAT, eingabe.zahl(0, 5000, "EUR je Monat, ab 0."), weg="Schicht …"),
        *([] if zufluss.fest else [Spalte("dienst", "Dienst", 8.5, grenze=eingabe.auswahl(*DIENSTE), weg="leer: Tag")]),
        *((Spalte("pauschale", "Pau-\nschale", 8, grenze=eingabe.auswahl(*PAUSCHALEN), weg="leer: MP"),) if zufluss.getrennt else ()),
    )  # fmt: skip


def _verborgen(zufluss: Zufluss) -> tuple[Spalte, ...]:
    von, bis = zufluss.name("von"), zufluss.name("bis")
    fluss = je_nach("{art}", {art: je_art(art) for art in zufluss.stellen}, "0")
    posten = f'IF({{vzae}}<>"",{{vzae}},IF({{anteil}}="","",IF({fluss}="","",{{anteil}}*{fluss})))'
    leer = f'OR({{stelle}}="",{von}="",{bis}="")'
    tarif = 'IF({{eigenes}}<>"",{{eigenes}},IF(OR({{gruppe}}="",{{stufe}}=""),"",EGH_TARIF("SuE",{{gruppe}},{{stufe}},{})))'
    einzelne = (
        ("ab", f'IF({leer},"",IF({{von}}="",{von},MAX({{von}},{von})))', einheiten.TAG),
        ("ende", f'IF({leer},"",IF({{bis}}="",{bis},MIN({{bis}},{bis})))', einheiten.TAG),
        ("alt", f'IF({leer},"",{tarif.format("{ab}")})', _MONAT),
        ("neu", f'IF({leer},"",{tarif.format("{ende}")})', _MONAT),
    )
    return (
        Spalte("posten", "VZÄ oder Anteil", 10, einheiten.VZAE, formel=posten, pflicht=True, verborgen=True),
        *(Spalte(n, n, 10, e, formel=f, verborgen=True, luecke=True) for n, f, e in einzelne),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    fehlt = 'OR({alt}="",{neu}="",{tage}="",N({tage})=0)'
    mittel = f'IF({SCHRITT}="",{{neu}},EGH_JAHRESMITTEL({{alt}},{{neu}},{SCHRITT},{{ab}},{{ende}}))'
    danach = f"EGH_BELEGUNGSTAGE({ANNAHME_AB},0,{{ab}},{{ende}})/{{tage}}"
    mindestens = oder_null("eingabe_annahme_mindestens")
    erhoeht = f"EGH_TARIFERHOEHUNG({{neu}},eingabe_annahme_steigerung,{mindestens})"
    annahme = f'IF(OR({ANNAHME_AB}="",eingabe_annahme_steigerung=""),0,({erhoeht}-{{neu}})*{danach})'
    jahr = f"EGH_PERSONALKOSTEN({{entgelt}},eingabe_jahressonderzahlung,{AG_ANTEIL},N({{zulagen}}))"
    ohne = 'OR({posten}="",{tage}="",eingabe_jahressonderzahlung="",eingabe_ag_anteil="")'
    # eine falsche Zeile gibt ihr #NV weiter, auch wo ihr Entgelt fehlt
    kosten = f'IF({{tage}}=0,{{pruefwert}},IF({{entgelt}}="",IF({{pruefwert}}=0,"",0),{jahr}*{{posten}}*{{tage}}/{TAGE}+{{pruefwert}}))'
    mittel_vzae = f'IF(OR({{posten}}="",{{tage}}=""),"",{{posten}}*{{tage}}/{TAGE}+{{pruefwert}})'
    teil = f'IF(OR({{anteil}}="",{{tage}}=""),"",{{anteil}}*{{tage}}/{TAGE}+{{pruefwert}})'
    return (
        Spalte("tage", "Tage", 7, einheiten.ANZAHL, formel='IF({ab}="","",MAX(0,{ende}-{ab}+1))', weg="im Jahr", luecke=True),
        Spalte("entgelt", "Entgelt\nim Mittel", 11, _MONAT, formel=f'IF({fehlt},"",{mittel}+{annahme}+{{pruefwert}})', weg="je Monat", luecke=True),
        Spalte("mittel", "VZÄ im\nMittel", 10, einheiten.VZAE_ZWEI, formel=mittel_vzae, weg="× Tage", luecke=True),
        Spalte("teil", "Anteil im Mittel", 10, _TEIL, formel=teil, verborgen=True, luecke=True),
        Spalte("kosten", "Kosten\nEUR", 14, einheiten.EUR, formel=f'IF({ohne},"",{kosten})', weg="im Zeitraum"),
    )  # fmt: skip


def _tarifgruppen() -> list[str]:
    """Gruppen der letzten Tabelle."""
    tabelle = parameter.laden(laender.BUND)["tarif_sue"].staende[-1].wert
    assert isinstance(tabelle, tuple)
    return [zeile.gruppe for zeile in tabelle if isinstance(zeile, Entgeltgruppe)]


_TARIF_AB = parameter.laden(laender.BUND)["tarif_sue"].staende[0].ab


def _regeln(zufluss: Zufluss) -> tuple[Regel, ...]:
    von, plaetze = zufluss.name("von"), zufluss.name("plaetze")
    gruppen = "|".join(["", *(g.replace(" ", "").upper() for g in _tarifgruppen()), ""])
    rein = 'UPPER(SUBSTITUTE(SUBSTITUTE({gruppe}," ",""),CHAR(160),""))'
    ab = f"DATE({_TARIF_AB.year},{_TARIF_AB.month},{_TARIF_AB.day})"
    mit, fest = (",".join(f'{{art}}="{a}"' for a in arten) for arten in (zufluss.stellen, zufluss.fest))
    return (
        doppelt("Stelle steht zweimal da", bestaetigen=True),
        summenwort("stelle"),
        Regel("Gruppe und Stufe oder ein eigenes Entgelt", 'OR(AND({gruppe}="",{eigenes}=""),AND({gruppe}<>"",{eigenes}<>""))'),
        Regel("Gruppe und Stufe gehören zusammen", 'OR(AND({gruppe}="",{stufe}<>""),AND({gruppe}<>"",{stufe}=""))'),
        Regel(f"Gruppe im TVöD SuE: {_tarifgruppen()[0]} bis {_tarifgruppen()[-1]}", f'IF({{gruppe}}="",FALSE,ISERROR(FIND("|"&{rein}&"|","{gruppen}")))'),
        Regel(f"Tarif erst ab {_TARIF_AB:%d.%m.%Y} hinterlegt: eigenes Entgelt", f'AND({{gruppe}}<>"",N({von})>0,MAX(N({{von}}),N({von}))<{ab})'),
        Regel("Stufe ist eine ganze Zahl", "AND(ISNUMBER({stufe}),INT(N({stufe}))<>N({stufe}))"),
        Regel("VZÄ oder Anteil, nicht beides", 'AND({vzae}<>"",{anteil}<>"")'),
        Regel(f"ein Anteil nur bei {', '.join(zufluss.stellen)}", f'AND({{anteil}}<>"",{{art}}<>"",NOT(OR({mit})))'),
        *([Regel("diese VZÄ sind gerechnet: hier steht ihr Anteil", f'AND({{vzae}}<>"",OR({fest}))')] if fest else []),
        *([] if zufluss.fest else [Regel("ein Dienst nur bei Betreuung", f'AND({{dienst}}<>"",{{art}}<>"",NOT(OR({",".join(f"{{art}}={chr(34)}{a}{chr(34)}" for a in BETREUUNG)})))')]),
        Regel("Ende vor dem Beginn", "AND(ISNUMBER({von}),ISNUMBER({bis}),N({bis})<N({von}))"),
        Regel("außerhalb des Zeitraums", f'AND({{tage}}<>"",N({{tage}})=0,{zufluss.name("von")}<>"")', '"0 Tage"'),
        Regel("gewollt?", "OR(AND(ISNUMBER({vzae}),{vzae}=0),AND(ISNUMBER({anteil}),{anteil}=0))", '"0"'),
        neben_den_anderen("vzae", 20, "VZÄ"),
        Regel("Wochenstunden statt VZÄ?", "N({vzae})>=30", in_worten("{vzae}", "VZÄ")),
        *([] if zufluss.fest else [Regel("mehr VZÄ als Plätze", f'AND({plaetze}<>"",N({{vzae}})>N({plaetze}))', in_worten("{vzae}", "VZÄ"))]),
        Regel("Beginn vor dem Zeitraum: leer lassen?", f'AND(ISNUMBER({{von}}),N({von})>0,N({{von}})<N({von}))', als_tag("{von}")),
        Regel("üblich sind 1.500 bis 12.000 EUR im Monat", 'AND({eigenes}<>"",OR(N({eigenes})<1500,N({eigenes})>12000))', in_worten("{eigenes}", "EUR")),
        Regel("üblich sind 10 bis 400 EUR Zulagen im Monat", "AND(ISNUMBER({zulagen}),{zulagen}<>0,OR({zulagen}<10,{zulagen}>400))", in_worten("{zulagen}", "EUR")),
    )  # fmt: skip


def _offen(t: Tabelle, zufluss: Zufluss) -> str:
    """Formel: VZÄ, die hereinfließen und noch in keiner Zeile stehen (oder in zu vielen)."""
    art, teile = t.bereich("art"), []
    for name in zufluss.stellen:
        wo, fluss = f'{art}="{name}"', f"N({je_art(name)})"
        anteil = t.summe("teil", wo=wo)
        gut = f"ABS({anteil}-1)<={_GENAU}"
        if name not in zufluss.fest:  # Leitung und Verwaltung dürfen auch als VZÄ dastehen
            gut = f"OR({gut},AND({anteil}=0,{t.summe('mittel', wo=wo)}>0))"
        teile.append(f"IF({fluss}=0,0,IF({gut},0,{fluss}*ABS(1-{anteil})))")
    return "+".join(teile)


def _neben_schluessel(t: Tabelle, zufluss: Zufluss) -> str:
    """Formel: eigene VZÄ einer Art, die auch nach Schlüssel gerechnet ist, weniger diese; leer ohne solche."""
    art, teile = t.bereich("art"), []
    for name in zufluss.stellen:
        if name not in zufluss.fest:
            wo, fluss = f'{art}="{name}"', f"N({je_art(name)})"
            direkt = f"AND({t.summe('teil', wo=wo)}=0,{t.summe('mittel', wo=wo)}>0)"
            teile.append(f"IF({fluss}=0,0,IF({direkt},{t.summe('mittel', wo=wo)}-{fluss},0))")
    summe = "+".join(teile) or "0"
    return f'IF(stellen_kosten_qualifiziert="","",IF(ABS({summe})<0.005,"",{summe}))'


def _werte(t: Tabelle, zufluss: Zufluss) -> tuple[Wert, ...]:
    """Je Art VZÄ und Kosten, dazu was eine VZÄ kostet."""
    art = t.bereich("art")
    werte: list[Wert] = []
    for wort, name in ARTEN.items():
        vzae, kosten = (t.gesamt(s, wo=f'{art}="{wort}"') for s in ("mittel", "kosten"))
        werte.append(Wert(f"{wort}: VZÄ im Mittel", f"stellen_vzae_{name}", vzae, einheiten.VZAE_ZWEI))
        werte.append(Wert(f"{wort}: Kosten", f"stellen_kosten_{name}", kosten, einheiten.EUR_ZEICHEN))
    betreuung, posten = (
        "+".join(f"stellen_{was}_{ARTEN[a]}" for a in BETREUUNG) for was in ("kosten", "vzae")
    )
    da = ",".join(f'{je_art(a)}=""' for a in zufluss.fest)
    unbekannt = f'OR({da},stellen_kosten_qualifiziert="")' if da else 'stellen_kosten_qualifiziert=""'
    ohne = 'IF(stellen_offen="","",IF(stellen_offen>0,"",{}))'.format
    alles = f'IF(zuschlaege_kosten="","",{t.gesamt("kosten")}+zuschlaege_kosten)'
    mit_zuschlaegen = ohne(alles)
    nach_tarif = t.summe("kosten", wo=f'{t.bereich("gruppe")}<>""')
    anders = Regel("gewollt?", "ISNUMBER({wert})", in_worten("{wert}", "VZÄ", vorzeichen=True))
    return (
        *werte,
        Wert("anders als nach Schlüssel, VZÄ", "stellen_neben_schluessel", _neben_schluessel(t, zufluss), einheiten.VZAE, "eigene VZÄ − Blatt Relationsmodell", False, anders),
        Wert("noch nicht verteilte VZÄ", "stellen_offen", f'IF({unbekannt},"",{_offen(t, zufluss)})', einheiten.VZAE, "Anteile einer Art ergeben 100 %"),
        Wert("alle Betreuung: VZÄ", "stellen_vzae_alle", ohne(posten), einheiten.VZAE_ZWEI, ", ".join(BETREUUNG)),
        Wert("alle Betreuung: Kosten", "stellen_kosten_alle", ohne(betreuung), einheiten.EUR_ZEICHEN),
        Wert("Betreuung: Kosten je VZÄ", "stellen_kosten_je_vzae", ohne('IF(stellen_vzae_alle=0,"",stellen_kosten_alle/stellen_vzae_alle)'), einheiten.EUR_JE_ZEICHEN, "im Mittel"),
        Wert("davon nach Tarif", "stellen_kosten_tarif", ohne(nach_tarif), einheiten.EUR_ZEICHEN, "Zeilen mit Gruppe und Stufe"),
        Wert("Personalkosten zusammen", "ergebnis_personalkosten", mit_zuschlaegen, einheiten.EUR_ZEICHEN, "alle Stellen und Zeitzuschläge", True),
    )  # fmt: skip
