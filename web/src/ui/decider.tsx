import { decider, setDecider } from "../ledger.js";

/** The name that decisions are recorded under. */
export const DeciderField = () => (
  <label class="decider">
    Your name, for the record
    <input
      name="who"
      required
      autocomplete="name"
      value={decider.value}
      onChange={(event) => setDecider(event.currentTarget.value)}
    />
  </label>
);

/** Shown where a decision is asked for and nobody has said who decides. */
export const NAMELESS = "Write your name first: every decision is recorded with it.";
