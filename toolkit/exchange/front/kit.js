// The kit: an article in one file, translated passage by passage.
import { Article } from "./article.js";
import { element } from "./editor.js";
import { open, seal } from "./secret.js";
import { Store } from "./store.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

class Kit extends Article {
  constructor(packed, work, pristine, passphrase) {
    super(packed, new Store(packed, work, packed.name));
    this.pristine = pristine;
    this.passphrase = passphrase;
  }

  start() {
    const actions = element(
      "div",
      { class: "actions" },
      this.button("Next that waits", () => this.next(1, true), "n"),
      this.button("Save", () => this.saveWork(), "Ctrl+S"),
      this.button("Save with the work inside", () => this.savePage()),
      this.button("Forget", () => this.forget()),
    );
    this.begin(actions, this.help(this.packed.guide));
  }

  key(event) {
    if (event.key !== "s" || !event.ctrlKey) return super.key(event);
    this.saveWork();
    return true;
  }

  // The work as it leaves the browser: under the passphrase, where the kit has one.
  async packedWork() {
    if (this.editor) this.editor.keep();
    const data = this.store.data();
    return this.passphrase ? seal(data, this.passphrase, this.packed.iterations) : data;
  }

  async saveWork() {
    const data = await this.packedWork();
    this.download(`${this.store.name}.kit.json`, JSON.stringify(data, null, 1), "application/json");
  }

  async savePage() {
    const data = await this.packedWork();
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
    this.leave();
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
