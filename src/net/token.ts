import { message } from "../core/text/message";
import type { Message } from "../core/text/message";

/** What is wrong with a pasted token, or the token without the blanks and line ends that copying adds. */
export function checkToken(input: string): { readonly token: string } | { readonly problem: Message } {
  const token = input.trim();
  if (!token) return { problem: message("Paste the API token of the project.") };
  if (/^[0-9a-z]{64}$/i.test(token))
    return {
      problem: message(
        "This is a super token, which creates projects and opens none. Paste the 32-character token of one project.",
      ),
    };
  if (!/^[0-9a-f]{32}$/i.test(token))
    return {
      problem: message(
        "A token has 32 characters, digits and the letters A to F. Copy it again from REDCap's API page.",
      ),
    };
  return { token };
}
