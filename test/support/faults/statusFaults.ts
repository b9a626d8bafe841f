import type { Exchange, Manner } from "./faultProxy";
import { failure } from "./fault";
import type { Fault } from "./fault";

const FAR = "redcap.example.edu";

/** REDCap's own words, in the format that the request asked errors in. */
const says =
  (status: number, text: string): Manner =>
  ({ response, params }) => {
    const format = params.get("returnFormat");
    const body =
      format === "json"
        ? JSON.stringify({ error: text })
        : format === "csv"
          ? `ERROR: ${text}`
          : `<?xml version="1.0" encoding="UTF-8" ?><hash><error>${text}</error></hash>`;
    response.writeHead(status).end(body);
  };

const plain =
  (status: number, body = "", headers: Readonly<Record<string, string>> = {}): Manner =>
  ({ response }) =>
    response.writeHead(status, headers).end(body);

/** Servers and proxies explain themselves in HTML. */
const page = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): Manner =>
  plain(status, `<html>\r\n<head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>`, {
    "content-type": "text/html",
    ...headers,
  });

const moved = failure("moved", /use Change Server Address/);
const signIn = failure("notRedcap", /which is a web page.*let API requests through/);
const REDIRECTS = [301, 302, 303, 307, 308].flatMap((status): Fault[] => {
  const to = (where: string, location: (exchange: Exchange) => string, expected = moved): Fault => ({
    name: `${status} to ${where}`,
    manner: (exchange) => exchange.response.writeHead(status, { location: location(exchange) }).end(),
    expected,
  });
  return [
    to("the same host", () => "/redcap/api/"),
    to("another host", () => `https://${FAR}/api/`),
    to("a sign-in", () => `https://idp.${FAR}/saml2/sso?SAMLRequest=fZJ`, signIn),
    to("a page of the same host", () => "/login.php?next=/api/", signIn),
    to("http", ({ incoming }) => `http://${incoming.headers.host}/api/`),
  ];
});

const slower = failure("rateLimited", /Wait (?:\d+ seconds?|a few minutes) before you go on/);
const later = failure("serverOffline", /Try again later/);
const address = failure("wrongAddress", /Check the address/);

/** Answers whose status says that something is wrong. */
export const STATUS_FAULTS: readonly Fault[] = [
  ...REDIRECTS,
  {
    name: "400 in REDCap's words",
    manner: says(400, "The value of the parameter is wrong"),
    expected: failure("refused", /Change what it names, or ask .* It says: The value of the parameter is wrong/),
  },
  { name: "400 empty", manner: plain(400), expected: failure("refused", /Check the address/) },
  { name: "401", manner: page(401, "Unauthorized"), expected: failure("refused", /Check the token/) },
  {
    name: "403 bad token",
    manner: says(403, "You do not have permissions to use the API"),
    expected: failure("badToken", /Take one from the project's API page/),
  },
  {
    name: "403 missing right",
    manner: says(403, "You do not have API Import/Update privileges"),
    expected: failure("missingRight", /Ask for that right/),
  },
  {
    name: "403 by a module",
    manner: plain(403, '{"eve":["Project Design and Setup"]}'),
    expected: failure("refusedByModule", /Leave out what it names.*eve: Project Design and Setup/),
  },
  {
    name: "404 of a server that is no REDCap",
    manner: plain(404, '{"timestamp":"2026-11-27T10:10:10Z","status":404,"error":"Not Found","path":"/api/"}'),
    expected: address,
  },
  {
    name: "405 of a firewall that wants a person",
    manner: plain(405, "<!DOCTYPE html><html><head><title>Human Verification</title></head><body></body></html>", {
      "content-type": "text/html",
    }),
    expected: failure("notRedcap", /Give its words to the server.s administrator/),
  },
  {
    name: "403 page",
    manner: page(403, "Forbidden"),
    expected: failure("notRedcap", /Open (?:it|the address) in your browser/),
  },
  { name: "404 page", manner: page(404, "Not Found"), expected: address },
  { name: "404 empty", manner: plain(404), expected: address },
  { name: "405 page", manner: page(405, "Method Not Allowed"), expected: address },
  { name: "405 empty", manner: plain(405), expected: address },
  { name: "408 page", manner: page(408, "Request Timeout"), expected: failure("timedOut", /Try again/) },
  { name: "408 empty", manner: plain(408), expected: failure("timedOut", /Try again/) },
  { name: "411 page", manner: page(411, "Length Required"), expected: address },
  {
    name: "413 page",
    manner: page(413, "Request Entity Too Large"),
    expected: failure("tooLarge", /Send fewer rows at a time/),
  },
  { name: "413 empty", manner: plain(413), expected: failure("tooLarge", /Send fewer rows at a time/) },
  { name: "429", manner: page(429, "Too Many Requests"), expected: slower },
  { name: "429 with seconds", manner: plain(429, "", { "retry-after": "7" }), expected: slower },
  {
    name: "429 with a date",
    manner: plain(429, "", { "retry-after": new Date(Date.now() + 20_000).toUTCString() }),
    expected: slower,
  },
  { name: "500 page", manner: page(500, "Internal Server Error"), expected: later },
  { name: "500 empty", manner: plain(500), expected: later },
  {
    name: "501",
    manner: says(501, "The requested method is not implemented."),
    expected: failure("wrongAddress", /Check that it ends in \/api\//),
  },
  { name: "502", manner: page(502, "Bad Gateway"), expected: later },
  { name: "503", manner: page(503, "Service Unavailable"), expected: later },
  { name: "503 with seconds", manner: page(503, "Service Unavailable", { "retry-after": "9" }), expected: slower },
  { name: "504", manner: page(504, "Gateway Time-out"), expected: failure("timedOut", /Try again/) },
];

const html = (body: string): Manner => page(200, body);

/** Pages that come with status 200 where an answer was due. */
export const PAGE_FAULTS: readonly Fault[] = [
  {
    name: "login page",
    manner: plain(200, "<!DOCTYPE html>\n<html lang=en><body><form>Please log in</form></body></html>"),
    expected: failure("notRedcap", /Open (?:it|the address) in your browser/),
  },
  {
    name: "offline page",
    manner: html("REDCap is currently offline. Please return at another time. We apologize for any inconvenience."),
    expected: later,
  },
  {
    name: "database away",
    manner: plain(
      200,
      "The hostname (db) / username (u) / password (p) combination could not connect to the MySQL server.",
    ),
    expected: failure("serverOffline", /Try again later/),
  },
  {
    name: "ban page",
    manner: html("Your IP address (192.0.2.7) has been banned due to suspected abuse"),
    expected: failure("rateLimited", /ask its administrator to lift the block/),
  },
  {
    name: "proxy sign-in",
    manner: plain(200, "<script>location='https://portal.example.edu/?u='+location</script>"),
    expected: failure("notRedcap", /Open (?:it|the address) in your browser/),
  },
];
