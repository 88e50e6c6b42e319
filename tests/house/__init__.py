"""The house rules that no linter knows: each file holds one of them, over the whole checkout."""
