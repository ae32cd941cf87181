"""The house has floors: who may look at whom (docs/design.md, "Rooms")."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "recap"

FLOORS = (
    {"model", "errors", "slugs", "words"},
    {"files", "reading", "index", "schedule", "settings_file"},
    {"document", "settings", "pictures", "posts", "starter"},
    {"exports", "store"},
    {"check", "site", "inspect", "importing"},
    {"preview"},
    {"cli"},
)
"""A room imports from the floors below its own, and from itself."""

DOORS = {"__init__", "__main__"}
"""What Python and Pelican call: they open the house and belong to no floor."""

ONLY_IN = {
    "pelican": {"site"},
    "urllib.request": {"schedule.fetch"},
    "http.client": {"schedule.fetch"},
    "socket": {"schedule.fetch", "preview.server"},
    "http.server": {"preview.server"},
    "socketserver": {"preview.server"},
    "ssl": {"schedule.fetch"},
    "requests": {"schedule.fetch"},
    "httpx": {"schedule.fetch"},
    "aiohttp": {"schedule.fetch"},
}
"""What is imported in these rooms or modules and nowhere else."""

PRINTS = {"cli", "check.report"}

MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of all that a module imports when it runs, wherever in the module it does."""
    pending: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        pending += ast.iter_child_nodes(node)


def own(path: Path) -> set[str]:
    """Return the modules of the house that a module imports."""
    names = (name.removeprefix("recap.") for name in imports(path) if name.startswith("recap."))
    candidates = ((name, name.rpartition(".")[0]) for name in names)
    return {next(name for name in pair if name in MODULES) for pair in candidates if set(pair) & set(MODULES)}


def floor(module: str) -> int:
    room = module.partition(".")[0]
    found = [number for number, rooms in enumerate(FLOORS) if room in rooms]
    assert found, f"the room {room} is on no floor: say where it belongs, here and in docs/design.md"
    return found[0]


@pytest.mark.parametrize("module", [name for name in MODULES if name not in DOORS])
def test_a_room_looks_down_only(module):
    for other in own(MODULES[module]):
        if other not in DOORS:
            same_room = other.partition(".")[0] == module.partition(".")[0]
            assert same_room or floor(other) < floor(module), f"{module} imports {other}"


def test_no_import_goes_in_a_circle():
    graph = {module: own(path) for module, path in MODULES.items() if module not in DOORS}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("module", MODULES)
def test_pelican_and_the_network_stay_in_their_rooms(module):
    for name in imports(MODULES[module]):
        for guarded, rooms in ONLY_IN.items():
            if name == guarded or name.startswith(f"{guarded}."):
                assert module in rooms or module.partition(".")[0] in rooms, f"{module} imports {name}"


@pytest.mark.parametrize("module", [name for name in MODULES if not PRINTS & {name, name.split(".")[0]}])
def test_only_the_command_line_prints(module):
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"print", "click.echo", "sys.stdout.write", "sys.stderr.write"}


def test_nothing_is_called_utils():
    assert not [module for module in MODULES if "util" in module]
