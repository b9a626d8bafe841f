import { TABLE_NAMES } from "../../src/core/access/tables";
import { exponent, main, processorTime, report, rounded, spread, times } from "./measure";
import { decodeAll, join, textsOf } from "./wholeProject";
import type { Texts } from "./wholeProject";

const RUNS = 7;
const USERS = 10_000;
const FORMS = 60;
const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000];
const FEW_FORMS = 6;

const parse = (texts: Texts) => TABLE_NAMES.forEach((name) => void JSON.parse(texts[name]));

/** Decoding and joining in turns with what JSON.parse alone takes for the same bytes. */
async function ratio() {
  const texts = await textsOf(USERS, FORMS);
  const bytes = TABLE_NAMES.reduce((sum, name) => sum + texts[name].length, 0);
  const [bare = [], both = []] = await times([() => parse(texts), () => join(decodeAll(texts))], RUNS);
  return {
    name: "project",
    note: `The access tables of ${USERS} users × ${FORMS} forms, ${Math.round(bytes / 1e6)} MB of JSON; ${RUNS} runs in turns.`,
    rows: [
      { what: "JSON.parse, ms", ...spread(bare), target: "" },
      { what: "decode and join, ms", ...spread(both), target: "" },
      {
        what: "decode and join / JSON.parse",
        ...spread(both.map((ms, run) => ms / (bare[run] ?? NaN))),
        target: "≤ 1.6",
      },
    ],
  };
}

async function growth() {
  const measured: { readonly users: number; readonly decode: number; readonly join: number }[] = [];
  for (const users of SIZES) {
    const texts = await textsOf(users, FEW_FORMS);
    const tables = decodeAll(texts);
    measured.push({
      users,
      decode: rounded(processorTime(() => decodeAll(texts), RUNS)),
      join: rounded(processorTime(() => join(tables), RUNS)),
    });
  }
  const fit = (what: "decode" | "join") => ({
    what,
    ...Object.fromEntries(measured.map((each) => [`ms at ${each.users}`, each[what]])),
    exponent: rounded(exponent(measured.map((each) => [each.users, each[what]]))),
  });
  return {
    name: "growth",
    note: `Processor time × ${FEW_FORMS} forms; time grows with users to the power of the exponent (1 is linear).`,
    rows: [fit("decode"), fit("join")],
  };
}

main(async () => report(await ratio(), await growth()));
