import assert from "node:assert/strict";
import type { Edit } from "../../../../../src/core/edits/edit";
import type { ProjectState } from "../../../../../src/emulator/project/state";
import { cell, removed } from "../allTables";
import { dag, expiration, role, SEED } from "../../site";

export const PROJECT = {
  ...SEED,
  dags: ["Boston", "Lyon", "Kyoto"],
  roles: [...(SEED.roles ?? []), { id: "U-4OLD", label: "Interim", rights: ["reports"], forms: 129, formsExport: 0 }],
};

/** A way out of the role and back, own rights, a group, a new role, rights of a role, and what goes. */
export const EDITS: readonly Edit[] = [
  expiration("bob", "", "2027-01-31"),
  cell("users", "eve", "forms", "visit:130,labs:128", "visit:130,labs:130"),
  role("carol", "U-2ENTRY", "U-3MON"),
  dag("dave", "lyon", "boston"),
  cell("roles", "U-2ENTRY", "calendar", "0", "1"),
  cell("roles", "U-3MON", "forms", "visit:129,labs:129", "visit:129,labs:130"),
  removed("roles", "U-4OLD"),
  removed("dags", "kyoto"),
];
export const STEPS = ["unassign", "users", "users", "assign", "dags", "roles", "roles", "removeRoles", "removeDags"];

export interface Act {
  readonly name: string;
  readonly act: (project: ProjectState) => void;
  /** What it did still stands. */
  readonly stands: (project: ProjectState) => boolean;
  /** The first and last write before which it has to be noticed; the next one that carries the same thing looks. */
  readonly before?: readonly [number, number];
  readonly ends?: "done" | "stopped";
}

export const user = (project: ProjectState, name: string) => {
  const found = project.users.get(name);
  assert.ok(found);
  return found;
};
const group = (project: ProjectState, unique: string) => project.dags.find((each) => each.unique === unique);
const given = (project: ProjectState, id: string) => {
  const found = project.roles.get(id);
  assert.ok(found);
  return found;
};
const moves = (name: string, to: string): Pick<Act, "act" | "stands"> => ({
  act: (project) => void (user(project, name).dag = group(project, to)),
  stands: (project) => (user(project, name).dag?.unique ?? "") === to,
});
const assigns = (name: string, to: string): Pick<Act, "act" | "stands"> => ({
  act: (project) => void (user(project, name).role = given(project, to)),
  stands: (project) => user(project, name).role?.id === to,
});

/** What a second administrator does on REDCap's pages while an apply is under way. */
export const ACTS: readonly Act[] = [
  { name: "gives a group to somebody whose role changes", ...moves("carol", "lyon"), before: [0, 2], ends: "done" },
  { name: "takes that person's group away", ...moves("carol", ""), before: [0, 2], ends: "done" },
  { name: "gives a group to somebody on the way out and back", ...moves("bob", "lyon"), before: [2, 2], ends: "done" },
  { name: "gives a group to somebody with own rights", ...moves("eve", "lyon"), before: [0, 0], ends: "done" },
  { name: "moves somebody who is moved elsewhere", ...moves("dave", "kyoto"), before: [0, 3], ends: "stopped" },
  { name: "gives another role", ...assigns("carol", "U-1ADMIN"), before: [0, 2], ends: "stopped" },
  { name: "puts somebody back by hand", ...assigns("bob", "U-3MON"), before: [2, 2], ends: "stopped" },
  {
    name: "gives a right on an instrument beside",
    act: (project) => void user(project, "eve").own.forms.set("visit", 129),
    stands: (project) => user(project, "eve").own.forms.get("visit") === 129,
    before: [0, 0],
    ends: "stopped",
  },
  {
    name: "removes somebody",
    act: (project) => void project.users.delete("eve"),
    stands: (project) => !project.users.has("eve"),
    before: [0, 0],
    ends: "stopped",
  },
  {
    name: "removes somebody whose role changes",
    act: (project) => void project.users.delete("carol"),
    stands: (project) => !project.users.has("carol"),
    before: [0, 2],
    ends: "stopped",
  },
  {
    name: "gives a role another name",
    act: (project) => void (given(project, "U-2ENTRY").label = "Typists"),
    stands: (project) => given(project, "U-2ENTRY").label === "Typists",
    before: [0, 4],
    ends: "stopped",
  },
  {
    name: "gives a role a right on an instrument",
    act: (project) => void given(project, "U-3MON").forms.set("visit", 130),
    stands: (project) => given(project, "U-3MON").forms.get("visit") === 130,
    before: [0, 4],
    ends: "stopped",
  },
  {
    name: "deletes a role",
    act: (project) => {
      project.roles.delete("U-2ENTRY");
      for (const each of project.users.values()) if (each.role?.id === "U-2ENTRY") each.role = undefined;
    },
    stands: (project) => !project.roles.has("U-2ENTRY"),
    before: [4, 4],
    ends: "stopped",
  },
  { name: "puts somebody into a role that goes", ...assigns("eve", "U-4OLD"), before: [3, 6], ends: "stopped" },
  { name: "puts somebody into a group that goes", ...moves("eve", "kyoto"), before: [3, 7], ends: "stopped" },
  {
    name: "gives an end of access to somebody with own rights",
    act: (project) => void (user(project, "eve").expiration = "2026-09-30"),
    stands: (project) => user(project, "eve").expiration === "2026-09-30",
  },
  {
    name: "adds somebody",
    act: (project) =>
      void (project.users.has("gus") || project.users.set("gus", { ...user(project, "eve"), username: "gus" })),
    stands: (project) => project.users.has("gus"),
  },
  {
    name: "gives a role a right that nobody edits",
    act: (project) => void given(project, "U-1ADMIN").rights.set("calendar", 1),
    stands: (project) => given(project, "U-1ADMIN").rights.get("calendar") === 1,
  },
];
