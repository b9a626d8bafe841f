import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  exportDagAssignments,
  exportDags,
  exportRoleAssignments,
  exportRoles,
  exportUsers,
} from "../../src/commands/files/exportTables";
import type { ExportNeeds } from "../../src/commands/files/exportTables";
import { desk } from "../support/host/desk";
import { person, projectNode } from "../support/desk/person";
import { memoryState } from "../unit/app/memory";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";

/** Each writes its own table as the server sent it, to a file of its name. */
const EXPORTS = [
  ["Export Users", exportUsers, "user"],
  ["Export Roles", exportRoles, "userRole"],
  ["Export Role Assignments", exportRoleAssignments, "userRoleMapping"],
  ["Export Data Access Groups", exportDags, "dag"],
  ["Export DAG Assignments", exportDagAssignments, "userDagMapping"],
] as const;

describe("exports of one table", () => {
  let site: Site;
  let folder: vscode.Uri;
  before(async () => {
    site = await openSite();
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    folder = vscode.Uri.joinPath(root.uri, "redcap");
  });
  after(async () => {
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await site.close();
  });

  for (const [title, command, content] of EXPORTS)
    it(`${title} writes ${content}.csv, byte for byte what REDCap sent`, async () => {
      const dialogs = person("CSV, as REDCap sends it");
      await command({ ...desk(site, dialogs), state: memoryState() } as unknown as ExportNeeds)(projectNode(site.id));
      const [place, ...others] = await vscode.workspace.fs.readDirectory(folder);
      assert.deepEqual([place?.[0], others], ["12-Trial", []]);
      const file = vscode.Uri.joinPath(folder, "12-Trial", `${content}.csv`);
      const sent: Uint8Array[] = [];
      const client = await site.connections.client(site.id);
      await client.exportRaw(content, "csv", async (bytes) => {
        for await (const chunk of bytes) sent.push(chunk);
      });
      assert.deepEqual(Buffer.from(await vscode.workspace.fs.readFile(file)), Buffer.concat(sent));
      assert.ok(Buffer.concat(sent).length > 0);
      assert.deepEqual(dialogs.said.slice(1), [`Exported ${vscode.workspace.asRelativePath(file)}.`]);
    });
});
