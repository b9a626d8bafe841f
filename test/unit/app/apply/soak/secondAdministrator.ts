import { inEnglish } from "../../../../support/inEnglish";
import { access } from "../allTables";
import { openSite } from "../../site";
import type { Site } from "../../site";
import { ACTS, EDITS, PROJECT } from "./acts";
import type { Act } from "./acts";
import { isTold, keysThatDiffer } from "./judged";
import type { Places } from "./judged";
import { table } from "./table";

/** `stands`: all as wanted, and the act too; `lost`: overwritten between the last look and the write, which nobody can see. */
type ActEnding = "stands" | "stopped" | "told" | "lost" | "later" | "FALSE";

const SIGNS: Readonly<Record<ActEnding, string>> = {
  stands: ".",
  stopped: "s",
  told: "t",
  lost: "o",
  later: "-",
  FALSE: "X",
};

interface Acted {
  readonly ending: ActEnding;
  readonly told: string;
}

/** The requests of an apply that nobody disturbs, reads included, and where it leads. */
export function requestsOf(): Promise<{ readonly requests: number; readonly wanted: Places }> {
  return on(async (site) => {
    const { arrived } = await applied(site, () => undefined);
    return { requests: arrived.length, wanted: standing(site) };
  });
}

/** Applies while somebody else acts as a request arrives, before it is carried out. */
export function actAt({ act, stands }: Act, at: number, wanted: Places): Promise<Acted> {
  return on(async (site) => {
    const project = site.emulator.state(site.projectId);
    const { arrived, report } = await applied(site, (count) => count === at && act(project));
    const { outcome, sentence, notes } = report;
    const told = inEnglish([sentence, ...notes]).join(" ");
    const isWrite = (params?: URLSearchParams) => params?.has("data") === true || params?.get("action") === "delete";
    const off = keysThatDiffer(wanted, standing(site)).filter((key) => !isTold(report, key));
    if (!arrived.slice(at).some(isWrite)) return { ending: "later", told };
    if (!stands(project)) return { ending: isWrite(arrived[at]) || off.length === 0 ? "lost" : "FALSE", told };
    if (outcome === "done") return { ending: "stands", told };
    return { ending: off.length > 0 ? "FALSE" : outcome === "stopped" ? "stopped" : "told", told };
  });
}

/** Acts by requests, as a table. */
export async function actsTable(): Promise<{ readonly text: string; readonly faults: readonly string[] }> {
  const { requests, wanted } = await requestsOf();
  const faults: string[] = [];
  const lines: string[][] = [];
  for (const act of ACTS) {
    let line = "";
    for (let at = 0; at < requests; at++) {
      const { ending, told } = await actAt(act, at, wanted);
      line += SIGNS[ending];
      if (ending === "FALSE") faults.push(`${act.name}, at request ${at + 1}: ${told}`);
    }
    lines.push([act.name, line]);
  }
  const legend =
    ". wanted, and the act stands   s stopped and said   t reported   o overwritten in the last moment   - after the last write   X false";
  return { text: `${table(["A second administrator", `at request 1 to ${requests}`], lines)}${legend}\n`, faults };
}

/** People by the ids of role and group: what these are called may be what somebody changes. */
function standing(site: Site): Places {
  const people = [...site.state()].map(([name, ids]) => [name, ids.startsWith("/") ? site.own(name) + ids : ids]);
  return { ...access(site), ...(Object.fromEntries(people) as Places) };
}

async function applied(site: Site, onRequest: (count: number) => unknown) {
  const plan = await site.changes.plan(site.id, EDITS, { unassignFirst: new Set(["bob"]) });
  let count = 0;
  site.proxy.meet(async ({ response, answer }) => {
    onRequest(count++);
    const { status, type, body } = await answer();
    response.writeHead(status, { "content-type": type }).end(body);
  });
  const report = await site.changes.apply(site.id, plan);
  const arrived = [...site.proxy.arrived];
  site.proxy.meet();
  return { report, arrived };
}

async function on<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const site = await openSite({ seed: PROJECT });
  try {
    return await work(site);
  } finally {
    await site.close();
  }
}
