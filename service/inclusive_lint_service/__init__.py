"""The linter over HTTP: an API of its own, and one that LanguageTool clients speak.

Importing this package imports nothing heavy; ``app.create_app`` makes the application, ``server.run`` serves it.
"""
