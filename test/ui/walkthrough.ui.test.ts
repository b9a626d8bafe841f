import { setCell, shownGrid } from "../support/ui/grid";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

const SIDEBAR = ".part.sidebar";
const EDITOR = ".part.editor";
const DIALOG = ".monaco-dialog-box";
const CHOICES = ".quick-input-widget";

/** Its pictures are those of README and of the walkthrough itself: `npm run pictures` puts them there. */
story("the walkthrough on the sample project", (step) => {
  const vscode = useWorkbench();
  const STUDY = /SUNRISE/;
  /** The part of the workbench that a step is about. */
  const picture = async (name: string, part: string) => {
    await vscode().page.mouse.move(0, 0);
    await vscode().screenshot(`picture-${name}`, vscode().page.locator(part).first());
  };
  const steps = () => vscode().page.locator(".gettingStartedContainer .getting-started-step");
  const open = async () => {
    await vscode().runCommand("Welcome: Open Walkthrough...");
    await vscode().choose("Get started with REDCap Access");
    await steps().filter({ hasText: "Open the sample project" }).waitFor();
  };
  const ticked = async (...titles: string[]) => {
    await open();
    for (const title of titles) await steps().filter({ hasText: title }).locator(".codicon.complete").waitFor();
  };
  const ready = () =>
    shownGrid(vscode(), "Review of Changes", (frame) => frame.getByRole("button", { name: /^Apply 2 changes/ }));

  step("begins with the sample project", async () => {
    await open();
    await vscode().screenshot("walkthrough");
    await vscode().runCommand("REDCap: Open Sample Project");
    await vscode().treeItem(STUDY).waitFor();
    await vscode().clearNotifications();
  });

  step("shows who may do what", async () => {
    await vscode().expand(STUDY);
    await vscode().expand("Users");
    await vscode().treeItem("b.achieng").waitFor();
    await ticked("Open the sample project", "See who may do what");
  });

  step("changes a role in the grid, where the old one stays in sight", async () => {
    await vscode().runCommand("View: Close All Editors");
    await vscode().contextMenu(vscode().treeItem(STUDY), "Edit", "Edit Role Assignments");
    const grid = await shownGrid(vscode(), "Role Assignments");
    await picture("tree", SIDEBAR);
    await setCell(grid, "b.achieng", "unique_role_name", "Monitor");
    await setCell(grid, "c.dubois", "data_access_group", "Boston");
    await picture("grid", EDITOR);
  });

  step("says in words what that means", async () => {
    await vscode().runCommand("REDCap: Review Changes");
    await ready();
    await vscode().clearNotifications();
    await picture("review", EDITOR);
    await ticked("Change a role", "Review the change in words");
  });

  step("applies it and reads it back", async () => {
    await vscode().tab("Review of Changes").click();
    const page = await ready();
    await page.getByRole("button", { name: /^Apply 2 changes/ }).click();
    await vscode().modal.waitFor();
    await picture("confirm", DIALOG);
    await vscode().answerModal(/^Apply/);
    await vscode().notification("checked in REDCap").waitFor();
  });

  step("takes it back", async () => {
    await vscode().answerNotification("checked in REDCap", "Undo");
    await vscode().modal.waitFor();
    await picture("undo", DIALOG);
    await vscode().answerModal("Undo");
    await vscode().notification("checked in REDCap").waitFor();
    await vscode().clearNotifications();
  });

  step("exports who has access", async () => {
    await vscode().contextMenu(vscode().treeItem(STUDY), "Export", "Export All Access Tables…");
    await vscode().quickInput.waitFor();
    await picture("export", CHOICES);
    await vscode().choose("Readable CSV");
    await vscode()
      .notification(/Exported 5 files/)
      .waitFor();
    await ticked("Apply it", "Take it back", "Export who has access");
    await vscode().screenshot("walkthrough-done");
  });
});
