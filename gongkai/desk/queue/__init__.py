"""发布: the office's queue, what is set for a moment, what failed, what is public."""
