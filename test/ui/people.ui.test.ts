import assert from "node:assert/strict";
import { addDays } from "../../src/core/dates";
import { addProject, dagOf, expirationOf, exported, project, roleOf, useEmulator } from "../support/ui/server";
import { story } from "../support/ui/story";
import { useWorkbench } from "../support/ui/workbench";

story("quick actions on people, roles and groups", (step) => {
  const emulator = useEmulator();
  // Nobody is this quick by hand: the usual limit would let the last of these wait.
  const vscode = useWorkbench({ settings: { "redcapAccess.requestsPerMinute": 540 } });
  const trial = () => project(emulator(), /SUNRISE/);
  const shown = () => vscode().notification("checked in REDCap").waitFor();

  type Row = Readonly<Record<string, string>>;
  const rows = async (content: string) =>
    JSON.parse(await exported(emulator(), trial().token, content, "json")) as readonly Row[];
  const names = async (content: string, column: string) => (await rows(content)).map((row) => row[column]);
  const rightsOf = async (username: string) => {
    const row = (await rows("user")).find((each) => each["username"] === username);
    assert.ok(row, `${username} is in the project`);
    const { username: _, email: _e, firstname: _f, lastname: _l, expiration: _x, ...rights } = row;
    return rights;
  };

  before(async () => {
    await addProject(vscode(), emulator(), trial());
    await vscode().expand("SUNRISE");
    await vscode().expand("Users");
  });

  step("says at once what cannot be a username, and who is there already in whatever spelling", async () => {
    await vscode().contextMenu(vscode().treeItem("Users"), "Add User…");
    await vscode().quickTitle("Add User to SUNRISE Multi-Site Trial");
    await vscode().type("zoë/2");
    await vscode().quickInput.getByText('"zoë/2" cannot be a username').waitFor();
    await vscode().type("B.Achieng");
    await vscode().quickInput.getByText("B.Achieng is already in the project, written b.achieng.").waitFor();
    await vscode().screenshot("add-user-twin");
    await vscode().page.keyboard.press("Escape");
    await vscode().quickInput.waitFor({ state: "hidden" });
  });

  step("adds somebody like an existing user, in the same role and group, with one confirmation", async () => {
    await vscode().contextMenu(vscode().treeItem("Users"), "Add User…");
    await vscode().type("a.newcomer");
    await vscode().quickTitle("Add a.newcomer");
    await vscode().screenshot("add-user-start");
    await vscode().choose("Like an existing user…");
    await vscode().quickTitle("Add a.newcomer like");
    await vscode().type("h.tanabe");
    const [first = "", second = ""] = await vscode().choices();
    assert.match(first, /^Never/);
    assert.match(second, /^Like h\.tanabe/);
    await vscode().screenshot("add-user-expiration");
    await vscode().choose("Never");
    await vscode().modal.waitFor();
    await vscode().screenshot("add-user-confirm");
    assert.match(
      await vscode().answerModal("Apply"),
      /a\.newcomer: Added to the project; Role Site Coordinator[^\n]*; Data Access Group Osaka General/,
    );
    await vscode()
      .notification(/no name and no email for a\.newcomer/)
      .waitFor();
    await vscode().screenshot("add-user-no-account");
    assert.equal(await roleOf(emulator(), trial().token, "a.newcomer"), "Site Coordinator");
    assert.equal(await dagOf(emulator(), trial().token, "a.newcomer"), "osaka_general");
    assert.equal(await expirationOf(emulator(), trial().token, "a.newcomer"), "");
    await vscode().clearNotifications();
  });

  step("copies the own rights and form maps of somebody without a role", async () => {
    await vscode().contextMenu(vscode().treeItem("SUNRISE"), "Add User…");
    await vscode().type("a.helper");
    await vscode().choose("Like an existing user…");
    await vscode().type("t.summerhelp");
    await vscode().choose("In 90 days");
    assert.match(
      await vscode().answerModal("Apply"),
      /a\.helper: Added to the project; Calendar & Scheduling Yes; Create Records Yes;[^\n]* Role none;/,
    );
    await vscode()
      .notification(/no name and no email for a\.helper/)
      .waitFor();
    assert.deepEqual(await rightsOf("a.helper"), await rightsOf("t.summerhelp"));
    await vscode().clearNotifications();
  });

  step("adds somebody by role, group and last day, from the palette", async () => {
    await vscode().runCommand("REDCap: Add User…");
    await vscode().type("a.monitor");
    await vscode().choose("Monitor");
    await vscode().quickTitle("Add a.monitor");
    await vscode().choose("Lyon");
    await vscode().quickInput.getByPlaceholder("Day on which access ends; choose, or type a day").waitFor();
    await vscode().type("12/31/2031", { enter: false });
    await vscode().choose("31 December 2031");
    assert.match(
      await vscode().answerModal("Apply"),
      /Role Monitor[^\n]*; Expiration 2031-12-31; Data Access Group Lyon/,
    );
    await vscode()
      .notification(/no name and no email for a\.monitor/)
      .waitFor();
    assert.equal(await roleOf(emulator(), trial().token, "a.monitor"), "Monitor");
    assert.equal(await dagOf(emulator(), trial().token, "a.monitor"), "lyon");
    assert.equal(await expirationOf(emulator(), trial().token, "a.monitor"), "2031-12-31");
    await vscode().clearNotifications();
  });

  step("extends several people each from their own day, and says whose access had ended or never ends", async () => {
    const before = await expirationOf(emulator(), trial().token, "h.tanabe");
    await vscode().selectRows("h.tanabe", "h.benali", "k.morita");
    await vscode().contextMenu(vscode().treeItem("k.morita"), "Extend Expiration by…");
    await vscode().quickTitle("Extend Expiration of 2 users");
    await vscode().screenshot("extend");
    await vscode().choose("By 180 days");
    await vscode().answerModal(/Take Out/);
    await vscode().modal.getByText("No expiration is set for").first().waitFor();
    await vscode().screenshot("extend-confirm");
    const text = await vscode().answerModal("Apply");
    assert.match(text, /No expiration is set for h\.benali, and none will be\./);
    assert.match(text, /Access of k\.morita has expired\. It is given again, counted from today\./);
    await shown();
    assert.equal(await expirationOf(emulator(), trial().token, "h.tanabe"), addDays(before, 180));
    assert.equal(await expirationOf(emulator(), trial().token, "h.benali"), "");
    const ended = await expirationOf(emulator(), trial().token, "k.morita");
    assert.ok(ended > addDays(new Date().toISOString().slice(0, 10), 178), ended);
    assert.equal(await roleOf(emulator(), trial().token, "h.tanabe"), "Site Coordinator");
    await vscode().clearNotifications();
  });

  step("extends by a typed number of days", async () => {
    await vscode().contextMenu(vscode().treeItem("a.monitor"), "Extend Expiration by…");
    await vscode().choose("Another number of days…");
    await vscode().type("ten");
    await vscode().quickInput.getByText("Enter a whole number of days").waitFor();
    await vscode().type("10");
    await vscode().answerModal(/Take Out/);
    await vscode().answerModal("Apply");
    await shown();
    assert.equal(await expirationOf(emulator(), trial().token, "a.monitor"), "2032-01-10");
    await vscode().clearNotifications();
  });

  step("says when there is nothing to extend", async () => {
    await vscode().contextMenu(vscode().treeItem("h.benali"), "Extend Expiration by…");
    await vscode().notification("There is nothing to extend: the access of h.benali never expires.").waitFor();
    await vscode().clearNotifications();
  });

  step("removes people, and says what does not come back", async () => {
    await vscode().selectRows("a.helper", "a.monitor");
    await vscode().contextMenu(vscode().treeItem("a.monitor"), "Remove from Project…");
    await vscode().modal.waitFor();
    await vscode().screenshot("remove-users");
    assert.match(
      await vscode().answerModal("Remove 2 people"),
      /a\.helper\)?: Removed from the project\. Does not come back: groups of the DAG Switcher[^]*a\.monitor\)?: Removed from the project\. Does not come back: own rights under the role /,
    );
    await shown();
    const left = await names("user", "username");
    assert.deepEqual([left.includes("a.helper"), left.includes("a.monitor"), left.length], [false, false, 41]);
    await vscode().clearNotifications();
  });

  step("asks to type a number before more than five go at once", async () => {
    const names = ["j.whitford", "k.morita", "k.njoroge", "l.ferrante", "m.castellano"];
    await vscode().selectRows("j.okonkwo", ...names);
    await vscode().contextMenu(vscode().treeItem("m.castellano"), "Remove from Project…");
    const text = await vscode().answerModal("Remove 6 people");
    assert.match(text, /6 removals at once/);
    await vscode().quickInput.getByText("Type 6 to confirm").waitFor();
    await vscode().screenshot("remove-six");
    await vscode().page.keyboard.press("Escape");
    assert.equal((await rows("user")).length, 41);
  });

  step("duplicates, renames and deletes a role", async () => {
    await vscode().collapse("Users");
    await vscode().expand("Roles");
    await vscode().contextMenu(vscode().treeItem("Monitor"), "Duplicate Role…");
    await vscode().quickTitle("Duplicate Role Monitor");
    await vscode().type("Statistician");
    await vscode().quickInput.getByText("There is already a role called Statistician.").waitFor();
    await vscode().type("Remote Monitor");
    assert.match(await vscode().answerModal("Apply"), /role Remote Monitor: Created, with/);
    await shown();
    const copy = (await rows("userRole")).find((row) => row["role_label"] === "Remote Monitor");
    const original = (await rows("userRole")).find((row) => row["role_label"] === "Monitor");
    assert.deepEqual(
      { ...copy, unique_role_name: "", role_label: "" },
      {
        ...original,
        unique_role_name: "",
        role_label: "",
      },
    );
    await vscode().clearNotifications();
    await vscode().contextMenu(vscode().treeItem("Remote Monitor"), "Rename Role…");
    await vscode().type("Central Monitor");
    assert.match(await vscode().answerModal("Apply"), /role Remote Monitor: Name Remote Monitor → Central Monitor/);
    await shown();
    await vscode().clearNotifications();
    await vscode().contextMenu(vscode().treeItem("Central Monitor"), "Delete Role…");
    await vscode().modal.waitFor();
    await vscode().screenshot("delete-role");
    assert.match(await vscode().answerModal("Apply"), /role Central Monitor: Deleted\. Does not come back: /);
    await shown();
    assert.equal((await names("userRole", "role_label")).includes("Central Monitor"), false);
    await vscode().treeItem("Central Monitor").waitFor({ state: "detached" });
    await vscode().clearNotifications();
  });

  step("does not delete a role that somebody is in", async () => {
    await vscode().contextMenu(vscode().treeItem("Monitor"), "Delete Role…");
    await vscode().modal.waitFor();
    await vscode().screenshot("delete-role-refused");
    assert.match(
      await vscode().modal.innerText(),
      /The role Monitor cannot be deleted: .* are in it\. Move them first\./,
    );
    await vscode().page.keyboard.press("Escape");
    assert.equal((await names("userRole", "role_label")).includes("Monitor"), true);
    await vscode().collapse("Roles");
  });

  step("adds, renames and deletes a group, the last only after its name was typed", async () => {
    await vscode().contextMenu(vscode().treeItem("Data Access Groups"), "Add Data Access Group…");
    await vscode().type("Paris");
    assert.match(await vscode().answerModal("Apply"), /DAG Paris: Created/);
    await shown();
    await vscode().clearNotifications();
    await vscode().expand("Data Access Groups");
    await vscode().contextMenu(vscode().treeItem("Paris"), "Rename Data Access Group…");
    await vscode().type("Marseille");
    assert.match(await vscode().answerModal("Apply"), /DAG Paris: Name Paris → Marseille/);
    await shown();
    await vscode().clearNotifications();
    assert.deepEqual((await names("dag", "data_access_group_name")).at(-1), "Marseille");
    await vscode().contextMenu(vscode().treeItem("Marseille"), "Delete Data Access Group…");
    await vscode().answerModal("Apply");
    await vscode().quickInput.getByText("Type Marseille to confirm").waitFor();
    await vscode().screenshot("delete-dag");
    await vscode().type("Marseille");
    await shown();
    assert.equal((await names("dag", "data_access_group_name")).includes("Marseille"), false);
    await vscode().clearNotifications();
  });

  step("takes back a deleted group", async () => {
    await vscode().runCommand("REDCap: Undo Last Apply…");
    assert.match(await vscode().answerModal("Undo"), /DAG Marseille: Created/);
    await shown();
    assert.equal((await names("dag", "data_access_group_name")).includes("Marseille"), true);
    await vscode().screenshot("undo-delete-dag");
  });
});
