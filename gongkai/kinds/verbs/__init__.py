"""The verbs that all kinds share. Each calls `clearance` or `publishing`, settles the ledger, writes the trail:
in one transaction, the trail last. Screens, API, commands and jobs knock on the same door.
"""
