// The kit: an article in one file, translated passage by passage.
import { Editor, element, shown } from "./editor.js";
import { open, seal } from "./secret.js";
import { Store } from "./store.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const HEADINGS = { headline: "h2", title: "h2", heading: "h3", standfirst: "p" };

class Kit {
  constructor(packed, work, pristine, passphrase) {
    this.packed = packed;
    this.pristine = pristine;
    this.passphrase = passphrase;
    this.words = (message) => packed.words[message] || message;
    this.store = new Store(packed, work, packed.name);
    this.passages = packed.documents.flatMap((each) => each.passages);
    this.places = new Map();
    this.editor = null;
    this.current = -1;
  }

  start() {
    const { packed, words } = this;
    document.title = `${packed.title} · ${packed.locale.name}`;
    document.documentElement.lang = packed.interface.tag;
    document.documentElement.dir = packed.interface.dir;
    this.bar = element("progress", { max: String(this.passages.length), "aria-label": words("Done") });
    this.count = element("span", { class: "count", "aria-live": "polite" });
    const button = (label, act, title) => element("button", { type: "button", onclick: act, title }, words(label));
    const header = element(
      "header",
      {},
      element("h1", {}, packed.title, " ", element("small", {}, `${packed.source.name} → ${packed.locale.name}`)),
      element("div", { class: "progress" }, this.bar, this.count),
      element(
        "div",
        { class: "actions" },
        button("Next that waits", () => this.next(1, true), "n"),
        button("Save", () => this.saveWork(), "Ctrl+S"),
        button("Save with the work inside", () => this.savePage()),
        button("Forget", () => this.forget()),
      ),
      this.help(),
    );
    const main = element("main", {}, ...packed.documents.map((each) => this.document(each)));
    document.body.replaceChildren(header, main);
    document.addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeunload", (event) => {
      if (this.store.unsaved) event.preventDefault();
    });
    this.refresh();
  }

  help() {
    const { words } = this;
    const keys = [
      ["n, p", "next and previous that waits"],
      ["j, k", "next and previous"],
      ["Enter", "translate"],
      ["Ctrl+Enter", "done, next"],
      ["Ctrl+Shift+Enter", "unsure, next"],
      ["Alt+1 … 9", "put a code in"],
      ["Esc", "leave; nothing is lost"],
    ];
    return element(
      "details",
      {},
      element("summary", {}, words("How it works")),
      ...this.packed.guide.map((text) => element("p", {}, text)),
      element("dl", {}, ...keys.flatMap(([key, what]) => [element("dt", {}, key), element("dd", {}, words(what))])),
    );
  }

  document(document_) {
    return element(
      "article",
      {},
      ...document_.passages.map((passage) => {
        const state = element("span", { class: "state" });
        const text = element("span", { class: "text" });
        const name = HEADINGS[passage.role] || "p";
        const place = element(
          name,
          { class: `passage role-${passage.role.replace(/[^a-z]/g, "-")}` },
          element("button", { type: "button", "aria-expanded": "false", onclick: () => this.toggle(passage) }, state, text),
        );
        this.places.set(passage.ref, { place, state, text, passage });
        return place;
      }),
    );
  }

  show(passage) {
    const { place, state, text } = this.places.get(passage.ref);
    const { packed, store, words } = this;
    const how = store.state(passage);
    const { target } = store.of(passage);
    const side = target.trim() ? packed.locale : packed.source;
    place.dataset.state = how;
    state.textContent = words(how);
    text.lang = side.tag;
    text.dir = side.dir;
    text.replaceChildren(...shown(target.trim() ? target : passage.source, passage.source));
  }

  refresh() {
    for (const passage of this.passages) this.show(passage);
    this.progress();
  }

  progress() {
    const done = this.passages.filter((each) => this.store.state(each) === "translated").length;
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
    const act = { done: (draft) => this.done(draft), close: () => this.close(), changed: () => this.changed(passage) };
    this.editor = new Editor(passage, this.store, this.words, act);
    place.querySelector("button").setAttribute("aria-expanded", "true");
    place.after(this.editor.root);
    this.editor.fit();
    this.editor.field.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
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
      if (!waiting || this.store.state(this.passages[at]) !== "translated") return this.open(this.passages[at]);
    }
    return this.close();
  }

  key(event) {
    const typing = event.target.matches("textarea, input");
    const code = event.altKey && this.editor && /^Digit[1-9]$/.test(event.code) ? Number(event.code.slice(5)) : 0;
    const chips = code ? this.editor.root.querySelectorAll(".chip") : [];
    if (event.key === "Enter" && event.ctrlKey && this.editor) this.done(event.shiftKey);
    else if (event.key === "Escape" && this.editor) this.close();
    else if (event.key === "s" && event.ctrlKey) this.saveWork();
    else if (code && chips[code - 1]) chips[code - 1].click();
    else if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey && "npjk".includes(event.key)) {
      this.next("nj".includes(event.key) ? 1 : -1, "np".includes(event.key));
    } else return;
    event.preventDefault();
  }

  async saveWork() {
    if (this.editor) this.editor.keep();
    const data = this.passphrase
      ? await seal(this.store.data(), this.passphrase, this.packed.iterations)
      : this.store.data();
    this.download(`${this.store.name}.kit.json`, JSON.stringify(data, null, 1), "application/json");
  }

  async savePage() {
    if (this.editor) this.editor.keep();
    const data = this.passphrase
      ? await seal(this.store.data(), this.passphrase, this.packed.iterations)
      : this.store.data();
    const text = JSON.stringify(data).replaceAll("<", "\\u003c");
    const page = this.pristine.replace(
      /(<script type="application\/json" id="work">)[^<]*(<\/script>)/,
      (_all, before, after) => before + text + after,
    );
    this.download(`${this.store.name}.html`, page, "text/html");
  }

  download(name, text, type) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = element("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    this.store.unsaved = false;
  }

  forget() {
    if (!confirm(this.words("Delete all work that this browser has kept?"))) return;
    if (this.editor) this.editor.root.remove();
    this.editor = null;
    this.store.forget();
    this.refresh();
  }
}

async function unlocked(sealed, work, pristine) {
  const words = read("words");
  const say = (message) => words[message] || message;
  const field = element("input", { type: "password", id: "passphrase", autocomplete: "off" });
  const told = element("p", { role: "alert" });
  const form = element(
    "form",
    {},
    element("label", { for: "passphrase" }, say("Passphrase")),
    field,
    element("button", {}, say("Open")),
    told,
  );
  document.body.replaceChildren(element("main", { class: "locked" }, form));
  field.focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const packed = await open(sealed, field.value);
      const done = work.sealed ? await open(work, field.value) : work;
      new Kit(packed, done.rows, pristine, field.value).start();
    } catch {
      told.textContent = say("This is not the passphrase.");
    }
  });
}

const pristine = `<!doctype html>\n${document.documentElement.outerHTML}`;
const packed = read("package");
const work = read("work");
if (packed.sealed) unlocked(packed, work, pristine);
else new Kit(packed, work.rows, pristine, "").start();
