"""One sheet (审签单) on the desk: its page, reading and signing, the acts and how they are carried out."""
