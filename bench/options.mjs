import { parseArgs } from "node:util";
import { keepResults } from "./results.mjs";

/**
 * Command-line options by their defaults: `--name value`. ONRECORD_CORPORA stands in for `--corpora`.
 * Every bench takes `--json FILE` besides: what it prints is kept there, too.
 */
export function options(defaults) {
  const known = { json: "", ...defaults };
  if ("corpora" in known && process.env.ONRECORD_CORPORA)
    known.corpora = process.env.ONRECORD_CORPORA;
  const { values } = parseArgs({
    options: Object.fromEntries(
      Object.entries(known).map(([name, value]) => [
        name,
        { type: "string", default: String(value) },
      ]),
    ),
  });
  if (values.json) keepResults(values.json);
  return values;
}
