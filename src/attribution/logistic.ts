/** The chance, 0 to 1, of so many logits. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Logits of a probability; those near 0 and 1 are drawn in, since a model overstates them. */
export function logit(probability: number): number {
  const p = Math.min(0.995, Math.max(0.02, probability));
  return Math.log(p / (1 - p));
}
