"""Was in den Blättern davon abhängt, womit ihre Formeln rechnen: je Satz und Form der Wortlaut.

»neutral« und »excel« rechnen mit dem Add-in, »formeln« ohne. Wer eine Mappe in einer anderen Form weitergibt, findet
hier, welcher Satz an die Stelle welches anderen tritt.
"""

from __future__ import annotations

_EGH = "Gelb: eintragen. Grau: rechnet das Add-in EGH; ohne es: speichern, schließen, egh rechnen DATEI aufrufen."
_FORMELN = "formeln"
SAETZE: dict[str, dict[str, str]] = {
    "form": {
        "neutral": "neutral: für egh rechnen, Excel und LibreOffice",
        "excel": "excel: für Excel unter Windows mit dem Add-in EGH.xlam",
        _FORMELN: "formeln: ohne Add-in, für Excel ab 2016 und LibreOffice",
    },
    "deckblatt": {
        "": _EGH,
        _FORMELN: "Gelb: eintragen. Grau: rechnet von selbst, in Excel ab 2016 und LibreOffice.",
    },
    "banner": {"": "Add-in EGH fehlt: nach jeder Eingabe egh rechnen DATEI aufrufen", _FORMELN: ""},
    "druck": {
        "": "Im Druck fehlen die letzten Zeilen: egh rechnen aufrufen.  ",
        _FORMELN: "Im Druck fehlen die letzten Zeilen: Druckbereich erweitern.  ",
    },
    "pruefung": {
        "": "Ohne Add-in ist nicht prüfbar, was auf EGH-Formeln beruht; solche Prüfungen stehen dann auf FALSCH.",
        _FORMELN: "",
    },
    "hilfe": {
        "": "Zeigen die grauen Zellen #NAME? oder bleiben stehen, fehlt das Add-in EGH: Mappe speichern und schließen, "
        "»egh rechnen DATEI.xlsx« aufrufen, wieder öffnen. Erst dann stimmen Zahlen, Hinweise und Prüfungen.",
        _FORMELN: "Diese Mappe rechnet mit gewöhnlichen Formeln. Vertragswerte lesen sie auf dem Blatt Vertragswerte; "
        "dort steht auch, welche Angaben geprüft in sie eingehen. Zahlen sind als Zahlen einzutragen, nicht als Text.",
    },
}


def satz(schluessel: str, form: str) -> str:
    """Der Wortlaut in dieser Form."""
    worte = SAETZE[schluessel]
    return worte.get(form, worte.get("", ""))
