import tseslint from "typescript-eslint";

/** Layers from the bottom up; a folder may import from itself and from what stands before it (see CONTRIBUTING.md). */
const LAYERS = {
  core: [],
  codec: ["core"],
  net: ["core"],
  redcap: ["core", "codec", "net"],
  emulator: ["core", "codec"],
  app: ["core", "codec", "net", "redcap"],
  webview: ["core", "editors/protocol"],
  platform: ["core", "codec", "net", "redcap", "app", "emulator"],
  editors: ["core", "codec", "net", "redcap", "app", "platform"],
  views: ["core", "codec", "net", "redcap", "app", "platform"],
  commands: ["core", "codec", "net", "redcap", "app", "platform", "views", "editors"],
};
const VSCODE_FREE = new Set(["core", "codec", "net", "redcap", "emulator", "app", "webview"]);

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: VSCODE_FREE.has(layer) ? [{ name: "vscode", message: `src/${layer} must not know VS Code` }] : [],
        patterns: [
          {
            regex: `^(\\.\\./)+(?!(${[layer, ...allowed].join("|")})(/|$))(${Object.keys(LAYERS).join("|")}|extension)(/|$)`,
            message: `src/${layer} may import only from: ${[layer, ...allowed].join(", ")}`,
          },
        ],
      },
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
  ...layerRules,
);
