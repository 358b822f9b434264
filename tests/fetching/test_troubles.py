"""What cannot be had, or not yet: it is said, asked for again or given up, and the rest is read."""

from __future__ import annotations

from tests.fetching.conftest import LIST, World
from tests.fetching.site import CSV, SUPPLIERS, Page, Site, article, html, plain_list, row


def test_a_file_that_is_lacking_is_said_and_the_notice_read_without_it(world: World, site: Site) -> None:
    site.pages["/tzgg/index.html"] = plain_list(row("t1.html", "第1批"))
    site.pages["/tzgg/t1.html"] = article(1, '<a href="gone.pdf">附件：名单.pdf</a><a href="page.doc">附件2.doc</a>')
    site.pages["/tzgg/page.doc"] = html("请先登录")
    assert world.fetch(LIST).read == 1
    assert world.lines[1:] == [
        "without: ROOT/tzgg/gone.pdf: the site answered 404",
        "without: ROOT/tzgg/page.doc: a web page came instead of the file",
    ]
    assert world.rows("SELECT error FROM fetched WHERE address LIKE '%t1.html'") == [
        ("ROOT/tzgg/gone.pdf: the site answered 404; ROOT/tzgg/page.doc: a web page came instead of the file",)
    ]


def test_a_notice_that_fails_is_asked_for_again_later_and_the_others_are_read(world: World, two: Site) -> None:
    two.pages["/tzgg/t20300305_1.html"] = Page(status=404)
    report = world.fetch(LIST)
    assert (report.read, report.failed) == (1, 1)
    two.asked.clear()
    assert world.fetch(LIST).failed == 0  # its time has not come
    assert two.paths() == ["/tzgg/index.html"]
    two.pages["/tzgg/t20300305_1.html"] = article(1)
    assert world.fetch(LIST, again=True).read == 1


def test_what_robots_txt_forbids_is_given_up_and_the_rest_is_read(world: World, two: Site) -> None:
    two.pages["/robots.txt"] = Page(
        b"User-agent: *\nDisallow: /tzgg/t20300305_1.html\n", {"Content-Type": "text/plain"}
    )
    report = world.fetch(LIST)
    assert (report.read, report.failed) == (1, 1)
    assert "failed: ROOT/tzgg/t20300305_1.html: robots.txt asks not to fetch it; given up" in world.lines
    assert world.fetch(LIST).failed == 0


def test_a_notice_that_leads_to_a_private_address_is_given_up(world: World, two: Site) -> None:
    two.pages["/tzgg/t20300305_1.html"] = Page(b"", {"Location": "http://10.0.0.1/a"}, 302)
    assert world.fetch(LIST).failed == 1
    assert "no public address" in world.rows("SELECT error FROM fetched WHERE state = 'given up'")[0][0]


def test_without_permission_nothing_is_asked_of_a_private_machine(world: World, two: Site) -> None:
    assert world.fetch(LIST.replace("allow_private = true", "")).lists_failed == 1
    assert two.asked == []


def test_a_host_that_asks_for_time_is_left_alone_in_the_next_run_too(world: World, two: Site) -> None:
    two.pages["/tzgg/t20300305_2.html"] = Page(status=503, headers={"Retry-After": "7200"})
    assert world.fetch(LIST).read == 1
    two.asked.clear()
    assert world.fetch(LIST).lists_failed == 1
    assert two.asked == []
    assert world.rows("SELECT host, reason FROM fetch_hosts") == [("127.0.0.1", "the site answered 503")]


def test_a_file_larger_than_allowed_is_left_out(world: World, two: Site) -> None:
    two.pages["/tzgg/P1.csv"] = Page(b"x" * (2 * 2**20), CSV)
    assert world.fetch(LIST + "most_mb = 1\n").read == 2
    assert world.lines[1].startswith("without: ROOT/tzgg/P1.csv: larger than 1 MB")


def test_a_file_for_which_nothing_is_left_is_not_asked_for(world: World, site: Site) -> None:
    links = "".join(f'<a href="{number}.csv">附件{number}</a>' for number in range(1, 6))
    site.pages["/tzgg/index.html"], site.pages["/tzgg/t1.html"] = plain_list(row("t1.html", "甲")), article(1, links)
    for number in range(1, 6):
        site.pages[f"/tzgg/{number}.csv"] = Page(str(number).encode() * 2**20, CSV)
    world.fetch(LIST + "most_mb = 1\n")
    assert world.lines[1:] == [
        "without: ROOT/tzgg/5.csv: the files before it have 4 MB, the most that is taken; allow more with most_mb"
    ]
    assert site.count("/tzgg/5.csv") == 0


def test_a_notice_that_gets_a_file_later_keeps_one_that_cannot_be_had_then(world: World, two: Site) -> None:
    links = '<a href="P1.csv">附件1：供应商名单</a><a href="P2.csv">附件2：供应商名单</a>'
    two.pages["/tzgg/t20300305_1.html"] = article(1, links)
    two.pages["/tzgg/P2.csv"] = Page(status=500)
    world.fetch(LIST)
    assert world.rows("SELECT count(*) FROM listings") == [(2,)]
    two.pages["/tzgg/P1.csv"] = Page(status=500)
    two.pages["/tzgg/P2.csv"] = Page("单位名称,联系人,电话\n山泉农场,高某,0990-5550003\n".encode(), CSV)
    assert world.fetch(LIST, again=True).read == 1
    assert world.rows("SELECT count(*) FROM listings") == [(3,)]


def test_no_more_files_than_allowed_are_taken(world: World, site: Site) -> None:
    links = "".join(f'<a href="{number}.csv">附件{number}</a>' for number in range(1, 6))
    site.pages["/tzgg/index.html"], site.pages["/tzgg/t1.html"] = plain_list(row("t1.html", "甲")), article(1, links)
    for number in range(1, 6):
        site.pages[f"/tzgg/{number}.csv"] = Page(SUPPLIERS + bytes([number]), CSV)
    world.fetch(LIST + "most_files = 2\n")
    assert world.lines[1:] == ["without: 3 more files of ROOT/tzgg/t1.html: most_files is 2"]


def test_one_thing_at_a_time_is_asked_of_a_host(world: World, two: Site) -> None:
    world.fetch(LIST.replace("delay = 0", "delay = 3"))
    assert two.most_at_once == 1
    assert len([pause for pause in world.slept if 2 < pause <= 3]) == len(two.asked) - 1


def test_a_notice_that_waits_is_had_though_its_source_has_another_name_by_now(world: World, two: Site) -> None:
    page = two.pages["/tzgg/t20300305_1.html"]
    two.pages["/tzgg/t20300305_1.html"] = Page(status=500)
    assert world.fetch(LIST).failed == 1
    two.pages["/tzgg/t20300305_1.html"] = page
    report = world.fetch(LIST.replace("通知公告", "市总工会"), again=True)
    assert (report.found, report.read) == (0, 1)


def test_a_file_that_could_not_be_had_for_the_moment_joins_its_notice_later(world: World, two: Site) -> None:
    file = two.pages["/tzgg/P1.csv"]
    two.pages["/tzgg/P1.csv"] = Page(status=500)
    assert world.fetch(LIST).read == 2
    assert "without: ROOT/tzgg/P1.csv: the site answered 500" in world.lines
    assert world.rows("SELECT count(*) FROM listings") == [(0,)]
    two.pages["/tzgg/P1.csv"] = file
    assert world.fetch(LIST).read == 0  # not yet
    assert world.fetch(LIST, again=True).read == 1
    assert world.rows("SELECT count(*) FROM listings") == [(2,)]
    assert world.rows("SELECT count(*) FROM notices") == [(2,)]
    assert world.rows("SELECT DISTINCT state, error FROM fetched WHERE kind = 'notice'") == [("done", None)]
