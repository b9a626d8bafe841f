import { randomBytes } from "node:crypto";

const SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Numbers and names that the server makes itself; the same seed gives the same ones. */
export class Ids {
  private nextDag = 1001;
  private nextProject = 101;

  constructor(private state: number) {}

  /** `U-` and 10 letters or digits, the first three or four of them digits, as every recorded id has it. */
  roleId(taken: { has(id: string): boolean }): string {
    for (;;) {
      const digits = String(100 + this.below(900)) + (this.below(2) ? String(this.below(10)) : "");
      const rest = Array.from({ length: 10 - digits.length }, () => SYMBOLS[this.below(SYMBOLS.length)]);
      const id = `U-${digits}${rest.join("")}`;
      if (!taken.has(id)) return id;
    }
  }

  dagId(): number {
    return this.nextDag++;
  }

  projectId(taken: { has(id: number): boolean }): number {
    while (taken.has(this.nextProject)) this.nextProject++;
    return this.nextProject++;
  }

  /** mulberry32; good enough for names that must only differ. */
  private below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
}

/** Tokens are secrets even here, so never from a seed. */
export function newToken(): string {
  return randomBytes(16).toString("hex").toUpperCase();
}
