import { tableOf } from "../../src/core/dataTable";
import { buildSnapshot } from "../../src/core/access/snapshot";
import { findAll } from "../../src/core/findings/findAll";
import { PeopleIndex } from "../../src/core/people/findPeople";
import { knownPeople } from "../../src/core/people/knownPeople";
import type { ReadProject } from "../../src/core/people/knownPeople";
import { NO_POLICY } from "../../src/core/rules/accessPolicy";
import { exponent, main, processorTime, report, rounded, spread, times } from "./measure";

const RUNS = 7;
const PROJECTS = 200;
const PEOPLE = 300;
const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000];
const KEYS = ["f", "fe", "fer", "ferr", "ferra", "ferran", "zzz"];
const RIGHTS = ["design", "user_rights", "logging", "api_export", "record_delete", "forms", "forms_export"];
const OWN = [0, 0, 1, 0, 1, "visit:130,labs:129", "visit:1,labs:0"];

/** Projects of three servers; each person is in three of them, with the same address on every server. */
function projects(count: number, people: number): readonly ReadProject[] {
  return Array.from({ length: count }, (_, at) => {
    const rows = Array.from({ length: people }, (_row, index) => {
      const person = Math.floor((at * people + index) / 3);
      const name = `ferrante${person}`;
      return [name, `${name}@example.org`, "Luca", `Ferrante ${person}`, "", ...OWN];
    });
    const host = `server${at % 3}.example.org`;
    const user = tableOf(["username", "email", "firstname", "lastname", "expiration", ...RIGHTS], rows);
    const project = { projectId: at, title: `Study ${at}`, inProduction: true, raw: new Map<string, string>() };
    const snapshot = buildSnapshot({
      ...{ takenAt: at, project, version: "16.1.3", instruments: [], tables: { user }, missing: {} },
    });
    return { id: `${at}`, label: `Study ${at}`, origin: `https://${host}`, host, snapshot };
  });
}

async function ratios() {
  const before = process.memoryUsage().heapUsed;
  const all = projects(PROJECTS, PEOPLE);
  const known = knownPeople(all);
  const index = new PeopleIndex(known.people);
  globalThis.gc?.();
  const held = Math.round((process.memoryUsage().heapUsed - before) / 2 ** 20);
  const policy = { ...NO_POLICY, ownDomains: ["example.org"] };
  const [join = [], indexing = [], keys = [], findings = []] = await times(
    [
      () => knownPeople(all),
      () => new PeopleIndex(known.people),
      () => KEYS.forEach((typed) => index.find(typed, 200)),
      () => findAll(known, policy, "2026-06-15"),
    ],
    RUNS,
  );
  const { length } = findAll(known, policy, "2026-06-15").found;
  return {
    name: "people",
    note: `${PROJECTS} projects × ${PEOPLE} people, ${known.people.length} in all; ${held} MB held; ${length} findings.`,
    rows: [
      { what: "join, ms", ...spread(join), target: "≤ 300" },
      { what: "make ready to search, ms", ...spread(indexing), target: "" },
      { what: "search for a key, ms", ...spread(keys.map((ms) => ms / KEYS.length)), target: "≤ 16" },
      { what: "findings / join", ...spread(findings.map((ms, run) => ms / (join[run] ?? NaN))), target: "≤ 2" },
    ],
  };
}

function growth() {
  const measured = SIZES.map((size) => {
    const all = projects(10, size / 10);
    return [size, processorTime(() => knownPeople(all), RUNS)] as const;
  });
  return {
    name: "growth of joining people",
    note: "Processor time; it grows with people to the power of the exponent (1 is linear).",
    rows: [
      {
        what: "join",
        ...Object.fromEntries(measured.map(([size, ms]) => [`ms at ${size}`, rounded(ms)])),
        exponent: rounded(exponent(measured)),
      },
    ],
  };
}

main(async () => report(await ratios(), growth()));
