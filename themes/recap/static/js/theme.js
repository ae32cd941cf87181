/* Light or dark, as the reader last chose, and the part of the contents that is being read.
   The page's head has set the choice already, so that nothing flashes. */
(() => {
  const root = document.documentElement;
  const button = document.querySelector("button.scheme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.scheme || (system.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-pressed", dark());

  button.addEventListener("click", () => {
    root.dataset.scheme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("scheme", root.dataset.scheme);
    } catch {
      // A reader who allows no storage chooses anew on each page.
    }
    show();
  });
  system.addEventListener("change", show);
  show();

  const contents = document.querySelector(".contents details");
  matchMedia("(min-width: 78rem)").addEventListener("change", (wide) => {
    if (contents) contents.open = wide.matches;
  });

  const lines = new Map(
    [...document.querySelectorAll(".contents a")].map((a) => [document.getElementById(decodeURIComponent(a.hash.slice(1))), a])
  );
  lines.delete(null);
  const mark = () => {
    const begun = [...lines.keys()].filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
    for (const [part, a] of lines) {
      if (part === begun.at(-1)) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
  };
  if (lines.size) {
    let waiting = false;
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(() => ((waiting = false), mark()));
      waiting = true;
    }, { passive: true });
    mark();
  }
})();
