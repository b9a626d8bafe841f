import * as v from "valibot";
import { DRAFT_NAMES } from "../../core/edits/draftTables";
import type { DraftName } from "../../core/edits/edit";
import type { StateStore } from "../ports";
import { gridView } from "./places";
import { StoredState } from "./storedState";
import type { TellUnreadable } from "./storedState";

const VIEW = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/** How the grids were looked at when they were last open. What a view is made of is the business of their frames. */
export class GridViews {
  private readonly state: StoredState;

  constructor(state: StateStore, tellUnreadable?: TellUnreadable) {
    this.state = new StoredState(state, tellUnreadable);
  }

  get(id: string, draft: DraftName): Readonly<Record<string, unknown>> | undefined {
    return this.state.read(gridView(id, draft))?.view;
  }

  /** Keeps what a frame sent; anything but a view is passed over. */
  async keep(id: string, draft: DraftName, text: string): Promise<void> {
    const view = v.safeParse(VIEW, text);
    if (view.success) await this.state.write(gridView(id, draft), { version: 1, view: view.output });
  }

  async forget(id: string): Promise<void> {
    for (const draft of DRAFT_NAMES) await this.state.forget(gridView(id, draft));
  }
}
