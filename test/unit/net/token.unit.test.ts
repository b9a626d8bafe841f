import assert from "node:assert/strict";
import { english } from "../../../src/core/text/message";
import { checkToken } from "../../../src/net/token";

const TOKEN = "0123456789abcdef0123456789ABCDEF";

function problem(input: string): string {
  const checked = checkToken(input);
  assert.ok("problem" in checked, input);
  return english(checked.problem);
}

describe("a pasted token", () => {
  it("is taken without the blanks and line ends around it, in the letters as pasted", () => {
    for (const input of [TOKEN, ` ${TOKEN}`, `${TOKEN}\r\n`, `\t${TOKEN}\u00a0`])
      assert.deepEqual(checkToken(input), { token: TOKEN });
  });

  it("is asked for when there is none", () => {
    for (const input of ["", "  \n"]) assert.equal(problem(input), "Paste the API token of the project.");
  });

  it("that creates projects is told from one that opens a project", () => {
    assert.match(problem("S".repeat(64)), /^This is a super token/);
    assert.match(problem(TOKEN + TOKEN), /^This is a super token/);
  });

  it("is refused when it is too short, too long, broken or has other letters", () => {
    const wrong = [TOKEN.slice(1), `${TOKEN}0`, `${TOKEN.slice(0, 16)} ${TOKEN.slice(16)}`, `${TOKEN.slice(1)}G`];
    for (const input of [...wrong, `token=${TOKEN}`, "https://redcap.example.edu/"]) {
      assert.match(problem(input), /^A token has 32 characters/);
      assert.equal(problem(input).includes(TOKEN), false, "the problem does not repeat it");
    }
  });
});
