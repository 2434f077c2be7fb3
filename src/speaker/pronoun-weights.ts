/** Written by training/pronouns.mjs from training/labels; features as src/speaker/pronoun.ts defines them. */
export const FEATURES = [
  "sameSentence",
  "sentenceBefore",
  "twoBefore",
  "far",
  "sameParagraph",
  "paragraphBefore",
  "farParagraph",
  "opensSentence",
  "opensNear",
  "nameQuoted",
  "possessive",
  "lastName",
  "fullNear",
  "lastSpeaker",
  "speakerBefore",
  "everSpoke",
  "spokeHere",
  "spokeParagraphBefore",
  "lastSpeakerOpens",
  "lastSpeakerNear",
  "gender",
  "often",
  "mainPerson",
  "unnamed",
  "selfQuoted",
  "selfReported",
] as const;

export const WEIGHTS: readonly number[] = [
  0.2, 0.892, 0.377, -0.843, 0.906, 0.303, -0.618, 0.456, 0.83, -0.709, 0.024, 0.428, 0.384, 0.95,
  -0.376, -0.031, 0.688, 0.44, 0.144, 0.573, 0.628, 0.067, 0.499, -0.291, 0, 0,
];
