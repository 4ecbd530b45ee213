/** The CSRF token, read when it is needed: signing in, in another tab too, gives a new one. */
export function csrfToken() {
  const pair = document.cookie.split("; ").find((cookie) => /^(__Host-|__Secure-)?csrftoken=/.test(cookie));
  return pair ? decodeURIComponent(pair.slice(pair.indexOf("=") + 1)) : "";
}

/** Words of the interface, which stand in the page as data-* of <body> in the reader's language. */
export const word = (name) => document.body.dataset[name] ?? "";

/** Says something to a screen reader, quietly. */
export function announce(text) {
  const region = document.getElementById("announce");
  if (region) region.textContent = text;
}

/** Fills "{name}" in a sentence of the page. */
export const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);
