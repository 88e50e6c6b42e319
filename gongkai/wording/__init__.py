"""表述检查: what must be mended and what must be confirmed in a text, by rules that are editable files. No Django models."""
