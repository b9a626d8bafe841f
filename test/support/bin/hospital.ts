import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { authority } from "../faults/certificate";

/** Writes the certificates of a hospital's own authority and of its REDCap server into a folder. */
const folder = process.argv[2] ?? "";
const hospital = authority("Hospital Root CA");
const server = hospital.issue({ name: "redcap.hospital.invalid", hosts: ["redcap.hospital.invalid"] });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "ca.pem"), hospital.cert);
writeFileSync(join(folder, "server.pem"), server.cert + server.key);
