import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { hostStoppedSentence } from "../../../../src/redcap/failures/hostStopped";

const HOST = "redcap.example.edu";
const NOON = new Date(2026, 10, 27, 12).getTime();
const HOUR = 3_600_000;

const sentence = (reason: "429" | "503" | "ban", ms: number) => english(hostStoppedSentence(HOST, reason, ms, NOON));
const time = (at: number) => new Date(at).toLocaleString(undefined, { timeStyle: "short" });
const day = (at: number) => new Date(at).toLocaleString(undefined, { timeStyle: "short", dateStyle: "medium" });

describe("why nothing is sent to a host", () => {
  it("says what the host answered, until when, and what to do", () => {
    assert.deepEqual(
      (["429", "503", "ban"] as const).map((reason) => sentence(reason, HOUR)),
      [
        `${HOST} asks for fewer requests (status 429), so no window on this computer sends it anything until ${time(NOON + HOUR)}. Wait until then.`,
        `${HOST} has no time for requests (status 503), so no window on this computer sends it anything until ${time(NOON + HOUR)}. Wait until then.`,
        `${HOST} blocks this computer for sending too many requests, so no window on this computer sends it anything until ${time(NOON + HOUR)}. Ask its administrator to lift the block.`,
      ],
    );
  });

  it("names the day when it is not today, and never one beyond tomorrow", () => {
    assert.ok(sentence("429", 13 * HOUR).includes(` until ${day(NOON + 13 * HOUR)}. `));
    assert.ok(sentence("429", 400 * HOUR).includes(` until ${day(NOON + 24 * HOUR)}. `));
  });
});
