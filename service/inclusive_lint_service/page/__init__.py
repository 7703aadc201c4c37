"""The page that people open: a text in, remarks beside it. Works as a plain form; a script makes it live.

``routes`` answers requests, ``desk`` makes of a checked text what is shown (in a worker), ``view`` and ``plots`` say what that
is, ``render`` how it looks, ``words`` in which words. ``static`` is built from ``service/web``.
"""
