/**
 * The number that imports and deletes answer: bare digits in every format, in whole numbers that a program made decimal too; record imports wrap it in XML, which is
 * accepted too. A list means that nothing was imported, and `{"success": true}` says nothing about how much: both undefined.
 */
export function countIn(text: string): number | undefined {
  const digits = /^\s*(?:"?(\d+)(?:\.0+)?"?|(?:<\?xml[^>]*\?>\s*)?<(\w+)>\s*(\d+)\s*<\/\2>)\s*$/.exec(text);
  const found = digits?.[1] ?? digits?.[3];
  return found === undefined ? undefined : Number(found);
}
