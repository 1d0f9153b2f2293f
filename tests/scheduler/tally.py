"""A gauge that keeps everything it was told, in order."""


class Tally:
    """`scheduler.ports.Gauge`."""

    def __init__(self) -> None:
        self.noted: list[tuple[object, ...]] = []

    def said(self, outcome: str, late: float) -> None:
        self.noted.append(("said", outcome, late))

    def sent(self, platform: str, late: float) -> None:
        self.noted.append(("sent", platform, late))

    def again(self, platform: str, code: str) -> None:
        self.noted.append(("again", platform, code))

    def uncertain(self, platform: str) -> None:
        self.noted.append(("uncertain", platform))

    def dead(self, platform: str, code: str) -> None:
        self.noted.append(("dead", platform, code))

    def answered(self, platform: str, seconds: float) -> None:
        self.noted.append(("answered", platform, seconds))
