import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateFiles } from "../../../src/platform/privateFiles";

const LIMITS = "limits";

/** What the extension keeps on a computer: drafts, journal, and the requests that were made. */
export class Kept {
  private readonly root = mkdtempSync(join(tmpdir(), "redcap-access-kept-"));

  /** Where requests are written down; the only place that a call may write to. */
  readonly limits = join(this.root, LIMITS);

  async fill(): Promise<void> {
    const files = privateFiles(this.root);
    await files.write("drafts/pid12-1a2b3c4d/users.json", '{"text":"username,expiration\\neve,2027-01-31\\n"}');
    await files.write("journal/pid12-1a2b3c4d/1.json", '{"at":1,"steps":[]}');
  }

  /** Of everything but the requests: what is there, and since when. */
  digest(): string {
    const hash = createHash("sha256");
    for (const file of this.files().filter((name) => !name.startsWith(LIMITS)))
      hash.update(`${file} ${statSync(join(this.root, file)).mtimeMs} `).update(readFileSync(join(this.root, file)));
    return hash.digest("hex");
  }

  holds(pattern: RegExp): boolean {
    return this.files().some(
      (file) => pattern.test(file) || pattern.test(readFileSync(join(this.root, file), "latin1")),
    );
  }

  forgetRequests(): void {
    rmSync(this.limits, { recursive: true, force: true });
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private files(): readonly string[] {
    const entries = readdirSync(this.root, { recursive: true, encoding: "utf8" });
    return entries.filter((entry) => statSync(join(this.root, entry)).isFile()).sort();
  }
}
