import { accountId, nameOf } from "../../core/people/knownPeople";
import type { KnownPerson } from "../../core/people/knownPeople";
import { shown } from "../../core/text/displayText";
import { list, message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { TreeNode } from "../../views/node";
import type { Services } from "../services";
import { readUnread } from "./refreshAll";

/** More are found by typing more; a list of thousands would answer no key. */
const MOST = 200;

type Needs = Parameters<typeof readUnread>[0] & Pick<Services, "dialogs" | "peoplePages">;

/** A person; or to read first what has not been read, with what had been typed by then. */
type Chosen = { readonly account: string } | { readonly typed: string };

/** *Find Person…*: by username, e-mail or name, as it is typed, over all projects that have been read. */
export const findPerson = (services: Needs) => async (): Promise<void> => {
  const { people, dialogs, peoplePages } = services;
  let typed = "";
  for (;;) {
    const chosen = await dialogs.search<Chosen>({
      title: message("Find Person"),
      placeholder: message("Username, email or name, or parts of them"),
      typed,
      choices: (text) => {
        const found = people.index.find(text, MOST);
        return [...found.people.map(personChoice), ...moreChoice(found, text), ...unreadChoice(services, text)];
      },
    });
    if (chosen === undefined) return;
    if ("account" in chosen) return await peoplePages.show(chosen.account);
    ({ typed } = chosen);
    if (people.unread.length > 0) await readUnread(services)();
  }
};

/** *Show Person in All Projects*: of a row in either view. */
export const showPerson =
  (services: Pick<Services, "connections" | "people" | "peoplePages">) =>
  async (node?: TreeNode): Promise<void> => {
    if (node?.kind === "person") return await services.peoplePages.show(node.account);
    if (node?.kind !== "user") return;
    const { origin } = services.connections.require(node.connectionId);
    await services.peoplePages.show(accountId(origin, node.username));
  };

function personChoice(person: KnownPerson) {
  const { accounts, memberships } = person;
  const names = accounts.map(({ username }) => shown(username));
  const projects = [...new Set(memberships.map(({ project }) => project))];
  const hosts = [...new Set(accounts.map(({ host }) => host))];
  return {
    label: verbatim(nameOf(person)),
    description: message("{names} · {email}", {
      names: [...new Set(names)].join(", "),
      email: accounts.find(({ email }) => email !== "")?.email ?? "",
    }),
    detail: plural(
      projects.length,
      { one: "{count} project: {projects} · {servers}", other: "{count} projects: {projects} · {servers}" },
      { projects: list(projects.map(({ label }) => label)), servers: list(hosts) },
    ),
    alwaysShow: true as const,
    value: { account: person.id },
  };
}

function moreChoice({ people, total }: { readonly people: readonly unknown[]; readonly total: number }, typed: string) {
  if (total <= people.length) return [];
  const label: Message = plural(total - people.length, {
    one: "{count} more person: type more of the name",
    other: "{count} more people: type more of the name",
  });
  return [{ label, alwaysShow: true as const, separator: true as const, value: { typed } }];
}

/** Says what was not searched, and offers to read it. */
function unreadChoice({ people }: Needs, typed: string) {
  const { unread } = people;
  if (unread.length === 0) return [];
  return [
    {
      label: plural(unread.length, {
        one: "Read {count} project that was not searched",
        other: "Read {count} projects that were not searched",
      }),
      description: message("leaves a line in the log of each"),
      detail: message("{projects}", { projects: list(unread.map(({ connection }) => connection.label)) }),
      alwaysShow: true as const,
      value: { typed },
    },
  ];
}

/** *Show Findings*: what rules find among everybody who has been read. */
export const showFindings =
  ({ peoplePages }: Pick<Services, "peoplePages">) =>
  async (): Promise<void> =>
    await peoplePages.showFindings();
