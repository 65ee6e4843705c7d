"""Controlling eines vereinbarten Budgets: Blätter, die alle Budgetmappen haben.

`monatsbudget`: was eine Mappe dafür von sich sagt; `vereinbart`, `monatsstand`: die Eingaben; `zeitraum`, `ampel`,
`eigene_hochrechnung`: Teile von `traegercontrolling`.
"""
