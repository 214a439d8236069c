"""How long from saving a child to its candidates on the screen, with a register of a chosen size in the matcher.

    .venv/bin/python bench/save_to_candidate.py --records 50000 --children 100 [--busy]

Makes a database of its own, imports an invented register into it with COPY, starts the real matcher process, admits
children through the product's action and waits until their pairs are committed. Prints p50 and p95, and beside them the
same for a plain query by name, sex, age and district (what a portal without a matcher would do), with the ratio.
"""

import argparse
import random
import time
from typing import Any

from trial import a_matcher, a_register, add_arguments, tell_held, tell_times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--children", type=int, default=40, help="children admitted and timed (default 40)")
    options = parser.parse_args()
    with a_register(options), a_matcher() as held:
        tell_held(held, busy=options.busy)
        weighed, plain, pairs = _time_children(options.children)
    print(f"{len(weighed)} children admitted, {pairs} pairs made")
    ours, theirs = tell_times("save to candidates", weighed), tell_times("plain query by exact name", plain)
    print(f"ratio of medians {ours / theirs:.1f}; goal for p95: 2,000 ms")
    return 0


def _time_children(children: int) -> tuple[list[float], list[float], int]:
    from tests.factories import NOW, a_form_r, a_viewer, an_agency
    from trackchild.accounts.permissions import Role
    from trackchild.cases.actions import found as found_actions
    from trackchild.cases.models import MissingCase
    from trackchild.directory.kinds import Kind
    from trackchild.directory.models import Agency
    from trackchild.matching.models import Candidate, DescriptionChange

    code = f"9{random.randrange(10**6):06d}"
    home = an_agency(Kind.CHILDREN_HOME, 212)
    Agency.objects.filter(pk=home.pk).update(code=code)
    head = a_viewer(Role.HOME_HEAD, home, username=f"bench{code}", phone=f"+9190{code}1")
    cases = list(MissingCase.objects.order_by("?").select_related("description")[:children])
    dice = random.Random(5)
    weighed, plain, pairs = [], [], 0
    for case in cases:
        name, told = case.description.name, _seen_again(case.description)
        found_at = max(NOW, case.last_seen_at)
        began = time.perf_counter()
        found = found_actions.admit_child(
            form=a_form_r(told, found_at=found_at, charge_taken_at=found_at), by=head, at=found_at
        )
        while DescriptionChange.objects.filter(description_id=found.description_id).exists():
            time.sleep(0.005)
        weighed.append(time.perf_counter() - began)
        pairs += Candidate.objects.filter(found=found).count()
        began = time.perf_counter()
        list(
            MissingCase.objects.filter(
                description__names__text__iexact=name,
                description__sex=case.description.sex,
                district_id=case.district_id,
            )[:20]
        )
        plain.append(time.perf_counter() - began)
        time.sleep(dice.random() / 5)
    return weighed, plain, pairs


def _seen_again(description: Any) -> Any:
    """What a home writes of a missing child who tells much of himself."""
    from trackchild.children.actions import MarkSeen, NameWritten, RelativeTold, Told

    facts = ("sex", "age_years", "languages", "home_village", "home_state_id", "home_district_id", "complexion")
    return Told(
        facts={name: getattr(description, name) for name in facts},
        names=tuple(NameWritten("NAME", one.text) for one in description.names.all()[:1]),
        relatives=tuple(RelativeTold(one.relation, one.text) for one in description.relatives.all() if one.text),
        marks=tuple(MarkSeen("", "", "", one.text) for one in description.marks.all()[:2] if one.text),
    )


if __name__ == "__main__":
    raise SystemExit(main())
