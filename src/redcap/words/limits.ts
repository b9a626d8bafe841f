/** Names that a server repeats: forms called heart_rate and roles called Blocked visits say nothing about us. */
const QUOTED =
  /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|‘[^’\n]*’|`[^`\n]*`|(?<![\p{L}\p{N}])'[^'\n]*'(?![\p{L}\p{N}])/gu;

export function unquoted(words: string): string {
  return words.replace(QUOTED, "…");
}

/** Whole phrases, for single words happen in every text. */
const TOO_MANY: readonly RegExp[] = [
  /\btoo many (?:api )?(?:requests|calls|connections|attempts)\b/i,
  /\b(?:rate|request|api|quota|usage)[ -]?limit(?:s|ing)?\b[^.\n]{0,40}\b(?:exceeded|reached|hit|violat\w+|in effect)/i,
  /\b(?:exceed\w*|reached|hit|over|above|beyond)\b[^.\n]{0,60}\b(?:rate[ -]?limit\w*|request limit|api limit|requests per (?:second|minute|hour|day)|(?:maximum|allowed|permitted) (?:number|rate) of (?:api )?requests|maximum of requests)/i,
  /\b(?:being|been|was|were|are) (?:rate[ -]?limited|throttled)\b/i,
  /\b(?:requests?|limit|rate|quota)\b[^.\n]{0,30}\bexceeded\b[^.\n]{0,40}\b(?:rate|quota|requests)\b|\b(?:quota|limit) exceeded\b/i,
  /\b(?:request|api)\w* (?:was |were |is |has been )?throttled\b|\bslow down\b|\berror code: 1015\b/i,
  /\bzu viele Anfragen\b|\btrop de requêtes\b|\bdemasiadas (?:solicitudes|peticiones)\b|\btroppe richieste\b|\bte veel verzoeken\b|\b(?:demasiados pedidos|muitas (?:solicitações|requisições))\b/i,
];

const BANNED: readonly RegExp[] = [
  /\bIP(?: address(?:es)?)?\b[^!?\n]{0,80}?\b(?:banned|blocked|black-?listed|block-?listed|locked out|suspended)\b/i,
  /\b(?:your|this) (?:address|computer|network|host)\b[^.!?\n]{0,60}?\b(?:banned|blocked|black-?listed|block-?listed|locked out|suspended)\b/i,
  /\b(?:banned|blocked|blacklisted|blocklisted|suspended)\b[^.!?\n]{0,40}\b(?:IP(?: address(?:es)?)?|your (?:address|computer|network))\b/i,
  /\byou (?:have been|were|are)(?: temporarily| permanently)? (?:banned|blocked|locked out)\b/i,
  /\b(?:IP[- ]Adresse|adresse IP|dirección IP|indirizzo IP|IP-adres|endereço IP)\b[^!?\n]{0,60}\b(?:gesperrt|blockiert|bloquée?|bannie?|bloqueada?|bloccato|geblokkeerd|bloqueado)/i,
];

/** Whether words say that we ask too often (`rate`), or are locked out for it or for anything else (`ban`). */
export function limitIn(words: string): "rate" | "ban" | undefined {
  const bare = unquoted(words);
  if (BANNED.some((pattern) => pattern.test(bare))) return "ban";
  return TOO_MANY.some((pattern) => pattern.test(bare)) ? "rate" : undefined;
}
