"""Installs Debian's servers where they are missing and the user may."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Final

APT: Final = ("apt-get", "--quiet", "--yes")


def missing(programs: Mapping[str, str]) -> list[str]:
    """Return the packages of the programs that this machine does not have.

    Args:
        programs: Debian's package of each program.
    """
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    return [package for name, package in programs.items() if not shutil.which(name, path=places)]


def install(programs: Mapping[str, str]) -> None:
    """Install what is missing, as root on Debian.

    Raises:
        FileNotFoundError: It cannot be installed here; the message says what to do.
    """
    if not (packages := missing(programs)):
        return
    wanted = f"apt install {' '.join(packages)}"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise FileNotFoundError(f"{', '.join(packages)} is missing; on Debian, as root: {wanted}")
    print(f"Installing {' and '.join(packages)} with apt-get …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run([*APT, "update"], check=True, env=quiet)
        subprocess.run(
            [*APT, "install", "--no-install-recommends", *packages], check=True, env=quiet
        )
    except subprocess.CalledProcessError as error:
        raise FileNotFoundError(f"{error}; install them yourself: {wanted}") from error
