// The desk: an article translated and reviewed in the newsroom's own catalogs.
import { Article, letterOf } from "./article.js";
import { Drafting } from "./drafting.js";
import { element } from "./editor.js";
import { ReadersPage } from "./readers_page.js";
import { HttpStore, ask } from "./store_http.js";

const query = new URLSearchParams(location.search);
const where = { document: query.get("document") || "", locale: query.get("locale") || "" };
// What of the board was shown: it is there again when somebody comes back.
const board = query.get("board") || "";
const VIEW = "toolkit-desk-view";
const reviewing = query.has("review");

// Which view somebody has chosen; a browser that keeps nothing shows the page.
function remembersList() {
  try {
    return localStorage.getItem(VIEW) === "list";
  } catch {
    return false;
  }
}

function remember(view) {
  try {
    localStorage.setItem(VIEW, view);
  } catch {
    // It is the page again next time.
  }
}

class Desk extends Article {
  start() {
    const { words, store } = this;
    this.status = element("p", { class: "status", role: "status" });
    const other = new URLSearchParams({ ...where, ...(board && { board }), ...(!reviewing && { review: "1" }) });
    const actions = element(
      "nav",
      { class: "actions" },
      this.button("Next that waits", () => this.next(1, true), "n"),
      element("a", { href: `/article?${other}` }, words(reviewing ? "Translate" : "Review")),
      element("a", { href: `/?${new URLSearchParams(board)}` }, words("all articles")),
    );
    const keys = reviewing ? [["a", "approve"], ["r", "send back"]] : [];
    this.drafting = this.packed.machine && !reviewing ? new Drafting(store, words, (changed) => this.others(changed, [])) : null;
    if (this.drafting) {
      actions.insertBefore(this.draftAll(), actions.children[1]);
      keys.push(["Alt+M", "draft by machine"]);
    }
    this.begin(actions, this.status, this.drafting && this.drafting.root, this.help(this.packed.guide.slice(1, 2), ...keys));
    store.onstatus = (message, wrong) => this.say(message, wrong);
    store.onchange = (passages, said) => this.others(passages, said);
    store.watch();
    this.showPage();
  }

  // Shows the page as its readers will see it, where the article has one; the list stays at hand.
  async showPage() {
    const { words } = this;
    let made = { address: "" };
    try {
      made = await ask("page", where);
    } catch (error) {
      this.say(error.message, true);
    }
    if (!made.address) return;
    this.readers = new ReadersPage(this, made);
    this.rest = element("p", { class: "rest" }, words("Not on the page:"));
    this.page.prepend(this.readers.root, this.rest);
    const view = (name, isPage) => element("button", { type: "button", "aria-pressed": "false", onclick: () => this.view(isPage) }, words(name));
    this.views = [view("Page", true), view("List", false)];
    document.querySelector("nav").append(element("div", { class: "views", role: "group" }, ...this.views));
    this.view(!remembersList());
  }

  view(isPage) {
    remember(isPage ? "page" : "list");
    this.readers.root.hidden = !isPage;
    this.views.forEach((each, at) => each.setAttribute("aria-pressed", String(isPage === (at === 0))));
    this.readers.lay();
    this.tellRest();
  }

  // What is not on the page stands below it, with words that say so.
  tellRest() {
    const isPage = !this.readers.root.hidden;
    this.rest.hidden = !isPage || this.readers.of.size === this.passages.length;
  }

  refresh() {
    super.refresh();
    if (this.readers) this.tellRest();
  }

  show(passage) {
    super.show(passage);
    if (this.readers) this.readers.show(passage);
  }

  // The button that asks a machine for all that is empty.
  draftAll() {
    const { drafting } = this;
    const ask = () => drafting.run(this.passages.filter((each) => this.store.draftable(each)));
    this.all = this.button("Draft all that is empty by machine", ask, drafting.warning || undefined);
    return this.all;
  }

  progress() {
    super.progress();
    if (this.all) this.all.hidden = !this.passages.some((each) => this.store.draftable(each));
  }

  async draft(passage) {
    const refused = await this.drafting.run([passage]);
    if (this.editor && this.editor.passage === passage) this.editor.refuse(refused);
  }

  say(message, wrong) {
    this.status.classList.toggle("wrong", wrong);
    this.status.replaceChildren(
      this.words(wrong ? "Not saved:" : "Saved"),
      " ",
      message ? element("span", { lang: "en", dir: "ltr" }, message) : "",
    );
  }

  // Shows what the catalog has now; the text that one is writing stays. A space at its end is saved
  // without it, and would be gone before the next word.
  others(passages, said) {
    for (const passage of passages) {
      this.changed(passage);
      const { editor } = this;
      if (!editor || editor.passage !== passage) continue;
      if (said.length) editor.refuse(said);
      const { target } = this.store.of(passage);
      if (this.store.work.has(passage) || editor.field.value.trim() === target.trim()) continue;
      editor.fill(target);
      if (!this.store.origin(passage)) this.status.replaceChildren(this.words("Somebody else has changed this passage."));
    }
  }

  acts(passage) {
    if (this.drafting) return { ...super.acts(passage), draft: { ask: () => this.draft(passage), title: this.drafting.warning } };
    if (!reviewing) return super.acts(passage);
    const review = {
      approve: () => this.judge("sign", passage, { reviewed: this.packed.goal === "reviewed" }),
      giveBack: (words) => this.judge("return", passage, { words }),
    };
    return { ...super.acts(passage), review };
  }

  async judge(action, passage, told) {
    try {
      await this.store.act(action, passage, told);
      this.changed(passage);
      this.say("", false);
      this.next(1, true);
    } catch (error) {
      if (this.editor) this.editor.refuse([{ level: "error", message: error.message }]);
    }
  }

  key(event) {
    const typing = event.target.matches("textarea:not([readonly]), input");
    if (reviewing && this.editor && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (letterOf(event) === "a") return this.judged("approve");
      if (letterOf(event) === "r") return this.judged("giveBack");
    }
    if (event.altKey && !event.ctrlKey && event.code === "KeyM" && this.drafting && this.editor) {
      if (this.store.draftable(this.editor.passage)) this.draft(this.editor.passage);
      return true;
    }
    if (reviewing && event.key === "Enter" && this.editor && event.target === this.editor.comment) {
      return !event.isComposing && this.judged("giveBack");
    }
    if (reviewing && event.key === "Enter" && event.ctrlKey) return false;
    return super.key(event);
  }

  // Words are asked for where none are written yet.
  judged(how) {
    const { act, comment } = this.editor;
    if (how === "giveBack" && !comment.value.trim()) comment.focus();
    else act.review[how](comment.value);
    return true;
  }
}

try {
  const packed = await ask("load", where);
  new Desk(packed, new HttpStore(packed, where, reviewing)).start();
} catch (error) {
  document.querySelector("main").replaceChildren(element("p", { role: "alert", lang: "en", dir: "ltr" }, error.message));
}
