import { describe, expect, it } from "vitest";
import { languageOf } from "./language.js";

const language = (text: string): Promise<string> =>
  languageOf(text, { start: 0, end: text.length });

describe("languageOf", () => {
  it.each([
    [
      "The mayor said on Monday that the tunnel would not open before the end of the month, and left.",
      "en",
    ],
    [
      "MAYOR SAYS TUNNEL WILL NOT OPEN BEFORE JUNE AND THAT THE FERRY IS TO SAIL AGAIN FROM MONDAY",
      "en",
    ],
    [
      "Ada Lund, Ivo Marsh, Ines Kallio, Teodor Brandt, Mirela Oduya, Halvard Lund, Priya Nair, Jonas Berg",
      "en",
    ],
    ["Short.", "en"],
    [
      "La alcaldesa dijo el lunes que el túnel no se abriría antes de finales de mes y que el transbordador volvería.",
      "spa",
    ],
    [
      "Der Bürgermeister sagte am Montag, dass der Tunnel nicht vor Ende des Monats wieder geöffnet werde.",
      "deu",
    ],
    [
      "La maire a dit lundi que le tunnel ne rouvrirait pas avant la fin du mois et que le bac reprendrait.",
      "fra",
    ],
  ])("%s", async (text, expected) => expect(await language(text)).toBe(expected));
});
