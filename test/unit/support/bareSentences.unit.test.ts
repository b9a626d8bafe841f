import assert from "node:assert/strict";
import { ESLint } from "eslint";

/** The project's own lint, without the rules that know types: they would read all of it first. */
const LINT = new ESLint({
  ruleFilter: ({ ruleId }) => /^no-restricted/.test(ruleId),
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
});

/** What the rule of `no-restricted-syntax` says of a text, as if it stood in that file. */
async function complaints(filePath: string, code: string): Promise<readonly string[]> {
  const [result] = await LINT.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ message }) => message.split(/[:;(]/)[0]?.trim() ?? "");
}

describe("a sentence that is no message", () => {
  const SHOWN =
    'import * as vscode from "vscode";\nvoid vscode.window.showWarningMessage("Nobody can translate this.");\n';
  const TOLD = 'import * as vscode from "vscode";\nexport const told = vscode.l10n.t("Nor give this a plural.");\n';
  const EDITORS = "src/editors/drafts/openDrafts.ts";

  it("reaches no dialog outside src/platform", async () => {
    assert.deepEqual(await complaints(EDITORS, SHOWN), ["Ask and tell through the ports of src/platform"]);
    assert.deepEqual(await complaints("src/platform/dialogs.ts", SHOWN), []);
  });

  it("is rendered at one door", async () => {
    assert.deepEqual(await complaints(EDITORS, TOLD), ["Say it as a message"]);
    assert.deepEqual(await complaints("src/platform/dialogs.ts", TOLD), ["Say it as a message"]);
    assert.deepEqual(await complaints("src/platform/language.ts", TOLD), []);
  });

  it("is nothing that commands could show or render at all: they do not know VS Code", async () => {
    const [first] = await complaints("src/commands/trusted.ts", TOLD);
    assert.match(first ?? "", /src\/commands must not know VS Code/);
  });
});
