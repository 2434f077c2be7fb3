import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readingJson } from "../src/export/reading.js";
import { parseText } from "../src/ingest/plain.js";
import { read } from "../src/read.js";
import { openTagger } from "../src/tagger/onnx-node.js";
import type { Tagger } from "../src/tagger/tagger.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const article = readFileSync(here("../examples/2024-05-14-harbour-tunnel.txt"), "utf8");
const others = readdirSync(here("cases"))
  .filter((name) => readdirSync(here(`cases/${name}`)).includes("input.txt"))
  .map((name) => readFileSync(here(`cases/${name}/input.txt`), "utf8"));

let tagger: Tagger;
beforeAll(async () => {
  tagger = await openTagger();
});
afterAll(() => tagger.close());

const json = async (text: string, by: Tagger = tagger): Promise<string> =>
  JSON.stringify(readingJson(await read(parseText(text), by)));

describe("the same text is read the same", () => {
  it("whatever was read before it, and beside it", async () => {
    const alone = await json(article);
    const fresh = await openTagger();
    for (const text of others) await json(text, fresh);
    expect(await json(article, fresh)).toBe(alone);
    const together = await Promise.all(
      [...others, article, ...others].map((text) => json(text, fresh)),
    );
    expect(together[others.length]).toBe(alone);
    await fresh.close();
  });

  it("with one thread and with several", async () => {
    const threaded = await openTagger({ threads: 3 });
    for (const text of [article, ...others])
      expect(await json(text, threaded)).toBe(await json(text));
    await threaded.close();
  });

  it("by one worker and by two, in the order of the files", async () => {
    const folder = mkdtempSync(join(tmpdir(), "onrecord-test-"));
    [article, ...others, article].forEach((text, i) =>
      writeFileSync(join(folder, `${i}.txt`), text),
    );
    const lines = (jobs: string): Promise<string> =>
      new Promise((done, fail) => {
        execFile(
          process.execPath,
          [here("../bin/onrecord.js"), "read", "--format", "jsonl", "--jobs", jobs, folder],
          { maxBuffer: 1e8 },
          (error, out) => (error ? fail(error) : done(out)),
        );
      });
    const one = await lines("1");
    expect(one.trimEnd().split("\n")).toHaveLength(others.length + 2);
    expect(await lines("2")).toBe(one);
    rmSync(folder, { recursive: true });
  });
});

describe("a live blog of 10,000 words", () => {
  const speakers = ["Ingrid Keller", "Teodor Brandt", "Mirela Oduya", "Halvard Lund"];
  const matters = [
    "the pumps",
    "the wall",
    "the ferry",
    "the quay",
    "the survey",
    "the budget",
    "the drawings",
  ];
  const entries = Array.from({ length: 420 }, (_, i) => {
    const who = speakers[i % speakers.length]!;
    const what = matters[i % matters.length]!;
    const time = `${String(8 + Math.floor(i / 60)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`;
    return `${time}\n\n${who} said ${what} would be looked at again before the council met in entry ${i + 1}. “We have nothing to hide about ${what},” ${who.split(" ")[1]} told reporters.`;
  });
  const text = entries.join("\n\n");

  it("is read whole: every entry's two statements, at their place, by their speaker", async () => {
    expect(text.split(/\s+/u).length).toBeGreaterThan(10_000);
    const { attributions, speakers: found } = await read(parseText(text), tagger);
    const names = new Map(found.map((speaker) => [speaker.id, speaker.name]));
    expect([...new Set(names.values())].sort()).toEqual([...speakers].sort());
    let at = 0;
    let whole = 0;
    for (const [i, entry] of entries.entries()) {
      const mine = attributions.filter(
        ({ content }) => content[0]!.start >= at && content[0]!.end <= at + entry.length,
      );
      if (
        mine.length === 2 &&
        mine.every((one) => names.get(one.speaker ?? "") === speakers[i % speakers.length])
      )
        whole++;
      at += entry.length + 2;
    }
    expect(whole).toBeGreaterThanOrEqual(entries.length * 0.99);
  });
});

describe("a text that is not English", () => {
  it.each([
    [
      "fra",
      "« Nous n’enverrons pas un seul bus dans ce tunnel », a déclaré lundi Mirela Oduya, la porte-parole de la ville. Elle a refusé de dire combien les travaux avaient coûté jusqu’ici.",
    ],
    [
      "deu",
      "„Wir schicken keinen einzigen Bus durch diesen Tunnel“, sagte Mirela Oduya, die Sprecherin der Stadt, am Montag. Sie wollte nicht sagen, wie viel die Arbeiten bisher gekostet haben.",
    ],
    [
      "spa",
      "«No enviaremos ni un solo autobús por ese túnel», dijo el lunes Mirela Oduya, la portavoz de la ciudad. Se negó a decir cuánto habían costado las obras hasta ahora.",
    ],
    [
      "rus",
      "«Мы не пустим через этот туннель ни одного автобуса», — сказала в понедельник пресс-секретарь города Мирела Одуя. Она отказалась сообщить, сколько уже стоили работы.",
    ],
  ])("is told to be %s, and nothing is read by guess", async (language, text) => {
    const reading = await read(parseText(text), tagger);
    expect(reading.language).toBe(language);
    expect(reading.attributions).toEqual([]);
    expect(reading.speakers).toEqual([]);
  });

  it("is told from English that quotes another language", async () => {
    const text =
      "“Nous n’avons rien à cacher,” the spokeswoman told a French reporter on Monday, and then she said in English that the city had nothing to hide.";
    const reading = await read(parseText(text), tagger);
    expect(reading.language).toBe("en");
    expect(reading.attributions.length).toBeGreaterThan(0);
  });
});
