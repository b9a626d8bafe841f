/**
 * What roles and groups of another project are called that have been imported: ids there → labels. Files of assignments
 * name the ids, and come after the roles. Kept for the session, as long as the project.
 */
export class ImportedIds {
  private readonly labels = new Map<string, ReadonlyMap<string, string>>();

  of(connection: string): ReadonlyMap<string, string> {
    return this.labels.get(connection) ?? new Map<string, string>();
  }

  /** Roles and groups come in files of their own: one adds to the other. */
  add(connection: string, ids: ReadonlyMap<string, string>): void {
    this.labels.set(connection, new Map([...this.of(connection), ...ids]));
  }

  forget(connection: string): void {
    this.labels.delete(connection);
  }
}
