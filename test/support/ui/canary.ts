import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";

/** Runs in every frame before its own scripts and keeps what is posted to it. */
const RECORDER = `
  window.__received = [];
  window.addEventListener("message", (event) => {
    try { window.__received.push(JSON.stringify(event.data)); } catch { /* ports and the like are not text */ }
  });
`;

/**
 * Looks for words that must stay secret (API tokens) wherever a run leaves something: files of the host and of the
 * browser, addresses, console, and messages between the extension and its webviews.
 */
export class Canary {
  private readonly words = new Set<string>();
  private readonly seen: string[] = [];
  private readonly sightings = new Set<string>();

  async attach(context: BrowserContext): Promise<void> {
    await context.addInitScript(RECORDER);
    context.on("request", (request) => this.seen.push(request.url()));
    context.on("console", (message) => this.seen.push(message.text()));
  }

  watchFor(word: string): void {
    this.words.add(word);
  }

  /** Reads what the frames have received; before a frame goes away. */
  async readFrames(context: BrowserContext): Promise<void> {
    for (const page of context.pages()) {
      this.note("address", page.url());
      for (const frame of page.frames()) {
        this.note("address", frame.url());
        const received = await frame
          .evaluate("JSON.stringify(window.__received ?? [])")
          .catch(() => "[]")
          .then(String);
        this.note("webview message", received);
      }
    }
  }

  /** Every place that shows a word, as text for a failure. Call when host and browser have ended. */
  async search(folders: readonly string[]): Promise<readonly string[]> {
    for (const text of this.seen) this.note("address or console", text);
    for (const folder of folders) await this.searchFolder(folder);
    return [...this.sightings];
  }

  private async searchFolder(folder: string): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      this.note(path, bytes.toString("latin1"));
      // Chromium keeps strings with other letters as UTF-16.
      this.note(path, bytes.toString("utf16le"));
    }
  }

  private note(where: string, text: string): void {
    const lower = text.toLowerCase();
    for (const word of this.words) if (lower.includes(word.toLowerCase())) this.sightings.add(where);
  }
}
