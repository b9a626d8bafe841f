import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { applyFolder } from "../../../../src/commands/folders/applyFolder";
import { compareFolder } from "../../../../src/commands/folders/compareFolder";
import { compareProjects } from "../../../../src/commands/folders/compareProjects";
import { copyAccess } from "../../../../src/commands/folders/copyAccess";
import { saveFolder } from "../../../../src/commands/folders/saveFolder";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { desk } from "../../../support/desk/desk";
import { filePlace } from "../../../support/desk/nodeFiles";
import { person, projectNode, roleNode, userNode } from "../../../support/desk/person";
import { openSite, role, SEED } from "../../app/site";
import type { Site } from "../../app/site";
import { inShort } from "../../core/trial";

const OTHER: ProjectSeed = {
  ...SEED,
  projectId: 13,
  title: "Other",
  roles: (SEED.roles ?? []).slice(0, 1),
  users: SEED.users.filter(({ username }) => username === "ann"),
};

describe("commands on folders and between projects", () => {
  let site: Site;
  let other: string;
  beforeEach(async () => {
    site = await openSite({ projects: [SEED, OTHER] });
    const { id: _id, ...same } = site.connections.require(site.id);
    ({ id: other } = await site.connections.add(
      { ...same, label: "Other", title: "Other", projectId: 13 },
      site.emulator.addToken(13, "ann"),
    ));
  });
  afterEach(() => site.close());

  const node = () => projectNode(site.id);
  const wanted = async (id = site.id) =>
    (await site.drafts.edits(id)).map(inShort).map(({ draft, key }) => `${draft} ${key}`);
  const saved = async (answer = "Usernames only") => {
    const at = desk(site, person(answer, "redcap/12-Trial"));
    await saveFolder(at)(node());
    return { ...at, place: filePlace(join(at.folder, "redcap/12-Trial")) };
  };

  it("Save Access to Folder writes all tables, says so when nothing differs, and asks before it replaces", async () => {
    const at = await saved();
    assert.deepEqual((at.dialogs as ReturnType<typeof person>).said.at(-1), "Saved 5 files in redcap/12-Trial.");
    assert.deepEqual((await readdir(at.place.path)).sort(), [
      ...["assignments.csv", "dags.csv", "redcap-access.json", "roles.csv", "users.csv"],
    ]);
    const again = async (...answers: Parameters<typeof person>) => {
      const dialogs = person("Usernames only", ...answers);
      await saveFolder({ ...at, dialogs })(at.place);
      return dialogs.said;
    };
    const project = person("Trial", undefined);
    await saveFolder({ ...at, dialogs: project })(at.place);
    assert.deepEqual(project.lists[0], ["Trial", "Other"]);
    await site.connections.remove(other);
    assert.deepEqual((await again()).at(-1), "redcap/12-Trial already matches REDCap.");
    await writeFile(join(at.place.path, "users.csv"), "mine");
    const asked = await again(undefined);
    assert.equal(
      asked.at(-1),
      "Replace users.csv in redcap/12-Trial? | They differ from REDCap. Changes of yours that you have not committed are lost.",
    );
    assert.equal(await readFile(join(at.place.path, "users.csv"), "utf8"), "mine");
    assert.equal((await again("Replace")).at(-1), "Saved users.csv in redcap/12-Trial.");
  });

  it("Save Access to Folder warns where the folder is another project's, and offers to keep names out of git", async () => {
    const at = await saved();
    const dialogs = person("Usernames only", undefined);
    await saveFolder({ ...at, dialogs })({ kind: "project", connectionId: other });
    await site.connections.remove(site.id);
    const foreign = person("Usernames only", undefined);
    await saveFolder({ ...at, dialogs: foreign })(at.place);
    assert.match(
      foreign.said.at(-1) ?? "",
      /\| The folder was not saved from Other\. The contents of these files are lost\.$/,
    );
    const named = person("With names and e-mail addresses");
    await mkdir(join(at.folder, ".git"));
    await mkdir(join(at.folder, "new"));
    await saveFolder({ ...at, dialogs: named })(filePlace(join(at.folder, "new")));
    assert.match(named.said.at(-1) ?? "", /^Saved 5 files in new\. It contains names/);
  });

  it("Compare Folder with Project shows the files that differ beside REDCap", async () => {
    const at = await saved();
    const same = person();
    await compareFolder({ ...at, dialogs: same })(at.place);
    assert.deepEqual(same.said, ["The folder matches Trial."]);
    await writeFile(join(at.place.path, "dags.csv"), "data_access_group_name,unique_group_name\n");
    await compareFolder(at)(filePlace(join(at.place.path, "redcap-access.json")));
    const file = join(at.place.path, "dags.csv");
    assert.equal(at.done.at(-1), `compared Trial: REDCap ↔ folder ${file} ${file}`);
  });

  it("Apply Folder to Project turns what it says into changes, offers to remove what it leaves out, and shows the review", async () => {
    const at = await saved();
    const users = join(at.place.path, "users.csv");
    const assignments = join(at.place.path, "assignments.csv");
    for (const file of [users, assignments]) {
      const text = await readFile(file, "utf8");
      await writeFile(
        file,
        text
          .split("\n")
          .filter((line) => !line.startsWith("eve,"))
          .join("\n"),
      );
    }
    const dialogs = person("Make the project match the folder");
    await applyFolder({ ...at, dialogs })(at.place);
    assert.deepEqual(dialogs.lists, [["Add and change only", "Make the project match the folder"]]);
    assert.equal(dialogs.entries[0]?.[1]?.description, "1 would be removed");
    assert.deepEqual(await wanted(), ["users eve"]);
    assert.equal(
      dialogs.said.at(-1),
      "Not yet in REDCap: 0 added, 0 changed, 1 removed. Read the review, then apply it.",
    );
    assert.deepEqual([at.done.at(-1), site.proxy.writes], [`reviewed ${site.id}`, []]);
    const full = person();
    await applyFolder({ ...at, dialogs: full })(at.place);
    assert.deepEqual(full.said, [
      "Trial cannot be changed now. | It has changes not yet in REDCap. Apply or discard them first.",
    ]);
  });

  it("Apply Folder to Project says so when the project has all of it, and asks where the folder is another project's", async () => {
    const at = await saved();
    const same = person();
    await applyFolder({ ...at, dialogs: same })(at.place);
    assert.deepEqual(same.said, ["Trial already has all of it."]);
    const foreign = person(undefined);
    await applyFolder({ ...at, dialogs: foreign })(projectNode(other));
    assert.match(
      foreign.said[0] ?? "",
      /^The folder was saved from another project\. Use it for Other\? \| It is from project 12, “Trial”, on 127/,
    );
    const off = person();
    await applyFolder({ ...desk(site, off, { trusted: false }) })(at.place);
    await compareFolder({ ...desk(site, off, { trusted: false }) })(at.place);
    await saveFolder({ ...desk(site, off, { trusted: false }) })(node());
    assert.deepEqual(
      off.said.map((each) => each.split(" | ")[0]),
      ["Applying folders", "Comparing folders", "Saving access"].map(
        (what) => `${what} is off while this folder is not trusted.`,
      ),
    );
  });

  it("Copy Access to Another Project copies what is ticked, and shows the review", async () => {
    const dialogs = person("Other", ["Roles"], ["Monitor"]);
    const at = desk(site, dialogs);
    await copyAccess(at)(node());
    assert.deepEqual(dialogs.lists, [
      ["Other"],
      ["Roles", "Data Access Groups", "Users", "Role and group assignments"],
      ["Administrators", "Data Entry", "Monitor"],
    ]);
    assert.equal(dialogs.placeholders[0], "Copy from Trial to");
    assert.deepEqual(new Set(await wanted(other)), new Set(["roles new:1"]));
    assert.equal(
      dialogs.said.at(-1),
      "Not yet in REDCap: 1 added, 0 changed, 0 removed. Read the review, then apply it.",
    );
  });

  it("Copy Access to Another Project ticks the roles and users that it is called on", async () => {
    const users = person("Other", undefined);
    await copyAccess(desk(site, users))(userNode(site.id, "bob"));
    assert.deepEqual(
      users.entries[1]?.map(({ picked }) => picked),
      [false, false, true, true],
    );
    const roles = person("Other", ["Roles"], undefined);
    await copyAccess(desk(site, roles))(roleNode(site.id, "U-3MON"), [roleNode(site.id, "U-3MON")]);
    assert.deepEqual(
      roles.entries[2]?.map(({ picked }) => picked),
      [false, false, true],
    );
    assert.deepEqual(await wanted(other), []);
  });

  it("Compare Projects shows roles and assignments of both, side by side", async () => {
    const at = desk(site, person("Other"));
    await compareProjects(at)(node());
    assert.equal(at.done[0], "worked: Compare Projects");
    assert.equal(at.done[1]?.match(/Role Assignments/g)?.length, 2);
    await compareProjects(at)(node(), [node(), projectNode(other)]);
    assert.equal(at.done[3], at.done[1]);
    await site.connections.remove(other);
    const alone = person();
    await compareProjects(desk(site, alone))(node());
    assert.deepEqual(alone.said, ["There is only one project in the list. Add another one first."]);
  });

  it("a change that waits in the drafts is not mixed with what comes from elsewhere", async () => {
    await site.drafts.takeEdits(other, [role("ann", "U-1ADMIN", "")], await site.projects.load(other));
    const dialogs = person("Other");
    await copyAccess(desk(site, dialogs))(node());
    assert.match(dialogs.said.at(-1) ?? "", /^Other cannot be changed now\. \| It has changes not yet in REDCap/);
  });
});
