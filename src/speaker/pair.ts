import type { Span } from "../text/span.js";
import type { Entity, NameMention } from "./entity.js";

/** How far back two are named together, in code units. */
const BACK = 500;
const ONE_OF_TWO = /^the (former|latter)$/iu;
/** What parts two named together: "Lund and Gov. Oduya", "Lund, the mayor, and Oduya". */
const AND = /^(?:,[^.;,]{3,50},|,)? (?:and|or) (?:[\p{L}.’'-]+ ){0,5}$/u;

/** Whom "the former" or "the latter" is, of the last two of a kind named together; null for other sources and where none are. */
export function ofTwo(
  text: string,
  { start, end }: Span,
  names: readonly NameMention[],
): Entity | null {
  const which = ONE_OF_TWO.exec(text.slice(start, end))?.[1]?.toLowerCase();
  if (which === undefined) return null;
  for (let i = names.findLastIndex(({ span }) => span.end <= start); i > 0; i--) {
    const [first, second] = [names[i - 1]!, names[i]!];
    if (start - first.span.start > BACK) return null;
    const alike = first.entity.kind === second.entity.kind && first.entity !== second.entity;
    if (alike && AND.test(text.slice(first.span.end, second.span.start)))
      return which === "former" ? first.entity : second.entity;
  }
  return null;
}
