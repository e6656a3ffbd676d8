// Which room may import which, beyond what the compiler's project references already refuse.
const room = (name) => `^app/${name}/`

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles-between-rooms",
      severity: "error",
      from: { path: "^app/([^/]+)/" },
      to: { path: "^app/([^/]+)/", pathNot: "^app/$1/", circular: true },
    },
    {
      name: "no-cycles-between-files",
      comment: "types may go round; what runs may not",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "contract-imports-zod-only",
      severity: "error",
      from: { path: room("contract") },
      to: { pathNot: ["^app/contract/", "^node_modules/zod/"] },
    },
    {
      name: "pictures-import-contract-only",
      severity: "error",
      from: { path: room("pictures") },
      to: { pathNot: ["^app/contract/", "^app/pictures/"] },
    },
    {
      name: "language-below-engine",
      severity: "error",
      from: { path: room("language") },
      to: { path: "^app/(engine|main|renderer|cli)/" },
    },
    {
      name: "engine-below-main",
      severity: "error",
      from: { path: room("engine") },
      to: { path: "^app/(main|renderer|cli)/" },
    },
    {
      name: "renderer-imports-contract-language-and-pictures",
      severity: "error",
      from: { path: room("renderer") },
      to: { path: "^app/(engine|main|cli)/" },
    },
    {
      name: "no-node-in-renderer",
      severity: "error",
      from: { path: "^app/(renderer|contract|pictures|language)/", pathNot: "vite\\.config\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "symbolic-and-series-below-functions",
      severity: "error",
      from: { path: "^app/engine/(symbolic|series|native)/" },
      to: { path: "^app/engine/(functions|discovery|proofs|evaluator|outputs)/" },
    },
    {
      name: "checker-shares-nothing-with-finder",
      severity: "error",
      from: { path: "^app/engine/proofs/check/" },
      to: { path: "^app/engine/proofs/find/" },
    },
    {
      name: "electron-behind-its-door",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/main/electron/" },
      to: { path: "^node_modules/electron/" },
    },
    {
      name: "engine-opens-nothing",
      severity: "error",
      from: { path: "^app/engine/", pathNot: "^app/engine/native/load\\.ts$" },
      to: { path: "^(node:)?(fs|net|http|https|dns|child_process)(/|$)", dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
      conditionNames: ["node", "import", "default"],
    },
  },
}
