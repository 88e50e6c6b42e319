"""使用手册 on the desk: the Markdown of docs/使用手册, read from the page on which the question arises."""
