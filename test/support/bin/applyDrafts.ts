/**
 * A process that applies the drafts of a project as the extension does, with files on disk and over HTTP, so that a
 * test can end it in the middle. Gets an `ApplyJob` as its first message and answers with an `ApplyDone`.
 */
import type { PrivateFiles } from "../../../src/app/ports";
import type { Edit } from "../../../src/core/edits/edit";
import type { Connection } from "../../../src/app/connections/connection";
import { memorySecrets } from "../../../src/app/projects/sampleStores";
import { LIMITS } from "../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../src/net/transport/undiciTransport";
import { privateFiles } from "../../../src/platform/privateFiles";
import { fixedClock, memoryState, slowed } from "../../unit/app/memory";
import { saveDrafts } from "../../unit/app/draftTexts";
import { wire } from "../../unit/app/wiring";

export interface ApplyJob {
  readonly connection: Connection;
  readonly token: string;
  readonly folder: string;
  /** People in a role whose expiration may be set by taking them out and putting them back. */
  readonly unassignFirst: readonly string[];
  /** Milliseconds that every write of a file takes, with the extension's own times for locks. */
  readonly writeMs?: number;
  /** Types these into the drafts, and applies nothing. */
  readonly type?: readonly Edit[];
}

export interface ApplyDone {
  /** The outcome that was reported, or what was thrown. */
  readonly outcome: string;
}

async function apply({ connection, token, folder, unassignFirst, writeMs, type }: ApplyJob): Promise<ApplyDone> {
  const state = memoryState();
  await state.set("connections", { version: 1, connections: [connection] });
  const transport = createUndiciTransport({ limits: LIMITS });
  const files = writeMs === undefined ? privateFiles(folder) : slowWrites(privateFiles(folder), writeMs);
  const lockTimes = writeMs === undefined ? {} : { lockTimes: null };
  const ports = {
    state,
    secrets: memorySecrets(),
    files,
    clock: fixedClock(),
    transport,
    removalLimit: 5,
    ...lockTimes,
  };
  const { connections, projects, drafts, changes } = wire(ports);
  const { id, owner } = connection;
  await connections.replaceToken(id, token, owner);
  if (type) {
    await saveDrafts({ id, projects, drafts }, type);
    await transport.close();
    return { outcome: "typed" };
  }
  const plan = await changes.plan(id, await drafts.edits(id), { unassignFirst: new Set(unassignFirst) });
  const { outcome } = await changes.apply(id, plan);
  await transport.close();
  return { outcome };
}

function slowWrites(files: PrivateFiles, ms: number): PrivateFiles {
  const slow = slowed(files, ms);
  return {
    ...files,
    write: (name, text) => slow.write(name, text),
    create: (name, text) => slow.create(name, text),
  };
}

process.once("message", (job: ApplyJob) => {
  void apply(job)
    .catch((error: unknown): ApplyDone => ({ outcome: String(error) }))
    .then((done) => process.send?.(done, () => process.disconnect()));
});
