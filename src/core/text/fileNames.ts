/** Names that Windows keeps for devices, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])$/i;
/** Of one value: a long title must leave room for what tells the files of a project apart. */
const VALUE = { letters: 60, bytes: 120 };
/** Of a whole part, without extension: most systems end at 255 bytes, and writers put a number or a suffix behind. */
const STEM = { letters: 180, bytes: 180 };

/** A text from a server as one part of a path: nothing that climbs, hides, or that some system refuses. */
export function fileNamePart(text: string): string {
  return safe(text, VALUE);
}

/** Fills `${name}` places of a template; every value is made safe for a path, and the template may not climb out. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): readonly string[] {
  return template
    .split(/[\\/]+/)
    .filter((part) => part.trim() !== "" && !/^\.+$/.test(part.trim()))
    .map((part) =>
      fileNameOf(
        part.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
          Object.hasOwn(values, name) ? fileNamePart(values[name] ?? "") : whole,
        ),
      ),
    );
}

/** The path with a number before its extension. */
export function numberedPath(path: string, number: number): string {
  return path.replace(/(?:\.\w+)?$/, (extension) => `-${number}${extension}`);
}

/** The same paths, numbered where two would be one file to a system that takes upper and lower case for the same. */
export function distinctPaths(paths: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    let free = path;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = numberedPath(path, number);
    taken.add(free.toLowerCase());
    return free;
  });
}

function fileNameOf(part: string): string {
  const [extension = ""] = /\.\w{1,20}$/.exec(part) ?? [];
  const stem = part.slice(0, part.length - extension.length);
  return stem === "" ? safe(part, STEM) : safe(stem, STEM) + extension;
}

function safe(text: string, most: typeof VALUE): string {
  const clean = text
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
    .normalize("NFC")
    .replace(/[\\/:*?"<>|]+/g, "-")
    .replace(/\s+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  const allowed = RESERVED.test(clean.split(".")[0] ?? "") ? `_${clean}` : clean;
  return cut(allowed, most).replace(/[.-]+$/, "") || "project";
}

function cut(text: string, most: typeof VALUE): string {
  let { letters, bytes } = most;
  let kept = "";
  for (const letter of text) {
    bytes -= utf8Length(letter.codePointAt(0) ?? 0);
    if (--letters < 0 || bytes < 0) break;
    kept += letter;
  }
  return kept;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
