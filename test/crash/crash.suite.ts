import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { examine } from "../../src/ledger/doctor.js";
import { eventsOf } from "../../src/ledger/events.js";
import { openLedger } from "../../src/ledger/open.js";
import { revisionsOf } from "../../src/ledger/revisions.js";
import { search } from "../../src/ledger/search.js";
import { execute, freshPlace } from "../ledgers.js";

const KILLS = 100;
const WRITER = fileURLToPath(new URL("writer.mjs", import.meta.url));
const server = process.env["ONRECORD_TEST_POSTGRES"];

interface Writer {
  readonly process: ChildProcess;
  /** What it said was acknowledged. */
  readonly said: string[];
  readonly ended: Promise<unknown>;
}

function startWriter(location: string, name: string): Writer {
  const child = spawn(process.execPath, [WRITER, location, name], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (data: string) => {
    const lines = (rest + data).split("\n");
    rest = lines.pop()!;
    said.push(...lines);
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (data: string) => (complaint += data));
  const ended = once(child, "close").then(([code]: unknown[]) => ({ code, complaint }));
  return { process: child, said, ended };
}

describe.each([
  { name: "SQLite", on: undefined },
  { name: "PostgreSQL", on: server },
])("a crash, over $name", ({ name, on }) => {
  it.skipIf(name === "PostgreSQL" && on === undefined)(
    `loses nothing acknowledged, of two writers killed ${KILLS} times`,
    async () => {
      const place = await freshPlace(on);
      const acknowledged: string[] = [];
      const writers: Writer[] = [];
      try {
        writers.push(startWriter(place.location, "w0"), startWriter(place.location, "x0"));
        for (let kill = 1; kill <= KILLS; kill++) {
          const one = writers.shift()!;
          // Now and then while it opens the ledger, the first times while it makes it.
          if (kill % 5 > 0)
            while (one.said.length === 0 && one.process.exitCode === null) await wait(2);
          await wait(Math.random() * 80);
          if (on !== undefined && kill % 10 === 0)
            await execute(
              on,
              "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'onrecord' and pid <> pg_backend_pid()",
            );
          one.process.kill("SIGKILL");
          await one.ended;
          acknowledged.push(...one.said);
          writers.push(startWriter(place.location, `${"wx"[kill % 2]!}${kill}`));
        }
        for (const one of writers) {
          while (one.said.length === 0 && one.process.exitCode === null) await wait(5);
          one.process.kill("SIGKILL");
          await one.ended;
          acknowledged.push(...one.said);
        }
        const ledger = await openLedger(place.location, { create: false });
        try {
          const events = new Set((await eventsOf(ledger)).map(({ id }) => `event ${id}`));
          const lost: string[] = [];
          for (const line of acknowledged) {
            const [kind, word] = line.split(" ") as [string, string];
            if (kind === "event") {
              if (!events.has(line)) lost.push(line);
              continue;
            }
            const hits = await search(ledger, { words: word, speaker: "speaker", limit: 50 });
            const revisions = await revisionsOf(ledger, `https://port.example/${word}`);
            if (hits.length !== 6 || revisions.length !== 1) lost.push(line);
          }
          expect(lost).toEqual([]);
          expect(acknowledged.length).toBeGreaterThan(KILLS / 2);
          const { damage, mended, documents, statements } = await examine(ledger);
          expect({ damage, mended }).toEqual({ damage: [], mended: [] });
          expect(statements).toBe(6 * documents); // all of a document or nothing
          process.stdout.write(
            `${name}: ${KILLS} kills, ${acknowledged.length} records acknowledged and found, ${documents} documents\n`,
          );
        } finally {
          await ledger.close();
        }
      } finally {
        for (const one of writers) one.process.kill("SIGKILL");
        await place.remove();
      }
    },
  );
});
