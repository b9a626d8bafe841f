import { message } from "../../core/text/message";
import { movedApi } from "../../net/redirect";
import { RedcapError } from "../errors";
import type { ErrorDetails } from "../errors";

/** Redirects are never followed. One to another address of the API may be a move; one to a page is none. */
export function redirected(location: string, details: ErrorDetails): RedcapError {
  if (location && movedApi(location, "https://the.same.invalid/api/") === undefined) {
    const [place = ""] = location.split(/[?#;]/, 1);
    return new RedcapError(
      "notRedcap",
      message(
        "The server sends requests on to {place}, which is a web page, perhaps one to sign in on. Ask the server's administrator to let API requests through without it.",
        { place },
      ),
      { ...details, location },
    );
  }
  return new RedcapError(
    "moved",
    location
      ? message(
          "The server sends requests on to {place}. A token is never sent along: if that is right, use Change Server Address, which asks for the token again.",
          { place: location },
        )
      : message(
          "The server sends requests on to another address. A token is never sent along: if that is right, use Change Server Address, which asks for the token again.",
        ),
    { ...details, location },
  );
}
