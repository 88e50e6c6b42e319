"""Word 文件: a .docx as the text of a public document, and documents of the office as .docx. No Django models."""
