import * as vscode from "vscode";
import { plainLine } from "./plainText";

type StepResult = "back" | "cancel" | "next";

/** One step of a multi-step input: shows itself and stores its answer with the caller. */
export type WizardStep = (place: WizardPlace) => Promise<StepResult>;

interface WizardPlace {
  readonly step: number;
  readonly total: number;
  readonly first: boolean;
  /** Reached with the back button. */
  readonly backwards: boolean;
}

/** A step that is passed over, in either direction, when it has nothing to ask. */
export function skipIf(needless: () => boolean, step: WizardStep): WizardStep {
  return async (place) => (needless() ? (place.backwards ? "back" : "next") : await step(place));
}

/** Runs steps forwards and backwards until the last one is done. @returns false when the person gave up. */
export async function runWizard(steps: readonly WizardStep[]): Promise<boolean> {
  let backwards = false;
  for (let index = 0; index < steps.length;) {
    const step = steps[index];
    if (!step) break;
    const result = await step({ step: index + 1, total: steps.length, first: index === 0, backwards });
    if (result === "cancel") return false;
    backwards = result === "back";
    index += result === "back" ? -1 : 1;
  }
  return true;
}

export interface WizardInput {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** Values to choose from instead of typing; what is typed counts too. */
  readonly suggestions?: readonly { readonly label: string; readonly description?: string }[];
  /** Runs on Enter while the box shows that it is busy; a sentence keeps the step open with what was typed. */
  readonly accept: (text: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** A text step with the title, the place in the wizard, a back button and its error below the box. */
export function inputStep(input: () => WizardInput): WizardStep {
  return ({ step, total, first }) =>
    new Promise<StepResult>((resolve) => {
      const { title, prompt, value, placeholder, password, suggestions, accept } = input();
      const pick = suggestions && suggestions.length > 0 ? vscode.window.createQuickPick() : undefined;
      const box = pick ?? vscode.window.createInputBox();
      const abort = new AbortController();
      let typed = value ?? "";
      box.title = plainLine(title);
      box.step = step;
      box.totalSteps = total;
      box.ignoreFocusOut = true;
      box.buttons = first ? [] : [vscode.QuickInputButtons.Back];
      // In older versions a list has no line for the prompt.
      box.placeholder = "prompt" in box ? (placeholder ?? "") : plainLine(prompt);
      box.value = typed;
      if (pick) pick.items = itemsFor(suggestions ?? [], typed);
      const say = (problem?: string) => {
        if (!("prompt" in box)) {
          if (pick) pick.title = plainLine(problem ? `${title}: ${problem}` : title);
          return;
        }
        box.prompt = plainLine(prompt);
        box.validationMessage = plainLine(problem ?? "");
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
        const problem = await accept(chosen, abort.signal).catch((error: unknown) => String(error));
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

export interface WizardPick<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly (vscode.QuickPickItem & { readonly value: T })[];
  readonly accept: (value: T) => void;
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
      pick.title = plainLine(title);
      pick.step = step;
      pick.totalSteps = total;
      pick.placeholder = placeholder;
      pick.ignoreFocusOut = true;
      pick.matchOnDescription = true;
      pick.buttons = first ? [] : [vscode.QuickInputButtons.Back];
      pick.items = items.map(({ label, description, ...item }) => ({
        ...item,
        label: plainLine(label),
        ...(description ? { description: plainLine(description) } : {}),
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
