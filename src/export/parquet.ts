import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Cell, Column, ColumnType } from "./columns.js";

/** Rows held and written at once: some ten megabytes of statements. */
const ROW_GROUP = 10_000;

const TYPES = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  json: { type: "BYTE_ARRAY", converted_type: "JSON" },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
} as const satisfies Record<ColumnType, object>;

/**
 * A table as Parquet, columns typed and nullable, compressed by Snappy; one row group is held at a
 * time, of `groupSize` rows.
 */
export async function* parquet<Row>(
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
  groupSize = ROW_GROUP,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    createdBy: "onrecord",
    schema: [
      { name: "onrecord", num_children: columns.length },
      ...columns.map(({ name, type }) => ({
        name,
        ...TYPES[type],
        repetition_type: "OPTIONAL" as const,
      })),
    ],
  });
  /** What was written since the last time, out of the writer's own buffer. */
  const taken = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  let group: Row[] = [];
  const write = async (): Promise<Uint8Array> => {
    await file.write({
      rowGroupSize: group.length,
      columnData: columns.map(({ name, type, of }) => ({
        name,
        data: group.map((row) => valueOf(type, of(row))),
        offsetIndex: false, // it would be kept for every group until the end
      })),
    });
    group = [];
    return taken();
  };
  for await (const row of rows) {
    group.push(row);
    if (group.length >= groupSize) yield await write();
  }
  if (group.length > 0) yield await write();
  await file.finish();
  yield taken();
}

function valueOf(type: ColumnType, cell: Cell): unknown {
  if (cell === null) return null;
  if (type === "integer") return BigInt(cell);
  return type === "json" ? (JSON.parse(String(cell)) as unknown) : cell;
}
