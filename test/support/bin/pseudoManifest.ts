import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pseudo } from "../../../src/core/text/languageOf";

const LINK = /(\[[^\]]*\]\([^)]*\))/;

/** VS Code makes a piece of its own of each line and of each link. */
function inPieces(text: string): string {
  return text
    .split("\n")
    .map((line) => line.split(LINK).map(inPseudo).join(""))
    .join("\n");
}

function inPseudo(piece: string): string {
  const [, label, target = ""] = /^\[([^\]]*)\](\(.*\))$/.exec(piece) ?? [];
  if (label !== undefined) return `[${pseudo(label)}]${target}`;
  return /\p{L}{2}/u.test(piece) ? pseudo(piece) : piece;
}

/** Writes the texts of a manifest in the pseudo language into another folder. */
const [, , file = "", folder = ""] = process.argv;
const texts = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;
const written = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, inPieces(text)]));
writeFileSync(join(folder, basename(file)), JSON.stringify(written));
