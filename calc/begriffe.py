"""Begriffe, die in der Praxis mehreres heißen; hier steht, welches Wort was meint."""

AUSLASTUNG = {
    "auslastung_belegung": "belegte ÷ mögliche Tage",
    "auslastung_abrechnung": "abgerechnete ÷ bewilligte Stunden",
    "auslastung_stunden": "am Menschen geleistete ÷ mögliche Leistungsstunden (nach Abzug indirekter Zeit)",
    "auslastung_budget": "Ausgaben ÷ Budget",
}
"""Die vier Auslastungen: Name und was durch was geteilt ist. Was eine Mappe meint, sagt ihr Deckblatt."""
