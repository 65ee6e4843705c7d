"""Blätter, die jede oder fast jede Vorlage hat: vom Deckblatt über Parameter und Ergebnis bis Prüfung und Hilfe."""
