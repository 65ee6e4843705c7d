"""Dieselbe Mappe ohne Add-in: Formeln aus gewöhnlichen Tabellenfunktionen statt EGH_…."""
