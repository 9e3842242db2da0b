// A package under a passphrase: PBKDF2 and AES-GCM, by the browser's own WebCrypto.

const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const base64 = (data) => {
  let text = "";
  for (const byte of new Uint8Array(data)) text += String.fromCharCode(byte);
  return btoa(text);
};

async function keyOf(passphrase, salt, iterations) {
  const raw = new TextEncoder().encode(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function open(sealed, passphrase) {
  const key = await keyOf(passphrase, bytes(sealed.salt), sealed.iterations);
  const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(sealed.iv) }, key, bytes(sealed.data));
  return JSON.parse(new TextDecoder().decode(data));
}

export async function seal(value, passphrase, iterations) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, iterations);
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
  return { sealed: 1, iterations, salt: base64(salt), iv: base64(iv), data: base64(data) };
}
