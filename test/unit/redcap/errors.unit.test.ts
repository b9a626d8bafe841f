import assert from "node:assert/strict";
import { verbatim } from "../../../src/core/text/message";
import { isRedcapError, RedcapError } from "../../../src/redcap/errors";
import type { ErrorKind } from "../../../src/redcap/errors";

const TOKEN = "0123456789ABCDEF0123456789ABCDEF";

/** By kind: whether the server may have acted although no usable answer came. */
const MAY_BE_DONE: Readonly<Record<ErrorKind, boolean>> = {
  badToken: false,
  missingRight: false,
  unknownMethod: false,
  userInRole: false,
  refusedByModule: false,
  refusedByGateway: false,
  refused: false,
  wrongAddress: false,
  moved: false,
  rateLimited: false,
  notRedcap: false,
  certificate: false,
  serverOffline: true,
  crashed: true,
  tooLarge: true,
  unreadable: true,
  unreachable: true,
  timedOut: true,
  cancelled: true,
};
const KINDS = Object.keys(MAY_BE_DONE) as ErrorKind[];

describe("a failed API call", () => {
  it("may have been carried out where the answer was lost, and not where the server said no", () => {
    assert.deepEqual(
      Object.fromEntries(KINDS.map((kind) => [kind, new RedcapError(kind, verbatim("")).maybeDone])),
      MAY_BE_DONE,
    );
  });

  it("was carried out by nobody when nothing was sent", () => {
    assert.deepEqual(
      KINDS.filter((kind) => new RedcapError(kind, verbatim(""), { sent: "nothing" }).maybeDone),
      [],
    );
    assert.equal(new RedcapError("timedOut", verbatim(""), { sent: "maybe" }).maybeDone, true);
  });

  it("holds no token in any of its texts, and all else as it came", () => {
    const text = (place: string) => `${place} before ${TOKEN} after`;
    const error = new RedcapError("refused", verbatim(text("message")), {
      status: 400,
      rights: ["API Export"],
      serverText: text("server"),
      answer: text("answer"),
      location: text("location"),
    });
    const { serverText, answer, location, ...others } = error.details;
    const hidden = error.message.slice("message before ".length, -" after".length);
    assert.ok(!hidden.includes(TOKEN));
    assert.deepEqual(
      [error.message, serverText, answer, location],
      ["message", "server", "answer", "location"].map((place) => `${place} before ${hidden} after`),
    );
    assert.deepEqual(others, { status: 400, rights: ["API Export"] });
    assert.equal(error.serverText, serverText);
    assert.equal(new RedcapError("refused", verbatim("")).serverText, "");
    assert.deepEqual(new RedcapError("refused", verbatim("")).details, {});
  });

  it("loses what a caller hides from each of its texts, and is the same where there is nothing to hide", () => {
    const hide = (text: string) => text.replaceAll("secret", "***");
    const plain = new RedcapError("refused", verbatim("No."), { serverText: "no", answer: "no", location: "/" });
    assert.equal(plain.redacted(hide), plain);
    for (const part of ["serverText", "answer", "location"] as const) {
      const error = new RedcapError("moved", verbatim("No."), { status: 301, [part]: "a secret" });
      assert.deepEqual(error.redacted(hide).details, { status: 301, [part]: "a ***" });
    }
    const told = new RedcapError("moved", verbatim("The secret.")).redacted(hide);
    assert.deepEqual([told.kind, told.message], ["moved", "The ***."]);
  });

  it("is known by its name, whichever bundle it comes from, and by its kind", () => {
    const elsewhere = Object.assign(new Error("x"), { name: "RedcapError", kind: "badToken" });
    assert.deepEqual(
      [[], ["badToken"], ["moved", "badToken"], ["moved"]].map((kinds) =>
        isRedcapError(elsewhere, ...(kinds as ErrorKind[])),
      ),
      [true, true, true, false],
    );
    const nameless = [new Error("x"), { name: "RedcapError", kind: "badToken" }, undefined, "RedcapError"];
    const kindless = Object.assign(new Error("x"), { name: "RedcapError" });
    assert.deepEqual(
      [...nameless, kindless].filter((error) => isRedcapError(error)),
      [],
    );
  });
});
