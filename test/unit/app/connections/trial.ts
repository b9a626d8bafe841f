import type { Connection } from "../../../../src/app/connections/connection";

/** A project as *Add Project…* hands it over. */
export const TRIAL: Omit<Connection, "id"> = {
  label: "Trial",
  apiUrl: "https://redcap.example.edu/api/",
  origin: "https://redcap.example.edu",
  projectId: 12,
  title: "Trial",
  version: "16.1.3",
};
