import type { ProjectSeed } from "../../../src/emulator/project/seed";
import { HOSTILE } from "./values";

const RIGHTS = ["design", "user_rights", "data_access_groups", "api_export", "api_import", "logging", "record_delete"];

const TEXTS = Object.values(HOSTILE);

/** Whose token it is; the only harmless name. */
export const OWNER = "zz_owner";

/** A project of the same server with nothing in it that acts. */
export const QUIET_PROJECT: ProjectSeed = {
  title: "Quiet Study",
  projectId: 67,
  owner: OWNER,
  instruments: [{ name: "form_0", label: "Visit" }],
  dags: [],
  roles: [{ id: "U-QUIET", label: "Data Entry", rights: ["reports"], forms: 129, formsExport: 2 }],
  users: [{ username: OWNER, rights: RIGHTS, forms: 129, formsExport: 1 }],
};

/** A project in which every hostile text is somebody's username, name and e-mail, a role, a group and an instrument. */
export const HOSTILE_PROJECT: ProjectSeed = {
  title: `${HOSTILE.commandLink} ${HOSTILE.html} ${HOSTILE.override} ../${HOSTILE.lines}`,
  projectId: 66,
  owner: OWNER,
  instruments: TEXTS.map((label, index) => ({ name: `form_${index}`, label })),
  dags: TEXTS,
  roles: TEXTS.map((label, index) => ({ id: `U-${index}`, label, rights: ["reports"], forms: 129, formsExport: 2 })),
  users: [
    { username: OWNER, rights: RIGHTS, forms: 129, formsExport: 1 },
    ...TEXTS.map((text, index) => ({
      username: text,
      firstname: text,
      lastname: text,
      email: text,
      role: `U-${index}`,
      dag: text,
    })),
  ],
};
