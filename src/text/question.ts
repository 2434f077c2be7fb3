/** Code units at the end of what is said in which its question mark stands. */
const END = 20;

/** Whether what is said ends in a question, whatever marks close it. */
export const endsAsking = (words: string): boolean => /\?["”’')\]*_]*\s*$/u.test(words.slice(-END));
