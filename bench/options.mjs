import { parseArgs } from "node:util";
import { keepResults } from "./results.mjs";

/**
 * Command-line options by their defaults: `--name value`. ONRECORD_CORPORA stands in for `--corpora`.
 * Every bench takes `--json FILE` besides: what it prints is kept there, too; and `--help`.
 */
export function options(defaults) {
  const known = { json: "", ...defaults };
  if ("corpora" in known && process.env.ONRECORD_CORPORA)
    known.corpora = process.env.ONRECORD_CORPORA;
  const values = parsed(known);
  if (values.help) {
    console.log("Options and their defaults:");
    for (const [name, value] of Object.entries(known))
      console.log(`  --${name} ${value || "(none)"}`);
    process.exit();
  }
  if (values.json) keepResults(values.json);
  return values;
}

function parsed(known) {
  try {
    return parseArgs({
      options: {
        help: { type: "boolean" },
        ...Object.fromEntries(
          Object.entries(known).map(([name, value]) => [
            name,
            { type: "string", default: String(value) },
          ]),
        ),
      },
    }).values;
  } catch (error) {
    if (!String(error.code).startsWith("ERR_PARSE_ARGS")) throw error;
    console.error(`${error.message.split(". ")[0]}; --help tells the options.`);
    process.exit(2);
  }
}
