import type { Deadline } from "../commitment/commitment.js";

/** "due by Aug. 31 (2024-08-31)", "until the wall is dry": a deadline as a reader takes it in. */
export function deadlineWords({ text, date }: Deadline): string {
  const line = text.replace(/\s+/gu, " ");
  const words = date ? `${line} (${date})` : line;
  return /^(?:until|till|before|after|once)\b/i.test(words) ? words : `due ${words}`;
}
