// The page as its readers will see it, in a frame without scripts. The passages' own buttons lie
// over it, where their texts stand; what one types stands in it at once.
import { element } from "./editor.js";
import { codesOf, piecesOf } from "./text.js";

const CODE = /^<(\/?)([^/>]+)(\/?)>$/;
const NAMES = new Set(["b", "cite", "code", "em", "i", "mark", "q", "s", "small", "strong", "sub", "sup", "u"]);
const BAR = 14;

// The first id of a passage's units, which its reference has.
export const idOf = (ref) => ref.split(".").slice(1, -2).join(".");

export class ReadersPage {
  constructor(article, { address, places }) {
    this.article = article;
    this.places = places;
    this.blocks = [];
    this.of = new Map();
    this.boxes = new Map();
    this.loaded = false;
    this.begun = false;
    this.root = element("div", { class: "readers" });
    this.frame = element("iframe", {
      src: address,
      sandbox: "allow-same-origin",
      title: article.words("Page as readers see it"),
      tabindex: "-1",
      inert: true,
      onload: () => {
        this.loaded = true;
        this.lay();
      },
    });
    this.root.append(this.frame);
    this.observer = new ResizeObserver(() => this.lay());
    this.observer.observe(this.root);
  }

  // Finds the passages in the page; those that are not in it stay in the list below.
  begin() {
    this.begun = true;
    const { body } = this.frame.contentDocument;
    const known = new Map(this.article.passages.map((each) => [idOf(each.ref), each]));
    const blocks = new Map();
    for (const { passage, block, shown } of this.places) {
      const found = known.get(passage);
      const place = found && this.elementOf(block);
      if (!place || this.of.has(found)) continue;
      if (!blocks.has(place)) blocks.set(place, new Block(place, this.article));
      blocks.get(place).add(found, shown);
      this.of.set(found, blocks.get(place));
    }
    this.blocks = [...blocks.values()];
    for (const each of this.blocks) each.begin(blocks);
    this.observer.observe(body);
    this.article.refresh();
  }

  elementOf(id) {
    const page = this.frame.contentDocument;
    const found = page.querySelector(`[data-toolkit-units~="${CSS.escape(id)}"]`) || page.getElementById(id);
    return found && found.getClientRects().length ? found : null;
  }

  show(passage) {
    const block = this.of.get(passage);
    if (!block) return;
    block.show();
    // What stands in a line grows and moves while the page stays as high as it was.
    this.due ||= requestAnimationFrame(() => {
      this.due = 0;
      this.lay();
    });
  }

  // Puts each passage's button where its text stands; sentences of one paragraph share its height.
  lay() {
    if (!this.loaded || this.root.hidden) return this.list();
    // A page that is not shown has no places.
    if (!this.begun) this.begin();
    const { body } = this.frame.contentDocument;
    const style = getComputedStyle(body);
    const box = body.getBoundingClientRect();
    this.frame.style.blockSize = `${Math.ceil(box.height + parseFloat(style.marginTop) + parseFloat(style.marginBottom))}px`;
    const rects = this.blocks.map((each) => each.place.getBoundingClientRect());
    this.blocks.forEach((blocks, at) => {
      const { left, top, width, height } = rects[at];
      const part = height / blocks.passages.length;
      blocks.passages.forEach((passage, number) => {
        const { place } = this.article.places.get(passage.ref);
        const box = [left - BAR, top + number * part, width + 2 * BAR, part].map(Math.round).join();
        if (this.boxes.get(place) === box) return; // thousands of them stay where they are
        this.boxes.set(place, box);
        const [x, y, inline, block] = box.split(",");
        if (!place.classList.contains("onpage")) {
          place.dir = this.article.packed.locale.dir;
          place.classList.add("onpage");
        }
        place.style.cssText = `left: ${x}px; top: ${y}px; width: ${inline}px; height: ${block}px`;
      });
    });
  }

  // Lets the passages stand one below another again.
  list() {
    this.boxes.clear();
    for (const passage of this.of.keys()) {
      const { place } = this.article.places.get(passage.ref);
      place.classList.remove("onpage");
      place.removeAttribute("dir");
      place.style.cssText = "";
    }
  }
}

// An element of the page, and the passages that it shows.
class Block {
  constructor(place, article) {
    this.place = place;
    this.article = article;
    this.passages = [];
    this.texts = [];
  }

  add(passage, shown) {
    const { target } = this.article.store.of(passage);
    this.passages.push(passage);
    this.texts.push(shown && target.trim() ? target : passage.source);
  }

  // Remembers what the page has here: blocks inside this one stay as they are.
  begin(blocks) {
    const inner = [...blocks.keys()].filter((each) => each !== this.place && this.place.contains(each));
    const children = [...this.place.childNodes];
    this.kept = children.filter((child) => inner.some((each) => child.contains(each)));
    this.own = children.filter((child) => !this.kept.includes(child));
    this.attributes = ["lang", "dir", "class"].map((name) => [name, this.place.getAttribute(name)]);
    this.codes = this.codesHere();
  }

  // The page's own elements for the codes of a text, where they can be told apart.
  codesHere() {
    const [passage] = this.passages;
    const codes = piecesOf(this.texts[0], passage.source).filter((piece) => piece.code && !piece.text.startsWith("</"));
    const elements = this.own
      .filter((node) => node.nodeType === Node.ELEMENT_NODE)
      .flatMap((node) => [node, ...node.querySelectorAll("*")])
      .filter((each) => !["bdi", "wbr"].includes(each.localName) && !each.classList.contains("anchor"));
    if (this.passages.length > 1 || codes.length !== elements.length) return new Map();
    return new Map(codes.map((code, at) => [code.text, elements[at]]));
  }

  show() {
    const { store, packed } = this.article;
    const now = this.passages.map((each) => store.of(each).target.trim() ? store.of(each).target : each.source);
    if (now.every((text, at) => text === this.texts[at])) {
      this.place.replaceChildren(...this.own, ...this.kept);
      for (const [name, value] of this.attributes) {
        if (value === null) this.place.removeAttribute(name);
        else this.place.setAttribute(name, value);
      }
      return;
    }
    const translated = this.passages.some((each) => store.of(each).target.trim());
    const side = translated ? packed.locale : packed.source;
    this.place.setAttribute("lang", side.tag); // not all of them are HTML: a drawing has texts too
    this.place.setAttribute("dir", side.dir);
    this.place.classList.remove("untranslated");
    const nodes = now.flatMap((text, at) => [at ? " " : "", ...this.nodesOf(text, this.passages[at].source)]);
    this.place.replaceChildren(...nodes, ...this.kept);
  }

  // A text as it will stand in the page, with its codes as what they are.
  nodesOf(text, source) {
    const page = this.place.ownerDocument;
    const pairs = new Set(codesOf(source).filter((code) => code.kind === "open").map((code) => code.text));
    const top = page.createElement("span");
    const open = [{ tag: "", into: top }];
    for (const piece of piecesOf(text, source)) {
      const { into } = open[open.length - 1];
      const [, closing, tag, empty] = (piece.code && CODE.exec(piece.text)) || [];
      if (!piece.code) into.append(piece.text);
      else if (closing) open.length -= open.length > 1 && open[open.length - 1].tag === tag ? 1 : 0;
      else {
        const made = this.made(page, piece.text, tag, Boolean(empty));
        into.append(made);
        if (!empty && pairs.has(piece.text)) open.push({ tag, into: made });
      }
    }
    return [...top.childNodes];
  }

  made(page, text, tag, whole) {
    const own = this.codes.get(text);
    if (own) return own.cloneNode(whole);
    const made = page.createElement(NAMES.has(tag) ? tag : "span");
    if (whole) made.append(tag === "br" ? page.createElement("br") : text);
    return made;
  }
}
