"""A robot lead officer: knows the answers of a finished assessment, and gives each page the reply that leads there."""

from __future__ import annotations

from typing import Any

from eqia.interview.page import Act, Page, Reply, Value, Widget, answer

REASON = "There is no difference for these groups."


class Robot:
    """Replies to pages until the engine holds the wanted assessment (as JSON data)."""

    def __init__(self, wanted: dict[str, Any]) -> None:
        self.wanted = wanted

    def reply(self, page: Page) -> Reply:
        value = self._value(page)
        return Reply(Act.SKIP) if value in (None, "") else answer(value)

    def _value(self, page: Page) -> Value:
        id = page.id
        if page.widget is Widget.MENU:
            return self._choose(page)
        if page.widget is Widget.YES_NO:
            return self._yes_no(id)
        if page.widget is Widget.TICKS:
            return self._ticks(page)
        if id == "impacts@none":
            return REASON
        held = self._at(id)
        return "\n".join(held) if isinstance(held, list) else held

    def _choose(self, page: Page) -> str:
        if page.id.startswith("findings"):
            return page.options[-1].id
        if page.id.endswith("?list"):
            rows = self._at(page.id.removesuffix("?list"))
            begun = sum(option.id.startswith("row:") for option in page.options)
            return "add" if begun < len(rows) else "on"
        if page.id.endswith("?none"):
            return "none"
        if page.id.endswith("?date"):
            return "keep"
        return page.start or page.options[0].id

    def _yes_no(self, id: str) -> str | None:
        if id.endswith("@same"):
            return "no"
        held = self._at(id)
        return {True: "yes", False: "no"}.get(held, held) if isinstance(held, bool) else held

    def _ticks(self, page: Page) -> tuple[str, ...]:
        impacts, ids = self.wanted["impacts"], [option.id for option in page.options]
        if page.id in ("impacts@positive", "impacts@negative"):
            return tuple(row for row in ids if impacts.get(row, {}).get(page.id.partition("@")[2]) is True)
        if page.id == "impacts@unknown":
            return tuple(row for row in ids if not impacts.get(row, {}).get("none"))
        if page.id == "impacts@own":
            return tuple(row for row in ids if impacts.get(row, {}).get("explanation") != REASON)
        if page.id.startswith("duty@"):
            column = page.id.partition("@")[2]
            return tuple(row for row in ids if self.wanted["duty"].get(row, {}).get(column))
        if page.id.endswith("@options"):
            return tuple(id for id in ids if self._at(id) is True)
        return tuple(row for row in ids if row in self._at(page.id))

    def _at(self, path: str) -> Any:
        held: Any = self.wanted
        for name in path.split("."):
            held = held[int(name)] if isinstance(held, list) else held.get(name)
        return held
