import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

interface Part {
  readonly id: string;
  readonly license: string;
  readonly text: string;
}
interface Sbom {
  readonly components: readonly { readonly "bom-ref": string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  readonly metadata: object;
}
interface Notices {
  readonly contained: (metafiles: readonly object[], root?: string) => readonly Part[];
  readonly noticesText: (parts: readonly Part[]) => string;
  readonly reconciled: (listed: object, parts: readonly Part[], name: string) => Sbom;
}
const { contained, noticesText, reconciled } = createRequire(resolve("package.json"))("./notices.js") as Notices;

const LICENSE = "Permission is hereby granted, free of charge, ".repeat(4);

describe("the notices of others' work", () => {
  let root = "";
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "notices-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  function has(folder: string, name: string, files: Readonly<Record<string, string>> = { LICENSE }): void {
    const manifest = JSON.stringify({ name, version: "1.0.0", license: "MIT" });
    for (const [file, text] of Object.entries({ ...files, "package.json": manifest })) {
      const path = join(root, folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  const bundle = (inputs: Readonly<Record<string, number>>) => ({
    outputs: {
      "dist/x.js": {
        inputs: Object.fromEntries(Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }])),
      },
    },
  });

  it("name what a bundle holds, however deep, and nothing that was left out of it", () => {
    has("node_modules/a", "a");
    has("node_modules/a/node_modules/@s/b", "@s/b", { "LICENCE.md": LICENSE, NOTICE: "Made by B." });
    has("node_modules/c", "c");
    const made = bundle({
      "src/main.ts": 10,
      "node_modules/a/index.js": 5,
      "node_modules/a/node_modules/@s/b/lib/b.js": 1,
      "node_modules/c/unused.js": 0,
    });
    const parts = contained([made], root);
    assert.deepEqual(
      parts.map(({ id }) => id),
      ["@s/b@1.0.0", "a@1.0.0"],
    );
    assert.match(noticesText(parts), /@s\/b@1\.0\.0\nMIT\n\nPermission[^]*Made by B\.[^]*={80}\n\na@1\.0\.0/);
  });

  it("are refused where a licence or its text is missing", () => {
    has("node_modules/a", "a", { "README.md": LICENSE });
    has("node_modules/b", "b", { LICENSE: "See the website." });
    for (const name of ["a", "b"])
      assert.throws(
        () => contained([bundle({ [`node_modules/${name}/x.js`]: 1 })], root),
        new RegExp(`^Error: ${name}@1`),
      );
  });

  it("agree with npm's list, of which only what is in a bundle stays", () => {
    const listed = {
      serialNumber: "urn:uuid:1",
      metadata: { timestamp: "now", component: { "bom-ref": "us@1.0.0", name: "folder" } },
      components: [{ "bom-ref": "a@1.0.0" }, { "bom-ref": "b@1.0.0" }],
      dependencies: [{ ref: "us@1.0.0", dependsOn: ["a@1.0.0", "b@1.0.0"] }, { ref: "a@1.0.0" }, { ref: "b@1.0.0" }],
    };
    const part = (id: string) => ({ id, license: "MIT", text: LICENSE });
    const made = reconciled(listed, [part("a@1.0.0")], "us");
    assert.deepEqual(made.components, [{ "bom-ref": "a@1.0.0" }]);
    assert.deepEqual(made.dependencies, [
      { ref: "us@1.0.0", dependsOn: ["a@1.0.0"] },
      { ref: "a@1.0.0", dependsOn: [] },
    ]);
    assert.doesNotMatch(JSON.stringify(made), /urn:uuid|now|folder/);
    assert.throws(() => reconciled(listed, [part("c@1.0.0")], "us"), /not among the dependencies: c@1\.0\.0/);
  });

  it("of the package that was built are those of its list of parts, every text in full", () => {
    const { components } = JSON.parse(readFileSync("sbom.cdx.json", "utf8")) as Sbom;
    const names = components.map((each) => each["bom-ref"]).toSorted();
    const text = readFileSync("ThirdPartyNotices.txt", "utf8");
    const parts = text.split(`\n\n${"=".repeat(80)}\n\n`).slice(1);
    assert.deepEqual(parts.map((part) => part.split("\n", 1)[0]).toSorted(), names);
    for (const name of ["undici", "papaparse", "preact", "valibot", "fast-xml-parser"])
      assert.ok(
        names.some((id) => id.startsWith(`${name}@`)),
        name,
      );
    for (const part of parts) assert.match(part, /Permission|Redistribution/);
  });
});
