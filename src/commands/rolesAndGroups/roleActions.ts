import { message, verbatim } from "../../core/text/message";
import { duplicateRole as copyOf, removeNamed, rename } from "../../core/edits/quickEdits";
import type { TreeNode } from "../../views/node";
import { askNewName } from "../../editors/drafts/askRow";
import { chooseRole } from "../chooseRow";
import type { RowNeeds } from "../chooseRow";
import { planAndApply } from "../quickApply";

type Handler = (services: RowNeeds) => (node?: TreeNode) => Promise<void>;

/** *Duplicate Role…*: the same rights under another name, nobody in it. */
export const duplicateRole: Handler = (services) => async (node) => {
  const role = await chooseRole(services, node, message("Duplicate Role"));
  if (!role) return;
  const { connectionId, snapshot, key, name } = role;
  const label = await askNewName(services.dialogs, "roles", {
    title: message("Duplicate Role {name}", { name }),
    prompt: message("Name of the new role"),
    value: message("{name} (copy)", { name }),
    taken: [...snapshot.roles.values()].map((each) => each.label),
  });
  if (label !== undefined) await planAndApply(services, connectionId, copyOf(snapshot, key, label));
};

/** *Rename Role…*: the id stays. */
export const renameRole: Handler = (services) => async (node) => {
  const role = await chooseRole(services, node, message("Rename Role"));
  if (!role) return;
  const { connectionId, snapshot, key, name } = role;
  const label = await askNewName(services.dialogs, "roles", {
    title: message("Rename Role {name}", { name }),
    prompt: message("New name; members and rights stay"),
    value: verbatim(name),
    taken: [...snapshot.roles.values()].map((each) => each.label).filter((each) => each !== name),
  });
  if (label !== undefined) await planAndApply(services, connectionId, rename("roles", key, name, label));
};

/** *Delete Role…*: refused while somebody is in it. */
export const deleteRole: Handler = (services) => async (node) => {
  const role = await chooseRole(services, node, message("Delete Role"));
  if (role) await planAndApply(services, role.connectionId, removeNamed("roles", role.key));
};
