"""What changes on a site after it was fetched."""

from __future__ import annotations

import sqlite3

from tests.fetching.conftest import LIST, World
from tests.fetching.site import CSV, SUPPLIERS, Page, Site, article, html, plain_list, row

PAGE = '[[page]]\nname = "名录"\naddress = "ROOT/tzgg/t1.html"\ndelay = 0\nallow_private = true\n'


def test_a_single_address_is_looked_at_in_each_run_and_read_when_it_changed(world: World, site: Site) -> None:
    source = '[[page]]\nname = "方案"\naddress = "ROOT/fa.html"\ndelay = 0\nallow_private = true\n'
    site.pages["/fa.html"] = article(1, ETag='"1"')
    assert world.fetch(source).read == 1
    assert world.fetch(source).unchanged == 1
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    site.pages["/fa.html"] = article(2, ETag='"2"')
    assert world.fetch(source).read == 1
    assert world.rows("SELECT count(*) FROM notices") == [(2,)]


def test_a_page_that_sends_no_validators_is_known_by_its_content(world: World, site: Site) -> None:
    source = '[[page]]\nname = "方案"\naddress = "ROOT/fa.html"\ndelay = 0\nallow_private = true\n'
    site.pages["/fa.html"] = article(1)
    world.fetch(source)
    assert world.fetch(source).unchanged == 1


def test_a_change_behind_a_page_that_only_leads_on_is_seen(world: World, site: Site) -> None:
    day = "Tue, 05 Mar 2030 00:00:00 GMT"
    site.pages["/tzgg/t1.html"] = html('<meta http-equiv="refresh" content="0;url=new.html">', Last_Modified=day)
    site.pages["/tzgg/new.html"] = article(1, Last_Modified=day)
    assert world.fetch(PAGE).read == 1
    site.pages["/tzgg/new.html"] = article(2)
    assert world.fetch(PAGE).read == 1


def test_a_file_that_has_not_changed_is_taken_from_beside_the_registry(world: World, two: Site) -> None:
    world.fetch(LIST)
    two.pages["/tzgg/index.html"] = plain_list(row("t4.html", "第4批"))
    two.pages["/tzgg/t4.html"] = article(4, '<a href="P1.csv">附件1：供应商名单</a>')
    two.asked.clear()
    world.fetch(LIST)
    (asked,) = [one for one in two.asked if one.path.endswith("P1.csv")]
    assert asked.headers["if-none-match"] == '"file-1"'
    assert world.rows("SELECT count(*) FROM listings") == [(4,)]


def test_an_entry_that_was_changed_has_its_lists_gone_through_anew(world: World, two: Site) -> None:
    world.fetch(LIST + 'title_pattern = "第1批"\n')
    assert world.rows("SELECT count(*) FROM notices") == [(1,)]
    assert world.fetch(LIST).read == 1


def test_a_notice_is_asked_for_again_after_the_days_asked_for(world: World, two: Site) -> None:
    world.fetch(LIST)
    with sqlite3.connect(world.registry) as connection:
        connection.execute("UPDATE fetched SET fetched_at = '2020-01-01T00:00:00+00:00' WHERE kind = 'notice'")
    connection.close()
    two.pages["/tzgg/t20300305_1.html"] = article(7, ETag='"page-1b"')
    report = world.fetch(LIST + "revisit_days = 30\n")
    assert (report.read, report.unchanged) == (1, 1)


def test_a_single_address_is_looked_at_though_its_source_has_another_name_by_now(world: World, site: Site) -> None:
    site.pages["/tzgg/t1.html"] = article(1)
    world.fetch(PAGE)
    site.pages["/tzgg/t1.html"] = article(2)
    assert world.fetch(PAGE.replace("名录", "目录")).read == 1


def test_a_counter_that_goes_on_makes_no_other_notice(world: World, site: Site) -> None:
    def counted(number: int) -> Page:
        body = article(1).body.decode().replace("来源：市总工会", f"来源：市总工会 浏览次数：<span>{number}</span>")
        return Page(
            body.replace("<head>", f"<head><script>var t={number}</script>").encode(), {"Content-Type": "text/html"}
        )

    site.pages["/tzgg/t1.html"] = counted(1)
    assert world.fetch(PAGE).read == 1
    site.pages["/tzgg/t1.html"] = counted(2)
    assert world.fetch(PAGE).unchanged == 1
    site.pages["/tzgg/t1.html"] = Page(
        counted(3).body.replace("300元".encode(), "500元".encode()), {"Content-Type": "text/html"}
    )
    assert world.fetch(PAGE).read == 1


def test_a_file_that_changes_under_its_address_is_read_anew(world: World, site: Site) -> None:
    site.pages["/tzgg/t1.html"] = article(1, '<a href="P1.csv">附件1：供应商名单</a>', ETag='"1"')
    site.pages["/tzgg/P1.csv"] = Page(SUPPLIERS, {**CSV, "ETag": '"f1"'})
    assert world.fetch(PAGE).read == 1
    assert world.fetch(PAGE).unchanged == 1
    site.pages["/tzgg/P1.csv"] = Page(SUPPLIERS + "山泉农场,高某,0990-5550003\n".encode(), {**CSV, "ETag": '"f2"'})
    assert world.fetch(PAGE).read == 1
    assert world.rows("SELECT count(*) FROM listings") == [(3,)]
    assert world.rows("SELECT count(*) FROM notices") == [(1,)]
