import assert from "node:assert/strict";
import { faultOf } from "../../../../src/net/transport/faults";
import { NetworkFault } from "../../../../src/net/transport/transport";

function coded(code: string, more: object = {}): Error {
  return Object.assign(new Error("text that nobody reads"), { code, ...more });
}

const meaning = (error: unknown, signal?: AbortSignal) => {
  const { reason, sent, code } = faultOf(error, signal);
  return [reason, sent, code];
};

describe("what a failure of the network means", () => {
  it("is told by the system's or the library's code, and whether anything can have arrived", () => {
    assert.deepEqual(meaning(coded("ENOTFOUND")), ["dns", "nothing", "ENOTFOUND"]);
    assert.deepEqual(meaning(coded("ECONNREFUSED")), ["refused", "nothing", "ECONNREFUSED"]);
    assert.deepEqual(meaning(coded("ENETUNREACH")), ["offline", "nothing", "ENETUNREACH"]);
    assert.deepEqual(meaning(coded("ECONNRESET")), ["reset", "maybe", "ECONNRESET"]);
    assert.deepEqual(meaning(coded("UND_ERR_CONNECT_TIMEOUT")), ["timeout", "nothing", "UND_ERR_CONNECT_TIMEOUT"]);
    assert.deepEqual(meaning(coded("UND_ERR_HEADERS_TIMEOUT")), ["timeout", "maybe", "UND_ERR_HEADERS_TIMEOUT"]);
    assert.deepEqual(meaning(coded("CERT_HAS_EXPIRED")), ["certificate", "nothing", "CERT_HAS_EXPIRED"]);
    assert.deepEqual(meaning(new DOMException("late", "TimeoutError")), ["timeout", "maybe", "TimeoutError"]);
    assert.deepEqual(meaning(new DOMException("stop", "AbortError")), ["cancelled", "maybe", "ABORT_ERR"]);
  });

  it("is found behind wrappers, and in the failures of a host with several addresses", () => {
    const wrapped = new TypeError("fetch failed", { cause: coded("ECONNREFUSED") });
    assert.deepEqual(meaning(wrapped), ["refused", "nothing", "ECONNREFUSED"]);
    const several = new AggregateError([coded("OTHER"), coded("ENETUNREACH", { syscall: "connect" })]);
    assert.deepEqual(meaning(new Error("x", { cause: several })), ["offline", "nothing", "ENETUNREACH"]);
  });

  it("of a connection that was open is never that nothing was sent", () => {
    for (const syscall of ["read", "write"]) {
      assert.equal(faultOf(coded("ETIMEDOUT", { syscall })).sent, "maybe");
      assert.equal(faultOf(new Error("x", { cause: coded("EHOSTUNREACH", { syscall }) })).sent, "maybe");
    }
    assert.equal(faultOf(coded("ETIMEDOUT", { syscall: "connect" })).sent, "nothing");
  });

  it("is cancelling when it was cancelled, whatever broke then", () => {
    assert.deepEqual(meaning(coded("ECONNRESET"), AbortSignal.abort()), ["cancelled", "maybe", "ABORT_ERR"]);
  });

  it("stays unknown, with the code, when nobody knows it", () => {
    assert.deepEqual(meaning(coded("E_NEW")), ["other", "maybe", "E_NEW"]);
    assert.deepEqual(meaning(coded("toString")), ["other", "maybe", "toString"]);
    for (const thrown of [new Error("x"), "x", undefined])
      assert.deepEqual(meaning(thrown), ["other", "maybe", "unknown"]);
  });

  it("is kept when it is known already", () => {
    const fault = new NetworkFault("tooLarge", "maybe", "5 bytes");
    assert.equal(faultOf(fault, AbortSignal.abort()), fault);
    assert.equal(fault.message, "tooLarge (5 bytes)");
  });
});
