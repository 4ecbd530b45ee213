"""The documents name what exists, and all of it."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
OPERATING = (ROOT / "docs" / "operating.md").read_text()
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = [ROOT / "apps" / "settings.py", *sorted((ROOT / "apps").glob("*/**/*.py"))]
# Read by our code, but set by shells, or by ourselves for a process that we start.
NOT_SETTINGS = {"PATH", "HOME", "RETOOLED_PYTHON", "DJANGO_SETTINGS_MODULE", "EXERCISE_SEED"}


def table(heading: str) -> set[str]:
    """The first column of the table below a heading of docs/operating.md."""
    section = OPERATING.split(f"# {heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `(?:make )?(\w+)`", section, re.MULTILINE))


def settings_in_code() -> set[str]:
    read = (
        r'(?:env(?:\.\w+)?|env_\w+|required_on_a_server|environ\.get|Env\(\)\.\w+)\(\s*"([A-Z_]+)"'
    )
    found = {name for path in CODE for name in re.findall(read, path.read_text())}
    compose = (ROOT / "docker-compose.yml").read_text()
    front_end = (ROOT / "static" / "build.mjs").read_text()
    found |= set(re.findall(r"\$\{([A-Z_]+)", compose))
    found |= set(re.findall(r"process\.env\.([A-Z_]+)", front_end))
    return found - NOT_SETTINGS


def own_commands() -> set[str]:
    return {name for name, app in get_commands().items() if app.startswith("apps.")}


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_setting_is_documented_and_exists() -> None:
    assert table("Settings") == settings_in_code()


def test_every_command_is_documented_and_exists() -> None:
    assert table("Commands") == own_commands()


def test_every_make_target_is_documented_and_exists() -> None:
    assert table("Make targets") == make_targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_what_exists(document: Path) -> None:
    text = document.read_text()
    assert set(re.findall(r"`make ([a-z]+)", text)) <= make_targets()
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", prose):
        assert (document.parent / target).exists(), target
