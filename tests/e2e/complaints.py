import re

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError


class Complaints:
    """Errors in consoles, scripts that threw, and what the Content-Security-Policy forbade."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expected: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._thrown)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"{message.text} ({message.location['url']})")

    def _thrown(self, error: WebError) -> None:
        self.heard.append(str(error.error))

    def expect(self, *patterns: str) -> None:
        """Complaints that belong to what the test does: a page that is not there, a cut line."""
        self.expected += patterns

    def unexpected(self) -> list[str]:
        return [
            text
            for text in self.heard
            if not any(re.search(pattern, text) for pattern in self.expected)
        ]
