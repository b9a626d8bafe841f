import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { gridCell, openGrid } from "../support/ui/grid";
import { faultProxy } from "../support/faults/faultProxy";
import type { FaultProxy } from "../support/faults/faultProxy";
import { addProject, colleagueGives, project, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("grids while others work in REDCap too", (step) => {
  const emulator = useEmulator();
  const vscode = useWorkbench();
  const trial = () => project(emulator(), /SUNRISE/);
  let proxy: FaultProxy;
  let grid: Frame;

  before(async () => (proxy = await faultProxy(emulator().url)));
  after(() => proxy.close());

  const role = (name: string) => gridCell(grid, name, "unique_role_name").first();
  const give = async (name: string, wanted: string) => {
    await role(name).locator(".open").click();
    await grid.getByRole("option", { name: wanted }).first().click();
    await role(name).locator(".was").waitFor();
  };
  const colleague = (username: string, label: string) => colleagueGives(emulator(), trial(), username, label);
  const refresh = () => grid.getByRole("button", { name: "Refresh from REDCap" }).click();
  const roleOf = (username: string) => emulator().state(trial().projectId).users.get(username)?.role?.label;

  step("a refresh shows what a colleague changed, and keeps what is edited here", async () => {
    await addProject(vscode(), proxy, trial());
    grid = await openGrid(vscode(), "REDCap: Edit Role Assignments", "Role Assignments");
    await give("b.achieng", "Monitor");
    colleague("a.nakagawa", "Monitor");
    assert.doesNotMatch(await role("a.nakagawa").innerText(), /Monitor/);
    await refresh();
    await role("a.nakagawa").getByText("Monitor").waitFor();
    await role("b.achieng").locator(".was").waitFor();
    await grid.getByText("1 change not yet in REDCap").waitFor();
  });

  step("what both changed is marked with its three values, and can be answered", async () => {
    colleague("b.achieng", "Statistician");
    await refresh();
    await role("b.achieng").locator(".live", { hasText: "REDCap: Statistician" }).waitFor();
    assert.match(
      (await role("b.achieng").getAttribute("title")) ?? "",
      /^Data Entry → Monitor\nREDCap: Statistician$/,
      "was, wanted, and REDCap's",
    );
    await vscode().screenshot("grid-conflict");
    await grid.getByRole("button", { name: "Keep Mine" }).first().click();
    await role("b.achieng").locator(".was", { hasText: "Statistician" }).waitFor();
    await role("b.achieng").locator(".live").waitFor({ state: "detached" });
    colleague("b.achieng", "Data Manager");
    await refresh();
    await role("b.achieng").locator(".live", { hasText: "REDCap: Data Manager" }).waitFor();
    await grid.getByRole("button", { name: "Take REDCap's" }).first().click();
    await grid.getByText(/Nothing has been changed/).waitFor();
    assert.match(await role("b.achieng").innerText(), /Data Manager/);
    assert.equal(roleOf("b.achieng"), "Data Manager");
  });

  step("a refresh that fails says so in the grid, with the reason", async () => {
    proxy.meet(({ incoming }) => incoming.socket.destroy());
    await refresh();
    await grid.getByText(/This is not what REDCap says now: /).waitFor();
    await vscode().screenshot("grid-refresh-failed");
    proxy.meet();
    await refresh();
    await grid.getByText(/This is not what REDCap says now: /).waitFor({ state: "detached" });
  });
});
