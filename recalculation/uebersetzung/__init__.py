"""Formeln so schreiben, dass die Maschine sie rechnet wie Excel, oder sagen, warum das nicht geht."""
