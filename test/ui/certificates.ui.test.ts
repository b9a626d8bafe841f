import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { authority } from "../support/faults/certificate";
import type { Authority } from "../support/faults/certificate";
import { forward } from "../support/faults/faultProxy";
import { project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("a server with a certificate of a private authority", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const [first, second] = [authority("Hospital Root CA"), authority("New Hospital Root CA")];
  const certified = (by: Authority) => by.issue({ name: "redcap", hosts: ["127.0.0.1"] });
  const requests = new EventEmitter();
  const server = createServer(certified(first), (request, response) => {
    void text(request).then(async (body) => {
      response.end((await forward(emulator().url, body)).body);
      requests.emit(new URLSearchParams(body).get("content") ?? "");
    });
  });
  const pilot = () => project(emulator(), /Empty Pilot/);
  /** The kinds of files, then VS Code's list of files. */
  const chooseAuthority = async (name: string) => {
    await vscode().quickTitle("Certificates for 127.0.0.1");
    await vscode().quickInput.locator("input:not([type=checkbox])").first().press("Enter");
    await vscode().quickTitle("Certificate authority of the server (PEM)");
    await vscode().screenshot("certificate-file");
    await vscode().type(join(vscode().folder, name));
  };

  before(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    await writeFile(join(vscode().folder, "first.pem"), first.cert);
    await writeFile(join(vscode().folder, "second.pem"), second.cert);
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  step("is reached once its authority is chosen", async () => {
    vscode().canary.watchFor(pilot().token);
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().type(`https://127.0.0.1:${(server.address() as AddressInfo).port}/api/`);
    await vscode().modal.waitFor();
    await vscode().screenshot("certificate-unknown");
    assert.match(await vscode().answerModal("Set Certificates…"), /Hospital Root CA/);
    await chooseAuthority("first.pem");
    await vscode().quickTitle("Add Project (1/4)");
    await vscode().quickInput.locator("input").first().press("Enter");
    await vscode().quickTitle("Add Project on");
    await vscode().type(pilot().token);
    await vscode().quickTitle("Add Project: Empty Pilot");
    await vscode().accept();
    await vscode().revealed("Empty Pilot");
  });

  step("is reached again when the authority has changed, after it was tried", async () => {
    server.setSecureContext(certified(second));
    server.closeAllConnections();
    await vscode().contextMenu(vscode().treeItem("Empty Pilot"), "Set Certificates…");
    await chooseAuthority("second.pem");
    await vscode().notification("is reached with these certificates").waitFor();
    await vscode().screenshot("certificates-set");
    const rolesRead = once(requests, "userRole");
    await vscode().runCommand("REDCap: Refresh All Projects");
    await rolesRead;
    await vscode().expand("Empty Pilot");
    await vscode().treeItem("Users").waitFor();
    await vscode().screenshot("certificates-loaded");
  });
});
