// mocha's spec output, plus the counts as JSON for the caller that adds up the tiers.
const { writeFileSync } = require("node:fs");
const Mocha = require("mocha");

module.exports = class extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => writeFileSync(options.reporterOptions.file, JSON.stringify(runner.stats)));
  }
};
