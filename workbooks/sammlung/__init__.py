"""Viele gerechnete Mappen in einer Übersicht: was jede ergibt, die Summe, die Leistungserbringer nebeneinander."""
