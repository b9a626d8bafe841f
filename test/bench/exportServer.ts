// A process of its own that answers `/?rate=BYTES_PER_SECOND` with a large CSV table.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { main } from "./measure";

/** What is told when the server listens. */
export interface ExportServer {
  readonly url: string;
  readonly bytes: number;
}

const BYTES = 60_000_000;
const ROW = "user00001,user00001@example.org,Ada,Example,2031-12-31,1,0,1,1,form_1:1 form_2:2 form_3:3\n";
const BLOCK = Buffer.from(ROW.repeat(700));
const BLOCKS = Math.ceil(BYTES / BLOCK.byteLength);

main(async () => {
  const server = createServer((request, response) => {
    const rate = Number(new URL(request.url ?? "", "http://localhost").searchParams.get("rate"));
    void (async () => {
      for await (const _ of request);
      response.writeHead(200, { "content-type": "text/csv; charset=utf-8" });
      const start = performance.now();
      for (let sent = 0; sent < BLOCKS; sent++) {
        const early = (1000 * sent * BLOCK.byteLength) / rate - (performance.now() - start);
        if (rate > 0 && early > 1) await pause(early);
        if (!response.write(BLOCK)) await once(response, "drain");
      }
      response.end();
    })().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  process.once("disconnect", () => process.exit());
  const { port } = server.address() as AddressInfo;
  const bytes = BLOCKS * BLOCK.byteLength;
  process.send?.({ url: `http://127.0.0.1:${port}/api/`, bytes } satisfies ExportServer);
});
