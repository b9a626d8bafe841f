import { message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { refreshProjects } from "../../app/projects/refreshProjects";
import type { Refreshing } from "../../app/projects/refreshProjects";
import { explain } from "../../app/connections/faultLine";
import type { Connection } from "../../app/connections/connection";
import type { Services } from "../services";

/** How often the remaining time is told anew, also while the limiter lets nothing pass. */
const TELL_MS = 1000;

type Needs = Pick<Services, "clients" | "clock" | "projects" | "progress" | "log"> & {
  readonly editors: Pick<Services["editors"], "save">;
};

/** Reads projects anew, a few of each server at a time, until all are read or it is cancelled; what fails shows its reason. */
export async function readProjects(services: Needs, title: Message, chosen: readonly Connection[]): Promise<void> {
  const { clients, clock, editors, projects, progress, log } = services;
  await progress.notification(title, async (report, signal) => {
    let tell: () => void = () => undefined;
    const timer = setInterval(() => tell(), TELL_MS);
    const load = async (id: string) => {
      await editors.save(id);
      await projects.load(id, { signal }).catch((error: unknown) => explain(error, log));
    };
    const timeFor = (host: string, requests: number) => clients.limiter(host).timeFor(requests);
    try {
      await refreshProjects(chosen, { load, timeFor, now: () => clock.now() }, signal, (stand) => {
        tell = () => report(standing(stand()), stand().done, stand().total);
        tell();
      });
    } finally {
      clearInterval(timer);
    }
  });
}

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
