import { execFile, spawn } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
  readFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("../bin/onrecord.js", import.meta.url));
const example = fileURLToPath(
  new URL("../examples/2024-05-14-harbour-tunnel.txt", import.meta.url),
);
const briefing = fileURLToPath(new URL("../examples/2024-05-13-briefing.md", import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function onrecord(
  args: readonly string[],
  input?: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [command, ...args],
      { cwd: folder, env: { ...process.env, NO_COLOR: "1", ...env }, maxBuffer: 1e8 },
      (error, out, err) =>
        done({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
    child.stdin?.end(input ?? "");
  });
}

interface Spanned {
  readonly start: number;
  readonly end: number;
}
interface Reading {
  readonly schema: string;
  readonly document: {
    readonly path: string;
    readonly published: string | null;
    readonly kind: string;
    readonly length: number;
  };
  readonly attributions: readonly {
    readonly id: string;
    readonly source: readonly Spanned[];
    readonly cue: readonly Spanned[];
    readonly content: readonly Spanned[];
    readonly speaker: string | null;
    readonly parent: string | null;
    readonly score: number;
    readonly hearsay: boolean;
  }[];
  readonly speakers: readonly { readonly id: string; readonly name: string }[];
}
const readings = (out: string): Reading[] =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Reading);

describe("onrecord read", () => {
  it("reads the example: who said what, to the character", async () => {
    const { code, out } = await onrecord(["read", "--format", "jsonl", example]);
    expect(code).toBe(0);
    const [reading] = readings(out);
    const text = readFileSync(example, "utf8");
    expect(reading!.schema).toBe("onrecord/reading@1");
    expect(reading!.document).toMatchObject({
      published: "2024-05-14",
      kind: "article",
      length: text.length,
    });
    const names = new Map(reading!.speakers.map((s) => [s.id, s.name]));
    const said = reading!.attributions.map((a) => ({
      who: a.speaker === null ? null : names.get(a.speaker),
      cue: a.cue.map((s) => text.slice(s.start, s.end)).join(" "),
      words: a.content.map((s) => text.slice(s.start, s.end)).join(" … "),
      hearsay: a.hearsay,
      parent: a.parent,
    }));
    expect(said).toContainEqual({
      who: "Mirela Oduya",
      cue: "told",
      words:
        "“We will not send a single bus through that tunnel until the wall is dry,” … “That is not a slogan. That is the rule.”",
      hearsay: false,
      parent: null,
    });
    expect(said.some((one) => one.hearsay && one.cue.includes("reportedly"))).toBe(true);
    expect(
      said.some((one) => one.parent !== null && one.words.startsWith("‘You are pumping")),
    ).toBe(true);
    for (const { score } of reading!.attributions) expect(score > 0 && score <= 1).toBe(true);
  });

  it("reads a transcript's turns, with what is quoted inside them", async () => {
    const { out } = await onrecord(["read", "--format", "jsonl", briefing]);
    const [reading] = readings(out);
    expect(reading!.document.kind).toBe("transcript");
    const turns = reading!.attributions.filter((a) => a.parent === null);
    expect(turns).toHaveLength(11);
    const names = new Set(reading!.speakers.map((s) => s.name));
    expect(names).toContain("Mirela Oduya");
    expect(reading!.attributions.some((a) => a.parent !== null)).toBe(true);
  });

  it("gives the same whatever is read beside it, by whichever worker, in the order asked", async () => {
    const alone = await onrecord(["read", "--format", "jsonl", example]);
    const many = await onrecord([
      "read",
      "--format",
      "jsonl",
      "--jobs",
      "2",
      briefing,
      example,
      briefing,
      example,
    ]);
    const lines = many.out.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(`${lines[1]}\n`).toBe(alone.out);
    expect(lines[3]).toBe(lines[1]);
    expect(lines[2]).toBe(lines[0]);
  });

  it("keeps no telemetry, by one thread or two, whatever the length of the command line", async () => {
    const home = mkdtempSync(join(folder, "home-"));
    const absent = Array.from({ length: 700 }, (_, i) => `${"no-such-article-".repeat(3)}${i}.txt`);
    for (const jobs of ["1", "2"]) {
      const args = ["read", "--format", "jsonl", "--jobs", jobs, example, ...absent];
      const places = {
        HOME: home,
        TMPDIR: home,
        XDG_CACHE_HOME: home,
        ORT_DISABLE_TELEMETRY: undefined,
      };
      const { code, out } = await onrecord(args, "", places);
      expect(code).toBe(1);
      expect(readings(out)).toHaveLength(1);
    }
    // Where Node keeps compiled code, if it does.
    expect(readdirSync(home).filter((name) => name !== "node-compile-cache")).toEqual([]);
  });

  it("prints a page of text that stays text", async () => {
    const hostile = join(folder, "hostile.txt");
    writeFileSync(
      hostile,
      "Ada Lund, the mayor, said “<script>alert(1)</script> & more” on Monday & left.\n",
    );
    const { out } = await onrecord(["read", "--format", "html", hostile]);
    expect(out).toMatch(/^<!doctype html>/u);
    expect(out).not.toContain("<script");
    expect(out).toContain("&lt;script&gt;");
  });

  it("says what cannot be read, in one sentence each, and reads the rest", async () => {
    const bad = {
      "latin.txt": Buffer.from([0x41, 0xff]),
      "empty.txt": "",
      "nul.txt": "a\0b",
      "a.pdf": "%PDF-1.4",
      "thin.html": "<p>hi</p>",
    };
    for (const [name, data] of Object.entries(bad)) writeFileSync(join(folder, name), data);
    const { code, out, err } = await onrecord([
      "read",
      "--format",
      "jsonl",
      "missing.txt",
      ...Object.keys(bad),
      example,
    ]);
    expect(code).toBe(1);
    expect(readings(out)).toHaveLength(1);
    const complaints = err.trimEnd().split("\n");
    expect(complaints).toHaveLength(6);
    [
      "missing.txt: is not there",
      "latin.txt: is not UTF-8",
      "empty.txt: is empty",
      "nul.txt: holds a NUL",
      "a.pdf: is a damaged PDF",
      "thin.html: holds no article",
    ].forEach((words, i) => expect(complaints[i]).toContain(words));
  });

  it("tells a wrong command line from a failed reading", async () => {
    expect((await onrecord(["reed"])).code).toBe(2);
    expect((await onrecord(["read", "--format", "xml", example])).code).toBe(2);
    expect((await onrecord(["read", "--date", "tomorrow", example])).code).toBe(2);
    expect((await onrecord(["read", "--help"])).code).toBe(0);
  });

  it("reads standard input", async () => {
    const { out } = await onrecord(
      ["read", "--format", "jsonl", "-"],
      "The mayor, Ada Lund, said that the ferry had sunk.\n",
    );
    expect(readings(out)[0]!.attributions).toHaveLength(1);
  });

  it("ends quietly where its reader goes away", async () => {
    const child = spawn(process.execPath, [command, "read", example, example, example], {
      cwd: folder,
    });
    child.stdout.once("data", () => child.stdout.destroy());
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    await new Promise((done) => child.on("close", done));
    expect(err).toBe("");
  });
});

describe("Ctrl-C", () => {
  it("leaves whole lines", async () => {
    const inputs = Array.from({ length: 200 }, () => example);
    const child = spawn(
      process.execPath,
      [command, "read", "--format", "jsonl", "--jobs", "2", ...inputs],
      {
        cwd: folder,
      },
    );
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      if (out === "") child.kill("SIGINT");
      out += chunk.toString();
    });
    const code = await new Promise((done) => child.on("close", done));
    expect(code).toBe(130);
    expect(out.endsWith("\n")).toBe(true);
    const lines = readings(out);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(200);
  });
});

describe("onrecord add and search", () => {
  it("records once, finds by words and speaker, and says where", async () => {
    const first = await onrecord(["add", example, briefing]);
    expect(first.code).toBe(0);
    expect(first.out).toContain("statements of 2 new documents recorded");
    const again = await onrecord(["add", example]);
    expect(again.out).toContain("recorded before, unchanged");
    const { out } = await onrecord([
      "search",
      "slogan",
      "--speaker",
      "oduya",
      "--since",
      "2024-05-14",
      "--format",
      "jsonl",
    ]);
    const hits = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { path: string; line: number; words: string });
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({ line: 5 });
    expect((await onrecord(["search", "slogan", "--until", "2020-01-01"])).out).toContain(
      "Nothing on record for: slogan\nSearched: 36 statements of 2 documents",
    );
    expect((await onrecord(["search", "“"])).err).toContain("holds no word to search for");
  });

  it("refuses what is no ledger, is not there, or was made by a newer program", async () => {
    writeFileSync(join(folder, "not.db"), "this is a text and no database at all".repeat(40));
    expect((await onrecord(["search", "x", "--ledger", "not.db"])).err).toContain(
      "not.db: is not a ledger",
    );
    expect((await onrecord(["search", "x", "--ledger", "none.db"])).err).toContain(
      "none.db: is not there",
    );
    await onrecord(["add", "--ledger", "newer.db", example]);
    const database = new Database(join(folder, "newer.db"));
    database.exec("PRAGMA user_version = 99");
    database.close();
    const { code, err } = await onrecord(["search", "x", "--ledger", "newer.db"]);
    expect(code).toBe(1);
    expect(err).toContain("newer.db: was written by a newer onrecord");
  });

  it("saves what can be read of a file; of a PostgreSQL database it says what to do", async () => {
    const ledger = join(folder, "saving.db");
    await onrecord(["add", example, "--ledger", ledger]);
    const saved = join(folder, "saved.db");
    const done = await onrecord(["doctor", "--ledger", ledger, "--save", saved]);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining("statements: ") as string });
    const database = "postgres://desk@db.invalid/record";
    const refused = await onrecord(["doctor", "--ledger", database, "--save", saved]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toMatch(/^onrecord: --save: .*pg_dump.*\n$/u);
  });

  it("waits for another process that holds the ledger, then says so and loses nothing", async () => {
    await onrecord(["add", "--ledger", "held.db", example]);
    const holder = new Database(join(folder, "held.db"));
    holder.exec("BEGIN IMMEDIATE");
    const { code, err } = await onrecord(["add", "--ledger", "held.db", briefing]);
    holder.exec("ROLLBACK");
    const count = holder.prepare("SELECT count(*) AS n FROM documents").get() as { n: number };
    holder.close();
    expect(code).toBe(1);
    expect(err).toContain("held.db: is held by another process");
    expect(count.n).toBe(1);
  }, 30_000);
});

describe("check", () => {
  const draft = fileURLToPath(new URL("../examples/draft.md", import.meta.url));
  interface Checked {
    readonly schema: string;
    readonly checks: readonly {
      readonly quotation: { readonly text: string };
      readonly line: number;
      readonly wording: string;
      readonly severity: string | null;
      readonly speaker: string;
      readonly saidBy: string | null;
      readonly found: { readonly text: string; readonly turn: number | null } | null;
    }[];
  }

  interface Sarif {
    readonly runs: readonly {
      readonly results: readonly {
        readonly ruleId: string;
        readonly locations: readonly {
          readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
        }[];
      }[];
    }[];
  }

  it("does not compare a draft with itself", async () => {
    const { code, out, err } = await onrecord([
      "check",
      draft,
      "--against",
      dirname(draft),
      "-f",
      "json",
    ]);
    expect(err).toContain("draft.md is a draft: it is not compared with itself");
    expect(code).toBe(1);
    expect(
      (JSON.parse(out) as Checked).checks.filter(({ wording }) => wording === "verbatim"),
    ).toHaveLength(2);
  });

  it("tells what is wrong with each quotation of the example draft", async () => {
    const { code, out } = await onrecord(["check", draft, "--against", briefing, "-f", "json"]);
    const { schema, checks } = JSON.parse(out) as Checked;
    expect(code).toBe(1);
    expect(schema).toBe("onrecord/check@1");
    expect(checks.map(({ wording, severity, speaker }) => [wording, severity, speaker])).toEqual([
      ["altered", "substantive", "confirmed"],
      ["verbatim", null, "confirmed"],
      ["verbatim", null, "confirmed"],
      ["cleaned", null, "confirmed"],
      ["marked", null, "confirmed"],
      ["cleaned", null, "contradicted"],
      ["not-found", null, "unknown"],
    ]);
    expect(checks[0]).toMatchObject({ line: 3, saidBy: "Mirela Oduya", found: { turn: 4 } });
  });

  it("checks quotations that somebody claims, and says where in a SARIF log", async () => {
    const claims = join(folder, "claims.json");
    writeFileSync(
      claims,
      JSON.stringify({
        extractions: [
          {
            extraction_text: "No one has hidden anything.",
            attributes: { speaker: "Mirela Oduya" },
          },
          {
            extraction_text: "Everyone has hidden something.",
            attributes: { speaker: "Mirela Oduya" },
          },
        ],
      }),
    );
    const fine = await onrecord([
      "check",
      "--quotes",
      claims,
      "--against",
      briefing,
      "-f",
      "sarif",
    ]);
    const log = JSON.parse(fine.out) as Sarif;
    expect(log.runs[0]!.results).toHaveLength(1);
    expect(fine.code).toBe(1);
    const allowed = await onrecord([
      "check", "--quotes", claims, "--against", briefing, "--allow", "not-found,altered-substantive",
    ]); // prettier-ignore
    expect(allowed.code).toBe(0);
    expect(allowed.out).toContain("2 quotations compared with 1 document: nothing to mend");
  });

  it("follows the schema of SARIF 2.1.0, whatever a draft is called", async () => {
    const { id: _id, $schema: _form, ...schema } = sarifSchema;
    const reference = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\dA-F]{2})*$/u;
    const formats = { "date-time": true, uri: true, "uri-reference": reference } as const;
    const validate = new Ajv({ strict: false, unicodeRegExp: false, formats }).compile(schema);
    const odd = join(folder, "50% off #1? “a b”.md");
    copyFileSync(draft, odd);
    const args = ["check", draft, odd, "--against", briefing, "--strict", "-f", "sarif"];
    const log = JSON.parse((await onrecord(args)).out) as Sarif;
    expect(validate(log) ? [] : validate.errors).toEqual([]);
    const uris = new Set(
      log.runs[0]!.results.map((one) => one.locations[0]!.physicalLocation.artifactLocation.uri),
    );
    expect([...uris].map(decodeURIComponent)).toEqual([draft, odd]);
  });

  it("reads quotations behind a byte order mark, and none of another encoding", async () => {
    const marked = join(folder, "marked.json");
    writeFileSync(marked, '\ufeff[{"quotation":"No one has hidden anything."}]');
    const read = await onrecord(["check", "--quotes", marked, "--against", briefing]);
    expect(read.out).toContain("marked.json:1:16  verbatim");
    writeFileSync(marked, Buffer.from('[{"quotation":"Caf\xe9"}]', "latin1"));
    const latin = await onrecord(["check", "--quotes", marked, "--against", briefing]);
    expect(latin.err).toContain("marked.json: is not UTF-8");
  });

  it("does not compare a draft with its own text under another name", async () => {
    const copy = join(folder, "copy.md");
    writeFileSync(copy, `---\npublisher: Courier\n---\n\n${readFileSync(draft, "utf8")}`);
    const same = await onrecord(["check", copy, "--against", draft, briefing, "-f", "json"]);
    expect(same.err).toContain("draft.md has a draft's text: it is not compared with itself");
    expect((JSON.parse(same.out) as Checked).checks[0]).toMatchObject({ wording: "altered" });
  });

  it("compares with the ledger, and says what it lacks", async () => {
    const ledger = join(folder, "check.db");
    await onrecord(["add", briefing, draft, "--ledger", ledger]);
    const { out, err } = await onrecord(["check", draft, "--ledger", ledger, "-f", "json"]);
    expect(err).toContain("draft.md is a draft: it is not compared with itself");
    expect((JSON.parse(out) as Checked).checks[0]).toMatchObject({
      wording: "altered",
      saidBy: "Mirela Oduya",
    });
    const missing = await onrecord(["check", draft]);
    expect(missing).toMatchObject({ code: 2, out: "" });
    expect(missing.err).toContain("--against");
    const wrong = await onrecord(["check", draft, "--against", briefing, "--allow", "lies"]);
    expect(wrong.code).toBe(2);
    const broken = join(folder, "broken.json");
    writeFileSync(broken, "{");
    const bad = await onrecord(["check", "--quotes", broken, "--against", briefing]);
    expect(bad.code).toBe(1);
    expect(bad.err).toMatch(/^onrecord: .*broken\.json: is not JSON/u);
  });
});
