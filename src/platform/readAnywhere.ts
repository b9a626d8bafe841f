import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { ReadFile } from "./transports";

/** A file by its path, or by its address where it is on another computer than the extension. */
export const readAnywhere: ReadFile = async (place) => {
  if (!/^[a-z][\w+.-]+:\/\//i.test(place)) return await readFile(place);
  return Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.parse(place)));
};
