"""Whom an administrator may post, end and help: the table of roles times the reach of her desk, nothing else."""

import pytest
from django.http import Http404

from tests.factories import GAYA, HOWRAH, NOW, PATNA, a_posting, a_user, a_viewer, an_agency
from trackchild.accounts import actions as account_actions
from trackchild.accounts import queries
from trackchild.accounts.grants import MAY_APPOINT
from trackchild.accounts.models import Posting, Sitting
from trackchild.accounts.offices import SITS_IN, fits
from trackchild.accounts.permissions import Role
from trackchild.accounts.querysets import ADMINISTRATORS
from trackchild.accounts.viewer import Viewer
from trackchild.audit.models import Change
from trackchild.directory.kinds import PLACES, Kind, Level
from trackchild.directory.models import Agency


def office(kind: Kind, district: int) -> Agency:
    """An office of a kind, at its level, in or around a district of Bihar (10) or West Bengal (19)."""
    state = 19 if district == HOWRAH else 10
    match PLACES[kind].level:
        case Level.DISTRICT:
            return an_agency(kind, district)
        case Level.STATE:
            return an_agency(kind, None, state_id=state)
        case _:
            return an_agency(kind, None)


def an_administrator(role: Role) -> Viewer:
    """An administrator whose desk stands in Patna, Bihar or Delhi, as her role wants it."""
    kinds = {
        Role.AGENCY_ADMIN: Kind.POLICE_STATION,
        Role.DISTRICT_ADMIN: Kind.DCPU,
        Role.STATE_ADMIN: Kind.SCPS,
        Role.NATIONAL_ADMIN: Kind.MINISTRY,
    }
    return a_viewer(role, office(kinds[role], PATNA))


def within(by: Viewer, agency: Agency) -> bool:
    """The reach of each administrator in plain words, written apart from the code it judges."""
    return {
        Role.AGENCY_ADMIN: agency.pk == by.agency_id,
        Role.DISTRICT_ADMIN: agency.district_id == PATNA,
        Role.STATE_ADMIN: agency.state_id == 10,
        Role.NATIONAL_ADMIN: True,
    }.get(by.role, False)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("by_role", sorted(ADMINISTRATORS))
def test_an_administrator_posts_exactly_her_circle_within_her_reach(db: None, by_role: Role, role: Role) -> None:
    by = an_administrator(by_role)
    agencies = [Agency.objects.get(pk=by.agency_id)]
    agencies += [office(kind, place) for kind in sorted(SITS_IN[role])[:3] for place in (PATNA, GAYA, HOWRAH)]

    for number, agency in enumerate(agencies):
        allowed = role in MAY_APPOINT[by_role] and within(by, agency) and fits(role, agency.kind)
        username = f"new{number}"
        if allowed:
            posted = _post(by, role, agency, username)
            assert (posted.posting.role, posted.posting.agency, posted.posting.started_by_id) == (
                role,
                agency,
                by.user_id,
            )
        else:
            with pytest.raises(account_actions.MayNotAppoint):
                _post(by, role, agency, username)
            assert queries.user_named(username) is None


@pytest.mark.parametrize("by_role", [role for role in Role if role not in ADMINISTRATORS])
def test_nobody_else_posts_anybody(db: None, by_role: Role) -> None:
    agency = an_agency()

    with pytest.raises(account_actions.MayNotAppoint):
        _post(a_viewer(by_role, agency), Role.STATION_OFFICER, agency, "new")


def _post(by: Viewer, role: Role, agency: Agency, username: str) -> account_actions.Posted:
    return account_actions.post_person(
        username=username, name="New", phone="+919830000000", role=role, agency_id=agency.pk, by=by, at=NOW
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("by_role", sorted(ADMINISTRATORS))
def test_a_posting_is_ended_and_a_password_reset_by_whoever_could_have_made_it(
    db: None, by_role: Role, role: Role
) -> None:
    by = an_administrator(by_role)
    kind = sorted(SITS_IN[role])[0]

    for agency in (Agency.objects.get(pk=by.agency_id), office(kind, PATNA), office(kind, HOWRAH)):
        posting = a_posting(role, agency)
        orders = (account_actions.reset_password, account_actions.end_posting)
        for order in orders:
            if role in MAY_APPOINT[by_role] and within(by, agency):
                order(posting_id=posting.pk, by=by, at=NOW)
            else:
                with pytest.raises(Http404):
                    order(posting_id=posting.pk, by=by, at=NOW)
        posting.refresh_from_db()
        assert (posting.ended_at is not None) == (role in MAY_APPOINT[by_role] and within(by, agency))


def test_no_circle_contains_one_above_it() -> None:
    ladder = (Role.AGENCY_ADMIN, Role.DISTRICT_ADMIN, Role.STATE_ADMIN, Role.NATIONAL_ADMIN)

    for height, role in enumerate(ladder):
        assert MAY_APPOINT[role].isdisjoint(ladder[height + 1 :])
        assert role is Role.NATIONAL_ADMIN or role not in MAY_APPOINT[role]


def test_every_role_sits_somewhere() -> None:
    assert set(SITS_IN) == set(Role)
    assert all(SITS_IN.values())


def test_posting_somebody_leaves_a_trace_of_who_did_it(db: None) -> None:
    by = an_administrator(Role.DISTRICT_ADMIN)

    posted = _post(by, Role.STATION_HEAD, office(Kind.POLICE_STATION, PATNA), "iqbal")

    lines = Change.objects.filter(operation="INSERT", actor_id=by.user_id, posting_id=by.posting_id)
    assert set(lines.values_list("table_name", "row_id")) >= {
        ("accounts_user", str(posted.user.pk)),
        ("accounts_posting", str(posted.posting.pk)),
    }
    assert all("password" not in line.after for line in lines)


def test_the_first_password_is_used_once_and_kept_nowhere(db: None) -> None:
    by = an_administrator(Role.DISTRICT_ADMIN)

    posted = _post(by, Role.STATION_HEAD, office(Kind.POLICE_STATION, PATNA), "Iqbal")

    assert posted.user.must_change_password
    assert posted.user.check_password(posted.password)
    assert posted.user.username == "iqbal"
    assert not Change.objects.filter(after__icontains=posted.password).exists()


def test_a_sign_in_name_is_given_once_in_any_case(db: None) -> None:
    a_user(username="asha")

    with pytest.raises(account_actions.SignInNameTaken):
        _post(an_administrator(Role.DISTRICT_ADMIN), Role.STATION_HEAD, office(Kind.POLICE_STATION, PATNA), "ASHA")


def test_an_officer_who_moves_keeps_her_account(db: None) -> None:
    asha = a_posting(Role.STATION_OFFICER, an_agency(Kind.POLICE_STATION, HOWRAH), username="asha").user
    by, station = an_administrator(Role.DISTRICT_ADMIN), office(Kind.POLICE_STATION, PATNA)

    account_actions.post_again(username="Asha", role=Role.STATION_HEAD, agency_id=station.pk, by=by, at=NOW)

    assert list(queries.postings_of(asha.pk).values_list("agency__district", "role")) == [
        (HOWRAH, Role.STATION_OFFICER),
        (PATNA, Role.STATION_HEAD),
    ]
    with pytest.raises(account_actions.AlreadyPosted):
        account_actions.post_again(username="asha", role=Role.STATION_HEAD, agency_id=station.pk, by=by, at=NOW)


def test_one_posting_out_of_reach_keeps_the_password_away(db: None) -> None:
    by = an_administrator(Role.DISTRICT_ADMIN)
    here = a_posting(Role.STATION_OFFICER, office(Kind.POLICE_STATION, PATNA))
    a_posting(Role.STATION_OFFICER, office(Kind.POLICE_STATION, HOWRAH), user=here.user)

    with pytest.raises(account_actions.MayNotAppoint):
        account_actions.reset_password(posting_id=here.pk, by=by, at=NOW)
    with pytest.raises(account_actions.MayNotAppoint):
        account_actions.renew_second_factor(posting_id=here.pk, phone="+919830000009", by=by, at=NOW)


@pytest.mark.parametrize("order", [account_actions.reset_password, account_actions.end_posting])
def test_a_reset_and_an_end_sign_the_person_out(db: None, order: object) -> None:
    posting = a_posting(Role.STATION_OFFICER, office(Kind.POLICE_STATION, PATNA))
    sitting = Sitting.objects.create(
        user=posting.user, posting=posting, session_key="k", began_at=NOW, seen_at=NOW, second_factor="phone"
    )

    order(posting_id=posting.pk, by=an_administrator(Role.DISTRICT_ADMIN), at=NOW)  # type: ignore[operator]

    sitting.refresh_from_db()
    assert sitting.ended_at == NOW


def test_nobody_ends_her_own_last_posting_as_administrator(db: None) -> None:
    by = an_administrator(Role.NATIONAL_ADMIN)
    own = Posting.objects.get(pk=by.posting_id)

    with pytest.raises(account_actions.LastAdministratorPosting):
        account_actions.end_posting(posting_id=own.pk, by=by, at=NOW)

    a_posting(Role.NATIONAL_ADMIN, office(Kind.MINISTRY, PATNA), user=own.user)
    assert account_actions.end_posting(posting_id=own.pk, by=by, at=NOW).ended_at == NOW


def test_an_administrator_without_a_district_reaches_no_district(db: None) -> None:
    lost = a_viewer(Role.DISTRICT_ADMIN, office(Kind.SCPS, PATNA))

    assert not queries.offices_to_post_to(lost).exists()
    assert not queries.people_within(lost).exists()


def test_the_house_begins_with_one_administrator(db: None) -> None:
    facts = {"name": "First", "phone": "+919830000000", "password": "river lamp sixty mango", "at": NOW}

    first = account_actions.create_first_administrator(username="first", **facts)

    assert (first.role, first.agency.kind, first.user.must_change_password) == (
        Role.NATIONAL_ADMIN,
        Kind.MINISTRY,
        False,
    )
    with pytest.raises(account_actions.AdministratorExists):
        account_actions.create_first_administrator(username="second", **facts)
    second = account_actions.create_first_administrator(username="second", another=True, **facts)
    assert second.agency == first.agency
