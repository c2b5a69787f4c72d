"""The locks say what pyproject.toml says, for every group, with hashes."""

import json
import re
import tomllib
from typing import NamedTuple

import environments
import pytest
from dependency_groups import resolve
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import noxfile

LOCKS = {
    path.stem.removeprefix("requirements-"): path.read_text("utf-8")
    for path in sorted(noxfile.ROOT.glob("requirements-*.txt"))
}
PIN = re.compile(r"(?ms)^(?P<pin>[\w.-]+==\S+)(?P<hashes>.*?)\n    # via (?P<via>[^\n]*)$")
ADVICE = "run `python3 noxfile.py -s lock` and commit the locks"


class Pin(NamedTuple):
    name: str
    version: str
    hashes: int
    direct: bool


def pins(group: str) -> list[Pin]:
    found = []
    for match in PIN.finditer(LOCKS[group]):
        name, version = match["pin"].split("==")
        direct = f"pyproject.toml:{group}" in match["via"]
        found.append(
            Pin(canonicalize_name(name), version, match["hashes"].count("sha256:"), direct)
        )
    return found


def wanted(group: str) -> dict[str, Requirement]:
    groups = tomllib.loads((noxfile.ROOT / "pyproject.toml").read_text("utf-8"))
    requirements = map(Requirement, resolve(groups["dependency-groups"], group))
    return {str(canonicalize_name(wish.name)): wish for wish in requirements}


def test_there_is_a_lock_for_each_environment() -> None:
    text = (noxfile.ROOT / "noxfile.py").read_text("utf-8")
    assert set(LOCKS) == set(re.findall(r'environment\("(\w+)"\)', text))


@pytest.mark.parametrize("group", LOCKS)
def test_a_lock_holds_exactly_what_its_group_asks_for(group: str) -> None:
    assert {pin.name for pin in pins(group) if pin.direct} == set(wanted(group)), ADVICE


@pytest.mark.parametrize("group", LOCKS)
def test_a_locked_version_is_one_that_its_group_allows(group: str) -> None:
    wishes = wanted(group)
    wrong = [
        pin
        for pin in pins(group)
        if pin.name in wishes and pin.version not in wishes[pin.name].specifier
    ]
    assert wrong == [], ADVICE


@pytest.mark.parametrize("group", LOCKS)
def test_every_pin_has_hashes(group: str) -> None:
    assert len(pins(group)) == len(re.findall(r"(?m)^[\w.-]+==", LOCKS[group]))
    assert [pin for pin in pins(group) if pin.hashes == 0] == []


@pytest.mark.parametrize("group", sorted(set(LOCKS) - {"peers"}))  # others, with needs of their own
def test_the_smaller_locks_pin_what_the_largest_pins(group: str) -> None:
    everything = {(pin.name, pin.version) for pin in pins("dev")}
    assert {(pin.name, pin.version) for pin in pins(group)} - everything == set(), ADVICE


def test_every_dependency_says_why_it_is_there() -> None:
    text = (noxfile.ROOT / "pyproject.toml").read_text("utf-8")
    groups = text.split("[dependency-groups]")[1].split("\n[tool.")[0]
    lines = [line for line in groups.splitlines() if re.match(r' +"', line)]
    known = tomllib.loads(text)["dependency-groups"].values()
    assert len(lines) == sum(isinstance(wish, str) for group in known for wish in group)
    assert [line for line in lines if "  # " not in line] == []


def test_the_lock_of_node_names_what_is_asked_for_with_digests_and_no_address() -> None:
    lock = json.loads((noxfile.ROOT / environments.NODE_LOCK).read_text("utf-8"))
    asked = (noxfile.ROOT / environments.NODE_LOCK).with_name("package.json").read_text("utf-8")
    found = lock["packages"]
    assert found.pop("")["devDependencies"] == json.loads(asked)["devDependencies"], ADVICE
    assert [name for name, entry in found.items() if "integrity" not in entry] == []
    assert [name for name, entry in found.items() if "resolved" in entry] == []
