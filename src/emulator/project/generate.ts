import type { ProjectSeed, RoleSeed, UserSeed } from "./seed";

export interface GenerateOptions {
  readonly users: number;
  readonly instruments: number;
  readonly roles?: number;
  readonly dags?: number;
  readonly title?: string;
  readonly projectId?: number;
}

/** A project of any size, the same each time: for measuring, and for tests that need many rows. */
export function generateProject(options: GenerateOptions): ProjectSeed {
  const { users, instruments, roles = 6, dags = 4 } = options;
  const dagNames = numbered(dags, (number) => `Site ${number}`);
  const roleSeeds = numbered(roles, (number): RoleSeed => ({
    label: `Role ${number}`,
    rights: ["reports", "calendar", number % 2 ? "record_create" : "stats_and_charts"],
    forms: 128 + (number % 3),
    formsExport: number % 4,
  }));
  const people = numbered(users - 1, (number): UserSeed => {
    const dag = dagNames[number % (dags + 1)];
    const role = roleSeeds[number % (roles + 1)]?.label;
    return {
      username: `user${String(number).padStart(5, "0")}`,
      firstname: "Person",
      lastname: `Number ${number}`,
      email: `user${number}@example.org`,
      rights: ["reports"],
      forms: 129,
      formsExport: 2,
      ...(dag ? { dag } : {}),
      ...(role ? { role } : {}),
    };
  });
  return {
    title: options.title ?? `Generated: ${users} users, ${instruments} instruments`,
    ...(options.projectId === undefined ? {} : { projectId: options.projectId }),
    owner: "owner",
    instruments: numbered(instruments, (number) => ({ name: `form_${number}`, label: `Form ${number}` })),
    dags: dagNames,
    roles: roleSeeds,
    users: [{ username: "owner", rights: ["*"], forms: 154, formsExport: 1 }, ...people],
  };
}

function numbered<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => make(index + 1));
}
