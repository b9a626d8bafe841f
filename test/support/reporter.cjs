// mocha's spec output, plus the counts as JSON for the caller that adds up the tiers: all of them, and those of each file.
const { writeFileSync } = require("node:fs");
const Mocha = require("mocha");

module.exports = class extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = {};
    const of = ({ file }) => (files[file] ??= { passes: 0, failed: [] });
    runner.on("pass", (test) => of(test).passes++);
    runner.on("fail", (test) => of(test).failed.push(test.fullTitle()));
    runner.once("end", () => writeFileSync(options.reporterOptions.file, JSON.stringify({ ...runner.stats, files })));
  }
};
