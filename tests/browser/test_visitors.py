"""What visitors come for: the ways through the site that have to work, by mouse and by keyboard."""

import re

import pytest

RECAP = "sreconeu2015recap"


def in_view(page, anchor):
    """Wait until the element with the id is what the address points to, and within the window."""
    return page.wait_for_function(
        """anchor => {
          const part = document.getElementById(anchor), { top, bottom } = part.getBoundingClientRect();
          return part.matches(":target") && bottom > 0 && top < innerHeight;
        }""",
        arg=anchor,
    )


def test_who_missed_the_conference_gets_the_slides_in_two_steps(page, site):
    page.goto(f"{site}/")
    page.get_by_role("link", name="Recapping SRECon EU 2015").click()
    page.wait_for_url(f"{site}/{RECAP}/")
    slides = page.locator("main .slides[href*='slides_nolan']").first
    assert slides.is_visible()
    assert "Laura Nolan" in slides.inner_text() + (slides.get_attribute("title") or "")


def test_a_session_shows_its_links_by_kind_at_its_head(page, site):
    page.goto(f"{site}/{RECAP}/#operational-software-design")
    session = page.locator("#operational-software-design")
    slides = session.locator(".link-row .link.slides").first
    assert slides.is_visible()
    assert slides.get_attribute("href") == "http://www.slideshare.net/postwait/operational-software-design"


def test_who_opens_a_feed_in_a_browser_comes_to_its_entries(page, site):
    for feed in ("atom.xml", "rss.xml"):
        page.goto(f"{site}/{feed}")
        link = page.locator("a").first
        title = link.inner_text()
        link.click()
        page.wait_for_load_state()
        assert page.locator("h1").first.inner_text().replace("\xa0", " ") == title


def test_who_was_there_finds_that_one_link_again(page, site):
    """By word, in the box of whatever page, and on to the session itself."""
    page.goto(f"{site}/speakers/")
    page.keyboard.press("/")
    page.keyboard.type("postmortem morgue")
    page.wait_for_selector(".search-panel .result")
    assert page.get_by_role("status").inner_text() == "Results: 1"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Recapping SRECon EU 2015"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Postmortems"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/{RECAP}/#postmortems")
    assert in_view(page, "postmortems")
    assert page.locator("#postmortems .link", has_text="Morgue").first.is_visible()


def test_the_search_page_filters_and_keeps_its_address_true(page, site):
    page.goto(f"{site}/search/?q=monitoring")
    page.wait_for_selector(".result")
    before = page.locator(".search-results > .result").count()
    conference = page.get_by_label("Conference")
    option = conference.locator("option", has_text="FOSDEM")
    expected = int(re.search(r"\((\d+)\)", option.inner_text())[1])
    conference.select_option("FOSDEM")
    page.wait_for_function("count => document.querySelectorAll('.result').length === count", arg=expected)
    assert expected < before
    assert page.url == f"{site}/search/?q=monitoring&conference=FOSDEM"
    places = page.locator(".search-results > .result > .title > .place").all_inner_texts()
    assert all(place.startswith("FOSDEM") for place in places)
    page.reload()
    page.wait_for_function("count => document.querySelectorAll('.result').length === count", arg=expected)
    assert page.get_by_label("Conference").input_value() == "FOSDEM"


def test_filters_alone_list_the_sessions_they_ask_for(page, site):
    page.goto(f"{site}/search/?kind=workshop&speaker=John+Allspaw")
    page.wait_for_selector(".result .parts")
    assert page.locator(".result .parts a").all_inner_texts() == ["Postmortems"]
    page.locator(".result .parts a").click()
    page.wait_for_url(f"{site}/{RECAP}/#postmortems")
    page.go_back()
    page.wait_for_selector(".result .parts")


def test_a_speaker_and_a_conference_are_results_too(page, site):
    page.goto(f"{site}/search/?q=Allspaw")
    page.wait_for_selector(".result")
    first = page.locator(".search-results > .result").first
    assert first.inner_text().split("\n")[0] == "Speaker John Allspaw"
    first.get_by_role("link").first.click()
    page.wait_for_url(f"{site}/speakers/john-allspaw/")


def test_what_is_not_there_is_said(page, site):
    page.goto(f"{site}/search/?q=qqqqzzzz")
    page.get_by_role("status").filter(has_text="Nothing found").wait_for()


@pytest.mark.parametrize("query", ["xqzvwk", "kafka xqzvwk", "srxqzvwk"])
def test_letters_that_are_no_word_find_nothing_and_the_lists_lead_on(page, site, query):
    page.goto(f"{site}/")
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".search-empty", has_text="Nothing found").wait_for()
    assert page.locator(".search-panel .result:visible").count() == 0
    page.locator(".search-panel").get_by_role("link", name="Speakers").click()
    page.wait_for_url(f"{site}/speakers/")


def test_a_slip_of_the_finger_finds_words_that_begin_alike_and_says_so(page, site):
    page.goto(f"{site}/search/?q=schlossnagel")
    page.wait_for_selector(".result")
    assert "schlossnagel" in page.get_by_role("status").inner_text()
    assert "Theo Schlossnagle" in page.locator(".result").first.inner_text()


def test_the_first_result_leads_to_the_session_that_is_asked_for(page, site):
    page.goto(f"{site}/")
    page.keyboard.press("/")
    page.keyboard.type("postmortem morgue")
    page.wait_for_selector(".search-panel .result")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/{RECAP}/#postmortems")


def test_escape_leads_out_of_the_results(page, site):
    page.goto(f"{site}/")
    page.keyboard.press("/")
    page.keyboard.type("kafka")
    page.wait_for_selector(".search-panel .result")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator(".search-panel").is_hidden()
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/search/?q=kafka")


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_the_results_are_within_the_window(page, site, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}/")
    page.keyboard.press("/")
    page.keyboard.type("monitoring")
    page.wait_for_selector(".search-panel .result")
    panel = page.locator(".search-panel").bounding_box()
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= width
    assert panel["y"] >= page.locator("#_search").bounding_box()["y"]


def test_a_page_is_light_until_somebody_searches(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/{RECAP}/", wait_until="networkidle")
    assert not [url for url in asked if "pagefind" in url]
    page.keyboard.press("/")
    page.wait_for_function(
        "performance.getEntriesByType('resource').some(({name}) => name.includes('pagefind.js'))"
    )


def test_who_follows_a_topic_comes_from_year_to_year(page, site):
    page.goto(f"{site}/tags/")
    page.locator("main ul").get_by_role("link", name="monitoring").click()
    page.wait_for_url(f"{site}/tag/monitoring/")
    page.locator("main .badge", has_text="2020").first.click()
    page.wait_for_url(f"{site}/conferences/fosdem/")
    page.locator("main .posts").get_by_role("link", name="FOSDEM 2015").click()
    page.wait_for_url(f"{site}/fosdem-2015/")
    assert "FOSDEM 2015" in page.locator("h1").inner_text()


def test_the_links_directory_filters_as_one_types(page, site):
    page.goto(f"{site}/links/")
    rows = page.locator("main .link-entry:visible")
    every = rows.count()
    page.get_by_label("Words").fill("kafka")
    page.wait_for_function("!document.querySelector('main .link-entry').checkVisibility()")
    assert 0 < rows.count() < every
    assert all("kafka" in text.lower() for text in rows.all_inner_texts())
    page.get_by_label("Words").fill("")
    page.get_by_role("search", name="Filter").get_by_label("Kind").select_option("slides")
    assert 0 < rows.count() < every


def test_the_talks_of_one_conference_are_a_choice_away(page, site):
    page.goto(f"{site}/talks/")
    rows = page.locator("main .session-line:visible")
    every = rows.count()
    page.locator("[name=conference]").select_option("FOSDEM")
    page.wait_for_url(f"{site}/talks/?conference=fosdem")
    assert 0 < rows.count() < every
    assert all("FOSDEM" in text for text in page.locator("main section:visible h2").all_text_contents())


def test_long_lists_lead_to_where_a_conference_or_a_letter_begins(page, site):
    page.goto(f"{site}/talks/")
    page.locator("main .jump").get_by_role("link", name="SRECon EU").click()
    assert in_view(page, "conference-srecon-eu")
    page.goto(f"{site}/speakers/")
    page.get_by_role("navigation", name="First letters").get_by_role("link", name="T", exact=True).click()
    assert in_view(page, "letter-T")


def test_a_figure_stands_where_the_text_does(page, site):
    page.goto(f"{site}/{RECAP}/")
    edges = page.evaluate(
        """() => {
          const text = document.querySelector(".recap-body p");
          const figure = document.createElement("figure");
          text.after(figure);
          return [text, figure].map((element) => element.getBoundingClientRect().x);
        }"""
    )
    assert edges[0] == edges[1]


def test_a_line_of_the_directory_can_be_pointed_to_wherever_it_stands(page, site):
    page.goto(f"{site}/links/")
    line = page.locator(".link-entry").last.get_attribute("id")
    page.goto(f"{site}/tags/")
    page.goto(f"{site}/links/#{line}")
    assert in_view(page, line)


def test_a_filter_without_a_match_says_so_and_leaves_no_heading_alone(page, site):
    page.goto(f"{site}/links/?words=qqqqzzzz")
    page.locator("main").get_by_text("Nothing found").wait_for()
    assert page.locator("main :is(h2, h3):visible").count() == 0
    page.goto(f"{site}/talks/?words=qqqqzzzz")
    page.locator("main").get_by_text("Nothing found").wait_for()
    assert page.locator("main :is(h2, h3):visible").count() == 0
    page.goto(f"{site}/links/?words=qqqqzzzz")
    page.get_by_label("Words").fill("kafka")
    page.locator(".link-entry:visible").first.wait_for()
    assert page.locator("main").get_by_text("Nothing found").is_hidden()
    assert page.locator("#by-kind").is_visible()


def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(page, site):
    page.goto(f"{site}/{RECAP}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#_main"
    assert page.locator(":focus").bounding_box()["y"] >= 0
    reached = set()
    for _ in range(400):
        place = page.evaluate(
            """() => {
              const at = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(at);
              if (at === document.body) return null;
              const seen = outlineStyle !== "none" && outlineWidth !== "0px";
              return [[...document.querySelectorAll("*")].indexOf(at), seen];
            }"""
        )
        if place is None or place[0] in reached:
            break
        assert place[1], page.evaluate("document.activeElement.outerHTML")
        reached.add(place[0])
        page.keyboard.press("Tab")
    controls = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
            .filter((one) => one.checkVisibility() && !one.closest("[hidden]")).length"""
    )
    assert len(reached) >= controls


def test_without_javascript_the_lists_are_complete_and_the_search_says_what_to_do(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/links/")
    assert page.locator("main .link-entry").count() == page.locator("main .link-entry:visible").count() > 100
    page.get_by_role("searchbox", name="Search").fill("kafka")
    page.get_by_role("searchbox", name="Search").press("Enter")
    page.wait_for_url(f"{site}/search/?q=kafka")
    assert "needs JavaScript" in page.locator("main").inner_text()
    page.locator("main").get_by_role("link", name="Speakers").click()
    page.wait_for_url(f"{site}/speakers/")
    context.close()


@pytest.mark.parametrize("name", ["below", "relative"])
def test_the_search_works_wherever_the_site_is(page, name, request):
    address = request.getfixturevalue(name)
    page.goto(f"{address}/speakers/index.html")
    page.keyboard.press("/")
    page.keyboard.type("latticeconf")
    page.wait_for_selector(".search-panel .result")
    page.locator(".search-panel .result a").first.click()
    page.wait_for_url(re.compile(rf"^{re.escape(address)}/.*latticeconf"))
    assert page.locator("h1").count() == 1
