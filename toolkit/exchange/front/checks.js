// The checks that run while one types; the desk's own checks look again when the work comes back.
import { codesOf, plainOf } from "./text.js";

const TAG = /<\/?[\p{L}_][\p{L}\p{N}_.:\-]*(?:\s[^<>]*)?\/?>/gu;
const NUMBER = /[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,\u00a0\u202f\u066b\u066c'’ ]?[0-9\u0660-\u0669\u06f0-\u06f9]+)*/g;
const SCRIPTS = { Cyrl: /\p{Script=Cyrillic}/gu, Arab: /\p{Script=Arabic}/gu, Latn: /\p{Script=Latin}/gu };
const LETTER = /\p{L}/gu;

// Returns what is wrong with a translation: [{ level: "error" | "warning", word, about }], where
// `word` names a message of the interface and `about` fills its place.
export function problemsOf(passage, target, locale) {
  if (!target.trim()) return [];
  return [
    ...codeProblems(passage.source, target),
    ...numberProblems(passage.source, target),
    ...markProblems(passage.source, target, locale),
    ...scriptProblems(passage.source, target, locale),
    ...lengthProblems(passage, target),
  ];
}

function counted(items) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) || 0) + 1);
  return counts;
}

function codeProblems(source, target) {
  const wanted = counted(codesOf(source).map((code) => code.text));
  const literal = new Set([...source.matchAll(TAG)].map((m) => m[0]).filter((tag) => !wanted.has(tag)));
  const there = counted([...target.matchAll(TAG)].map((m) => m[0]).filter((tag) => !literal.has(tag)));
  const found = [];
  for (const [code, count] of wanted) {
    if ((there.get(code) || 0) < count) found.push({ level: "error", word: "code missing", about: code });
  }
  for (const [code, count] of there) {
    if (count > (wanted.get(code) || 0)) found.push({ level: "error", word: "code too many", about: code });
  }
  if (!found.length && !isNested(target, wanted) && isNested(source, wanted)) {
    found.push({ level: "error", word: "codes crossed", about: "" });
  }
  return found;
}

function isNested(text, known) {
  const opened = [];
  for (const code of codesOf(text).filter((each) => known.has(each.text))) {
    if (code.kind === "open") opened.push(code.tag);
    else if (code.kind === "close" && opened.pop() !== code.tag) return false;
  }
  return !opened.length;
}

// Digits of any script as 0-9, without what groups them: 1,000 and ١٠٠٠ are the same number.
function digitsOf(number) {
  return [...number]
    .map((char) => {
      const point = char.codePointAt(0);
      if (point >= 0x660 && point <= 0x669) return String(point - 0x660);
      if (point >= 0x6f0 && point <= 0x6f9) return String(point - 0x6f0);
      return char >= "0" && char <= "9" ? char : "";
    })
    .join("");
}

function numberProblems(source, target) {
  const wanted = (plainOf(source, source).match(NUMBER) || []).map((text) => [digitsOf(text), text]);
  const there = (plainOf(target, source).match(NUMBER) || []).map(digitsOf);
  const found = [];
  for (const [digits, text] of wanted) {
    const at = there.indexOf(digits);
    if (at < 0) found.push({ level: "warning", word: "number missing", about: text });
    else there.splice(at, 1);
  }
  return found;
}

function markProblems(source, target, locale) {
  const own = locale.quotes.join("");
  const typed = plainOf(target, source);
  if (own.includes('"') || plainOf(source, source).includes('"') || !typed.includes('"')) return [];
  return [{ level: "warning", word: "quotation marks", about: locale.quotes.join("…") }];
}

function scriptProblems(source, target, locale) {
  const script = SCRIPTS[locale.script];
  const text = plainOf(target, source);
  const letters = (text.match(LETTER) || []).length;
  if (!script || letters < 8) return [];
  const own = (text.match(script) || []).length;
  return own * 2 < letters ? [{ level: "warning", word: "script", about: "" }] : [];
}

function lengthProblems(passage, target) {
  const size = new TextEncoder().encode(plainOf(target, passage.source)).length;
  if (!passage.bytes || size <= passage.bytes) return [];
  return [{ level: "error", word: "too long", about: `${size} / ${passage.bytes}` }];
}
