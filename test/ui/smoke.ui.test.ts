import { until } from "../support/until";
import { useWorkbench } from "../support/ui/workbench";

describe("a fresh installation", () => {
  const vscode = useWorkbench();

  it("offers to add a project in the REDCap view", async () => {
    await vscode().showProjects();
    await vscode().page.locator(".welcome-view-content").getByText("Add Project").waitFor();
    await vscode().screenshot("welcome");
  });

  it("says what it is on its page among the extensions, with pictures", async () => {
    await vscode().runCommand("Extensions: Show Installed Extensions");
    await vscode().page.locator(".extensions-list .extension-list-item", { hasText: "REDCap Access" }).click();
    const pictures = async () => {
      const all = vscode()
        .page.frames()
        .map((frame) => frame.evaluate(() => [...document.images].map((image) => image.naturalWidth)));
      // A frame that VS Code has just thrown away has no pictures.
      return (await Promise.allSettled(all)).flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    };
    await until("both pictures are drawn", async () => (await pictures()).filter((width) => width > 600).length === 2);
    await vscode().screenshot("extension-page");
  });
});
