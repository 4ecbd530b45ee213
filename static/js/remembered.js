/** What this browser remembers. Where storage is forbidden, nothing is: no page may fail for that. */
export const recall = (key) => {
  try { return localStorage.getItem(key); } catch { return null; }
};
export const remember = (key, value) => {
  try { localStorage.setItem(key, value); return true; } catch { return false; }
};
export const forget = (key) => {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
};
