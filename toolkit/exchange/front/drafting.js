// Drafting: what is empty is drafted by a machine, a few passages at a time, while one works on.
import { element, told } from "./editor.js";

const FAILURES = 3;

export class Drafting {
  constructor(store, words, onchange) {
    const { machine } = store.packed;
    this.store = store;
    this.words = words;
    this.onchange = onchange;
    this.machine = machine;
    this.running = false;
    this.stopping = false;
    this.said = element("p", { role: "status" });
    this.stopper = element("button", { type: "button", hidden: true, onclick: () => this.stop() }, words("Stop"));
    this.refused = element("ul", { class: "problems", "aria-label": words("Without a draft") });
    const warning = this.warning && element("p", {}, this.warning, " ");
    this.root = element("div", { class: "drafting" }, warning || null, this.said, this.stopper, this.refused);
  }

  // What the button says to whom it matters where the texts go.
  get warning() {
    return this.machine.remote ? this.words("The texts are sent to another computer.") : "";
  }

  // Asks for no more; what was asked is waited for.
  stop() {
    this.stopping = true;
    this.stopper.disabled = true;
  }

  // Asks for drafts of passages; where the machine fails again and again, no more is asked.
  async run(passages) {
    if (this.running) return [];
    this.begin();
    const wanted = [...passages];
    const refused = [];
    let made = 0;
    for (let at = 0, failures = 0; at < wanted.length && !this.stopping && failures < FAILURES; at += this.machine.at_once) {
      this.say("The machine is drafting:", made, wanted.length);
      // Somebody may have written meanwhile.
      const some = wanted.slice(at, at + this.machine.at_once).filter((each) => this.store.draftable(each));
      if (!some.length) continue;
      const answer = await this.asked(some);
      made += answer.drafted;
      failures = answer.drafted || !answer.failed ? 0 : failures + 1;
      refused.push(...answer.refused);
      this.tell(refused);
      this.onchange(answer.changed);
    }
    this.running = false;
    this.stopper.hidden = true;
    this.say("Drafts by a machine:", made, wanted.length);
    return refused;
  }

  async asked(passages) {
    try {
      const answer = await this.store.draft(passages);
      return { ...answer, failed: answer.refused.some((each) => each.level === "error") };
    } catch (error) {
      const refused = [{ level: "error", message: error.message, hint: "" }];
      return { drafted: 0, failed: true, refused, changed: [] };
    }
  }

  begin() {
    this.running = true;
    this.stopping = false;
    this.stopper.hidden = false;
    this.stopper.disabled = false;
    this.refused.replaceChildren();
  }

  say(word, made, of) {
    this.said.replaceChildren(`${this.words(word)} ${made} / ${of}`);
  }

  tell(findings) {
    this.refused.replaceChildren(...findings.map(told));
  }
}
