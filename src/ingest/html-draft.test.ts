import { expect, it } from "vitest";
import { parseHtmlDraft } from "./html-draft.js";

const page = `<!doctype html><html><head><title>Not text</title><style>p{}</style></head>
<body><h1>Ferries &amp; fees</h1>
<p>Ms. Oduya said: &ldquo;We will <b>not</b>
   close the&nbsp;ferry.&rdquo; <del>Gone.</del></p><ul><li>One<li>Two</ul>
<p>He called it <q>late</q>.</p>`;

it("takes all words of a page, and tells where in the file they stand", () => {
  const { document, offsetInFile } = parseHtmlDraft(page);
  expect(document.text).toBe(
    "Ferries & fees\n\nMs. Oduya said: “We will not close the\u00a0ferry.”\n\nOne\n\nTwo\n\nHe called it “late”.\n",
  );
  for (const word of ["Ferries", "fees", "We", "not", "close", "ferry", "Two", "late"])
    expect(offsetInFile(document.text.indexOf(word))).toBe(page.indexOf(word));
  expect(offsetInFile(document.text.indexOf("“"))).toBe(page.indexOf("&ldquo;"));
});

it("says that a page holds no words", () => {
  expect(() => parseHtmlDraft("<p>…</p>", { path: "a.html" })).toThrow("a.html: holds no words");
});
