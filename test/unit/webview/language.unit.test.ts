import assert from "node:assert/strict";
import { DRAFT_TEXTS } from "../../../src/webview/draftTexts";
import { takeLanguage, text } from "../../../src/webview/language";

describe("the texts of the grid", () => {
  afterEach(() => takeLanguage("en", undefined));

  it("are in the language that the host hands over, by its rules, and in English where nobody translated them", () => {
    const translated = {
      "{shown} of {count} role": "{shown} von {count} Rolle",
      "Roles of {project}": "Rollen von {project}",
    };
    takeLanguage("de", JSON.stringify(translated));
    const { grid, rows } = DRAFT_TEXTS.roles;
    assert.deepEqual([grid("Trial"), rows(1, 1), rows(1, 2)].map(text), [
      "Rollen von Trial",
      "1 von 1 Rolle",
      "1 of 2 roles",
    ]);
  });

  it("are English where nothing is handed over", () => {
    takeLanguage("en", undefined);
    assert.equal(text(DRAFT_TEXTS.users.rows(3, 1)), "3 of 1 user");
  });
});
