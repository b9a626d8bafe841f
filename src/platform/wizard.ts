import type { Message } from "../core/text/message";

export type StepResult = "back" | "cancel" | "next";

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
  readonly title: Message;
  readonly prompt: Message;
  readonly value?: string;
  readonly placeholder?: Message;
  readonly password?: boolean;
  /** Values to choose from instead of typing; what is typed counts too. */
  readonly suggestions?: readonly { readonly label: string; readonly description?: string }[];
  /** Runs on Enter while the box shows that it is busy; a sentence keeps the step open with what was typed. */
  readonly accept: (text: string, signal: AbortSignal) => Promise<Message | undefined>;
}

export interface WizardPick<T> {
  readonly title: Message;
  readonly placeholder: Message;
  readonly items: readonly { readonly label: Message; readonly description?: Message; readonly value: T }[];
  readonly accept: (value: T) => void;
}
