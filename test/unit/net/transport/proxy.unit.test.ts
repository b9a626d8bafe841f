import assert from "node:assert/strict";
import { proxyFor } from "../../../../src/net/transport/proxy";

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
