import assert from "node:assert/strict";
import { english } from "../../../src/core/text/message";
import fc from "fast-check";
import { hostOf, parseServerAddress } from "../../../src/net/address";

const API = "https://host.example.edu/redcap/api/";

/** What people paste → where requests go. */
const ACCEPTED: readonly (readonly [input: string, apiUrl: string])[] = [
  ["host.example.edu/redcap", API],
  ["host.example.edu/redcap/", API],
  ["  https://host.example.edu/redcap \n", API],
  ["https://host.example.edu/redcap/api", API],
  ["https://host.example.edu/redcap/api/", API],
  ["https://host.example.edu//redcap//api//", API],
  ["https://host.example.edu/redcap/api/help/?content=tokens", API],
  ["https://host.example.edu/redcap/redcap_v16.1.3/index.php?pid=1", API],
  ["https://host.example.edu/redcap/redcap_v16.1.3/UserRights/index.php?pid=1", API],
  ["https://host.example.edu/redcap/redcap_v9.5.22", API],
  ["https://host.example.edu/redcap/index.php?action=myprojects", API],
  ["https://host.example.edu/redcap/surveys/?s=ABC", API],
  ["https://host.example.edu/redcap?x=1#top", API],
  ["HTTPS://HOST.Example.EDU/redcap", API],
  ["https://host.example.edu:443/redcap", API],
  ["host.example.edu", "https://host.example.edu/api/"],
  ["https://host.example.edu/redcap_v16.1.3/index.php?pid=1", "https://host.example.edu/api/"],
  ["host.example.edu:8443/a/b", "https://host.example.edu:8443/a/b/api/"],
  ["https://host.example.edu/apis/redcap_test/", "https://host.example.edu/apis/redcap_test/api/"],
  ["https://host.example.edu/REDCap/API/", "https://host.example.edu/REDCap/api/"],
  ["http://localhost:8080/redcap", "http://localhost:8080/redcap/api/"],
  ["http://127.0.0.1:40123/api/", "http://127.0.0.1:40123/api/"],
  ["http://127.1.2.3", "http://127.1.2.3/api/"],
  ["http://127.1", "http://127.0.0.1/api/"],
  ["http://[::1]:8080", "http://[::1]:8080/api/"],
  ["localhost", "https://localhost/api/"],
];

const REFUSED: readonly (readonly [input: string, reason: RegExp])[] = [
  ["", /^Enter the address/],
  [" \n", /^Enter the address/],
  ["https://", /not a web address/],
  ["two words", /not a web address/],
  ["https://host:port/", /not a web address/],
  ["https://ann@host.example.edu/redcap", /must not hold a user name/],
  ["https://ann:secret@host.example.edu/redcap", /must not hold a user name/],
  ["ann:secret@host.example.edu", /must not hold a user name/],
  ["mailto:ann@host.example.edu", /must not hold a user name/],
  ["http://host.example.edu/redcap", /must begin with https/],
  ["http://127.0.0.1.example.edu", /must begin with https/],
  ["http://localhost.example.edu", /must begin with https/],
  ["http://[::2]", /must begin with https/],
  ["http://10.0.0.1", /must begin with https/],
  ["http://0.0.0.0", /must begin with https/],
  ["ftp://host.example.edu/redcap", /must begin with https/],
  ["file:///etc/hosts", /not a web address/],
];

function accepted(input: string) {
  const address = parseServerAddress(input);
  assert.ok(!("problem" in address), JSON.stringify(address));
  return address;
}

describe("the address of a server", () => {
  for (const [input, apiUrl] of ACCEPTED)
    it(`"${input.trim()}" is ${apiUrl}`, () => {
      const { origin, host } = new URL(apiUrl);
      assert.deepEqual(accepted(input), { apiUrl, origin, host });
    });

  for (const [input, reason] of REFUSED)
    it(`"${input.trim()}" is refused`, () => {
      const address = parseServerAddress(input);
      assert.ok("problem" in address, JSON.stringify(address));
      assert.match(english(address.problem), reason);
      assert.equal(english(address.problem).includes("secret"), false);
    });

  it("shows names with letters that look alike as what they are", () => {
    assert.equal(accepted("https://r\u0435dcap.example.edu").host, "xn--rdcap-zwe.example.edu");
    assert.equal(accepted("münchen.example").host, "xn--mnchen-3ya.example");
  });

  it("means one host with a final dot and without", () => {
    for (const host of ["redcap.example.edu", "redcap.example.edu.", "REDCAP.example.edu.:443"])
      assert.equal(hostOf(`https://${host}/api/`), "redcap.example.edu");
    assert.equal(hostOf("https://redcap.example.edu.:8443/api/"), "redcap.example.edu:8443");
    assert.equal(hostOf("http://[::1]:80/api/"), "[::1]");
  });

  it("is the same when what came out goes in again", () => {
    const path = fc.array(fc.stringMatching(/^[a-z0-9_-]{1,8}$/), { maxLength: 3 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(fc.domain(), path, (host, rest) => {
        const first = accepted(`${host}/${rest}`);
        assert.deepEqual(accepted(first.apiUrl), first);
      }),
    );
  });

  it("is never anything but https, or http on this computer, whatever is pasted", () => {
    const pasted = fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true }));
    fc.assert(
      fc.property(pasted, (input) => {
        const address = parseServerAddress(input);
        if ("problem" in address) return;
        const url = new URL(address.apiUrl);
        assert.equal(url.href, address.apiUrl);
        assert.deepEqual([url.username, url.password, url.search, url.hash], ["", "", "", ""]);
        assert.match(address.apiUrl, /^(?:https:|http:\/\/(?:localhost|127\.|\[::1\])).*\/api\/$/);
      }),
    );
  });
});
