"""Was in den Blättern davon abhängt, womit ihre Formeln rechnen: je Satz und Form der Wortlaut.

»neutral« und »excel« rechnen mit dem Add-in, »formeln« und »lambda« ohne. Wer eine Mappe in einer anderen Form
weitergibt, findet hier, welcher Satz an die Stelle welches anderen tritt.
"""

from __future__ import annotations

_EGH = "Gelb: eintragen. Grau: rechnet das Add-in EGH; ohne es: speichern, schließen, egh rechnen DATEI aufrufen."
_FORMELN, _LAMBDA = "formeln", "lambda"
SAETZE: dict[str, dict[str, str]] = {
    "form": {
        "neutral": "neutral: für egh rechnen, Excel und LibreOffice",
        "excel": "excel: für Excel unter Windows mit dem Add-in EGH.xlam",
        _FORMELN: "formeln: ohne Add-in, für Excel ab 2016 und LibreOffice",
        _LAMBDA: "lambda: ohne Add-in, nur für Excel 365 und 2024",
    },
    "deckblatt": {
        "": _EGH,
        _FORMELN: "Gelb: eintragen. Grau: rechnet von selbst, in Excel ab 2016 und LibreOffice.",
        _LAMBDA: "Gelb: eintragen. Grau: rechnet von selbst, aber nur in Excel 365 oder 2024.",
    },
    "banner": {
        "": "Add-in EGH fehlt: nach jeder Eingabe egh rechnen DATEI aufrufen",
        _FORMELN: "",
        _LAMBDA: "Diese Mappe rechnet nur in Excel 365 oder 2024",
    },
    "druck": {
        "": "Im Druck fehlen die letzten Zeilen: egh rechnen aufrufen.  ",
        _FORMELN: "Im Druck fehlen die letzten Zeilen: Druckbereich erweitern.  ",
        _LAMBDA: "Im Druck fehlen die letzten Zeilen: Druckbereich erweitern.  ",
    },
    "marke": {
        "": "Add-in EGH fehlt",
        _FORMELN: "Formeln rechnen nicht",
        _LAMBDA: "Formeln rechnen nicht",
    },
    "pruefung": {
        "": "Ohne Add-in ist nicht prüfbar, was auf EGH-Formeln beruht; solche Prüfungen stehen dann auf FALSCH.",
        _FORMELN: "",
        _LAMBDA: "Älteres Excel und LibreOffice können EGH-Formeln nicht prüfen; solche Prüfungen sind dort FALSCH.",
    },
    "hilfe": {
        "": "Zeigen die grauen Zellen #NAME? oder bleiben stehen, fehlt das Add-in EGH: Mappe speichern und schließen, "
        "»egh rechnen DATEI.xlsx« aufrufen, wieder öffnen. Erst dann stimmen Zahlen, Hinweise und Prüfungen.",
        _FORMELN: "Diese Mappe rechnet mit gewöhnlichen Formeln. Zahlen sind als Zahlen einzutragen, nicht als Text. "
        "Gibt es das Blatt Vertragswerte, so lesen sie dort die Werte des Vertrags, und dort steht der Rechenweg.",
        _LAMBDA: "Die Funktionen EGH_… stehen als Namen in dieser Mappe und gelten für ihr Land und ihren Stichtag; "
        "das kann nur Excel 365 oder 2024. Zeigen graue Zellen #NAME? oder #WERT!, ist es ein anderes Programm.",
    },
}


def satz(schluessel: str, form: str) -> str:
    """Der Wortlaut in dieser Form."""
    worte = SAETZE[schluessel]
    return worte.get(form, worte.get("", ""))
