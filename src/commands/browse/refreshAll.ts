import { message } from "../../core/text/message";
import type { Services } from "../services";
import { readProjects } from "./readProjects";

type Needs = Parameters<typeof readProjects>[0] & Pick<Services, "connections">;

/** Each project shows as it arrives; what fails shows its reason in the tree. */
export const refreshAll = (services: Needs) => async (): Promise<void> =>
  await readProjects(services, message("Refreshing projects"), services.connections.list());

/** *Read All Projects Not Yet Read*: those whose people are not known yet. */
export const readUnread = (services: Needs & Pick<Services, "people">) => async (): Promise<void> =>
  await readProjects(
    services,
    message("Reading projects"),
    services.people.unread.map(({ connection }) => connection),
  );
