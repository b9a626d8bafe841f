import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faultProxy, movedTo } from "../support/faults/faultProxy";
import type { FaultProxy } from "../support/faults/faultProxy";
import { project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

/** What each server receives decides: a token goes nowhere before its server is known. */
story("a credential file of which nothing can be stored", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  let old: FaultProxy;
  let file = "";

  before(async () => {
    old = await faultProxy(emulator().url);
    old.meet(movedTo(emulator().url));
  });

  after(() => old.close());

  step("asks a server that redirects without a token, and about where it sends requests on to", async () => {
    const trial = project(emulator(), /SUNRISE/);
    file = join(vscode().folder, "credentials.csv");
    vscode().canary.watchFor(trial.token);
    const rows = [
      [old.url, trial.username, trial.projectId, trial.token, "Moved"],
      [emulator().url, trial.username, 4711, trial.token, "Another"],
      [emulator().url, trial.username, trial.projectId, "0123456789ABCDEF0123456789ABCDEF", "Refused"],
    ];
    const text = ["redcap_uri,username,project_id,token,comment", ...rows.map((row) => row.join(",")), ""].join("\n");
    await writeFile(file, text);
    await vscode().runCommand("REDCap: Add Projects from Credential File…");
    await vscode().quickTitle("Credential file");
    await vscode().choose("credentials.csv");
    await vscode().answerModal("Add Projects");
    await vscode()
      .modal.filter({ hasText: `sends requests on to ${emulator().url}` })
      .waitFor();
    assert.deepEqual(old.arrived.map(String), ["token=&content=version&format=json&returnFormat=json"]);
    await vscode().answerModal("Cancel");
  });

  step(
    "names every row that was not added, keeps the file, and sent no token to the server that redirects",
    async () => {
      await vscode().modal.filter({ hasText: "3 rows were not added. The file is kept, with its tokens." }).waitFor();
      await vscode().screenshot("credential-file-kept");
      const said = await vscode().modal.innerText();
      for (const reason of [
        /sends requests on to/,
        /belongs to another project: SUNRISE/,
        /does not accept this token/,
      ])
        assert.match(said, reason);
      await vscode().page.keyboard.press("Escape");
      assert.ok(existsSync(file));
      // It is the only place where the token may stand.
      await rm(file);
      assert.deepEqual(old.arrived.map(String), ["token=&content=version&format=json&returnFormat=json"]);
      const registry = project(emulator(), /Registry/);
      assert.equal(
        emulator().requests.some(({ params }) => params.get("token") === registry.token),
        false,
      );
    },
  );
});
