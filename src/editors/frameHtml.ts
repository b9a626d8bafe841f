import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { escaped } from "../core/text/html";
import { translations } from "../platform/language";

export interface FrameParts {
  readonly title: string;
  /** File names in `media/webview`. */
  readonly styles: readonly string[];
  /** File name in `dist/webview`. */
  readonly script: string;
}

/** What a frame may read: what we have built, and nothing else. */
export function frameOptions(root: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(root, "dist", "webview"), vscode.Uri.joinPath(root, "media", "webview")],
  };
}

/** The document of a frame, with the translations for its texts: no inline script or style, nothing from outside. */
export function frameHtml(webview: vscode.Webview, root: vscode.Uri, { title, styles, script }: FrameParts): string {
  const nonce = randomBytes(16).toString("base64");
  const uri = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(root, ...path)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  const links = styles.map((name) => `<link rel="stylesheet" href="${uri("media", "webview", name)}">`);
  const texts = translations ? ` data-texts="${escaped(JSON.stringify(translations))}"` : "";
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
${links.join("\n")}
</head>
<body${texts}>
<main id="root"></main>
<script nonce="${nonce}" src="${uri("dist", "webview", script)}"></script>
</body>
</html>`;
}
