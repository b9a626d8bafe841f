import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Person } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import { askDay } from "./askDay";
import { chooseUsers, whom } from "./chooseUsers";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";
import { applyExpiration, refusedForOwner } from "./applyExpiration";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

/** *Set Expiration…*: for people in a role only by the way out that the person at the keyboard chooses. */
export const setExpiration =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, message("Set Expiration"), node, nodes);
    if (!chosen) return;
    const { connectionId, people } = chosen;
    if (await refusedForOwner(services, connectionId, people)) return;
    const title = message("Set Expiration of {whom}", { whom: whom(people) });
    const date = await askDay(services, { title, placeholder: placeholder(people) });
    if (date !== undefined) await applyExpiration(services, connectionId, people, () => date);
  };

function placeholder(people: readonly Person[]): Message {
  const [first] = people;
  const same = people.every(({ expiration }) => expiration === first?.expiration);
  if (!same || !first) return message("Day on which access ends");
  return first.expiration === ""
    ? message("Day on which access ends; now it never ends")
    : message("Day on which access ends; now {day}", { day: first.expiration });
}
