"""任务分解表 on the desk: the table with 完成情况, out as docx and xlsx, and filled in Excel to be loaded."""
