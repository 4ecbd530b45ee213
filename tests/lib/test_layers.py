"""Imports point down: the contracts of pyproject.toml hold, and they would notice a breach."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint_imports(
    *arguments: str, cwd: Path = settings.BASE_DIR
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_imports_point_down():
    found = lint_imports()
    assert found.returncode == 0, found.stdout
    assert "Imports point down KEPT" in found.stdout
    assert "The sandbox knows no Django KEPT" in found.stdout


def test_every_app_stands_in_the_order_of_layers():
    import tomllib

    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    order = project["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name.strip() for layer in order for name in layer.split("|")}
    apps = {
        f"apps.{path.parent.name}" for path in (settings.BASE_DIR / "apps").glob("*/__init__.py")
    }
    assert apps == named


def test_a_page_reaching_into_a_lower_app_from_below_is_noticed(tmp_path):
    """The contract itself works: a copy of two apps, with one import that points up."""
    for app, text in {"web": "", "content": "import apps.web\n"}.items():
        (tmp_path / "apps" / app).mkdir(parents=True)
        (tmp_path / "apps" / app / "__init__.py").write_text(text)
    (tmp_path / "apps" / "__init__.py").write_text("")
    layers = '["apps.web", "apps.content"]'
    contract = f'[[tool.importlinter.contracts]]\nname = "x"\ntype = "layers"\nlayers = {layers}\n'
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.importlinter]\nroot_packages = ["apps"]\n\n{contract}'
    )
    assert lint_imports(cwd=tmp_path).returncode == 1
