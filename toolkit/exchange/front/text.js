// Texts with codes: taking them apart, putting codes in, telling two versions apart.

const CODE = /<(\/?)([\p{L}_][\p{L}\p{N}_.\-]*)(\/?)>/gu;

// The codes of a text that stands alone: tags that are closed, or close themselves.
export function codesOf(source) {
  if (!source.includes("<")) return [];
  const found = [...source.matchAll(CODE)].filter((match) => !(match[1] && match[3]));
  const opened = new Set(found.filter((m) => !m[1] && !m[3]).map((m) => m[2]));
  const closed = new Set(found.filter((m) => m[1]).map((m) => m[2]));
  return found
    .filter((m) => m[3] || (opened.has(m[2]) && closed.has(m[2])))
    .map((m) => ({ text: m[0], tag: m[2], kind: m[1] ? "close" : m[3] ? "empty" : "open" }));
}

// A text cut into strings and codes; only the codes of the source count as codes.
export function piecesOf(text, source) {
  if (text && !text.includes("<")) return [{ text, code: false }];
  const known = new Set(codesOf(source).map((code) => code.text));
  const pieces = [];
  let position = 0;
  for (const match of text.matchAll(CODE)) {
    if (!known.has(match[0])) continue;
    if (match.index > position) pieces.push({ text: text.slice(position, match.index), code: false });
    pieces.push({ text: match[0], code: true });
    position = match.index + match[0].length;
  }
  if (position < text.length) pieces.push({ text: text.slice(position), code: false });
  return pieces;
}

export function plainOf(text, source) {
  return piecesOf(text, source).filter((piece) => !piece.code).map((piece) => piece.text).join("");
}

// What a translator can put in with one key: a pair round the selection, or an empty code.
export function insertable(source) {
  const seen = new Set();
  return codesOf(source).filter((code) => {
    if (code.kind === "close" || seen.has(code.text)) return false;
    seen.add(code.text);
    return true;
  });
}

// A text field with a code put in at the caret, as the browser's own undo knows it.
export function insert(field, before, after = "") {
  const start = field.selectionStart;
  const end = field.selectionEnd;
  const chosen = field.value.slice(start, end);
  field.focus();
  field.setRangeText(`${before}${chosen}${after}`, start, end, "end");
  if (after && !chosen) field.setSelectionRange(start + before.length, start + before.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const WORD = /[\p{L}\p{N}\p{M}]+|\s+|[^\s\p{L}\p{N}\p{M}]/gu;
const MOST_WORDS = 1500;

// The words of two versions: kept, deleted or inserted, by their longest common part.
export function difference(before, after) {
  const old = before.match(WORD) || [];
  const now = after.match(WORD) || [];
  if (old.length * now.length > MOST_WORDS * MOST_WORDS) {
    return [{ kind: "deleted", text: before }, { kind: "inserted", text: after }];
  }
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      rows[i][j] = old[i] === now[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    }
  }
  const made = [];
  const add = (kind, text) => {
    const last = made[made.length - 1];
    if (last && last.kind === kind) last.text += text;
    else made.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add("kept", old[i]);
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && rows[i + 1][j] >= rows[i][j + 1])) {
      add("deleted", old[i]);
      i += 1;
    } else {
      add("inserted", now[j]);
      j += 1;
    }
  }
  return made;
}
