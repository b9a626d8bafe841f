import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { authority } from "../support/faults/certificate";
import type { Authority } from "../support/faults/certificate";
import { forward } from "../support/faults/faultProxy";
import { project, useEmulator } from "../support/ui/server";
import { useWorkbench } from "../support/ui/workbench";

describe("a server that moves", () => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let old: Server;
  let oldUrl: string;
  let moved = true;
  const bodies: string[] = [];

  before(async () => {
    old = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        bodies.push(body);
        if (moved) response.writeHead(301, { location: emulator().url }).end();
        else
          void fetch(emulator().url, { method: "POST", body: new URLSearchParams(body) }).then(async (answer) => {
            response.writeHead(answer.status).end(await answer.text());
          });
      });
    });
    await new Promise<void>((listening) => old.listen(0, "127.0.0.1", listening));
    oldUrl = `http://127.0.0.1:${(old.address() as AddressInfo).port}/api/`;
  });

  after(() => {
    old.closeAllConnections();
    old.close();
  });

  it("is asked about before a token is sent anywhere", async () => {
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().type(oldUrl);
    await vscode().screenshot("server-moved");
    assert.match(await vscode().answerModal("Use New Address"), new RegExp(`sends requests on to ${emulator().url}`));
    await vscode().quickTitle(`Add Project on ${new URL(emulator().url).host}`);
    assert.deepEqual(bodies, ["token=&content=version&format=json&returnFormat=json"]);
    await vscode().page.keyboard.press("Escape");
  });

  it("later takes its projects along, once the token has been entered for the new address", async () => {
    moved = false;
    vscode().canary.watchFor(trial().token);
    await vscode().runCommand("REDCap: Add Project…");
    await vscode().type(oldUrl);
    await vscode().quickTitle("Add Project on");
    await vscode().type(trial().token);
    await vscode().quickTitle("Add Project: SUNRISE");
    await vscode().accept();
    await vscode().treeItem("SUNRISE").waitFor();
    moved = true;
    await vscode().runCommand("REDCap: Test Connection");
    await vscode()
      .notification(/fails at: REDCap\. The server sends requests on to/)
      .locator(".codicon-warning")
      .waitFor();
    await vscode().screenshot("connection-moved");
    await vscode().answerNotification(/fails at: REDCap/, "Change Server Address…");
    await vscode().quickTitle("Change Server Address of SUNRISE");
    assert.equal(await vscode().quickInput.locator("input").first().inputValue(), emulator().url.replace(/api\/$/, ""));
    await vscode().quickInput.locator("input").first().press("Enter");
    await vscode().quickTitle("(2/2)");
    await vscode().type(trial().token);
    await vscode().quickInput.waitFor({ state: "hidden" });
  });

  it("then is tested step by step, in a report without the token", async () => {
    await vscode().runCommand("REDCap: Test Connection");
    await vscode()
      .notification(/The connection to 127\.0\.0\.1:\d+ works/)
      .locator(".codicon-info")
      .waitFor();
    const report = await vscode().editorText();
    assert.match(report, /\[ok\] REDCap: A REDCap answers/);
    assert.match(report, /\[ok\] Rights: Reading is allowed/);
    assert.doesNotMatch(report, new RegExp(trial().token, "i"));
    await vscode().screenshot("connection-test");
  });

  it("and diagnostics for a question in public name no server, project, person or token", async () => {
    await vscode().clearNotifications();
    await vscode().runCommand("REDCap: Copy Diagnostics");
    await vscode().answerNotification("Copied. It names no server", "Show");
    await vscode().tab("Untitled").waitFor();
    const copied = await vscode().page.evaluate("navigator.clipboard.readText()");
    assert.ok(typeof copied === "string");
    assert.match(copied, /VS Code \d/);
    assert.match(copied, /project 1/);
    // VS Code takes the server's own name for the kind of remote here.
    assert.match(copied, /another remote/);
    const people = [...emulator().state(trial().projectId).users.keys()];
    assert.ok(people.length > 10);
    for (const name of [trial().token, trial().title, "SUNRISE", "127.", new URL(emulator().url).host, ...people])
      assert.equal(copied.toLowerCase().includes(name.toLowerCase()), false, name);
    assert.doesNotMatch(copied, /@/);
    await vscode().screenshot("diagnostics");
  });

  describe("with a certificate of a private authority", () => {
    const [first, second] = [authority("Hospital Root CA"), authority("New Hospital Root CA")];
    const certified = (by: Authority) => by.issue({ name: "redcap", hosts: ["127.0.0.1"] });
    const requests = new EventEmitter();
    const server = createTlsServer(certified(first), (request, response) => {
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

    it("is reached once its authority is chosen", async () => {
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

    it("and is again when the authority has changed, after it was tried", async () => {
      server.setSecureContext(certified(second));
      server.closeAllConnections();
      await vscode().contextMenu(vscode().treeItem("Empty Pilot"), "Set Certificates…");
      await chooseAuthority("second.pem");
      await vscode().notification("is reached with these certificates from now on").waitFor();
      await vscode().screenshot("certificates-set");
      const rolesRead = once(requests, "userRole");
      await vscode().runCommand("REDCap: Refresh All Projects");
      await rolesRead;
      await vscode().expand("Empty Pilot");
      await vscode().treeItem("Users").waitFor();
      await vscode().screenshot("certificates-loaded");
    });
  });
});
