import { said } from "../core/problems";
import assert from "node:assert/strict";
import { historyLine } from "../../../src/app/journal/history";
import { historyText } from "../../../src/app/journal/historyText";
import { reportText } from "../../../src/app/apply/reportText";
import { decodeCsv, encodeCsv } from "../../../src/codec/csv";
import { DRAFT_NAMES } from "../../../src/core/edits/draftTables";
import { distinctPaths, fillTemplate } from "../../../src/core/text/fileNames";
import { meaningOf } from "../../../src/core/check/explain";
import { suggestions } from "../../../src/core/check/suggest";
import { grantedRights } from "../../../src/core/access/grants";
import { personLine, sortedPeople } from "../../../src/core/access/people";
import { cellText, EMPTY_TABLE } from "../../../src/core/dataTable";
import { assignmentsText, rolesText } from "../../../src/core/access/compareText";
import { neutral, readableTable } from "../../../src/core/access/readable";
import { reviewText } from "../../../src/core/review/reviewText";
import { removeRow, setCell } from "../../../src/core/edits/edit";
import type { Snapshot } from "../../../src/core/access/snapshot";
import { TABLE_NAMES } from "../../../src/core/access/tables";
import { effectiveRights } from "../../../src/core/access/tokenRights";
import { dagName, roleName } from "../../../src/core/access/names";
import { plainLine, plainText } from "../../../src/platform/plainText";
import { refusalOf } from "../../../src/redcap/failures/refusal";
import { assertHarmless } from "../../support/hostile/harmless";
import { HOSTILE_PROJECT, OWNER } from "../../support/hostile/project";
import { HOSTILE } from "../../support/hostile/values";
import { openSite } from "./site";
import type { Site } from "./site";
import { english, list, message } from "../../../src/core/text/message";
import { shown } from "../../../src/core/text/displayText";
import { inEnglish } from "../../support/inEnglish";

const TODAY = { today: "2026-06-15", soonDays: 30 };
const time = (at: number) => new Date(at).toISOString();
/** As texts come over the network: half of a letter is no letter. */
const TEXTS = Object.entries(HOSTILE).map(([name, text]) => [name, text.replace(/\p{Cs}/gu, "\ufffd")] as const);

describe("a project of hostile texts", () => {
  let site: Site;
  let snapshot: Snapshot;

  before(async () => {
    site = await openSite({ seed: HOSTILE_PROJECT });
    snapshot = await site.projects.load(site.id);
  });
  after(() => site.close());

  it("is read to the last letter", () => {
    const names = new Set(TEXTS.map(([, text]) => text));
    assert.deepEqual(new Set(snapshot.people.keys()), new Set([...names, OWNER]));
    assert.deepEqual(new Set([...snapshot.roles.values()].map(({ label }) => label)), names);
    assert.deepEqual(new Set([...snapshot.dags.values()].map(({ name }) => name)), names);
    for (const [, text] of TEXTS) assert.equal(snapshot.people.get(text)?.email, text);
  });

  it("shows names, lists and rights without anything that acts", () => {
    for (const person of snapshot.people.values()) {
      assertHarmless(english(personLine(snapshot, person, TODAY)), "line of a person");
      for (const line of grantedRights(snapshot.tables.user ?? EMPTY_TABLE, person.row, snapshot.instruments))
        assertHarmless(english(line), "rights of a person");
      assertHarmless(english(effectiveRights(snapshot, person.username)), "rights of the token");
    }
    for (const id of snapshot.roles.keys()) assertHarmless(roleName(snapshot, id), "role");
    for (const id of snapshot.dags.keys()) assertHarmless(dagName(snapshot, id), "group");
    const names = list(
      [...snapshot.people.keys()].map((name) => shown(name)),
      100,
    );
    assertHarmless(english(message("{names}", { names })), "list of names", 100 * 130);
  });

  it("has drafts that say what was read, and nothing else", async () => {
    for (const draft of DRAFT_NAMES) {
      const { text } = await site.drafts.open(site.id, draft, snapshot);
      // An editor would make them all alike.
      assert.equal(text.includes("\r"), false, draft);
    }
    assert.deepEqual(await site.drafts.edits(site.id), []);
  });

  it("reviews, applies, reports and takes back without anything that acts", async () => {
    const [first = ""] = snapshot.dags.keys();
    const edits = sortedPeople(snapshot).flatMap(({ username, role, dag }) =>
      // Nobody can send back half of a letter.
      username === OWNER || username.includes("\ufffd")
        ? []
        : [
            setCell("assignments", username, "unique_role_name", role, "U-0"),
            setCell("assignments", username, "data_access_group", dag, first),
          ],
    );
    const real = edits.filter((edit) => edit.kind !== "set" || edit.before !== edit.after);
    const plan = await site.changes.plan(site.id, real);
    const context = { project: snapshot.project.title, server: site.proxy.url };
    for (const sentence of [...inEnglish(plan.changes.map((each) => each.sentence)), ...plan.problems.map(said)]) {
      assertHarmless(sentence, "sentence");
      assert.equal(sentence.includes("\n"), false, sentence);
    }
    assertHarmless(reviewText(plan, { ...context, readAt: "now" }, english), "review", 40_000);
    const report = await site.changes.apply(site.id, plan);
    assert.equal(report.outcome, "done", english(report.sentence));
    assertHarmless(english(reportText(plan, report, { ...context, at: "now" })), "report", 40_000);
    const history = await site.changes.history(site.id);
    const [entry] = history.entries;
    assert.ok(entry);
    const line = historyLine(entry, history, time);
    for (const text of [line.what, line.whose, line.state, line.changes]) assertHarmless(english(text), "history");
    assertHarmless(english(historyText(entry, history, { project: snapshot.project.title, time })), "history", 40_000);
    const undo = await site.changes.planUndo(site.id);
    assert.ok(undo);
    assert.equal((await site.changes.apply(site.id, undo.plan)).outcome, "done");
  });

  it("names everybody harmlessly in what speaks against a removal", async () => {
    const keys = [...snapshot.people.keys()];
    const plan = await site.changes.plan(
      site.id,
      keys.map((key) => removeRow("users", key)),
    );
    for (const sentence of [...inEnglish(plan.changes.map((each) => each.sentence)), ...plan.problems.map(said)])
      assertHarmless(sentence, "sentence");
    const words = plan.problems.flatMap(({ confirmBy }) => confirmBy ?? []);
    // The title of this project is nothing that anybody could type.
    assert.deepEqual(words.includes("66"), true, words.join());
  });

  it("stands beside another project line by line, without anything that acts", () => {
    const lines = english(assignmentsText(snapshot)).trimEnd().split("\n");
    assert.equal(lines.length, snapshot.people.size);
    for (const text of [english(rolesText(snapshot)), ...lines]) assertHarmless(text, "comparison", 1_000_000);
    assert.equal(english(rolesText(snapshot)).match(/^\S/gmu)?.length, snapshot.roles.size);
  });

  it("is offered and explained in text editors without anything that acts", () => {
    for (const name of ["user", "userRole", "userRoleMapping", "dag", "userDagMapping"] as const) {
      const source = snapshot.tables[name] ?? assert.fail(name);
      const subject = { table: name, source, live: snapshot };
      for (const column of source.columns.keys()) {
        for (const { label, detail } of suggestions(subject, { row: -1, column, before: "" }, TODAY)) {
          assertHarmless(english(label), `offer for ${name}`);
          if (detail) assertHarmless(english(detail), `offer for ${name}`);
        }
        for (const row of source.rows.keys()) {
          const meaning = meaningOf(subject, row, column, TODAY);
          if (!meaning) continue;
          for (const line of [meaning.title, ...meaning.lines]) assertHarmless(english(line), `meaning in ${name}`);
        }
      }
    }
  });

  it("exports every value whole, and none that a spreadsheet would run", () => {
    for (const name of TABLE_NAMES) {
      const table = readableTable(snapshot, name, { today: TODAY });
      const read = decodeCsv(encodeCsv(table)).table;
      assert.equal(read.rows.length, table.rows.length);
      const cells = new Set(read.rows.flat().map((cell) => cellText(cell)));
      if (name === "user" || name === "userRole" || name === "dag")
        for (const [which, text] of TEXTS) assert.equal(cells.has(neutral(text)), true, `${name}: ${which}`);
      for (const cell of cells) assert.equal(/^[=+\-@\t\r\n]/.test(cell), false, cell.slice(0, 40));
    }
  });
});

describe("hostile texts in file names", () => {
  it("stay below their folder, under a name that every system takes, each a file of its own", () => {
    const paths = TEXTS.map(([name, title]) => {
      const parts = fillTemplate("redcap/${projectId}-${title}/${title}.${format}", {
        projectId: "66",
        title,
        format: "csv",
      });
      assert.equal(parts.length, 3, name);
      for (const part of parts) {
        assert.match(part, /^(?!\.)(?!.*[. ]$)[^\p{C}\p{Zl}\p{Zp}\\/:*?"<>|]+$/u, name);
        assert.doesNotMatch(part, /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i, name);
        assert.equal(Buffer.byteLength(part) <= 255, true, name);
      }
      return parts.join("/");
    });
    assert.equal(new Set(distinctPaths(paths).map((path) => path.toLowerCase())).size, paths.length);
  });
});

describe("hostile texts in errors of a server", () => {
  const bodies = (text: string) => [
    JSON.stringify({ error: text }),
    `ERROR: ${text}`,
    `<?xml version="1.0"?><hash><error>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</error></hash>`,
    JSON.stringify({ [text]: ["Project Design and Setup"] }),
  ];

  it("say what the server said, without anything that acts", () => {
    for (const [name, text] of TEXTS) {
      for (const body of bodies(text)) {
        const error = refusalOf({ status: 403, headers: new Map([["location", text]]), text: body });
        assert.ok(error, name);
        assertHarmless(error.message, name);
      }
      const moved = refusalOf({ status: 302, headers: new Map([["location", text]]), text: "" });
      assertHarmless(moved?.message ?? "", name);
    }
  });
});

describe("hostile texts on VS Code's own surfaces", () => {
  it("are no icons and no links, and nothing that acts", () => {
    for (const [name, text] of TEXTS) {
      for (const shown of [plainText(`Role ${text}, role ${text}`), plainLine(text)]) {
        assert.doesNotMatch(shown, /\$\([\w~-]+\)|\]\(/, name);
      }
      assertHarmless(plainLine(text), name);
      assert.equal(plainLine(plainLine(text)), plainLine(text), name);
    }
  });
});
