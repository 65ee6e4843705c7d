"""Die letzten Blätter jeder Vorlage: Kurzfassung, Prüfung, Quellen, Hilfe."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from workbooks.bausteine import zellen
from workbooks.bausteine.angebote import ERSTE as ANGEBOTE_ERSTE
from workbooks.bausteine.angebote import balken
from workbooks.bausteine.bau import ANGEBOTE, Bau, Druck, Pruefung, banner, druckbereich
from workbooks.bausteine.deckblatt import FREIGABE, vertragsstand
from workbooks.bausteine.ergebnis import Zeile, pruefzeile, vergleichskopf
from workbooks.bausteine.parameterblatt import BELEGE_IN_WORTEN
from workbooks.bausteine.tabelle import NICHT_PRUEFBAR


def kurzfassung(bau: Bau, zeilen: Sequence[Zeile]) -> None:
    """Eine Seite für Vorstand und Verhandlung."""
    blatt = bau.blatt(
        "Kurzfassung",
        f"Kurzfassung: {bau.vorlage.titel}, {bau.vorlage.landesname}",
        (42, 18, 20, 15, 14),
        4,
        quer=False,
    )
    blatt.page_setup.fitToHeight = 1
    pruefzeile(blatt, 4)
    angaben = (
        ("Zeitraum von", "eingabe_zeitraum_von"),
        ("Zeitraum bis", "eingabe_zeitraum_bis"),
        ("Stichtag des Vertragsstands", "meta_stichtag"),
    )
    for z, (wort, name) in enumerate(angaben, 6):
        zellen.text(blatt[f"A{z}"], wort)
        zellen.formelzelle(blatt[f"B{z}"], f'=IF({name}="","",{name})', zellen.DATUM)
    erste, letzte = 11, 10 + len(zeilen)
    alle = ",".join(f"eingabe_vorjahr_{z.name}" for z in zeilen)
    da = f"COUNT($D${erste}:$D${letzte})>0"
    for nummer, wort in enumerate(("Ergebnis", "Wert\n(gerundet)", "Einheit"), 1):
        zellen.kopfzelle(blatt.cell(10, nummer), wort)
    vergleichskopf(blatt, "DE", 10, f"COUNT({alle})>0", da)
    blatt.row_dimensions[10].height = 28
    for z, zeile in enumerate(zeilen, erste):
        alt, neu = f"eingabe_vorjahr_{zeile.name}", f"ergebnis_{zeile.name}"
        zellen.text(blatt[f"A{z}"], zeile.text, fett=zeile.fett)
        zellen.formelzelle(blatt[f"B{z}"], f"={neu}", zeile.format, fett=zeile.fett)
        zellen.text(blatt[f"C{z}"], zeile.einheit)
        zellen.stumm(blatt[f"D{z}"], f'=IF({alt}="","",{alt})', zeile.format)
        zellen.stumm(blatt[f"E{z}"], f'=IF(OR({alt}="",{neu}=""),"",{neu}-{alt})', zeile.format)
    zellen.einblenden(blatt, f"D{erste}:E{letzte}", da)
    z = _je_angebot(blatt, letzte + 2, zeilen[0].einheit)
    for nummer, wort in enumerate(("Freigabe", "Name", "Datum", "Unterschrift", ""), 1):
        zellen.kopfzelle(blatt.cell(z + 2, nummer), wort)
    blatt.merge_cells(f"D{z + 2}:E{z + 2}")
    for zeile_, quelle in enumerate(FREIGABE, z + 3):
        for spalte, zahlenformat in (("A", "General"), ("B", "General"), ("C", zellen.DATUM)):
            ort = f"Deckblatt!${spalte}${quelle}"
            zellen.formelzelle(
                blatt[f"{spalte}{zeile_}"], f'=IF({ort}="","",{ort})', zahlenformat, rechts=False
            )
        zellen.formelzelle(blatt[f"D{zeile_}"], None)
        zellen.formelzelle(blatt[f"E{zeile_}"], None)
        blatt.merge_cells(f"D{zeile_}:E{zeile_}")
        blatt.row_dimensions[zeile_].height = 26
    bau.gedruckt["Kurzfassung"] = Druck("E")


def _je_angebot(blatt: Worksheet, z: int, einheit: str) -> int:
    """Ab Zeile z ein Angebot je Zeile mit Balken; gibt die letzte Zeile."""
    erste, letzte = z + 1, z + 1 + ANGEBOTE
    da = f"COUNT($D${erste}:$D${letzte})>0"
    for nummer, wort in enumerate(("Angebot", f"{einheit}\n(gerundet)", ""), 1):
        zellen.kopfzelle(blatt.cell(z, nummer), wort)
    vergleichskopf(blatt, "DE", z, "COUNT(eingabe_vorjahr_angebote)>0", da)
    blatt.row_dimensions[z].height = 28
    for i, zeile in enumerate(range(erste, letzte + 1), 1):
        alt = f"INDEX(eingabe_vorjahr_angebote,{i},1)"
        werte: tuple[tuple[str, str, str], ...] = (
            ("A", f"=Angebote!$A${ANGEBOTE_ERSTE + i - 1}", "General"),
            ("B", f"=INDEX(ergebnis_angebote,{i},1)", zellen.STUNDEN),
            ("C", balken(f"$B{zeile}", f"$B${erste}:$B${letzte}", 12), "General"),
            ("D", f'=IF({alt}="","",{alt})', zellen.STUNDEN),
            ("E", f'=IF(OR(B{zeile}="",D{zeile}=""),"",B{zeile}-D{zeile})', zellen.STUNDEN),
        )
        for spalte, formel, zahlenformat in werte:
            zellen.stumm(blatt[f"{spalte}{zeile}"], formel, zahlenformat, rechts=spalte not in "AC")
        blatt[f"C{zeile}"].font = zellen.schrift(color=zellen.AKZENT)
    zellen.einblenden(blatt, f"A{erste}:C{letzte}", f'$A{erste}<>""')
    zellen.einblenden(blatt, f"D{erste}:E{letzte}", f'AND({da},$A{erste}<>"")')
    return letzte


def pruefung(bau: Bau) -> None:
    """Alle Prüfungen mit Ergebnis und Rat; dazu, was an der Vollständigkeit fehlt."""
    blatt = bau.blatt(
        "Prüfung", f"Prüfung: {bau.vorlage.titel}, {bau.vorlage.landesname}", (62, 12, 16, 62, 14), 5
    )
    zellen.text(
        blatt["A3"],
        "Ohne Add-in ist nicht prüfbar, was auf EGH-Formeln beruht; solche Prüfungen stehen dann auf FALSCH.",
        grau=True,
        umbruch=False,
    )
    for nummer, wort in enumerate(("Prüfung", "Ergebnis", "", "Was zu tun ist", "Gegenprobe"), 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    zellen.text(blatt["A4"], "Add-in EGH fehlt", grau=True)
    zellen.formelzelle(blatt["B4"], "=ISERROR(EGH_BJAZ(1,1))")
    bau.name("addin_fehlt", blatt, "B4")
    vertragsstand(bau)
    erste_pflicht = 13 + len(bau.pruefungen)
    letzte_pflicht = erste_pflicht + len(bau.pflicht) - 1
    feste = (
        (
            "vollstaendig",
            "Vollständig: alle Pflichtangaben und begonnenen Zeilen",
            f"AND($B${erste_pflicht}:$B${letzte_pflicht})",
            "Unten steht einzeln, was noch fehlt.",
        ),
        (
            "eingaben",
            "Alle Eingaben liegen im erlaubten Bereich",
            f"NOT(OR({','.join(bau.werte_falsch)}))",
            "Zeilen mit dem Hinweis »Wert prüfen« und die Angaben auf Deckblatt und Parameter ansehen.",
        ),
        (
            "bestaetigt",
            "Alles Ungewöhnliche ist bestätigt",
            f"NOT(OR({','.join(bau.offen)}))",
            "Wo »bitte bestätigen« steht, den Wert berichtigen oder daneben eintragen, warum er stimmt.",
        ),
    )
    letzte = 5 + len(feste) + len(bau.pruefungen)
    status = Pruefung(
        "status",
        "Status über »Entwurf« hinaus nur, wenn alles andere WAHR ist",
        f'OR(meta_status="Entwurf",meta_status="",AND($B$6:$B${letzte}))',
        "Erst die anderen Prüfungen in Ordnung bringen oder den Status auf »Entwurf« setzen.",
    )
    alle = (*(Pruefung(*p) for p in feste), *bau.pruefungen, status)
    for z, p in enumerate(alle, 6):
        formel = p.formel.replace("{probe}", f"$E${z}")
        _pruefzeile(blatt, z, p.text, f"=IFERROR({formel},FALSE)", p.rat, p.nativ)
        if p.probe:
            zellen.formelzelle(blatt[f"E{z}"], p.probe, zellen.STUNDEN)
        bau.name(f"pruefung_{p.name}", blatt, f"B{z}")
    z = 6 + len(alle)
    zellen.ueberschrift(blatt[f"A{z + 2}"], "Vollständigkeit im Einzelnen")
    _pruefzeile(blatt, z, "Alle Prüfungen bestanden", f"=AND($B$6:$B${z - 1})", "")
    bau.name("pruefung_gesamt", blatt, f"B{z}")
    for z, (text, bedingung) in enumerate(bau.pflicht, erste_pflicht):
        _pruefzeile(blatt, z, text, f"=IFERROR({bedingung},FALSE)", "", nativ=True)
    bau.name("pflichtangaben", blatt, f"A{erste_pflicht}:B{letzte_pflicht}")
    bereich = f"B6:C{letzte_pflicht}"
    zellen.rot_wenn(blatt, bereich, "AND(ISLOGICAL($B6),NOT($B6))")


def _pruefzeile(blatt: Worksheet, z: int, text: str, formel: str, rat: str, nativ: bool = False) -> None:
    zellen.text(blatt[f"A{z}"], text)
    zellen.formelzelle(blatt[f"B{z}"], formel)
    sonst, tun = '"bitte ansehen"', f'"{rat}"'
    if not nativ:  # ein Rat wäre dann falsch
        sonst, tun = f'IF(addin_fehlt,"{NICHT_PRUEFBAR}",{sonst})', f'IF(AND(addin_fehlt,NOT(B{z})),"",{tun})'
    zellen.formelzelle(blatt[f"C{z}"], f'=IF(B{z},"in Ordnung",{sonst})', rechts=False)
    zellen.text(blatt[f"D{z}"], f"={tun}" if rat else None, grau=True)
    blatt.row_dimensions[z].height = zellen.hoehe((text, 62), (rat, 62))


def fertig(bau: Bau) -> None:
    """Zuletzt, wenn jedes Blatt steht: Hinweis auf ein fehlendes Add-in, Druck, Reihenfolge, Farben der Reiter."""
    for titel in _MIT_BANNER:
        banner(bau.mappe[titel], 2 if titel == "Deckblatt" else 3)
    bau.gedruckt.setdefault("Deckblatt", Druck("C"))
    for blatt in bau.mappe:
        if blatt.title.startswith("intern_"):
            _nicht_drucken(blatt)
        elif blatt.title in bau.gedruckt:
            titelzeilen = int(str(blatt.print_title_rows).rpartition("$")[2])
            ab = titelzeilen + 2 if blatt.title in _MIT_BANNER else 1
            druckbereich(bau, blatt, ab, bau.gedruckt[blatt.title])
    blaetter = bau.mappe.sheetnames
    bau.mappe.move_sheet("Kurzfassung", 1 - blaetter.index("Kurzfassung"))
    for blatt in bau.mappe:
        intern = blatt.title.startswith("intern_")
        eingabe = any(not zelle.protection.locked for zeile in blatt.iter_rows() for zelle in zeile)
        ergebnis = blatt.title in ("Ergebnis", "Angebote", "Kurzfassung")
        blatt.sheet_properties.tabColor = (
            zellen.WARNUNG if intern else zellen.AKZENT if ergebnis else zellen.REITER if eingabe else None
        )


_MIT_BANNER = ("Deckblatt", "Ergebnis", "Angebote", "Kurzfassung")


def _nicht_drucken(blatt: Worksheet) -> None:
    """Druckbereich ist eine leere Zelle, ohne Titel und Fußzeile: daraus wird keine Seite mit Angaben zu Personen."""
    blatt.print_title_rows = None
    blatt.print_area = f"{get_column_letter(blatt.max_column + 2)}1"
    for teil in (blatt.oddFooter.left, blatt.oddFooter.center, blatt.oddFooter.right):
        teil.text = None


_BREITEN = (34, 11, 12, 44, 22, 48)


def quellen(bau: Bau, weitere: Sequence[tuple[str, str, str]]) -> None:
    """Jeder Vertragswert mit Gültigkeit, Beleg und Notiz; dazu die Quellen der Listen und Beispiele."""
    blatt = bau.blatt("Quellen", f"Quellen: {bau.vorlage.titel}, {bau.vorlage.landesname}", _BREITEN, 5)
    zellen.text(
        blatt["A3"],
        "Was nicht amtlich belegt ist, vor einer Verhandlung am Vertrag prüfen.",
        grau=True,
        umbruch=False,
    )
    for nummer, wort in enumerate(("Wert", "hinterlegt", "gilt ab", "Quelle", "Beleg", "Notiz"), 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    z = 6
    for p in parameter.laden(bau.vorlage.land).values():
        for stand in p.staende:
            wert: object = stand.roh if "/" in stand.roh else stand.wert  # ein Bruch, wie er hinterlegt ist
            if isinstance(stand.wert, tuple):
                wert = "Tabelle" if stand.art == "raster" else "Liste"
            reihe = (
                f"{p.anzeige} [{p.einheit}]",
                wert,
                stand.ab,
                stand.quelle,
                BELEGE_IN_WORTEN[stand.beleg],
                " ".join(filter(None, (stand.notiz, stand.link))),
            )
            for nummer, inhalt in enumerate(reihe, 1):
                zellen.text(blatt.cell(z, nummer), inhalt, grau=nummer > 3)
            blatt.cell(z, 2).number_format = "General"
            blatt.cell(z, 2).alignment = Alignment(horizontal="left", vertical="center")
            blatt.cell(z, 3).number_format = zellen.DATUM
            blatt.cell(z, 3).alignment = Alignment(horizontal="left", vertical="center")
            blatt.row_dimensions[z].height = zellen.hoehe(*zip(reihe, _BREITEN, strict=True))
            z += 1
    zellen.ueberschrift(blatt.cell(z + 1, 1), "Listen, Verfahren und Beispiel")
    for z, (was, quelle, notiz) in enumerate(weitere, z + 2):  # noqa: B020
        zellen.text(blatt.cell(z, 1), was)
        zellen.text(blatt.cell(z, 4), quelle, grau=True)
        zellen.text(blatt.cell(z, 6), notiz, grau=True)
        blatt.row_dimensions[z].height = zellen.hoehe((was, 34), (quelle, 44), (notiz, 48))
