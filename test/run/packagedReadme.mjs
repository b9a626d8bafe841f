/**
 * README as it is packaged while package.json names no repository. On an extension's page VS Code draws pictures by
 * https only, neither files of the package nor data in the page, and opens no files beside it: pictures would be broken
 * and links lead nowhere. So the ones are left out, and the others become plain words.
 */
export function packagedReadme(text, packaged) {
  return text
    .replace(/^!\[[^\]]*\]\((?!https:)[^)\s]+\)\n\n/gm, "")
    .replace(/(?<!!)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, words, target) =>
      /^(https?:|#)/.test(target) || packaged.includes(target) ? whole : words,
    );
}
