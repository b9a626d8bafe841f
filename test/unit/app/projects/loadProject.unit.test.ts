import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { rightsOf } from "../../../../src/core/access/effective";
import { formMap } from "../../../../src/core/access/rights";
import type { Asked, Snapshot } from "../../../../src/core/access/snapshot";
import { cellText } from "../../../../src/core/dataTable";
import { DRAFT_NAMES, draftTable } from "../../../../src/core/edits/draftTables";
import { loadProject } from "../../../../src/app/projects/loadProject";
import { startEmulator } from "../../../../src/emulator/server/server";
import type { EmulatorOptions } from "../../../../src/emulator/server/server";
import { HostLimiter } from "../../../../src/net/rate/limiter";
import { LIMITS } from "../../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { isRedcapError } from "../../../../src/redcap/errors";
import type { ErrorKind } from "../../../../src/redcap/errors";
import { holdingProxy } from "../holdingProxy";
import type { HoldingProxy } from "../holdingProxy";
import { fixedClock } from "../memory";
import { SEED } from "../site";

const EVERYTHING = ["dag", "instrument", "project", "user", "userDagMapping", "userRole", "userRoleMapping", "version"];

interface Held {
  readonly proxy: HoldingProxy;
  readonly client: RedcapClient;
  readonly clock: ReturnType<typeof fixedClock>;
}

interface HeldOptions extends Partial<EmulatorOptions> {
  /** Rights of the token's owner; all when left out. */
  readonly rights?: readonly string[];
  /** The group that the token's owner is in. */
  readonly dag?: string;
}

/** A project behind a proxy that holds its answers back, and a client paced as the extension's are. */
async function held({ rights, dag, ...options }: HeldOptions, work: (site: Held) => Promise<void>): Promise<void> {
  const users = SEED.users.map(({ dag: group, ...user }) => {
    const at = user.username === "dave" ? dag : group;
    return { ...user, ...(at ? { dag: at } : {}), ...(rights && user.username === "dave" ? { rights } : {}) };
  });
  const clock = fixedClock();
  const emulator = await startEmulator({
    clock: () => new Date(clock.now()),
    projects: [{ ...SEED, owner: "dave", users }],
    ...options,
  });
  const proxy = await holdingProxy(emulator.url);
  const transport = createUndiciTransport({ limits: LIMITS });
  const limiter = new HostLimiter(() => ({ maxInFlight: 8, maxPerMinute: 300 }), {
    now: () => clock.now(),
    wait: () => Promise.reject(new Error("nothing has to wait")),
  });
  const token = emulator.projects[0]?.token ?? "";
  // A repeat would come at once, so that none goes unseen.
  const client = new RedcapClient({ transport, limiter, url: proxy.url, token, retryDelaysMs: [0, 0] });
  try {
    await work({ proxy, client, clock });
  } finally {
    await transport.close();
    await proxy.close();
    await emulator.close();
  }
}

/** The same with answers that come at once. */
function open(options: HeldOptions, work: (site: Held) => Promise<void>): Promise<void> {
  return held(options, async (site) => {
    site.proxy.release();
    await work(site);
  });
}

const fails = (kind: ErrorKind) => (error: unknown) => isRedcapError(error, kind);

describe("loadProject", () => {
  it("is one round: every request is on its way before the first answer comes", () =>
    held({}, async ({ proxy, client, clock }) => {
      const load = loadProject(client, clock);
      await proxy.arrived(EVERYTHING.length);
      assert.deepEqual([...proxy.asked].sort(), EVERYTHING);
      proxy.release();
      await load;
      assert.equal(proxy.asked.length, EVERYTHING.length);
    }));

  it("does not ask for a version that is known", () =>
    open({}, async ({ proxy, client, clock }) => {
      const snapshot = await loadProject(client, clock, { version: "15.0.1" });
      assert.equal(snapshot.version, "15.0.1");
      assert.deepEqual(
        [...proxy.asked].sort(),
        EVERYTHING.filter((content) => content !== "version"),
      );
    }));

  it("joins what came", () =>
    open({}, async ({ client, clock }) => {
      const snapshot = await loadProject(client, clock);
      const { project, version, instruments, people, roles, dags, missing, takenAt } = snapshot;
      assert.deepEqual([project.projectId, project.title, version], [12, "Trial", "16.1.3"]);
      assert.deepEqual(instruments, SEED.instruments);
      assert.deepEqual([...people.keys()], ["ann", "bob", "carol", "dave", "eve", "fay"]);
      assert.deepEqual([people.get("fay")?.role, people.get("fay")?.dag], ["U-3MON", "lyon"]);
      assert.deepEqual(roles.get("U-2ENTRY")?.members, ["bob", "carol"]);
      assert.deepEqual(dags.get("boston")?.members, ["bob", "carol"]);
      assert.deepEqual(missing, {});
      assert.equal(takenAt, clock.now());
    }));
});

describe("loadProject with a token that may not read everything", () => {
  it("names the right Data Access Groups and reads the rest, groups of people from the users table", () =>
    open({ rights: ["api_export", "user_rights:2"] }, async ({ client, clock }) => {
      const { missing, tables, people, dags } = await loadProject(client, clock);
      assert.deepEqual(Object.keys(missing).sort(), ["dag", "userDagMapping"]);
      assert.deepEqual([missing.dag?.right, missing.userDagMapping?.right], Array(2).fill("Data Access Groups"));
      assert.match(
        missing.dag ? english(missing.dag.said) : "",
        /needs these rights in this project and lacks at least one: API Export and Data Access Groups\./,
      );
      assert.deepEqual(Object.keys(tables).sort(), ["user", "userRole", "userRoleMapping"]);
      assert.equal(people.get("bob")?.dag, "boston");
      assert.equal(dags.size, 0);
    }));

  it("names the right User Rights and reads the groups", () =>
    open({ rights: ["api_export", "data_access_groups"] }, async ({ client, clock }) => {
      const { missing, tables, people, roles, dags, instruments } = await loadProject(client, clock);
      assert.deepEqual(Object.keys(missing).sort(), ["user", "userRole", "userRoleMapping"]);
      assert.deepEqual([...new Set(Object.values(missing).map(({ right }) => right))], ["User Rights"]);
      assert.deepEqual(Object.keys(tables).sort(), ["dag", "userDagMapping"]);
      assert.deepEqual([people.size, roles.size, [...dags.keys()]], [0, 0, ["boston", "lyon"]]);
      assert.equal(instruments.length, 2);
    }));

  it("still tells which project it is when no table can be read", () =>
    open({ rights: ["api_export"] }, async ({ client, clock }) => {
      const { missing, tables, project } = await loadProject(client, clock);
      assert.equal(Object.keys(missing).length, 5);
      assert.deepEqual(tables, {});
      assert.equal(project.title, "Trial");
    }));

  it("fails as a whole without API Export", () =>
    open({ rights: ["user_rights"] }, async ({ client, clock }) => {
      await assert.rejects(loadProject(client, clock), fails("badToken"));
    }));
});

describe("loadProject from servers that are different", () => {
  it("does without roles where REDCap is too old to tell them, and blames no right", () =>
    open({ version: "10.5.1" }, async ({ client, clock }) => {
      const { missing, people, roles, version } = await loadProject(client, clock);
      const message =
        "This REDCap server is too old for this table: it does not know the method. Ask its administrator about an update; everything else works.";
      const { userRole, userRoleMapping } = missing;
      assert.deepEqual(Object.keys(missing).sort(), ["userRole", "userRoleMapping"]);
      for (const each of [userRole, userRoleMapping])
        assert.deepEqual([each && english(each.said), each?.noMethod, each?.right], [message, true, undefined]);
      assert.deepEqual([version, people.size, roles.size], ["10.5.1", 6, 0]);
      assert.equal(people.get("bob")?.dag, "boston");
    }));

  it("fails as a whole when the token is not one of the server's", () =>
    open({}, async ({ proxy, clock }) => {
      const transport = createUndiciTransport({ limits: LIMITS });
      const client = new RedcapClient({ transport, url: proxy.url, token: "0".repeat(32) });
      await assert.rejects(loadProject(client, clock), fails("badToken"));
      await transport.close();
    }));
});

describe("loadProject where something is refused", () => {
  const MODULE = "You do not have permissions to use this API method.";
  const FRENCH = "Privilèges insuffisants : vous devez avoir le droit « Groupes d'accès aux données ».";
  const known = { projectId: 12, title: "Known", version: "15.0.0" };

  for (const words of [MODULE, FRENCH, "You do not have permissions to use the API", "Rechte für user_rights fehlen"])
    for (const content of EVERYTHING)
      it(`shows the rest when ${content} is refused with "${words.slice(0, 40)}", and keeps the words`, () =>
        open({ off: { [content]: words } }, async ({ client, clock }) => {
          const { missing, tables, project, version, people } = await loadProject(client, clock, { known });
          assert.deepEqual(Object.keys(missing), [content]);
          const reason = missing[content as Asked];
          const told = reason ? english(reason.said) : "";
          assert.ok(told.includes(words) || told.startsWith("REDCap does not accept this token"));
          assert.match(reason?.answer ?? "", /error/);
          const all = ["user", "userRole", "userRoleMapping", "dag", "userDagMapping"];
          assert.deepEqual(
            Object.keys(tables),
            all.filter((name) => name !== content),
          );
          assert.equal(people.size, content === "user" ? 0 : 6);
          assert.deepEqual(
            [project.title, version],
            [content === "project" ? "Known" : "Trial", content === "version" ? "15.0.0" : "16.1.3"],
          );
        }));

  it("cannot tell which project it is when nobody does", () =>
    open({ off: { project: MODULE } }, async ({ client, clock }) => {
      await assert.rejects(loadProject(client, clock), fails("refused"));
    }));

  it("is about the token when everything is refused in the same words, in whatever language", () => {
    const words = "Vous n'avez pas la permission d'utiliser l'API";
    const off = Object.fromEntries(EVERYTHING.map((content) => [content, words]));
    return open({ off }, async ({ client, clock }) => {
      await assert.rejects(loadProject(client, clock, { known, version: "16.1.3" }), (error) => {
        assert.ok(isRedcapError(error, "badToken"));
        assert.ok(error.message.endsWith(`Take one from the project's API page in REDCap. It says: ${words}`));
        return true;
      });
    });
  });

  it("reads groups of people from the users when the owner of the token is in a group", () =>
    open({ dag: "Boston", switches: { ownerInDag: "refused" } }, async ({ client, clock }) => {
      const { missing, people } = await loadProject(client, clock);
      assert.deepEqual(Object.keys(missing).sort(), ["dag", "userDagMapping"]);
      assert.match(
        missing.dag ? english(missing.dag.said) : "",
        /the token's owner is in one\. Use the token of somebody without a group/,
      );
      assert.deepEqual([people.get("dave")?.dag, people.get("bob")?.dag], ["boston", "boston"]);
    }));
});

describe("loadProject where values come in other shapes", () => {
  const comparable = (snapshot: Snapshot) => {
    const { people, roles } = snapshot;
    return {
      people: [...people.values()].map(({ username, role, dag, expiration }) => [username, role, dag, expiration]),
      rights: [...people.values()].map((person) => rightsOf(snapshot, person)("user_rights")),
      roles: [...roles.values()].map(({ id, label, members }) => [id, label, members]),
    };
  };

  for (const [name, setting] of [
    ["formMaps", "objects"],
    ["formMaps", "texts"],
    ["codes", "decimal"],
    ["days", "timed"],
    ["lists", "gaps"],
  ] as const)
    it(`reads the same with ${name}: ${setting}, and no draft has changes`, async () => {
      let plain: Snapshot | undefined;
      await open({}, async ({ client, clock }) => void (plain = await loadProject(client, clock)));
      await open({ switches: { [name]: setting } }, async ({ client, clock }) => {
        const other = await loadProject(client, clock);
        assert.ok(plain);
        assert.deepEqual(comparable(other), comparable(plain));
        for (const draft of DRAFT_NAMES) {
          const { columns, rows } = draftTable(plain, draft);
          const now = draftTable(other, draft);
          const text = ({ rows: all }: typeof now) =>
            all.map((row) => row.map((cell) => ([...formMap(cell)].length > 1 ? [...formMap(cell)] : cellText(cell))));
          assert.deepEqual([now.columns, text(now)], [columns, text({ columns, rows })]);
        }
      });
    });
});

describe("loadProject, cancelled", () => {
  it("gives up every request that waits, and repeats none", () =>
    held({}, async ({ proxy, client, clock }) => {
      const cancel = new AbortController();
      const load = assert.rejects(loadProject(client, clock, { signal: cancel.signal }), fails("cancelled"));
      await proxy.arrived(EVERYTHING.length);
      cancel.abort();
      await load;
      await proxy.gone(EVERYTHING.length);
      assert.deepEqual([...proxy.givenUp].sort(), EVERYTHING);
      proxy.release();
      await client.exportVersion();
      assert.deepEqual(proxy.asked.slice(EVERYTHING.length), ["version"], "only what was asked for afterwards");
    }));

  it("sends nothing when it was cancelled before it began", () =>
    open({}, async ({ proxy, client, clock }) => {
      await assert.rejects(loadProject(client, clock, { signal: AbortSignal.abort() }), fails("cancelled"));
      assert.equal(proxy.asked.length, 0);
    }));
});
