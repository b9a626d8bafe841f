import assert from "node:assert/strict";
import { mkdtemp, writeFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { addProjectsFromCredentialFile } from "../../src/commands/connect/addProjectsFromCredentialFile";
import { RecentRequests } from "../../src/app/connections/recentRequests";
import { Clients } from "../../src/platform/clients";
import { readAnywhere } from "../../src/platform/readAnywhere";
import { Settings } from "../../src/platform/settings";
import { desk } from "../support/host/desk";
import { person } from "../support/desk/person";
import type { Person } from "../support/desk/person";
import { quietLog } from "../unit/app/memory";
import { openSite } from "../unit/app/site";
import type { Site } from "../unit/app/site";

const HEADER = "redcap_uri,username,project_id,token,comment";

/** What stands in for the window in which a person chooses the file. */
async function choosing<T>(file: string, work: () => Promise<T>): Promise<T> {
  const { showOpenDialog } = vscode.window;
  vscode.window.showOpenDialog = () => Promise.resolve([vscode.Uri.file(file)]);
  try {
    return await work();
  } finally {
    vscode.window.showOpenDialog = showOpenDialog;
  }
}

describe("Add Projects from Credential File", () => {
  let site: Site;
  let clients: Clients;
  let folder: string;
  beforeEach(async () => {
    site = await openSite();
    await site.connections.remove(site.id);
    folder = await mkdtemp(join(tmpdir(), "redcap-access-credentials-"));
    clients = new Clients({
      settings: new Settings(),
      log: quietLog(),
      trail: new RecentRequests(site.clock),
      folder: join(folder, "limits"),
      readFile: readAnywhere,
      warn: () => undefined,
    });
  });
  afterEach(async () => {
    clients.dispose();
    await site.close();
  });

  const file = () => join(folder, "tokens.csv");
  const line = (username: string, comment: string) =>
    `${site.proxy.url},${username},12,${site.emulator.addToken(12, username)},${comment}`;
  async function add(dialogs: Person, ...lines: readonly string[]): Promise<void> {
    await writeFile(file(), [HEADER, ...lines].join("\n"));
    await choosing(file(), addProjectsFromCredentialFile({ ...desk(site, dialogs), clients }));
  }
  const listed = () => site.connections.list().map(({ label, projectId, owner }) => ({ label, projectId, owner }));

  it("adds a project once, however often the file names it: who agrees to it takes the token of the last line", async () => {
    const dialogs = person("Add Projects", "Replace Token", undefined);
    await add(dialogs, line("ann", "Ours"), line("dave", "Ours again"));
    assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "dave" }]);
    assert.match(dialogs.said[0] ?? "", /^Add 2 projects\? Each token is sent to its own server only\. \| http:\S+$/);
  });

  it("gives a project that is there already the token of the file if the person agrees, and no second entry", async () => {
    await add(person("Add Projects", undefined), line("ann", "Ours"));
    const [before] = site.connections.list();
    const dialogs = person("Add Projects", undefined);
    await add(dialogs, line("dave", "Other name"));
    assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "ann" }]);
    assert.match(dialogs.said.at(-1) ?? "", /^1 row was not added\. The file is kept, with its tokens\./);
    await add(person("Add Projects", "Replace Token", undefined), line("dave", "Other name"));
    assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "dave" }]);
    assert.equal(site.connections.list()[0]?.id, before?.id);
  });

  it("sends no token and keeps the file unless the person agrees to each", async () => {
    const before = site.emulator.requests.length;
    await add(person(undefined), line("ann", "Ours"));
    assert.deepEqual([listed(), site.emulator.requests.length], [[], before]);
    await add(person("Add Projects", "Delete Permanently"), line("ann", "Ours"));
    await assert.rejects(stat(file()));
  });
});
