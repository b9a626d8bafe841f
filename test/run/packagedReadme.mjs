import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * README as it is packaged while package.json names no repository to load pictures from. VS Code shows only pictures by
 * https or within the page, so they go into it; links to other files of the project, which the package does not hold,
 * become plain words.
 */
export function packagedReadme(path, packaged) {
  const folder = dirname(path);
  return readFileSync(path, "utf8").replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, picture, words, target) => {
    if (/^(https?:|#)/.test(target)) return whole;
    if (!picture) return packaged.includes(target) ? whole : words;
    if (!target.endsWith(".png")) throw new Error(`VS Code shows no such picture in a README: ${target}`);
    return `![${words}](data:image/png;base64,${readFileSync(join(folder, target)).toString("base64")})`;
  });
}
