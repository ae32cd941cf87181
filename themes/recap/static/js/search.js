// Search: the box on every page, and the page that it leads to.
//
// Without this file the box is a plain form. With it, results stand under the box as somebody types, and on the search
// page, where filters are. Pagefind and its index are loaded when somebody is about to search, never before.

const form = document.querySelector("form.search");
const page = document.querySelector(".search-page");
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}]/u;
if (form) begin();

function begin() {
  const box = form.elements.q;
  const words = JSON.parse(form.dataset.words);
  const kinds = new Map(words.kinds.map(([kind, [one]]) => [kind, one]));
  const root = new URL(form.dataset.root, document.baseURI);
  const filters = page?.querySelector(".search-filters");
  const status = element("p", { className: page ? "search-status" : "unseen", role: "status" });
  const list = element("ol", { className: "search-results" });
  const all = element("a", { textContent: words.all, href: form.action });
  const more = element("button", { type: "button", textContent: words.more, hidden: true });
  const waysOut = (words.lists ?? []).map(([title, href]) => element("li", {}, element("a", { textContent: title, href })));
  const empty = element("div", { className: "search-empty", hidden: true }, element("p", { textContent: words.none }), element("ul", {}, ...waysOut));
  const panel = element("div", { className: "search-panel", tabIndex: -1, hidden: true }, list, empty, all);
  const few = 6;
  let many = 10;
  let turn = 0;
  let engine;

  if (page) {
    page.querySelector(".search-without")?.remove();
    page.prepend(filters, status, list, more);
    filters.hidden = false;
    const asked = new URLSearchParams(location.search);
    box.value = asked.get("q") ?? "";
    for (const select of filters.elements) {
      select.append(new Option(asked.get(select.name) ?? "", asked.get(select.name) ?? "", true, true));
      select.addEventListener("change", search);
    }
    more.addEventListener("click", showMore);
    search();
  } else {
    form.append(panel, status);
    box.addEventListener("focus", () => load().catch(() => {}));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  }
  box.addEventListener("input", search);
  form.addEventListener("submit", (event) => page && (event.preventDefault(), search()));
  document.addEventListener("keydown", onKey);

  // Pagefind, ready to search; a failure is not remembered, so that the next key tries again.
  function load() {
    if (form.dataset.css) document.head.append(element("link", { rel: "stylesheet", href: form.dataset.css }));
    delete form.dataset.css;
    engine ??= import(new URL("pagefind/pagefind.js", root)).then(async (pagefind) => {
      await pagefind.options({ basePath: new URL("pagefind/", root).href, baseUrl: "/" });
      await pagefind.init();
      return pagefind;
    });
    engine.catch(() => (engine = undefined));
    return engine;
  }

  // Search for what the box and the filters say, and show it, unless somebody has typed on meanwhile.
  async function search() {
    const mine = ++turn;
    const query = box.value.trim();
    const chosen = chosenFilters();
    many = 10;
    if (page) remember(query, chosen);
    else if (!query) return close();
    try {
      const pagefind = await load();
      if (page) await pagefind.filters();
      await pause(query ? 120 : 0);
      if (mine !== turn) return;
      const nothing = !query && !Object.keys(chosen).length;
      const found = nothing ? { results: [] } : await pagefind.search(query || null, { filters: chosen });
      if (page) await offer(pagefind, query, chosen, found, mine);
      const count = await show(found.results, query, chosen, mine);
      const begun = beginnings(query);
      if (count || begun === query || mine !== turn) return;
      // A slip of the finger is more often in a word's end than at its beginning.
      const alike = await pagefind.search(begun, { filters: chosen });
      await show(alike.results, begun, chosen, mine, query);
    } catch (error) {
      if (mine === turn) say(words.failed);
    }
  }

  // Show results, and say how many there are; `instead` is what was asked for, when the query is only its beginnings.
  async function show(results, query, chosen, mine, instead = "") {
    // A recap may have the kind and the speaker that are asked for in different sessions: only its parts tell.
    const both = chosen.kind && chosen.speaker;
    const enough = both ? results.length : page ? many : few;
    let shown = await Promise.all(results.slice(0, enough).map((result) => result.data()));
    if (both) shown = shown.filter((data) => partsOf(data).some((part) => wanted(part, chosen)));
    const loaded = shown.length;
    shown = shown.filter((data) => answers(data, query));
    if (mine !== turn) return;
    // What the words mean is the same in all results: when the best ones have none of them, the others have none.
    const count = both || !shown.length ? shown.length : results.length - (loaded - shown.length);
    list.replaceChildren(...shown.map((data) => resultOf(data, query, chosen)));
    const nothing = !query && !Object.keys(chosen).length;
    const found = instead ? words.alike.replace("{words}", instead) : words.results;
    say(nothing ? "" : count ? found.replace("{num}", count) : words.none);
    more.hidden = count <= shown.length;
    more.results = { results, query, chosen, instead };
    if (page) return count;
    all.href = `${form.action}?q=${encodeURIComponent(box.value.trim())}`;
    [list.hidden, all.hidden, empty.hidden] = [!count, !count, count > 0];
    panel.hidden = !form.contains(document.activeElement);
    return count;
  }

  async function showMore() {
    const next = list.children.length;
    const { results, query, chosen, instead } = more.results;
    many += 10;
    await show(results, query, chosen, turn, instead);
    list.children[next]?.querySelector("a").focus();
  }

  function close() {
    turn += 1;
    panel.hidden = true;
    say("");
  }

  function say(text) {
    status.textContent = text;
  }

  // Filters

  function chosenFilters() {
    const pairs = [...(filters?.elements ?? [])].filter((select) => select.value).map(({ name, value }) => [name, value]);
    return Object.fromEntries(pairs);
  }

  // Let each filter offer what there is, given the words and the other filters.
  async function offer(pagefind, query, chosen, found, mine) {
    const every = await pagefind.filters();
    for (const select of filters.elements) {
      const { [select.name]: own, ...others } = chosen;
      let counts = (found.filters ?? every)[select.name] ?? {};
      if (own) {
        const free = query || Object.keys(others).length;
        counts = free ? (await pagefind.search(query || null, { filters: others })).filters[select.name] ?? {} : every[select.name] ?? {};
      }
      if (mine !== turn) return;
      const values = Object.keys(counts).filter((value) => counts[value] || value === own).sort(orderOf(select.name));
      if (own && !values.includes(own)) values.push(own);
      const options = values.map((value) => new Option(`${nameOf(select.name, value)} (${counts[value] ?? 0})`, value));
      select.replaceChildren(new Option(words.any, ""), ...options);
      select.value = own ?? "";
      select.closest("label").hidden = !values.length;
    }
  }

  function nameOf(filter, value) {
    return filter === "kind" ? (kinds.get(value) ?? value) : value;
  }

  function orderOf(filter) {
    const order = [...kinds.keys()];
    if (filter === "kind") return (a, b) => order.indexOf(a) - order.indexOf(b);
    if (filter === "year") return (a, b) => b - a;
    return (a, b) => a.localeCompare(b, document.documentElement.lang || undefined);
  }

  // Keep the address of the page true, so that a search can be bookmarked and found again by "back".
  function remember(query, chosen) {
    const said = new URLSearchParams(query ? { q: query, ...chosen } : chosen).toString();
    history.replaceState(null, "", said ? `?${said}` : location.pathname);
  }

  // Results

  // The parts of a recap, as search_documents.py writes them: anchor, title, number of the kind, speakers.
  function partsOf(data) {
    const parts = JSON.parse(data.meta.parts ?? "[]");
    return parts.map(([id, title, kind, ...speakers]) => ({ id, title, kind: words.kinds[kind]?.[0], speakers }));
  }

  function wanted(part, chosen) {
    if (!chosen.kind && !chosen.speaker) return true;
    const kind = !chosen.kind || part.kind === chosen.kind;
    return kind && (!chosen.speaker || part.speakers.includes(chosen.speaker));
  }

  function resultOf(data, query, chosen) {
    const { title, place } = data.meta;
    const [what, lang] = [data.filters.what?.[0], data.filters.lang?.[0]];
    const url = new URL((data.meta.url ?? data.url).replace(/^\//, ""), root);
    const text = data.content.split(/\s+/);
    const parts = partsOf(data);
    const found = hits(data, parts);
    const before = found.get("");
    const rows = rowsOf(parts, found, chosen).slice(0, page ? 5 : 3);
    const item = element("li", { className: "result" });
    // Who asks for what a session is about wants to be there, not at the top of its recap.
    const best = query && rows[0]?.id && !has(`${title} ${place ?? ""}`, query) ? new URL(`#${rows[0].id}`, url) : url;
    if (lang && lang !== document.documentElement.lang) item.lang = lang;
    item.append(
      head(words[what] ?? what, title, best, place),
      before && !rows.length ? excerpt(text, before, title) : "",
      rows.length ? element("ul", { className: "parts" }, ...rows.map((part) => rowOf(part, found, text, url))) : "",
    );
    return item;
  }

  // Which parts of a recap to show: those with hits, best first; without words to look for, those the filters ask for.
  function rowsOf(parts, found, chosen) {
    const fitting = parts.filter((part) => wanted(part, chosen));
    const hit = fitting.filter((part) => part.id && found.has(part.id));
    if (hit.length) return hit.sort((a, b) => found.get(b.id).score - found.get(a.id).score);
    return chosen.kind || chosen.speaker ? fitting : [];
  }

  function rowOf(part, found, text, url) {
    const address = new URL(url);
    if (part.id) address.hash = part.id;
    const where = part.id && found.get(part.id);
    const kind = part.kind ? kinds.get(part.kind) : words.part;
    return element("li", {}, head(kind, part.title, address, part.speakers.join(", ")), where ? excerpt(text, where, part.title) : "");
  }

  function head(kind, title, url, place) {
    return element(
      "p",
      { className: "title" },
      element("span", { className: "kind", textContent: kind }), " ",
      element("a", { href: url.href, textContent: title }), " ",
      place ? element("span", { className: "place", textContent: place }) : "",
    );
  }

  // The hits by part: its id, or "" for what stands before the first, to where it is in the text and what was hit.
  function hits(data, parts) {
    const known = new Set(parts.map((part) => part.id));
    const starts = data.anchors.filter((anchor) => known.has(anchor.id)).sort((a, b) => a.location - b.location);
    const found = new Map();
    for (const { location: at, balanced_score: score } of data.weighted_locations) {
      const next = starts.findIndex((start) => start.location > at);
      const start = starts.at(next < 0 ? -1 : next - 1);
      const inside = start && start.location <= at;
      const id = inside ? start.id : "";
      const part = found.get(id) ?? { from: inside ? start.location : 0, to: starts[next]?.location ?? Infinity, score: 0, at: [] };
      part.score += score;
      part.at.push(at);
      found.set(id, part);
    }
    return found;
  }

  // Some twenty words around the first hit, without the title, which stands above, and the dash behind it.
  function excerpt(text, { from, to, at }, title) {
    const length = title.split(/\s+/).length;
    const begins = text.slice(from, from + length).join(" ").replace(/\.$/, "") === title.replace(/\s+/g, " ");
    let first = begins ? from + length : from;
    while (first < to && /^\p{P}+$/u.test(text[first])) first += 1;
    const hit = at.find((place) => place >= first) ?? first;
    const start = Math.max(first, hit - 6);
    const end = Math.min(to, start + 24, text.length);
    const said = element("p", { className: "excerpt" }, start > first ? "… " : "");
    for (let place = start; place < end; place += 1) {
      said.append(at.includes(place) ? element("mark", { textContent: text[place] }) : text[place], " ");
    }
    if (end < Math.min(to, text.length)) said.append("…");
    return end > start ? said : "";
  }

  // Keys: `/` leads to the box, arrows through the results, Esc back to the box and out.

  function onKey(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (key === "/" && !target.closest("input, textarea, select, [contenteditable]")) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    if (target !== box && !list.contains(target) && !panel.contains(target) && target !== more) return;
    if (key === "ArrowDown" || key === "ArrowUp") move(event, key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape" && (target !== box || !panel.hidden)) {
      event.preventDefault();
      box.focus();
      if (!page) close();
    }
  }

  function move(event, by) {
    const stops = [box, ...(page ? [list, more] : [panel]).flatMap((part) => [part, ...part.querySelectorAll("a")])];
    const reachable = stops.filter((stop) => stop.matches("a, button, input") && !stop.hidden && stop.getClientRects().length);
    const next = reachable[reachable.indexOf(event.target) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

// Whether a result is about every word asked for. Where nothing begins with a word, Pagefind cuts it shorter until
// something does, down to its first letter: such results are none.
function answers(data, query) {
  const text = data.content.split(/\s+/);
  const marked = data.weighted_locations.map(({ location: at }) => text[at] ?? "");
  return has(`${marked.join(" ")} ${Object.values(data.meta).join(" ")}`, query);
}

// The beginnings of the longer words of a query.
function beginnings(query) {
  return query.replace(/[\p{L}\p{N}]{6,}/gu, (word) => word.slice(0, Math.ceil(word.length * 0.6)));
}

// Whether a text has every word of a query, or one that begins alike; the ends of words differ by grammar.
function has(text, query) {
  const there = [...new Set(text.split(/\s+/).flatMap(keysOf))];
  return query.split(/\s+/).every((word) => {
    const keys = keysOf(word);
    return !keys.length || WITHOUT_SPACES.test(word) || keys.some((key) => there.some((other) => isAlike(key, other)));
  });
}

function isAlike(asked, other) {
  const enough = Math.max(Math.min(3, asked.length), Math.ceil(asked.length * 0.6));
  return other.startsWith(asked.slice(0, enough));
}

// A word as it is found: whole, and the parts of one that is put together, without accents and case.
function keysOf(word) {
  const plain = word.normalize("NFKD").replace(/\p{M}/gu, "");
  const parts = plain.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u);
  return [...new Set([plain.replace(/[^\p{L}\p{N}]/gu, ""), ...parts])].filter(Boolean).map((key) => key.toLowerCase());
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
