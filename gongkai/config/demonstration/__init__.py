"""A demonstration bureau: invented people, named by their roles, and a year of invented work.

What is invented stands in files beside the plan (`plans/<bureau>/demonstration/`); the acts are the real ones.
"""

from gongkai.config.demonstration.cast import ACCOUNTS_LINE, PASSWORD, at_desk, people
from gongkai.config.demonstration.first import first_document

__all__ = ["ACCOUNTS_LINE", "PASSWORD", "at_desk", "first_document", "people"]
