"""The package as a user gets it: built, installed (not editable) and tried outside the checkout. `make paket`."""
