import type { CDPSession, Frame, Page } from "playwright-core";
import { generateProject, startEmulator } from "../../src/emulator/server/server";
import { webviewFrames } from "../support/ui/grid";
import { addProject, project } from "../support/ui/server";
import { Workbench } from "../support/ui/workbench";
import { main, once, report, rounded } from "./measure";
import type { BenchRow } from "./measure";

const LARGE = 10_000;
const SMALL = 100;
const WAIT = 60_000;

/** Tasks that kept the frame from answering, since it was last asked. */
const OBSERVE = `
  globalThis.long = [];
  new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map(({ name, duration }) => ({ name, duration }))))
    .observe({ type: "longtask" });
`;
interface LongTask {
  /** "self", or where in the page it ran. */
  readonly name: string;
  readonly duration: number;
}

/** The window around the frame: VS Code's own. Its thread is the frame's too here, as it is not where people work. */
const AROUND = /-ancestor$/;
const TAKE = "JSON.stringify(globalThis.long.splice(0))";

/** Whether the frame has drawn what it was told: two frames later nothing is left to do. */
const DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))";

async function openUsers(vscode: Workbench, title: string, before: Frame | undefined): Promise<Frame> {
  await vscode.treeItem(title).click();
  await vscode.contextMenu(vscode.treeItem(title), "Edit", "Edit Users");
  await vscode.tab("Users.csv").and(vscode.page.locator(".active")).waitFor({ timeout: WAIT });
  const limit = Date.now() + WAIT;
  while (Date.now() < limit) {
    const grid = (await webviewFrames(vscode)).find((frame) => frame !== before);
    // Rows still come in: the first paint is over as soon as one stands there.
    const there = await grid
      ?.locator(".body .row")
      .first()
      .waitFor({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    if (grid && there) return grid;
  }
  throw new Error(`the grid of ${title} does not show`);
}

/** The browser's own count of the frame's work: the frame or one around it is a process of its own. */
async function counter(page: Page, frame: Frame | null): Promise<CDPSession> {
  const session = await page
    .context()
    .newCDPSession(frame ?? page)
    .catch(() => counter(page, frame?.parentFrame() ?? null));
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return session;
}

/** Milliseconds of processor time in all its tasks so far: other processes do not count, as they do in the tasks' length. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find((each) => each.name === "TaskDuration")?.value ?? NaN);
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Runs some work. @returns milliseconds of processor time in the busiest task of a window's main thread: the grid's, or
 * VS Code's own, which may share the thread. A task's length also counts the time in which other processes had the
 * processor.
 */
async function busiest(session: CDPSession, work: () => Promise<void>): Promise<number> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  session.on("Tracing.dataCollected", collect);
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"] },
  });
  await work();
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await complete;
  session.off("Tracing.dataCollected", collect);
  const threads = events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const main = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => ph === "X" && name.endsWith("RunTask") && main.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error("the browser tells of no tasks");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

/** What a person does in a grid, one step after the other, with the long tasks that each brought about. */
async function steps(grid: Frame, page: Page, count: number): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const session = await counter(page, grid);
  const tracing = await page.context().newCDPSession(page);
  const step = async (name: string, work: () => Promise<unknown>) => {
    const before = await worked(session);
    let ms = NaN;
    const task = await busiest(tracing, async () => {
      ms = await once(async () => {
        await work();
        await grid.evaluate(DRAWN);
      });
    });
    // The observer hears of a task a little after it ended.
    await page.waitForTimeout(300);
    const long = JSON.parse(String(await grid.evaluate(TAKE))) as LongTask[];
    const [ours, around] = [
      long.filter(({ name }) => !AROUND.test(name)),
      long.filter(({ name }) => AROUND.test(name)),
    ];
    const longest = (of: readonly LongTask[]) => rounded(Math.max(0, ...of.map(({ duration }) => duration)));
    const cpu = (await worked(session)) - before;
    rows.push({
      users: count,
      step: name,
      ms: rounded(ms),
      "CPU ms": rounded(cpu),
      "busiest task CPU ms": rounded(task),
      "over 50 ms": ours.length,
      "longest ms": longest(ours),
      "longest of VS Code's": longest(around),
    });
  };
  const text = (words: string) => grid.getByText(words).first().waitFor({ timeout: WAIT });
  const focus = () => grid.getByRole("grid").focus();
  const find = (words: string) => grid.getByRole("searchbox").fill(words);
  await grid.evaluate(OBSERVE);
  await step("rows come in", () => text(`${count} of ${count} users`));
  await focus();
  await step("change ten cells, one by one", async () => {
    const column = await grid.locator(".header .cell").allInnerTexts();
    const at = column.findIndex((title) => title.startsWith("Expiration"));
    await page.keyboard.press("Control+Home");
    for (let right = 0; right < at; right++) await page.keyboard.press("ArrowRight");
    for (let edit = 1; edit <= 10; edit++) {
      await page.keyboard.press("Enter");
      await grid.getByRole("textbox", { name: /Expiration/ }).fill("2031-01-01");
      await page.keyboard.press("Enter");
      await text(edit === 1 ? "1 change not yet in REDCap" : `${edit} changes not yet in REDCap`);
      await page.keyboard.press("ArrowDown");
    }
  });
  await step("scroll", async () => {
    await grid.locator(".body").first().hover();
    for (let turn = 0; turn < 20; turn++) {
      await page.mouse.wheel(turn % 5 === 4 ? 600 : 0, 2000);
      await grid.evaluate(DRAWN);
    }
  });
  await step("go to the end", async () => {
    await page.keyboard.press("Control+End");
    await grid.getByText(`user${String(count - 1).padStart(5, "0")}`, { exact: true }).waitFor({ timeout: WAIT });
  });
  await step("filter", async () => {
    await find("user0009");
    await text(`10 of ${count} users`);
  });
  await focus();
  await step("assign to ten", async () => {
    await page.keyboard.press("Control+Home");
    await setExpiration(grid, page, 10, "2031-01-01");
    await text("10 changes not yet in REDCap");
  });
  await step("show all", async () => {
    await find("");
    await text(`${count} of ${count} users`);
  });
  await focus();
  await step("select all", async () => {
    await page.keyboard.press("Control+a");
    await text(`${count} selected`);
  });
  await step("assign to all", async () => {
    await setExpiration(grid, page, count, "2031-12-31");
    await text(`${count} changes not yet in REDCap`);
  });
  return rows;
}

async function setExpiration(grid: Frame, page: Page, count: number, day: string): Promise<void> {
  await grid.getByRole("grid").focus();
  await page.keyboard.press("Control+a");
  await grid.getByText(`${count} selected`).first().waitFor({ timeout: WAIT });
  await grid.getByRole("button", { name: "Set…" }).click();
  await grid.getByRole("option", { name: "Expiration" }).click();
  await grid.getByRole("textbox", { name: `Set Expiration for ${count} selected` }).fill(day);
  await page.keyboard.press("Enter");
}

main(async () => {
  const emulator = await startEmulator({
    projects: [
      generateProject({ users: SMALL, instruments: 30, title: "Small Study", projectId: 41 }),
      generateProject({ users: LARGE, instruments: 30, title: "Large Registry", projectId: 42 }),
    ],
  });
  const vscode = await Workbench.launch();
  try {
    await addProject(vscode, emulator, project(emulator, /Small/));
    await addProject(vscode, emulator, project(emulator, /Large/));
    const rows: BenchRow[] = [];
    let grid: Frame | undefined;
    for (const [title, count] of [
      ["Small Study", SMALL],
      ["Large Registry", LARGE],
    ] as const) {
      grid = await openUsers(vscode, title, grid);
      rows.push(...(await steps(grid, vscode.page, count)));
    }
    report({
      name: "grid",
      note: "Tasks over 50 ms in the grid's frame after its first paint, and apart from them those of the window around it, which shares the thread; times include the driver.",
      rows,
    });
  } finally {
    await vscode.close();
    await emulator.close();
  }
});
