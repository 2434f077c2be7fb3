import { useState } from "preact/hooks";
import { post } from "../api.js";
import { decider } from "../ledger.js";
import { NAMELESS } from "../ui/decider.js";

/** Declares two names to be one person's. */
export async function merge(name: string, other: string, why: string | null): Promise<void> {
  if (decider.value === "") throw new Error(NAMELESS);
  await post("people/merge", { name, others: [other], who: decider.value, why });
}

/** A button that says two names are one person's. */
export function MergeButton({
  name,
  other,
  done,
}: {
  name: string;
  other: string;
  done: () => void;
}) {
  const [failure, setFailure] = useState("");
  return (
    <>
      <button
        type="button"
        class="small"
        onClick={() =>
          void merge(name, other, null)
            .then(done)
            .catch((error: unknown) =>
              setFailure(error instanceof Error ? error.message : String(error)),
            )
        }
      >
        The same person
        <span class="hidden-label">
          : {other} is {name}
        </span>
      </button>
      {failure && <span role="alert">{failure}</span>}
    </>
  );
}

export function MergeForm({ done }: { done: () => void }) {
  const [said, setSaid] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const data = new FormData(form);
        const text = (name: string): string => {
          const value = data.get(name);
          return typeof value === "string" ? value.trim() : "";
        };
        merge(text("name"), text("other"), text("why") || null)
          .then(() => {
            setSaid("Merged.");
            form.reset();
            done();
          })
          .catch((error: unknown) =>
            setSaid(error instanceof Error ? error.message : String(error)),
          );
      }}
    >
      <label>
        The name they go under
        <input name="name" required />
      </label>
      <label>
        Their other name
        <input name="other" required />
      </label>
      <label>
        Why
        <input name="why" />
      </label>
      <div class="row">
        <button type="submit">Merge</button>
        <span role="status">{said}</span>
      </div>
    </form>
  );
}
