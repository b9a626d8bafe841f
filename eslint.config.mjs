import tseslint from "typescript-eslint";
import { LAYERS } from "./layers.mjs";

const vscodeFree = Object.entries(LAYERS)
  .filter(([, { vscode }]) => !vscode)
  .map(([layer]) => ({
    files: [`src/${layer}/**/*.{ts,tsx}`],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "vscode", message: `src/${layer} must not know VS Code` }] },
      ],
    },
  }));

const EXPORTS = [
  { selector: "ExportDefaultDeclaration", message: "named exports only" },
  { selector: "ExportAllDeclaration", message: "no barrels" },
];
/** What people read is a message, rendered at one door and shown through the ports of src/platform. */
const TEXTS = {
  selector: "MemberExpression[object.name='vscode'][property.name='l10n']",
  message: "Say it as a message (src/core/text/message.ts); src/platform/language.ts alone renders them.",
};
const DIALOGS = {
  selector:
    "MemberExpression[property.name=/^(show(Information|Warning|Error)Message|show(InputBox|QuickPick|OpenDialog|SaveDialog|WorkspaceFolderPick)|create(QuickPick|InputBox)|withProgress|setStatusBarMessage)$/]",
  message: "Ask and tell through the ports of src/platform (dialogs, progress, files), which take messages.",
};
/** What goes into a sentence is a name, a number or another sentence; words of ours there could not be translated. */
const ARGUMENTS = {
  selector:
    "CallExpression[callee.name='message'] > ObjectExpression > Property > Literal[value=/[a-z]{2}/i], CallExpression[callee.name='verbatim'] > Literal[value=/[a-z] [a-z]/i]",
  message: "Words of ours are a message, within a message too.",
};
const DIAGNOSTICS = {
  selector: "NewExpression[callee.object.name='vscode'][callee.property.name=/^Diagnostic/]",
  message: "Break a rule of src/core/rules; src/editors/language/diagnostics.ts alone shows what is broken.",
};

export default tseslint.config(
  { ignores: ["node_modules", "dist", "out", ".vscode-test", ".mutate", "test-results"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./src/webview/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 400 }],
      "no-restricted-syntax": ["error", ...EXPORTS],
    },
  },
  { files: ["src/**/*.{ts,tsx}"], rules: { "no-console": "error" } },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/platform/**"],
    rules: { "no-restricted-syntax": ["error", ...EXPORTS, DIALOGS, TEXTS, ARGUMENTS, DIAGNOSTICS] },
  },
  {
    files: ["src/platform/**/*.ts"],
    ignores: ["src/platform/language.ts"],
    rules: { "no-restricted-syntax": ["error", ...EXPORTS, TEXTS, ARGUMENTS] },
  },
  {
    files: ["src/editors/language/diagnostics.ts"],
    rules: { "no-restricted-syntax": ["error", ...EXPORTS, DIALOGS, TEXTS, ARGUMENTS] },
  },
  ...vscodeFree,
);
