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
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "named exports only" },
        { selector: "ExportAllDeclaration", message: "no barrels" },
      ],
    },
  },
  { files: ["src/**/*.{ts,tsx}"], rules: { "no-console": "error" } },
  ...vscodeFree,
);
