import { faultProxy } from "../faults/faultProxy";
import type { Fault, FaultProxy } from "../faults/faultProxy";
import { addProject, expirationOf, project, roleOf } from "./server";
import type { useEmulator } from "./server";
import type { Workbench } from "./workbench";

export interface BrokenApply {
  readonly proxy: () => FaultProxy;
  /** Role and expiration of d.mwangi, as REDCap has them. */
  readonly mwangi: () => Promise<readonly [role: string, day: string]>;
  /** Sets an expiration on the way out of the role and back; the second request meets the fault. */
  readonly start: (fault: Fault) => Promise<void>;
}

/** The trial of the sample project behind a proxy, with its users in view, for an apply that breaks off. */
export function useBrokenApply(vscode: () => Workbench, emulator: ReturnType<typeof useEmulator>): BrokenApply {
  let proxy: FaultProxy;
  const trial = () => project(emulator(), /SUNRISE/);
  before(async () => {
    proxy = await faultProxy(emulator().url);
    await addProject(vscode(), proxy, trial());
    await vscode().expand("SUNRISE");
    await vscode().expand("Users");
  });
  after(() => proxy.close());
  return {
    proxy: () => proxy,
    mwangi: async () => [
      await roleOf(emulator(), trial().token, "d.mwangi"),
      await expirationOf(emulator(), trial().token, "d.mwangi"),
    ],
    start: async (fault) => {
      proxy.arm((write) => (write === 1 ? fault : undefined));
      await vscode().contextMenu(vscode().treeItem("d.mwangi"), "Set Expiration…");
      await vscode().choose("In 30 days");
      await vscode().answerModal(/Take Out/);
      await vscode().answerModal("Apply");
    },
  };
}
