import { message, verbatim } from "../../core/text/message";
import { addDag as addition, removeNamed, rename } from "../../core/edits/quickEdits";
import type { Snapshot } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import { askNewName } from "../../editors/drafts/askRow";
import { chooseDag, chooseLoaded } from "../chooseRow";
import type { RowNeeds } from "../chooseRow";
import { nothingToChoose } from "../choices";
import { planAndApply } from "../quickApply";

type Handler = (services: RowNeeds) => (node?: TreeNode) => Promise<void>;

/** *Add Data Access Group…* */
export const addDag: Handler = (services) => async (node) => {
  const chosen = await chooseLoaded(services, node, message("Add Data Access Group"));
  if (!chosen) return;
  const { connectionId, label, snapshot } = chosen;
  if (!snapshot.tables.dag) {
    const unread = message("This project's data access groups could not be read.");
    await services.dialogs.info(nothingToChoose(snapshot, "dag", unread));
    return;
  }
  const name = await askNewName(services.dialogs, "dags", {
    title: message("Add Data Access Group to {project}", { project: label }),
    prompt: message("Name of the new group"),
    taken: names(snapshot),
  });
  if (name !== undefined) await planAndApply(services, connectionId, addition(name));
};

/** *Rename Data Access Group…*: records and people stay in it. */
export const renameDag: Handler = (services) => async (node) => {
  const dag = await chooseDag(services, node, message("Rename Data Access Group"));
  if (!dag) return;
  const name = await askNewName(services.dialogs, "dags", {
    title: message("Rename Data Access Group {name}", { name: dag.name }),
    prompt: message("New name; records and people stay, the unique name changes with it"),
    value: verbatim(dag.name),
    taken: names(dag.snapshot).filter((each) => each !== dag.name),
  });
  if (name !== undefined) await planAndApply(services, dag.connectionId, rename("dags", dag.key, dag.name, name));
};

/** *Delete Data Access Group…*: refused while somebody is in it; the name is typed, because nothing brings it back. */
export const deleteDag: Handler = (services) => async (node) => {
  const dag = await chooseDag(services, node, message("Delete Data Access Group"));
  if (dag) await planAndApply(services, dag.connectionId, removeNamed("dags", dag.key));
};

function names({ dags }: Snapshot): readonly string[] {
  return [...dags.values()].map(({ name }) => name);
}
