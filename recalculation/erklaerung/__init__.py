"""Zu jedem Fehler der deutsche Satz und die Zelle, aus der er kommt."""
