import { saidBy } from "../core/text/message";
import type { Message } from "../core/text/message";
import * as vscode from "vscode";
import { text } from "./language";
import { plainLine } from "./plainText";
import type { StepResult, WizardInput, WizardPick, WizardStep } from "./wizard";

/** A text step with the title, the place in the wizard, a back button and its error below the box. */
export function inputStep(input: () => WizardInput): WizardStep {
  return ({ step, total, first }) =>
    new Promise<StepResult>((resolve) => {
      const { title, prompt, value, placeholder, password, suggestions, accept } = input();
      const pick = suggestions && suggestions.length > 0 ? vscode.window.createQuickPick() : undefined;
      const box = pick ?? vscode.window.createInputBox();
      const abort = new AbortController();
      let typed = value ?? "";
      box.title = line(title);
      box.step = step;
      box.totalSteps = total;
      box.ignoreFocusOut = true;
      box.buttons = first ? [] : [vscode.QuickInputButtons.Back];
      // In older versions a list has no line for the prompt.
      box.placeholder = "prompt" in box ? (placeholder ? line(placeholder) : "") : line(prompt);
      box.value = typed;
      if (pick) pick.items = itemsFor(suggestions ?? [], typed);
      const say = (problem?: Message) => {
        if (!("prompt" in box)) {
          if (pick) pick.title = problem ? `${line(title)}: ${line(problem)}` : line(title);
          return;
        }
        box.prompt = line(prompt);
        box.validationMessage = problem ? line(problem) : "";
      };
      if ("prompt" in box) box.password = password ?? false;
      say();
      const done = (result: StepResult) => {
        abort.abort();
        box.dispose();
        resolve(result);
      };
      const submit = async () => {
        const chosen = pick?.activeItems[0]?.label ?? typed;
        box.busy = true;
        box.enabled = false;
        const problem = await accept(chosen, abort.signal).catch(saidBy);
        if (abort.signal.aborted) return;
        box.busy = false;
        box.enabled = true;
        if (problem === undefined) done("next");
        else say(problem);
      };
      box.onDidChangeValue((text) => {
        typed = text;
        say();
        if (pick) pick.items = itemsFor(suggestions ?? [], typed);
      });
      box.onDidAccept(() => void submit());
      box.onDidTriggerButton(() => done("back"));
      box.onDidHide(() => {
        if (!abort.signal.aborted) done("cancel");
      });
      box.show();
    });
}

/** What was typed stands first, unless it is one of the suggestions. */
function itemsFor(
  suggestions: readonly { readonly label: string; readonly description?: string }[],
  typed: string,
): vscode.QuickPickItem[] {
  const known = suggestions.some(({ label }) => label === typed);
  return [...(typed && !known ? [{ label: typed, alwaysShow: true }] : []), ...suggestions];
}

/** A step that chooses from a list. */
export function pickStep<T>(options: () => WizardPick<T>): WizardStep {
  return ({ step, total, first }) =>
    new Promise<StepResult>((resolve) => {
      const { title, placeholder, items, accept } = options();
      const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: T }>();
      let settled = false;
      const done = (result: StepResult) => {
        settled = true;
        pick.dispose();
        resolve(result);
      };
      pick.title = line(title);
      pick.step = step;
      pick.totalSteps = total;
      pick.placeholder = line(placeholder);
      pick.ignoreFocusOut = true;
      pick.matchOnDescription = true;
      pick.buttons = first ? [] : [vscode.QuickInputButtons.Back];
      pick.items = items.map(({ label, description, ...item }) => ({
        ...item,
        label: line(label),
        ...(description ? { description: line(description) } : {}),
      }));
      pick.onDidAccept(() => {
        const [chosen] = pick.activeItems;
        if (!chosen) return;
        accept(chosen.value);
        done("next");
      });
      pick.onDidTriggerButton(() => done("back"));
      pick.onDidHide(() => {
        if (!settled) done("cancel");
      });
      pick.show();
    });
}

function line(said: Message): string {
  return plainLine(text(said));
}
