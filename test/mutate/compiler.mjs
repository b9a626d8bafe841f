// Whether the type check refuses a mutant: then nobody could land it, and no test need notice it.
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../run/setup.mjs";

/** @returns {(mutant: object) => string | undefined} the compiler's sentence about the file with the mutant in it */
export function typeChecker(fileNames) {
  const services = new Map([...new Set(fileNames.map(configOf))].map((config) => [config, service(config)]));
  return ({ fileName, mutated }) => services.get(configOf(fileName))(join(ROOT, fileName), mutated());
}

const configOf = (fileName) => (fileName.startsWith("src/webview/") ? "src/webview/tsconfig.json" : "tsconfig.json");

function service(config) {
  const path = join(ROOT, config);
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const changed = new Map();
  const versions = new Map();
  const language = ts.createLanguageService({
    ...ts.sys,
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (file) => String(versions.get(file) ?? 0),
    getScriptSnapshot: (file) => {
      const text = changed.get(file) ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  // Reads every file now, and none again.
  language.getProgram();
  return (file, text) => {
    const turn = (to) => {
      changed.set(file, to);
      versions.set(file, (versions.get(file) ?? 0) + 1);
    };
    const before = language.getProgram().getSourceFile(file).text;
    turn(text);
    const [error] = [...language.getSyntacticDiagnostics(file), ...language.getSemanticDiagnostics(file)];
    turn(before);
    return error && ts.flattenDiagnosticMessageText(error.messageText, " ");
  };
}
