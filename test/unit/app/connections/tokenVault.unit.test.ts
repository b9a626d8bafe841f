import assert from "node:assert/strict";
import { TokenVault } from "../../../../src/app/connections/tokenVault";
import { memorySecrets } from "../../../../src/app/projects/sampleStores";

const TOKEN = "0123456789ABCDEF0123456789ABCDEF";
const HERE = { id: "c1", origin: "https://redcap.example.edu", apiUrl: "https://redcap.example.edu/api/" };

async function stored(text?: string) {
  const secrets = memorySecrets();
  const vault = new TokenVault(secrets);
  await vault.store(HERE, TOKEN);
  if (text !== undefined) await secrets.set("token.c1", text);
  return { secrets, vault };
}

describe("TokenVault", () => {
  it("gives a token back to its own project on its own server", async () => {
    const { vault } = await stored();
    assert.equal(await vault.read(HERE), TOKEN);
    assert.equal(await vault.read({ ...HERE, id: "c2" }), undefined);
  });

  for (const apiUrl of [
    "https://redcap.example.org/api/",
    "https://redcap.example.edu:8443/api/",
    "http://redcap.example.edu/api/",
    "https://redcap.example.edu.evil.example/api/",
    "https://redcap.example.edu@evil.example/api/",
  ])
    it(`gives none to ${apiUrl}`, async () => {
      const { vault } = await stored();
      assert.equal(await vault.read({ id: "c1", apiUrl }), undefined);
    });

  it("gives the token to another path of the server", async () => {
    const { vault } = await stored();
    assert.equal(await vault.read({ id: "c1", apiUrl: "https://redcap.example.edu/redcap/api/" }), TOKEN);
  });

  it("keeps the newest token", async () => {
    const { vault } = await stored();
    await vault.store(HERE, "F".repeat(32));
    assert.equal(await vault.read(HERE), "F".repeat(32));
  });

  it("forgets", async () => {
    const { vault, secrets } = await stored();
    await vault.forget("c1");
    assert.equal(await vault.read(HERE), undefined);
    assert.equal(await secrets.get("token.c1"), undefined);
  });

  for (const [what, text] of [
    ["a bare token", TOKEN],
    ["broken JSON", "{"],
    ["a record without origin", JSON.stringify({ version: 1, token: TOKEN })],
    ["a record of a later version", JSON.stringify({ version: 2, origin: HERE.origin, token: TOKEN })],
    ["a token that is no text", JSON.stringify({ version: 1, origin: HERE.origin, token: 1 })],
  ] as const)
    it(`takes ${what} for no token`, async () => {
      const { vault } = await stored(text);
      assert.equal(await vault.read(HERE), undefined);
    });
});
