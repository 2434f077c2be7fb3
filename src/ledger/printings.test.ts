import { afterEach, beforeEach, expect, it } from "vitest";
import { freshPlace, type Place } from "../../test/ledgers.js";
import { readingOf } from "../../test/readings.js";
import { exportRows } from "./export-rows.js";
import { type OpenLedger, openLedger } from "./open.js";
import { person } from "./people.js";
import { countAll, record } from "./record.js";
import { said } from "./said.js";
import { search } from "./search.js";

const NOW = "2024-05-14T12:00:00Z";
const WORDS = "we will never sell the northern pier to anybody";
let place: Place;
let ledger: OpenLedger;

/** The same text, as a publisher prints it. */
const print = (publisher: string | null, published: string | null, path = `${publisher}.txt`) =>
  record(
    ledger,
    readingOf([{ who: "Ada Lund", words: WORDS }], {
      publisher,
      published,
      path,
      url: publisher && `https://${publisher.toLowerCase()}.example/pier`,
      title: `The pier, in the ${publisher}`,
    }),
    NOW,
  );

beforeEach(async () => {
  place = await freshPlace();
  ledger = await openLedger(place.location, { create: true });
  await print("Herald", "2024-05-02");
  expect(await print("Gazette", "2024-05-01")).toMatchObject({
    added: false,
    printedElsewhere: true,
  });
});
afterEach(async () => {
  await ledger.close();
  await place.remove();
});

it("keeps one document, and each printing of it once", async () => {
  expect((await print("Gazette", "2024-05-01")).printedElsewhere).toBe(false);
  expect((await print("Herald", "2024-05-02")).printedElsewhere).toBe(false);
  // Another file on a disk, of which nobody says who printed it.
  expect((await print(null, null, "copy.txt")).printedElsewhere).toBe(false);
  expect(await countAll(ledger)).toEqual({ documents: 1, statements: 1 });
});

it("gives every printing, the first printed first, the later ones as copies", async () => {
  const printings = await said(ledger, WORDS);
  expect(
    printings.map(({ hit, first, copyOf }) => [hit.publisher, hit.title, first, copyOf]),
  ).toEqual([
    ["Gazette", "The pier, in the Gazette", true, null],
    ["Herald", "The pier, in the Herald", false, printings[0]!.hit.document],
  ]);
});

it("is found under either publisher, and told with what is found", async () => {
  for (const publisher of ["herald", "gazette"]) {
    const found = await search(ledger, { words: "pier", publisher });
    expect(found).toMatchObject([
      { publisher: "Herald", alsoIn: [{ publisher: "Gazette", published: "2024-05-01" }] },
    ]);
  }
  expect(await search(ledger, { words: "pier", publisher: "Post" })).toEqual([]);
});

it("counts both among those who quote a speaker", async () => {
  const { quotedBy, statements } = await person(ledger, "Ada Lund");
  expect(statements).toBe(1);
  expect([...quotedBy].sort((a, b) => (a.publisher! < b.publisher! ? -1 : 1))).toEqual([
    { publisher: "Gazette", statements: 1 },
    { publisher: "Herald", statements: 1 },
  ]);
});

it("goes out with exports", async () => {
  const rows = [];
  for await (const row of exportRows(ledger)) rows.push(row.document);
  expect(rows).toMatchObject([
    {
      publisher: "Herald",
      alsoIn: [{ publisher: "Gazette", url: "https://gazette.example/pier" }],
    },
  ]);
});
