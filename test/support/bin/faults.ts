import { FAULTS, Matrix } from "../faults/cells";
import type { Cell } from "../faults/cells";
import { METHODS } from "../faults/methods";

const ADAPTERS = ["undici", "fetch"] as const;

/** Every API method against every fault, as a table: what holds is a dot, what does not is named below. */
async function main(): Promise<void> {
  const widest = Math.max(...FAULTS.map(({ name }) => name.length));
  const totals = { held: 0, failed: 0 };
  const complaints: string[] = [];
  for (const adapter of ADAPTERS) {
    const matrix = await Matrix.open(adapter);
    print(`\n${adapter}\n${METHODS.map(({ name }, at) => `${String(at + 1).padStart(4)} ${name}`).join("\n")}\n`);
    print(`${" ".repeat(widest)} ${METHODS.map((_, at) => String(at + 1).padStart(3)).join("")}`);
    for (const fault of FAULTS) {
      const cells = await matrix.row(fault);
      const of = (method: Cell["method"]) => cells.find((cell) => cell.method === method);
      print(`${fault.name.padEnd(widest)} ${METHODS.map((method) => mark(of(method)).padStart(3)).join("")}`);
      for (const { method, complaints: found } of cells) {
        totals[found.length > 0 ? "failed" : "held"] += 1;
        complaints.push(...found.map((complaint) => `${adapter}, ${fault.name}, ${method.name}: ${complaint}`));
      }
    }
    await matrix.close();
  }
  const size = `${METHODS.length} methods, ${FAULTS.length} faults, ${ADAPTERS.length} adapters`;
  print(`\n. holds   X fails   (blank: cannot happen)\n${complaints.join("\n")}`);
  print(`${size}: ${totals.held + totals.failed} cells, ${totals.held} hold, ${totals.failed} fail`);
  if (totals.failed > 0) process.exitCode = 1;
}

function mark(cell: Cell | undefined): string {
  return !cell ? "" : cell.complaints.length > 0 ? "X" : ".";
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
