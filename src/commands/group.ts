import type { Services } from "./services";
import type { Grouping } from "../views/children";

const group =
  (grouping: Grouping) =>
  ({ tree }: Pick<Services, "tree">) =>
  (): void =>
    tree.setGrouping(grouping);

export const groupByRole = group("role");
export const groupByDag = group("dag");
export const ungroup = group("none");
