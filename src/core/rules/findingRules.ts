import { addDays } from "../dates";
import { knowsDags } from "../access/people";
import { dagName, roleName } from "../access/names";
import { emailKey } from "../people/knownPeople";
import type { Account } from "../people/knownPeople";
import { folded } from "../text/folded";
import { list, message, plural } from "../text/message";
import type { Message } from "../text/message";
import { findingRules } from "./findingRule";
import type { FindingRule, LookedAt, Member } from "./findingRule";

/** Providers where anybody gets an address. */
const PRIVATE_MAIL: ReadonlySet<string> = new Set([
  ..."gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com".split(
    " ",
  ),
  ..."aol.com proton.me protonmail.com gmx.de gmx.net gmx.com web.de t-online.de mail.com mail.ru yandex.com".split(
    " ",
  ),
  ..."yahoo.co.uk yahoo.fr hotmail.co.uk hotmail.fr orange.fr free.fr laposte.net libero.it qq.com 163.com zoho.com".split(
    " ",
  ),
]);

/** Names of posts and machines rather than people. */
const SHARED =
  /(?:^|[^a-z])(?:test(?:er|user|ing)?|lab|labs|nurse|nurses|study|studies|generic|shared|admin|guest|temp|training|trainee|student|coordinator|monitor|station|ward|clinic|office|team|user|data ?entry)s?\d*(?:$|[^a-z])/;

const administers = ({ may }: Member) => may.users || may.design;

/**
 * Every rule about people's access, in the order in which they weigh. Those without a way to look name what they would
 * need, so that nobody takes silence for a clean bill.
 */
export const FINDING_RULES: readonly FindingRule[] = findingRules({
  "admin-none": {
    severity: "high",
    needs: ["user"],
    title: message("Nobody has full User Rights"),
    why: message("Nobody in the project can give or take access: only an administrator of REDCap can."),
    ofProject: ({ members }) =>
      members.some(({ may }) => may.users) ? [] : [message("Nobody whose access has not ended has full User Rights.")],
  },
  "external-admin": {
    severity: "high",
    needs: ["user", "ownDomains"],
    title: message("External address with User Rights or Design"),
    why: message("Somebody from outside decides about access or changes the project."),
    fix: "assignRole",
    ofMember: ({ policy }, member) =>
      administers(member) && isExternal(member.person.email, policy.ownDomains)
        ? message("Has {rights}, with the address {email}.", {
            rights: adminRights(member),
            email: member.person.email,
          })
        : undefined,
  },
  "shared-account": {
    severity: "high",
    needs: ["user"],
    title: message("The name looks shared"),
    why: message("What several people do under one name can be told of none of them."),
    ofAccount: ({ username, name }) =>
      SHARED.test(words(username)) && (name === "" || SHARED.test(words(name)))
        ? message("The username {username} reads like that of a post or a machine.", { username })
        : undefined,
  },
  "no-dag": {
    severity: "high",
    needs: ["user", "userDagMapping", "dag"],
    title: message("In no DAG, so sees the records of all"),
    why: message("The project keeps sites apart by DAGs; who is in none sees every record."),
    fix: "assignDag",
    ofMember: ({ project: { snapshot } }, member) =>
      snapshot.dags.size > 0 && knowsDags(snapshot) && member.person.dag === "" && !administers(member)
        ? message("Is in no DAG and sees the records of all of them.")
        : undefined,
  },
  "export-full": {
    severity: "high",
    needs: ["user"],
    title: message("Many may export the full data set"),
    why: message("With identifiers, on instruments that have some. Few people need all of it."),
    ofProject: ({ members, policy }) => {
      const names = members.filter(({ may }) => may.exportsAll).map(({ person }) => person.username);
      if (names.length <= policy.thresholds.fullExports) return [];
      return [
        plural(
          names.length,
          { one: "{count} person may export it: {names}.", other: "{count} people may export it: {names}." },
          { names: list(sortedNames(names)) },
        ),
      ];
    },
  },
  "not-listed": needing("high", ["lists"], message("Not on the authorised list, or on the leavers list")),
  "admin-many": {
    severity: "medium",
    needs: ["user"],
    title: message("Many have User Rights or Design"),
    why: message("Each of them can give themselves and others everything."),
    ofProject: ({ members, policy }) => {
      const names = members.filter(administers).map(({ person }) => person.username);
      if (names.length <= policy.thresholds.administrators) return [];
      return [
        plural(
          names.length,
          { one: "{count} person has them: {names}.", other: "{count} people have them: {names}." },
          { names: list(sortedNames(names)) },
        ),
      ];
    },
  },
  "all-powerful": {
    severity: "medium",
    needs: ["user"],
    title: message("User Rights, Design, full export and deletion in one hand"),
    why: message("Whatever is done can be undone by the same person, traces in the data included."),
    fix: "assignRole",
    ofMember: (_, { may }) =>
      may.users && may.design && may.exportsAll && may.deletes
        ? message("Has User Rights and Project Design, exports the full data set and deletes records.")
        : undefined,
  },
  "personal-mail": {
    severity: "medium",
    needs: ["user"],
    title: message("Address of a private mail provider"),
    why: message("It stays with the person when they leave, and the institution cannot close it."),
    ofAccount: ({ email }) =>
      PRIVATE_MAIL.has(domainOf(email)) ? message("Has the address {email}.", { email }) : undefined,
  },
  "api-rights": {
    severity: "medium",
    needs: ["user"],
    title: message("May use the API or the mobile app"),
    why: message("With a token, data leave REDCap without a browser. Whether there is one the API does not tell."),
    fix: "assignRole",
    ofMember: (_, member) =>
      member.may.api && !administers(member) ? message("Has API rights or the mobile app.") : undefined,
  },
  delete: {
    severity: "medium",
    needs: ["user"],
    title: message("Deletes records in production"),
    why: message("A deleted record of a study in production cannot be brought back by its team."),
    fix: "assignRole",
    ofMember: ({ project: { snapshot } }, { may }) =>
      may.deletes && snapshot.project.inProduction
        ? message("May delete records; the project is in production.")
        : undefined,
  },
  "lock-edit": {
    severity: "medium",
    needs: ["user"],
    title: message("Edits and signs the same data"),
    why: message("An electronic signature of one's own entries checks nobody."),
    fix: "assignRole",
    ofMember: (_, { may }) => (may.signsOwn ? message("Edits instruments and signs them electronically.") : undefined),
  },
  "own-rights": {
    severity: "medium",
    needs: ["user", "userRoleMapping", "userRole"],
    title: message("No role, though the project has roles"),
    why: message("Rights of one's own are given one by one, and forgotten when roles change."),
    fix: "assignRole",
    ofMember: ({ project: { snapshot } }, { person }) =>
      snapshot.roles.size > 0 && person.role === "" ? message("Has rights of their own.") : undefined,
  },
  "no-end": {
    severity: "medium",
    needs: ["user", "ownDomains"],
    title: message("External without an end"),
    why: message("Nobody tells REDCap when somebody of another institution leaves."),
    fix: "setExpiration",
    ofMember: ({ policy }, { person }) =>
      person.expiration === "" && isExternal(person.email, policy.ownDomains)
        ? message("Has access without an end, with the address {email}.", { email: person.email })
        : undefined,
  },
  ghost: {
    severity: "medium",
    needs: ["user"],
    title: message("Neither name nor address"),
    why: message("Probably no account: whoever gets one of that username gets the access too."),
    fix: "removeUsers",
    ofMember: (_, { person }) =>
      person.name === "" && person.email === ""
        ? message("REDCap shows neither a name nor an email address.")
        : undefined,
  },
  twin: {
    severity: "medium",
    needs: ["user"],
    title: message("Two usernames of what may be one person"),
    why: message("When somebody's access ends, that of the other account is easily forgotten."),
    ofAll: twins,
  },
  switcher: needing("medium", ["log"], message("May switch to more DAGs")),
  dormant: needing("medium", ["log"], message("Has not been active for long, or never")),
  drift: needing("medium", ["snapshots"], message("Changed since the last snapshot, and not from here")),
  "expired-kept": {
    severity: "low",
    needs: ["user"],
    title: message("Expired long ago, and still listed"),
    why: message("Moving one day brings the access back."),
    fix: "removeUsers",
    ofExpired: ({ today, policy }, { expiration }) =>
      addDays(expiration, policy.thresholds.expiredDays) < today
        ? message("Access ended on {date}.", { date: expiration })
        : undefined,
  },
  "logging-wide": {
    severity: "low",
    needs: ["user"],
    title: message("Sees the log without administering"),
    why: message("The log shows values of records, also those of other sites."),
    fix: "assignRole",
    ofMember: (_, member) =>
      member.may.log && !administers(member) ? message("Sees the log, and decides about nothing.") : undefined,
  },
  "dag-manager": {
    severity: "low",
    needs: ["user", "userDagMapping"],
    title: message("Manages DAGs and sits in one"),
    why: message("Who manages DAGs can leave their own, so it keeps nothing from them."),
    fix: "assignRole",
    ofMember: ({ project: { snapshot } }, { person, may }) =>
      may.dags && person.dag !== ""
        ? message("Is in the DAG {dag} and manages DAGs.", { dag: dagName(snapshot, person.dag) })
        : undefined,
  },
  empty: {
    severity: "low",
    needs: ["userRole", "userRoleMapping", "dag", "userDagMapping"],
    title: message("Roles or DAGs without members"),
    why: message("Left over, or waiting for somebody."),
    ofProject: emptyOnes,
  },
  "unused-export": needing("low", ["log"], message("May export the full data set, and has not for long")),
  "admin-one": {
    severity: "info",
    needs: ["user"],
    title: message("Only one has full User Rights"),
    why: message("When they are away, nobody can give or take access."),
    ofProject: ({ members }) => {
      const [only, ...others] = members.filter(({ may }) => may.users);
      return only && others.length === 0
        ? [message("Only {name} has full User Rights.", { name: only.person.username })]
        : [];
    },
  },
});

/** A rule that asks for what nothing reads yet. */
function needing(
  severity: FindingRule["severity"],
  needs: FindingRule["needs"],
  title: Message,
): Omit<FindingRule, "id"> {
  return { severity, needs, title, why: title };
}

function adminRights({ may }: Member): Message {
  if (may.users && may.design) return message("User Rights and Project Design");
  return may.users ? message("User Rights") : message("Project Design");
}

function domainOf(email: string): string {
  return emailKey(email).replace(/^.*@/, "");
}

/** Who has no address is not called external: nothing says so. */
function isExternal(email: string, own: readonly string[]): boolean {
  if (emailKey(email) === "") return false;
  const domain = domainOf(email);
  return !own.some((each) => domain === each.toLowerCase() || domain.endsWith(`.${each.toLowerCase()}`));
}

function words(name: string): string {
  return folded(name).replace(/[._\-@]+/g, " ");
}

/** Of one server: over servers the same e-mail makes one person. */
function twins(accounts: readonly Account[]): readonly { readonly account: Account; readonly said: Message }[] {
  const found: { readonly account: Account; readonly said: Message }[] = [];
  const told = new Set<Account>();
  const tell = (keyOf: (account: Account) => string, say: (others: readonly string[]) => Message) => {
    const groups = new Map<string, Account[]>();
    for (const account of accounts) {
      const key = keyOf(account);
      if (key === "") continue;
      const whole = `${account.origin} ${key}`;
      const group = groups.get(whole);
      if (group) group.push(account);
      else groups.set(whole, [account]);
    }
    for (const group of groups.values())
      for (const account of group.length > 1 ? group : []) {
        if (told.has(account)) continue;
        told.add(account);
        const others = group.filter((each) => each !== account).map(({ username }) => username);
        found.push({ account, said: say(sortedNames(others)) });
      }
  };
  tell(
    ({ email }) => emailKey(email),
    (others) => message("Has the same email address as {names}.", { names: list(others) }),
  );
  tell(
    ({ name }) => folded(name),
    (others) => message("Has the same name as {names}.", { names: list(others) }),
  );
  return found;
}

function emptyOnes({ project: { snapshot } }: LookedAt): readonly Message[] {
  const none = (all: Iterable<{ readonly id: string; readonly members: readonly string[] }>) =>
    [...all].filter(({ members }) => members.length === 0).map(({ id }) => id);
  const roles = sortedNames(none(snapshot.roles.values()).map((id) => roleName(snapshot, id)));
  const dags = sortedNames(none(snapshot.dags.values()).map((id) => dagName(snapshot, id)));
  return [
    ...(roles.length > 0 ? [message("Roles without members: {names}.", { names: list(roles) })] : []),
    ...(dags.length > 0 ? [message("DAGs without members: {names}.", { names: list(dags) })] : []),
  ];
}

/** In an order that does not depend on that of the rows. */
function sortedNames(names: readonly string[]): readonly string[] {
  return [...names].sort();
}
