import assert from "node:assert/strict";
import { addUser } from "../../../../src/commands/people/addUser";
import { assignDag } from "../../../../src/commands/people/assignDag";
import { assignRole } from "../../../../src/commands/people/assignRole";
import { dropUsers } from "../../../../src/commands/people/dropUsers";
import { extendExpiration } from "../../../../src/commands/people/extendExpiration";
import { removeUsers } from "../../../../src/commands/people/removeUsers";
import { setExpiration } from "../../../../src/commands/people/setExpiration";
import { desk } from "../../../support/desk/desk";
import { person, projectNode, roleNode, userNode } from "../../../support/desk/person";
import { openSite, SEED } from "../../app/site";
import type { Site } from "../../app/site";

describe("commands on people", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  const node = () => projectNode(site.id);
  const user = (name: string) => userNode(site.id, name);
  const of = (...names: readonly string[]) => names.map((name) => site.state().get(name));
  const all = (...names: readonly string[]) => [user(names[0] ?? ""), names.map(user)] as const;

  describe("Assign Role", () => {
    it("offers every role with what it gives and who is in it, marks the one they all have, and sends the chosen one", async () => {
      const dialogs = person("Data Entry", "Apply");
      await assignRole(desk(site, dialogs))(...all("dave", "eve"));
      assert.deepEqual(dialogs.lists, [["Administrators", "Data Entry", "Monitor", "No role (take out)"]]);
      assert.equal(dialogs.said[0], "Assign Role to 2 users");
      assert.deepEqual(of("dave", "eve"), ["U-2ENTRY/lyon/", "U-2ENTRY//"]);
      assert.deepEqual(
        dialogs.entries[0]?.map(({ description }) => description),
        ["", "", "", "as now"],
      );
      assert.match(dialogs.entries[0]?.[1]?.detail ?? "", /, 2 people$/);
      assert.match(dialogs.entries[0]?.[2]?.detail ?? "", /, 1 person$/);
    });

    it("takes people out of their role, and sends nothing when the person goes back", async () => {
      await assignRole(desk(site, person(undefined)))(user("bob"));
      assert.deepEqual(of("bob"), ["U-2ENTRY/boston/"]);
      const dialogs = person("No role (take out)", "Apply");
      await assignRole(desk(site, dialogs))(user("bob"));
      assert.deepEqual([dialogs.said[0], of("bob")], ["Assign Role to bob", ["/boston/"]]);
    });

    it("takes the people that the tree has selected, or asks for some where there are none", async () => {
      await assignRole(desk(site, person("Data Entry", "Apply"), { selected: [user("eve")] }))();
      assert.deepEqual(of("eve"), ["U-2ENTRY//"]);
      const dialogs = person(["dave"], "Data Entry", "Apply");
      await assignRole(desk(site, dialogs))(node());
      assert.deepEqual(dialogs.lists[0], ["ann", "bob", "carol", "dave", "eve", "fay"]);
      assert.deepEqual(of("dave"), ["U-2ENTRY/lyon/"]);
      const nobody = person([]);
      await assignRole(desk(site, nobody))(node());
      assert.equal(nobody.lists.length, 1);
    });

    it("says so where the selected people are of two projects, or the project has no roles", async () => {
      const mixed = person();
      await assignRole(desk(site, mixed))(user("bob"), [user("bob"), userNode("elsewhere", "eve")]);
      assert.deepEqual(mixed.said, ["Select users of one project only."]);
      const empty = await openSite({
        seed: { ...SEED, roles: [], dags: [], users: [{ username: "ann", rights: ["user_rights", "api_export"] }] },
      });
      try {
        const dialogs = person();
        await assignRole(desk(empty, dialogs))(userNode(empty.id, "ann"));
        await assignDag(desk(empty, dialogs))(userNode(empty.id, "ann"));
        assert.equal(dialogs.said[0], "This project has no roles. Edit Roles makes some.");
        assert.match(dialogs.said[1] ?? "", /data access groups|lacks the right/);
      } finally {
        await empty.close();
      }
    });
  });

  describe("Assign DAG", () => {
    it("offers every group and none, and sends the chosen one", async () => {
      const dialogs = person("Lyon", "Apply");
      await assignDag(desk(site, dialogs))(...all("bob", "carol"));
      assert.deepEqual(dialogs.lists, [["Boston", "Lyon", "No group"]]);
      assert.deepEqual(
        dialogs.entries[0]?.map(({ description }) => description),
        ["2 people · as now", "2 people", "sees the records of every group"],
      );
      assert.deepEqual(of("bob", "carol"), ["U-2ENTRY/lyon/", "U-2ENTRY/lyon/2026-12-31"]);
    });
  });

  describe("Set Expiration", () => {
    it("offers days from today, and never, and shows the day that it is now", async () => {
      const dialogs = person("Today", "Apply");
      await setExpiration(desk(site, dialogs))(user("eve"));
      assert.deepEqual(dialogs.lists, [["Today", "In 30 days", "In 90 days", "In one year", "Never"]]);
      assert.deepEqual(
        dialogs.entries[0]?.map(({ description }) => description),
        ["2026-06-15", "2026-07-15", "2026-09-13", "2027-06-15", "access does not end"],
      );
      assert.equal(dialogs.placeholders[0], "Day on which access ends; now it never ends; choose, or type a day");
      assert.deepEqual(of("eve"), ["//2026-06-15"]);
      const again = person(undefined);
      await setExpiration(desk(site, again))(user("eve"));
      assert.equal(again.placeholders[0], "Day on which access ends; now 2026-06-15; choose, or type a day");
      const both = person(undefined);
      await setExpiration(desk(site, both))(...all("dave", "eve"));
      assert.equal(both.placeholders[0], "Day on which access ends; choose, or type a day");
    });

    it("tells afterwards until when there is access", async () => {
      const [set, cleared] = [person("Today", "Apply"), person("Never", "Apply")];
      await setExpiration(desk(site, set))(user("eve"));
      assert.match(set.said.join("\n"), /eve\)? now has access until 2026-06-15 \(checked in REDCap\)\./);
      await setExpiration(desk(site, cleared))(user("eve"));
      assert.match(cleared.said.join("\n"), /eve\)? now has access without an end date \(checked in REDCap\)\./);
    });

    it("takes a day that is typed, in any year, if it exists", async () => {
      await setExpiration(desk(site, person(["2028-02-29", "2028-02-29"], "Apply")))(user("eve"));
      assert.deepEqual(of("eve"), ["//2028-02-29"]);
      const none = person(["2026-02-30", "2026-02-30"]);
      await assert.rejects(setExpiration(desk(site, none))(user("eve")), /There is no "2026-02-30" among Today/);
      await setExpiration(desk(site, person(undefined)))(user("eve"));
      assert.deepEqual(of("eve"), ["//2028-02-29"]);
    });

    it("offers both readings of a day that has two, with the month in words", async () => {
      const dialogs = person(["03/04/2027", "2027-04-03"], "Apply");
      await setExpiration(desk(site, dialogs))(user("eve"));
      assert.deepEqual(
        dialogs.entries[0]?.map(({ label, description }) => [label, description]),
        [
          ["2027-04-03", "3 April 2027"],
          ["2027-03-04", "4 March 2027"],
        ],
      );
      assert.deepEqual(of("eve"), ["//2027-04-03"]);
    });

    it("takes people out of their role for it and puts them back, only where the person agrees", async () => {
      const dialogs = person("In 30 days", undefined);
      await setExpiration(desk(site, dialogs))(user("bob"));
      assert.match(
        dialogs.said[1] ?? "",
        /^REDCap does not change the expiration of somebody in a role: bob\. \| It can/,
      );
      assert.deepEqual(of("bob"), ["U-2ENTRY/boston/"]);
      await setExpiration(desk(site, person("In 30 days", "Take Out, Set and Put Back", "Apply")))(user("bob"));
      assert.deepEqual(of("bob"), ["U-2ENTRY/boston/2026-07-15"]);
    });

    it("asks nothing where nobody in a role would have another day", async () => {
      await setExpiration(desk(site, person("Never", "Apply")))(...all("bob", "eve"));
      assert.deepEqual(of("bob", "eve"), ["U-2ENTRY/boston/", "//"]);
    });

    it("is refused before any question for the token's owner in a role", async () => {
      const dialogs = person();
      await setExpiration(desk(site, dialogs))(...all("ann", "bob"));
      assert.match(
        dialogs.said[0] ?? "",
        /^The expiration of ann cannot be set from here\. \| This is ann's own token\./,
      );
      assert.equal(dialogs.said.length, 1);
    });
  });

  describe("Extend Expiration by", () => {
    it("counts from each person's own day, or from today if that has passed, and leaves access without an end", async () => {
      site.clock.advance(10 * 86_400_000);
      const dialogs = person("By 30 days", "Take Out, Set and Put Back", "Apply", "fay");
      await extendExpiration(desk(site, dialogs))(...all("carol", "eve", "fay"));
      assert.deepEqual(of("carol", "eve", "fay"), ["U-2ENTRY/boston/2027-01-30", "//", "U-3MON/lyon/2026-07-25"]);
      const question = dialogs.said[2] ?? "";
      assert.match(question, /⚠ No expiration is set for eve, and none will be\./);
      assert.match(question, /⚠ Access of fay has expired\. It is given again, counted from today\./);
    });

    it("says what comes of each number of days where they all have the same day", async () => {
      const dialogs = person(undefined);
      await extendExpiration(desk(site, dialogs))(user("carol"));
      assert.deepEqual(
        dialogs.entries[0]?.map(({ label, description }) => `${label}: ${description}`),
        ["By 30 days: until 2027-01-30", "By 90 days: until 2027-03-31", "By 180 days: until 2027-06-29"].concat(
          "By 365 days: until 2027-12-31",
          "Another number of days…: ",
        ),
      );
      const two = person(undefined);
      await extendExpiration(desk(site, two))(...all("carol", "fay"));
      assert.deepEqual(new Set(two.entries[0]?.map(({ description }) => description)), new Set([""]));
    });

    it("takes another number of days from 1 to 3650", async () => {
      for (const typed of ["0", "3651", "-1", "1.5", "ten", ""])
        await assert.rejects(
          extendExpiration(desk(site, person("Another number of days…", typed)))(user("carol")),
          /Enter a whole number of days from 1 to 3650\./,
          typed,
        );
      const dialogs = person("Another number of days…", "1", "Take Out, Set and Put Back", "Apply");
      await extendExpiration(desk(site, dialogs))(user("carol"));
      assert.deepEqual(of("carol"), ["U-2ENTRY/boston/2027-01-01"]);
    });

    it("has nothing to extend where access never ends", async () => {
      const dialogs = person();
      await extendExpiration(desk(site, dialogs))(...all("bob", "eve"));
      assert.deepEqual(dialogs.said, ["There is nothing to extend: the access of bob and eve never expires."]);
    });
  });

  describe("Add User", () => {
    it("takes a username that is not in the project in any spelling, and none that REDCap could not have", async () => {
      for (const [typed, sentence] of [
        [" ", "Enter a username."],
        ["no/body", '"no/body" cannot be a username: REDCap accepts only letters, digits, spaces and _ - . \' @.'],
        ["bob", "bob is already in the project."],
        ["BOB", "BOB is already in the project, written bob."],
      ] as const)
        await assert.rejects(
          addUser(desk(site, person(typed)))(node()),
          (error: Error) => error.message.endsWith(sentence),
          typed,
        );
    });

    it("adds somebody by role, group and last day", async () => {
      const dialogs = person("gus", "Data Entry", "Lyon", "In 90 days", "Apply");
      await addUser(desk(site, dialogs))(node());
      assert.deepEqual(of("gus"), ["U-2ENTRY/lyon/2026-09-13"]);
      assert.deepEqual(dialogs.lists[0], [
        "Like an existing user…",
        "Administrators",
        "Data Entry",
        "Monitor",
        "No role",
      ]);
      assert.deepEqual(dialogs.lists[2], ["Never", "In 30 days", "In 90 days", "In one year"]);
    });

    it("adds somebody like somebody else: role and group, and the last day only if it is chosen", async () => {
      const dialogs = person("gus", "Like an existing user…", "carol", "Never", "Apply");
      await addUser(desk(site, dialogs))(node());
      assert.deepEqual(of("gus"), ["U-2ENTRY/boston/"]);
      assert.deepEqual(dialogs.lists[2]?.slice(0, 2), ["Never", "Like carol"]);
      await addUser(desk(site, person("hal", "Like an existing user…", "carol", "Like carol", "Apply")))(node());
      assert.deepEqual(of("hal"), ["U-2ENTRY/boston/2026-12-31"]);
    });

    it("does not offer a last day that has passed", async () => {
      site.clock.advance(10 * 86_400_000);
      const dialogs = person("gus", "Like an existing user…", "fay", undefined);
      await addUser(desk(site, dialogs))(node());
      assert.deepEqual(dialogs.lists[2]?.slice(0, 2), ["Never", "In 30 days"]);
    });

    it("sends nothing when the person goes back at any question", async () => {
      const answers = ["gus", "Data Entry", "Lyon", "Never", "Apply"];
      for (const at of answers.keys()) await addUser(desk(site, person(...answers.slice(0, at), undefined)))(node());
      await addUser(desk(site, person("gus", "Like an existing user…", undefined)))(node());
      assert.equal(site.state().has("gus"), false);
    });
  });

  describe("Remove from Project", () => {
    it("says whom it removes in the question and on its button", async () => {
      const dialogs = person("Remove bob");
      await removeUsers(desk(site, dialogs))(...all("bob"));
      assert.match(dialogs.said[0] ?? "", /^Remove bob from Trial on /);
      assert.equal(site.state().has("bob"), false);
    });

    it("names whom it removes, and removes nobody else", async () => {
      const dialogs = person("Remove 2 people");
      await removeUsers(desk(site, dialogs))(...all("bob", "eve"));
      assert.match(dialogs.said[0] ?? "", /^Remove bob and eve from Trial on [^]*bob[^]*eve/);
      assert.deepEqual([...site.state().keys()].sort(), ["ann", "carol", "dave", "fay"]);
    });
  });

  describe("users dropped on a role or group", () => {
    /** Until the outcome of the drop is told. */
    const drop = async (
      target: Parameters<ReturnType<typeof dropUsers>>[1],
      names: readonly string[],
      typed?: string,
    ) => {
      const dialogs = person("Apply", ...(typed === undefined ? [] : [typed]));
      await dropUsers(() => desk(site, dialogs))(names.map(user), target);
      while (!dialogs.said.some((each) => each.includes("checked in REDCap")))
        await new Promise((next) => setImmediate(next));
    };

    it("are put into it, each once", async () => {
      await site.projects.load(site.id);
      await drop(roleNode(site.id, "U-2ENTRY"), ["eve", "eve"]);
      assert.deepEqual(of("eve"), ["U-2ENTRY//"]);
      await drop({ kind: "userGroup", connectionId: site.id, by: "dag", key: "" }, ["bob"], "bob");
      assert.deepEqual(of("bob"), ["U-2ENTRY//"]);
      const lyon = [...(site.projects.snapshot(site.id)?.dags.values() ?? [])].find(({ name }) => name === "Lyon");
      await drop({ kind: "dag", connectionId: site.id, dagId: lyon?.id ?? "", under: "" }, ["bob"]);
      assert.deepEqual(of("bob"), ["U-2ENTRY/lyon/"]);
      await drop({ kind: "userGroup", connectionId: site.id, by: "role", key: "" }, ["bob"]);
      assert.deepEqual(of("bob"), ["/lyon/"]);
    });

    it("are refused when one of them is of another project", async () => {
      const dialogs = person();
      await dropUsers(() => desk(site, dialogs))([user("bob"), userNode("other", "eve")], roleNode(site.id, "U-3MON"));
      assert.deepEqual(dialogs.said, ["Users can be put into roles and groups of their own project only."]);
    });
  });
});
