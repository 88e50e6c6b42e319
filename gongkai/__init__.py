"""Gongkai 公开: carries out a public body's plan for opening its work. Start reading at README.md."""

__version__ = "0.1.0"
