import assert from "node:assert/strict";
import type { Page, Section } from "../../../../src/core/page/page";
import { SentSections } from "../../../../src/editors/pages/sentPage";
import { received } from "../../../../src/webview/kit/received";

function section(id: string, heading: string, sections?: readonly Section<string>[]): Section<string> {
  return { id, heading, blocks: [], ...(sections ? { sections } : {}) };
}

function page(...people: readonly Section<string>[]): Page<string> {
  return {
    title: "Review",
    facts: [],
    states: [],
    acts: [],
    sections: [section("users", "People", people), section("steps", "Sent")],
  };
}

describe("a page that is sent again", () => {
  const [ann, bob, cy] = [section("ann", "Ann"), section("bob", "Bob"), section("cy", "Cy")];

  it("names the sections that have not changed, and the frame has them as they were", () => {
    const host = new SentSections();
    const first = received(undefined, host.send(page(ann, bob)));
    assert.deepEqual(first, page(ann, bob));
    const changed = section("bob", "Robert");
    const sent = host.send(page(cy, { ...ann }, changed));
    assert.deepEqual(sent.sections[0]?.sections, [cy, { same: "ann" }, changed]);
    const second = received(first, sent);
    assert.deepEqual(second, page(cy, ann, changed));
    assert.equal(second.sections[0]?.sections?.[1], first.sections[0]?.sections?.[0]);
  });

  it("goes whole to a frame that has just started", () => {
    const host = new SentSections();
    host.send(page(ann));
    host.forget();
    assert.deepEqual(received(undefined, host.send(page(ann))), page(ann));
  });
});
