/** Console errors that the host itself writes on a closed network. None of them may come from our own bundles. */
const ALLOWED: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /spdlog|watchdog/i, reason: "native modules of the server build that are not installed here" },
  { pattern: /service ?worker/i, reason: "webviews fall back when the browser refuses a service worker" },
  { pattern: /marketplace|gallery|open-vsx|extensions-control/i, reason: "the extension gallery cannot be reached" },
  {
    pattern:
      /net::ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_REFUSED|TUNNEL_CONNECTION_FAILED|PROXY_CONNECTION_FAILED|BLOCKED_BY_CLIENT|FAILED)/,
    reason: "outside addresses are not reachable",
  },
  {
    pattern: /mint-key|^\S+: Method Not Allowed\s+at/,
    reason: "this host has no key service, so secrets stay in memory",
  },
  { pattern: /authentication provider .github./, reason: "the server build has no GitHub sign-in" },
  {
    pattern: /bad HTTP response code \(404\) was received when fetching the script/,
    reason: "the workbench's own service worker is not served by the server build",
  },
  { pattern: /^Manifest fetch from \S+manifest\.json failed/, reason: "the server build ships no web app manifest" },
  { pattern: /Aborted onWillSaveTextDocument-event/, reason: "VS Code gives up on slow listeners on a busy machine" },
  { pattern: /Long running operations during shutdown/, reason: "a window that is reloaded leaves its host at once" },
  { pattern: /status of 40[134]/, reason: "optional resources that the server build does not ship" },
  { pattern: /An iframe which has both allow-scripts and allow-same-origin/, reason: "VS Code's own webview frames" },
  {
    pattern: /workbench\.desktop|vsda|Fallback|chat|copilot|language model/i,
    reason: "VS Code's own features without their services",
  },
];

export function unexpected(messages: readonly string[]): readonly string[] {
  return messages.filter(
    (text) => text.includes("redcap-access") || !ALLOWED.some(({ pattern }) => pattern.test(text)),
  );
}
