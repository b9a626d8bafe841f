import { decode } from "../../src/codec/codec";
import { FORMATS } from "../../src/codec/format";
import type { Format } from "../../src/codec/format";
import { generateProject, startEmulator } from "../../src/emulator/server";
import { FORMS, main, report, rounded, timed } from "./measure";

const PEOPLE = 2000;

/** The users of a generated project as a server sends them, in each format. */
async function documents(): Promise<ReadonlyMap<Format, string>> {
  const emulator = await startEmulator({ projects: [generateProject({ users: PEOPLE, instruments: FORMS })] });
  try {
    const texts = new Map<Format, string>();
    for (const format of FORMATS) {
      const body = new URLSearchParams({ token: emulator.projects[0]?.token ?? "", content: "user", format });
      texts.set(format, await (await fetch(emulator.url, { method: "POST", body })).text());
    }
    return texts;
  } finally {
    await emulator.close();
  }
}

main(async () => {
  const texts = await documents();
  const bare = await timed(() => void JSON.parse(texts.get("json") ?? ""));
  const row = (name: string, text: string, ms: number) => ({
    what: name,
    MB: rounded(text.length / 1e6),
    ms: rounded(ms),
    "× JSON.parse": rounded(ms / bare),
  });
  const rows = [row("JSON.parse", texts.get("json") ?? "", bare)];
  for (const [format, text] of texts) {
    const read = () => {
      const { table, problems } = decode(text, format, "user");
      if (table.rows.length !== PEOPLE || problems.length > 0) throw new Error(`${format} was not read whole`);
    };
    rows.push(row(`decode ${format}`, text, await timed(read)));
  }
  report({ name: "codecs", note: `Reading the users table of ${PEOPLE} users × ${FORMS} forms.`, rows });
});
