import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TOKEN_RIGHTS } from "../../src/core/access/tokenRights";
import { english } from "../../src/core/text/message";

const read = (file: string): string => readFileSync(file, "utf8");
const json = (file: string): unknown => JSON.parse(read(file));
interface Setting {
  readonly default: unknown;
  readonly scope: string;
}
const manifest = json("package.json") as {
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
};
const titles = json("package.nls.json") as Readonly<Record<string, string>>;
const settings = manifest.contributes.configuration.properties;
const FOR_USERS = ["README.md", "SECURITY.md", ...readdirSync("docs").map((name) => join("docs", name))];
const PAGES = [...FOR_USERS, "CONTRIBUTING.md", "CHANGELOG.md"];

/** As a renderer of Markdown names the headings of a page in its addresses. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** What a page does not say as text: code, tables of addresses. */
const prose = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, "");

describe("the documentation", () => {
  it("has a README of at most 1,500 words, with the promise, the jobs, the limits and what IT asks", () => {
    const words = read("README.md").split(/\s+/).filter(Boolean);
    assert.ok(words.length <= 1500, `${words.length} words`);
    const headings = anchorsOf(read("README.md"));
    for (const wanted of ["install", "try-it-without-a-token", "the-three-commonest-jobs", "limits", "for-it"])
      assert.ok(headings.includes(wanted), wanted);
  });

  for (const page of PAGES)
    it(`leads from ${page} only to what is there`, () => {
      for (const [, target = ""] of prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^https?:/.test(target)) continue;
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? page : join(dirname(page), path);
        assert.ok(existsSync(file), `${page} leads to ${target}`);
        if (anchor !== undefined) assert.ok(anchorsOf(read(file)).includes(anchor), `${page} leads to ${target}`);
      }
    });

  it("can be reached page by page from README", () => {
    for (const page of readdirSync("docs")) assert.ok(read("README.md").includes(`](docs/${page})`), page);
  });

  it("names every setting with its default, and which of them can differ by workspace", () => {
    const text = read("docs/settings.md");
    const rows = new Map(
      [...text.matchAll(/^\| `([\w.]+)`\s*\|\s*(.*?)\s*\|/gm)].map(([, name = "", said = ""]) => [name, said]),
    );
    assert.deepEqual([...rows.keys()].sort(), Object.keys(settings).sort());
    for (const [name, { default: value }] of Object.entries(settings))
      if (typeof value === "string" || typeof value === "number")
        assert.equal(rows.get(name)?.replaceAll("`", ""), String(value), name);
    const own = Object.keys(settings).filter((name) => settings[name]?.scope === "resource");
    for (const name of own) assert.ok(text.split("|")[0]?.includes(`\`${name.replace("redcapAccess.", "")}\``), name);
  });

  it("names no setting that is not there", () => {
    for (const page of FOR_USERS)
      for (const [, name = ""] of read(page).matchAll(/`(redcapAccess\.\w+)`/g))
        assert.ok(settings[name], `${page}: ${name}`);
  });

  it("names no file of the project that is not there", () => {
    const files = spawnSync("git", ["ls-files"], { encoding: "utf8" }).stdout.split("\n");
    for (const [, name = ""] of read("CONTRIBUTING.md").matchAll(/`([\w./-]+\.(?:tsx?|mjs|cjs|js|md))`/g))
      assert.ok(
        files.some((file) => file === name || file.endsWith(`/${name}`)),
        name,
      );
  });

  it("names commands by titles that are there", () => {
    const known = new Set(Object.values(titles).map((title) => title.replace(/…$/, "")));
    for (const page of FOR_USERS)
      for (const [, said = ""] of prose(read(page)).matchAll(/_REDCap: ([^_]+)_/g))
        assert.ok(known.has(said.replace(/\s+/g, " ").replace(/…$/, "")), `${page}: ${said}`);
  });

  it("names the rights that a token needs, and the oldest VS Code", () => {
    const text = read("README.md");
    for (const { title } of TOKEN_RIGHTS) assert.ok(text.includes(english(title)), english(title));
    assert.ok(text.includes("Delete Records"));
    const oldest = manifest.engines.vscode.replace(/^\^|\.0$/g, "");
    assert.ok(text.includes(`VS Code ${oldest} or newer`));
  });
});
