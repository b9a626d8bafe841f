import assert from "node:assert/strict";
import { proxyFor, shownBypass, shownProxy } from "../../../../src/net/transport/proxy";

const PROXY = "http://proxy.example.org:3128/";

/** The proxy that is on the way with these exceptions. */
function way(address: string, bypass: string): string {
  return proxyFor(address, { url: PROXY, bypass }, {})?.href ?? "direct";
}

describe("hosts that are reached without the proxy", () => {
  for (const [entry, direct, proxied] of [
    [
      "redcap.example.edu",
      ["https://redcap.example.edu/", "https://test.redcap.example.edu/"],
      ["https://example.edu/"],
    ],
    [".example.edu", ["https://redcap.example.edu/", "https://example.edu/"], ["https://anexample.edu/"]],
    ["*.example.edu", ["https://redcap.example.edu/"], ["https://example.org/"]],
    ["REDCap.Example.EDU", ["https://redcap.example.edu/"], []],
    [
      "redcap.example.edu:8443",
      ["https://redcap.example.edu:8443/"],
      ["https://redcap.example.edu/", "http://redcap.example.edu/"],
    ],
    ["redcap.example.edu:443", ["https://redcap.example.edu/"], ["http://redcap.example.edu/"]],
    ["10.1.2.3", ["https://10.1.2.3/"], ["https://10.1.2.30/"]],
    ["10.0.0.0/8", ["https://10.200.3.4/"], ["https://11.0.0.1/", "https://10.example.edu/"]],
    ["10.0.0.0/8:8443", ["https://10.200.3.4:8443/"], ["https://10.200.3.4/"]],
    ["2001:db8::1", ["https://[2001:db8::1]/"], ["https://[2001:db8::2]/"]],
    ["[2001:db8::1]:8443", ["https://[2001:db8::1]:8443/"], ["https://[2001:db8::1]/"]],
    ["2001:db8::/32", ["https://[2001:db8:7::1]/"], ["https://[2001:db9::1]/", "https://10.1.2.3/"]],
    ["*", ["https://redcap.example.edu/", "https://10.1.2.3/"], []],
    ["10.0.0.0/99", [], ["https://10.1.2.3/"]],
    ["10.0.0.0/", [], ["https://10.1.2.3/"]],
    ["", [], ["https://redcap.example.edu/"]],
  ] as const)
    it(`are those of the entry "${entry}" and no others`, () => {
      for (const list of [entry, `other.invalid, ${entry}`]) {
        for (const address of direct) assert.equal(way(address, list), "direct", address);
        for (const address of proxied) assert.equal(way(address, list), PROXY, address);
      }
    });
});

describe("this computer", () => {
  for (const host of ["localhost", "LOCALHOST.", "127.0.0.1", "127.1.2.3", "127.1", "[::1]", "[::ffff:127.0.0.9]"])
    it(`is reached without a proxy as ${host}`, () => {
      assert.equal(way(`http://${host}:8080/api/`, ""), "direct");
    });

  it("is no other host that looks like it", () => {
    for (const host of ["127.example.edu", "localhost.example.edu", "128.0.0.1", "[::2]", "[::ffff:128.0.0.1]"])
      assert.equal(way(`http://${host}/api/`, ""), PROXY, host);
  });
});

describe("a host with a final dot", () => {
  it("is reached as the same host without it", () => {
    for (const entry of ["redcap.example.edu", ".example.edu.", "redcap.example.edu.:443"])
      for (const host of ["redcap.example.edu", "redcap.example.edu."])
        assert.equal(way(`https://${host}/`, entry), "direct", `${host} by ${entry}`);
  });
});

describe("the address of a proxy in a report", () => {
  for (const [written, shown] of [
    ["http://proxy.example.org:3128/", "http://proxy.example.org:3128"],
    ["proxy.example.org:3128", "http://proxy.example.org:3128"],
    ["user:secret@proxy:8080", "http://proxy:8080 (with a user name)"],
    ["user:se@cret@proxy:8080", "http://proxy:8080 (with a user name)"],
    ["http://user:se@cret@proxy:8080", "http://proxy:8080 (with a user name)"],
    ["https://secret@proxy", "https://proxy (with a user name)"],
    ["socks5://user:sec@ret@proxy:1080", "socks5://proxy:1080 (with a user name)"],
    ["http://proxy:8080/?secret#secret", "http://proxy:8080"],
    ["http://user:se/secret@proxy:8080", "set, but not the address of a proxy"],
    ["http://user:80/secret@proxy:8080", "set, but not the address of a proxy"],
    ["http://user:80?secret@proxy:8080", "set, but not the address of a proxy"],
    ["http://user:80#secret@proxy:8080", "set, but not the address of a proxy"],
    ["http://user:80\\secret@proxy:8080", "set, but not the address of a proxy"],
    ["http:/user:secret@proxy:8080", "set, but not the address of a proxy"],
    ["user:secret", "set, but not the address of a proxy"],
    ["http://", "set, but not the address of a proxy"],
  ] as const)
    it(`${written} is shown as: ${shown}`, () => {
      assert.equal(shownProxy(written), shown);
    });

  it("is not looked for behind a password that cannot be told from a host", () => {
    assert.equal(
      proxyFor("https://redcap.example.edu/", { url: "http://user:80/secret@proxy:8080", bypass: "" }, {}),
      undefined,
    );
  });

  it("stands in no list of exceptions either", () => {
    assert.equal(shownBypass("localhost,.example.edu"), "localhost,.example.edu");
    assert.equal(shownBypass("localhost,me:sec,ret@proxy"), "set, but not a list of hosts");
    assert.equal(shownBypass(""), "none");
  });
});
