// The editor of one passage: the text, what is known of it, the field, and what is wrong.
import { problemsOf } from "./checks.js";
import { difference, insert, insertable, piecesOf } from "./text.js";

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// What leads from a source to its translation, the way the page is read.
export function arrow(packed) {
  return packed.interface.dir === "rtl" ? " ← " : " → ";
}

// A text with its codes set apart, each in an order of its own.
export function shown(text, source) {
  return piecesOf(text, source).map((piece) =>
    piece.code ? element("bdi", { class: "code", dir: "ltr" }, piece.text) : piece.text,
  );
}

// What is another in a source than in an older or a similar one: deleted and inserted words.
function compared(before, passage) {
  return difference(before, passage.source).map((part) =>
    part.kind === "kept" ? part.text : element(part.kind === "deleted" ? "del" : "ins", {}, part.text),
  );
}

function changes(passage, { source }) {
  if (!passage.previous) return null;
  return element("p", { class: "previous", lang: source.tag, dir: source.dir }, ...compared(passage.previous, passage));
}

function list(label, items, one) {
  if (!items.length) return null;
  return element("div", { class: "known" }, element("h3", {}, label), element("ul", {}, ...items.map(one)));
}

// What another program says is wrong.
export function told(finding) {
  const { level, message, hint } = finding;
  return element("li", { class: level, lang: "en", dir: "ltr" }, hint ? `${message}; ${hint}` : message);
}

// Where a translation comes from, in words, if it is from no person.
export function originWords(origin, words) {
  const [kind, name] = origin.split(":");
  if (kind === "machine") return [`${words("Drafted by a machine:")} `, element("bdi", {}, name)];
  return kind === "memory" ? [words("Taken from earlier translations")] : [];
}

export class Editor {
  constructor(passage, store, words, act) {
    this.passage = passage;
    this.store = store;
    this.words = words;
    this.act = act;
    const { locale } = store.packed;
    const now = store.of(passage);
    this.field = element("textarea", {
      lang: locale.tag,
      dir: locale.dir,
      rows: "3",
      spellcheck: "true",
      "aria-label": `${words("Translation")}: ${locale.name}`,
      "aria-describedby": "origin",
      oninput: () => this.typed(),
    });
    this.field.value = now.target;
    this.field.readOnly = Boolean(act.review);
    this.comment = element("input", { type: "text", "aria-label": words("Remark for the desk"), oninput: () => this.keep() });
    this.comment.value = now.comment;
    this.origin = element("p", { class: "origin", id: "origin" });
    this.problems = element("ul", { class: "problems", "aria-live": "polite" });
    this.told = element("ul", { class: "problems", "aria-live": "polite" });
    this.refused = element("ul", { class: "problems", "aria-live": "polite" });
    this.before = element("div");
    this.root = this.made();
    this.look();
    this.nearest(passage.nearest);
    if (store.suggest) store.suggest(passage, (found) => this.nearest(found), (findings) => this.refuse(findings));
  }

  made() {
    const { passage, words, act } = this;
    const { source } = this.store.packed;
    return element(
      "section",
      { class: "editor", "aria-label": words("Passage") },
      element("p", { class: "source", lang: source.tag, dir: source.dir }, ...shown(passage.source, passage.source)),
      changes(passage, this.store.packed),
      this.quotations(),
      act.review ? null : this.chips(),
      this.origin,
      this.field,
      this.problems,
      this.told,
      this.refused,
      list(words("Notes"), [...passage.legend, ...passage.notes], (note) => element("li", { lang: "en", dir: "ltr" }, note)),
      this.terms(),
      this.before,
      element("label", { class: "remark" }, `${words(act.review ? "What is wrong?" : "Remark for the desk")} `, this.comment),
      this.buttons(),
    );
  }

  chips() {
    const codes = insertable(this.passage.source);
    if (!codes.length) return null;
    const chip = (code, at) =>
      element(
        "button",
        { type: "button", class: "chip", title: at < 9 ? `Alt+${at + 1}` : undefined, onclick: () => this.put(code) },
        element("bdi", { dir: "ltr" }, code.text),
      );
    return element("div", { class: "chips", role: "group", "aria-label": this.words("Codes") }, ...codes.map(chip));
  }

  put(code) {
    insert(this.field, code.text, code.kind === "open" ? `</${code.tag}>` : "");
  }

  terms() {
    const { locale } = this.store.packed;
    return list(this.words("Terms"), this.passage.terms, (term) =>
      element(
        "li",
        {},
        element("bdi", {}, term.source),
        arrow(this.store.packed),
        element(
          "button",
          { type: "button", class: "take", lang: locale.tag, dir: locale.dir, onclick: () => insert(this.field, term.target) },
          term.target,
        ),
      ),
    );
  }

  // What people said, as they said it; where it must stand here, a button puts it in.
  quotations() {
    const { locale, source } = this.store.packed;
    const [opening, closing] = locale.quotes;
    const original = ({ own, language, original: text }) => {
      const put = () => insert(this.field, `${opening}${text}${closing}`);
      const attributes = { lang: language.tag, dir: language.dir };
      return own && !this.act.review
        ? element("button", { ...attributes, type: "button", class: "take said", title: "Alt+Q", onclick: put }, text)
        : element("p", attributes, text);
    };
    return list(this.words("Quotations"), this.passage.quotations, (said) =>
      element(
        "li",
        {},
        element("q", { lang: source.tag, dir: source.dir }, said.words),
        ` · ${this.words(said.status)} · `,
        element("bdi", {}, said.language.name),
        said.original ? element("div", {}, original(said)) : "",
        said.about ? element("p", {}, element("bdi", {}, said.about)) : "",
      ),
    );
  }

  // Puts in the first of them that does not stand here yet; says whether there is one.
  putSaid() {
    const all = [...this.root.querySelectorAll(".said")];
    const missing = all.find((each) => !this.field.value.includes(each.textContent));
    if (missing) missing.click();
    return all.length > 0;
  }

  // Shows what was translated before: known from the start, or found out meanwhile.
  nearest(found) {
    const { packed } = this.store;
    const known = list(this.words("Translated before"), found, (entry) =>
      element(
        "li",
        {},
        `${entry.percent} % `,
        element("span", { lang: packed.source.tag, dir: packed.source.dir }, ...compared(entry.source, this.passage)),
        element(
          "button",
          { type: "button", class: "take", lang: packed.locale.tag, dir: packed.locale.dir, onclick: () => this.replace(entry.target) },
          entry.target,
        ),
      ),
    );
    this.before.replaceChildren(known || "");
  }

  replace(text) {
    this.field.focus();
    this.field.select();
    insert(this.field, text);
  }

  buttons() {
    const { words, act } = this;
    const button = (label, keys, act_, name = "") =>
      element("button", { type: "button", class: name || undefined, title: keys, onclick: act_ }, label);
    if (act.review) {
      return element(
        "div",
        { class: "actions" },
        button(words("Approve, next"), "a", () => act.review.approve(), "primary"),
        button(words("Send back"), "r", () => act.review.giveBack(this.comment.value)),
        button(words("Close"), "Esc", () => act.close()),
      );
    }
    return element(
      "div",
      { class: "actions" },
      button(words("Done, next"), "Ctrl+Enter", () => act.done(false), "primary"),
      button(words("Unsure, next"), "Ctrl+Shift+Enter", () => act.done(true)),
      this.drafter(),
      button(words("Close"), "Esc", () => act.close()),
    );
  }

  // The button that asks a machine; it is there while nobody has written a word.
  drafter() {
    const { words, act } = this;
    if (!act.draft) return null;
    const keys = { title: act.draft.title || "Alt+M", "aria-keyshortcuts": "Alt+M", hidden: true };
    this.machine = element("button", { type: "button", class: "machine", onclick: () => act.draft.ask(), ...keys }, words("Draft by machine"));
    return this.machine;
  }

  // Takes over what the catalog has now, where nobody has written here.
  fill(target) {
    this.field.value = target;
    this.fit();
    this.look();
  }

  typed() {
    this.refuse([]);
    this.fit();
    this.keep();
    this.look();
  }

  focus() {
    const first = this.act.review ? this.root.querySelector(".primary") : this.field;
    first.focus({ preventScroll: true });
  }

  // What is typed is kept at once; it counts as unfinished until its translator says it is done.
  keep() {
    if (this.act.review) return;
    const now = this.store.of(this.passage);
    if (this.field.value === now.target && this.comment.value === now.comment) return;
    const draft = this.field.value === now.target ? now.draft : true;
    this.store.save(this.passage, this.field.value, draft, this.comment.value);
    this.act.changed();
  }

  finish(draft) {
    if (this.field.value.trim() || this.store.of(this.passage).target) {
      this.store.save(this.passage, this.field.value, draft, this.comment.value, true);
    }
  }

  // Shows what the server's checks find in the text as it is now.
  tell(findings) {
    this.told.replaceChildren(...findings.map(told));
  }

  // Shows why something was not done, or was done otherwise, until one writes.
  refuse(findings) {
    this.refused.replaceChildren(...findings.map(told));
  }

  look() {
    const { store, passage } = this;
    this.origin.replaceChildren(...originWords(store.origin(passage), this.words));
    if (this.machine) this.machine.hidden = !store.draftable(passage);
    const found = problemsOf(this.passage, this.field.value, this.store.packed.locale);
    this.problems.replaceChildren(
      ...found.map((each) =>
        element("li", { class: each.level }, `${this.words(each.word)} `, each.about ? element("bdi", { dir: "ltr" }, each.about) : ""),
      ),
    );
    if (this.store.check) this.store.check(this.passage, this.field.value, (findings) => this.tell(findings));
  }

  fit() {
    this.field.style.blockSize = "auto";
    this.field.style.blockSize = `${this.field.scrollHeight + 4}px`;
  }
}
