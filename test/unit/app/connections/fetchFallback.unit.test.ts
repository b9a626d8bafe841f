import assert from "node:assert/strict";
import { verbatim } from "../../../../src/core/text/message";
import { withFetchFallback } from "../../../../src/app/connections/fetchFallback";
import type { Network } from "../../../../src/net/transport/network";
import { NetworkFault } from "../../../../src/net/transport/transport";
import type { FaultReason } from "../../../../src/net/transport/transport";
import { isRedcapError, RedcapError } from "../../../../src/redcap/errors";
import { networkError } from "../../../../src/redcap/failures/networkError";

const fault = (reason: FaultReason, sent: NetworkFault["sent"] = "nothing") =>
  networkError(new NetworkFault(reason, sent, reason), "redcap.example.edu");

/** Tries both ways, each of which fails as told or works. */
async function tries(undici?: Error, fetch?: Error) {
  const asked: Network[] = [];
  const work = withFetchFallback((network) => {
    asked.push(network);
    const failure = network.adapter === "fetch" ? fetch : undici;
    return failure ? Promise.reject(failure) : Promise.resolve("answer");
  });
  const result: unknown = await work.catch((error: unknown) => error);
  return { asked: asked.map(({ adapter = "undici" }) => adapter), result };
}

describe("the way through a network", () => {
  it("is undici where that works", async () => {
    const { asked, result } = await tries();
    assert.deepEqual([asked, result], [["undici"], { network: {}, result: "answer" }]);
  });

  for (const reason of ["dns", "refused", "offline", "proxy", "certificate", "timeout"] as const)
    it(`is VS Code's own fetch where undici is stopped by: ${reason}`, async () => {
      const { asked, result } = await tries(fault(reason));
      assert.deepEqual([asked, result], [["undici", "fetch"], { network: { adapter: "fetch" }, result: "answer" }]);
    });

  it("is not looked for after the request may have arrived, or was cancelled", async () => {
    for (const error of [fault("reset", "maybe"), fault("cancelled"), new RedcapError("badToken", verbatim("wrong"))])
      assert.deepEqual(await tries(error), { asked: ["undici"], result: error });
  });

  it("that is not taken, because certificates would go unchecked there, is told with the first reason", async () => {
    const first = fault("certificate");
    const { result } = await tries(first, fault("unchecked"));
    assert.ok(isRedcapError(result, "certificate"));
    assert.equal(result.message, `${first.message} ${fault("unchecked").message}`);
    assert.deepEqual(result.details, first.details);
  });

  it("that fails both times tells the first reason; what fetch brought back counts", async () => {
    const first = fault("certificate");
    assert.equal((await tries(first, fault("refused"))).result, first);
    const { result } = await tries(first, new RedcapError("moved", verbatim("elsewhere")));
    assert.ok(isRedcapError(result, "moved"));
  });
});
