import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeFormRight, formMap } from "../../../../src/core/access/rights";
import {
  exportAfter,
  formsAfter,
  instrumentsOf,
  settable,
  rightAfter,
  withPart,
} from "../../../../src/webview/forms/formModel";
import { formChanges } from "../../../../src/webview/forms/formPreview";
import type { FormPart, FormChoice } from "../../../../src/webview/forms/formModel";

const BITS = { instruments: [{ name: "visit", label: "Visit" }], encoding: "bits" as const };
const LEGACY = { ...BITS, encoding: "legacy" as const };
const PARTS: readonly FormPart[] = ["view", "edit", "editSurvey", "delete"];

describe("a choice for an instrument", () => {
  it("brings what it needs", () => {
    assert.deepEqual(withPart({}, "view", true), { view: true });
    assert.deepEqual(withPart({}, "edit", true), { view: true, edit: true });
    assert.deepEqual(withPart({}, "delete", true), { view: true, edit: true, delete: true });
  });

  it("brings nothing that is there already, so that somebody else set with it does not gain it", () => {
    const choice = withPart({}, "delete", true, rightAfter("130"));
    assert.deepEqual(choice, { delete: true });
    assert.equal(formsAfter("visit:130", { visit: choice }, BITS), "visit:146");
    for (const code of ["128", "129", "0", "2"])
      assert.equal(formsAfter(`visit:${code}`, { visit: choice }, BITS), `visit:${code}`, "stays as it came");
    assert.deepEqual(withPart({ view: false }, "view", true, rightAfter("130", { view: false })), { view: true });
  });

  it("for all instruments is for those that have what the right needs", () => {
    const rows = ["128", "129", "130", "146"].map((code) => ({ code, on: rightAfter(code) }));
    const codes = (part: FormPart) => settable(rows, part).map(({ code }) => code);
    assert.deepEqual(codes("view"), ["128", "129", "130", "146"]);
    assert.deepEqual(codes("edit"), ["129", "130", "146"]);
    assert.deepEqual(codes("delete"), ["130", "146"]);
    assert.deepEqual(codes("editSurvey"), ["130", "146"]);
  });

  it("takes along what needs it", () => {
    assert.deepEqual(withPart({}, "view", false), { view: false, edit: false, editSurvey: false, delete: false });
    assert.deepEqual(withPart({ export: "1" }, "edit", false), {
      export: "1",
      edit: false,
      editSurvey: false,
      delete: false,
    });
    assert.deepEqual(withPart({}, "editSurvey", false), { editSurvey: false });
  });

  it("never gives a right that means nothing, whatever is clicked", () => {
    const clicked = fc.tuple(fc.constantFrom(...PARTS), fc.boolean());
    fc.assert(
      fc.property(fc.array(clicked), fc.constantFrom("0", "1", "2", "3", "128", "130", "154"), (clicks, code) => {
        const click = (before: FormChoice, [part, on]: readonly [FormPart, boolean]) =>
          withPart(before, part, on, rightAfter(code, before));
        const choice = clicks.reduce(click, {});
        const { view, edit, editSurvey, delete: remove } = rightAfter(code, choice);
        assert.ok(view || !edit);
        assert.ok(edit || (!editSurvey && !remove), JSON.stringify(choice));
      }),
    );
  });
});

describe("a map of instruments after choices", () => {
  it("has the code of the project's own encoding for what was touched", () => {
    assert.equal(formsAfter("visit:129,labs:130", { visit: withPart({}, "edit", true) }, BITS), "visit:130,labs:130");
    assert.equal(formsAfter("visit:2,labs:1", { visit: withPart({}, "edit", true) }, LEGACY), "visit:1,labs:1");
  });

  it("keeps codes letter by letter that nobody touched, known or not", () => {
    const cell = "visit:77,labs:1,other:130,odd:136";
    assert.equal(formsAfter(cell, {}, BITS), cell);
    assert.equal(formsAfter(cell, { labs: { export: "1" } }, BITS), cell);
    assert.equal(formsAfter(cell, { labs: { view: true } }, BITS), cell, "it could be viewed before");
  });

  it("adds an instrument that the map left out", () => {
    assert.equal(formsAfter("visit:130", { labs: withPart({}, "view", true) }, BITS), "visit:130,labs:129");
    assert.equal(exportAfter("visit:1", { labs: { export: "2" } }), "visit:1,labs:2");
  });

  it("changes export levels only where one was chosen", () => {
    assert.equal(exportAfter("visit:9,labs:1", { visit: { view: true }, labs: { export: "0" } }), "visit:9,labs:0");
  });

  it("reads back as was wished", () => {
    const choice = fc.array(fc.tuple(fc.constantFrom(...PARTS), fc.boolean()), { minLength: 1 });
    fc.assert(
      fc.property(choice, fc.constantFrom("128", "129", "130", "138", "154"), (clicks, code) => {
        const wanted = clicks.reduce((before, [part, on]) => withPart(before, part, on), {});
        const after = formMap(formsAfter(`visit:${code}`, { visit: wanted }, BITS)).get("visit") ?? "";
        const { view, edit, editSurvey, delete: remove } = decodeFormRight(after);
        assert.deepEqual({ view, edit, editSurvey, delete: remove }, rightAfter(code, wanted));
      }),
    );
  });
});

describe("what choices would change", () => {
  const label = (form: string) => form.toUpperCase();

  it("is each difference once, with the number of people whom it concerns", () => {
    const cells = [
      { rights: "visit:129,labs:128", exports: "visit:0,labs:1" },
      { rights: "visit:129,labs:130", exports: "visit:1,labs:1" },
    ];
    const choices = { visit: { edit: true, export: "1" }, labs: { edit: true } };
    assert.deepEqual(formChanges(cells, choices, BITS, label, "Export"), [
      { words: "VISIT: Read only → View & edit", people: 2 },
      { words: "VISIT, Export: No access → Full data set", people: 1 },
    ]);
  });

  it("is nothing where everybody has it, or a table has no such rights", () => {
    const choices = { visit: { view: true, export: "0" } };
    assert.deepEqual(formChanges([{ rights: "visit:130", exports: undefined }], choices, BITS, label, "Export"), []);
    assert.deepEqual(formChanges([], choices, BITS, label, "Export"), []);
  });
});

describe("the instruments to show", () => {
  it("are the project's, then those that only a map names", () => {
    assert.deepEqual(
      instrumentsOf(BITS, "old:1,visit:1", "older:0").map(({ name }) => name),
      ["visit", "old", "older"],
    );
  });
});
