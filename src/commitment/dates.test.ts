import { describe, expect, test } from "vitest";
import { findDates } from "./dates.js";

/** Told on Wednesday, 18 August 2021. */
const TOLD = "2021-08-18";
const values = (text: string, reference: string | null = TOLD): readonly string[] =>
  findDates(text, { start: 0, end: text.length }, reference).map(
    (one) => `${one.type} ${one.value}`,
  );

describe("findDates", () => {
  test.each([
    ["The permit ends on 2021-09-03.", ["DATE 2021-09-03"]],
    ["Paid on 8/31/2021.", ["DATE 2021-08-31"]],
    ["The harbour will close by Aug. 31.", ["DATE 2021-08-31"]],
    ["They met on March 3, 1998, in Oslo.", ["DATE 1998-03-03"]],
    ["He left on 3 March 2019.", ["DATE 2019-03-03"]],
    ["The vote on January 10 will decide it.", ["DATE 2022-01-10"]],
    ["We will sail on the first of May.", ["DATE 2022-05-01"]],
    ["It was seen on the twenty-first of July 2019.", ["DATE 2019-07-21"]],
    ["It was sold in May 2017.", ["DATE 2017-05"]],
    ["It closed in March.", ["DATE 2021-03"]],
    ["It will open in March.", ["DATE 2022-03"]],
    ["She arrived last Tuesday.", ["DATE 2021-08-17"]],
    ["She arrived Monday.", ["DATE 2021-08-16"]],
    ["She will arrive on Monday.", ["DATE 2021-08-23"]],
    ["Answer by Friday!", ["DATE 2021-08-20"]],
    ["They leave next Wednesday.", ["DATE 2021-08-25"]],
    ["The tunnel opens by 2030.", ["DATE 2030"]],
    ["Profit rose in Q3.", ["DATE 2021-Q3"]],
    ["Sales fell in the fourth quarter.", ["DATE 2020-Q4"]],
    ["It will be done by year-end.", ["DATE 2021"]],
    ["We will meet on the 25th.", ["DATE 2021-08-25"]],
    ["We will finish by the end of the month.", ["DATE 2021-08"]],
    ["It began three years ago.", ["DATE 2018"]],
    ["Help came two weeks ago.", ["DATE 2021-W31"]],
    ["An answer within 48 hours is due.", ["DURATION PT48H"]],
    ["A six-month ban.", ["DURATION P6M"]],
    ["Over the past three months it rained.", ["DURATION P3M"]],
    ["It rains every day.", ["SET P1D"]],
    ["We speak tomorrow.", ["DATE 2021-08-19"]],
    ["They marched last night.", ["TIME 2021-08-17TNI"]],
    ["It starts at 10:30 a.m. Thursday.", ["TIME 2021-08-12T10:30"]],
    ["In the 1990s it was rare.", ["DATE 199"]],
    ["Next week we see.", ["DATE 2021-W34"]],
    ["The port announced Tuesday that it will close.", ["DATE 2021-08-17"]],
    ["On Monday, the mayor said the tunnel will open.", ["DATE 2021-08-16"]],
    ["The vote is expected Friday.", ["DATE 2021-08-20"]],
    ["Second-quarter tolls rose from a year earlier.", ["DATE 2021-Q2", "DATE 2020-Q2"]],
    ["The bridge was painted a year ago.", ["DATE 2020"]],
    ["Tolls fell in the latest quarter.", ["DATE 2021-Q2"]],
    ["It was a mild start for the year.", ["DATE 2021"]],
    ["We answer within a fortnight.", ["DURATION P2W"]],
    ["Help came two fortnights ago.", ["DATE 2021-W29"]],
    ["We will answer within 10 working days.", ["DURATION P10D"]],
    ["We will answer by Christmas.", ["DATE 2021-12-25"]],
    ["It was built after New Year’s Eve.", ["DATE 2021-12-31"]],
    ["We will answer before Easter.", ["DATE 2022-04-17"]],
    ["We will answer by Good Friday.", ["DATE 2022-04-15"]],
    ["We will answer by Labor Day.", ["DATE 2021-09-06"]],
    ["We will answer by Thanksgiving.", ["DATE XXXX-XX-XX"]],
    ["They vote on Super Tuesday.", []],
    ["The Midnight Players will sail.", []],
    ["It will open in spring.", ["DATE 2022-SP"]],
    ["We will answer by the weekend.", ["DATE 2021-W33-WE"]],
    ["Answer two weeks from today, or a week from Friday.", ["DATE 2021-09-01", "DATE 2021-08-27"]],
    ["Answer by noon Friday!", ["TIME 2021-08-20T12:00"]],
    ["Answer by midnight Aug. 31!", ["DATE 2021-08-31"]],
    ["We will sail at 17:00 GMT on Friday.", ["TIME 2021-08-20T17:00"]],
    ["We will answer by the end of the day.", ["DATE 2021-08-18"]],
    ["We will answer by week’s end.", ["DATE 2021-W33"]],
    ["We will answer on the last day of the month.", ["DATE 2021-08"]],
    ["We will answer by March 31 of next year.", ["DATE 2022-03-31"]],
    ["Paid on 31/08/2021 and 3.9.2021.", ["DATE 2021-08-31", "DATE 2021-09-03"]],
    ["It ends in FY2023 or by the end of fiscal 2024.", ["DATE 2023", "DATE 2024"]],
    ["We will answer by Friday week.", ["DATE 2021-08-27"]],
    ["We will answer the week after next.", ["DATE 2021-W35"]],
    ["We will answer by the 5th of next month.", ["DATE 2021-09-05"]],
    ["We will answer by the spring of next year.", ["DATE 2022-SP"]],
    ["We will answer in the second half of 2022, or in H1 2023.", ["DATE 2022-H2", "DATE 2023-H1"]],
    ["We will meet every Friday.", ["SET XXXX-WXX-5"]],
    ["It ends three weeks before the Nov. 8 vote.", ["DURATION P3W", "DATE 2021-11-08"]],
  ])("%s", (text, expected) => expect(values(text)).toEqual(expected));

  test.each([
    "The March on Washington drew them.",
    "You may go.",
    "It cost $2000 or more.",
    "Some 2000 soldiers came.",
    "April Novak said so.",
    "We act before the election.",
    "Room 4, Floor 12.",
    "A ten-year-old girl.",
    "The pumps move 12 barrels a day.",
    "Answer as soon as you can.",
    "A quarter of the pumps failed.",
    "There once was a harbour.",
    "They drank in spring waters.",
    "She spoke at Christmas parties.",
  ])("no time: %s", (text) => expect(values(text)).toEqual([]));

  test("without a date of the document nothing is dated from today", () => {
    const text = "We leave on Friday, next month or by Aug. 31.";
    const found = findDates(text, { start: 0, end: text.length }, null);
    expect(found.map((one) => one.date)).toEqual([null, null, null]);
  });

  test("a span of time to come falls due", () => {
    const text = "We will answer within 48 hours or in two weeks.";
    const found = findDates(text, { start: 0, end: text.length }, TOLD);
    expect(found.map((one) => one.date)).toEqual(["2021-08-20", "2021-09-01"]);
    // From a Wednesday over two weekends.
    const weekdays = "We will answer within 10 working days or within a fortnight.";
    expect(
      findDates(weekdays, { start: 0, end: weekdays.length }, TOLD).map((one) => one.date),
    ).toEqual(["2021-09-01", "2021-09-01"]);
  });

  test.each([
    ["We will answer next week.", "2021-08-29"],
    ["We will answer by the end of the week.", "2021-08-22"],
    ["We will answer this weekend.", "2021-08-22"],
    ["We will answer next month.", "2021-09"],
    ["She answered last week.", "2021-08-15"],
    ["We will answer in the fourth quarter.", "2021-12"],
    ["We will answer in the first half of 2022.", "2022-06"],
    ["We will answer in six to eight weeks.", "2021-10-13"],
    ["We will answer in the next 30 days.", "2021-09-17"],
  ])("a week is dated by its last day, a quarter by its last month: %s", (text, date) => {
    const found = findDates(text, { start: 0, end: text.length }, TOLD);
    expect(found.map((one) => one.date)).toEqual([date]);
  });

  test("weeks at the turn of a year", () => {
    const text = "We will answer next week.";
    const whole = { start: 0, end: text.length };
    expect(findDates(text, whole, "2020-12-29")[0]!.date).toBe("2021-01-10");
    expect(findDates(text, whole, "2026-12-24")[0]!.date).toBe("2027-01-03");
  });

  test.each([
    ["It is due on 3/9/2021.", null, "2021"],
    ["It is due on 3/3/2021.", null, "2021-03-03"],
    ["We will pay by 3/9/2021.", TOLD, "2021-09-03"],
    ["It sank on 3/9/2021.", TOLD, "2021-03-09"],
    ["We will pay by 3/9/2022.", TOLD, "2022"],
    ["We paid on 25/8/2021. We will pay by 3/9/2022.", TOLD, "2022-09-03"],
    ["We paid on 8/25/2021. We will pay by 3/9/2022.", TOLD, "2022-03-09"],
    ["We paid on 25 July 2021. We will pay by 3/9/2022.", TOLD, "2022-09-03"],
    ["We paid on July 25, 2021. We will pay by 3/9/2022.", TOLD, "2022-03-09"],
    ["Our neighbours will pay by 3/9/2022.", TOLD, "2022-09-03"],
    ["Our neighbors will pay by 3/9/2022.", TOLD, "2022-03-09"],
  ])("dates in numbers, by the order of their text: %s", (text, reference, date) => {
    const found = findDates(text, { start: 0, end: text.length }, reference);
    expect(found.at(-1)!.date).toBe(date);
  });

  test("spans stand in the text", () => {
    const text = "Nothing here. She will go on Aug. 31, 2021, he said.";
    for (const one of findDates(text, { start: 14, end: text.length }, TOLD))
      expect(text.slice(one.span.start, one.span.end)).toBe(one.text);
  });

  test("a long text of numbers takes no long time", () => {
    const text = "12 34 1 2 ".repeat(20_000);
    const start = performance.now();
    findDates(text, { start: 0, end: text.length }, TOLD);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
