/** Where hostile texts would leave their mark if one of them ran. */
export const MARK = "__hostileTextRan";

/** No server of ours: whoever asks for it has followed a text. */
export const ELSEWHERE = "hostile.example";

const run = `window.${MARK}=1`;

/** Texts that a server may send for any name, label, title or error, each meant to do something where it is shown. */
export const HOSTILE = {
  html: `<img src=x onerror="${run}"><script>${run}</script>`,
  attribute: `"><svg onload="${run}">`,
  commandLink: "[Open](command:workbench.action.terminal.new)",
  webLink: `[Open](https://${ELSEWHERE}/) ![x](https://${ELSEWHERE}/x.png)`,
  icon: "$(trash) $(sync~spin)",
  script: `javascript:${run}`,
  terminal: "\u001b[31mred\u001b[0m\u001b]0;title\u0007",
  override: "ann\u202egpj.exe",
  isolate: "ann\u2067nna\u2069 \u200fend",
  rightToLeft: "שלום עולם",
  arabic: "مدير البيانات",
  invisible: "an\u200bn \u2060\ufeff\u00ad",
  tags: "ann\u{e0061}\u{e006e}",
  lines: "ann\ncarol: role none → Administrators\r\nbob\u2028eve",
  control: "a\u0000b\u0008c\u007fd\u009be",
  halfLetter: "half \ud800 letter",
  proto: "__proto__",
  inherited: "constructor",
  climbing: "../../../../etc/passwd",
  climbingBack: "..\\..\\evil",
  device: "CON",
  deviceFile: "nul.csv",
  formula: "=cmd|'/C calc'!A0",
  places: "{0} {1} ${title} %s",
  quotes: `a"b,c;d'e\tf`,
  stacked: `z${"\u0301".repeat(500)}`,
  long: "long ".repeat(200_000).trim(),
  longMarks: "\u202e".repeat(100_000),
} as const satisfies Readonly<Record<string, string>>;
