"""Die letzten Blätter jeder Vorlage: Kurzfassung, Prüfung, Quellen, Hilfe."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from workbooks.bausteine import diagramme, zellen
from workbooks.bausteine.bau import ANGEBOTE, Bau, Pruefung, banner
from workbooks.bausteine.deckblatt import vertragsstand
from workbooks.bausteine.ergebnis import Zeile, pruefzeile
from workbooks.bausteine.tabelle import NICHT_PRUEFBAR


def kurzfassung(bau: Bau, zeilen: Sequence[Zeile]) -> None:
    """Eine Seite für Vorstand und Verhandlung."""
    blatt = bau.blatt(
        "Kurzfassung",
        f"Kurzfassung: {bau.vorlage.titel}, {bau.vorlage.landesname}",
        (42, 15, 13, 15, 14),
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
    for nummer, wort in enumerate(("Ergebnis", "Wert\n(gerundet)", "Einheit", "Vorjahr", "Differenz"), 1):
        zellen.kopfzelle(blatt.cell(10, nummer), wort)
    blatt.row_dimensions[10].height = 28
    for z, zeile in enumerate(zeilen, 11):
        alt, neu = f"eingabe_vorjahr_{zeile.name}", f"ergebnis_{zeile.name}"
        zellen.text(blatt[f"A{z}"], zeile.text, fett=zeile.fett)
        zellen.formelzelle(blatt[f"B{z}"], f"={neu}", zeile.format, fett=zeile.fett)
        zellen.text(blatt[f"C{z}"], zeile.einheit)
        zellen.formelzelle(blatt[f"D{z}"], f'=IF({alt}="","",{alt})', zeile.format)
        zellen.formelzelle(blatt[f"E{z}"], f'=IF(OR({alt}="",{neu}=""),"",{neu}-{alt})', zeile.format)
    z = 12 + len(zeilen)
    for nummer, wort in enumerate(("Angebot", zeilen[0].einheit, "", "Vorjahr", "Differenz"), 1):
        zellen.kopfzelle(blatt.cell(z, nummer), wort)
    for i in range(ANGEBOTE + 1):
        zeile_ = z + 1 + i
        for spalte, inhalt in (
            ("A", f"=INDEX(angebote_namen,{i + 1},1)"),
            ("B", f"=INDEX(ergebnis_angebote,{i + 1},1)"),
            (
                "D",
                f'=IF(INDEX(eingabe_vorjahr_angebote,{i + 1},1)="","",INDEX(eingabe_vorjahr_angebote,{i + 1},1))',
            ),
            ("E", f'=IF(OR(B{zeile_}="",D{zeile_}=""),"",B{zeile_}-D{zeile_})'),
        ):
            zellen.formelzelle(blatt[f"{spalte}{zeile_}"], inhalt, zellen.STUNDEN, rechts=spalte != "A")
        zellen.formelzelle(blatt[f"C{zeile_}"], None)
    diagramme.saeulen(
        blatt, f"{zeilen[0].einheit} je Angebot", z, z + 1 + ANGEBOTE, (2,), f"A{z + ANGEBOTE + 3}"
    )
    unten = z + ANGEBOTE + 20
    for spalte, wort in (("A", "erstellt"), ("B", "geprüft"), ("D", "freigegeben")):
        zellen.text(blatt[f"{spalte}{unten}"], f"_____________________ {wort}", klein=True, umbruch=False)


def pruefung(bau: Bau) -> None:
    """Alle Prüfungen mit Ergebnis und Rat; dazu, was an der Vollständigkeit fehlt."""
    blatt = bau.blatt(
        "Prüfung", f"Prüfung: {bau.vorlage.titel}, {bau.vorlage.landesname}", (62, 14, 16, 62), 5
    )
    zellen.text(
        blatt["A3"],
        "Ohne Add-in ist nicht prüfbar, was auf EGH-Formeln beruht; solche Prüfungen stehen dann auf FALSCH.",
        klein=True,
        umbruch=False,
    )
    for nummer, wort in enumerate(("Prüfung", "Ergebnis", "", "Was zu tun ist"), 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    zellen.text(blatt["A4"], "Add-in EGH fehlt", klein=True)
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
        _pruefzeile(blatt, z, p.text, f"=IFERROR({p.formel},FALSE)", p.rat, p.nativ)
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
    zellen.text(blatt[f"D{z}"], f"={tun}" if rat else None, klein=True)
    blatt.row_dimensions[z].height = 16 if len(rat) < 70 else 24


def fertig(bau: Bau) -> None:
    """Zuletzt, wenn jedes Blatt steht: Hinweis auf ein fehlendes Add-in, Reihenfolge, Farben der Reiter."""
    for titel, zeile in (("Deckblatt", 2), ("Ergebnis", 3), ("Angebote", 3), ("Kurzfassung", 3)):
        banner(bau.mappe[titel], zeile, ab=4)
    blaetter = bau.mappe.sheetnames
    for titel, spalte in bau.gedruckt.items():
        if not titel.startswith("intern_"):
            bau.mappe[titel].print_area = f"A1:{spalte}{bau.mappe[titel].max_row}"
    bau.mappe.move_sheet("Kurzfassung", 1 - blaetter.index("Kurzfassung"))
    for blatt in bau.mappe:
        intern = blatt.title.startswith("intern_")
        eingabe = any(not zelle.protection.locked for zeile in blatt.iter_rows() for zelle in zeile)
        ergebnis = blatt.title in ("Ergebnis", "Angebote", "Kurzfassung")
        blatt.sheet_properties.tabColor = (
            zellen.WARNUNG if intern else zellen.AKZENT if ergebnis else zellen.REITER if eingabe else None
        )


def quellen(bau: Bau, weitere: Sequence[tuple[str, str, str]]) -> None:
    """Jeder Vertragswert mit Gültigkeit, Beleg und Notiz; dazu die Quellen der Listen und Beispiele."""
    blatt = bau.blatt(
        "Quellen", f"Quellen: {bau.vorlage.titel}, {bau.vorlage.landesname}", (36, 12, 12, 46, 13, 52), 5
    )
    zellen.text(
        blatt["A3"],
        "Belege: amtlich, fachvortrag, sekundaer, nachgerechnet, annahme. "
        "Was nicht amtlich belegt ist, vor einer Verhandlung am Vertrag prüfen.",
        klein=True,
        umbruch=False,
    )
    for nummer, wort in enumerate(("Wert", "hinterlegt", "gilt ab", "Quelle", "Beleg", "Notiz"), 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    z = 6
    for p in parameter.laden(bau.vorlage.land).values():
        for stand in p.staende:
            wert: object = stand.roh if "/" in stand.roh else stand.wert  # ein Bruch, wie er hinterlegt ist
            if isinstance(stand.wert, tuple):
                wert = "Tabelle"
            reihe = (
                f"{p.anzeige} [{p.einheit}]",
                wert,
                stand.ab,
                stand.quelle,
                stand.beleg,
                " ".join(filter(None, (stand.notiz, stand.link))),
            )
            for nummer, inhalt in enumerate(reihe, 1):
                zellen.text(blatt.cell(z, nummer), inhalt, klein=nummer > 3)
            blatt.cell(z, 2).number_format = "General"
            blatt.cell(z, 2).alignment = Alignment(horizontal="left", vertical="center")
            blatt.cell(z, 3).number_format = zellen.DATUM
            blatt.cell(z, 3).alignment = Alignment(horizontal="left", vertical="center")
            blatt.row_dimensions[z].height = 12 * max(2, 1 + max(len(str(reihe[3])), len(reihe[5])) // 50)
            z += 1
    zellen.ueberschrift(blatt.cell(z + 1, 1), "Listen, Verfahren und Beispiel")
    for z, (was, quelle, notiz) in enumerate(weitere, z + 2):  # noqa: B020
        zellen.text(blatt.cell(z, 1), was)
        zellen.text(blatt.cell(z, 4), quelle, klein=True)
        zellen.text(blatt.cell(z, 6), notiz, klein=True)
        blatt.row_dimensions[z].height = 12 * max(2, 1 + max(len(quelle), len(notiz)) // 50)
