import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer";

const PATH = "/api/";

/** A request that never gets as far as the API; undefined when it may. */
export function refuseEarly(request: IncomingMessage, port: number): Answer | undefined {
  const { host = "", origin } = request.headers;
  // A page in a browser may reach loopback; it cannot hide where it comes from.
  if (origin !== undefined) return plain(403, "Requests from web pages are refused.");
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return plain(403, "This server answers only at 127.0.0.1 and localhost.");
  const path = (request.url ?? "").split("?")[0];
  if (path !== PATH && `${path}/` !== PATH) return notFound();
  // Without its last slash the address is redirected to a page that no longer gets the POST.
  if (path !== PATH || request.method !== "POST") return notImplemented();
  return undefined;
}

/** The body of a form; undefined when it is longer than allowed. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? undefined : Buffer.concat(chunks).toString("utf8");
}

export function send(response: ServerResponse, { status, type, body }: Answer): void {
  const bytes = Buffer.from(body, "utf8");
  response.writeHead(status, { "content-type": type, "content-length": bytes.length });
  response.end(bytes);
}

export function tooLarge(): Answer {
  return page(
    413,
    "Request Entity Too Large",
    "The amount of data provided in the request exceeds the capacity limit.",
  );
}

export function broken(): Answer {
  return page(500, "Internal Server Error", "The server encountered an internal error.");
}

function notFound(): Answer {
  return page(404, "Not Found", "The requested URL was not found on this server.");
}

function notImplemented(): Answer {
  const body =
    '<?xml version="1.0" encoding="UTF-8" ?><hash><error>The requested method is not implemented.</error></hash>';
  return { status: 501, type: "text/xml; charset=utf-8", body };
}

function plain(status: number, body: string): Answer {
  return { status, type: "text/plain; charset=utf-8", body };
}

/** As the web server in front of REDCap answers. */
function page(status: number, title: string, text: string): Answer {
  const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head>
<title>${status} ${title}</title>
</head><body>
<h1>${title}</h1>
<p>${text}</p>
</body></html>
`;
  return { status, type: "text/html; charset=iso-8859-1", body };
}
