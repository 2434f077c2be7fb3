import type { Reading } from "../read.js";

/** A reading in the published JSON form, schema `onrecord/reading@1`: spans, not copies of the text. */
export function readingJson(reading: Reading): object {
  const { document } = reading;
  return {
    schema: "onrecord/reading@1",
    document: {
      id: document.id,
      path: document.path,
      url: document.url,
      kind: document.kind,
      title: document.title,
      publisher: document.publisher,
      author: document.author,
      published: document.published,
      length: document.text.length,
    },
    language: reading.language,
    attributions: reading.attributions,
    speakers: reading.speakers,
    exchanges: reading.exchanges,
    commitments: reading.commitments,
  };
}
