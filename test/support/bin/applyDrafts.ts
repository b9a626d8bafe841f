/**
 * A process that applies the drafts of a project as the extension does, with files on disk and over HTTP, so that a
 * test can end it in the middle. Gets an `ApplyJob` as its first message and answers with an `ApplyDone`.
 */
import type { Connection } from "../../../src/app/connections/connection";
import { memorySecrets } from "../../../src/app/projects/sampleStores";
import { LIMITS } from "../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../src/net/transport/undiciTransport";
import { privateFiles } from "../../../src/platform/privateFiles";
import { fixedClock, memoryState } from "../../unit/app/memory";
import { wire } from "../../unit/app/wiring";

export interface ApplyJob {
  readonly connection: Connection;
  readonly token: string;
  readonly folder: string;
  /** People in a role whose expiration may be set by taking them out and putting them back. */
  readonly unassignFirst: readonly string[];
}

export interface ApplyDone {
  /** The outcome that was reported, or what was thrown. */
  readonly outcome: string;
}

async function apply({ connection, token, folder, unassignFirst }: ApplyJob): Promise<ApplyDone> {
  const state = memoryState();
  await state.set("connections", { version: 1, connections: [connection] });
  const transport = createUndiciTransport({ limits: LIMITS });
  const files = privateFiles(folder);
  const ports = { state, secrets: memorySecrets(), files, clock: fixedClock(), transport, removalLimit: 5 };
  const { connections, drafts, changes } = wire(ports);
  const { id, owner } = connection;
  await connections.replaceToken(id, token, owner);
  const plan = await changes.plan(id, await drafts.edits(id), { unassignFirst: new Set(unassignFirst) });
  const { outcome } = await changes.apply(id, plan);
  await transport.close();
  return { outcome };
}

process.once("message", (job: ApplyJob) => {
  void apply(job)
    .catch((error: unknown): ApplyDone => ({ outcome: String(error) }))
    .then((done) => process.send?.(done, () => process.disconnect()));
});
