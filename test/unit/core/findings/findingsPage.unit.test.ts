import assert from "node:assert/strict";
import { findAll } from "../../../../src/core/findings/findAll";
import { findingsPage } from "../../../../src/core/findings/findingsPage";
import type { Grouping } from "../../../../src/core/findings/findingsPage";
import { pageText } from "../../../../src/core/page/pageFiles";
import { pageWords } from "../../../../src/core/page/pageWords";
import { renderedPage } from "../../../../src/core/page/renderedPage";
import { knownPeople } from "../../../../src/core/people/knownPeople";
import { NO_POLICY } from "../../../../src/core/rules/accessPolicy";
import type { AccessException } from "../../../../src/core/rules/accessPolicy";
import { english } from "../../../../src/core/text/message";
import { someProject } from "../people/someProjects";

const boss = { username: "boss", first: "Bea", last: "Oss", email: "b@example.org", rights: { user_rights: "1" } };
const projects = ["Trial", "Pilot"].map((label) =>
  someProject({
    ...{ label, without: label === "Pilot" ? (["userDagMapping"] as const) : [] },
    dags: [["boston", "Boston"]],
    people: [boss, { username: "ghost", rights: { record_delete: "1" } }],
  }),
);

function page(grouping: Grouping, exceptions: readonly AccessException[] = [], most = 100): string {
  const known = knownPeople(projects);
  const findings = findAll(known, { ...NO_POLICY, exceptions }, "2026-06-15");
  const made = findingsPage({ findings, known, grouping, acts: () => [], most });
  return pageText(renderedPage({ ...made, facts: [], states: [], acts: [] }, english), pageWords(english));
}

describe("the page of findings", () => {
  it("groups by rule, the gravest first, with the reason once", () => {
    const text = page("rule");
    assert.match(text, /^8 findings: 1 high, 4 medium, 1 low, 2 for information\n/);
    assert.match(
      text,
      /\nIn no DAG, so sees the records of all \(high\) \(1\):\n  The project keeps sites apart by DAGs/,
    );
    assert.match(text, /\n  ghost · Pilot · REDCap shows neither a name nor an email address\.\n/);
    assert.ok(text.indexOf("(high)") < text.indexOf("(medium)"));
  });

  it("groups by person and by project", () => {
    assert.match(page("person"), /\nghost \(5\):\n[^]*\nOf projects as a whole \(3\):/);
    assert.match(page("project"), /\nPilot \(\d\):\n[^]*Neither name nor address \(medium\) · ghost · REDCap/);
  });

  it("shows the first of each group, and counts the others", () => {
    assert.match(page("rule", [], 1), /1 more of this kind; an export has it too\./);
  });

  it("keeps what is excepted in view, with who, why and until when", () => {
    const exception = { rule: "ghost", reason: "A test account", author: "Bea", until: "2026-12-31" };
    const text = page("rule", [exception]);
    assert.match(text, /^6 findings: [^\n]*; 2 more are excepted\n/);
    assert.match(text, /Excepted by the access policy \(2\):\n[^]*Excepted until 2026-12-31 by Bea: A test account/);
  });

  it("says what was not looked at, and why", () => {
    const text = page("rule");
    assert.match(
      text,
      /In no DAG, so sees the records of all: needs the DAG assignments, which cannot be read in Pilot\./,
    );
    assert.match(text, /Has not been active for long, or never: needs the project's log/);
    assert.match(text, /External without an end: needs your own email domains/);
  });
});
