import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Frame } from "playwright-core";

/** Runs in every frame before its own scripts and keeps what is posted to it. */
const RECORDER = `
  window.__received = [];
  window.addEventListener("message", (event) => {
    try { window.__received.push(JSON.stringify(event.data)); } catch { /* ports and the like are not text */ }
  });
`;

/** What a frame shows, and what stands in its boxes; those for passwords show dots. */
const SHOWN = `document.documentElement.outerHTML + [...document.querySelectorAll("input:not([type=password]), textarea")]
  .map(({ value }) => value).join("\\n")`;

/** Of all emulated servers that a window may come to know, in every notation. */
const WORDS = new Map<string, readonly Buffer[]>();

/** Every window looks for these words from now on. */
export function watchEverywhere(words: readonly string[]): void {
  for (const word of words) WORDS.set(word, notationsOf(word));
}

/**
 * Looks for words that must stay secret (API tokens) wherever a run leaves something: files of the host and of the
 * browser (user data, extension storage, workspace, logs, profile), pages as they show, addresses, console, messages
 * between the extension and its webviews, and what is sent to other servers.
 */
export class Canary {
  private readonly seen: (readonly [where: string, text: string])[] = [];
  private readonly sightings = new Set<string>();

  async attach(context: BrowserContext): Promise<void> {
    await context.addInitScript(RECORDER);
    context.on("request", (request) => {
      this.seen.push(["address", request.url()]);
      this.seen.push(["request", `${JSON.stringify(request.headers())}${request.postData() ?? ""}`]);
    });
    context.on("console", (message) => this.seen.push(["console", message.text()]));
  }

  watchFor(word: string): void {
    watchEverywhere([word]);
  }

  /** Reads what the frames show and have received; with every picture, and before a frame goes away. */
  async readFrames(context: BrowserContext): Promise<void> {
    for (const page of context.pages()) {
      for (const frame of page.frames()) {
        this.note("address", frame.url());
        this.note("webview message", await readFrame(frame, "JSON.stringify(window.__received ?? [])"));
        this.note("page", await readFrame(frame, SHOWN));
      }
    }
  }

  /** Every place that shows a word, as text for a failure. Call when host and browser have ended. */
  async search(folders: readonly string[]): Promise<readonly string[]> {
    for (const [where, text] of this.seen) this.note(where, text);
    for (const folder of folders) await this.searchFolder(folder);
    // The next window has servers of its own.
    WORDS.clear();
    return [...this.sightings];
  }

  private async searchFolder(folder: string): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      // A file of a host that ends may go meanwhile.
      const gone = (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? "" : Promise.reject(error));
      this.note(path, await readFile(path).catch(gone));
    }
  }

  private note(where: string, found: unknown): void {
    const bytes = Buffer.isBuffer(found) ? found : Buffer.from(String(found));
    for (const notations of WORDS.values())
      if (notations.some((each) => bytes.includes(each))) this.sightings.add(where);
  }
}

/** What a frame says of itself. One that has gone shows nothing: undefined; one that cannot be read may. */
export async function readFrame(frame: Frame, what: string): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    try {
      return await frame.evaluate(what);
    } catch (error) {
      if (frame.isDetached()) return undefined;
      // Its document may be replaced at this moment.
      if (tries === 3) throw error;
    }
  }
}

/** Large and small, as bytes and as the UTF-16 in which Chromium keeps some strings, and within Base64. */
function notationsOf(word: string): readonly Buffer[] {
  return [word.toUpperCase(), word.toLowerCase()].flatMap((written) => [
    Buffer.from(written),
    Buffer.from(written, "utf16le"),
    ...[0, 1, 2].map((shift) => Buffer.from(packedCore(written, shift))),
  ]);
}

/** What Base64 makes of a word, whatever stands around it. */
function packedCore(word: string, shift: number): string {
  const packed = Buffer.from(`${" ".repeat(shift)}${word}   `).toString("base64");
  return packed.slice(4, Math.floor((4 * (shift + word.length)) / 3) - 1);
}
