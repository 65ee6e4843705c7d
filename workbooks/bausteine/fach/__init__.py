"""Was gerechnet wird: Assistenz, Stundentafel, Hilfebedarfsgruppen, Gruppen, Vorhaltung und worauf es sich bezieht."""
