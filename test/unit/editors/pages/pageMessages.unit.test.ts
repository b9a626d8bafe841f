import assert from "node:assert/strict";
import type { Page } from "../../../../src/core/page/page";
import { message } from "../../../../src/core/text/message";
import { readPageMessage } from "../../../../src/editors/pages/pageMessages";

const PAGE: Page = {
  title: message("Review of changes"),
  facts: [],
  states: [{ kind: "empty", text: message("Nothing."), acts: [{ id: "edit", label: message("Edit") }] }],
  acts: [
    { id: "apply", label: message("Apply"), off: message("Nothing is ticked.") },
    { id: "read", label: message("Read Again") },
  ],
  sections: [
    {
      id: "users",
      heading: message("People"),
      blocks: [],
      sections: [
        {
          id: "ann",
          heading: message("ann"),
          choice: { id: "tick", on: true, label: message("ann") },
          blocks: [
            { kind: "text", tone: "problem", text: message("No."), acts: [{ id: "mine", label: message("Keep") }] },
          ],
        },
      ],
    },
  ],
};

describe("what a page asks the host for", () => {
  const heard = (raw: unknown, page: Page | undefined = PAGE) => readPageMessage(raw, page);

  it("is heard where it stands on the page as a button: above, in a state or at a change", () => {
    for (const act of ["read", "edit", "mine"]) assert.deepEqual(heard({ type: "act", act }), { type: "act", act });
  });

  it("is not heard where the page offers no such button, or one that is off", () => {
    for (const act of ["apply", "discard", "", "constructor"])
      assert.equal(heard({ type: "act", act }), undefined, act);
  });

  it("is heard of ticks that the page has, all or none", () => {
    const choose = (...ids: string[]) => heard({ type: "choose", ids, on: false });
    assert.deepEqual(choose("tick"), { type: "choose", ids: ["tick"], on: false });
    assert.equal(choose("tick", "other"), undefined);
  });

  it("is never a plan, a confirmation or anything else", () => {
    for (const raw of [
      undefined,
      "apply",
      { type: "apply", plan: { steps: [] } },
      { type: "act", act: { id: "read" } },
      { type: "choose", ids: "tick", on: true },
      { type: "choose", ids: ["tick"], on: "yes" },
    ])
      assert.equal(heard(raw), undefined, JSON.stringify(raw));
    assert.deepEqual(heard({ type: "act", act: "read", confirmed: true }), { type: "act", act: "read" });
  });

  it("is only that the frame is there, before anything is shown", () => {
    assert.deepEqual(readPageMessage({ type: "ready" }, undefined), { type: "ready" });
    assert.equal(readPageMessage({ type: "act", act: "read" }, undefined), undefined);
  });
});
