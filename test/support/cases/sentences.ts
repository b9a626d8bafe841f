import { NetworkFault } from "../../../src/net/transport/transport";
import type { FaultReason } from "../../../src/net/transport/transport";
import { networkError } from "../../../src/redcap/failures/networkError";
import { answerCases } from "./answers";
import { tried } from "./all";

/** Every reason for which a request comes to nothing on its way, but for the files of certificates: they say it themselves. */
const REASONS: Readonly<Record<Exclude<FaultReason, "certificateFile" | "cancelled">, string>> = {
  certificate: "CERT_HAS_EXPIRED",
  clientCertificate: "",
  clientCertificateEnded: "",
  clientCertificateRevoked: "",
  handshake: "",
  tlsVersion: "",
  cipher: "",
  notTls: "",
  serverName: "",
  dns: "ENOTFOUND",
  offline: "ENETUNREACH",
  packing: "Z_DATA_ERROR",
  proxy: "407",
  refused: "ECONNREFUSED",
  reset: "ECONNRESET",
  timeout: "ETIMEDOUT",
  tooLarge: "",
  unchecked: "setting",
  other: "",
};

/** What people are told of a failed call, each sentence once, with a sample of what brings it about. */
export async function failureSentences(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const trial of answerCases.trials()) {
    const { input, came } = await tried(trial);
    if (came instanceof Object && "says" in came && typeof came.says === "string" && !found.has(came.says))
      found.set(came.says, `${input.id}: ${input.what}`);
  }
  for (const [reason, code] of Object.entries(REASONS) as [FaultReason, string][])
    found.set(networkError(new NetworkFault(reason, "nothing", code), "redcap.example.edu").message, reason);
  return found;
}
