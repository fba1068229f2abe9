"""How diagnostics are shown, and changes: one module a format of either."""
