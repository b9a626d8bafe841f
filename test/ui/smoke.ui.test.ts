import assert from "node:assert/strict";
import { useWorkbench } from "../support/ui/workbench";

describe("a fresh installation", () => {
  const vscode = useWorkbench();

  it("offers to add a project in the REDCap view", async () => {
    await vscode().showProjects();
    await vscode().page.locator(".welcome-view-content").getByText("Add Project").waitFor();
    await vscode().screenshot("welcome");
  });

  it("says what it is on its page among the extensions, without broken pictures", async () => {
    await vscode().runCommand("Extensions: Show Installed Extensions");
    await vscode().page.locator(".extensions-list .extension-list-item", { hasText: "REDCap Access" }).click();
    const readme = vscode().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await readme.getByRole("heading", { name: "Install" }).waitFor();
    assert.equal(await readme.locator("img").count(), 0);
    await vscode().screenshot("extension-page");
  });
});
