"""The only code that changes a clearance. Each runs inside a verb of `kinds`, which writes the trail."""
