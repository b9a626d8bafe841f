import assert from "node:assert/strict";
import fc from "fast-check";
import { distinctPaths, fileNamePart, fillTemplate, numberedPath } from "../../../../src/core/text/fileNames";

/** Texts as titles of projects come: any script, with what file systems dislike mixed in. */
const nasty = fc.constantFrom(
  ...'/\\:*?"<>|. \t\r\n\0-_',
  ...[
    "..",
    "../",
    "CON",
    "aux.",
    "com¹",
    "CONIN$",
    "lpt0",
    "\u202e",
    "\u200d",
    "\ud800",
    "e\u0301",
    "\u{1f3e5}",
    "研究",
  ],
);
const title = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary" }), fc.constant("long ".repeat(30))))
  .map((parts) => parts.join(""));

const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$/i;

function assertLegalEverywhere(name: string): void {
  assert.notEqual(name, "");
  assert.doesNotMatch(name, /[\\/:*?"<>|\p{Cc}]/u);
  assert.doesNotMatch(name, /^[.\s]|[.\s]$/, "hides, or loses its end on Windows");
  assert.doesNotMatch(name.split(".")[0] ?? "", DEVICE);
  assert.equal(Buffer.from(name).toString(), name, "half a letter");
  assert.ok(Buffer.byteLength(name) <= 240, `${Buffer.byteLength(name)} bytes`);
}

describe("a part of a file name", () => {
  it("keeps a name that is fine", () => {
    assert.equal(fileNamePart("SUNRISE-2 (pilot) Überleben"), "SUNRISE-2-(pilot)-Überleben");
    assert.equal(fileNamePart("研究"), "研究");
  });

  it("puts one hyphen for what file systems refuse or terminals trip over", () => {
    assert.equal(fileNamePart("A/B: phase  1\t<draft>"), "A-B-phase-1-draft");
  });

  it("neither climbs nor hides", () => {
    assert.equal(fileNamePart("../../etc/passwd"), "etc-passwd");
    assert.equal(fileNamePart(".ssh"), "ssh");
    assert.equal(fileNamePart("-rf"), "rf");
  });

  it("leaves out what nobody sees, such as a change of direction", () => {
    assert.equal(fileNamePart("trial\u202evsc.exe"), "trialvsc.exe");
  });

  it("is never a device of Windows", () => {
    assert.equal(fileNamePart("con"), "_con");
    assert.equal(fileNamePart("Aux.old"), "_Aux.old");
    assert.equal(fileNamePart("COM²"), "_COM²");
    assert.equal(fileNamePart("console"), "console");
  });

  it("has a name for a title of nothing", () => {
    for (const text of ["", " . ", "///", "\u200b"]) assert.equal(fileNamePart(text), "project", JSON.stringify(text));
  });

  it("is at most 60 letters and never half of one", () => {
    assert.equal(fileNamePart("x".repeat(100)), "x".repeat(60));
    assert.equal(fileNamePart("\u{1f3e5}".repeat(100)), "\u{1f3e5}".repeat(30));
    assert.equal(fileNamePart(`${"x".repeat(59)} y`), "x".repeat(59));
  });

  it("is legal on Windows, Linux and macOS whatever the text, and stays as it is when made again", () => {
    fc.assert(
      fc.property(title, (text) => {
        const name = fileNamePart(text);
        assertLegalEverywhere(name);
        assert.equal(fileNamePart(name), name);
      }),
    );
  });
});

describe("a template of a path", () => {
  const values = { projectId: "7", title: "St. Mary's v1.2", table: "userRole", format: "csv", date: "2026-06-15" };

  it("becomes folders and a file", () => {
    assert.deepEqual(fillTemplate("redcap/${projectId}-${title}", values), ["redcap", "7-St.-Mary's-v1.2"]);
    assert.deepEqual(fillTemplate("${date}\\${table}.${format}", values), ["2026-06-15", "userRole.csv"]);
  });

  it("may not leave the folder that it starts in", () => {
    assert.deepEqual(fillTemplate("/../a/./..\\.. /... /b", values), ["a", "b"]);
    assert.deepEqual(fillTemplate("${title}", { title: "../.." }), ["project"]);
    assert.deepEqual(fillTemplate("", values), []);
  });

  it("keeps a place that has no value, also one that every object has", () => {
    assert.deepEqual(fillTemplate("${nothing}", values), ["${nothing}"]);
    assert.deepEqual(fillTemplate("${constructor}", values), ["${constructor}"]);
  });

  it("fills a place once: a title that looks like a place is a title", () => {
    assert.deepEqual(fillTemplate("${title}", { ...values, title: "${format}" }), ["${format}"]);
  });

  it("keeps the end of a name however long the title before it is", () => {
    const name = (table: string) =>
      fillTemplate("${title}-${table}.${format}", { ...values, table, title: "長".repeat(99) });
    assert.deepEqual(name("user"), [`${"長".repeat(40)}-user.csv`]);
    assert.notDeepEqual(name("user"), name("userRole"));
  });

  it("keeps the extension of a device's name off its neck", () => {
    assert.deepEqual(fillTemplate("${title}.${format}", { ...values, title: "nul" }), ["_nul.csv"]);
    assert.deepEqual(fillTemplate("aux.${format}", values), ["_aux.csv"]);
  });

  it("gives legal names whatever the template and the values", () => {
    const template = fc
      .array(fc.oneof(fc.constantFrom("${title}", "${table}", "${format}", "/", "."), nasty, fc.string()))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(template, title, title, (text, table, format) => {
        for (const part of fillTemplate(text, { title: table, table, format })) assertLegalEverywhere(part);
      }),
    );
  });
});

describe("paths that are alike", () => {
  it("get a number before the extension", () => {
    assert.equal(numberedPath("/work/a.b/user.csv", 2), "/work/a.b/user-2.csv");
    assert.equal(numberedPath("/work/a.b/user", 3), "/work/a.b/user-3");
  });

  it("are alike in any case, and also when a number was there before", () => {
    assert.deepEqual(distinctPaths(["a.csv", "A.csv", "a-2.csv", "b.csv", "a.csv"]), [
      "a.csv",
      "A-2.csv",
      "a-2-2.csv",
      "b.csv",
      "a-3.csv",
    ]);
  });

  it("are all different in the end, and unchanged where they were", () => {
    const path = fc.constantFrom("a.csv", "A.csv", "a-2.csv", "b", "B", "b-2");
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        const distinct = distinctPaths(paths);
        assert.equal(new Set(distinct.map((each) => each.toLowerCase())).size, paths.length);
        if (new Set(paths.map((each) => each.toLowerCase())).size === paths.length) assert.deepEqual(distinct, paths);
      }),
    );
  });
});
