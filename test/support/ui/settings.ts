/** Every value is set, so that no default of the server build (auto save, for one) decides a test. */
export const SETTINGS: Readonly<Record<string, unknown>> = {
  "files.autoSave": "off",
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  // Pictures of half-faded lists judge nothing.
  "workbench.reduceMotion": "on",
  "workbench.enableExperiments": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "security.workspace.trust.enabled": false,
  "git.enabled": true,
  "git.openRepositoryInParentFolders": "never",
  "workbench.colorTheme": "Default Dark Modern",
};
