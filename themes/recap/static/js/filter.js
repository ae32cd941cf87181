/* Shows the lines of a long list that have all the words, the kind and the conference asked for.
   What is asked for stays in the address, so that it can be sent to somebody. */
(() => {
  const form = document.querySelector("form.filter");
  const count = form.querySelector("output");
  const nothing = Object.assign(document.createElement("p"), { textContent: form.dataset.none, hidden: true });
  form.after(nothing);
  const fields = [...form.elements].filter((field) => field.name);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const line = ":is(.session-line, .link-entry, .topic-link)";
  const rows = [...document.querySelectorAll(`main ${line}`)];
  const texts = new WeakMap();
  const textOf = (row) => {
    if (!texts.has(row)) {
      const title = row.closest("section").querySelector("h2, h3");
      texts.set(row, plain(`${row.textContent} ${title ? title.textContent : ""}`));
    }
    return texts.get(row);
  };

  const asked = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
  // The links of a topic stand among those of their kind, too, where kind and conferences are said.
  const said = new Map(rows.filter((row) => !row.matches(".topic-link")).map((row) => [row.querySelector("a")?.href, row]));
  const lineOf = (row) => (row.matches(".topic-link") && said.get(row.querySelector("a").href)) || row;
  const fits = (row, words, { kind, conference }) =>
    (!kind || lineOf(row).closest("section").dataset.kind === kind) &&
    (!conference || (lineOf(row).closest("[data-conference]")?.dataset.conference ?? "").split(" ").includes(conference)) &&
    words.every((word) => textOf(row).includes(word));

  const filter = () => {
    const wanted = asked();
    const words = plain(wanted.words).split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !fits(row, words, wanted);
    for (const part of document.querySelectorAll("main section"))
      part.hidden = !part.querySelector(`${line}:not([hidden])`);
    const headings = new Map();
    for (const part of form.parentElement.querySelectorAll(":scope > section, :scope > .topics > section, :scope > h2")) {
      if (part.matches("h2")) headings.set(part, false);
      else if (!part.hidden && headings.size) headings.set([...headings.keys()].at(-1), true);
    }
    for (const [heading, hasRows] of headings) heading.hidden = !hasRows;
    const lines = rows.filter((row) => !row.matches(".topic-link"));
    const shown = lines.filter((row) => !row.hidden).length;
    nothing.hidden = rows.some((row) => !row.hidden);
    count.textContent = form.dataset.shown.replace("{shown}", shown).replace("{all}", lines.length);
  };

  const remember = () => {
    const query = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
  };

  const given = new URLSearchParams(location.search);
  for (const field of fields) if (given.has(field.name)) field.value = given.get(field.name);
  form.addEventListener("input", () => (filter(), remember()));
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
