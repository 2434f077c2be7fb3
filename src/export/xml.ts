/** What XML 1.0 has no way to write: control characters, halves of pairs, two non-characters. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\r": "&#13;", // else a reader turns it into a line feed
};

/** Text for an element or an attribute; what XML cannot hold becomes U+FFFD. */
export const escapeXml = (text: string): string =>
  text.replace(UNWRITABLE, "\ufffd").replace(/[&<>"'\r]/gu, (one) => ENTITIES[one]!);
