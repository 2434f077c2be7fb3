/** What stands before the first that hangs on behind: "online poll" of "online poll of 800 voters". */
export const headPhrase = (name: string): string =>
  name.split(
    / (?:of|for|from|in|at|with|by|on|to|across|around|inside|outside|near|behind|who|that|which|\p{Ll}+ed|\p{Ll}{3,}ing)\b|,/u,
  )[0]!;

/** Noun that a description turns on, in the singular: "poll" of "online poll of 800 voters". */
export function headNoun(name: string): string {
  const phrase = headPhrase(name);
  const word = phrase.slice(phrase.lastIndexOf(" ") + 1).toLowerCase();
  return word.replace(/ies$/, "y").replace(/(?<!s)s$/, "");
}
