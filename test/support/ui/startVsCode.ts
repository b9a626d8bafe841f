import { mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installExtension, startHost } from "../hosts/server.mjs";
import { SETTINGS } from "./settings";

export const VERSION = process.env["VSCODE_TEST_VERSION"] ?? "1.139.1";

export type Host = Awaited<ReturnType<typeof startHost>>;

export interface WorkbenchOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly trust?: boolean;
  /** False shows the window. */
  readonly headless?: boolean;
}

export interface StartedVsCode {
  /** Holds everything that the run leaves behind. */
  readonly scratch: string;
  readonly folder: string;
  readonly userData: string;
  readonly host: Host;
}

/** A VS Code of its own with the packaged extension, an empty workspace and nobody's settings. */
export async function startVsCode(options: WorkbenchOptions): Promise<StartedVsCode> {
  const scratch = await mkdtemp(join(tmpdir(), "vscode-ui-"));
  const [folder, userData, extensionsDir] = ["workspace", "user-data", "extensions"].map((name) => join(scratch, name));
  if (!folder || !userData || !extensionsDir) throw new Error("no scratch folders");
  await mkdir(folder, { recursive: true });
  await mkdir(join(userData, "User"), { recursive: true });
  await mkdir(join(userData, "Machine"), { recursive: true });
  const settings = JSON.stringify({ ...SETTINGS, ...options.settings });
  await writeFile(join(userData, "User/settings.json"), settings);
  await writeFile(join(userData, "Machine/settings.json"), settings);
  const where = { version: VERSION, userDataDir: userData, extensionsDir, trust: options.trust ?? false };
  await installExtension(where, await packagedExtension());
  const host = await startHost(where);
  return { scratch, folder, userData, host };
}

/** The `.vsix` that `npm run package` made: what people install is what is tested. */
async function packagedExtension(): Promise<string> {
  const file = (await readdir(".")).find((name) => /^redcap-access-.*\.vsix$/.test(name));
  if (!file) throw new Error("no packaged extension: run `npm run package` first");
  return resolve(file);
}
