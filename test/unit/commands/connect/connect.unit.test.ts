import assert from "node:assert/strict";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addProject } from "../../../../src/commands/connect/addProject";
import { addProjectsFromCredentialFile } from "../../../../src/commands/connect/addProjectsFromCredentialFile";
import { changeServerAddress } from "../../../../src/commands/connect/changeServerAddress";
import { copyDiagnostics } from "../../../../src/commands/connect/copyDiagnostics";
import { openSampleProject } from "../../../../src/commands/connect/openSampleProject";
import { removeProject } from "../../../../src/commands/connect/removeProject";
import { renameProject } from "../../../../src/commands/connect/renameProject";
import { replaceToken } from "../../../../src/commands/connect/replaceToken";
import { setCertificates } from "../../../../src/commands/connect/setCertificates";
import { setTokenOwner } from "../../../../src/commands/connect/setTokenOwner";
import { testConnection } from "../../../../src/commands/connect/testConnection";
import { desk } from "../../../support/desk/desk";
import type { Desk } from "../../../support/desk/desk";
import { person, projectNode } from "../../../support/desk/person";
import { openSite, role, SEED } from "../../app/site";
import type { Site } from "../../app/site";

const HEADER = "redcap_uri,username,project_id,token,comment";
const ABSENT = "0123456789ABCDEF0123456789ABCDEF";

describe("commands on connections", () => {
  let site: Site;
  const desks: Desk[] = [];
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(async () => {
    for (const { clients } of desks.splice(0)) clients.dispose();
    await site.close();
  });

  const node = () => projectNode(site.id);
  const at = (dialogs: ReturnType<typeof person>, options?: Parameters<typeof desk>[2]) => {
    const made = desk(site, dialogs, options);
    desks.push(made);
    return made;
  };
  const connection = () => site.connections.require(site.id);
  const listed = () => site.connections.list().map(({ label, projectId, owner }) => ({ label, projectId, owner }));
  const tokenOf = (username: string) => site.emulator.addToken(12, username);

  describe("Add Project", () => {
    beforeEach(() => site.connections.remove(site.id));

    it("asks for server, token and name, tries each at once, and shows the new project", async () => {
      const dialogs = person(site.proxy.url, tokenOf("ann"), "Ours");
      const made = at(dialogs);
      await addProject(made)();
      assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "ann" }]);
      const { host } = new URL(site.proxy.url);
      assert.deepEqual(dialogs.said, ["Add Project", `Add Project on ${host}`, "Add Project: Trial"]);
      const [added] = site.connections.list();
      assert.deepEqual(made.done, [`revealed {"kind":"project","connectionId":"${added?.id ?? ""}"}`]);
      assert.ok(site.projects.snapshot(added?.id ?? ""), "it was read for the check, and need not be read again");
    });

    it("says what is wrong with an address, a token or a name, and asks again", async () => {
      const dialogs = person(
        ...["not an address", "http://127.0.0.1:1/api/", site.proxy.url],
        ...["short", ABSENT, tokenOf("ann"), " ", "Ours"],
      );
      await addProject(at(dialogs))();
      assert.equal(listed().length, 1);
      assert.match(dialogs.said[1] ?? "", /not a web address/);
      assert.match(dialogs.said[3] ?? "", /127\.0\.0\.1:1/);
      assert.match(dialogs.said[6] ?? "", /32 characters/);
      assert.ok(dialogs.said.includes("Give the project a name."), dialogs.said.join("\n"));
    });

    it("asks whose token it is where REDCap's log does not say, and takes no answer for one", async () => {
      await site.close();
      const users = SEED.users.map((user) =>
        user.username === "dave" ? { ...user, rights: ["user_rights", "data_access_groups", "api_export"] } : user,
      );
      site = await openSite({ seed: { ...SEED, users } });
      await site.connections.remove(site.id);
      const dialogs = person(site.proxy.url, tokenOf("dave"), "dave", "Ours");
      await addProject(at(dialogs))();
      assert.deepEqual(dialogs.lists, [["I do not know", "ann", "bob", "carol", "dave", "eve", "fay"]]);
      assert.equal(listed()[0]?.owner, "dave");
      await site.connections.remove(site.connections.list()[0]?.id ?? "");
      await addProject(at(person(site.proxy.url, tokenOf("dave"), "I do not know", "Ours")))();
      assert.equal(listed()[0]?.owner, undefined);
    });

    it("replaces the token of a project that is there already, if the person agrees", async () => {
      await addProject(at(person(site.proxy.url, tokenOf("ann"), "Ours")))();
      const dialogs = person(site.proxy.url, tokenOf("dave"), undefined, undefined);
      await addProject(at(dialogs))();
      assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "ann" }]);
      assert.deepEqual(dialogs.said.slice(2, 4), [
        "Ours is already in the list. Replace its token?",
        "Ours is already in the list.",
      ]);
      await addProject(at(person(site.proxy.url, tokenOf("dave"), "Replace Token")))();
      assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "dave" }]);
    });

    it("adds nothing when the person gives up at any question", async () => {
      const answers = [site.proxy.url, tokenOf("ann"), "Ours"];
      for (const step of answers.keys()) await addProject(at(person(...answers.slice(0, step), undefined)))();
      assert.deepEqual(listed(), []);
    });
  });

  describe("Add Projects from Credential File", () => {
    const line = (username: string, comment: string) =>
      `${site.proxy.url},${username},12,${tokenOf(username)},${comment}`;
    async function add(dialogs: ReturnType<typeof person>, ...lines: readonly string[]) {
      const made = at(dialogs);
      const file = join(made.folder, "tokens.csv");
      await writeFile(file, [HEADER, ...lines].join("\n"));
      made.access.chosen.push(file);
      await addProjectsFromCredentialFile(made)();
      return file;
    }
    beforeEach(() => site.connections.remove(site.id));

    it("adds a project once, however often the file names it: who agrees to it takes the token of the last line", async () => {
      const dialogs = person("Add Projects", "Replace Token", undefined);
      await add(dialogs, line("ann", "Ours"), line("dave", "Ours again"));
      assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "dave" }]);
      assert.match(dialogs.said[0] ?? "", /^Add 2 projects\? Each token is sent to its own server only\. \| http:\S+$/);
    });

    it("gives a project that is there already the token of the file if the person agrees, and no second entry", async () => {
      await add(person("Add Projects", undefined), line("ann", "Ours"));
      const [before] = site.connections.list();
      const dialogs = person("Add Projects", undefined);
      await add(dialogs, line("dave", "Other name"));
      assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "ann" }]);
      assert.match(
        dialogs.said.at(-1) ?? "",
        /^1 row was not added\. The file is kept, with its tokens\. \| .*already in the list\.$/,
      );
      await add(person("Add Projects", "Replace Token", undefined), line("dave", "Other name"));
      assert.deepEqual(listed(), [{ label: "Ours", projectId: 12, owner: "dave" }]);
      assert.equal(site.connections.list()[0]?.id, before?.id);
    });

    it("sends no token and keeps the file unless the person agrees to each", async () => {
      const before = site.emulator.requests.length;
      await stat(await add(person(undefined), line("ann", "Ours")));
      assert.deepEqual([listed(), site.emulator.requests.length], [[], before]);
      await stat(await add(person("Add Projects", undefined), line("ann", "Ours")));
      await site.connections.remove(site.connections.list()[0]?.id ?? "");
      const file = await add(person("Add Projects", "Delete Permanently"), line("ann", "Ours"));
      await assert.rejects(stat(file));
    });

    it("says which rows it could not add, and why, and keeps the file", async () => {
      const dialogs = person("Add Projects");
      await stat(
        await add(
          dialogs,
          line("ann", ""),
          `${site.proxy.url},ann,99,${tokenOf("dave")},`,
          `${site.proxy.url},x,12,${ABSENT},`,
        ),
      );
      assert.deepEqual(listed(), [{ label: "Trial", projectId: 12, owner: "ann" }]);
      assert.match(
        dialogs.said.at(-1) ?? "",
        /^2 rows were not added\.[^]*project 99: The token belongs to another project: Trial \(12\)\.\n/,
      );
      const nothing = person();
      await add(nothing, "no,columns");
      assert.match(nothing.said[0] ?? "", /^No project can be added from this file\. \| /);
    });
  });

  it("Rename Project keeps the name that is typed, and no empty one", async () => {
    await assert.rejects(renameProject(at(person(" ")))(node()), /Give the project a name\./);
    const dialogs = person(" Ours ");
    await renameProject(at(dialogs))(node());
    assert.deepEqual([dialogs.values[0], connection().label], ["Trial", "Ours"]);
    await renameProject(at(person(undefined)))();
    assert.equal(connection().label, "Ours");
  });

  it("Replace Token takes only a token of the same project", async () => {
    const other = { ...SEED, projectId: 13, title: "Other" };
    await site.close();
    site = await openSite({ projects: [SEED, other] });
    const dialogs = person("short", ABSENT, site.emulator.addToken(13, "ann"), tokenOf("dave"));
    await replaceToken(at(dialogs))(node());
    assert.equal(connection().owner, "dave");
    assert.match(dialogs.said[1] ?? "", /32 characters/);
    assert.ok(dialogs.said.includes("This token belongs to another project: Other."), dialogs.said.join("\n"));
  });

  it("Set Whose Token It Is offers everybody of the project by username, and keeps who was chosen", async () => {
    const dialogs = person("dave");
    await setTokenOwner(at(dialogs))(node());
    assert.deepEqual(dialogs.lists, [["ann", "bob", "carol", "dave", "eve", "fay"]]);
    assert.match(dialogs.entries[0]?.[0]?.description ?? "", /, as set now$/);
    assert.equal(connection().owner, "dave");
    await setTokenOwner(at(person(undefined)))(node());
    assert.equal(connection().owner, "dave");
  });

  it("Remove Project says what would be lost, and forgets the project only then", async () => {
    const { tables } = await site.projects.load(site.id);
    assert.ok(tables.user);
    await site.drafts.takeEdits(site.id, [role("eve", "", "U-2ENTRY")], await site.projects.load(site.id));
    const dialogs = person(undefined);
    const made = at(dialogs);
    await removeProject({ ...made, editors: { ...made.editors, unsaved: () => ["Users"] } })(node());
    assert.match(
      dialogs.said[0] ?? "",
      /^Remove Trial from the list\? \| Unsaved changes are discarded as well: Users\.\n1 change not yet in REDCap is discarded\.\nIts token and the history/,
    );
    assert.equal(site.connections.list().length, 1);
    const agreed = at(person("Remove"));
    await removeProject(agreed)(node());
    assert.deepEqual([site.connections.list(), agreed.done], [[], [`closed ${site.id}`]]);
  });

  it("Set Certificates tries them before it keeps them", async () => {
    const made = at(person(["Certificate authority of the server"]));
    const file = join(made.folder, "no.pem");
    made.access.chosen.push(file);
    await assert.rejects(setCertificates(made)(node()), /no\.pem/);
    const given = at(person([]));
    await setCertificates(given)(node());
    assert.deepEqual((given.dialogs as ReturnType<typeof person>).said.slice(1), [
      `From now on, ${new URL(site.proxy.url).host} is reached with the certificates of this computer.`,
    ]);
    const back = at(person(["Your certificate, as PEM"]));
    await setCertificates(back)(node());
    assert.deepEqual(back.access.asked, ["Your certificate (PEM)"]);
    await setCertificates(at(person(undefined)))(node());
  });

  it("Change Server Address wants a token of the same project at the new address", async () => {
    const dialogs = person("not an address", site.emulator.url, "short", tokenOf("dave"));
    await changeServerAddress(at(dialogs))(node());
    assert.deepEqual([connection().apiUrl, connection().owner], [site.emulator.url, "dave"]);
    assert.match(dialogs.said[1] ?? "", /web address/);
  });

  it("Test Connection reports each step, and the report can be copied", async () => {
    const dialogs = person();
    dialogs.presses.push("Copy Report");
    const made = at(dialogs);
    await testConnection(made)(node());
    const text = made.shown.get("Connection test") ?? "";
    assert.match(text, /VS Code 1\.2\.3/);
    assert.deepEqual(made.done, [
      `worked: Testing the connection to ${new URL(site.proxy.url).host}`,
      `copied ${text}`,
    ]);
  });

  it("Copy Diagnostics copies no server, project, person or token, and shows it when asked", async () => {
    await site.projects.load(site.id);
    const dialogs = person();
    dialogs.presses.push("Show");
    const made = at(dialogs);
    await copyDiagnostics(made)();
    const [copied = ""] = made.done;
    assert.match(copied, /^copied [^]*VS Code 1\.2\.3/);
    for (const name of ["Trial", "ann", "bob", new URL(site.proxy.url).host]) assert.ok(!copied.includes(name), name);
    assert.equal(`copied ${made.shown.get("") ?? ""}`, copied);
  });

  it("Open Sample Project adds the sample projects once and shows the first", async () => {
    const made = at(person());
    try {
      await openSampleProject(made)();
      await openSampleProject(made)();
      const samples = site.connections.list().filter(({ sample }) => sample);
      assert.equal(samples.length, 3);
      assert.deepEqual(
        new Set(made.done),
        new Set([`revealed {"kind":"project","connectionId":"${samples[0]?.id ?? ""}"}`]),
      );
    } finally {
      await made.sample.dispose();
    }
  });
});
