"""What is kept and by which rules, and whom to ask: pages that anybody may read."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Protocol

import htpy as h
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.web.render import block
from adapters.web.shell import mark, page
from adapters.words import Words, in_, preferred
from bot.content import Block, Heading, flat
from bot.speech import LANGUAGES

SORTS = ("privacy", "terms", "support")
NAMES = {"en": "English", "fr": "Français", "nl": "Nederlands"}


class Paper(Protocol):
    """The text of a page in a language."""

    def __call__(self, sort: str, language: str, /) -> Sequence[Block]: ...


def routes(words: Words, paper: Paper, contact: str) -> list[BaseRoute]:
    """`contact` is an e-mail address or a page, "" for none."""

    def shown(sort: str) -> Callable[[Request], Awaitable[Response]]:
        async def show(request: Request) -> Response:
            language = _language(request)
            drawn = _page(words, partial(paper, sort), sort, language, contact)
            return HTMLResponse(str(drawn), headers={"Vary": "Accept-Language"})

        return show

    return [Route(f"/{sort}", shown(sort)) for sort in SORTS]


def _language(request: Request) -> str:
    """The one that was asked for, else the one that the browser likes best."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def _page(
    words: Words,
    text: Callable[[str], Sequence[Block]],
    sort: str,
    language: str,
    contact: str,
) -> h.Element:
    say = in_(words, language)
    return page(
        say,
        language,
        say(f"{sort}_title"),
        h.main("#main.paper.public", tabindex="-1")[
            h.header[mark(), h.h1[say(f"{sort}_title")]],
            h.div(".blocks")[(_block(each) for each in text(language))],
            h.section(".contact")[
                h.h2[say("contact")], h.p[_contact(contact) or say("no_contact")]
            ],
            _foot(words, sort, language),
        ],
        sort="open",
    )


def _block(shown: Block) -> h.Node:
    """A heading stands right below the title of the page; all else as on a card."""
    match shown:
        case Heading(line):
            return h.h2[flat(line)]
        case _:
            return block(shown)


def _contact(contact: str) -> h.Node:
    if not contact:
        return None
    href = contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}"
    return h.a(href=href)[contact]


def _foot(words: Words, sort: str, language: str) -> h.Node:
    say = in_(words, language)
    return h.footer(".public-foot")[
        h.nav(aria_label=say("papers"))[
            h.ul(".filters")[
                (
                    h.li[
                        h.a(
                            href=f"/{each}?lang={language}",
                            aria_current="page" if each == sort else None,
                        )[say(f"{each}_link")]
                    ]
                    for each in SORTS
                )
            ]
        ],
        h.nav(aria_label=say("languages"))[
            h.ul(".filters")[
                (
                    h.li[
                        h.a(
                            href=f"/{sort}?lang={each}",
                            lang=each,
                            hreflang=each,
                            aria_current="true" if each == language else None,
                        )[NAMES[each]]
                    ]
                    for each in LANGUAGES
                )
            ]
        ],
    ]
