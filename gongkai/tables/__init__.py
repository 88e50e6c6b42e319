"""表格: spreadsheets out and in. No Django, no database: anybody above may use it."""
