import type { Registered } from "../ledger/commitments.js";
import type { CommitmentRecord } from "../ledger/evidence.js";
import { isOnePage, type Printing } from "../ledger/said.js";
import type { Style } from "../render/pretty.js";
import type { Span } from "../text/span.js";
import { prettyHit } from "./search.js";
import { counted } from "./terminal.js";

/** A printing: how its words compare with those asked for, difference by difference. */
export function prettyPrinting(
  one: Printing,
  asked: string,
  all: readonly Printing[],
  style: Style,
): string {
  const { hit, wording, severity, differences, leftOut, copyOf, first } = one;
  const of = (text: string, { start, end }: Span): string =>
    text.slice(start, end).replaceAll(/\s+/gu, " ").trim();
  const verdict = [
    leftOut.length > 0 ? `a part, ${wording}` : wording,
    ...(severity === null ? [] : [severity]),
  ].join(", ");
  const earlier = all.find(({ hit }) => hit.document === copyOf)?.hit;
  const copy =
    copyOf === hit.document ? "the same text, to the letter, as" : "a copy of the article";
  const notes = [
    ...(first && !earlier ? ["printed first"] : []),
    ...(earlier
      ? [`${copy} in ${earlier.publisher ?? earlier.path ?? earlier.url ?? copyOf}`]
      : []),
  ];
  const lines = differences
    .filter((difference) => difference.severity !== "none")
    .map(({ kind, draft, source }) => {
      const [asIs, printed] = [of(asked, draft), of(hit.words, source)];
      const what =
        asIs === ""
          ? `adds “${printed}”`
          : printed === ""
            ? `lacks “${asIs}”`
            : `“${asIs}” is “${printed}”`;
      return `  ${kind}: ${what}\n`;
    });
  for (const span of leftOut) lines.push(`  leaves out “${of(asked, span)}”\n`);
  const head = severity === "substantive" ? style.warn(verdict) : verdict;
  return `${head}${notes.length > 0 ? style.quiet(` · ${notes.join(" · ")}`) : ""}\n${lines.join("")}${prettyHit(hit, style, asked)}`;
}

/** A promise with all that is on record on it. */
export function prettyRecord(one: CommitmentRecord, style: Style): string {
  const out = [prettyCommitment(one, style).trimEnd(), ""];
  const others = one.printings.filter(
    ({ hit }) => hit.statement !== one.hit.statement || !isOnePage(hit, one.hit),
  );
  out.push(
    others.length === 0
      ? "No other printing on record."
      : `Printed ${counted(others.length, "more time")}:`,
  );
  for (const printing of others)
    out.push(prettyPrinting(printing, one.action, one.printings, style).trimEnd(), "");
  out.push(
    one.proposed.length === 0
      ? "No later statement on record shares its words."
      : "Later statements that share its words (whether they bear on it is yours to say):",
  );
  for (const { hit, shared, ownWords } of one.proposed)
    out.push(
      `${prettyHit(hit, style).trimEnd()}\n  ${style.quiet(`shares ${shared.join(", ")}${ownWords ? "; said by whom it binds" : ""}`)}\n`,
    );
  out.push(
    style.quiet(
      `onrecord mark ${one.id} kept|broken|partly|overtaken|open --evidence STATEMENT-OR-URL --date DAY`,
    ),
  );
  return `${out.join("\n")}\n`;
}

/** A promise for a person: whose, what, by when, and what people found of it. */
export function prettyCommitment(one: Registered, style: Style): string {
  const due =
    one.deadline === null
      ? "no deadline"
      : `${one.deadline.text}${one.deadline.date ? ` (${one.deadline.date})` : ""}`;
  const looked =
    one.look === null
      ? "nobody has looked"
      : `${one.look.who} looked ${one.look.at.slice(0, 10)}` +
        (one.status === "open" && one.evidence === null ? ", found nothing" : "") +
        (one.look.why === null ? "" : `: ${one.look.why}`);
  const state = `${one.overdue ? style.warn("overdue") : one.status} ${style.quiet(`(${looked})`)}`;
  const { hit } = one;
  const out = [
    `${style.strong(`${one.id}  ${one.by}`)} ${style.quiet("·")} ${due} ${style.quiet("·")} ${state}`,
    `  ${one.action.replaceAll(/\s+/gu, " ")}`,
  ];
  if (one.condition) out.push(`  on condition: ${one.condition.replaceAll(/\s+/gu, " ")}`);
  if (one.evidence)
    out.push(
      `  evidence, ${one.evidence.date}: ${one.evidence.url ?? `statement ${one.evidence.statement}`}`,
    );
  out.push(
    style.quiet(
      `  ${hit.path ?? hit.url ?? hit.document}:${hit.line}:${hit.column} · ${hit.published ?? "no date"}`,
    ),
  );
  return `${out.join("\n")}\n\n`;
}
