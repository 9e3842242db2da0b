// The preview's part of a page: the state of its passages, their entries, and live reload.
// Whatever comes from sources and catalogs is put in as text, never as markup.
"use strict";

(() => {
  // A page may say that its addresses start elsewhere (`<base>`): these do not.
  const HOME = `${location.origin}/_toolkit/`;
  const page = document.currentScript.dataset;
  const STATES = {
    fuzzy: "Fuzzy",
    unreviewed: "Unreviewed",
    stale: "Stale",
    untranslated: "Missing",
    broken: "Broken",
    translated: "Translated",
    original: "Original",
    wordless: "No words",
    excluded: "Left out here",
  };
  const MEANINGS = {
    fuzzy: "Waits for its translator; the page shows the source.",
    unreviewed: "Waits for its reviewer; the page shows the source.",
    stale: "The source has changed since the catalog was updated; the page shows the source.",
    untranslated: "Has no translation; the page shows the source, or leaves it out.",
    broken: "A check holds the translation back; the page shows the source.",
    translated: "Published.",
    original: "The page is in the source's own language.",
    wordless: "Needs no translation; published as it is.",
    excluded: "Has no place in this locale's edition.",
  };
  // The worst first: a paragraph of several sentences shows the worst of theirs.
  const PROBLEMS = ["broken", "stale", "fuzzy", "unreviewed", "untranslated"];

  /** Return a new element; strings among its children become text. */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  function button(words, attributes, action) {
    const made = make("button", { type: "button", ...attributes }, words);
    made.addEventListener("click", action);
    return made;
  }

  function spoken(name, language, text) {
    return make(name, { lang: language.tag, dir: language.direction }, text);
  }

  /** What a reload must not lose, kept for this page in this tab. */
  const memory = {
    key: `toolkit ${location.pathname}`,
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(this.key)) ?? {};
      } catch {
        return {};
      }
    },
    write(value) {
      try {
        sessionStorage.setItem(this.key, JSON.stringify(value));
      } catch {
        // Without storage a reload begins at the top.
      }
    },
  };

  // Everything of the preview's own stands apart from the page's style and scripts.
  const host = make("toolkit-preview", { lang: "en", dir: "ltr" });
  const shadow = host.attachShadow({ mode: "open" });
  const style = make("link", { rel: "stylesheet", href: `${HOME}preview.css` });
  const markers = make("div", { class: "markers" });
  const bar = make("section", { class: "bar", "aria-label": "Preview" });
  const panel = make("dialog", { class: "panel", "aria-labelledby": "title" });
  const news = make("p", { class: "news", role: "status" });
  shadow.append(style, markers, bar, panel);

  let entries = null;
  let passages = []; // { id, element, units, state, marker }
  let problems = [];
  let shown = true;
  let current = null;
  let opener = null;

  // Passages

  function elementOf(id) {
    const marked = document.querySelector(`[data-toolkit-units~="${CSS.escape(id)}"]`);
    const element = marked ?? document.getElementById(id);
    return element && element.getClientRects().length > 0 ? element : null;
  }

  function collect() {
    const found = new Map();
    for (const unit of entries.units) {
      if (!found.has(unit.block)) found.set(unit.block, []);
      found.get(unit.block).push(unit);
    }
    passages = [...found].map(([id, units]) => {
      const state = PROBLEMS.find((each) => units.some((unit) => unit.state === each));
      return { id, units, state: state ?? units[0].state, element: elementOf(id), marker: null };
    });
    problems = passages.filter((each) => PROBLEMS.includes(each.state));
  }

  function nameOf(passage) {
    return STATES[passage.state] ?? passage.state;
  }

  function mark() {
    for (const passage of passages) {
      if (!passage.element || passage.state === "excluded") continue;
      // Several units may share an element: a paragraph and its title attribute, say.
      const before = passage.element.getAttribute("data-toolkit-state");
      const order = [...PROBLEMS, "translated", "original"];
      if (before === null || order.indexOf(passage.state) < order.indexOf(before)) {
        passage.element.setAttribute("data-toolkit-state", passage.state);
      }
    }
    for (const passage of problems) {
      if (!passage.element) continue;
      const label = `${nameOf(passage)}: ${passage.units[0].role}`;
      const action = () => openPassage(passage, passage.marker);
      passage.marker = button(
        nameOf(passage),
        { class: "marker", "data-state": passage.state, "aria-label": label },
        action,
      );
      markers.append(passage.marker);
    }
  }

  /** Put each marker on the upper edge of its passage, where the line above has mostly ended. */
  function place() {
    const origin = host.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const taken = new Map();
    const places = problems
      .filter((each) => each.marker)
      .map(({ element, marker }) => {
        const box = element.getBoundingClientRect();
        const rightToLeft = getComputedStyle(element).direction === "rtl";
        const size = marker.getBoundingClientRect();
        const at = `${Math.round(box.top)} ${Math.round(box.left)}`;
        const shift = taken.get(at) ?? 0;
        taken.set(at, shift + size.width + 4);
        const wanted = rightToLeft ? box.left + shift : box.right - size.width - shift;
        const left = Math.min(Math.max(wanted, 0), Math.max(width - size.width, 0));
        const visible = box.width > 0 && box.height > 0;
        return { marker, left, top: Math.max(box.top + scrollY - size.height + 3, 0), visible };
      });
    for (const { marker, left, top, visible } of places) {
      marker.style.left = `${left - origin.left}px`;
      marker.style.top = `${top - origin.top - scrollY}px`;
      marker.style.visibility = visible ? "" : "hidden";
    }
  }

  let waiting = false;
  function placeSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      place();
    });
  }

  function show(on) {
    shown = on;
    document.documentElement.toggleAttribute("data-toolkit-shown", on);
    host.toggleAttribute("data-off", !on);
    if (!on) close();
    remember();
  }

  // The panel

  function heading(words) {
    return make("h2", { id: "title", tabindex: "-1" }, words);
  }

  function fill(title, ...content) {
    const shut = button("Close", { class: "close", "aria-keyshortcuts": "Escape" }, close);
    const head = make("div", { class: "head" }, heading(title), shut);
    const group = { class: "content", tabindex: "0", role: "group", "aria-labelledby": "title" };
    panel.replaceChildren(head, make("div", group, ...content));
    if (!panel.open) panel.show();
    document.documentElement.setAttribute("data-toolkit-panel", "");
    placeSoon();
  }

  function openPanel(from) {
    if (from) opener = from;
    panel.querySelector("#title").focus({ preventScroll: true });
    remember();
  }

  function close() {
    if (!panel.open) return;
    const inside = panel.contains(shadow.activeElement) || shadow.activeElement === panel;
    panel.close();
    document.documentElement.removeAttribute("data-toolkit-panel");
    placeSoon();
    choose(null);
    if (inside && opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
    remember();
  }

  function choose(passage) {
    document.querySelector("[data-toolkit-current]")?.removeAttribute("data-toolkit-current");
    current = passage;
    passage?.element?.setAttribute("data-toolkit-current", "");
  }

  function openPassage(passage, from, { focus = true } = {}) {
    // What stands in the same element is told together: a picture's text beside its caption's.
    const same = passages.filter((each) => each.element && each.element === passage.element);
    const all = same.length ? same : [passage];
    const units = all.flatMap((each) => each.units);
    fill(units.length > 1 ? `${units.length} units` : roleOf(units[0]), ...units.map(describe));
    choose(passage);
    uncover(passage);
    if (focus) openPanel(from);
  }

  /** Bring a passage out from under the panel, which on a phone covers most of the page. */
  function uncover({ element }) {
    const sheet = panel.getBoundingClientRect();
    const beneath = sheet.width > innerWidth / 2;
    if (element && beneath && element.getBoundingClientRect().bottom > sheet.top) {
      element.scrollIntoView({ block: "start", behavior: "instant" });
    }
  }

  function roleOf(unit) {
    return unit.role.charAt(0).toUpperCase() + unit.role.slice(1);
  }

  function openList(from) {
    const items = passages.map((passage) => {
      const text = spoken("span", entries.source, passage.units[0].source);
      const where = passage.element ? [] : [make("small", {}, "not marked on the page")];
      const go = button("", { class: "row", "data-state": passage.state }, () => {
        reveal(passage);
        openPassage(passage, null);
      });
      go.append(make("strong", {}, nameOf(passage)), text, ...where);
      return make("li", {}, go);
    });
    fill("All units", make("ol", { class: "list" }, ...items));
    openPanel(from);
  }

  function part(title, ...content) {
    return make("section", {}, make("h3", {}, title), ...content);
  }

  function lines(values) {
    return make("ul", {}, ...values.map((each) => make("li", { dir: "auto" }, each)));
  }

  function describe(unit) {
    const made = make("article", { "data-state": unit.state });
    const state = make("strong", { class: "state" }, STATES[unit.state] ?? unit.state);
    made.append(make("p", { class: "summary" }, state, " ", MEANINGS[unit.state] ?? ""));
    if (unit.problems.length) made.append(part("Problems", lines(unit.problems)));
    made.append(part("Source", spoken("p", entries.source, unit.source)));
    if (unit.difference.length) made.append(part("What has changed in it", changes(unit)));
    if (unit.translation) {
      const published = unit.state === "translated" || unit.state === "wordless";
      const title = published ? "Translation" : "Translation, not published";
      const language = entries.languages[unit.language] ?? entries.locale;
      const name = language.tag === entries.locale.tag ? title : `${title} (${language.name})`;
      made.append(part(name, spoken("p", language, unit.translation)));
    }
    if (unit.comments.length) made.append(part("Translators' comments", lines(unit.comments)));
    if (unit.notes.length) made.append(part("Notes", lines(unit.notes)));
    made.append(part("Where", places(unit)));
    return made;
  }

  function changes(unit) {
    const names = { removed: "del", added: "ins", same: "span" };
    const pieces = unit.difference.map(([kind, text]) => make(names[kind] ?? "span", {}, text));
    const made = spoken("p", entries.source, "");
    made.append(...pieces);
    return made;
  }

  function places(unit) {
    const rows = [
      ["Catalog", unit.catalog_place],
      ["Source", unit.source_place],
      ["Context", unit.context],
      ["Id", unit.id],
    ].filter(([, value]) => value);
    return make(
      "dl",
      {},
      ...rows.map(([name, value]) =>
        make("div", {}, make("dt", {}, name), make("dd", {}, make("code", { dir: "ltr" }, value))),
      ),
    );
  }

  // Going from one problem to the next

  function reveal(passage) {
    passage.element?.scrollIntoView({ block: "center", behavior: "instant" });
    place();
  }

  function step(by) {
    const marked = problems.filter((each) => each.marker);
    if (!marked.length) {
      say("Nothing is missing on this page.");
      return;
    }
    const focused = marked.findIndex((each) => each.marker === shadow.activeElement);
    const at = focused >= 0 ? focused : marked.indexOf(current);
    const next = marked.at((at < 0 && by < 0 ? -1 : at + by) % marked.length);
    reveal(next);
    if (panel.open) openPassage(next, next.marker);
    else {
      choose(next);
      next.marker.focus({ preventScroll: true });
    }
  }

  function say(words) {
    news.textContent = words;
  }

  // The bar

  function fillBar() {
    const counts = new Map();
    for (const unit of entries?.units ?? []) {
      counts.set(unit.state, (counts.get(unit.state) ?? 0) + 1);
    }
    const legend = make("ul", { class: "legend" });
    for (const state of Object.keys(STATES)) {
      if (!counts.has(state)) continue;
      const count = make("b", {}, String(counts.get(state)));
      legend.append(make("li", { "data-state": state }, count, ` ${STATES[state]}`));
    }
    const toggle = button("Marks", { "aria-pressed": String(shown) }, () => {
      show(!shown);
      toggle.setAttribute("aria-pressed", String(shown));
    });
    const back = stepper("Previous", "p", -1);
    const next = stepper("Next", "n", 1);
    const list = button("All units", {}, () => openList(list));
    const tools = make("div", { class: "tools" }, back, next, list, toggle);
    const failure = bar.querySelector(".failure");
    if (!entries) bar.replaceChildren(news);
    else bar.replaceChildren(legend, tools, editions(), news);
    reason();
    // What is wrong may have been told before there was anything else to show.
    if (failure) bar.prepend(failure);
  }

  function stepper(words, key, by) {
    const title = `${words} problem (${key})`;
    return button(words, { "aria-keyshortcuts": key, "aria-label": title, title }, () => step(by));
  }

  function editions() {
    const links = entries.editions.map((each) => {
      const label = each.reason ? `${each.name} (not published)` : each.name;
      const link = make("a", { href: each.address, hreflang: each.tag, title: each.reason }, "");
      link.append(spoken("span", each, each.name));
      if (each.reason) link.append(" (not published)");
      if (each.current) link.setAttribute("aria-current", "page");
      link.setAttribute("aria-label", label);
      return make("li", {}, link);
    });
    return make("nav", { "aria-label": "Editions" }, make("ul", {}, ...links));
  }

  function reason() {
    if (!page.reason) return;
    bar.prepend(make("p", { class: "reason" }, `Not published: ${page.reason}.`));
  }

  function complain(messages) {
    bar.querySelector(".failure")?.remove();
    if (!messages.length) return;
    const made = make("div", { class: "failure", role: "alert" });
    made.append(make("strong", {}, "The last good editions are shown:"), lines(messages));
    bar.prepend(made);
    measure();
  }

  /** Leave room for the bar at the foot of the page. */
  function measure() {
    host.style.blockSize = `${bar.getBoundingClientRect().height + 12}px`;
  }

  // Reloading

  function remember() {
    const top = passages.find((each) => each.element?.getBoundingClientRect().bottom > 0);
    memory.write({
      shown,
      open: panel.open && current ? current.id : "",
      top: top?.id ?? "",
      offset: top?.element.getBoundingClientRect().top ?? 0,
      scroll: scrollY,
    });
  }

  function restore(known) {
    const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (!reloaded) return;
    const top = passages.find((each) => each.id === known.top && each.element);
    if (top) scrollBy(0, top.element.getBoundingClientRect().top - known.offset);
    else if (known.scroll) scrollTo(0, known.scroll);
    const open = passages.find((each) => each.id === known.open);
    if (open && shown) openPassage(open, null, { focus: false });
  }

  let stream = null;
  function listen() {
    // A hidden page holds no connection: a browser has six for all its tabs here.
    if (document.hidden || stream) return;
    stream = new EventSource(`${HOME}changes`);
    stream.addEventListener("message", ({ data }) => {
      const told = JSON.parse(data);
      say("");
      if (told.version !== (page.version ?? "")) {
        remember();
        location.reload();
      } else complain(told.problems);
    });
    stream.addEventListener("error", () => say("The preview has stopped; waiting for it."));
  }

  function leave() {
    stream?.close();
    stream = null;
  }

  // Events

  const LIVELY = "a[href], button, input, select, textarea, summary, label, audio, video, iframe";

  function onClick(event) {
    if (!shown || event.defaultPrevented || event.target.closest?.(LIVELY)) return;
    if (event.composedPath().includes(host) || !getSelection().isCollapsed) return;
    const element = event.target.closest?.("[data-toolkit-state]");
    const passage = passages.find((each) => each.element === element);
    if (element && passage) openPassage(passage, passage.marker);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    if (target.isContentEditable || target.matches?.("input, select, textarea")) return;
    if (event.key === "Escape") close();
    else if (shown && entries && event.key === "n") step(1);
    else if (shown && entries && event.key === "p") step(-1);
  }

  async function start() {
    const way = getComputedStyle(document.documentElement).direction;
    host.toggleAttribute("data-rtl", way === "rtl");
    document.body.append(host);
    const known = memory.read();
    shown = known.shown ?? true;
    listen();
    if (page.locale && page.document) {
      const query = new URLSearchParams({ locale: page.locale, document: page.document });
      const answer = await fetch(`${HOME}units?${query}`);
      const told = await answer.json();
      if (told.units) {
        entries = told;
        collect();
        mark();
      } else complain(told.problems ?? []);
    }
    show(shown);
    fillBar();
    measure();
    restore(known);
    place();
    addEventListener("resize", placeSoon);
    addEventListener("load", placeSoon);
    document.addEventListener("scroll", placeSoon, { capture: true, passive: true });
    document.addEventListener("toggle", placeSoon, true);
    new ResizeObserver(placeSoon).observe(document.body);
    new ResizeObserver(() => {
      measure();
      placeSoon();
    }).observe(bar);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
    addEventListener("pagehide", remember);
    style.addEventListener("load", placeSoon);
    host.setAttribute("data-ready", "");
  }

  start().catch(() => say("The preview has stopped; waiting for it."));
})();
