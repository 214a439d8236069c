"""How long a half-filled form waits for children like its own, with a register of a chosen size in the matcher.

    .venv/bin/python bench/suggestions.py --records 50000 --forms 50

Makes a database of its own, loads an invented register into it, starts the real matcher process and asks it as Form M
does: the question is committed, the answer waited for. Nothing is saved. Prints p50 and p95 (the goal is 300 ms), and
beside them a plain query by name keys and sex over the same records in the same run, with the ratio of the medians.
"""

import argparse
import random
import time

from trial import a_matcher, a_register, add_arguments, tell_held, tell_times

GOAL_MS = 300


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--forms", type=int, default=50, help="forms that ask (default 50)")
    options = parser.parse_args()
    with a_register(options), a_matcher() as held:
        tell_held(held, busy=options.busy)
        asked, plain, empty = _ask(options.forms)
    print(f"{len(asked)} forms, {empty} without an answer in time")
    ours, theirs = tell_times("suggestions", asked), tell_times("plain query by name keys and sex", plain)
    print(f"ratio of medians {ours / theirs:.1f}; goal for p95: {GOAL_MS} ms")
    return 0


def _ask(forms: int) -> tuple[list[float], list[float], int]:
    from django.utils import timezone

    from tests.factories import a_viewer, an_agency
    from trackchild.accounts.permissions import Role
    from trackchild.cases.models import FoundChild, MissingCase
    from trackchild.children.actions import name_keys
    from trackchild.directory.models import Agency
    from trackchild.matching import suggesting
    from trackchild.matching.models import AskedSide

    code = f"9{random.randrange(10**6):06d}"
    station = an_agency()
    Agency.objects.filter(pk=station.pk).update(code=code)
    by = a_viewer(Role.STATION_HEAD, station, username=f"bench{code}", phone=f"+9190{code}2")
    cases = MissingCase.objects.exclude(description__names=None).exclude(age_last_seen=None)
    asked, plain, empty = [], [], 0
    for case in cases.select_related("description").order_by("?")[:forms]:
        said = {
            "names": [case.description.name],
            "gender": case.description.sex,
            "age_years": float(case.age_last_seen),
            "event_on": case.last_seen_at.date().isoformat(),
            "state": case.state_id,
            "district": case.district_id,
        }
        began = time.perf_counter()
        question = suggesting.ask(side=AskedSide.MISSING, said=said, by=by, at=timezone.now())
        answer = suggesting.take_answer(request_id=question, by=by, at=timezone.now())
        asked.append(time.perf_counter() - began)
        empty += answer is None
        began = time.perf_counter()
        rows = FoundChild.objects.filter(description__names__keys__overlap=name_keys(case.description.name))
        list(rows.filter(description__sex=case.description.sex).select_related("description")[:5])
        plain.append(time.perf_counter() - began)
    return asked, plain, empty


if __name__ == "__main__":
    raise SystemExit(main())
