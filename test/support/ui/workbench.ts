/**
 * Drives a real VS Code in headless Chromium. In a `*.ui.test.ts`:
 *
 *   const vscode = useWorkbench();                     // one host per file, the packaged .vsix installed
 *   it("…", async () => {
 *     await vscode().runCommand("REDCap: Open Sample Project");
 *     await vscode().treeItem("Users").click();
 *     await vscode().screenshot("tree-users");         // test-results/screens/<version>/tree-users.png
 *   });
 *
 * `useWorkbench` fails a test on unexpected console errors and keeps a picture and the page's text of a failed one.
 */
import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { Canary } from "./canary";
import { clickUntil, SLOW, standsStill } from "./click";
import { unexpected } from "./consoleHealth";
import { startVsCode, VERSION } from "./startVsCode";
import type { Host, WorkbenchOptions } from "./startVsCode";
import { CHROMIUM_FLAGS, ensureChromium } from "../hosts/chromium.mjs";
import { soon, until } from "../until";

const RESULTS = resolve("test-results");
const SIZE = { width: 1280, height: 800 };
const WAIT = 25_000;

const TOAST = ".notifications-toasts .notification-list-item";

export class Workbench {
  private constructor(
    readonly page: Page,
    readonly folder: string,
    readonly userData: string,
    private readonly context: BrowserContext,
    private readonly host: Host,
    private readonly scratch: string,
    readonly console: string[],
    /** Addresses outside the workbench's own server that the page asked for. */
    readonly foreign: string[],
    /** Finds tokens where none may be. */
    readonly canary: Canary,
  ) {}

  static async launch(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { scratch, folder, userData, host } = await startVsCode(options);
    const context = await chromium.launchPersistentContext(join(scratch, "browser"), {
      executablePath: ensureChromium(),
      args: CHROMIUM_FLAGS,
      headless: options.headless ?? true,
      viewport: options.headless === false ? null : SIZE,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const canary = new Canary();
    await canary.attach(context);
    const page = context.pages()[0] ?? (await context.newPage());
    const messages: string[] = [];
    const foreign: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") messages.push(`${message.text()} ${message.location().url}`);
    });
    page.on("request", (request) => {
      const { origin, hostname } = new URL(request.url());
      // A service worker answers for webview resources: that host is never asked.
      const ours = host.url.startsWith(origin) || hostname.endsWith(".vscode-resource.vscode-cdn.net");
      if (/^https?:/.test(request.url()) && !ours) foreign.push(origin);
    });
    const workbench = new Workbench(page, folder, userData, context, host, scratch, messages, foreign, canary);
    await page.goto(`${host.url}?folder=${encodeURIComponent(folder)}`);
    await page.locator(".activitybar a[aria-label^='REDCap']").waitFor({ timeout: 60_000 });
    return workbench;
  }

  /** Error messages that this test brings about: the workbench writes to the console what it shows. */
  readonly foreseen: string[] = [];

  /** @throws when a secret was found in what the run left: user data, storage, logs, workspace, browser profile. */
  async close(): Promise<void> {
    await this.canary.readFrames(this.context);
    await this.context.close();
    await this.host.stop();
    const found = await this.canary.search([this.scratch]);
    // The host writes its last files while it ends.
    await rm(this.scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    if (found.length > 0) throw new Error(`a token was left in ${found.join(", ")}`);
    if (this.foreign.length > 0) throw new Error(`asked of other servers: ${this.foreign.join(", ")}`);
  }

  /** Ends the extension host in the middle of whatever it does, as a crash does. */
  killExtensionHost(): void {
    const killed = this.host.killExtensionHosts();
    if (killed !== 1) throw new Error(`${killed} extension hosts were running`);
  }

  /** A new window on the same folder; what was only in the memory of the old one is gone. */
  async reload(): Promise<void> {
    await this.canary.readFrames(this.context);
    await this.page.reload();
    await this.page.locator(".activitybar a[aria-label^='REDCap']").waitFor({ timeout: 60_000 });
  }

  /** Where a browser finds this VS Code. */
  get address(): string {
    return this.page.url();
  }

  async closedByPerson(): Promise<void> {
    await this.page.waitForEvent("close", { timeout: 0 });
  }

  // --- palette, quick picks, input boxes -----------------------------------------------------------------------------

  get quickInput(): Locator {
    return this.page.locator(".quick-input-widget:visible");
  }

  /**
   * Runs a command by the title that the palette shows, e.g. "REDCap: Filter…". The palette fills late after a start, and
   * closes when something takes the focus: it is opened until the command has been clicked in it.
   */
  async runCommand(title: string): Promise<void> {
    const box = this.quickInput.locator("input[type=text]").first();
    const row = this.quickInput.locator(".monaco-list-row").filter({ hasText: title }).first();
    const isPalette = async () =>
      (await box.isVisible()) && (await box.inputValue({ timeout: SLOW }).catch(() => "")).startsWith(">");
    const runs = async () => {
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("F1");
      await box.fill(`>${title}`, { timeout: SLOW });
      await row.click({ timeout: SLOW });
      return await soon(async () => !(await isPalette()), SLOW);
    };
    await until(`the palette runs "${title}"`, () => runs().catch(() => false), 2 * WAIT);
  }

  /** Chooses a row of the open quick pick by its visible text. */
  async choose(text: string | RegExp): Promise<void> {
    const row = this.quickInput.locator(".monaco-list-row").filter({ hasText: text }).first();
    await row.waitFor({ timeout: WAIT });
    const words = async () => await this.quickInput.innerText({ timeout: SLOW }).catch(() => "");
    const before = await words();
    const busy = this.quickInput.locator(".monaco-progress-container.active");
    await clickUntil(
      `the list takes ${String(text)}`,
      row,
      async () => (await words()) !== before || (await busy.isVisible()),
    );
  }

  /** Rows of the open quick pick. */
  async choices(): Promise<string[]> {
    await this.quickInput.locator(".monaco-list-row").first().waitFor({ timeout: WAIT });
    return await this.quickInput.locator(".monaco-list-row").allInnerTexts();
  }

  /** Types into the open input box or quick pick; Enter unless `enter: false`. */
  async type(text: string, { enter = true } = {}): Promise<void> {
    const box = this.quickInput.locator("input:not([type=checkbox])").first();
    await box.waitFor({ timeout: WAIT });
    await box.fill(text);
    if (enter) await box.press("Enter");
  }

  /** Presses Enter in the last step of a quick input. */
  async accept(): Promise<void> {
    await this.quickInput.locator("input:not([type=checkbox])").first().press("Enter");
    await this.quickInput.waitFor({ state: "hidden", timeout: WAIT });
  }

  /** Waits until the title of the quick input holds the text (multi-step inputs change it). */
  async quickTitle(text: string | RegExp): Promise<void> {
    await this.quickInput.locator(".quick-input-title").filter({ hasText: text }).waitFor({ timeout: WAIT });
  }

  // --- side bar ------------------------------------------------------------------------------------------------------

  async showProjects(): Promise<void> {
    const tab = this.page.locator(".activitybar .action-item a[aria-label^='REDCap']").first();
    await tab.waitFor({ timeout: WAIT });
    if (!(await this.page.locator(".sidebar .composite.title", { hasText: /REDCap/i }).isVisible()))
      // The number of changes lies over it.
      await tab.click({ force: true });
  }

  get tree(): Locator {
    return this.page.locator(".sidebar .pane-body .monaco-list");
  }

  /** A row of our tree by its visible text (label and description). */
  treeItem(text: string | RegExp): Locator {
    return this.page.locator(".sidebar .monaco-list-row").filter({ hasText: text }).first();
  }

  /** Waits until the tree has gone to the row: before that, its focus would go there out of whatever comes next. */
  async revealed(text: string | RegExp): Promise<void> {
    const row = this.page.locator(".sidebar .monaco-list:focus-within .monaco-list-row.focused");
    await row.filter({ hasText: text }).waitFor({ timeout: WAIT });
  }

  async expand(text: string | RegExp): Promise<void> {
    await this.toggle(text, "true");
  }

  async collapse(text: string | RegExp): Promise<void> {
    await this.toggle(text, "false");
  }

  /** Clicks until it holds: a row that is being repainted may miss the click. */
  private async toggle(text: string | RegExp, expanded: "true" | "false"): Promise<void> {
    const row = this.treeItem(text);
    if (!(await row.isVisible())) {
      // Rows far from the window do not exist; what has members stands at the top.
      await this.tree.first().hover();
      await this.page.mouse.wheel(0, -100_000);
    }
    await row.waitFor({ timeout: WAIT });
    const wanted = row.and(this.page.locator(`[aria-expanded=${expanded}]`));
    await until(`the row ${String(text)} ${expanded === "true" ? "opens" : "closes"}`, async () => {
      if (await wanted.isVisible()) return true;
      await standsStill(this.tree.first());
      await row.locator(".monaco-tl-twistie").click();
      return await soon(() => wanted.isVisible(), SLOW);
    });
  }

  /** Selects several rows; a click may open a row, and the others move. The first click takes back what was selected. */
  async selectRows(first: string, ...others: readonly string[]): Promise<void> {
    const names = [first, ...others];
    await until(`${names.join(", ")} are selected`, async () => {
      for (const name of names) {
        await standsStill(this.tree.first());
        await this.treeItem(name).click(name === first ? {} : { modifiers: ["ControlOrMeta"] });
      }
      await standsStill(this.tree.first());
      const selected = names.map((name) => this.treeItem(name).and(this.page.locator("[aria-selected=true]")));
      return (await Promise.all(selected.map((row) => row.isVisible()))).every(Boolean);
    });
  }

  /** Runs an entry of a tree row's context menu; `submenu` first when given. */
  async contextMenu(row: Locator, ...path: string[]): Promise<void> {
    await this.inMenu(row, `the menu offers ${path.join(" › ")}`, () => this.walkMenu(path));
    await this.menu.waitFor({ state: "hidden", timeout: WAIT });
  }

  /** What the context menu of a tree row offers. */
  async menuEntries(row: Locator): Promise<readonly string[]> {
    let entries: readonly string[] = [];
    await this.inMenu(row, "the menu is read", async () => {
      await this.menu.waitFor({ timeout: SLOW });
      entries = await this.menu.locator(".action-label:not(.separator)").allInnerTexts();
      await this.page.keyboard.press("Escape");
      await this.menu.waitFor({ state: "hidden", timeout: SLOW });
      if (entries.length === 0) throw new Error("it closed while it was read");
    });
    return entries.map((entry) => entry.trim());
  }

  private get menu(): Locator {
    return this.page.locator(".monaco-menu").first();
  }

  /** A row that is repainted closes its menu: it is opened until the work in it succeeds. */
  private async inMenu(row: Locator, what: string, work: () => Promise<void>): Promise<void> {
    await until(what, async () => {
      // Where no menu is open, Escape would take the selection away.
      if (await this.menu.isVisible()) await this.page.keyboard.press("Escape");
      await standsStill(this.tree.first());
      await row.click({ button: "right", timeout: WAIT });
      return await work().then(
        () => true,
        () => false,
      );
    });
  }

  /** Enter runs the entry under the mouse: a click right after the menu has opened counts for the one that opened it. */
  private async walkMenu(path: readonly string[]): Promise<void> {
    for (const label of path) {
      const item = this.page.locator(".monaco-menu .action-item").filter({ hasText: label }).last();
      await item.hover({ timeout: SLOW });
      await item.and(this.page.locator(".focused")).waitFor({ timeout: SLOW });
      await this.page.keyboard.press("Enter");
    }
  }

  // --- messages ------------------------------------------------------------------------------------------------------

  notification(text: string | RegExp): Locator {
    return this.page.locator(TOAST).filter({ hasText: text }).first();
  }

  /** Waits for a notification and presses one of its buttons when named. */
  async answerNotification(text: string | RegExp, button?: string): Promise<void> {
    const toast = this.notification(text);
    await toast.waitFor({ timeout: WAIT });
    if (button) {
      const shown = this.page.locator(TOAST).filter({ hasText: text });
      const before = await shown.count();
      await toast.hover();
      await toast.locator(".monaco-button").filter({ hasText: button }).first().click();
      await until(`the message "${String(text)}" goes`, async () => (await shown.count()) < before);
    }
  }

  async dismiss(text: string | RegExp): Promise<void> {
    const toast = this.notification(text);
    await toast.hover();
    await toast.locator(".codicon-notifications-clear, .codicon-close").first().click();
    await toast.waitFor({ state: "detached" });
  }

  async clearNotifications(): Promise<void> {
    await this.runCommand("Notifications: Clear All Notifications");
    await this.page.locator(TOAST).first().waitFor({ state: "detached" });
  }

  get modal(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  /** Presses a button of the dialog and waits until the dialog has gone; the dialog's text. */
  async answerModal(button: string | RegExp): Promise<string> {
    const wanted = this.modal.locator(".monaco-button").filter({ hasText: button }).first();
    await wanted.waitFor({ timeout: WAIT });
    const text = await this.modal.innerText();
    await wanted.click();
    await until(
      `the dialog goes after ${String(button)}`,
      // Another may follow at once.
      async () => (await this.modal.innerText({ timeout: 1000 }).catch(() => "")) !== text,
    );
    return text;
  }

  // --- editors -------------------------------------------------------------------------------------------------------

  tab(text: string | RegExp): Locator {
    return this.page.locator(".tabs-container .tab").filter({ hasText: text }).first();
  }

  /** Text of the visible text editor, scrolled part only, once it says what it should. */
  async editorText(saying: RegExp): Promise<string> {
    const lines = this.page.locator(".editor-group-container.active .view-lines").first();
    let text = "";
    const says = async () => {
      text = (await lines.innerText({ timeout: WAIT })).replaceAll("\u00a0", " ");
      return saying.test(text);
    };
    if (!(await soon(says, WAIT))) assert.match(text, saying);
    return text;
  }

  /** @param part of the workbench, instead of all of it */
  async screenshot(name: string, part: Pick<Locator, "screenshot"> = this.page): Promise<void> {
    const folder = join(RESULTS, "screens", VERSION);
    await mkdir(folder, { recursive: true });
    await part.screenshot({ path: join(folder, `${name}.png`) });
    await this.canary.readFrames(this.context);
  }
}

/** One workbench for the tests of a file. */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  const current = () => {
    if (!workbench) throw new Error("the workbench is not running");
    return workbench;
  };
  before(async function () {
    this.timeout(120_000);
    workbench = await Workbench.launch(options);
  });
  afterEach(async function () {
    const messages = current().console.splice(0);
    if (this.currentTest?.state === "failed") {
      // The steps of a story stand in the lines after the first.
      const [title = ""] = this.currentTest.fullTitle().split("\n");
      const name = `failed-${title.replace(/[^\w]+/g, "-").slice(0, 80)}`;
      await current().screenshot(name);
      const page = await current().page.locator("body").innerText();
      const said = this.currentTest.err?.message ?? "";
      await writeFile(join(RESULTS, "screens", VERSION, `${name}.txt`), `${said}\n\n${page}`);
    }
    const foreseen = current().foreseen.splice(0);
    const bad = unexpected(messages).filter((text) => !foreseen.some((sentence) => text.includes(sentence)));
    if (bad.length > 0) throw new Error(`unexpected console errors:\n${bad.join("\n")}`);
  });
  after(async () => {
    await workbench?.close();
  });
  return current;
}
