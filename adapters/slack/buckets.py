"""How fast one may call Slack: turns of a method in a workspace, and of each channel.

Limits of methods stand in `adapters.slack.methods`; a channel takes one message a second, a few of
which may come at once: https://docs.slack.dev/apis/web-api/rate-limits.
"""

from adapters.slack.methods import METHODS
from scheduler.turns import Even

SPARE = 0.02
"""The part of a minute that is left free: not every call takes the same time to get there."""
IN_A_CHANNEL = frozenset({"chat.postMessage", "chat.postEphemeral"})


def of_method(method: str) -> Even:
    """No minute, wherever it begins, holds more calls than Slack takes in one."""
    about = METHODS[method]
    most = max(1, int(about.minute * about.burst))
    return Even(name=method, calls=about.minute * (1 - SPARE) - most, seconds=60, most=most)


def of_channel(channel: str) -> Even:
    return Even(name=f"channel {channel}", calls=60, seconds=60, most=2)
