/** How the text of a document is read. */
export function formatOf({ languageId }: { readonly languageId: string }): "csv" | "json" {
  return languageId === "json" ? "json" : "csv";
}
