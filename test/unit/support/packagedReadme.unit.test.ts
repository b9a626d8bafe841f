import assert from "node:assert/strict";
import { packagedReadme } from "../../run/packagedReadme.mjs";

describe("the README of a package without a repository", () => {
  it("has no picture that VS Code could not draw", () => {
    assert.equal(packagedReadme("What it is.\n\n![A grid](a.png)\n\nMore.\n", ["a.png"]), "What it is.\n\nMore.\n");
    const shown = "![A grid](https://example.org/a.png)\n\nMore.\n";
    assert.equal(packagedReadme(shown, []), shown);
  });

  it("says in words what leads to a file that is not in the package", () => {
    assert.equal(packagedReadme("See [Files](docs/files.md).", []), "See Files.");
    const kept = "See [what changed](CHANGELOG.md).";
    assert.equal(packagedReadme(kept, ["CHANGELOG.md"]), kept);
  });

  it("keeps addresses and places in the page", () => {
    const text = "See [Limits](#limits) and [VS Code](https://code.visualstudio.com).";
    assert.equal(packagedReadme(text, []), text);
  });
});
