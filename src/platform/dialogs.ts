import * as vscode from "vscode";
import { shown } from "../core/text/displayText";
import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import { typedSame } from "../core/text/typedSame";
import { text } from "./language";
import { plainLine, plainText } from "./plainText";
import type { WizardInput, WizardPick, WizardStep } from "./wizard";
import { inputStep, pickStep } from "./wizardSteps";

interface Choice<T> {
  readonly label: Message;
  readonly description?: Message;
  readonly detail?: Message;
  readonly value: T;
  readonly picked?: boolean;
  /** A heading between choices; cannot be chosen. */
  readonly separator?: true;
  /** Whatever is typed to narrow the list. */
  readonly alwaysShow?: true;
}

interface PickOptions {
  readonly title: Message;
  readonly placeholder?: Message;
}

type Buttons<A extends string> = Readonly<Record<A, { readonly icon: string; readonly tooltip: Message }>>;

interface Chosen<T, A> {
  readonly value: T;
  /** undefined: the entry itself was chosen. */
  readonly action?: A;
}

interface PickOrType<T> {
  /** Told anew with each letter and each tick. */
  readonly title: (typed: string, ticked: readonly T[]) => Message;
  readonly placeholder: Message;
  readonly choices: (typed: string) => readonly Choice<T>[];
  readonly ticked: readonly T[];
  readonly same: (a: T, b: T) => boolean;
}

interface Search<T> {
  readonly title: Message;
  readonly placeholder: Message;
  /** What stands there to begin with. */
  readonly typed?: string;
  /** What was found, the best first; with `alwaysShow` an entry shows whatever VS Code would think of it. */
  readonly choices: (typed: string) => readonly Choice<T>[];
}

interface Typed<T> {
  readonly typed: string;
  readonly ticked: readonly T[];
}

interface InputOptions {
  readonly title: Message;
  readonly prompt: Message;
  /** What stands there to begin with. */
  readonly value?: Message;
  readonly placeholder?: Message;
  readonly password?: boolean;
  /** A sentence while the text cannot be accepted. */
  readonly validate?: (typed: string) => Message | undefined;
}

interface Choose<A extends Message> {
  readonly title: Message;
  readonly detail: Message;
  /** What the buttons say. */
  readonly actions: readonly A[];
}

interface Question {
  readonly title: Message;
  readonly detail?: Message;
  /** What the button says; a verb. */
  readonly action: Message;
}

/** Everything that asks or tells a person. Tests of the host bring their own, where modal dialogs cannot be shown. */
export interface Dialogs {
  /** A modal question; false on Cancel. */
  confirm(question: Question): Promise<boolean>;
  /** A modal question with several ways on; undefined on Cancel. */
  choose<A extends Message>(question: Choose<A>): Promise<A | undefined>;
  /** Asks to type a word or number, after the question, for what cannot be confirmed with a second Enter. */
  typeToConfirm(question: { readonly title: Message; readonly expected: string }): Promise<boolean>;
  /** A modal message with a reason why something cannot be done. */
  refuse(title: Message, detail: Message): Promise<void>;
  /** Notices. What comes back is the very action whose button was pressed, whatever the button read. */
  info<A extends Message>(said: Message, ...actions: readonly A[]): Promise<A | undefined>;
  warn<A extends Message>(said: Message, ...actions: readonly A[]): Promise<A | undefined>;
  error<A extends Message>(said: Message, ...actions: readonly A[]): Promise<A | undefined>;
  pick<T>(choices: readonly Choice<T>[], options: PickOptions): Promise<T | undefined>;
  pickMany<T>(choices: readonly Choice<T>[], options: PickOptions): Promise<readonly T[] | undefined>;
  /** A list whose entries have buttons: what was chosen, with the button that was pressed, if one was. */
  pickAction<T, A extends string>(
    choices: readonly (Choice<T> & { readonly actions: readonly A[] })[],
    buttons: Buttons<A>,
    options: PickOptions,
  ): Promise<Chosen<T, A> | undefined>;
  /** A list to tick, or to be left by typing something and pressing Enter. */
  pickOrType<T>(options: PickOrType<T>): Promise<Typed<T> | undefined>;
  /** A list that is made anew with each letter. */
  search<T>(options: Search<T>): Promise<T | undefined>;
  input(options: InputOptions): Promise<string | undefined>;
  /** Of several steps, with a way back: one with a text, and one with a list. */
  inputStep(input: () => WizardInput): WizardStep;
  pickStep<T>(options: () => WizardPick<T>): WizardStep;
}

export const vscodeDialogs: Dialogs = {
  async confirm({ title, detail, action }) {
    const options = { modal: true, ...(detail ? { detail: plainText(text(detail)) } : {}) };
    const button = text(action);
    return (await vscode.window.showWarningMessage(plainText(text(title)), options, button)) === button;
  },
  async choose({ title, detail, actions }) {
    const items = actions.map((action) => ({ title: text(action), action }));
    const options = { modal: true, detail: plainText(text(detail)) };
    return (await vscode.window.showWarningMessage(plainText(text(title)), options, ...items))?.action;
  },
  async typeToConfirm({ title, expected }) {
    // What is asked for is what is seen: a name with letters that cannot be typed reads otherwise.
    const word = shown(expected);
    const typed = await this.input({
      title,
      prompt: message("Type {word} to confirm", { word }),
      validate: (typing) => (typedSame(typing, word) ? undefined : message("Type exactly: {word}", { word })),
    });
    return typed !== undefined && typedSame(typed, word);
  },
  async refuse(title, detail) {
    await vscode.window.showWarningMessage(plainText(text(title)), {
      modal: true,
      detail: plainText(text(detail)),
    });
  },
  info: async (said, ...actions) => await notice(vscode.window.showInformationMessage, said, actions),
  warn: async (said, ...actions) => await notice(vscode.window.showWarningMessage, said, actions),
  error: async (said, ...actions) => await notice(vscode.window.showErrorMessage, said, actions),
  async pick(choices, options) {
    const picked = await vscode.window.showQuickPick(choices.map(pickItem), pickOptions(options));
    return picked?.value;
  },
  async pickMany(choices, options) {
    const items = choices.map(pickItem);
    const picked = await vscode.window.showQuickPick(items, { ...pickOptions(options), canPickMany: true });
    return picked?.map(({ value }) => value);
  },
  pickAction: actionPick,
  pickOrType,
  search,
  inputStep,
  pickStep,
  async input({ title, prompt, value, placeholder, password, validate }) {
    return await vscode.window.showInputBox({
      title: line(title),
      prompt: line(prompt),
      ignoreFocusOut: true,
      ...(value === undefined ? {} : { value: text(value) }),
      ...(placeholder ? { placeHolder: line(placeholder) } : {}),
      ...(password ? { password } : {}),
      ...(validate ? { validateInput: (typed) => plain(validate(typed)) } : {}),
    });
  },
};

async function notice<A extends Message>(
  show: (said: string, ...items: { title: string; action: A }[]) => Thenable<{ action: A } | undefined>,
  said: Message,
  actions: readonly A[],
): Promise<A | undefined> {
  const items = actions.map((action) => ({ title: text(action), action }));
  return (await show(plainText(text(said)), ...items))?.action;
}

function actionPick<T, A extends string>(
  choices: readonly (Choice<T> & { readonly actions: readonly A[] })[],
  buttons: Buttons<A>,
  { title, placeholder }: PickOptions,
): Promise<Chosen<T, A> | undefined> {
  const button = (action: A) => {
    const { icon, tooltip } = buttons[action];
    return { iconPath: new vscode.ThemeIcon(icon), tooltip: text(tooltip), action };
  };
  const items = choices.map((choice) => ({ ...pickItem(choice), buttons: choice.actions.map(button) }));
  const list = vscode.window.createQuickPick<(typeof items)[number]>();
  Object.assign(list, { items, ...pickOptions({ title }), placeholder: plain(placeholder) });
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      resolve(item && { value: item.value });
      list.hide();
    });
    list.onDidTriggerItemButton(({ item, button: pressed }) => {
      const action = item.buttons.find((each) => each === pressed)?.action;
      resolve({ value: item.value, ...(action === undefined ? {} : { action }) });
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

async function pickOrType<T>({ title, placeholder, choices, ticked, same }: PickOrType<T>) {
  const list = vscode.window.createQuickPick<ReturnType<typeof pickItem<T>>>();
  list.canSelectMany = true;
  list.matchOnDescription = false;
  list.placeholder = line(placeholder);
  const now = () => ({ typed: list.value, ticked: list.selectedItems.map(({ value }) => value) });
  const tellTitle = () => {
    list.title = line(title(now().typed, now().ticked));
  };
  const show = (typed: string, wanted: readonly T[]) => {
    list.items = choices(typed).map(pickItem);
    list.selectedItems = list.items.filter(
      ({ kind, value }) => kind === undefined && wanted.some((each) => same(each, value)),
    );
    tellTitle();
  };
  show("", ticked);
  list.onDidChangeValue((typed) => show(typed, now().ticked));
  list.onDidChangeSelection(tellTitle);
  const answer = await new Promise<Typed<T> | undefined>((resolve) => {
    list.onDidAccept(() => {
      resolve(now());
      list.hide();
    });
    list.onDidHide(() => resolve(undefined));
    list.show();
  });
  list.dispose();
  return answer;
}

async function search<T>({ title, placeholder, typed = "", choices }: Search<T>): Promise<T | undefined> {
  const list = vscode.window.createQuickPick<ReturnType<typeof pickItem<T>>>();
  Object.assign(list, pickOptions({ title }), { matchOnDescription: false, matchOnDetail: false });
  // A list that is made has its placeholder under another name than the options of one that is shown.
  list.placeholder = line(placeholder);
  const show = (text: string) => (list.items = choices(text).map(pickItem));
  list.value = typed;
  show(typed);
  list.onDidChangeValue(show);
  const answer = await new Promise<T | undefined>((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (!item) return;
      resolve(item.value);
      list.hide();
    });
    list.onDidHide(() => resolve(undefined));
    list.show();
  });
  list.dispose();
  return answer;
}

function pickItem<T>({ label, description, detail, value, picked, separator, alwaysShow }: Choice<T>) {
  return {
    label: line(label),
    value,
    ...(description ? { description: line(description) } : {}),
    ...(detail ? { detail: line(detail) } : {}),
    ...(picked ? { picked } : {}),
    ...(alwaysShow ? { alwaysShow } : {}),
    ...(separator ? { kind: vscode.QuickPickItemKind.Separator } : {}),
  };
}

function plain(said: Message | undefined): string | undefined {
  return said === undefined ? undefined : line(said);
}

function line(said: Message): string {
  return plainLine(text(said));
}

/** A list stays when the focus goes elsewhere: a look at the editor must not cost the answers given so far. */
function pickOptions({ title, placeholder }: PickOptions): vscode.QuickPickOptions {
  return {
    title: line(title),
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ...(placeholder ? { placeHolder: line(placeholder) } : {}),
  };
}
