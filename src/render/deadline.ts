import type { Deadline } from "../commitment/commitment.js";

/** "due by Aug. 31 (2024-08-31)", "until the wall is dry": a deadline as a reader takes it in. */
export function deadlineWords({ text, date }: Deadline): string {
  const words = date ? `${text} (${date})` : text;
  return /^(?:until|till|before|after|once)\b/i.test(words) ? words : `due ${words}`;
}
