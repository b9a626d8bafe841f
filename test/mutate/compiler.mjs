// Whether the type check refuses a mutant: then nobody could land it, and no test need notice it.
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../run/setup.mjs";

/** @returns {(mutant: object, mutated: string) => string | undefined} the compiler's sentence about the mutated file */
export function typeChecker() {
  const services = new Map();
  return ({ fileName }, mutated) => {
    const config = fileName.startsWith("src/webview/") ? "src/webview/tsconfig.json" : "tsconfig.json";
    if (!services.has(config)) services.set(config, service(config));
    return services.get(config)(join(ROOT, fileName), mutated);
  };
}

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
  return (file, text) => {
    const turn = (to) => {
      if (to === undefined) changed.delete(file);
      else changed.set(file, to);
      versions.set(file, (versions.get(file) ?? 0) + 1);
    };
    turn(text);
    const [error] = [...language.getSyntacticDiagnostics(file), ...language.getSemanticDiagnostics(file)];
    turn(undefined);
    return error && ts.flattenDiagnosticMessageText(error.messageText, " ");
  };
}
