"""催办 (三(二) 检查督促): the words that are said, the slip on paper, the channels that carry them."""
