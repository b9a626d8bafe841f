import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decodeFormRight,
  describeRight,
  encodeFormRight,
  expirationState,
  exportRank,
  exportTitle,
  formMap,
  formRightTitle,
  projectEncoding,
  sameFormMap,
  sameFormRight,
  gains,
} from "../../../../src/core/access/rights";
import { describeColumn } from "../../../../src/core/access/tables";
import { inEnglish } from "../../../support/inEnglish";

const LEGACY = ["0", "1", "2", "3"];

const BITS = ["128", "129", "130", "138", "146", "154"];

const KNOWN = [...LEGACY, ...BITS];

const known = fc.constantFrom(...KNOWN);

const anyCode = fc.oneof(known, fc.nat({ max: 2 ** 33 }).map(String), fc.string());

const maps = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), known, { maxKeys: 4 });

const column = (name: string) => describeColumn("user", name) ?? assert.fail(`no column ${name}`);

function gained(name: string, was: string, will: string): boolean {
  const described = describeColumn("user", name);
  assert.ok(described);
  return gains(described, was, will);
}

describe("a form right", () => {
  it("below 128 is a legacy code, in which 2 is less than 1", () => {
    const words = LEGACY.map((code) => {
      const { view, edit, editSurvey } = decodeFormRight(code);
      return [view && "view", edit && "edit", editSurvey && "survey"].filter(Boolean).join(" ");
    });
    assert.deepEqual(words, ["", "view edit", "view", "view edit survey"]);
  });

  it("in legacy codes says nothing about deleting", () => {
    assert.deepEqual(
      LEGACY.map((code) => decodeFormRight(code).delete).filter((may) => may !== undefined),
      [],
    );
  });

  it("is called what REDCap's page calls it, in either encoding", () => {
    const titles = ["No access", "View & edit", "Read only", "View & edit, edit survey responses"];
    assert.deepEqual(inEnglish(LEGACY.map(formRightTitle)), titles);
    assert.deepEqual(inEnglish(["128", "130", "129", "138"].map(formRightTitle)), titles);
  });

  it("from 128 on is bits, where editing implies viewing", () => {
    assert.deepEqual(decodeFormRight("154"), {
      code: "154",
      encoding: "bits",
      view: true,
      edit: true,
      editSurvey: true,
      delete: true,
      odd: false,
    });
    assert.deepEqual(inEnglish(BITS.map((code) => formRightTitle(code))), [
      "No access",
      "Read only",
      "View & edit",
      "View & edit, edit survey responses",
      "View & edit, delete",
      "View & edit, edit survey responses, delete",
    ]);
  });

  it("reads numbers and text alike, and anything without failing", () => {
    assert.deepEqual(decodeFormRight(130), decodeFormRight("130"));
    fc.assert(fc.property(anyCode, (code) => decodeFormRight(code).code === code));
  });

  it("is unknown, and grants nothing, when the code is none", () => {
    for (const code of ["", "4", "127", "-1", "1.5", "130x", " 1", "1e3", null]) {
      const right = decodeFormRight(code);
      assert.deepEqual(
        [right.encoding, right.view, right.edit, right.editSurvey, right.delete],
        ["unknown", false, false, false, undefined],
      );
    }
    assert.deepEqual(inEnglish([formRightTitle(""), formRightTitle("4")]), ["Unknown", "Unknown (4)"]);
  });

  it("is odd when its bits make no sense together or nobody explained them", () => {
    for (const code of ["136", "144", "152", "137", "132", "162", "192", "256", "4294967426"])
      assert.equal(decodeFormRight(code).odd, true, code);
    assert.deepEqual(
      KNOWN.filter((code) => decodeFormRight(code).odd),
      [],
    );
    assert.equal(inEnglish(formRightTitle("144")), "No access, delete (unusual code 144)");
  });
});

describe("writing a form right", () => {
  it("gives back the code that was read, in either encoding", () => {
    for (const code of LEGACY) assert.equal(encodeFormRight(decodeFormRight(code), "legacy"), code);
    for (const code of BITS) assert.equal(encodeFormRight(decodeFormRight(code), "bits"), code);
  });

  it("keeps the right when it moves to the other encoding, except that legacy cannot say delete", () => {
    for (const code of LEGACY)
      assert.equal(sameFormRight(code, encodeFormRight(decodeFormRight(code), "bits")), true, code);
    assert.deepEqual(
      BITS.map((code) => encodeFormRight(decodeFormRight(code), "legacy")),
      ["0", "2", "1", "3", "1", "3"],
    );
  });

  it("never writes a code that makes no sense", () => {
    const right = fc.record({ view: fc.boolean(), edit: fc.boolean(), editSurvey: fc.boolean(), delete: fc.boolean() });
    fc.assert(
      fc.property(right, fc.constantFrom("legacy" as const, "bits" as const), (wanted, encoding) => {
        const written = decodeFormRight(encodeFormRight(wanted, encoding));
        assert.deepEqual([written.encoding, written.odd], [encoding, false]);
        assert.deepEqual([written.view, written.edit], [wanted.view || wanted.edit, wanted.edit]);
        assert.equal(written.editSurvey, wanted.edit && wanted.editSurvey);
      }),
    );
  });

  it("uses bits where the project shows any, else the legacy codes", () => {
    assert.equal(projectEncoding(["visit:1,labs:3", { visit: 2 }, ""]), "legacy");
    assert.equal(projectEncoding(["visit:1,labs:3", { visit: 128 }]), "bits");
    assert.equal(projectEncoding(["visit:1e3,labs:200.5,age:Infinity"]), "legacy");
    assert.equal(projectEncoding([]), "legacy");
  });
});

describe("the same form right", () => {
  it("has a code in each encoding", () => {
    const pairs = [
      ["0", "128"],
      ["2", "129"],
      ["1", "130"],
      ["3", "138"],
    ] as const;
    for (const [legacy, bits] of pairs) assert.equal(sameFormRight(legacy, bits), true, `${legacy} and ${bits}`);
  });

  it("is not what merely has the same bits set, nor editing with and without deleting", () => {
    assert.equal(sameFormRight("1", "129"), false);
    assert.equal(sameFormRight("2", "130"), false);
    assert.equal(sameFormRight("1", "146"), false);
    assert.equal(sameFormRight("130", "146"), false);
  });

  it("holds for codes that are not understood only letter by letter", () => {
    assert.equal(sameFormRight("7", "7"), true);
    assert.equal(sameFormRight("7", "8"), false);
    assert.equal(sameFormRight("132", "128"), false);
    assert.equal(sameFormRight("144", "152"), false);
    assert.equal(sameFormRight("", "0"), false);
  });

  it("is an equivalence on any codes at all", () => {
    fc.assert(
      fc.property(anyCode, anyCode, anyCode, (a, b, c) => {
        assert.equal(sameFormRight(a, a), true);
        assert.equal(sameFormRight(a, b), sameFormRight(b, a));
        if (sameFormRight(a, b) && sameFormRight(b, c)) assert.equal(sameFormRight(a, c), true);
      }),
    );
  });
});

describe("a form map", () => {
  it("reads REDCap's text and the objects of JSON alike", () => {
    const read = [...formMap("visit:130,labs:0")];
    assert.deepEqual(read, [
      ["visit", "130"],
      ["labs", "0"],
    ]);
    assert.deepEqual([...formMap({ visit: 130, labs: "0" })], read);
  });

  it("is empty for everything that holds nothing", () => {
    for (const cell of ["", null, undefined, {}, " , "]) assert.deepEqual([...formMap(cell)], []);
  });

  it("splits at the last colon and leaves blanks around names out", () => {
    assert.deepEqual(
      [...formMap(" a:b:1 , visit , labs: 2")],
      [
        ["a:b", "1"],
        ["visit", ""],
        ["labs", "2"],
      ],
    );
  });

  it("takes form names for names, whatever they mean in JavaScript", () => {
    assert.deepEqual(
      [...formMap("__proto__:1,constructor:2")],
      [
        ["__proto__", "1"],
        ["constructor", "2"],
      ],
    );
    assert.equal(sameFormMap("constructor:1", "visit:1"), false);
  });

  it("is the same in any order and either encoding", () => {
    assert.equal(sameFormMap("visit:1,labs:2", "labs:129,visit:130"), true);
    assert.equal(sameFormMap("visit:1,labs:2", { visit: 1, labs: 2 }), true);
  });

  it("is another when a form is missing: REDCap would take it for no access", () => {
    assert.equal(sameFormMap("visit:1,labs:0", "visit:1"), false);
    assert.equal(sameFormMap("visit:1,labs:0", "visit:1,age:0"), false);
  });

  it("compares by an equivalence", () => {
    fc.assert(
      fc.property(maps, maps, maps, (a, b, c) => {
        assert.equal(sameFormMap(a, a), true);
        assert.equal(sameFormMap(a, b), sameFormMap(b, a));
        if (sameFormMap(a, b) && sameFormMap(b, c)) assert.equal(sameFormMap(a, c), true);
      }),
    );
  });

  it("is the same after every code moved to the other encoding and the forms changed places", () => {
    const legacy = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.constantFrom(...LEGACY), { maxKeys: 5 });
    fc.assert(
      fc.property(legacy, (map) => {
        const moved = Object.entries(map).map(
          ([form, code]) => `${form}:${encodeFormRight(decodeFormRight(code), "bits")}`,
        );
        assert.equal(sameFormMap(map, moved.toReversed().join(",")), true);
      }),
    );
  });
});

describe("export levels", () => {
  it("rank by power: the full data set is 1 and the most", () => {
    assert.deepEqual(["0", "2", "3", "1"].map(exportRank), [0, 1, 2, 3]);
    assert.equal(exportRank("130"), -1);
  });

  it("have names", () => {
    assert.deepEqual(inEnglish(["0", "2", "3", "1", "", "7"].map(exportTitle)), [
      "No access",
      "De-identified",
      "Identifiers removed",
      "Full data set",
      "Unknown",
      "Unknown (7)",
    ]);
  });
});

describe("a right in words", () => {
  it("names the choice that a code stands for", () => {
    assert.equal(inEnglish(describeRight(column("user_rights"), 2)), "Read only");
    assert.equal(inEnglish(describeRight(column("design"), "1")), "Yes");
  });

  it("keeps a value that it does not know", () => {
    assert.equal(inEnglish(describeRight(column("user_rights"), "9")), "9");
    assert.equal(inEnglish(describeRight(column("design"), undefined)), "");
  });

  it("reads 1 on a form as editing when viewing is asked, as everything when exporting is", () => {
    assert.equal(inEnglish(describeRight(column("forms"), "visit:1,labs:2")), "visit: View & edit; labs: Read only");
    assert.equal(
      inEnglish(describeRight(column("forms_export"), "visit:1,labs:2")),
      "visit: Full data set; labs: De-identified",
    );
  });
});

describe("expiration", () => {
  const on = (expiration: string) => expirationState(expiration, "2026-06-15", 30);

  it("today is a state of its own: the sources disagree on the last day", () => {
    assert.deepEqual(on("2026-06-14"), { state: "expired", days: -1 });
    assert.deepEqual(on("2026-06-15"), { state: "today", days: 0 });
    assert.deepEqual(on("2026-06-16"), { state: "soon", days: 1 });
  });

  it("is soon up to and including the days asked for", () => {
    assert.deepEqual(on("2026-07-15"), { state: "soon", days: 30 });
    assert.deepEqual(on("2026-07-16"), { state: "active", days: 31 });
  });

  it("never comes for people without one", () => {
    assert.deepEqual(on(""), { state: "never", days: Number.POSITIVE_INFINITY });
  });

  it("is past on 1970-01-01, which REDCap's users set to end access at once", () => {
    assert.equal(on("1970-01-01").state, "expired");
  });

  it("is not guessed from what is no day", () => {
    for (const text of ["6/14/2026", "2026-02-30", "2026-6-1", "June 1, 2026", "soon"])
      assert.deepEqual(on(text), { state: "active", days: Number.NaN }, text);
  });

  it("counts whole days, over every change of the clocks", () => {
    const day = fc.integer({ min: 0, max: 40_000 });
    const iso = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(day, day, (from, to) => {
        assert.equal(expirationState(iso(to), iso(from)).days, to - from);
      }),
    );
  });
});

describe("gains", () => {
  const cases: readonly (readonly [name: string, was: string, will: string, more: boolean])[] = [
    ["design", "0", "1", true],
    ["design", "1", "0", false],
    ["design", "", "0", false],
    ["design", "", "1", true],
    ["user_rights", "2", "1", true],
    ["user_rights", "1", "2", false],
    ["data_export", "3", "1", true],
    ["data_export", "1", "3", false],
    ["data_export", "1", "9", false],
    ["forms", "visit:2", "visit:1", true],
    ["forms", "visit:1", "visit:2", false],
    ["forms", "visit:1", "visit:130", false],
    ["forms", "visit:130", "visit:146", true],
    ["forms", "visit:146", "visit:138", true],
    ["forms", "", "visit:129", true],
    ["forms", "visit:129,labs:130", "visit:129,labs:128", false],
    ["forms_export", "visit:2", "visit:1", true],
    ["forms_export", "visit:1", "visit:3", false],
  ];
  for (const [name, was, will, more] of cases) {
    it(`${name}: from "${was}" to "${will}" is ${more ? "" : "not "}more`, () =>
      assert.equal(gained(name, was, will), more));
  }
});
