import type { Exchange, Manner } from "./faultProxy";
import { failure } from "./fault";
import type { Fault } from "./fault";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n";
/** Longer than a cell's limit for the gap between two bytes would notice, shorter than its limit for a body. */
const DRIBBLE_MS = 50;

/** Writes past Node's own idea of an answer. */
const raw =
  (text: string, then: "hang up" | "stall"): Manner =>
  ({ incoming }) => {
    incoming.socket.write(text);
    if (then === "hang up") setImmediate(() => incoming.socket.destroy());
  };

const dribble: Manner = ({ response }) => {
  response.writeHead(200, { "content-length": 1000 });
  const timer = setInterval(() => response.write(" "), DRIBBLE_MS);
  response.on("close", () => clearInterval(timer));
};

/** Connections that are not made, break off, or stand still. */
export const CONNECTION_FAULTS: readonly Fault[] = [
  { name: "refused", place: "closed", expected: failure("unreachable", /Check the address, or connect to your VPN/) },
  {
    name: "DNS failure",
    place: "unnamed",
    expected: failure("unreachable", /Check the address, or connect to your VPN/),
  },
  {
    name: "never accepts",
    place: "neverAccepts",
    slow: true,
    expected: failure("timedOut", /Try again, or check your VPN/),
  },
  { name: "TLS never answers", place: "neverGreets", slow: true, expected: failure("timedOut", /Try again, or check/) },
  { name: "not HTTP at all", place: "garbage", expected: failure("unreachable", /Check your connection/) },
  ...(
    [
      ["expired", "expired", /tell them, and check the clock/],
      ["self-signed", "selfSigned", /Ask your IT department/],
      // Node's fetch knows no authority of ours, and says that first.
      ["for another host", "wrongHost", /Check the address, or tell|Ask your IT department/],
      ["of an unknown authority", "unknownAuthority", /Ask your IT department/],
    ] as const
  ).map(([name, place, advice]): Fault => ({
    name: `certificate ${name}`,
    place,
    expected: failure("certificate", advice),
  })),
  ...(
    [
      ["reset before headers", ({ incoming }: Exchange) => incoming.socket.resetAndDestroy()],
      ["closed before headers", ({ incoming }: Exchange) => incoming.socket.destroy()],
      ["reset during headers", raw(HEAD, "hang up")],
      ["reset after headers", raw(`${HEAD}\r\n`, "hang up")],
      ["reset during body", raw(`${HEAD}\r\n[{"username":`, "hang up")],
    ] as const
  ).map(([name, manner]): Fault => ({ name, manner, expected: failure("unreachable", /Try again/) })),
  ...(
    [
      ["stalled before headers", () => undefined],
      ["stalled during headers", raw(HEAD, "stall")],
      ["stalled after headers", raw(`${HEAD}\r\n`, "stall")],
      ["stalled during body", raw(`${HEAD}\r\n[{"username":`, "stall")],
      ["one byte at a time", dribble],
    ] as const
  ).map(([name, manner]): Fault => ({ name, manner, slow: true, expected: failure("timedOut", /Try again/) })),
];
