import { ADAPTERS } from "../faults/adapters";
import { complaintsOf, FAULTS, Matrix } from "../faults/cells";
import type { Cell } from "../faults/cells";
import { METHODS } from "../faults/methods";

/** Every API method against every fault, as a table: what holds is a dot, what does not is named below. */
async function main(): Promise<void> {
  const widest = Math.max(...FAULTS.map(({ name }) => name.length));
  const totals = { held: 0, failed: 0 };
  const complaints: string[] = [];
  for (const adapter of ADAPTERS) {
    const matrix = await Matrix.open(adapter);
    print(`\n${adapter.name}\n${METHODS.map(({ name }, at) => `${String(at + 1).padStart(4)} ${name}`).join("\n")}\n`);
    print(`${" ".repeat(widest)} ${METHODS.map((_, at) => String(at + 1).padStart(3)).join("")}`);
    for (const fault of FAULTS) {
      const cells = await matrix.row(fault);
      const of = (method: Cell["method"]) => cells.find((cell) => cell.method === method);
      print(`${fault.name.padEnd(widest)} ${METHODS.map((method) => mark(of(method)).padStart(3)).join("")}`);
      const failed = cells.filter((cell) => cell.complaints.length > 0);
      totals.failed += failed.length;
      totals.held += cells.length - failed.length;
      complaints.push(...complaintsOf(failed).map((complaint) => `${adapter.name}: ${complaint}`));
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
