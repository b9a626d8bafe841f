import { verbatim } from "../../../../src/core/text/message";
import type { Unreadable, Snapshot } from "../../../../src/core/access/snapshot";
import type { TableName } from "../../../../src/core/access/tables";
import { nothing, refused } from "../problems";
import { cell, dag, expiration, removed, role, trial } from "../trial";

const WHY = "A module refused this.";

/** The trial without some tables, each refused by a module unless the server is too old for it. */
function refusing(names: readonly TableName[], traits: Partial<Unreadable> = {}): Snapshot {
  const missing = Object.fromEntries(names.map((name) => [name, { said: verbatim(WHY), ...traits }]));
  return { ...trial({ without: names, mappingWithDag: false }), missing };
}

describe("what a refused table would say is unknown, never none", () => {
  it("rolesUnknown: nobody's rights or dates change while it is not known who is in a role", () =>
    refused(
      "rolesUnknown",
      /^Who is in a role is not known, .* \(eve\)\. A module refused this\.$/,
      [expiration("eve", "", "2027-01-31")],
      { live: refusing(["userRoleMapping"]) },
    ));

  it("rolesUnknown: no role is deleted while it is not known who is in it", () =>
    refused("rolesUnknown", /so none is deleted \(Monitor\)\. A module refused this\.$/, [removed("roles", "U-3MON")], {
      live: refusing(["userRoleMapping"]),
    }));

  it("rolesUnknown is silent where the server is too old to have roles", () =>
    nothing([expiration("eve", "", "2027-01-31")], { live: refusing(["userRoleMapping"], { noMethod: true }) }));

  it("groupsUnknown: a group is deleted by nobody who cannot see who is in it", () => {
    const live = refusing(["userDagMapping"]);
    const { user } = live.tables;
    const at = user?.columns.indexOf("data_access_group") ?? -1;
    const rows = user?.rows.map((row) => row.toSpliced(at, 1)) ?? [];
    const blind = {
      ...live,
      tables: { ...live.tables, user: { columns: user?.columns.toSpliced(at, 1) ?? [], rows } },
    };
    refused("groupsUnknown", /so none is deleted \(Lyon\)\. A module refused this\.$/, [removed("dags", "lyon")], {
      live: blind,
    });
    refused(
      "groupsUnknown",
      /could take somebody out of one \(eve\)\. A module refused this\.$/,
      [expiration("eve", "", "2027-01-31")],
      { live: blind },
    );
  });

  it("unknownRole and unknownDag say why a list is not there", () => {
    refused(
      "unknownRole",
      /^eve: Whether there is a role "U-9" is not known: A module refused this\.$/,
      [role("eve", "", "U-9")],
      { live: refusing(["userRole"]) },
    );
    refused(
      "unknownDag",
      /^eve: Whether there is a data access group "paris" is not known: A module refused this\.$/,
      [dag("eve", "", "paris")],
      { live: refusing(["dag"]) },
    );
  });

  it("dagNotWritable says why", () =>
    refused(
      "dagNotWritable",
      /^The group of eve cannot be changed: A module refused this\.$/,
      [dag("eve", "", "lyon")],
      {
        live: refusing(["userDagMapping"]),
      },
    ));

  it("brokenLetters: nothing made of a letter that could not be read goes back", () =>
    refused("brokenLetters", /^Some letters of U-3MON could not be read/, [
      cell("roles", "U-3MON", "role_label", "Monitor", "M\ufffdller"),
    ]));
});
