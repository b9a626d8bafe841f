import assert from "node:assert/strict";
import fc from "fast-check";
import { findAll } from "../../../../src/core/findings/findAll";
import { knownPeople } from "../../../../src/core/people/knownPeople";
import type { ReadProject } from "../../../../src/core/people/knownPeople";
import { NO_POLICY } from "../../../../src/core/rules/accessPolicy";
import type { AccessException, AccessPolicy } from "../../../../src/core/rules/accessPolicy";
import { FINDING_RULES } from "../../../../src/core/rules/findingRules";
import { english } from "../../../../src/core/text/message";
import { someProject } from "../people/someProjects";
import type { SomeProject, SomeRow } from "../people/someProjects";

const TODAY = "2026-06-15";
const OWN: AccessPolicy = { ...NO_POLICY, ownDomains: ["example.org"] };
const look = (projects: readonly ReadProject[], policy = OWN) => findAll(knownPeople(projects), policy, TODAY);

/** "rule project username: sentence", of one rule. */
function told(id: string, projects: readonly SomeProject[], policy = OWN): readonly string[] {
  return look(projects.map(someProject), policy)
    .found.filter(({ rule }) => rule.id === id)
    .map(({ project, username, said }) =>
      [[project?.label, username].filter(Boolean).join(" "), english(said)].filter(Boolean).join(": "),
    );
}

const boss: SomeRow = {
  ...{ username: "boss", first: "Bea", last: "Oss", email: "boss@example.org" },
  rights: { user_rights: "1", design: "1" },
};
const second: SomeRow = { ...boss, username: "deputy", first: "De", email: "deputy@example.org" };
const with_ = (...people: readonly SomeRow[]): SomeProject => ({ label: "Trial", people: [boss, second, ...people] });
const luca: SomeRow = { username: "luca", first: "Luca", last: "Ferrante", email: "luca@example.org" };
const may = (rights: Readonly<Record<string, string>>): SomeProject => with_({ ...luca, rights });
const trial = (people: readonly SomeRow[], more: Partial<SomeProject> = {}): SomeProject => ({
  ...{ label: "Trial", people },
  ...more,
});
const ENTRY = [["U-1", "Data Entry"]] as const;
const SITES = [["boston", "Boston"]] as const;

/** Of each rule: a project that has it, with what is said, and one that nearly has it. */
const CASES: Readonly<Record<string, readonly [has: SomeProject, said: RegExp, nearly: SomeProject]>> = {
  "admin-none": [
    trial([{ ...boss, expiration: "2026-06-14" }]),
    /^Trial: Nobody whose access has not ended/,
    trial([{ ...boss, expiration: TODAY }]),
  ],
  "admin-one": [
    trial([boss, { ...second, expiration: "2026-06-14" }]),
    /^Trial: Only boss has full User Rights\.$/,
    trial([boss, second]),
  ],
  "admin-many": [
    with_(
      ...Array.from({ length: 4 }, (_, at) => ({
        ...boss,
        username: `b${at}`,
        first: `B${at}`,
        email: `b${at}@example.org`,
      })),
    ),
    /^Trial: 6 people have them: b0, b1, b2, b3 and 2 others\.$/,
    with_(
      ...Array.from({ length: 3 }, (_, at) => ({
        ...boss,
        username: `b${at}`,
        first: `B${at}`,
        email: `b${at}@example.org`,
      })),
    ),
  ],
  "external-admin": [
    with_({ ...luca, email: "luca@notexample.org", rights: { design: "1" } }),
    /^Trial luca: Has Project Design, with the address luca@notexample\.org\.$/,
    with_({ ...luca, email: "luca@dept.Example.org", rights: { design: "1" } }),
  ],
  "personal-mail": [
    with_({ ...luca, email: "luca@GMail.com" }),
    /^luca: Has the address luca@GMail\.com\.$/,
    with_({ ...luca, email: "luca@gmail.com.example.org" }),
  ],
  "shared-account": [
    with_({ username: "nurse1", first: "Nurse", last: "One" }),
    /^nurse1: The username nurse1 reads like/,
    with_({ ...luca, username: "l.nurseman" }),
  ],
  "no-dag": [
    { ...with_({ ...luca }), dags: SITES },
    /^Trial luca: Is in no DAG and sees the records of all of them\.$/,
    { ...with_({ ...luca, dag: "boston" }), dags: SITES },
  ],
  "export-full": [
    with_(
      ...Array.from({ length: 11 }, (_, at) => ({ ...luca, username: `l${at}`, rights: { forms_export: "visit:1" } })),
    ),
    /^Trial: 11 people may export it: l0, l1, l10, l2 and 7 others\.$/,
    with_(
      ...Array.from({ length: 10 }, (_, at) => ({ ...luca, username: `l${at}`, rights: { forms_export: "visit:1" } })),
    ),
  ],
  "all-powerful": [
    with_({ ...luca, rights: { user_rights: "1", design: "1", record_delete: "1", data_export: "1" } }),
    /^Trial luca: Has User Rights and Project Design, exports/,
    with_({ ...luca, rights: { user_rights: "2", design: "1", record_delete: "1", data_export: "1" } }),
  ],
  "api-rights": [may({ mobile_app: "1" }), /^Trial luca: Has API rights/, may({ api_export: "0" })],
  delete: [
    may({ record_delete: "1" }),
    /^Trial luca: May delete records/,
    { ...may({ record_delete: "1" }), inProduction: false },
  ],
  "lock-edit": [
    may({ lock_records: "2", forms: "visit:1" }),
    /^Trial luca: Edits instruments and signs/,
    may({ lock_records: "2", forms: "visit:2" }),
  ],
  "logging-wide": [may({ logging: "1" }), /^Trial luca: Sees the log/, may({ logging: "1", design: "1" })],
  "own-rights": [
    trial([{ ...boss, role: "U-1" }, luca], { roles: [["U-1", "Admins", { user_rights: "1" }]] }),
    /^Trial luca: Has rights of their own\.$/,
    trial([boss, luca]),
  ],
  "no-end": [
    with_({ ...luca, email: "luca@elsewhere.org" }),
    /^Trial luca: Has access without an end/,
    with_({ ...luca, email: "luca@elsewhere.org", expiration: "2027-01-01" }),
  ],
  "expired-kept": [
    with_({ ...luca, expiration: "2026-05-15" }),
    /^Trial luca: Access ended on 2026-05-15\.$/,
    with_({ ...luca, expiration: "2026-05-16" }),
  ],
  ghost: [
    with_({ username: "gone" }),
    /^Trial gone: REDCap shows neither/,
    with_({ username: "gone", email: "g@example.org" }),
  ],
  twin: [
    with_(luca, { ...luca, username: "luca2", first: "L." }),
    /^luca: Has the same email address as luca2\.$/,
    with_(luca, { ...luca, username: "luca2", first: "L.", email: "luca2@example.org" }),
  ],
  "dag-manager": [
    { ...with_({ ...luca, dag: "boston", rights: { data_access_groups: "1" } }), dags: SITES },
    /^Trial luca: Is in the DAG Boston and manages DAGs\.$/,
    { ...with_({ ...luca, rights: { data_access_groups: "1" } }), dags: SITES },
  ],
  empty: [
    { ...with_(luca), roles: ENTRY },
    /^Trial: Roles without members: Data Entry\.$/,
    { ...with_({ ...luca, role: "U-1" }), roles: ENTRY },
  ],
};

describe("the rules of findings", () => {
  for (const rule of FINDING_RULES) {
    const looks = rule.ofProject ?? rule.ofMember ?? rule.ofExpired ?? rule.ofAccount ?? rule.ofAll;
    it(`${rule.id}: ${looks ? "finds what has it, and not what nearly has it" : "says that it could not look"}`, () => {
      if (!looks) {
        const { unseen } = look([someProject(with_(luca))]);
        assert.ok(unseen.some((each) => each.rule === rule && each.project === undefined));
        return;
      }
      const [has, said, nearly] = CASES[rule.id] ?? assert.fail("has no case");
      assert.match(told(rule.id, [has])[0] ?? "", said);
      assert.deepEqual(told(rule.id, [nearly]), []);
    });
  }

  it("leave out whose access has ended, unless they are about that", () => {
    const ended = with_({ ...luca, email: "x@gmail.com", expiration: "2026-01-01", rights: { record_delete: "1" } });
    const found = look([someProject(ended)]).found.filter(({ username }) => username === "luca");
    assert.deepEqual(
      found.map(({ rule }) => rule.id),
      ["expired-kept"],
    );
  });

  it("say of each project what its token cannot read, and find nothing there", () => {
    const { found, unseen } = look([someProject({ ...with_(luca), dags: SITES, without: ["userDagMapping"] })]);
    assert.deepEqual(
      found.filter(({ rule }) => rule.id === "no-dag"),
      [],
    );
    assert.ok(unseen.some(({ rule, needs, project }) => rule.id === "no-dag" && needs === "userDagMapping" && project));
  });

  it("say who is external only where a policy names the own domains", () => {
    const projects = [with_({ ...luca, email: "luca@elsewhere.org", rights: { design: "1" } })];
    assert.equal(told("external-admin", projects).length, 1);
    assert.deepEqual(told("external-admin", projects, NO_POLICY), []);
  });
});

describe("exceptions of a policy", () => {
  const exception = (more: Partial<AccessException>): AccessException => ({
    ...{ rule: "delete", reason: "Data cleaning", author: "Bea", until: TODAY },
    ...more,
  });
  const excepted = (more: Partial<AccessException>) => {
    const { found } = look([someProject(may({ record_delete: "1" }))], { ...OWN, exceptions: [exception(more)] });
    return found.filter(({ rule, excepted: by }) => rule.id === "delete" && by).length;
  };

  it("count until their last day, and are still found", () => {
    assert.equal(excepted({}), 1);
    assert.equal(excepted({ until: "2026-06-14" }), 0);
  });

  it("count for the rule, person, project and server that they name", () => {
    const right = { username: "LUCA", projectId: 1, server: "ONE.example.org" };
    assert.equal(excepted(right), 1);
    for (const wrong of [{ rule: "ghost" }, { username: "lucas" }, { projectId: 2 }, { server: "two.example.org" }])
      assert.equal(excepted({ ...right, ...wrong }), 0, JSON.stringify(wrong));
  });
});

describe("findings of many projects", () => {
  it("are the same whatever the order of rows and projects", () => {
    const row = fc.record({
      username: fc.constantFrom("ann", "Ann", "test1", "cy", "dee"),
      email: fc.constantFrom("", "a@gmail.com", "b@x.org"),
      first: fc.constantFrom("", "Ann"),
      expiration: fc.constantFrom("", "2026-01-01"),
      rights: fc.constantFrom({ user_rights: "1" }, { record_delete: "1" }, {}),
    });
    const project = fc.record({
      label: fc.constantFrom("A", "B", "C"),
      server: fc.constantFrom("one.example.org", "two.example.org"),
      dags: fc.constantFrom([], SITES),
      people: fc.uniqueArray(row, { selector: ({ username }) => username, maxLength: 5 }),
    });
    const projects = fc.uniqueArray(project, { selector: ({ label, server }) => label + server, maxLength: 4 });
    const flat = (given: readonly SomeProject[]) =>
      look(given.map(someProject)).found.map(({ rule, project: of, account, username, said }) => [
        ...[rule.id, of?.id, account, username],
        english(said),
      ]);
    fc.assert(
      fc.property(projects, (all) => {
        const turned = [...all].reverse().map((each) => ({ ...each, people: [...each.people].reverse() }));
        assert.deepEqual(flat(turned), flat(all));
      }),
    );
  });
});
