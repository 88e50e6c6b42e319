"""催办 on the desk: the words to copy, the record, the list, the answer, the slip."""
