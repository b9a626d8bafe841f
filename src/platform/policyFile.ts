import * as vscode from "vscode";
import { FindingsBook } from "../app/people/findingsBook";
import type { PeopleDirectory } from "../app/people/peopleDirectory";
import { POLICY_NAME, readPolicy } from "../app/people/readPolicy";
import { Emitter } from "../core/emitter";
import type { AccessPolicy } from "../core/rules/accessPolicy";
import type { Message } from "../core/text/message";

/** The access policy of the first open folder that has one. */
export type PolicyState =
  | { readonly kind: "none" }
  /** In a folder that is not trusted it is shown, and not used. */
  | { readonly kind: "used" | "untrusted"; readonly file: vscode.Uri; readonly policy: AccessPolicy }
  | { readonly kind: "invalid"; readonly file: vscode.Uri; readonly problem: Message };

export interface StartedFindings {
  readonly findings: FindingsBook;
  readonly policy: PolicyFile;
}

/** The findings among everybody who is known, under the policy of the open folder. Read when somebody first asks. */
export async function startFindings(people: PeopleDirectory, today: () => string): Promise<StartedFindings> {
  const findings = new FindingsBook(people, today);
  const policy = new PolicyFile();
  policy.onDidChange(() => findings.use(policy.state.kind === "used" ? policy.state.policy : undefined));
  await policy.look();
  return { findings, policy };
}

/** Follows the policy file; it is first looked for when somebody asks. */
export class PolicyFile implements vscode.Disposable {
  private readonly changed = new Emitter<void>();
  private readonly listening: vscode.Disposable[] = [];
  state: PolicyState = { kind: "none" };

  readonly onDidChange = this.changed.event;

  dispose(): void {
    for (const each of this.listening) each.dispose();
  }

  /** Looks now, and from now on whenever the file changes. */
  async look(): Promise<void> {
    if (this.listening.length === 0) this.follow();
    this.state = await read();
    this.changed.fire();
  }

  private follow(): void {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${POLICY_NAME}`);
    const again = () => void this.look();
    this.listening.push(
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(again),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
      vscode.workspace.onDidChangeWorkspaceFolders(again),
    );
  }
}

async function read(): Promise<PolicyState> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = vscode.Uri.joinPath(uri, POLICY_NAME);
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(file);
    } catch {
      continue;
    }
    const policy = readPolicy(new TextDecoder().decode(bytes));
    if ("problem" in policy) return { kind: "invalid", file, problem: policy.problem };
    return { kind: vscode.workspace.isTrusted ? "used" : "untrusted", file, policy };
  }
  return { kind: "none" };
}
