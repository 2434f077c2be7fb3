import { parseBytes } from "../../../src/ingest/parse.js";
import { parseText } from "../../../src/ingest/plain.js";
import {
  checkQuotations,
  createPassageSpeaker,
  indexSources,
  type PassageSpeaker,
  type SourceIndex,
} from "../../../src/quotecheck/index.js";
import { read } from "../../../src/read.js";
import type { Tagger } from "../../../src/tagger/tagger.js";
import type { TextDocument } from "../../../src/text/document.js";
import { openTagger } from "./network.js";
import type { Reply, Request, Results, Task } from "./protocol.js";

const post = (reply: Reply): void => postMessage(reply);

let tagger: Promise<Tagger> | null = null;
let speakerOf: PassageSpeaker | null = null;
let index: { readonly key: string; readonly value: SourceIndex } | null = null;

function theTagger(): Promise<Tagger> {
  tagger ??= openTagger((progress) => post({ progress })).catch((error: unknown) => {
    tagger = null; // asked again, it is fetched again
    throw error;
  });
  return tagger;
}

async function perform(task: Task): Promise<Results[Task["kind"]]> {
  switch (task.kind) {
    case "load":
      await theTagger();
      return null;
    case "parse": {
      const dot = task.name.lastIndexOf(".");
      return parseBytes(task.bytes, {
        path: task.name,
        ...(dot > 0 ? { ending: task.name.slice(dot) } : {}),
      });
    }
    case "read":
      return read(task.document, await theTagger());
    case "check": {
      const open = await theTagger();
      speakerOf ??= createPassageSpeaker(open);
      const draft = await read(parseText(task.draft, { path: "draft" }), open);
      return checkQuotations(draft, indexOf(task.sources), { speakerOf });
    }
  }
}

function indexOf(sources: readonly TextDocument[]): SourceIndex {
  const key = sources.map(({ id }) => id).join(" ");
  if (index?.key !== key) index = { key, value: indexSources(sources) };
  return index.value;
}

/** One at a time, in order: the network is one. */
let last: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  last = last.then(async () => {
    try {
      post({ id: data.id, value: await perform(data.task) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      post({ id: data.id, error: { name, message } });
    }
  });
});
