import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peopleOf } from "../../../../src/app/journal/journalEntry";
import type { Plan } from "../../../../src/core/plan/plan";
import type { Edit } from "../../../../src/core/edits/edit";
import { privateFiles } from "../../../../src/platform/privateFiles";
import type { ApplyDone, ApplyJob } from "../../../support/bin/applyDrafts";
import { access, added, cell, removed } from "./allTables";
import { saveDrafts } from "../draftTexts";
import type { Fault } from "../../../support/faults/faultProxy";
import { applied } from "./breaking";
import { dag, expiration, openSite, role, SEED } from "../site";
import type { Site } from "../site";
import { english } from "../../../../src/core/text/message";

const CHILD = join(__dirname, "../../../support/bin/applyDrafts.js");
/** Cases at a time. */
const AT_ONCE = 3;

const PROJECT = {
  ...SEED,
  dags: ["Boston", "Lyon", "Kyoto"],
  roles: [...(SEED.roles ?? []), { id: "U-4OLD", label: "Interim", rights: ["reports"], forms: 129, formsExport: 0 }],
  users: [
    ...(SEED.users ?? []),
    { username: "gil", role: "U-4OLD", dag: "Kyoto" },
    { username: "hal", role: "U-2ENTRY", dag: "Lyon" },
  ],
};

/** One request of every kind, with fay's expiration by a way out of her role and back. */
const EDITS: readonly Edit[] = [
  ...added("dags", "new:1", { data_access_group_name: "Paris" }),
  ...added("roles", "new:1", { role_label: "Auditor", reports: "1", forms: "visit:129,labs:129" }),
  role("carol", "U-2ENTRY", ""),
  cell("users", "dave", "calendar", "0", "1"),
  expiration("dave", "", "2027-01-31"),
  expiration("fay", "2026-06-20", "2027-01-31"),
  ...added("users", "zoe", { expiration: "2027-01-31" }),
  role("zoe", "", "new:1"),
  dag("zoe", "", "new:1"),
  role("gil", "U-4OLD", "new:1"),
  dag("gil", "kyoto", "new:1"),
  dag("bob", "boston", "new:1"),
  cell("roles", "U-2ENTRY", "calendar", "0", "1"),
  cell("dags", "lyon", "data_access_group_name", "Lyon", "Lyon South"),
  removed("users", "eve"),
  removed("users", "hal"),
  removed("roles", "U-4OLD"),
  removed("dags", "kyoto"),
];
const DETOUR = ["fay"];
const STEPS = [
  "createDags",
  "createRoles",
  "unassign",
  "users",
  "users",
  "addUsers",
  "assign",
  "dags",
  "roles",
  "renameDags",
  "removeUsers",
  "removeRoles",
  "removeDags",
];

/** Requests after which people or names are in the air although the answer came. */
const TELLING = new Set(["createDags", "createRoles", "unassign", "renameDags"].map((step) => STEPS.indexOf(step)));

interface Break {
  readonly name: string;
  readonly fault: Fault;
  /** How the apply ends: the outcome that it reports, or the signal. */
  readonly ends: string;
  readonly at?: ReadonlySet<number>;
}

const BREAKS: readonly Break[] = [
  { name: "not sent", fault: "unsent", ends: "stopped" },
  { name: "answer lost", fault: "lost", ends: "done" },
  { name: "403", fault: "403", ends: "stopped" },
  { name: "500", fault: "500", ends: "stopped" },
  { name: "truncated", fault: "truncated", ends: "done" },
  { name: "killed before", fault: "held", ends: "SIGKILL" },
  { name: "killed after", fault: "heldAnswer", ends: "SIGKILL" },
  { name: "killed later", fault: "heldNext", ends: "SIGKILL", at: TELLING },
];
const WAYS = ["finish", "undo"] as const;
type Way = (typeof WAYS)[number];
const GOALS: Readonly<Record<Way, string>> = { finish: "wanted", undo: "original" };

/** Where the project stands before and after, with nothing going wrong. */
let ends: { readonly original: Record<string, string>; readonly wanted: Record<string, string> };
/** Where each case ended. */
const table = new Map<string, string>();

/** Everybody's role and group. */
function people(site: Site): readonly string[] {
  const { users } = site.emulator.state(site.projectId);
  return [...users].map(([name, { role, dag }]) => `${name} ${role?.label ?? "-"}/${dag?.name ?? ""}`).sort();
}

async function on<T>(work: (site: Site, folder: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), "redcap-access-killed-"));
  const folder = join(root, "files");
  const site = await openSite({ seed: PROJECT, kept: privateFiles(folder) });
  try {
    return await work(site, folder);
  } finally {
    await site.close();
    await rm(root, { recursive: true });
  }
}

function job(site: Site, folder: string): ApplyJob {
  const token = site.emulator.projects[0]?.token ?? "";
  return { connection: site.connections.require(site.id), token, folder, unassignFirst: DETOUR };
}

/** Applies in a process of its own; a request that waits in vain is its end. Gives back how it ended. */
async function applyInChild(site: Site, folder: string): Promise<string> {
  const child = fork(CHILD, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const exited = once(child, "exit");
  let said: ApplyDone | undefined;
  child.once("message", (done) => (said = done as ApplyDone));
  child.send(job(site, folder));
  void site.proxy.held().then(() => child.kill("SIGKILL"));
  const [, signal] = (await exited) as [number | null, NodeJS.Signals | null];
  return said?.outcome ?? signal ?? "no outcome";
}

async function plan(site: Site): Promise<Plan> {
  return await site.changes.plan(site.id, await site.drafts.edits(site.id), { unassignFirst: new Set(DETOUR) });
}

/** *Check and finish* and *Undo*, with nothing but the files: on what broke off, else on drafts and history. */
async function recover(site: Site, way: Way): Promise<void> {
  const [open] = await site.changes.openEntries(site.id);
  if (open) await applied(site, (await site.changes.checkOpen(site.id, open))[way]);
  else if (way === "finish") await applied(site, await plan(site));
  else {
    const undo = await site.changes.planUndo(site.id);
    if (undo) await applied(site, undo.plan);
  }
}

/** Everybody who stands otherwise than before, also who is new or gone, is named by the history. */
async function assertNamed(site: Site): Promise<void> {
  const [entry] = await site.journal.list(site.id);
  assert.ok(entry);
  const [before, now] = [ends.original, access(site)];
  const people = new Set([...Object.keys(before), ...Object.keys(now)].filter((name) => !/^role |^groups$/.test(name)));
  const named = new Set(peopleOf(entry));
  const unnamed = [...people].filter((name) => before[name] !== now[name] && !named.has(name));
  assert.deepEqual(unnamed, []);
}

/** Breaks one request, and gives the site as it is then, with everything in memory forgotten. */
async function breakOff({ fault, ends: ending }: Break, at: number, site: Site, folder: string): Promise<Site> {
  await saveDrafts(site, EDITS);
  site.proxy.arm((write) => (write === at ? fault : undefined));
  if (ending === "SIGKILL") {
    assert.equal(await applyInChild(site, folder), ending);
    assert.equal(site.proxy.writes.length, at + 1);
    // Who asks waits until it is certain that the process is dead.
    assert.equal(await site.changes.isBusy(site.id), false);
    assert.equal((await site.changes.openEntries(site.id)).length, 1);
  } else {
    const report = await site.changes.apply(site.id, await plan(site));
    assert.equal(report.outcome, ending, english(report.sentence));
    // Whoever had been taken out for the unassignFirst is put back at once.
    const rescue = at > STEPS.indexOf("unassign") && at <= STEPS.indexOf("assign") ? 1 : 0;
    assert.equal(site.proxy.writes.length, ending === "done" ? STEPS.length : at + 1 + rescue);
  }
  site.proxy.arm(() => undefined);
  await assertNamed(site);
  return site.restart();
}

/** Where a way out of what was broken off ends. */
async function endBy(way: Way, site: Site): Promise<string> {
  await recover(site, way);
  assert.deepEqual(await site.changes.openEntries(site.id), []);
  if (way === "finish") assert.deepEqual(await site.drafts.edits(site.id), []);
  return endOf(access(site));
}

/** Breaks one request and takes both ways out, each from the same server and the same files. */
async function runCase(broken: Break, at: number): Promise<void> {
  const keep = (way: Way) => (end: unknown) => void table.set(keyOf(at, broken.name, way), String(end));
  await on(async (site, folder) => {
    const later = await breakOff(broken, at, site, folder);
    const back = keepServer(site);
    await cp(folder, `${folder}-left`, { recursive: true });
    await endBy("finish", later).then(keep("finish"), keep("finish"));
    back();
    await rm(folder, { recursive: true });
    await cp(`${folder}-left`, folder, { recursive: true });
    await endBy("undo", later.restart()).then(keep("undo"), keep("undo"));
  }).catch((error: unknown) => WAYS.forEach((way) => keep(way)(error)));
}

/** Gives back what brings the server's project to where it is now. */
function keepServer(site: Site): () => void {
  const project = site.emulator.state(site.projectId);
  const { users, roles, dags } = structuredClone({ users: project.users, roles: project.roles, dags: project.dags });
  return () => {
    project.users.clear();
    project.roles.clear();
    for (const [name, user] of users) project.users.set(name, user);
    for (const [id, role] of roles) project.roles.set(id, role);
    project.dags.splice(0, Infinity, ...dags);
  };
}

function endOf(now: Record<string, string>): string {
  const [wanted, original] = [ends.wanted, ends.original].map((end) => JSON.stringify(Object.entries(end).sort()));
  const text = JSON.stringify(Object.entries(now).sort());
  return text === wanted ? "wanted" : text === original ? "original" : `neither: ${text}`;
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const keyOf = (at: number, name: string, way: Way) => `${at + 1} ${STEPS[at]} × ${name} → ${way}`;

const shown = (end = "-") => (end.includes(" ") ? "FAILED" : end);

/** Steps by faults: where finishing led, and where undoing did. */
function told(): string {
  const line = (cells: readonly string[]) => `      ${cells.map((cell) => cell.padEnd(16)).join(" ")}`.trimEnd();
  const lines = STEPS.map((step, at) =>
    line([
      `${at + 1} ${step}`,
      ...BREAKS.map(({ name }) => WAYS.map((way) => shown(table.get(keyOf(at, name, way)))).join("/")),
    ]),
  );
  const totals = WAYS.map((way) => {
    const of = [...table].filter(([key]) => key.endsWith(way));
    return `${way}: ${of.filter(([, end]) => end === GOALS[way]).length} of ${of.length} ${GOALS[way]}`;
  });
  return [line(["finish/undo", ...BREAKS.map(({ name }) => name)]), ...lines, line(totals), ""].join("\n");
}

describe("An apply over all tables with its files on disk", function () {
  this.timeout(360_000);
  before(() =>
    on(async (site, folder) => {
      const original = access(site);
      assert.deepEqual(people(site), [
        "ann Administrators/",
        "bob Data Entry/Boston",
        "carol Data Entry/Boston",
        "dave -/Lyon",
        "eve -/",
        "fay Monitor/Lyon",
        "gil Interim/Kyoto",
        "hal Data Entry/Lyon",
      ]);
      await saveDrafts(site, EDITS);
      assert.deepEqual(
        (await plan(site)).steps.map((step) => step.purpose),
        STEPS,
      );
      assert.equal(await applyInChild(site, folder), "done");
      assert.deepEqual(people(site), [
        "ann Administrators/",
        "bob Data Entry/Paris",
        "carol -/Boston",
        "dave -/Lyon South",
        "fay Monitor/Lyon South",
        "gil Auditor/Paris",
        "zoe Auditor/Paris",
      ]);
      ends = { original, wanted: access(site) };
    }),
  );
  after(() => void process.stdout.write(told()));

  for (const broken of BREAKS) {
    const { name, at: only } = broken;
    it(`${name}: from every request a new process finishes, or takes all back`, async () => {
      const steps = [...STEPS.keys()].filter((at) => only?.has(at) ?? true);
      await inTurns(steps, async (at) => await runCase(broken, at));
      for (const at of steps) {
        for (const way of WAYS) {
          const key = keyOf(at, name, way);
          assert.equal(table.get(key), GOALS[way], key);
        }
      }
    });
  }
});
