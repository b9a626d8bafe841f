import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { HammerOptions, Hammered } from "../../../support/bin/hammer";
import { HostLimiter } from "../../../../src/net/rate/limiter";
import { SharedRateLog } from "../../../../src/net/rate/sharedRateLog";
import type { StopReason } from "../../../../src/net/rate/ledger";
import { startServer } from "../../../support/faults/methods";

const RATE = { maxInFlight: 4, maxPerMinute: 3 };
const HOST = "redcap.example.edu";
const MINUTE = 60_000;
/** A minute, and what a request may take from being written down to being sent. */
const WINDOW = MINUTE + 250;
const HOUR = 60 * MINUTE;

describe("the windows of one computer", () => {
  let folder: string;
  let now: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "limits-"));
    now = 10 * HOUR + 30 * MINUTE;
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A window; its waits are over at once and move everybody's clock. */
  function open(rate = RATE, host = HOST, onWait: () => void = () => undefined) {
    const waits: number[] = [];
    const broken: unknown[] = [];
    const stops: (readonly [StopReason, number])[] = [];
    const clock = {
      now: () => now,
      wait: (ms: number) => Promise.resolve(void (waits.push(Math.floor(ms)), (now += Math.ceil(ms)), onWait())),
    };
    const log = new SharedRateLog({ folder, host, now: () => now });
    const limiter = new HostLimiter(() => rate, clock, {
      log,
      onLogBroken: (error) => broken.push(error),
      onStop: (...stop) => stops.push(stop),
    });
    const ask = async (times = 1) => {
      for (let each = 0; each < times; each++) await limiter.run(() => Promise.resolve());
    };
    return { limiter, waits, broken, stops, ask };
  }
  const files = () => readdirSync(folder).map((name) => join(folder, name));
  const text = () =>
    files()
      .map((file) => readFileSync(file, "latin1"))
      .join("");

  it("count their requests to a host together", async () => {
    const [one, other] = [open(), open()];
    await one.ask(2);
    await other.ask();
    await other.ask();
    assert.deepEqual([one.waits, other.waits], [[], [WINDOW]]);
  });

  it("count for each host of its own", async () => {
    await open().ask(3);
    const other = open(RATE, "elsewhere.example.edu");
    await other.ask(3);
    assert.deepEqual(other.waits, []);
  });

  it("share the places of requests in flight, and get them back when a request ends", async () => {
    const rate = { maxInFlight: 1, maxPerMinute: 100 };
    let finish: () => void = () => undefined;
    // The first ends while the second waits.
    const [one, other] = [open(rate), open(rate, HOST, () => finish())];
    const first = one.limiter.run(() => new Promise<void>((done) => (finish = done)));
    const began = now;
    await Promise.all([first, other.ask()]);
    assert.ok(other.waits.length > 0, "the other window waits");
    assert.ok(now - began < 10_000, "and goes on when the first is done");
  });

  it("leave a host alone that one of them was told to, for hours too, and each learns why", async () => {
    const [one, other] = [open(), open()];
    one.limiter.stop(3 * HOUR, "429");
    await assert.rejects(other.ask(), { name: "HostStopped", reason: "429", ms: 3 * HOUR });
    now += 2 * HOUR;
    await assert.rejects(open().ask(), { name: "HostStopped", ms: HOUR });
    now += HOUR;
    await other.ask();
    assert.deepEqual([one.stops, other.stops], [[["429", 3 * HOUR]], [["429", 3 * HOUR]]]);
  });

  it("write down neither server nor anything personal, for nobody else to read", async () => {
    await open().ask(2);
    assert.match(text(), /^(?:\n(?:\+ \d+\.[0-9a-f]{8}\.\d+ \d+|- \d+\.[0-9a-f]{8}\.\d+)\n)+$/);
    for (const file of files()) {
      assert.match(file, /[0-9a-f]{16}(?:-stops)?-\d+\.1\.log$/);
      if (process.platform !== "win32") assert.equal(statSync(file).mode & 0o777, 0o600);
    }
  });

  it("get over one that broke down in the middle of a line or of a request", async () => {
    await open().ask();
    const dead = "999999999.deadbeef";
    const [file = ""] = files().slice(-1);
    appendFileSync(file, [1, 2, 3, 4].map((each) => `\n+ ${dead}.${each} ${now - WINDOW}\n`).join("") + "\n+ 12.ab");
    const window = open();
    await window.ask(2);
    assert.deepEqual([window.waits, window.broken], [[], []]);
    await window.ask();
    assert.deepEqual(window.waits, [WINDOW], "the request before the break still counts");
  });

  it("get over a log that is emptied or deleted under them", async () => {
    const window = open();
    await window.ask(2);
    for (const file of files()) truncateSync(file);
    await window.ask();
    for (const file of files()) rmSync(file);
    await window.ask();
    assert.deepEqual([window.waits, window.broken], [[WINDOW], []], "what it knows already still counts");
    const other = open();
    await other.ask(2);
    assert.deepEqual(other.waits, []);
  });

  it("begin a new file every hour, count over the change and delete what is old", async () => {
    now = 11 * HOUR - 1;
    const window = open();
    await window.ask(2);
    const old = join(folder, "0123456789abcdef-1.1.log");
    writeFileSync(old, "");
    utimesSync(old, 0, 0);
    now += 2;
    await open().ask();
    await window.ask();
    assert.deepEqual([window.waits, files().includes(old)], [[WINDOW - 2], false]);
    now += HOUR;
    await open().ask();
    assert.equal(new Set(files()).size >= 3, true);
  });

  it("wait a minute at most when the clock was set back", async () => {
    await open().ask(3);
    now -= 5 * MINUTE;
    const window = open();
    await window.ask();
    assert.deepEqual(window.waits, [WINDOW]);
  });

  it("keep to an eighth of the rate each when the folder cannot be used, and say so once", async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "a file where the folder should be");
    const rate = { maxInFlight: 8, maxPerMinute: 300 };
    const windows = [1, 2, 3].map(() => open(rate));
    for (const { ask, broken, waits } of windows) {
      await ask(37);
      assert.deepEqual([broken.length, waits], [1, []]);
    }
    const [one] = windows;
    await one?.ask();
    assert.deepEqual([one?.broken.length, one?.waits], [1, [WINDOW]]);
  });

  it("keep to an eighth of the rate also from the moment when the folder is lost", async () => {
    const window = open({ maxInFlight: 8, maxPerMinute: 16 });
    await window.ask(1);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "a file where the folder should be");
    await window.ask(2);
    assert.deepEqual([window.broken.length, window.waits], [1, [WINDOW]]);
  });

  it("never write more for a host that wants to be left alone for ever, and leave it alone for a day", async () => {
    for (const ever of [8e15, 1e300, Infinity]) {
      const window = open(RATE, `${ever}.example.edu`);
      const before = files().length;
      window.limiter.stop(ever, "429");
      assert.ok(files().length <= before + 4, `${files().length - before} files`);
      await assert.rejects(window.ask(), { name: "HostStopped", ms: 24 * HOUR });
      assert.deepEqual(window.stops, [["429", 24 * HOUR]]);
      now += 23 * HOUR;
      await assert.rejects(open(RATE, `${ever}.example.edu`).ask(), { name: "HostStopped", ms: HOUR });
      now += HOUR;
      await open(RATE, `${ever}.example.edu`).ask();
    }
  });

  it("take no number for more than it may be, whoever wrote it into the files", async () => {
    await open().ask();
    for (const file of files())
      appendFileSync(
        file,
        `\n! ${"9".repeat(400)} ${"9".repeat(400)} ban\n+ 0.ab.1 ${"9".repeat(400)}\n+ ${"9".repeat(40)}.ab.2 5\n`,
      );
    await assert.rejects(open().ask(), { name: "HostStopped", reason: "ban", ms: 24 * HOUR });
  });
});

describe("three processes that hammer one server", () => {
  it("stay together at the limits", async function () {
    this.timeout(30_000);
    const folder = mkdtempSync(join(tmpdir(), "limits-"));
    const server = await startServer();
    const options: HammerOptions = {
      folder,
      url: server.url,
      token: server.projects[0]?.token ?? "",
      requests: 40,
      windowMs: 1_000,
      rate: { maxInFlight: 4, maxPerMinute: 50 },
    };
    const children = [1, 2, 3].map(() => fork(resolve("out/test/support/bin/hammer.js"), [JSON.stringify(options)]));
    const reports = await Promise.all(children.map(async (child) => ((await once(child, "message")) as [Hammered])[0]));
    await server.close();
    rmSync(folder, { recursive: true });
    assert.deepEqual(
      reports.map(({ broken }) => broken),
      [[], [], []],
    );
    const spans = reports.flatMap((report) => report.spans);
    assert.equal(spans.length, 120);
    for (const { from } of spans) {
      const started = spans.filter((other) => other.from >= from && other.from < from + options.windowMs);
      assert.ok(started.length <= 52, `${started.length} requests within a window`);
      const running = spans.filter((other) => other.from <= from && other.to > from);
      assert.ok(running.length <= 6, `${running.length} requests at a time`);
    }
  });
});
