/* Check HTML files by rules.cjs; prints what is wrong with each as JSON.
 * usage: node validate.cjs MODULES < {"paths": […], "rules": {NAME: …}}
 * "rules" stand above those of rules.cjs. */
const { createRequire } = require("node:module");
const fs = require("node:fs");
const modules = createRequire(process.argv[2] + "/");
const { HtmlValidate, StaticConfigLoader } = modules("html-validate");

const { paths, rules } = JSON.parse(fs.readFileSync(0, "utf8"));
const config = require("./rules.cjs");
const validator = new HtmlValidate(new StaticConfigLoader(
  { ...config, rules: { ...config.rules, ...rules } }));
const found = {};
for (const path of paths) {
  const report = validator.validateStringSync(fs.readFileSync(path, "utf8"));
  found[path] = report.results.flatMap((result) => result.messages.map(
    (m) => `${m.line}:${m.column}: ${m.ruleId}: ${m.message}`));
}
console.log(JSON.stringify(found));
