"""The one condition language of forms: a small tree of all / any / not over field paths, and its evaluator."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import BaseModel, ConfigDict, Field


class _Node(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Is(_Node):
    """True if the field holds exactly this value."""

    field: str
    is_: str | bool = Field(alias="is")


class Answered(_Node):
    """True if the field holds anything at all."""

    answered: str


class All(_Node):
    """True if every part is."""

    all: tuple[Condition, ...]


class Any(_Node):
    """True if one part is."""

    any: tuple[Condition, ...]


class Not(_Node):
    """True if its part is not."""

    not_: Condition = Field(alias="not")


Condition = Is | Answered | All | Any | Not

All.model_rebuild()
Any.model_rebuild()
Not.model_rebuild()


def holds(condition: Condition | None, value_of: Callable[[str], object]) -> bool:
    """Whether the condition is true, given the value at each field path. No condition is always true."""
    match condition:
        case None:
            return True
        case Is(field=field, is_=value):
            return value_of(field) == value
        case Answered(answered=field):
            return value_of(field) not in (None, "", False, (), [], {})
        case All(all=parts):
            return all(holds(part, value_of) for part in parts)
        case Any(any=parts):
            return any(holds(part, value_of) for part in parts)
        case Not(not_=part):
            return not holds(part, value_of)


def is_never(condition: Condition | None) -> bool:
    """Whether a condition asks that one of no parts be true, or has a part that does."""
    match condition:
        case All(all=parts) | Any(any=parts):
            return (isinstance(condition, Any) and not parts) or any(map(is_never, parts))
        case Not(not_=part):
            return is_never(part)
        case _:
            return False


def fields(condition: Condition | None) -> Iterator[str]:
    """The field paths a condition looks at."""
    match condition:
        case Is(field=field) | Answered(answered=field):
            yield field
        case All(all=parts) | Any(any=parts):
            for part in parts:
                yield from fields(part)
        case Not(not_=part):
            yield from fields(part)
        case None:
            return
