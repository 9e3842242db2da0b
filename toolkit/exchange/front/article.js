// An article, passage by passage, with the editor of the one that is open; the kit and the desk
// differ in their store, and in what stands above the article.
import { Editor, arrow, element, originWords, shown } from "./editor.js";

const PART = 40; // passages that are laid out together
const HEADINGS = { headline: "h2", title: "h2", heading: "h3", standfirst: "p" };

// The Latin letter of a key, whatever letters the keyboard writes.
export function letterOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
}

// Tells the style how much of the window a keyboard on the screen covers: what stands at its lower
// edge stands above that.
function keepInSight() {
  const view = window.visualViewport;
  if (!view) return;
  const { style } = document.documentElement;
  const tell = () => {
    style.setProperty("--covered", `${Math.max(0, Math.round(innerHeight - view.height - view.offsetTop))}px`);
    style.setProperty("--seen", `${Math.round(view.height)}px`);
  };
  view.addEventListener("resize", tell);
  view.addEventListener("scroll", tell);
  tell();
}

export class Article {
  constructor(packed, store) {
    this.packed = packed;
    this.words = (message) => packed.words[message] || message;
    this.store = store;
    this.passages = packed.documents.flatMap((each) => each.passages);
    this.places = new Map();
    this.editor = null;
    this.current = -1;
  }

  button(label, act, title) {
    return element("button", { type: "button", onclick: act, title }, this.words(label));
  }

  // Fills the page: what is given stands between the progress and the article.
  begin(...above) {
    const { packed, words } = this;
    document.title = `${packed.title} · ${packed.locale.name}`;
    document.documentElement.lang = packed.interface.tag;
    document.documentElement.dir = packed.interface.dir;
    this.bar = element("progress", { max: String(this.passages.length), "aria-label": words("Done") });
    this.count = element("span", { class: "count", "aria-live": "polite" });
    const header = element(
      "header",
      {},
      element(
        "h1",
        {},
        element("bdi", {}, packed.title),
        " ",
        element("small", {}, element("bdi", {}, packed.source.name), arrow(packed), element("bdi", {}, packed.locale.name)),
      ),
      element("div", { class: "progress" }, this.bar, this.count),
      ...above,
    );
    this.page = element("div", { class: "page" }, ...packed.documents.map((each) => this.document(each)));
    this.hint = element("p", { class: "hint" }, words("Choose a passage, or press n."));
    this.pane = element("div", { class: "pane" }, this.hint);
    document.body.replaceChildren(header, element("main", { class: "split" }, this.page, this.pane));
    keepInSight();
    document.addEventListener("keydown", (event) => {
      if (this.key(event)) event.preventDefault();
    });
    addEventListener("beforeunload", (event) => {
      if (this.store.unsaved) event.preventDefault();
    });
    this.refresh();
  }

  help(guide, ...more) {
    const { words } = this;
    const keys = [
      ["n, p", "next and previous that waits"],
      ["j, k", "next and previous"],
      ["Enter", "translate"],
      ["Ctrl+Enter", "done, next"],
      ["Ctrl+Shift+Enter", "unsure, next"],
      ["Alt+1 … 9", "put a code in"],
      ["Alt+Q", "put in what was said"],
      ["Esc", "leave; nothing is lost"],
      ...more,
    ];
    return element(
      "details",
      {},
      element("summary", {}, words("How it works")),
      ...guide.map((text) => element("p", {}, text)),
      element("dl", {}, ...keys.flatMap(([key, what]) => [element("dt", {}, key), element("dd", {}, words(what))])),
    );
  }

  document(document_) {
    const { passages } = document_;
    const parts = [];
    for (let at = 0; at < passages.length; at += PART) {
      const places = passages.slice(at, at + PART).map((passage) => this.place(passage));
      parts.push(element("div", { class: "part" }, ...places));
    }
    return element("article", {}, ...parts);
  }

  place(passage) {
    const state = element("span", { class: "state" });
    const text = element("span", { class: "text" });
    const place = element(
      HEADINGS[passage.role] || "p",
      { class: "passage" },
      element("button", { type: "button", "aria-expanded": "false", onclick: () => this.toggle(passage) }, state, text),
    );
    this.places.set(passage.ref, { place, state, text, passage });
    return place;
  }

  show(passage) {
    const { place, state, text } = this.places.get(passage.ref);
    const { packed, store, words } = this;
    const how = store.state(passage);
    const { target } = store.of(passage);
    const side = target.trim() ? packed.locale : packed.source;
    place.dataset.state = how;
    const origin = originWords(store.origin(passage), words);
    state.replaceChildren(words(how), ...(origin.length ? [" · ", ...origin] : []));
    text.lang = side.tag;
    text.dir = side.dir;
    text.replaceChildren(...shown(target.trim() ? target : passage.source, passage.source));
  }

  refresh() {
    for (const passage of this.passages) this.show(passage);
    this.progress();
  }

  progress() {
    const done = this.passages.filter((each) => !this.store.waits(each)).length;
    this.bar.value = done;
    this.count.textContent = `${done} / ${this.passages.length}`;
  }

  toggle(passage) {
    if (this.editor && this.editor.passage === passage) this.close();
    else this.open(passage);
  }

  open(passage) {
    this.leave();
    this.current = this.passages.indexOf(passage);
    const { place } = this.places.get(passage.ref);
    this.editor = new Editor(passage, this.store, this.words, this.acts(passage));
    place.querySelector("button").setAttribute("aria-expanded", "true");
    this.pane.replaceChildren(this.editor.root);
    this.pane.scrollTop = 0;
    this.pane.classList.add("open");
    this.editor.fit();
    this.editor.focus();
    place.scrollIntoView({ block: "start", behavior: "instant" });
  }

  // What the editor of a passage can ask for.
  acts(passage) {
    return { done: (draft) => this.done(draft), close: () => this.close(), changed: () => this.changed(passage) };
  }

  changed(passage) {
    this.show(passage);
    this.progress();
  }

  leave() {
    if (!this.editor) return;
    const { passage, root } = this.editor;
    this.editor.keep();
    root.remove();
    this.pane.replaceChildren(this.hint);
    this.pane.classList.remove("open");
    this.editor = null;
    this.places.get(passage.ref).place.querySelector("button").setAttribute("aria-expanded", "false");
    this.changed(passage);
  }

  close() {
    const passage = this.editor && this.editor.passage;
    this.leave();
    if (passage) this.places.get(passage.ref).place.querySelector("button").focus();
  }

  done(draft) {
    this.editor.finish(draft);
    this.next(1, true);
  }

  next(step, waiting) {
    const count = this.passages.length;
    for (let ahead = 1; ahead <= count; ahead += 1) {
      const at = (this.current + step * ahead + count * 2) % count;
      if (!waiting || this.store.waits(this.passages[at])) return this.open(this.passages[at]);
    }
    return this.close();
  }

  // Does what a key asks for; says whether it did.
  key(event) {
    const typing = event.target.matches("textarea:not([readonly]), input");
    const letter = letterOf(event);
    const code = event.altKey && this.editor && /^Digit[1-9]$/.test(event.code) ? Number(event.code.slice(5)) : 0;
    const chips = code ? this.editor.root.querySelectorAll(".chip") : [];
    if (event.key === "Enter" && event.ctrlKey && this.editor) this.done(event.shiftKey);
    else if (event.key === "Escape" && this.editor) this.close();
    else if (code && chips[code - 1]) chips[code - 1].click();
    else if (event.altKey && event.code === "KeyQ" && this.editor) return this.editor.putSaid();
    else if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey && letter && "npjk".includes(letter)) {
      this.next("nj".includes(letter) ? 1 : -1, "np".includes(letter));
    } else return false;
    return true;
  }
}
