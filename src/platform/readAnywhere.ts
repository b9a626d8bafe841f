import { readFile } from "node:fs/promises";
import * as vscode from "vscode";

/** A file by its path, or by its address where it is on another computer than the extension. */
export async function readAnywhere(place: string): Promise<Buffer> {
  if (!/^[a-z][\w+.-]+:\/\//i.test(place)) return await readFile(place);
  return Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.parse(place)));
}
