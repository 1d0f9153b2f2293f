from prometheus_client.parser import text_string_to_metric_families

from adapters.watch.figures import CODES, Figures, Heap


def _told(figures: Figures, *heaps: Heap) -> dict[tuple[str, ...], float]:
    """Every figure by its name and the values of its labels, in this order."""
    order = ("platform", "state", "status", "outcome", "code", "le")
    text = figures.told(heaps, 0.0).decode()
    return {
        (sample.name, *(sample.labels[o] for o in order if o in sample.labels)): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_two_processes_do_not_share_their_figures() -> None:
    one, two = Figures(), Figures()
    one.uncertain("slack")
    assert _told(one)["kring_ambiguous_total", "slack"] == 1
    assert ("kring_ambiguous_total", "slack") not in _told(two)


def test_what_happens_is_counted_by_platform_and_reason() -> None:
    figures = Figures()
    figures.sent("slack", 0.3)
    figures.sent("slack", 400)
    figures.said("said", 0.1)
    figures.said("stale", 90_000)
    figures.again("slack", "ratelimited")
    figures.again("teams", "too_many")
    figures.again("teams", "no_connection")
    figures.dead("teams", "blocked")
    figures.answered("slack", 0.02)
    figures.refused("teams", 403)
    told = _told(figures)
    assert told["kring_due_to_sent_seconds_count", "slack"] == 2
    assert told["kring_due_to_sent_seconds_bucket", "slack", "0.5"] == 1
    assert told["kring_moments_total", "stale"] == 1
    assert told["kring_rate_limited_total", "slack"] == 1
    assert told["kring_rate_limited_total", "teams"] == 1
    assert told["kring_retries_total", "teams", "no_connection"] == 1
    assert told["kring_dead_total", "teams", "blocked"] == 1
    assert told["kring_acknowledgement_seconds_count", "slack"] == 1
    assert told["kring_refused_total", "teams", "403"] == 1


def test_what_lies_in_the_outbox_is_as_it_is_now() -> None:
    figures = Figures()
    heap = Heap(platform="slack", state="waiting", code="", number=3, age=12.5)
    told = _told(figures, heap)
    assert told["kring_outbox_letters", "slack", "waiting", ""] == 3
    assert told["kring_outbox_oldest_seconds", "slack", "waiting", ""] == 12.5
    assert ("kring_outbox_letters", "slack", "waiting", "") not in _told(figures)


def test_codes_are_few_and_are_codes() -> None:
    figures = Figures()
    figures.dead("slack", "Zoé said: no")
    for n in range(2 * CODES):
        figures.dead("slack", f"code_{n}")
    told = {key[2]: value for key, value in _told(figures).items() if key[0] == "kring_dead_total"}
    assert len(told) == CODES + 1
    assert told["other"] == CODES + 1
