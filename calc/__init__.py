"""Fachregeln der Eingliederungshilfe: kleine reine Funktionen, nur Standardbibliothek, ab Python 3.9."""
