import assert from "node:assert/strict";
import { verbatim } from "../../../../src/core/text/message";
import { readFileSync } from "node:fs";
import { refusalOf } from "../../../../src/redcap/failures/refusal";
import type { ErrorKind } from "../../../../src/redcap/errors";
import { isRedcapError, RedcapError } from "../../../../src/redcap/errors";

interface Example {
  readonly file: string;
  readonly status: number;
  readonly about: string;
  readonly kind: ErrorKind;
  readonly serverText?: string;
  readonly message?: string;
  readonly rights?: readonly string[];
  readonly lines?: number;
  readonly lastLine?: string;
  /** What must not be shown or logged. */
  readonly secrets?: readonly string[];
}

const { errors } = JSON.parse(readFileSync("test/fixtures/examples/expected.json", "utf8")) as {
  readonly errors: readonly Example[];
};

const NOW = Date.parse("2026-06-15T12:00:00Z");

function judge(status: number, text: string, headers: Readonly<Record<string, string>> = {}): RedcapError | undefined {
  return refusalOf({ status, headers: new Map(Object.entries(headers)), text }, NOW);
}

function failure(status: number, text: string, headers?: Readonly<Record<string, string>>): RedcapError {
  const error = judge(status, text, headers);
  assert.ok(error, `${status} ${text}`);
  return error;
}

const kind = (status: number, text: string, headers?: Readonly<Record<string, string>>) =>
  failure(status, text, headers).kind;

describe("errors as servers sent them", () => {
  for (const example of errors)
    it(`${example.file}: ${example.about}`, () => {
      const error = failure(example.status, readFileSync(`test/fixtures/examples/${example.file}`, "utf8"));
      assert.equal(error.kind, example.kind);
      assert.equal(error.details.status, example.status);
      if (example.serverText !== undefined) assert.equal(error.serverText, example.serverText);
      if (example.message !== undefined) assert.equal(error.message, example.message);
      if (example.rights) assert.deepEqual(error.details.rights, example.rights);
      if (example.lines) assert.equal(error.serverText.split("\n").length, example.lines);
      if (example.lastLine) assert.equal(error.serverText.split("\n").at(-1), example.lastLine);
      for (const secret of example.secrets ?? [])
        assert.equal(`${error.message} ${error.serverText}`.includes(secret), false, secret);
    });
});

describe("what REDCap's sentences mean", () => {
  const MEANINGS: readonly (readonly [status: number, sentence: string, kind: ErrorKind])[] = [
    [403, "You do not have permissions to use the API", "badToken"],
    [403, "You do not have API Import/Update privileges", "missingRight"],
    [403, "You do not have Delete Record privileges", "missingRight"],
    [400, "You do not have User Rights privileges", "missingRight"],
    [400, 'The value of the parameter "content" is not valid', "unknownMethod"],
    [400, 'The user "bob" cannot have their user privileges modified because it belongs to a user role', "userInRole"],
    [501, "The requested method is not implemented.", "wrongAddress"],
    [200, "REDCap is currently offline. Please return at another time.", "serverOffline"],
    [400, "Only a Super API Token may use the 'Create Project' method.", "refused"],
    [403, "You have exceeded the maximum of requests per minute", "rateLimited"],
    [400, "The data is not in the specified format.", "refused"],
    [400, "The 'users' parameter is either missing or is not an array", "refused"],
    [400, "Something that no version has said yet", "refused"],
  ];

  for (const [status, sentence, meaning] of MEANINGS)
    it(`"${sentence.slice(0, 50)}" is ${meaning} in all three envelopes`, () => {
      const envelopes = [
        JSON.stringify({ error: sentence }),
        `ERROR: ${sentence}`,
        `<?xml version="1.0" encoding="UTF-8" ?><hash><error>${sentence.replaceAll('"', "&quot;")}</error></hash>`,
      ];
      for (const envelope of envelopes) {
        const error = failure(status, envelope);
        assert.deepEqual([error.kind, error.serverText], [meaning, sentence]);
      }
    });

  it("is understood without any envelope where the words are known", () => {
    assert.equal(kind(200, "You do not have permissions to use the API"), "badToken");
    assert.equal(kind(400, "The data is not in the specified format."), "refused");
    assert.equal(kind(200, "\uFEFF  ERROR: You do not have permissions to use the API\n"), "badToken");
  });

  it("names the rights that are lacking", () => {
    const error = failure(403, '{"error":"You do not have API Import/Update privileges"}');
    assert.deepEqual(error.details.rights, ["API Import/Update"]);
    assert.match(error.message, /^The token's owner lacks API Import\/Update in this project\./);
    const vague = failure(403, '{"error":"You do not have enough privileges"}');
    assert.deepEqual(vague.details.rights, []);
    assert.match(
      vague.message,
      /may not do this\. Ask for the right .* REDCap says: You do not have enough privileges$/,
    );
  });

  it("decodes the references of XML, and takes the tags out of what they stood for", () => {
    const xml = "<hash><error>&lt;b&gt;a&lt;/b&gt; &amp;lt; &#039;x&#39; &apos;y&apos; &quot;z&quot;</error></hash>";
    assert.equal(failure(400, xml).serverText, `a < 'x' 'y' "z"`);
  });
});

describe("what a status means when the words say nothing", () => {
  it("is told from the number", () => {
    const of = (status: number) => kind(status, "");
    assert.deepEqual([400, 401, 404, 407, 408, 413, 429, 500, 502, 503, 504].map(of), [
      "refused",
      "refused",
      "wrongAddress",
      "unreachable",
      "timedOut",
      "tooLarge",
      "rateLimited",
      "serverOffline",
      "serverOffline",
      "serverOffline",
      "timedOut",
    ]);
  });

  it("says whether the server can have acted", () => {
    assert.equal(failure(413, "").maybeDone, false);
    assert.equal(failure(407, "").maybeDone, false);
    assert.equal(failure(500, "").maybeDone, true);
    assert.equal(failure(504, "").maybeDone, true);
    assert.equal(failure(403, '{"error":"You do not have permissions to use the API"}').maybeDone, false);
  });

  it("is nothing for 200, whatever the data say", () => {
    for (const text of ["[]", "", "1", "16.1.3", '[{"username":"ann"}]', "username\nann\n", "<users></users>"])
      assert.equal(judge(200, text), undefined, text);
  });

  it("is nothing when a name in the data reads like an error", () => {
    const names = ["REDCap is currently offline", "Create Project", "belongs to a user role", "<error>x</error>"];
    for (const name of names) {
      assert.equal(judge(200, JSON.stringify([{ data_access_group_name: name }])), undefined, name);
      assert.equal(judge(200, JSON.stringify({ project_id: 1, project_title: name })), undefined, name);
      assert.equal(judge(200, `data_access_group_name\n"${name}"\n`), undefined, name);
      const xml = `<?xml version="1.0"?><dags><item><data_access_group_name>${name}</data_access_group_name></item></dags>`;
      assert.equal(judge(200, xml), undefined, name);
    }
  });
});

describe("redirects, pages and modules", () => {
  it("a redirect says where it points and that the token stays", () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const error = failure(status, "<html>Moved</html>", { location: "https://new.example.edu/api/" });
      assert.deepEqual([error.kind, error.details.location], ["moved", "https://new.example.edu/api/"]);
      assert.match(
        error.message,
        /sends requests on to https:\/\/new\.example\.edu\/api\/\. A token is never sent along/,
      );
    }
    assert.match(failure(302, "").message, /another address/);
  });

  it("a page is a sign-in or a proxy, a wrong address, or an outage, by its status and words", () => {
    const page = (words: string) => `<!DOCTYPE html><html><head><style>p {}</style></head><p>${words}</p></html>`;
    assert.equal(kind(200, page("Please sign in")), "notRedcap");
    assert.equal(kind(403, page("Forbidden")), "notRedcap");
    assert.equal(kind(404, page("Not Found")), "wrongAddress");
    assert.equal(kind(411, page("Length Required")), "wrongAddress");
    assert.equal(kind(500, page("Internal Server Error")), "serverOffline");
    assert.equal(kind(504, page("Gateway Timeout")), "timedOut");
    assert.equal(kind(200, page("REDCap is currently offline.")), "serverOffline");
    assert.equal(kind(403, page("Your IP address was banned")), "rateLimited");
    assert.equal(failure(200, page("Please <b>sign</b> in")).serverText, "Please sign in");
  });

  it("a page is known behind an XML declaration, comments and blanks", () => {
    const xhtml = `<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html><body>Sign in</body></html>`;
    for (const text of [xhtml, "\n <!-- proxy -->\n<HTML>x</HTML>", "<script>top.location='/login'</script>"])
      assert.equal(kind(200, text), "notRedcap", text);
  });

  it("a module names people or roles and the rights that it refuses", () => {
    const error = failure(403, '{"alice":["Project Design and Setup","API Export"],"bob":"expired"}');
    assert.equal(error.kind, "refusedByModule");
    assert.equal(error.serverText, "alice: Project Design and Setup, API Export; bob: expired");
    assert.match(error.message, /^A module on the REDCap server refused this\. Leave out what it names.*: alice: /);
    assert.equal(kind(403, "{broken"), "refused");
  });
});

describe("being asked for fewer requests", () => {
  it("says how long to wait, in seconds or until a date", () => {
    assert.equal(failure(429, "", { "retry-after": "120" }).details.retryAfterMs, 120_000);
    assert.match(failure(429, "", { "retry-after": "120" }).message, /Wait 120 seconds before/);
    assert.equal(failure(503, "", { "retry-after": "Mon, 15 Jun 2026 12:01:30 GMT" }).details.retryAfterMs, 90_000);
    assert.equal(failure(429, "", { "retry-after": "Mon, 15 Jun 2026 11:00:00 GMT" }).details.retryAfterMs, 0);
  });

  it("counts a day at most, whatever the server names, and says so", () => {
    for (const far of ["86400", "99999999999999980000", "9".repeat(400), "Mon, 15 Jun 9999 12:00:00 GMT"]) {
      const error = failure(429, "", { "retry-after": far });
      assert.equal(error.details.retryAfterMs, 86_400_000, far);
      assert.match(error.message, /for a day or longer. Wait a day before you go on/);
    }
    assert.match(failure(429, "", { "retry-after": "43200" }).message, /Wait 12 hours before/);
  });

  it("does without a time that is not there or not readable", () => {
    for (const headers of [{}, { "retry-after": "soon" }]) {
      const error = failure(429, "x".repeat(5000), headers);
      assert.deepEqual([error.kind, error.details.retryAfterMs], ["rateLimited", undefined]);
      assert.match(error.message, /Wait a few minutes/);
      assert.ok(error.message.length < 400, "not all of a long one");
    }
  });
});

describe("an error", () => {
  const TOKEN = "0123456789ABCDEF0123456789ABCDEF";

  it("holds no token, wherever the server puts it", () => {
    const echoes = [
      failure(400, JSON.stringify({ error: `Bad request: token=${TOKEN}&content=user` })),
      failure(400, `ERROR: You do not have ${TOKEN} privileges`),
      failure(500, `<html><body>POST token=${TOKEN.toLowerCase()}</body></html>`),
      failure(403, JSON.stringify({ [TOKEN]: [TOKEN] })),
      failure(302, "", { location: `https://x.example.edu/?token=${TOKEN}` }),
      failure(429, TOKEN),
      failure(502, `${TOKEN}${TOKEN}`),
    ];
    for (const error of echoes) {
      const everything = [error.message, error.serverText, error.stack, JSON.stringify(error.details)].join("\n");
      assert.equal(everything.toUpperCase().includes(TOKEN), false, error.kind);
      assert.match(everything, /\[token\]/, error.kind);
    }
  });

  it("is told from other errors by its kind", () => {
    const error = new RedcapError("badToken", verbatim("no"));
    assert.equal(isRedcapError(error), true);
    assert.equal(isRedcapError(error, "refused", "badToken"), true);
    assert.equal(isRedcapError(error, "refused"), false);
    assert.equal(isRedcapError(new Error("badToken"), "badToken"), false);
    assert.deepEqual([error.name, error.serverText, error.maybeDone], ["RedcapError", "", false]);
  });
});
