/** Names that Windows keeps for devices, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const LONGEST = 60;

/** A text from a server as one part of a path: nothing that climbs, hides, or that some system refuses. */
export function fileNamePart(text: string): string {
  const clean = text
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[\\/:*?"<>|]+/g, "-")
    .replace(/\s+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[.\-\s]+|[.\-\s]+$/g, "");
  const short = [...clean]
    .slice(0, LONGEST)
    .join("")
    .replace(/[.\-\s]+$/, "");
  if (!short) return "project";
  return RESERVED.test(short.split(".")[0] ?? "") ? `_${short}` : short;
}

/** Fills `${name}` places of a template; every value is made safe for a path, and the template may not climb out. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): readonly string[] {
  return template
    .split(/[\\/]+/)
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .map((part) =>
      fileNameOf(
        part.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
          Object.hasOwn(values, name) ? fileNamePart(values[name] ?? "") : whole,
        ),
      ),
    );
}

function fileNameOf(part: string): string {
  const dot = part.lastIndexOf(".");
  return dot > 0 ? `${fileNamePart(part.slice(0, dot))}.${fileNamePart(part.slice(dot + 1))}` : fileNamePart(part);
}
