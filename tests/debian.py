"""Debian packages that tests need beside Python."""

import os
import shutil
import subprocess


def install(*packages: str) -> None:
    """Install packages; raises LookupError where that cannot be done, CalledProcessError where it fails."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise LookupError(f"apt-get as root is needed, to install {', '.join(packages)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], wanted):
        subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
