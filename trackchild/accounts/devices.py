"""Which browser a sitting is in, in words its owner recognises; nothing finer is kept."""

# First hit wins: browsers carry each other's names.
BROWSERS: dict[str, str] = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS: dict[str, str] = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    """`Firefox, Windows`; empty when the browser says nothing we know."""
    found = (_first(table, user_agent) for table in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in found if name)


def _first(table: dict[str, str], user_agent: str) -> str:
    return next((name for mark, name in table.items() if mark in user_agent), "")
