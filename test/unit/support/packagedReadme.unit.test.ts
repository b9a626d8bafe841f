import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagedReadme } from "../../run/packagedReadme.mjs";

describe("the README of a package without a repository", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "readme-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const packaged = (text: string, files: readonly string[] = []): string => {
    writeFileSync(join(folder, "README.md"), text);
    writeFileSync(join(folder, "a.png"), "png");
    return packagedReadme(join(folder, "README.md"), files);
  };

  it("holds its pictures itself", () => {
    assert.equal(packaged("![A grid](a.png)"), "![A grid](data:image/png;base64,cG5n)");
  });

  it("is refused with a picture that VS Code does not show", () => {
    assert.throws(() => packaged("![A grid](a.svg)"), /VS Code shows no such picture in a README: a\.svg/);
  });

  it("says in words what leads to a file that is not in the package", () => {
    assert.equal(packaged("See [Files](docs/files.md)."), "See Files.");
    assert.equal(packaged("See [what changed](CHANGELOG.md).", ["CHANGELOG.md"]), "See [what changed](CHANGELOG.md).");
  });

  it("keeps addresses and places in the page", () => {
    const text = "See [Limits](#limits) and [VS Code](https://code.visualstudio.com).";
    assert.equal(packaged(text), text);
  });
});
