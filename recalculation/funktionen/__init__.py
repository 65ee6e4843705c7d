"""Excels Funktionen: was jede nimmt und gibt (`funktionen.tsv`), und die, die wir statt der Maschine rechnen."""
