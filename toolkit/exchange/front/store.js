// The kit's store: the package inside the file, and the work that is kept in the browser and saved.

export class Store {
  constructor(packed, work, name) {
    this.packed = packed;
    this.name = name;
    this.key = `toolkit-kit:${packed.digest}`;
    this.work = new Map();
    this.take(work);
    this.take(this.kept());
    this.unsaved = false;
  }

  // What the browser has kept of earlier work on this very package; nothing where it may not.
  kept() {
    if (this.packed.forget) return [];
    try {
      return JSON.parse(localStorage.getItem(this.key) || "[]");
    } catch {
      return [];
    }
  }

  take(rows) {
    for (const row of Array.isArray(rows) ? rows : []) {
      if (typeof row.ref === "string" && typeof row.target === "string") this.work.set(row.ref, row);
    }
  }

  of(passage) {
    const row = this.work.get(passage.ref);
    return {
      target: row ? row.target : passage.target,
      draft: row ? Boolean(row.draft) : passage.state === "draft",
      comment: row ? row.comment || "" : "",
    };
  }

  state(passage) {
    const { target, draft } = this.of(passage);
    if (!target.trim()) return "untranslated";
    return draft ? "draft" : "translated";
  }

  // A kit knows nothing of machines.
  origin() {
    return "";
  }

  waits(passage) {
    return this.state(passage) !== "translated";
  }

  save(passage, target, draft, comment) {
    this.work.set(passage.ref, { ref: passage.ref, source: passage.source, target, draft, comment });
    this.unsaved = true;
    if (this.packed.forget) return;
    try {
      localStorage.setItem(this.key, JSON.stringify([...this.work.values()]));
    } catch {
      // A browser that keeps nothing: what is saved as a file is all there is.
    }
  }

  forget() {
    this.work.clear();
    this.unsaved = false;
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }

  // What is sent back: the rows that were worked on.
  data() {
    const rows = [...this.work.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
    return { kit: 1, locale: this.packed.locale.tag, digest: this.packed.digest, rows };
  }
}
