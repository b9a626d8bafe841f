import * as v from "valibot";
import { FEATURES } from "./state";

/** One code for every instrument, or a code by instrument; instruments left out get none. */
const codes = v.union([
  v.number(),
  // An instrument may be called `constructor`, which `v.record` would leave out.
  v.custom<Readonly<Record<string, number>>>(
    (value) =>
      typeof value === "object" && value !== null && Object.values(value).every((code) => typeof code === "number"),
  ),
]);

/** `"design"` for level 1, `"user_rights:2"` for another level, `"*"` for everything the server knows. */
const rights = v.pipe(v.array(v.string()), v.readonly());

const name = v.pipe(v.string(), v.nonEmpty("must not be empty"));

const role = v.strictObject({
  label: name,
  /** Made by the server when left out. */
  id: v.exactOptional(name),
  rights: v.exactOptional(rights),
  forms: v.exactOptional(codes),
  formsExport: v.exactOptional(codes),
});

const user = v.strictObject({
  username: name,
  /** Who has none of these three has no account on this server. */
  firstname: v.exactOptional(v.string()),
  lastname: v.exactOptional(v.string()),
  email: v.exactOptional(v.string()),
  expiration: v.exactOptional(v.pipe(v.string(), v.regex(/^(\d{4}-\d{2}-\d{2})?$/, "must be a date like 2026-01-31"))),
  /** Name of a group of this project. */
  dag: v.exactOptional(name),
  /** Label or id of a role of this project. */
  role: v.exactOptional(name),
  /** Own rights; for people in a role those that slumber under it. */
  rights: v.exactOptional(rights),
  forms: v.exactOptional(codes),
  formsExport: v.exactOptional(codes),
  /** Names of the groups between which this person may switch. */
  switcher: v.exactOptional(v.pipe(v.array(name), v.readonly())),
});

/**
 * A project to begin with, in code and in the files of the command line:
 *
 *     { "title": "My Trial", "owner": "ann", "formCodes": "bits",
 *       "instruments": [{ "name": "intake", "label": "Intake" }],
 *       "dags": ["Boston"],
 *       "roles": [{ "label": "Monitor", "rights": ["reports", "user_rights:2"], "forms": { "intake": 129 } }],
 *       "users": [{ "username": "ann", "rights": ["*"], "forms": 154, "formsExport": 1 },
 *                 { "username": "ben", "role": "Monitor", "dag": "Boston", "expiration": "2031-01-31" }] }
 */
const projectSeed = v.strictObject({
  title: name,
  projectId: v.exactOptional(v.pipe(v.number(), v.integer())),
  /** The user whose token is printed; must be among the users. */
  owner: name,
  formCodes: v.exactOptional(v.picklist(["legacy", "bits"])),
  inProduction: v.exactOptional(v.boolean()),
  features: v.exactOptional(v.pipe(v.array(v.picklist(FEATURES)), v.readonly())),
  /** Rights that only servers of the future know; shown and stored like all others. */
  extraRights: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))), v.readonly())),
  instruments: v.pipe(
    v.array(v.strictObject({ name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/)), label: v.string() })),
    v.readonly(),
  ),
  dags: v.exactOptional(v.pipe(v.array(name), v.readonly())),
  roles: v.exactOptional(v.pipe(v.array(role), v.readonly())),
  users: v.pipe(v.array(user), v.readonly()),
});

export type ProjectSeed = v.InferOutput<typeof projectSeed>;
export type RoleSeed = v.InferOutput<typeof role>;
export type UserSeed = v.InferOutput<typeof user>;

/** Reads a project file. Says where it is wrong, in the file's own words. */
export function parseProjectSeed(text: string): ProjectSeed {
  let data: unknown;
  try {
    // Editors on Windows like to put a mark before the text.
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Error(`it is not JSON (${error instanceof Error ? error.message : "unreadable"})`);
  }
  const result = v.safeParse(projectSeed, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? "the project"}: ${issue.message}`);
}
