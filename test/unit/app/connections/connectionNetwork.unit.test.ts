import assert from "node:assert/strict";
import { Connections } from "../../../../src/app/connections/connections";
import type { ClientPlace } from "../../../../src/app/connections/connections";
import { memorySecrets } from "../../../../src/app/projects/sampleStores";
import type { OpenNetwork } from "../../../../src/net/transport/network";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { memoryState } from "../memory";
import { TRIAL } from "./trial";

const [OLD, NEW] = ["A".repeat(32), "B".repeat(32)];
const MINE: OpenNetwork = {
  certificates: { ca: "/home/me/ca.pem", pfx: "/home/me/me.pfx" },
  passphrase: "open sesame",
};
const NEW_PLACE = {
  apiUrl: "https://new.example.edu/api/",
  origin: "https://new.example.edu",
  host: "new.example.edu",
};

async function open() {
  const state = memoryState();
  const secrets = memorySecrets();
  const made: ClientPlace[] = [];
  const createClient = (place: ClientPlace) => {
    made.push(place);
    const post = () => Promise.reject(new Error("these specifications send nothing"));
    return new RedcapClient({ transport: { post, close: () => Promise.resolve() }, ...place });
  };
  const connections = new Connections({ state, secrets, createClient });
  const { id } = await connections.add(TRIAL, OLD);
  return { connections, id, made, state, secrets };
}

describe("the way of a connection through the network", () => {
  it("is any request's until another is set, and then counts for the next client", async () => {
    const { connections, id, made } = await open();
    await connections.client(id);
    await connections.setNetwork(id, MINE);
    await connections.client(id);
    await connections.setNetwork(id, { adapter: "fetch" });
    await connections.client(id);
    assert.deepEqual(
      made.map(({ network }) => network),
      [{}, MINE, { adapter: "fetch" }],
    );
  });

  it("is stored without the passphrase, which is a secret that goes with the project", async () => {
    const { connections, id, state, secrets } = await open();
    await connections.setNetwork(id, MINE);
    const { passphrase, ...rest } = MINE;
    assert.deepEqual(connections.get(id)?.network, rest);
    assert.doesNotMatch(JSON.stringify(state.get("connections")), /sesame/);
    assert.equal(await secrets.get(`passphrase.${id}`), JSON.stringify({ version: 1, passphrase }));
    assert.deepEqual(await connections.networkOf(TRIAL.apiUrl), MINE);
    assert.deepEqual(await connections.networkOf(NEW_PLACE.apiUrl), {});
    await connections.remove(id);
    assert.equal(await secrets.get(`passphrase.${id}`), undefined);
  });

  it("is given up again, passphrase and all", async () => {
    const { connections, id, secrets } = await open();
    await connections.setNetwork(id, MINE);
    await connections.setNetwork(id, {});
    assert.deepEqual(connections.get(id), { id, ...TRIAL });
    assert.equal(await secrets.get(`passphrase.${id}`), undefined);
  });

  it("may be tried otherwise without being stored", async () => {
    const { connections, id, made } = await open();
    await connections.clientBy(id, { adapter: "fetch" });
    assert.deepEqual(made.at(-1), { url: TRIAL.apiUrl, token: OLD, project: id, network: { adapter: "fetch" } });
    assert.equal(connections.get(id)?.network, undefined);
  });
});

describe("a project whose server moves", () => {
  it("keeps its id and gets the new token; the old one is sent nowhere any more", async () => {
    const { connections, id, made } = await open();
    await connections.client(id);
    await connections.replaceToken(id, NEW, "ann", NEW_PLACE);
    await connections.client(id);
    assert.deepEqual(
      made.map(({ url, token }) => [url, token]),
      [
        [TRIAL.apiUrl, OLD],
        [NEW_PLACE.apiUrl, NEW],
      ],
    );
    const { apiUrl, origin } = NEW_PLACE;
    assert.deepEqual(connections.get(id), { id, ...TRIAL, apiUrl, origin, owner: "ann" });
  });
});
