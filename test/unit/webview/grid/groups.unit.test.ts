import assert from "node:assert/strict";
import fc from "fast-check";
import type { GridColumn, GridRow } from "../../../../src/editors/protocol";
import { groupLines, headingKey, isHeading, isHeadingKey } from "../../../../src/webview/grid/groups";

const COLUMNS: readonly GridColumn[] = [
  { name: "username", title: "Username", help: "", kind: "key", editable: false, width: 100 },
  { name: "dag", title: "DAG", help: "", kind: "reference", options: "dag", editable: true, width: 100 },
];
const OPTIONS = {
  dag: [
    { value: "", label: "No group", hint: "" },
    { value: "osaka", label: "Osaka", hint: "" },
    { value: "boston", label: "Boston", hint: "" },
  ],
};
const CONTENT = { columns: COLUMNS, options: OPTIONS, groupBy: "dag" };

function row(key: string, dag: string): GridRow {
  return { key, cells: [key, dag], state: "" };
}

const ROWS = [row("ann", "boston"), row("bob", ""), row("carol", "boston"), row("dave", "osaka")];

function said(rows: readonly GridRow[], closed: readonly string[] = []): readonly string[] {
  return groupLines(CONTENT, rows, new Set(closed)).map((line) =>
    isHeading(line) ? `${line.open ? "-" : "+"} ${line.label} (${line.members.join(" ")})` : line.key,
  );
}

describe("rows under the headings of their groups", () => {
  it("stand in the order in which groups are chosen, and among themselves as they came", () => {
    const expected = ["- No group (bob)", "bob", "- Osaka (dave)", "dave", "- Boston (ann carol)", "ann", "carol"];
    assert.deepEqual(said(ROWS), expected);
  });

  it("are hidden while their heading is closed, which still says who they are", () => {
    assert.deepEqual(said(ROWS, [headingKey("boston"), headingKey("")]), [
      "+ No group (bob)",
      "- Osaka (dave)",
      "dave",
      "+ Boston (ann carol)",
    ]);
  });

  it("have no heading for groups without anybody, and one for a group that is not in the project", () => {
    assert.deepEqual(said([row("eve", "lyon"), row("dave", "osaka")]), [
      "- Osaka (dave)",
      "dave",
      "- lyon (eve)",
      "eve",
    ]);
  });

  it("come as they are where the column is not there", () => {
    assert.deepEqual(groupLines({ ...CONTENT, groupBy: "gone" }, ROWS, new Set()), ROWS);
  });

  it("are each row once, under a heading that is no row, whatever stands in the cells", () => {
    const rows = fc
      .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }))
      .chain((keys) => fc.tuple(...keys.map((key) => fc.string({ maxLength: 2 }).map((dag) => row(key, dag)))));
    fc.assert(
      fc.property(rows, (all) => {
        const lines = groupLines(CONTENT, all, new Set());
        const shown = lines.flatMap((line) => (isHeading(line) ? [] : line.key));
        assert.deepEqual(shown.toSorted(), all.map(({ key }) => key).toSorted());
        for (const line of lines) if (isHeading(line)) assert.ok(isHeadingKey(line.key) && line.members.length > 0);
      }),
    );
  });
});
