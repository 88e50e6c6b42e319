"""The measured work: `./bench`. One module per subject, with `NAME`, `TITLE` and `measure()`."""
