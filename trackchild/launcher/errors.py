"""What the launcher says when it cannot go on: one sentence a person can act on, never a traceback."""


class LauncherError(Exception):
    """Something outside the program is in the way; the message says what and what to do."""
