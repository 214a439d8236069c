"""Run a program that ends with its supervisor, even when that is killed outright (Linux; elsewhere it just runs).

Called as a file by the supervisor: `leash.py SUPERVISOR_PID PROGRAM [ARGUMENT ...]`. It asks the kernel for a signal at
the parent's death and becomes the program; doing that here and not between fork and exec keeps the supervisor simple.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Ask for SIGTERM, so that the program can end its own children, then become it."""
    supervisor, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != int(supervisor):
            sys.exit("the supervisor has gone already")
    os.execv(command[0], command)  # noqa: S606 - the supervisor's own table


if __name__ == "__main__":
    main()
