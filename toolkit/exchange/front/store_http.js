// The desk's store: the newsroom's own catalogs, asked for and saved over HTTP.

const PAUSE = 700;
const POLL = 2000;
const AGAIN = 3000;

// Asks the desk for something; what it cannot do is an error with its words.
export async function ask(action, told) {
  const answer = await fetch(`/api/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Toolkit-Desk": "1" },
    body: JSON.stringify(told),
  });
  const made = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Error((made.problems || [`${answer.status} ${answer.statusText}`]).join("\n"));
  return made;
}

// The part of a reference that stays when the translation changes.
const keyOf = (ref) => ref.slice(0, ref.lastIndexOf("."));

export class HttpStore {
  constructor(packed, where, reviewing) {
    this.packed = packed;
    this.where = where;
    this.reviewing = reviewing;
    this.since = packed.since;
    this.known = new Map();
    this.passages = new Map();
    this.work = new Map();
    this.timers = new Map();
    const rows = new Map(packed.known.map((row) => [row.ref, row]));
    this.queue = Promise.resolve();
    this.onchange = () => {};
    this.onstatus = () => {};
    for (const passage of packed.documents.flatMap((each) => each.passages)) {
      this.passages.set(keyOf(passage.ref), passage);
      const { ref, target, state } = passage;
      // A plural's forms are passages of their own here, and one entry of the catalog.
      const form = { ref, target, draft: state === "draft", stage: state, origin: "", form: true };
      this.known.set(passage, rows.get(ref) || form);
    }
  }

  get unsaved() {
    return this.work.size > 0;
  }

  of(passage) {
    const row = this.work.get(passage) || this.known.get(passage);
    return { target: row.target, draft: row.draft, comment: row.comment || "" };
  }

  state(passage) {
    const { target, draft } = this.of(passage);
    if (!target.trim()) return "untranslated";
    if (draft) return "draft";
    return this.work.has(passage) ? "translated" : this.known.get(passage).stage;
  }

  // Where a translation comes from, if no person has written or changed it.
  origin(passage) {
    const known = this.known.get(passage);
    return this.of(passage).target === known.target ? known.origin : "";
  }

  // Whether a machine can be asked: nobody has written a word.
  draftable(passage) {
    const { target, form } = this.known.get(passage);
    return Boolean(this.packed.machine) && !this.reviewing && !target && !form && !this.of(passage).target.trim();
  }

  // Asks for drafts; says how many there are, why others are none, and which passages changed.
  async draft(passages) {
    const refs = passages.map((each) => this.known.get(each).ref);
    const made = await ask("draft", { ...this.where, since: this.since, refs });
    return { ...made, changed: this.take(made) };
  }

  waits(passage) {
    const state = this.state(passage);
    if (!this.reviewing) return state === "untranslated" || state === "draft";
    return state === "translated" || (state === "reviewed" && this.packed.goal === "approved");
  }

  // What is typed is sent after a pause, what is done at once. The reference is that of the text
  // one began with: so the desk sees when somebody else has changed it meanwhile.
  save(passage, target, draft, comment, now = false) {
    const before = this.work.get(passage);
    const ref = before ? before.ref : this.known.get(passage).ref;
    this.work.set(passage, { ref, target, draft, comment, done: now || Boolean(before && before.done) });
    clearTimeout(this.timers.get(passage));
    this.timers.set(passage, setTimeout(() => this.push(passage), now ? 0 : PAUSE));
  }

  push(passage) {
    clearTimeout(this.timers.get(passage));
    this.queue = this.queue.then(() => this.send(passage));
  }

  async send(passage) {
    const row = this.work.get(passage);
    if (!row) return;
    const { ref, target, draft } = row;
    // A remark is added to what others have noted: only a whole one is sent.
    const comment = row.done ? row.comment : "";
    try {
      const { where, since } = this;
      const made = await ask("save", { ...where, since, ref, source: passage.source, target, draft, comment });
      const newer = this.work.get(passage);
      if (newer === row) this.work.delete(passage);
      const others = this.take(made, passage);
      if (newer !== row && newer) newer.ref = this.known.get(passage).ref;
      this.onstatus(made.said.map((each) => each.message).join("\n"), false);
      this.onchange([passage], made.said);
      this.onchange(others, []);
    } catch (error) {
      this.onstatus(error.message, true);
      this.timers.set(passage, setTimeout(() => this.push(passage), AGAIN));
    }
  }

  // Takes over how the catalog is now; says which passages others have changed.
  take(made, own = null) {
    this.since = made.since;
    const changed = [];
    for (const row of made.passages) {
      const passage = this.passages.get(keyOf(row.ref));
      const known = passage && this.known.get(passage);
      if (!known || (known.ref === row.ref && known.stage === row.stage)) continue;
      this.known.set(passage, row);
      if (passage !== own) changed.push(passage);
    }
    return changed;
  }

  // Shows what is found in the text that was asked about last: an answer may come after a later one.
  check(passage, target, show) {
    clearTimeout(this.checking);
    const ref = this.known.get(passage).ref;
    const mine = setTimeout(async () => {
      try {
        const { findings } = await ask("check", { ...this.where, ref, target });
        if (this.checking === mine) show(findings);
      } catch (error) {
        this.onstatus(error.message, true);
      }
    }, PAUSE / 2);
    this.checking = mine;
  }

  async act(action, passage, told) {
    const { ref, target } = this.known.get(passage);
    const { where, since } = this;
    this.onchange(this.take(await ask(action, { ...where, since, ref, target, ...told }), passage), []);
  }

  // Shows what was translated before, of a passage that waits for its translator.
  async suggest(passage, show, tell) {
    const { ref, target, draft } = this.known.get(passage);
    if (target.trim() && !draft) return;
    try {
      show((await ask("suggest", { ...this.where, ref })).nearest);
    } catch (error) {
      tell([{ level: "warning", message: error.message }]);
    }
  }

  // Asks again and again what others have changed.
  watch() {
    setTimeout(async () => {
      try {
        const since = this.since;
        const made = await ask("changes", { ...this.where, since });
        // A save that was answered meanwhile knows better.
        if (since === this.since) this.onchange(this.take(made), []);
      } catch (error) {
        this.onstatus(error.message, true);
      }
      this.watch();
    }, POLL);
  }
}
