import type { ProjectSeed, RoleSeed, UserSeed } from "./seed";
import { isoDate } from "./log";

/** A line of a table of people: rights come from the role, so most need no more than this. */
type Person = readonly [username: string, first: string, last: string, role: string, dag: string, expiration?: string];

const OWNER: UserSeed = {
  username: "demo_admin",
  firstname: "Dana",
  lastname: "Okafor",
  email: "demo_admin@example.org",
  rights: ["*"],
  forms: 154,
  formsExport: 1,
};

/** Three projects to look at: a trial at several sites, a small old registry, and one that has just begun. */
export function sampleProjects(today: Date): ProjectSeed[] {
  return [trial(today), registry(today), pilot()];
}

function trial(today: Date): ProjectSeed {
  return {
    title: "SUNRISE Multi-Site Trial",
    projectId: 21,
    owner: OWNER.username,
    formCodes: "bits",
    inProduction: true,
    features: ["randomization", "resolution"],
    instruments: TRIAL_FORMS.map(([name, label]) => ({ name, label })),
    dags: ["Boston", "Lyon", "Nairobi", "Osaka General"],
    roles: TRIAL_ROLES,
    users: [OWNER, ...TRIAL_PEOPLE(today).map(seedOf), ...TRIAL_OWN_RIGHTS(today)],
  };
}

const TRIAL_FORMS = [
  ["screening", "Screening"],
  ["informed_consent", "Informed Consent"],
  ["demographics", "Demographics"],
  ["medical_history", "Medical History"],
  ["randomization", "Randomization"],
  ["follow_up_visit", "Follow-up Visit"],
  ["lab_results", "Lab Results"],
  ["adverse_events", "Adverse Events"],
  ["study_completion", "Study Completion"],
] as const;

/** 129 read only, 130 edit, 138 edit survey responses too, 146 edit and delete. */
const CLINICAL = {
  screening: 130,
  informed_consent: 138,
  demographics: 130,
  medical_history: 130,
  follow_up_visit: 130,
  adverse_events: 130,
  study_completion: 130,
};

const TRIAL_ROLES: readonly RoleSeed[] = [
  {
    label: "Principal Investigator",
    rights: [
      "reports",
      "stats_and_charts",
      "calendar",
      "logging",
      "record_create",
      "random_dashboard",
      "lock_records:2",
    ],
    forms: 138,
    formsExport: 1,
  },
  {
    label: "Site Coordinator",
    rights: ["reports", "calendar", "manage_survey_participants", "record_create", "random_perform", "file_repository"],
    forms: { ...CLINICAL, randomization: 130, lab_results: 129 },
    formsExport: 3,
  },
  {
    label: "Data Entry",
    rights: ["calendar", "record_create", "data_quality_resolution:2"],
    forms: CLINICAL,
    formsExport: 0,
  },
  {
    label: "Monitor",
    rights: ["reports", "logging", "data_quality_execute", "data_quality_resolution:3"],
    forms: 129,
    formsExport: 2,
  },
  {
    label: "Data Manager",
    rights: [
      "design",
      "alerts",
      "user_rights:2",
      "data_access_groups",
      "reports",
      "stats_and_charts",
      "data_import_tool",
      "data_comparison_tool",
      "logging",
      "email_logging",
      "file_repository",
      "data_quality_create",
      "data_quality_execute",
      "data_quality_resolution:3",
      "api_export",
      "record_create",
      "record_rename",
    ],
    forms: 146,
    formsExport: 1,
  },
  {
    label: "Statistician",
    rights: ["reports", "stats_and_charts", "api_export"],
    forms: 129,
    formsExport: 2,
  },
];

/** Everybody in a role: 36 people. */
const TRIAL_PEOPLE = (today: Date): readonly Person[] => [
  ["m.castellano", "Marta", "Castellano", "Principal Investigator", "Boston"],
  ["j.whitford", "James", "Whitford", "Site Coordinator", "Boston"],
  ["a.nakagawa", "Aiko", "Nakagawa-Reed", "Site Coordinator", "Boston", day(today, 12)],
  ["t.bergstrom", "Tove", "Bergström", "Data Entry", "Boston"],
  ["l.ferrante", "Luca", "Ferrante", "Data Entry", "Boston"],
  ["p.oduya", "Priscilla", "Oduya", "Data Entry", "Boston", day(today, -41)],
  ["r.halvorsen", "Ragnhild", "Halvorsen", "Data Entry", "Boston"],
  ["c.dubois", "Camille", "Dubois", "Principal Investigator", "Lyon"],
  ["f.marchetti", "Flavia", "Marchetti", "Site Coordinator", "Lyon"],
  ["h.benali", "Hichem", "Benali", "Site Coordinator", "Lyon"],
  ["v.lacroix", "Valentin", "Lacroix", "Data Entry", "Lyon"],
  ["s.teixeira", "Sofia", "Teixeira", "Data Entry", "Lyon", day(today, 0)],
  ["n.roussel", "Noémie", "Roussel", "Data Entry", "Lyon"],
  ["g.arnaud", "Gaspard", "Arnaud", "Data Entry", "Lyon", day(today, -3)],
  ["w.kamau", "Wanjiru", "Kamau", "Principal Investigator", "Nairobi"],
  ["e.otieno", "Eunice", "Otieno", "Site Coordinator", "Nairobi"],
  ["d.mwangi", "Daniel", "Mwangi", "Site Coordinator", "Nairobi"],
  ["b.achieng", "Beatrice", "Achieng", "Data Entry", "Nairobi"],
  ["k.njoroge", "Kevin", "Njoroge", "Data Entry", "Nairobi"],
  ["z.hassan", "Zainab", "Hassan", "Data Entry", "Nairobi", day(today, 12)],
  ["o.kiplagat", "Otis", "Kiplagat", "Data Entry", "Nairobi"],
  ["y.shimizu", "Yuto", "Shimizu", "Principal Investigator", "Osaka General"],
  ["m.fujimoto", "Mei", "Fujimoto", "Site Coordinator", "Osaka General"],
  ["h.tanabe", "Haruka", "Tanabe", "Site Coordinator", "Osaka General", day(today, 200)],
  ["r.ishikawa", "Ren", "Ishikawa", "Data Entry", "Osaka General"],
  ["c.yamane", "Chihiro", "Yamane", "Data Entry", "Osaka General"],
  ["k.morita", "Kenta", "Morita", "Data Entry", "Osaka General", day(today, -180)],
  ["i.sorensen", "Ingrid", "Sørensen", "Monitor", ""],
  ["p.vandermeer", "Pieter", "van der Meer", "Monitor", ""],
  ["q.baptiste", "Quentin", "Baptiste", "Monitor", "", day(today, 27)],
  ["u.schreiber", "Ulrike", "Schreiber", "Monitor", "", day(today, -12)],
  ["e.lindholm", "Elias", "Lindholm", "Data Manager", ""],
  ["r.gutierrez", "Rosa", "Gutiérrez", "Data Manager", ""],
  ["n.petrov", "Nadia", "Petrov", "Data Manager", "", day(today, 365)],
  ["x.cheng", "Xiu", "Cheng", "Statistician", ""],
  ["b.adeyemi", "Babatunde", "Adeyemi", "Statistician", ""],
];

/** People without role: somebody new, somebody who collected rights over the years, and a helper about to leave. */
const TRIAL_OWN_RIGHTS = (today: Date): readonly UserSeed[] => [
  named(["j.okonkwo", "Joy", "Okonkwo", "", "Lyon"]),
  {
    ...named(["s.hargreaves", "Simon", "Hargreaves", "", ""]),
    rights: ["*"],
    forms: 154,
    formsExport: 1,
  },
  {
    ...named(["t.summerhelp", "Tilda", "Berg", "", "Boston", day(today, 12)]),
    rights: ["calendar", "record_create"],
    forms: { screening: 130, demographics: 130 },
    formsExport: 0,
  },
];

/** An old project: codes of before 15.6, no groups, few people. */
function registry(today: Date): ProjectSeed {
  return {
    title: "Follow-up Registry (legacy)",
    projectId: 22,
    owner: OWNER.username,
    formCodes: "legacy",
    inProduction: true,
    instruments: [
      { name: "enrollment", label: "Enrollment" },
      { name: "yearly_contact", label: "Yearly Contact" },
      { name: "outcome", label: "Outcome" },
    ],
    roles: [
      {
        label: "Registrar",
        rights: ["record_create", "reports", "calendar"],
        forms: { enrollment: 1, yearly_contact: 3, outcome: 1 },
        formsExport: 1,
      },
      { label: "Reader", rights: ["reports"], forms: 2, formsExport: 2 },
    ],
    users: [
      { ...OWNER, forms: 3 },
      ...(
        [
          ["h.wexford", "Hazel", "Wexford", "Registrar", ""],
          ["d.amsel", "Dietrich", "Amsel", "Registrar", "", day(today, -75)],
          ["k.iyer", "Kavya", "Iyer", "Reader", ""],
          ["m.castellano", "Marta", "Castellano", "Reader", ""],
        ] as const
      ).map(seedOf),
      {
        ...named(["o.brandt", "Otto", "Brandt", "", ""]),
        rights: ["reports"],
        forms: { enrollment: 2 },
        formsExport: 0,
      },
    ],
  };
}

function pilot(): ProjectSeed {
  return {
    title: "Empty Pilot",
    projectId: 23,
    owner: OWNER.username,
    formCodes: "bits",
    instruments: [{ name: "pilot_form", label: "Pilot Form" }],
    users: [OWNER],
  };
}

function seedOf(person: Person): UserSeed {
  const [, , , role] = person;
  return { ...named(person), role };
}

function named([username, firstname, lastname, , dag, expiration]: Person): UserSeed {
  const email = `${username}@example.org`;
  return { username, firstname, lastname, email, ...(dag ? { dag } : {}), ...(expiration ? { expiration } : {}) };
}

function day(today: Date, offset: number): string {
  return isoDate(new Date(today.getFullYear(), today.getMonth(), today.getDate() + offset));
}
