import { decodeCsv } from "../../codec/csv";
import { problemCount } from "../../codec/problems";
import type { DataTable } from "../../core/dataTable";
import { DRAFT_NAMES, draftTable } from "../../core/edits/draftTables";
import { Emitter } from "../../core/emitter";
import { NO_SERVER_NAMES, toPairs } from "../../core/edits/serverNames";
import type { ServerNames } from "../../core/edits/serverNames";
import type { Edit, DraftName, PeopleChanges } from "../../core/edits/edit";
import { rebaseDraft } from "../../core/drafts/rebase";
import type { ConflictChoices } from "../../core/drafts/rebase";
import { countChanges, peopleChanges } from "../../core/edits/edit";
import type { Snapshot } from "../../core/access/snapshot";
import { besideOwn, withEdits } from "../../core/drafts/takeEdits";
import { newDraft, seenText, toRecord, withBase, withText } from "./draftRecord";
import type { DraftBase, DraftRecord, SeenText, StoredDraft } from "./draftRecord";
import { DraftProblemsError, draftText, freshBase, peopleBetween, stateOf, ofText } from "./draftState";
import type { DraftState } from "./draftState";
import { DraftFiles } from "./draftFiles";
import { joinedText } from "./joinedText";
import type { Clock, PrivateFiles } from "../ports";
import { draftFile, DRAFTS_FOLDER } from "../stored/places";
import type { TellUnreadable } from "../stored/storedState";

export interface DraftsOptions {
  readonly files: PrivateFiles;
  readonly clock: Clock;
  readonly tellUnreadable?: TellUnreadable;
}

/** `assignments` is read with `users`, so that it is moved before it: whatever ends in between can be done once more. */
const LINES_FIRST: readonly DraftName[] = ["assignments", "roles", "dags", "users"];

/**
 * The draft documents on disk, one file per project and draft, readable by their owner only. Nothing here writes to
 * REDCap. Each draft keeps the base that it came from, so that its edits are known without asking the server.
 */
export class Drafts {
  private readonly files: DraftFiles;
  private readonly clock: Clock;
  private readonly changes = new Emitter<string>();
  private readonly stored = new Map<string, StoredDraft>();
  private readonly counts = new Map<string, number>();
  /** What editors count in documents that have not been saved. */
  private readonly unsaved = new Map<string, number>();
  private readonly counted = new Emitter<string>();
  /** Texts in editors, as far as they asked for their base. */
  private readonly seen = new Map<string, SeenText>();
  /** Texts as editors got or gave them: what another window saves meanwhile is joined with what is typed on these. */
  private readonly shown = new Map<string, string>();

  readonly onDidChange = this.changes.event;
  /** Another number of changes in documents that have not been saved; what is stored stays as it is. */
  readonly onDidCount = this.counted.event;

  constructor({ files, clock, tellUnreadable }: DraftsOptions) {
    const onKnown = (file: string, stored: StoredDraft | undefined, byOther: boolean) =>
      this.known(file, stored, byOther);
    this.files = new DraftFiles(files, onKnown, tellUnreadable);
    this.clock = clock;
  }

  async read(id: string, draft: DraftName): Promise<DraftRecord | undefined> {
    const stored = await this.current(id, draft);
    return stored && toRecord(stored);
  }

  /** The text for an editor, which is to be saved on nothing else. */
  async textFor(id: string, draft: DraftName): Promise<string | undefined> {
    const text = (await this.read(id, draft))?.text;
    if (text !== undefined) this.shown.set(draftFile(id, draft), text);
    return text;
  }

  /** Takes in what other windows have saved or applied. */
  async look(id: string): Promise<void> {
    for (const draft of DRAFT_NAMES) await this.current(id, draft);
  }

  /** The draft as somebody left it; begun from the snapshot when there is none or nothing has been changed in it. */
  open(id: string, draft: DraftName, snapshot: Snapshot): Promise<DraftRecord> {
    return this.files.alone(id, () => this.opened(id, draft, snapshot));
  }

  private async opened(id: string, draft: DraftName, snapshot: Snapshot): Promise<DraftRecord> {
    const stored = await this.inFile(id, draft);
    const state = stored && stateOf(draft, stored, await this.people(id));
    if (stored && state && state.edits.length + state.problems.length > 0) return toRecord(stored);
    const base = freshBase(draft, snapshot);
    if (stored && toRecord(stored).base.text === base.text && stored.text === base.text) return toRecord(stored);
    const next = stored ? this.rebased(id, draft, stored, base, base.text) : newDraft(base);
    await this.store(id, draft, next);
    return toRecord(next);
  }

  /**
   * Keeps a text, joined with what another window has saved since an editor got the text; gives what is kept.
   * @throws Error where both cannot be joined
   */
  save(id: string, draft: DraftName, text: string): Promise<string> {
    return this.files.alone(id, () => this.saved(id, draft, text));
  }

  private async saved(id: string, draft: DraftName, text: string): Promise<string> {
    const file = draftFile(id, draft);
    const stored = (await this.inFile(id, draft)) ?? newDraft({ text, takenAt: this.clock.now() });
    const joined = joinedText(draft, { before: this.shown.get(file) ?? stored.text, mine: text, theirs: stored.text });
    await this.store(id, draft, withText(stored, joined, this.seen.get(file)));
    // The editor still shows its own text until it has read the joined one.
    this.shown.set(file, text);
    return joined;
  }

  /**
   * Types edits that came from elsewhere, such as a file, into the drafts; they are sent no sooner than others.
   * @throws DraftProblemsError while a draft cannot be read
   */
  takeEdits(id: string, edits: readonly Edit[], snapshot: Snapshot): Promise<void> {
    return this.files.alone(id, () => this.taken(id, edits, snapshot));
  }

  private async taken(id: string, edits: readonly Edit[], snapshot: Snapshot): Promise<void> {
    const { added, removed } = peopleChanges(edits);
    const names = DRAFT_NAMES.filter(
      (draft) =>
        edits.some((edit) => edit.draft === draft) || (draft === "assignments" && added.size + removed.size > 0),
    );
    const tables = new Map<DraftName, DataTable>();
    for (const draft of names) {
      const { table, problems } = decodeCsv((await this.opened(id, draft, snapshot)).text);
      if (problems.length > 0) throw new DraftProblemsError(problems.map((problem) => ofText(draft, problem)));
      tables.set(draft, table);
    }
    const mine = besideOwn(edits, tables);
    for (const [draft, table] of tables) {
      const text = draftText(withEdits(draft, table, mine));
      const stored = await this.inFile(id, draft);
      if (stored) await this.store(id, draft, withText(stored, text, this.seen.get(draftFile(id, draft))));
    }
  }

  /**
   * What a text in an editor has to be compared with, saved or not. Call it on every change of the text: a rebase in
   * between, and Ctrl+Z past one, are seen by that.
   */
  async baseOf(id: string, draft: DraftName, text: string): Promise<DraftBase | undefined> {
    const file = draftFile(id, draft);
    const stored = await this.files.load(file);
    const seen = stored && seenText(stored, text, this.seen.get(file));
    if (seen) this.seen.set(file, seen);
    return seen?.base;
  }

  /** Gives the draft a new base and the text that goes with it; the old pair stays reachable by Ctrl+Z. */
  rebase(id: string, draft: DraftName, newBaseText: string, newText: string): Promise<void> {
    return this.files.alone(id, async () => {
      const base = { text: newBaseText, takenAt: this.clock.now() };
      const stored = await this.inFile(id, draft);
      const next = stored ? this.rebased(id, draft, stored, base, newText) : withText(newDraft(base), newText);
      await this.store(id, draft, next);
    });
  }

  /**
   * Moves every draft of a project onto a fresh read: what is done leaves it, other edits stay. `serverNames`: what
   * REDCap calls by now what the drafts call by names of ours, or by former ones. @returns names of rows that were edited and
   * that REDCap does not have any more
   */
  refresh(
    id: string,
    snapshot: Snapshot,
    conflicts: ConflictChoices = "keep",
    serverNames: ServerNames = NO_SERVER_NAMES,
  ): Promise<readonly string[]> {
    return this.files.alone(id, () => this.refreshed(id, snapshot, conflicts, serverNames));
  }

  private async refreshed(
    id: string,
    snapshot: Snapshot,
    conflicts: ConflictChoices,
    serverNames: ServerNames,
  ): Promise<readonly string[]> {
    const dropped = new Set<string>();
    for (const draft of DRAFT_NAMES) await this.inFile(id, draft);
    const people = await this.people(id);
    const names = serverNames.roles.size + serverNames.dags.size > 0 ? { serverNames: toPairs(serverNames) } : {};
    for (const draft of LINES_FIRST) {
      const stored = await this.inFile(id, draft);
      if (!stored) continue;
      const { base, text } = toRecord(stored);
      const table = (of: string) => decodeCsv(of).table;
      const known = draft === "assignments" ? peopleBetween(people, base, snapshot) : people;
      if (stateOf(draft, stored, known).problems.length > 0) continue;
      const [before, now] = [table(base.text), table(text)];
      const fresh = draftTable(snapshot, draft);
      const rebased = rebaseDraft(draft, before, now, fresh, conflicts, { serverNames, people: known });
      if (!rebased) continue;
      // A person who is to be removed anyway is missed by nobody.
      for (const name of rebased.dropped) if (draft !== "assignments" || !people.removed.has(name)) dropped.add(name);
      const [baseText, newText] = [rebased.base, rebased.now].map((next) => draftText(next));
      if (baseText === undefined || newText === undefined) continue;
      if (baseText === base.text && newText === text) {
        if (base.takenAt < snapshot.takenAt) await this.touch(id, draft, stored, snapshot.takenAt);
        continue;
      }
      const next = this.rebased(id, draft, stored, { text: baseText, takenAt: snapshot.takenAt, ...names }, newText);
      await this.store(id, draft, next);
    }
    return [...dropped];
  }

  /** The same base, read again. */
  private async touch(id: string, draft: DraftName, stored: StoredDraft, takenAt: number): Promise<void> {
    const file = draftFile(id, draft);
    const seen = this.seen.get(file);
    const base = { ...toRecord(stored).base, takenAt };
    const bases = stored.bases.map((each, index) => (index === stored.at ? base : each));
    if (seen && seen.base === stored.bases[stored.at]) this.seen.set(file, { ...seen, base });
    await this.store(id, draft, { ...stored, bases });
  }

  /** A draft is compared with an older read than this. What stands unsaved in an editor waits until it is saved. */
  async isBehind(id: string, takenAt: number): Promise<boolean> {
    const files = DRAFT_NAMES.map((draft) => draftFile(id, draft));
    if (files.some((file) => this.unsaved.has(file))) return false;
    const stored = await Promise.all(files.map((file) => this.files.load(file)));
    return stored.some((draft) => draft !== undefined && toRecord(draft).base.takenAt < takenAt);
  }

  /** Edits and problems of all drafts of a project, or of one. */
  async state(id: string, only?: DraftName): Promise<DraftState> {
    const states: DraftState[] = [];
    await this.look(id);
    const people = await this.people(id);
    for (const draft of only ? [only] : DRAFT_NAMES) {
      const stored = await this.files.load(draftFile(id, draft));
      if (stored) states.push(stateOf(draft, stored, people));
    }
    return {
      edits: states.flatMap((state) => state.edits),
      problems: states.flatMap((state) => state.problems),
    };
  }

  /** All edits of a project; throws `DraftProblemsError` while a draft has problems. */
  async edits(id: string): Promise<readonly Edit[]> {
    const { edits, problems } = await this.state(id);
    if (problems.length > 0) throw new DraftProblemsError(problems);
    return edits;
  }

  /**
   * Changes not yet in REDCap, in all drafts or in one; what has been read so far, so that badges need not wait. An
   * unsaved document counts as it stands in its editor.
   */
  changedCount(id: string, only?: DraftName): number {
    const names = only ? [only] : DRAFT_NAMES;
    const files = names.map((draft) => draftFile(id, draft));
    return files.reduce((sum, file) => sum + (this.unsaved.get(file) ?? this.counts.get(file) ?? 0), 0);
  }

  /** Whether an editor of the project holds what has not been saved. */
  hasUnsaved(id: string): boolean {
    return DRAFT_NAMES.some((draft) => this.unsaved.has(draftFile(id, draft)));
  }

  /** Takes the count of a document that has not been saved; undefined as soon as there is nothing unsaved in it. */
  countUnsaved(id: string, draft: DraftName, changes: number | undefined): void {
    const file = draftFile(id, draft);
    if (this.unsaved.get(file) === changes) return;
    if (changes === undefined) this.unsaved.delete(file);
    else this.unsaved.set(file, changes);
    this.counted.fire(id);
  }

  discard(id: string, draft?: DraftName): Promise<void> {
    return this.files.alone(id, async () => {
      for (const name of draft ? [draft] : DRAFT_NAMES) {
        const stored = await this.inFile(id, name);
        if (!stored) continue;
        const base = stored.bases.at(-1) ?? toRecord(stored).base;
        await this.store(id, name, withText({ ...stored, at: stored.bases.length - 1 }, base.text));
      }
    });
  }

  /** Projects whose drafts hold changes. */
  async list(): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const name of await this.files.list(DRAFTS_FOLDER)) {
      const place = placeOf(name);
      if (!place) continue;
      const stored = await this.current(place.id, place.draft);
      const state = stored && stateOf(place.draft, stored, await this.people(place.id));
      if (state && state.edits.length + state.problems.length > 0) found.add(place.id);
    }
    return [...found];
  }

  forget(id: string): Promise<void> {
    return this.files.alone(id, async () => {
      for (const draft of DRAFT_NAMES) {
        const file = draftFile(id, draft);
        await this.files.delete(file);
        for (const memory of [this.stored, this.counts, this.unsaved, this.seen, this.shown]) memory.delete(file);
      }
      this.changes.fire(id);
    });
  }

  /** Who comes and goes in `users`; `assignments` cannot be read without it. */
  async people(id: string): Promise<PeopleChanges> {
    const stored = await this.files.load(draftFile(id, "users"));
    return peopleChanges(stored ? stateOf("users", stored).edits : []);
  }

  private rebased(id: string, draft: DraftName, stored: StoredDraft, base: DraftBase, text: string): StoredDraft {
    return withBase(stored, base, text, this.seen.get(draftFile(id, draft)));
  }

  /** As the file says it, for work that nobody else does at the same time. */
  private inFile(id: string, draft: DraftName): Promise<StoredDraft | undefined> {
    return this.files.read(draftFile(id, draft));
  }

  /** The same for who only looks: what this window is writing counts already. */
  private async current(id: string, draft: DraftName): Promise<StoredDraft | undefined> {
    await this.files.settled();
    return await this.inFile(id, draft);
  }

  private async store(id: string, draft: DraftName, stored: StoredDraft): Promise<void> {
    const file = draftFile(id, draft);
    await this.files.write(file, stored);
    // What this window does to a draft is known to its editor by the base; only others' texts have to be joined.
    if (this.shown.has(file)) this.shown.set(file, stored.text);
    this.changes.fire(id);
  }

  private known(file: string, stored: StoredDraft | undefined, byOther: boolean): void {
    const place = placeOf(file);
    if (!place) return;
    if (stored) this.count(place.id, place.draft, stored);
    else for (const memory of [this.stored, this.counts]) memory.delete(file);
    if (byOther) this.changes.fire(place.id);
  }

  /** `assignments` is counted with `users`, whichever of them comes later. */
  private count(id: string, draft: DraftName, stored: StoredDraft): void {
    this.stored.set(draftFile(id, draft), stored);
    const users = this.stored.get(draftFile(id, "users"));
    const people = peopleChanges(users ? stateOf("users", users).edits : []);
    const { edits, problems } = stateOf(draft, stored, people);
    this.counts.set(draftFile(id, draft), countChanges(edits, people) + problemCount(problems));
    const assignments = this.stored.get(draftFile(id, "assignments"));
    if (draft === "users" && assignments) this.count(id, "assignments", assignments);
  }
}

const FILE = /(?:^|\/)([^/]+)\.([a-z]+)\.json$/;

function placeOf(file: string): { readonly id: string; readonly draft: DraftName } | undefined {
  const [, id, name] = FILE.exec(file) ?? [];
  const draft = DRAFT_NAMES.find((candidate) => candidate === name);
  return id && draft ? { id: decodeURIComponent(id), draft } : undefined;
}
