import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const CSS = readFileSync("media/webview/accessTable.css", "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
/** Where the system's colours are forced, only the system's names are any good. */
const [plain = "", ...forced] = CSS.split("@media (forced-colors: active)");

describe("the colours of the grid", () => {
  it("are the theme's, everywhere", () => {
    const values = [
      ...plain.matchAll(/(?:color|background|background-color|border[\w-]*|outline|box-shadow):\s*([^;]+);/g),
    ];
    assert.ok(values.length > 50, `${values.length} values`);
    const own = values
      .map(([, value = ""]) => value)
      .filter((value) =>
        /#[\da-f]{3,8}\b|\b(?:rgb|hsl|white|black|red|green|blue|gray|grey|yellow)/i.test(
          value.replaceAll(/--vscode-[\w-]+/g, ""),
        ),
      );
    assert.deepEqual(own, []);
  });

  it("give way to the system's, and nothing moves for those who do not want it", () => {
    assert.equal(forced.length, 1);
    assert.match(forced[0] ?? "", /Highlight/);
    assert.match(forced[0] ?? "", /prefers-reduced-motion: reduce[\s\S]*animation: none/);
    assert.doesNotMatch(plain, /transition|animation/);
  });
});
