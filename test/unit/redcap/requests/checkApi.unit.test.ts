import assert from "node:assert/strict";
import { startEmulator } from "../../../../src/emulator/server/server";
import { LIMITS } from "../../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { checkApi } from "../../../../src/redcap/requests/checkApi";
import { SEED } from "../../app/site";
import { against, failing } from "../badServer";

describe("knocking at a server", () => {
  it("finds a REDCap without a token", async () => {
    const emulator = await startEmulator({ projects: [SEED] });
    const transport = createUndiciTransport({ limits: LIMITS });
    await checkApi({ transport, url: emulator.url });
    await transport.close();
    await emulator.close();
  });

  it(
    "sends no token, once, and says what stands there instead of a REDCap",
    against(
      (response, _, hit) =>
        hit === 1 ? response.writeHead(404).end("no") : response.writeHead(302, { location: "/new/api/" }).end(),
      async ({ transport, url, bodies }) => {
        assert.equal((await failing(checkApi({ transport, url }))).kind, "wrongAddress");
        const moved = await failing(checkApi({ transport, url }));
        assert.deepEqual([moved.kind, moved.details.location], ["moved", "/new/api/"]);
        assert.deepEqual(bodies, Array(2).fill("token=&content=version&format=json&returnFormat=json"));
      },
    ),
  );
});
