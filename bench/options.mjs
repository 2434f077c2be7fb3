import { parseArgs } from "node:util";

/** Command-line options by their defaults: `--name value`. ONRECORD_CORPORA stands in for `--corpora`. */
export function options(defaults) {
  const known = { ...defaults };
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
  return values;
}
