import { message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { refreshProjects } from "../../app/projects/refreshProjects";
import type { Refreshing } from "../../app/projects/refreshProjects";
import { explain } from "../../app/connections/faultLine";
import type { Services } from "../services";

/** How often the remaining time is told anew, also while the limiter lets nothing pass. */
const TELL_MS = 1000;

/** Each project shows as it arrives; what fails shows its reason in the tree. */
export const refreshAll =
  (
    services: Pick<Services, "clients" | "clock" | "connections" | "projects" | "progress" | "log"> & {
      readonly editors: Pick<Services["editors"], "save">;
    },
  ) =>
  async (): Promise<void> => {
    const { clients, clock, connections, editors, projects, progress, log } = services;
    await progress.notification(message("Refreshing projects"), async (report, signal) => {
      let tell: () => void = () => undefined;
      const timer = setInterval(() => tell(), TELL_MS);
      const load = async (id: string) => {
        await editors.save(id);
        await projects.load(id, { signal }).catch((error: unknown) => explain(error, log));
      };
      const timeFor = (host: string, requests: number) => clients.limiter(host).timeFor(requests);
      try {
        await refreshProjects(connections.list(), { load, timeFor, now: () => clock.now() }, signal, (stand) => {
          tell = () => report(standing(stand()), stand().done, stand().total);
          tell();
        });
      } finally {
        clearInterval(timer);
      }
    });
  };

function standing({ done, total, left }: Refreshing): Message {
  const minutes = Math.ceil(left / 60_000);
  if (left < 5_000) return message("{done} of {total}", { done, total });
  if (left < 60_000) return message("{done} of {total}, less than a minute left", { done, total });
  return plural(
    minutes,
    { one: "{done} of {total}, about a minute left", other: "{done} of {total}, about {count} minutes left" },
    { done, total },
  );
}
