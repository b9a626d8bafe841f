import { exampleInputs, mutations } from "../support/codec/mutations";
import { withstand } from "../support/codec/withstand";
import type { Format } from "../../src/codec/format";
import { main, report, rounded, worked } from "./measure";
import type { BenchRow } from "./measure";

const INPUTS = 200_000;
const SEED = 1;
/** Of smaller inputs a time says more about the machine. */
const TIMED_FROM = 10_000;
const MB = 1e6;

/** Large inputs made to hold a decoder up. */
const HOSTILE: readonly (readonly [name: string, format: Format, text: () => string])[] = [
  ["50 MB single line", "csv", () => "abcdefghi,".repeat(5_000_000)],
  ["50 MB single line of quotes", "csv", () => '"a"b,'.repeat(10_000_000)],
  ["quotes, then blanks", "csv", () => `a,"${'x" y'.repeat(2_000_000)}${" ".repeat(10_000_000)}`],
  ["50 MB single cell", "csv", () => `"${'""'.repeat(25_000_000)}"`],
  ["100,000 columns", "csv", () => `${names().join()}\n${`${"1,".repeat(99_999)}1\n`.repeat(20)}`],
  ["100,000 columns of one name", "csv", () => `${"a,".repeat(99_999)}a\n${"1\n".repeat(100_000)}`],
  ["50 MB of line ends", "csv", () => "\n".repeat(50_000_000)],
  ["50 MB single line", "json", () => `[${'{"a":"b"},'.repeat(5_000_000)}1]`],
  ["50 MB single text", "json", () => `[{"a":"${"\\n".repeat(25_000_000)}"}]`],
  ["100,000 names", "json", () => `[${`${JSON.stringify(wide())},`.repeat(20)}1]`],
  ["100,000 entries with names of their own", "json", () => JSON.stringify(names().map((name) => ({ [name]: 1 })))],
  ["nested 1,000,000 deep", "json", () => `[{"a":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}]`],
  ["nested, never closed", "json", () => '[{"a":'.repeat(5_000_000)],
  ["10 MB single line", "xml", () => `<r>${"<item><a>b</a></item>".repeat(500_000)}</r>`],
  ["50 MB single text", "xml", () => `<r><item><a>${"&amp;".repeat(10_000_000)}</a></item></r>`],
  [
    "100,000 columns",
    "xml",
    () =>
      `<r><item>${names()
        .map((name) => `<${name}>1</${name}>`)
        .join("")}</item></r>`,
  ],
  ["nested 1,000,000 deep", "xml", () => `${"<a>".repeat(1_000_000)}${"</a>".repeat(1_000_000)}`],
  ["10 MB never closed", "xml", () => "<a b='".repeat(1_500_000)],
];

function names(): string[] {
  return Array.from({ length: 100_000 }, (_, at) => `name${at}`);
}

function wide() {
  return Object.fromEntries(names().map((name) => [name, 1]));
}

function fuzz(): BenchRow {
  let [crashes, told, slowest, bytes] = [0, 0, 0, 0];
  for (const { format, text } of mutations(exampleInputs(), INPUTS, SEED)) {
    const read = () => withstand(text, format).problems.length;
    bytes += text.length;
    try {
      let ms = worked(() => void (told += read() > 0 ? 1 : 0));
      // What was slow once may have met the garbage collector.
      if (text.length >= TIMED_FROM && (ms / text.length) * MB > slowest) ms = Math.min(ms, worked(read), worked(read));
      if (text.length >= TIMED_FROM) slowest = Math.max(slowest, (ms / text.length) * MB);
    } catch {
      crashes += 1;
    }
  }
  const [MBytes, worst] = [rounded(bytes / MB), rounded(slowest)];
  return { inputs: INPUTS, crashes, "with problems": told, MB: MBytes, "slowest ms per MB": worst };
}

main(() => {
  const rows: BenchRow[] = [];
  for (const [name, format, make] of HOSTILE) {
    const text = make();
    let problems = 0;
    const ms = worked(() => void (problems = withstand(text, format).problems.length));
    const size = text.length / MB;
    rows.push({ input: name, format, MB: rounded(size), problems, ms: rounded(ms), "ms per MB": rounded(ms / size) });
  }
  report(
    {
      name: "fuzz",
      note: `Examples damaged at random; CPU time, of inputs of ${TIMED_FROM / 1000} KB or more.`,
      rows: [fuzz()],
    },
    { name: "hostile", note: "Made to hold a decoder up; CPU time, with checking what it tells.", rows },
  );
});
