import { message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { TreeNode } from "../../views/node";
import { chooseProject, connectionOf } from "../chooseProject";
import { askConflicts, confirmAndApply, reporting, undoLast } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";

export type DraftNeeds = ApplyNeeds & Pick<Services, "drafts" | "editors" | "documents" | "projects" | "reviews">;
type Handler = (services: DraftNeeds) => (node?: unknown) => Promise<void>;

const DRAFT = "assignments" as const;

export const editRoleAssignments: Handler = (services) => (node) =>
  openAssignments(services, node, message("Edit Role Assignments"), false);

/** The same document, its rows under the headings of their groups. */
export const editDagAssignments: Handler = (services) => (node) =>
  openAssignments(services, node, message("Edit DAG Assignments"), true);

async function openAssignments(services: DraftNeeds, node: unknown, title: Message, grouped: boolean): Promise<void> {
  const project = await projectOf(services, node, title);
  if (project === undefined) return;
  const user = isNode(node) && node.kind === "user" ? { key: node.username } : {};
  const group = isNode(node) && node.kind === "dag" ? { group: node.dagId } : {};
  await reporting(services, () => services.editors.open(project, DRAFT, { grouped, ...user, ...group }));
}

const NO_CHANGES = message("There are no changes in the drafts.");

/** *Review Changes*: the page with every change, on a fresh read. */
export const reviewChanges: Handler = (services) => async (node) => {
  const project = await projectOf(services, node, message("Review Changes"));
  if (project === undefined) return;
  await reporting(services, async () => {
    await services.editors.save(project);
    const { edits, problems } = await services.drafts.state(project);
    if (edits.length + problems.length === 0) await services.dialogs.info(NO_CHANGES);
    else await services.reviews.show(project);
  });
};

/** *Review and Apply…*: the review beside the question, then the one road to REDCap. */
export const reviewAndApply: Handler = (services) => async (node) => {
  const project = await projectOf(services, node, message("Review and Apply"));
  if (project === undefined) return;
  await reporting(services, async () => {
    const plan = await planDraft(services, project);
    if (!plan) return;
    if (plan.conflicts.length === 0) {
      await confirmAndApply(services, project, plan);
      return;
    }
    const choice = await askConflicts(services, plan);
    if (choice === undefined) return;
    await services.changes.follow(project, choice);
    const settled = await planDraft(services, project);
    if (settled) await confirmAndApply(services, project, settled);
  });
};

export const discardChanges: Handler = (services) => async (node) => {
  const project = await projectOf(services, node, message("Discard Changes"));
  if (project === undefined) return;
  await services.editors.save(project);
  const count = services.drafts.changedCount(project);
  if (count === 0) {
    await services.dialogs.info(message("There are no changes to discard."));
    return;
  }
  const sure = await services.dialogs.confirm({
    title: plural(count, {
      one: "Discard 1 change not yet in REDCap?",
      other: "Discard {count} changes not yet in REDCap?",
    }),
    detail: message("All drafts of the project go back to what REDCap had when they were last read."),
    action: message("Discard"),
  });
  if (sure) await services.drafts.discard(project);
};

export const showTextDiff: Handler = (services) => async (node) => {
  const project = await projectOf(services, node, message("Show Changes as Text"));
  if (project === undefined) return;
  await services.editors.save(project);
  const { active } = services.editors;
  const draft = (active?.connectionId === project ? active.draft : undefined) ?? DRAFT;
  await services.documents.showDiff({ connectionId: project, draft });
};

export const undoLastApply: Handler = (services) => async (node) => {
  const project = await projectOf(services, node, message("Undo Last Apply"));
  if (project !== undefined) await undoLast(services, project);
};

/** All drafts of a project on a fresh read; undefined when there is nothing in them. */
export async function planDraft(services: DraftNeeds, id: string) {
  await services.editors.save(id);
  const edits = await services.drafts.edits(id);
  if (edits.length === 0) {
    await services.dialogs.info(NO_CHANGES);
    return undefined;
  }
  return await services.progress.inView(() => services.changes.plan(id, edits));
}

/** The project of the node, of the active document, or the one chosen. */
export async function projectOf(
  services: Pick<Services, "connections" | "dialogs" | "editors">,
  node: unknown,
  title: Message,
): Promise<string | undefined> {
  const given = isNode(node) ? connectionOf(node) : services.editors.active?.connectionId;
  if (given !== undefined) return given;
  return (await chooseProject(services, undefined, title))?.id;
}

/** Editor titles call with a URI, the tree with a node. */
function isNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "kind" in value;
}
