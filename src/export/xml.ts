/** What XML 1.0 has no way to write (but for the line breaks and tabs among it). */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;

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
