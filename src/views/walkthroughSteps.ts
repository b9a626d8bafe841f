import * as vscode from "vscode";
import type { Event } from "../core/emitter";

export interface WalkthroughFacts {
  readonly projects: { readonly onDidChange: Event<string>; snapshot(id: string): unknown };
  readonly drafts: { readonly onDidCount: Event<string>; changedCount(id: string): number };
  readonly changes: { readonly onDidApply: Event<string>; readonly onDidUndo: Event<string> };
}

/**
 * Ticks the steps of the walkthrough (`contributes.walkthroughs`) that are done when something has come of them, and not
 * when a command was run. VS Code keeps a step ticked.
 */
export function tickWalkthrough({ projects, drafts, changes }: WalkthroughFacts): vscode.Disposable {
  const ticked = new Set<string>();
  const tick = (step: string) => {
    if (ticked.has(step)) return;
    ticked.add(step);
    void vscode.commands.executeCommand("setContext", `redcapAccess.${step}`, true);
  };
  return vscode.Disposable.from(
    projects.onDidChange((id) => projects.snapshot(id) !== undefined && tick("hasBrowsed")),
    drafts.onDidCount((id) => drafts.changedCount(id) > 0 && tick("hasChanged")),
    changes.onDidApply(() => tick("hasApplied")),
    changes.onDidUndo(() => tick("hasUndone")),
  );
}
