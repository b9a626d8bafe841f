/** A `.gitignore` with the folders of these files, as lines of their own; a file at its top is ignored by its name. */
export function ignoredLines(text: string, files: readonly string[]): string {
  const there = new Set(text.split(/\r?\n/));
  const wanted = files.map((file) => {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    return `/${escaped(folder || file)}`;
  });
  const lines = [...new Set(wanted)].filter((line) => !there.has(line));
  const begin = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  return begin + lines.map((line) => `${line}\n`).join("");
}

/** Signs that mean something in a pattern. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]!# ]/g, "\\$&");
}
