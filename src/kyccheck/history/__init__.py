"""Reports read back: what changed and why, an audit done again, and a ledger of audits."""
