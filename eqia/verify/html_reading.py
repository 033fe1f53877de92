"""Reads a web page as browsers do (HTML, 13.2), if it could be one of eqia's.

How long a parser takes grows with the square of how deep elements lie in one another and of how many attributes a tag
has. No page of eqia's has many of either, so that reading stops where one has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer

MOST_ATTRIBUTES: Final = 100
DEEPEST: Final = 100
"""Elements that may lie in one another; the pages of a pack have about ten."""


class UnlikePageError(ValueError):
    """A page that cannot be one of eqia's, whoever saved it."""


def read_page(text: str) -> tuple[Any, bool]:
    """The root element of a page, and whether its source is written as it should be.

    What is not written so may stand in the source and be on no page, as an end that ends nothing is. Raises
    UnlikePageError.
    """
    parser = _Parser(namespace_html_elements=False)
    parser.container, parser.scripting = None, False
    parser.tokenizer = _Tokenizer(text, parser=parser)
    parser.reset()
    try:
        parser.main_loop()
    except UnlikePageError:
        raise
    except (ValueError, AssertionError, OverflowError):  # such as a character's number of 5,000 digits
        raise UnlikePageError from None
    return parser.tree.get_document(), parser.sound


class _Parser(HTMLParser):
    """A parser that notes no more of mistakes than that there are some: to find where each is takes long."""

    sound = True

    def parse_error(self, _errorcode: str, _datavars: object = None) -> None:
        self.sound = False


class _Tokenizer(HTMLTokenizer):
    """A tokenizer that stops where a page cannot be one of eqia's."""

    def __iter__(self) -> Iterator[Any]:
        for token in super().__iter__():
            if len(self.parser.tree.open_elements) > DEEPEST:
                raise UnlikePageError
            yield token

    def attribute_name_state(self) -> Any:
        if len(self.current_token["data"]) > MOST_ATTRIBUTES:
            raise UnlikePageError
        return super().attribute_name_state()
