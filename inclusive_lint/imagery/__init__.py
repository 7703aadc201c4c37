"""Images as described in words: who is in them, what each does, and which stereotypes that repeats.

Nothing here looks at pixels, and nothing is concluded from a name: gender, age, origin and disability are what the
words say, or they are not said.
"""
