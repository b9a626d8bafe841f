// Asks a REDCap API by plain HTTP, with nothing of this project in between, and prints the answer's bytes:
//   REDCAP_TOKEN=… node test/run/ask.mjs URL CONTENT FORMAT
const [url, content, format] = process.argv.slice(2);
const token = process.env.REDCAP_TOKEN ?? "";
const body = new URLSearchParams({ token, content, action: "export", format, returnFormat: format });
const answer = await fetch(url, { method: "POST", body });
process.stdout.write(Buffer.from(await answer.arrayBuffer()));
process.exitCode = answer.ok ? 0 : 1;
