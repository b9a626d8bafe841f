/** @param packaged the files of the package, by their paths in the project */
export function packagedReadme(text: string, packaged: readonly string[]): string;
