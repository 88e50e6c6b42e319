"""The front: hands out the public tree and forwards the rest to the app. No Django: it starts in a fifth of a second."""
