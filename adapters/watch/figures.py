"""What happened since the start, as figures for Prometheus: no person, no tenant, no word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

TYPE = CONTENT_TYPE_LATEST
DELAYS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86_400)
ANSWERS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10)
"""Slack gives up after 3 s, Teams after some 15 s."""
RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "too_many"})
"""How the platforms' own 429 is called in the outbox."""
CODE = re.compile(r"[a-z0-9_.]{1,40}")
CODES = 100
"""Different codes that are told apart, so that a platform's whim does not fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """Letters that lie in the outbox; `age` of the oldest, in seconds."""

    platform: str
    state: str
    code: str
    number: int
    age: float


class Figures:
    """`scheduler.ports.Gauge`, kept in a registry of its own."""

    def __init__(self) -> None:
        self._registry = home = CollectorRegistry()
        self._codes: set[str] = set()
        ProcessCollector(registry=home)
        self._sent = Histogram(
            "kring_due_to_sent_seconds",
            "From the moment a message was put in the outbox until its platform took it.",
            ["platform"],
            buckets=DELAYS,
            registry=home,
        )
        self._said = Histogram(
            "kring_due_to_said_seconds",
            "From the due time of a moment until it was dealt with.",
            buckets=DELAYS,
            registry=home,
        )
        self._moments = Counter(
            "kring_moments", "Moments dealt with, by what came of them.", ["outcome"], registry=home
        )
        self._again = Counter(
            "kring_retries",
            "Attempts after which a message waits for the next.",
            ["platform", "code"],
            registry=home,
        )
        self._limited = Counter(
            "kring_rate_limited", "Attempts refused with 429.", ["platform"], registry=home
        )
        self._uncertain = Counter(
            "kring_ambiguous",
            "Attempts of which nobody knows whether they arrived.",
            ["platform"],
            registry=home,
        )
        self._dead = Counter(
            "kring_dead", "Messages given up, by reason.", ["platform", "code"], registry=home
        )
        self._answered = Histogram(
            "kring_acknowledgement_seconds",
            "From a platform's request until its acknowledgement.",
            ["platform"],
            buckets=ANSWERS,
            registry=home,
        )
        self._refused = Counter(
            "kring_refused",
            "Requests refused with 401 or 403.",
            ["platform", "status"],
            registry=home,
        )
        self._letters = Gauge(
            "kring_outbox_letters",
            "Messages in the outbox of this installation, for every process the same.",
            ["platform", "state", "code"],
            registry=home,
        )
        self._oldest = Gauge(
            "kring_outbox_oldest_seconds",
            "Age of the oldest of them.",
            ["platform", "state", "code"],
            registry=home,
        )
        self._lag = Gauge(
            "kring_event_loop_lag_seconds",
            "By how much the event loop came late, at worst of the last five seconds.",
            registry=home,
        )

    # ── what is counted ──

    def said(self, outcome: str, late: float) -> None:
        self._said.observe(max(0.0, late))
        self._moments.labels(outcome).inc()

    def sent(self, platform: str, late: float) -> None:
        self._sent.labels(platform).observe(max(0.0, late))

    def again(self, platform: str, code: str) -> None:
        self._again.labels(platform, self._code(code)).inc()
        if code in RATE_LIMITED:
            self._limited.labels(platform).inc()

    def uncertain(self, platform: str) -> None:
        self._uncertain.labels(platform).inc()

    def dead(self, platform: str, code: str) -> None:
        self._dead.labels(platform, self._code(code)).inc()

    def answered(self, platform: str, seconds: float) -> None:
        self._answered.labels(platform).observe(seconds)

    def refused(self, platform: str, status: int) -> None:
        self._refused.labels(platform, str(status)).inc()

    def _code(self, code: str) -> str:
        if code in self._codes:
            return code
        if len(self._codes) >= CODES or not CODE.fullmatch(code):
            return "other"
        self._codes.add(code)
        return code

    # ── what is told ──

    def told(self, heaps: Iterable[Heap], lag: float) -> bytes:
        """Everything, with what lies in the outbox now, in Prometheus' text format."""
        self._lag.set(lag)
        self._letters.clear()
        self._oldest.clear()
        for heap in heaps:
            labels = (heap.platform, heap.state, self._code(heap.code) if heap.code else "")
            self._letters.labels(*labels).inc(heap.number)
            self._oldest.labels(*labels).set(heap.age)
        return generate_latest(self._registry)
