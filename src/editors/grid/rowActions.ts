import { KEY_COLUMN, NAME_COLUMN } from "../../core/edits/edit";
import * as vscode from "vscode";
import { EMPTY_TABLE } from "../../core/dataTable";
import { message } from "../../core/text/message";
import type { DraftName } from "../../core/edits/edit";
import { askNewName, askUsernames } from "../drafts/askRow";
import { draftUri } from "../drafts/draftUri";
import type { DraftAddress } from "../drafts/draftUri";
import {
  draftKeys,
  draftNames,
  nextLocalKey,
  withCopy,
  withNewRows,
  withoutRows,
  withRestored,
} from "../drafts/editRows";
import { gridForms, noRights } from "./gridColumns";
import type { RowsMessage } from "../protocol";
import type { Drafts } from "../../app/drafts/drafts";
import type { Dialogs } from "../../platform/dialogs";
import type { Projects } from "../../app/projects/projects";
import { addText, applyEdits } from "../drafts/textEdits";

const NEW = {
  roles: { title: message("Add Role"), prompt: message("Name of the new role") },
  dags: { title: message("Add Data Access Group"), prompt: message("Name of the new group") },
};

/**
 * What a person does to whole rows, as edits of the draft documents. A person's line among the assignments comes and
 * goes with the person, in the same edit: people exist by `users` alone.
 */
export class RowActions {
  constructor(
    private readonly needs: {
      readonly dialogs: Pick<Dialogs, "input">;
      readonly drafts: Drafts;
      readonly projects: Pick<Projects, "snapshot">;
    },
  ) {}

  /** @returns the key of a new row, undefined when there is none or the person went back */
  async run(document: vscode.TextDocument, at: DraftAddress, { act, keys }: RowsMessage): Promise<string | undefined> {
    const { draft } = at;
    if (act === "add" && draft === "users") return await this.addUsers(document, at);
    if ((act === "add" || act === "duplicate") && (draft === "roles" || draft === "dags"))
      return await this.addNamed(document, at, draft, act === "duplicate" ? keys[0] : undefined);
    if (keys.length === 0) return undefined;
    const wanted = async (name: DraftName, text: string) =>
      act === "remove"
        ? withoutRows(name, text, keys)
        : withRestored(name, text, await this.base({ ...at, draft: name }, text), keys);
    if (act === "remove" || act === "restore") await this.change(document, at, wanted);
    return undefined;
  }

  private async addUsers(document: vscode.TextDocument, at: DraftAddress): Promise<string | undefined> {
    const names = await askUsernames(this.needs.dialogs, draftKeys("users", document.getText()));
    const [first] = names ?? [];
    if (!names || first === undefined) return undefined;
    const rows = names.map((username) => ({ username }));
    await this.change(document, at, (draft, text) => Promise.resolve(withNewRows(draft, text, rows)));
    return first;
  }

  private async addNamed(
    document: vscode.TextDocument,
    at: DraftAddress,
    draft: "roles" | "dags",
    original: string | undefined,
  ): Promise<string | undefined> {
    const { title, prompt } = NEW[draft];
    const name = await askNewName(this.needs.dialogs, draft, {
      title: original === undefined ? title : message("Duplicate Role"),
      prompt,
      taken: draftNames(draft, document.getText()),
    });
    if (name === undefined) return undefined;
    const text = document.getText();
    const key = nextLocalKey(draft, text, await this.base(at, text));
    const named = { [KEY_COLUMN[draft]]: key, [NAME_COLUMN[draft]]: name };
    const row =
      original === undefined && draft === "roles"
        ? { ...noRights(gridForms(this.needs.projects.snapshot(at.connectionId), EMPTY_TABLE)), ...named }
        : named;
    await this.change(document, at, (_, now) =>
      Promise.resolve(original === undefined ? withNewRows(draft, now, [row]) : withCopy(draft, now, original, row)),
    );
    return key;
  }

  /** One step of Undo, in the document and, for people, among the assignments. */
  private async change(
    document: vscode.TextDocument,
    at: DraftAddress,
    wanted: (draft: DraftName, text: string) => Promise<string>,
  ): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    addText(edit, document, await wanted(at.draft, document.getText()));
    if (at.draft === "users") {
      const assignments = await vscode.workspace.openTextDocument(draftUri({ ...at, draft: "assignments" }));
      addText(edit, assignments, await wanted("assignments", assignments.getText()));
    }
    await applyEdits(edit);
  }

  private async base({ connectionId, draft }: DraftAddress, text: string): Promise<string> {
    return (await this.needs.drafts.baseOf(connectionId, draft, text))?.text ?? text;
  }
}
