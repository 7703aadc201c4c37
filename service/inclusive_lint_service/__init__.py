"""The linter over HTTP."""
