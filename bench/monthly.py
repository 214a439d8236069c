"""The month's figures to every magistrate and superintendent of the country: counted, said and queued.

    .venv/bin/python bench/monthly.py --recipients 1600 --cases 20000 --mail 0.25

Makes a database of its own in a temporary embedded server, with an office of each kind in every district and invented
cases, then runs the product's two actions as the worker does, and a second time: the second run must queue nothing.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TRIAL = "trackchild_bench"
AT = datetime(2026, 7, 1, 9, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
JUNE = date(2026, 6, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipients", type=int, default=1600, help="magistrates and superintendents (default 1,600)")
    parser.add_argument("--cases", type=int, default=20_000, help="missing cases in the register (default 20,000)")
    parser.add_argument("--mail", type=float, default=0.25, help="share of recipients with a mail address")
    options = parser.parse_args()
    from trackchild.launcher.postgres import Cluster

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        cluster = Cluster(Path(folder) / "var")
        cluster.start()
        try:
            cluster.create_database(TRIAL)
            os.environ |= {
                "DATABASE_URL": cluster.url(TRIAL),
                "TRACKCHILD_DATA": str(Path(folder) / "var"),
                "DJANGO_SETTINGS_MODULE": "trackchild.config.settings",
            }
            return _measure(options.recipients, options.cases, options.mail)
        finally:
            cluster.stop()


def _measure(recipients: int, cases: int, mail: float) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from trackchild.alerts import counting, monthly

    call_command("migrate", verbosity=0)
    _people(recipients, mail)
    _cases(cases)
    counted, districts = _timed(lambda: counting.keep_month(JUNE, at=AT))
    told, queued = _timed(lambda: monthly.send_month(JUNE, at=AT))
    again, doubles = _timed(lambda: monthly.send_month(JUNE, at=AT + timedelta(days=1)))
    print(f"counted {districts} districts over {cases:,} cases in {counted:.1f} s")
    print(f"queued {queued:,} messages to {recipients:,} people in {told:.1f} s ({queued / told:.0f} a second)")
    print(f"a second run queued {doubles} in {again:.1f} s")
    return int(doubles != 0)


def _timed(act: "object") -> tuple[float, int]:
    began = time.perf_counter()
    result = act()  # type: ignore[operator]
    return time.perf_counter() - began, result


def _people(recipients: int, mail: float) -> None:
    from trackchild.accounts.models import Posting, User
    from trackchild.accounts.permissions import Role
    from trackchild.directory.kinds import Kind
    from trackchild.directory.models import Agency
    from trackchild.geography.models import District

    chance = random.Random(5)
    desks = ((Kind.DM_OFFICE, Role.DISTRICT_MAGISTRATE), (Kind.SP_OFFICE, Role.SUPERINTENDENT_POLICE))
    districts = list(District.objects.filter(valid_to=None).order_by("pk"))
    number = 0
    while number < recipients:
        kind, role = desks[number % 2]
        district = districts[number // 2 % len(districts)]
        office = Agency.objects.create(
            kind=kind,
            name=f"{kind} {number}",
            code=f"{number:07d}",
            district=district,
            state_id=district.state_id,
            changed_at=AT,
        )
        user = User.objects.create(
            username=f"officer{number}",
            name=f"Officer {number}",
            phone=f"+9190{number:08d}",
            email=f"officer{number}@district.example" if chance.random() < mail else "",
            language=chance.choice(("en", "hi", "bn")),
            created_at=AT,
        )
        Posting.objects.create(user=user, agency=office, role=role, started_at=AT)
        number += 1


def _cases(number: int) -> None:
    from trackchild.cases.models import MissingCase
    from trackchild.children.models import Child, Description
    from trackchild.directory.models import Agency

    chance = random.Random(7)
    offices = list(Agency.objects.filter(kind="SP_OFFICE"))
    children = Child.objects.bulk_create(Child() for _one in range(number))
    descriptions = Description.objects.bulk_create(Description(sex="F") for _one in range(number))
    MissingCase.objects.bulk_create(
        (
            MissingCase(
                number=f"B{place:08d}",
                child=child,
                description=description,
                stage="INVESTIGATION",
                owner=office,
                station=office,
                state_id=office.state_id,
                district_id=office.district_id,
                channel="IN_PERSON",
                last_seen_at=received - timedelta(days=1),
                received_at=received,
                created_at=received,
            )
            for place, (child, description) in enumerate(zip(children, descriptions, strict=True))
            for office in [chance.choice(offices)]
            for received in [AT - timedelta(days=chance.randrange(1, 400))]
        ),
        batch_size=2000,
    )


if __name__ == "__main__":
    sys.exit(main())
