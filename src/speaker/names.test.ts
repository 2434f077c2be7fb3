import fc from "fast-check";
import { expect, it } from "vitest";
import { beginningIn, type Entity } from "./names.js";

it("finds the names that begin within a span, as looking at all of them would", () => {
  const entity = { kind: "person", name: "Ada Lund" } as Entity;
  const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })));
  const edge = fc.integer({ min: 0, max: 120 });
  fc.assert(
    fc.property(gaps, edge, edge, (list, start, end) => {
      let at = 0;
      const names = list.map(([gap, length]) => {
        const begin = at + gap;
        at = begin + length;
        return { span: { start: begin, end: at }, entity };
      });
      expect(beginningIn(names, { start, end })).toEqual(
        names.filter(({ span }) => span.start >= start && span.start < end),
      );
    }),
  );
});
