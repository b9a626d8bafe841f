import { startEmulator } from "../../../src/emulator/server/server";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/server/server";
import type { ProjectSeed } from "../../../src/emulator/project/seed";

export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export type Fields = Readonly<Record<string, string>>;

/** A plain client that knows nothing of ours. */
export async function post(url: string, fields: Fields, headers: Fields = {}): Promise<ApiAnswer> {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields), headers });
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "",
    text: await response.text(),
  };
}

/** Two people with own rights, one role, two groups; `owner` may do everything. */
export const SMALL: ProjectSeed = {
  title: "Small",
  projectId: 5,
  owner: "owner",
  instruments: [
    { name: "intake", label: "Intake" },
    { name: "visit", label: "Visit" },
  ],
  dags: ["North Site", "South Site"],
  roles: [{ label: "Reader", id: "U-123ABCDEFG", rights: ["reports"], forms: 129, formsExport: 2 }],
  users: [
    { username: "owner", firstname: "Ona", lastname: "Wills", email: "o@example.org", rights: ["*"], forms: 154 },
    { username: "ann", rights: ["calendar"], forms: 130, formsExport: 1, dag: "North Site" },
  ],
};

export const READER = "U-123ABCDEFG";

/** One emulator with one project, asked as JSON with the owner's token. */
export class Bench {
  private constructor(readonly emulator: Emulator) {}

  static async start(seed: ProjectSeed = SMALL, options: Partial<EmulatorOptions> = {}): Promise<Bench> {
    return new Bench(await startEmulator({ idSeed: 1, ...options, projects: [seed] }));
  }

  get project() {
    const [first] = this.emulator.projects;
    if (!first) throw new Error("no project");
    return this.emulator.state(first.projectId);
  }

  get token(): string {
    return this.emulator.projects[0]?.token ?? "";
  }

  raw(fields: Fields): Promise<ApiAnswer> {
    return post(this.emulator.url, { token: this.token, ...fields });
  }

  send(fields: Fields): Promise<ApiAnswer> {
    return this.raw({ format: "json", returnFormat: "json", ...fields });
  }

  async list(content: string): Promise<Record<string, unknown>[]> {
    const answer = await this.send({ content });
    if (answer.status !== 200) throw new Error(answer.text);
    return JSON.parse(answer.text) as Record<string, unknown>[];
  }

  async row(content: string, username: string): Promise<Record<string, unknown> | undefined> {
    return (await this.list(content)).find((row) => row["username"] === username);
  }

  importRows(content: string, rows: readonly object[]): Promise<ApiAnswer> {
    return this.send({ content, action: "import", data: JSON.stringify(rows) });
  }

  as(username: string): Fields {
    return { token: this.emulator.addToken(this.project.projectId, username) };
  }

  close(): Promise<void> {
    return this.emulator.close();
  }
}

/** Runs a test against an emulator of its own. */
export function onBench(
  work: (bench: Bench) => Promise<void>,
  seed?: ProjectSeed,
  options?: Partial<EmulatorOptions>,
): () => Promise<void> {
  return async () => {
    const bench = await Bench.start(seed, options);
    try {
      await work(bench);
    } finally {
      await bench.close();
    }
  };
}

export function errorOf(answer: ApiAnswer): string {
  return (JSON.parse(answer.text) as { error: string }).error;
}
