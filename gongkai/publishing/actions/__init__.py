"""Everything that changes publications. Only the verbs of `kinds` come here."""
