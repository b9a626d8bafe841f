/** `npm start`: VS Code with the packaged extension and the sample project, to try by hand. */
import { Workbench } from "../ui/workbench";

const headless = process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"];

async function main(): Promise<void> {
  const vscode = await Workbench.launch({ headless });
  await vscode.runCommand("REDCap: Open Sample Project");
  await vscode.treeItem("SUNRISE").waitFor();
  const how = headless
    ? 'There is no screen here, so open it in a browser and run "REDCap: Open Sample Project". Ctrl+C ends it'
    : "Close its window or press Ctrl+C to end it";
  process.stdout.write(`VS Code is running. ${how}: ${vscode.address}\n`);
  await vscode.closedByPerson();
  await vscode.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
