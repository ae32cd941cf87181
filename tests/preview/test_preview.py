"""What the preview answers, and what it does not."""

import json
import shutil
import socket
import sys
from http.client import HTTPConnection
from threading import Thread

import pytest

from recap.errors import RecapError
from recap.preview import server
from recap.preview.guard import LOOPBACK, find, folder_address, is_ours
from recap.site.live import Folder

from .conftest import POST, SETTINGS


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]", "[::1]:8000", "LOCALHOST"]
)
def test_names_of_this_machine_are_ours(host):
    assert is_ours([host], LOOPBACK)


@pytest.mark.parametrize(
    "hosts",
    [
        [], [""], ["evil.example"], ["evil.example:8000"], ["127.0.0.1.evil.example"], ["localhost.evil.example"],
        ["localhost@evil.example"], ["localhost:80:80"], ["[::2]"], ["::1"], ["localhost", "evil.example"],
        ["localhost, evil.example"], ["evil-localhost"],
    ],
)  # fmt: skip
def test_other_names_are_not(hosts):
    assert not is_ours(hosts, LOOPBACK)


@pytest.mark.parametrize("address", ["/", "/day.html", "/.recap/events", "/.recap/margin/day.html", "/nowhere"])
def test_a_page_of_another_site_gets_nothing_by_its_own_name(site, address):
    status, _, text = site.ask(address, Host="evil.example")
    assert (status, text) == (403, "This preview is not for that host name.\n")


@pytest.fixture
def root(tmp_path):
    """A folder to serve, with secrets beside it and links that lead to them."""
    root = tmp_path / "root"
    (root / "talks").mkdir(parents=True)
    (root / "bare").mkdir()
    for name in ("index.html", "talks/index.html", "talks/a b.txt"):
        (root / name).write_text(name, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "up").symlink_to(tmp_path)
    return Folder(root)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"), ("/talks/", "talks/index.html"), ("/talks/index.html", "talks/index.html"),
        ("/talks/a%20b.txt", "talks/a b.txt"),
    ],
)  # fmt: skip
def test_files_of_the_site_are_found(root, address, name):
    assert find([root], address).name == name


@pytest.mark.parametrize(
    "address",
    [
        "", "talks/", "/talks", "/bare/", "/../secret.txt", "/%2e%2e/secret.txt", "/talks/..%2f../secret.txt",
        "/talks/..%2f..%2fsecret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt", "/link.txt", "/up/secret.txt",
        "/%00", "/c:/secret.txt", "/" + "a" * 5000, "/talks/../index.html", "/./index.html",
    ],
)  # fmt: skip
def test_nothing_else_is(root, address):
    assert find([root], address) is None


class Everything:
    """A place that has whatever it is asked for."""

    def has(self, _name):
        return True


@pytest.mark.parametrize("address", ["", "talks", "/../x", "/./x", "/a/%2e%2e", "/a%5Cb", "/c:/x", "/%00"])
def test_no_place_is_asked_for_what_may_lie_outside(address):
    assert find([Everything()], address) is None
    assert folder_address([Everything()], address) is None


def test_a_folder_without_its_slash_is_sent_on_within_the_site(root):
    assert folder_address([root], "/talks") == "/talks/"
    assert folder_address([root], "//talks") == "/talks/"
    assert folder_address([root], "/bare") is None
    assert folder_address([root], "/talks/") is None


def test_the_newest_build_comes_first(root, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "index.html").write_text("new", encoding="utf-8")
    places = [Folder(tmp_path / "new"), root]
    assert find(places, "/").place.read("index.html") == b"new"
    assert find(places, "/talks/").name == "talks/index.html"


def test_a_page_gets_the_script_and_its_file_does_not(site):
    status, headers, text = site.ask("/day.html")
    assert (status, headers["Cache-Control"], headers["Content-Type"]) == (
        200,
        "no-store",
        "text/html; charset=utf-8",
    )
    assert text.count("<recap-preview") == 1
    assert not [file for file in (site.folder / "built").rglob("*.html") if b"recap-preview" in file.read_bytes()]


def test_other_files_are_served_as_they_are(site):
    status, headers, text = site.ask("/recap.json")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(text)["recaps"][0]["slug"] == "day"
    copied = site.folder / "built" / "theme" / "css" / "recap.css"
    assert site.ask("/theme/css/recap.css")[2] == copied.read_text(encoding="utf-8")


def test_links_stay_in_the_preview_and_nothing_is_indexed(site):
    _, _, text = site.ask("/")
    assert "https://notes.example" not in text
    assert not list((site.folder / "built").rglob("pagefind"))


def test_an_address_without_a_page_gets_the_page_of_the_site_for_that(site):
    status, _, text = site.ask("/nowhere/")
    assert status == 404
    assert '<main id="_main"' in text


def test_head_has_the_headers_alone_and_nothing_can_be_sent(site):
    status, headers, text = site.ask("/", "HEAD")
    assert (status, text) == (200, "")
    assert int(headers["Content-Length"]) > 0
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        status, headers, _ = site.ask("/", method)
        assert (status, headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("address", ["/day.html", "/recap.json", "/nowhere/", "/.recap/margin/day.html"])
def test_no_answer_is_kept_guessed_at_or_lent_to_other_sites_and_none_names_versions(site, address):
    _, headers, _ = site.ask(address)
    assert {name: headers[name] for name in ("Cache-Control", "X-Content-Type-Options", "Server")} == {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Server": "recap",
    }
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_address_of_a_folder_without_its_slash_leads_to_it(site):
    site.write("pelicanconf.py", f'{SETTINGS}ARTICLE_SAVE_AS = "{{slug}}/index.html"\nARTICLE_URL = "{{slug}}/"\n')
    site.preview.build()
    status, headers, _ = site.ask("/day")
    assert (status, headers["Location"]) == (301, "/day/")
    assert site.ask("/day/")[0] == 200


def test_nothing_is_written_to_the_terminal_by_those_who_ask(site, capfd):
    connection = HTTPConnection("127.0.0.1", site.server.server_port, timeout=30)
    connection.request("GET", "/.recap/events")
    connection.close()
    assert [site.ask(address)[0] for address in ("/", "/nowhere/")] == [200, 404]
    site.preview.build()
    site.server.handle_error(None, ("127.0.0.1", 1))  # as the standard library does of a browser that went away
    assert capfd.readouterr() == ("", "")


def test_a_body_that_was_sent_is_not_taken_for_the_next_request(site):
    inner = b"GET /day.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.server.server_port), timeout=30) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(inner))
        connection.sendall(inner)
        answer = b"".join(iter(lambda: _received(connection), b""))
    assert (answer[:12], answer.count(b"HTTP/1.1")) == (b"HTTP/1.1 405", 1)


def _received(connection):
    try:
        return connection.recv(65536)
    except ConnectionResetError:  # the body was not read: so some systems say that it is over
        return b""


def test_a_browser_that_waits_hears_a_sign_of_life(site, monkeypatch):
    monkeypatch.setattr(server, "BEAT", 0.01)
    connection = HTTPConnection("127.0.0.1", site.server.server_port, timeout=30)
    connection.request("GET", "/.recap/events")
    answer = connection.getresponse()
    assert [answer.readline() for _ in range(4)][3] == b": still here\n"
    connection.close()


def test_the_margin_of_an_address_without_a_page_says_nothing_of_a_post(site):
    status, _, text = site.ask("/.recap/margin/nowhere/")
    assert (status, "put together from several posts" in text) == (200, True)


def test_text_says_how_it_is_encoded(site):
    assert site.ask("/theme/css/recap.css")[1]["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one address for themselves")
def test_the_address_that_was_asked_is_one_of_this_machines_names(site):
    everywhere = server.Server("0.0.0.0", 0, site.preview)
    Thread(target=everywhere.serve_forever, daemon=True).start()
    for host, status in (("127.0.0.2", 200), ("127.0.0.3", 403)):
        connection = HTTPConnection("127.0.0.2", everywhere.server_port, timeout=30)
        connection.request("GET", "/day.html", headers={"Host": host})
        assert connection.getresponse().status == status
        connection.close()
    everywhere.shutdown()
    everywhere.server_close()


@pytest.mark.parametrize("port", [70_000, -1])
def test_a_port_that_cannot_be_is_said(site, port):
    with pytest.raises(RecapError) as caught:
        server.Server("127.0.0.1", port, site.preview)
    assert caught.value.problems[0].path == f"127.0.0.1:{port}"


def test_the_preview_listens_where_addresses_are_long(site):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no such address of its own")
    found = server.Server("::1", 0, site.preview)
    assert found.url == f"http://[::1]:{found.server_port}/"
    found.server_close()


def test_the_browser_is_told_of_a_build(site):
    connection = HTTPConnection("127.0.0.1", site.server.server_port, timeout=30)
    connection.request("GET", "/.recap/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    before = [answer.readline() for _ in range(3)]
    assert before == [b"event: built\n", f"data: {site.said.version}\n".encode(), b"\n"]
    after = site.preview.build().version
    assert after > site.said.version
    data = next(line for line in iter(answer.readline, b"") if line.startswith(b"data"))
    assert data == f"data: {after}\n".encode()
    connection.close()


def test_a_post_that_cannot_be_read_is_named_and_its_last_good_page_stays(site):
    site.write("content/day.md", POST.format("New words.").replace("2021-05-04", "2021-02-31"))
    site.preview.build()
    for address in ("/day.html", "/"):
        status, _, text = site.ask(address)
        assert status == 200
        assert "<code>content/day.md:2</code> the date &#x27;2021-02-31&#x27; is none<p>write it as" in text
    assert "It was" in site.ask("/day.html")[2]
    site.write("content/day.md", POST.format("Mended words."))
    site.preview.build()
    text = site.ask("/day.html")[2]
    assert "Mended words" in text
    assert '<details class="problems"' not in text


def test_a_post_that_could_never_be_read_is_named_where_its_page_would_be(site):
    site.write("content/new.md", "Title: New\nDate: never\n\nText.\n")
    site.preview.build()
    status, _, text = site.ask("/new.html")
    assert status == 404
    assert "<code>content/new.md:2</code>" in text


def test_a_store_that_is_deleted_meanwhile_costs_a_moment_and_no_page(site):
    shutil.rmtree(site.folder / ".recap")
    status, _, text = site.ask("/day.html")
    assert (status, "Rivers" in text, "fault" in text) == (200, True, False)


def test_a_fault_in_the_settings_leaves_the_site_as_it_was_until_it_is_mended(site):
    good = (site.folder / "pelicanconf.py").read_text(encoding="utf-8")
    site.write("pelicanconf.py", good + 'RECAP = {"relatd": 1}\n')
    assert site.preview.build().problems
    status, _, text = site.ask("/day.html")
    assert status == 200
    assert "pelicanconf.py:5" in text
    site.write("pelicanconf.py", good + 'SITENAME = "Other notes"\n')
    assert not site.preview.build().problems
    assert "Other notes" in site.ask("/")[2]


def test_a_removed_post_is_gone(site):
    site.write("content/two.md", POST.format("Text.").replace("day", "two").replace("A two", "Two days"))
    site.preview.build()
    assert site.ask("/two.html")[0] == 200
    (site.folder / "content" / "two.md").unlink()
    site.preview.build()
    assert site.ask("/two.html")[0] == 404


def test_old_sites_are_not_kept(site):
    for _ in range(4):
        site.preview.build()
    assert len(site.preview.shown.sites) == 1


def test_a_changed_body_is_read_alone_and_seen_at_once(site, monkeypatch):
    post = str(site.folder / "content" / "day.md")
    monkeypatch.setattr(site.preview, "build", lambda: pytest.fail("the whole site was gathered"))
    before = site.preview.shown.version
    pages = ("/day.html", "/feeds/all.atom.xml", "/feed.json")
    assert not [page for page in pages if "New words." in site.ask(page)[2]]
    site.write("content/day.md", POST.format("It was [here](https://example.org/). New words."))
    assert site.preview.change({post}).version > before
    assert [page for page in pages if "New words." in site.ask(page)[2]] == [*pages]


@pytest.mark.parametrize(
    ("old", "new", "page", "shows"),
    [
        ("A day at", "Two days at", "/", "Two days at"),
        ("Rivers - Ada Okoro", "Rivers - Ben Boro", "/speakers/", "Ben Boro"),
        ("Slug: day", "Slug: night", "/night.html", "Rivers"),
    ],
)
def test_a_change_that_other_pages_show_is_seen_there(site, old, new, page, shows):
    text = POST.format("Text.").replace(old, new)
    site.write("content/day.md", text)
    site.preview.change({str(site.folder / "content" / "day.md")})
    assert shows in site.ask(page)[2]


def test_a_fault_in_a_template_is_shown_where_the_page_would_be(site):
    (site.folder / "mine").mkdir()
    site.write("mine/foot.html", "{{ nothing.at.all }}")
    site.write("pelicanconf.py", f'{SETTINGS}THEME = THEME\nTHEME_TEMPLATES_OVERRIDES = ["mine"]\n')
    site.preview.build()
    status, _, text = site.ask("/day.html")
    assert status == 500
    assert "UndefinedError" in text
    site.write("mine/foot.html", "mended")
    site.preview.change({str(site.folder / "mine" / "foot.html")})
    assert "mended" in site.ask("/day.html")[2]


def test_the_margin_says_what_was_recognised_and_what_check_says(site):
    _, _, text = site.ask("/.recap/margin/day.html")
    assert "<b>talk</b> <span>Rivers - Ada Okoro</span> <i>a heading under &quot;Talks&quot;" in text
    assert "<b>finding</b> <span>R041 the link text &#x27;here&#x27;" in text
    assert 'href="#rivers-ada-okoro"' in text


def test_the_margin_follows_the_settings_and_names_what_the_page_has_the_notes_beside(site):
    site.write("pelicanconf.py", SETTINGS + 'RECAP = {"check": {"ignore": ["R041"]}}\n')
    _, _, text = site.ask("/.recap/margin/day.html")
    assert "R041" not in text
    place = 'data-line="8" data-under="rivers-ada-okoro" data-words="itwas" data-url="https://example.org/"'
    assert f'<li class="recognised link" {place}>' in text


def test_drafts_are_built_and_the_margin_leads_to_them(site):
    draft = (
        POST.format("Not <yet>.").replace("Slug: day", "Slug: soon\nStatus: draft").replace("A day", "Soon & <b>")
    )
    site.write("content/soon.md", draft)
    site.preview.build()
    assert "Soon &amp; &lt;b&gt; at ExampleConf 2021</a>" in site.ask("/.recap/margin/")[2]
    assert site.ask("/drafts/soon.html")[0] == 200
