import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { Manner, ServerAnswer } from "./faultProxy";
import { failure } from "./fault";
import type { Expected, Fault } from "./fault";
import type { Method } from "./methods";

/** More than a cell's limit. */
const HUGE = 2_000_000;

/** The server's own answer, changed on the way. */
const changed =
  (
    change: (answer: ServerAnswer) => { readonly body: Buffer; readonly headers?: Readonly<Record<string, string>> },
  ): Manner =>
  async ({ response, answer }) => {
    const given = await answer();
    const { body, headers } = change(given);
    response.writeHead(given.status, { "content-type": given.type, ...headers }).end(body);
  };

const half = (body: Buffer) => body.subarray(0, body.length / 2);
const padded = (body: Buffer) => Buffer.concat([body, Buffer.alloc(HUGE, " ")]);
const instead = (text: string): Manner => changed(() => ({ body: Buffer.from(text) }));

/** Says how long the answer is, and hangs up before that. */
const cutAt =
  (tenth: number): Manner =>
  async ({ incoming, response, answer }) => {
    const { status, type, body } = await answer();
    response.writeHead(status, { "content-type": type, "content-length": body.length });
    response.flushHeaders();
    response.write(body.subarray(0, Math.floor((body.length * tenth) / 10)), () => incoming.socket.destroy());
  };

const ADVICE = {
  list: /Try again/,
  object: /Try again/,
  version: /Try again/,
  count: /Refresh to see what is there now/,
  raw: /Try again/,
};

const misPacked = failure("unreadable", /Try again/);
const unreadable = ({ shape }: Method) => failure("unreadable", ADVICE[shape])();
/** A table in CSV has no end that could be missing. */
const unreadableUnlessCsv = (method: Method): Expected => (isRawCsv(method) ? "asSent" : unreadable(method));
const fineUnlessRaw = ({ shape }: Method): Expected => (shape === "raw" ? "asSent" : "fine");
const isRawCsv = ({ shape, format }: Method) => shape === "raw" && format === "csv";
const TENTHS = Array.from({ length: 10 }, (_, tenth) => tenth);

/** Ways to pack an answer that servers have. */
const PACKINGS: readonly (readonly [encoding: string, about: string, pack: (body: Buffer) => Buffer])[] = [
  ["x-gzip", "", gzipSync],
  ["br", "", brotliCompressSync],
  ["deflate", "", deflateSync],
  ["deflate", " without its header", deflateRawSync],
  ["deflate, gzip", ", twice", (body) => gzipSync(deflateSync(body))],
];

/** Answers with status 200 that are not what was asked for. */
export const BODY_FAULTS: readonly Fault[] = [
  {
    name: "wrong content type",
    manner: changed(({ body }) => ({ body, headers: { "content-type": "image/png" } })),
    expected: () => "fine",
  },
  {
    name: "UTF-8 declared as Latin 1",
    manner: changed(({ body }) => ({ body, headers: { "content-type": "text/plain; charset=iso-8859-1" } })),
    expected: () => "fine",
  },
  {
    name: "Latin 1 declared as UTF-8",
    manner: changed(({ body }) => ({ body: Buffer.from(body.toString(), "latin1") })),
    expected: fineUnlessRaw,
  },
  {
    name: "byte order mark",
    manner: changed(({ body }) => ({ body: Buffer.concat([Buffer.from("\uFEFF"), body]) })),
    expected: fineUnlessRaw,
  },
  {
    name: "noise before the payload",
    manner: changed(({ body }) => ({ body: Buffer.from(`SELECT 1 FROM redcap_user_rights;\n${body.toString()}`) })),
    expected: unreadable,
  },
  {
    name: "noise after the payload",
    manner: changed(({ body }) => ({ body: Buffer.from(`${body.toString()}\n<b>Warning</b>: on line 3`) })),
    expected: unreadable,
  },
  ...TENTHS.map((tenth): Fault => ({
    name: `cut off at ${tenth}/10`,
    manner: cutAt(tenth),
    expected: failure("unreachable", /Try again/),
  })),
  ...TENTHS.slice(1).map((tenth): Fault => ({
    name: `only ${tenth}/10 of it`,
    manner: changed(({ body }) => ({ body: body.subarray(0, Math.floor((body.length * tenth) / 10)) })),
    expected: unreadableUnlessCsv,
  })),
  { name: "empty body", manner: instead(""), expected: unreadable },
  ...PACKINGS.map(([encoding, about, pack]): Fault => ({
    name: `${encoding}${about}`,
    manner: changed(({ body }) => ({ body: pack(body), headers: { "content-encoding": encoding } })),
    expected: () => "fine",
  })),
  {
    name: "gzip bomb",
    manner: changed(({ body }) => ({ body: gzipSync(padded(body)), headers: { "content-encoding": "gzip" } })),
    expected: failure("tooLarge", /administrator/),
  },
  {
    name: "gzip that is none",
    manner: changed(({ body }) => ({ body, headers: { "content-encoding": "gzip" } })),
    expected: misPacked,
    // Unpacks what there is, as browsers do: of a single byte nothing remains.
    overFetch: (method) => (method.write ? unreadable(method) : misPacked()),
  },
  {
    name: "gzip cut short",
    manner: changed(({ body }) => ({ body: half(gzipSync(body)), headers: { "content-encoding": "gzip" } })),
    expected: misPacked,
    overFetch: unreadableUnlessCsv,
  },
  {
    name: "oversized body",
    manner: changed(({ body }) => ({ body: padded(body) })),
    expected: failure("tooLarge", /administrator/),
  },
  {
    name: "list instead of count",
    manner: instead('[{"username":"eve"}]'),
    happensTo: ({ write }) => write,
    expected: unreadable,
  },
  {
    name: "success instead of count",
    manner: instead('{"success":true}'),
    happensTo: ({ write }) => write,
    expected: unreadable,
  },
  {
    name: "count instead of list",
    manner: instead("3"),
    happensTo: ({ write }) => !write,
    expected: unreadable,
  },
  {
    name: "duplicate keys",
    manner: changed(({ body }) => ({ body: Buffer.from(body.toString().replace(/\{("\w+":)/g, '{$1"twice",$1')) })),
    happensTo: ({ shape }) => shape === "list" || shape === "object",
    expected: ({ table }) => (table ? "doubted" : "fine"),
  },
];
