/**
 * One JSON object whose last member is a list, written item by item. `<` is escaped, so that the
 * whole may stand in a page's `<script type="application/ld+json">`.
 */
export async function* jsonList(
  head: object,
  member: string,
  items: AsyncIterable<object>,
): AsyncGenerator<string> {
  yield `${written(head).slice(0, -1)},${written(member)}:[`;
  let first = true;
  for await (const item of items) {
    yield `${first ? "" : ","}\n${written(item)}`;
    first = false;
  }
  yield "\n]}\n";
}

const written = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
