import assert from "node:assert/strict";
import { ownerFromLog } from "../../../../src/app/connections/tokenOwner";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { isRedcapError } from "../../../../src/redcap/errors";
import { openSite, SEED } from "../site";
import type { Site, SiteOptions } from "../site";

async function on(options: SiteOptions, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite(options);
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

/** Loads the project, lets something happen, then asks the log. */
async function ownerAfter(site: Site, between: () => void | Promise<void> = () => undefined) {
  const snapshot = await site.projects.load(site.id);
  await between();
  return await ownerFromLog(await site.connections.client(site.id), snapshot, site.clock);
}

const log = (site: Site) => site.emulator.state(12).log;

/** Somebody does something at a time of the server. */
function happens(site: Site, username: string, details: string, timestamp = "2026-06-15 12:00"): void {
  log(site).push({ timestamp, username, action: "Manage/Design", details, record: "" });
}

function daveWithout(right: string): ProjectSeed {
  const rights = ["user_rights", "data_access_groups", "api_export", "api_import", "logging"];
  const left = rights.filter((name) => name !== right);
  return { ...SEED, users: SEED.users.map((user) => (user.username === "dave" ? { ...user, rights: left } : user)) };
}

describe("ownerFromLog", () => {
  for (const owner of ["ann", "dave"])
    it(`is ${owner} after a load with the token of ${owner}`, () =>
      on({ tokenOf: owner }, async (site) => {
        assert.equal(await ownerAfter(site), owner);
      }));

  it("takes no notice of what others did besides exporting users", () =>
    on({}, async (site) => {
      const owner = await ownerAfter(site, () => {
        happens(site, "bob", "Export DAGs (API)");
        happens(site, "bob", "Update user eve, who asked: Export users (API)?");
      });
      assert.equal(owner, "ann");
    }));

  it("knows the call as other versions of REDCap write it", () =>
    on({}, async (site) => {
      const owner = await ownerAfter(site, () => {
        log(site).length = 0;
        happens(site, "dave", " Export user (API) ");
      });
      assert.equal(owner, "dave");
    }));

  it("is nobody when another person has just exported users too", () =>
    on({}, async (site) => {
      assert.equal(await ownerAfter(site, () => happens(site, "dave", "Export users (API)")), undefined);
    }));

  it("is nobody when the newest lines do not show the call", () =>
    on({}, async (site) => {
      const owner = await ownerAfter(site, () => {
        for (let line = 0; line < 12; line++) happens(site, "bob", "Export DAGs (API)");
      });
      assert.equal(owner, undefined);
    }));

  it("is nobody when the only such line is of another day", () =>
    on({}, async (site) => {
      const owner = await ownerAfter(site, () => {
        log(site).length = 0;
        happens(site, "dave", "Export users (API)", "2026-06-14 12:00");
      });
      assert.equal(owner, undefined);
    }));

  it("is nobody who is not among the project's users, such as an administrator of the server", () =>
    on({}, async (site) => {
      const owner = await ownerAfter(site, () => {
        log(site).length = 0;
        happens(site, "root", "Export users (API)");
      });
      assert.equal(owner, undefined);
    }));

  it("asks for the log of the last hours only, on the clock of any time zone", () =>
    on({}, async (site) => {
      await ownerAfter(site);
      const { params } = site.emulator.requests.at(-1) ?? {};
      assert.deepEqual(
        [params?.get("content"), params?.get("logtype"), params?.get("beginTime")],
        ["log", "manage", "2026-06-14 23:00"],
      );
    }));

  it("is nobody without the right Logging", () =>
    on({ seed: daveWithout("logging"), tokenOf: "dave" }, async (site) => {
      assert.equal(await ownerAfter(site), undefined);
    }));

  it("is nobody without the right User Rights, although others have exported users", () =>
    on({ seed: daveWithout("user_rights"), tokenOf: "dave" }, async (site) => {
      assert.equal(await ownerAfter(site, () => happens(site, "ann", "Export users (API)")), undefined);
    }));

  it("is nobody when the server breaks off, and fails when it was cancelled", () =>
    on({}, async (site) => {
      const snapshot = await site.projects.load(site.id);
      const client = await site.connections.client(site.id);
      await assert.rejects(ownerFromLog(client, snapshot, site.clock, AbortSignal.abort()), (error) =>
        isRedcapError(error, "cancelled"),
      );
      await site.emulator.close();
      assert.equal(await ownerFromLog(client, snapshot, site.clock), undefined);
    }));
});
