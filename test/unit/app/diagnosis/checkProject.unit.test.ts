import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { checkProject, tokenSummary } from "../../../../src/app/diagnosis/checkProject";
import type { ProjectSeed, UserSeed } from "../../../../src/emulator/project/seed";
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

/** The trial with other rights for dave, who has no role, and his token. */
function dave(rights: readonly string[], more: Partial<ProjectSeed> = {}): SiteOptions {
  const users = SEED.users.map((user): UserSeed => (user.username === "dave" ? { ...user, rights } : user));
  return { seed: { ...SEED, users, ...more }, tokenOf: "dave" };
}

async function summary(site: Site): Promise<string> {
  return english(tokenSummary(await checkProject(await site.connections.client(site.id), site.clock)));
}

describe("checkProject", () => {
  it("loads the project and learns from its log whose token it is", () =>
    on({ tokenOf: "dave" }, async (site) => {
      const { snapshot, owner } = await checkProject(await site.connections.client(site.id), site.clock);
      assert.deepEqual([snapshot.project.title, snapshot.people.size, owner], ["Trial", 6, "dave"]);
    }));

  it("fails with the reason when the token opens nothing", () =>
    on({ tokenOf: "bob" }, async (site) => {
      const check = checkProject(await site.connections.client(site.id), site.clock);
      await assert.rejects(check, (error) => isRedcapError(error, "badToken"));
    }));

  it("can be cancelled", () =>
    on({}, async (site) => {
      const check = checkProject(await site.connections.client(site.id), site.clock, AbortSignal.abort());
      await assert.rejects(check, (error) => isRedcapError(error, "cancelled"));
    }));
});

describe("tokenSummary", () => {
  it("says what the project has and that the token may change it", () =>
    on({}, async (site) => {
      assert.equal(
        await summary(site),
        "Trial, REDCap 16.1.3: 6 users, 3 roles and 2 data access groups. The token of ann may change access.",
      );
    }));

  it("says what the token lacks for changes", () =>
    on(dave(["api_export", "user_rights:2", "data_access_groups", "logging"]), async (site) => {
      assert.match(
        await summary(site),
        /\. The token of dave may read only: it lacks API Import\/Update and full User Rights\.$/,
      );
    }));

  it("says which right is missing for the tables that cannot be read, once", () =>
    on(dave(["api_export", "api_import", "user_rights"]), async (site) => {
      assert.equal(
        await summary(site),
        "Trial, REDCap 16.1.3: 6 users and 3 roles. The token lacks Data Access Groups.",
      );
    }));

  it("says so of several rights", () =>
    on(dave(["api_export"]), async (site) => {
      assert.match(await summary(site), /\. The token lacks User Rights and Data Access Groups\.$/);
    }));

  it("counts one user as one", () =>
    on(
      { seed: { ...SEED, dags: ["Boston"], roles: [], users: [{ username: "ann", rights: ["*"] }] } },
      async (site) => {
        assert.match(await summary(site), /: 1 user, 0 roles and 1 data access group\./);
      },
    ));
});
