"""到期提醒 (三(二) 检查督促): once on the morning of a working day what is due, late, near, newly chased."""
