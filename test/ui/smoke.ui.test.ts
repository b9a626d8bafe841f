import { useWorkbench } from "../support/ui/workbench";

describe("a fresh installation", () => {
  const vscode = useWorkbench();

  it("offers to add a project in the REDCap view", async () => {
    await vscode().showProjects();
    await vscode().page.locator(".welcome-view-content").getByText("Add Project").waitFor();
    await vscode().screenshot("welcome");
  });
});
