"""A telephone that loses its network, in a real browser: the page opens, the report waits and then goes once."""

import json

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browsing import CHROMIUM, FLAGS, is_in_order, needs_browser
from tests.factories import HOWRAH
from tests.journeys.conftest import wait_for
from trackchild.cases.models import CitizenReport

pytestmark = needs_browser


@pytest.fixture
def telephone(live_server, tmp_path, monkeypatch):
    """A telephone with a memory of its own, which a worker needs."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path), executable_path=str(CHROMIUM), args=FLAGS, viewport={"width": 360, "height": 740}
        )
        page = context.new_page()
        page.goto(f"{live_server.url}/en/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        yield page
        context.close()


def write_a_sighting(page: Page) -> None:
    page.locator("#sighting summary").click()
    form = page.locator("form[data-offline=sighting]")
    form.locator("[name=danger][value=NO]").check(force=True)
    form.locator("[name=district]").select_option(str(HOWRAH))
    form.locator("[name=place]").fill("Platform 3")
    form.locator("[name=days_ago][value='0']").check(force=True)
    form.locator("[name=story]").fill("A boy alone beside the tea stall")
    form.get_by_role("button", name="Keep and send").click()


def test_a_report_written_without_a_network_goes_by_itself_and_once(telephone: Page, live_server) -> None:
    telephone.context.set_offline(True)
    telephone.goto(f"{live_server.url}/en/report/sighting/")
    assert telephone.get_by_role("heading", level=1).inner_text() == "Write without a network"
    is_in_order(telephone)
    write_a_sighting(telephone)
    waits = telephone.locator("[data-queue] li")
    waits.wait_for()
    assert "Waits on this telephone" in waits.inner_text()
    assert not CitizenReport.objects.exists()

    telephone.reload()
    waits.wait_for()
    telephone.context.set_offline(False)
    telephone.locator("[data-queue] [data-part=reference]").wait_for(state="visible")
    report = CitizenReport.objects.get()
    assert report.reference in waits.inner_text()
    is_in_order(telephone)


def test_what_is_wrong_is_said_at_once_and_the_report_can_be_deleted(telephone: Page, live_server) -> None:
    telephone.context.set_offline(True)
    telephone.goto(f"{live_server.url}/en/offline/")
    telephone.locator("#missing summary").click()
    telephone.locator("form[data-offline=missing]").get_by_role("button", name="Keep and send").click()
    assert telephone.locator("#missing .error").count() >= 5
    assert telephone.locator("[data-queue]").is_hidden()
    telephone.reload()
    write_a_sighting(telephone)
    telephone.on("dialog", lambda dialog: dialog.accept())
    telephone.get_by_role("button", name="Delete").click()
    telephone.locator("[data-queue]").wait_for(state="hidden")
    telephone.context.set_offline(False)
    telephone.reload()
    assert not CitizenReport.objects.exists()


def test_nothing_personal_stays_in_the_workers_stores(telephone: Page, live_server) -> None:
    for path in ("/en/", "/en/children/", "/en/status/", "/en/report/missing/", "/en/help/", "/account/sign-in"):
        telephone.goto(live_server.url + path)
    kept = telephone.evaluate(
        "(async () => (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat())()"
    )
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages <= {"/en/offline/", "/en/help/", "/language"}, json.dumps(kept)


def test_what_was_typed_on_a_page_survives_a_line_that_breaks(telephone: Page, live_server) -> None:
    telephone.goto(f"{live_server.url}/en/report/missing/")
    telephone.locator("[name=relation][value=mother]").check(force=True)
    telephone.get_by_role("button", name="Continue").click()
    telephone.locator("main [name=name]").fill("Ravi Kumar")
    telephone.context.set_offline(True)
    telephone.get_by_role("button", name="Continue").click()
    telephone.get_by_role("heading", name="Write without a network").wait_for()
    telephone.context.set_offline(False)
    telephone.goto(f"{live_server.url}/en/report/missing/child/")
    assert telephone.locator("main [name=name]").input_value() == "Ravi Kumar"


def test_the_telephone_takes_it_as_an_app(telephone: Page) -> None:
    session = telephone.context.new_cdp_session(telephone)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert session.send("Page.getAppManifest")["errors"] == []


def test_a_report_goes_in_the_background_when_the_page_is_closed(telephone: Page, live_server) -> None:
    context = telephone.context
    telephone.goto(f"{live_server.url}/en/offline/")
    context.set_offline(True)
    write_a_sighting(telephone)
    telephone.locator("[data-queue] li").wait_for()
    telephone.goto("about:blank")
    context.set_offline(False)
    wait_for(CitizenReport.objects.exists, "the report")
    assert CitizenReport.objects.count() == 1
