import assert from "node:assert/strict";
import { addDag, deleteDag, renameDag } from "../../../../src/commands/rolesAndGroups/dagActions";
import { deleteRole, duplicateRole, renameRole } from "../../../../src/commands/rolesAndGroups/roleActions";
import { desk } from "../../../support/desk/desk";
import { person, projectNode, roleNode } from "../../../support/desk/person";
import { openSite, SEED } from "../../app/site";
import type { Site } from "../../app/site";

/** What a role gives, by name; what it says nothing of and what it withholds are the same. */
const given = (map: ReadonlyMap<string, number>) => [...map].filter(([, code]) => code !== 0).sort();

describe("commands on roles and groups", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite({
      seed: {
        ...SEED,
        dags: [...(SEED.dags ?? []), "Kyoto"],
        roles: [...(SEED.roles ?? []), { id: "U-4FREE", label: "Free", rights: ["reports"] }],
      },
    });
  });
  afterEach(() => site.close());

  const node = () => projectNode(site.id);
  const project = () => site.emulator.state(12);
  const roles = () => [...project().roles.values()].map(({ label }) => label);
  const dags = () => [...project().dags.values()].map(({ name }) => name);

  it("Duplicate Role makes a role with every right of the other, on every instrument, and nobody in it", async () => {
    for (const [id, name] of [
      ["U-2ENTRY", "Data Entry"],
      ["U-3MON", "Monitor"],
    ] as const) {
      const dialogs = person(`${name} II`, "Apply");
      await duplicateRole(desk(site, dialogs))(roleNode(site.id, id));
      assert.equal(dialogs.values[0], `${name} (copy)`);
      const original = project().roles.get(id);
      const copy = [...project().roles.values()].find(({ label }) => label === `${name} II`);
      assert.ok(original && copy && copy.id !== id);
      for (const part of ["rights", "forms", "formsExport"] as const)
        assert.deepEqual(given(copy[part]), given(original[part]), `${name}: ${part}`);
      assert.deepEqual(
        [...project().users.values()].filter(({ role }) => role === copy),
        [],
      );
    }
  });

  it("Rename Role takes no name that another role has, and keeps its own as a beginning", async () => {
    await assert.rejects(
      renameRole(desk(site, person("Monitor")))(roleNode(site.id, "U-4FREE")),
      /There is already a role called Monitor\./,
    );
    await assert.rejects(renameRole(desk(site, person(" ")))(roleNode(site.id, "U-4FREE")), /A role needs a name\./);
    const dialogs = person("Guests ", "Apply");
    await renameRole(desk(site, dialogs))(roleNode(site.id, "U-4FREE"));
    assert.deepEqual([dialogs.said[0], dialogs.values[0]], ["Rename Role Free", "Free"]);
    assert.deepEqual(roles(), ["Administrators", "Data Entry", "Monitor", "Guests"]);
    await renameRole(desk(site, person("Guests")))(roleNode(site.id, "U-4FREE"));
    await renameRole(desk(site, person(undefined)))(roleNode(site.id, "U-4FREE"));
    assert.equal(roles()[3], "Guests");
  });

  it("Delete Role asks which one, and is refused while somebody is in it", async () => {
    const dialogs = person("Monitor");
    await deleteRole(desk(site, dialogs))(node());
    assert.deepEqual(dialogs.lists[0], ["Administrators", "Data Entry", "Monitor", "Free"]);
    assert.match(dialogs.said[1] ?? "", /^This cannot be applied\. \| .*fay/);
    await deleteRole(desk(site, person("Free", "Apply")))(node());
    assert.deepEqual(roles(), ["Administrators", "Data Entry", "Monitor"]);
    await deleteRole(desk(site, person(undefined)))(node());
    assert.equal(roles().length, 3);
  });

  it("Add Data Access Group adds one under a name that none has", async () => {
    await assert.rejects(
      addDag(desk(site, person("Lyon")))(node()),
      /There is already a data access group called Lyon\./,
    );
    const dialogs = person("Oslo", "Apply");
    await addDag(desk(site, dialogs))(node());
    assert.equal(dialogs.said[0], "Add Data Access Group to Trial");
    assert.deepEqual(dags(), ["Boston", "Lyon", "Kyoto", "Oslo"]);
    await addDag(desk(site, person(undefined)))(node());
    assert.equal(dags().length, 4);
  });

  it("Rename Data Access Group keeps who is in it", async () => {
    const dialogs = person("Boston", "Boston Medical", "Apply");
    await renameDag(desk(site, dialogs))(node());
    assert.deepEqual(dialogs.lists[0], ["Boston", "Lyon", "Kyoto"]);
    assert.deepEqual([dialogs.said[1], dialogs.values[0]], ["Rename Data Access Group Boston", "Boston"]);
    assert.equal([...project().users.values()].filter(({ dag }) => dag?.name === "Boston Medical").length, 2);
  });

  it("Delete Data Access Group wants its name typed, and is refused while somebody is in it", async () => {
    const refused = person("Lyon");
    await deleteDag(desk(site, refused))(node());
    assert.match(refused.said[1] ?? "", /^This cannot be applied\. \| .*dave/);
    await deleteDag(desk(site, person("Kyoto", "Apply", "Tokyo")))(node());
    assert.equal(dags().length, 3);
    await deleteDag(desk(site, person("Kyoto", "Apply", "Kyoto")))(node());
    assert.deepEqual(dags(), ["Boston", "Lyon"]);
  });

  it("say what a project lacks, or which right the token lacks", async () => {
    const bare = await openSite({
      seed: {
        ...SEED,
        roles: [],
        dags: [],
        users: [{ username: "ann", rights: ["user_rights", "api_export", "api_import"] }],
      },
    });
    try {
      const dialogs = person();
      await deleteRole(desk(bare, dialogs))(projectNode(bare.id));
      await renameDag(desk(bare, dialogs))(projectNode(bare.id));
      await addDag(desk(bare, dialogs))(projectNode(bare.id));
      assert.deepEqual(dialogs.said, [
        "This project has no roles. Edit Roles makes some.",
        "The token lacks the right Data Access Groups.",
        "The token lacks the right Data Access Groups.",
      ]);
    } finally {
      await bare.close();
    }
  });
});
