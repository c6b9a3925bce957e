import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["node_modules", "coverage", "*.mjs", "**/*.cjs"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-console": "error",
      complexity: ["error", 15],
      "max-lines": ["error", { max: 250 }],
      "max-depth": ["error", 3],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // A template literal may print a number; an Output in one is still refused.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Callbacks of gRPC return what the other side ignores.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A component is made for its resources, not for the value that `new` returns.
      "no-new": "off",
    },
  },
  {
    // Replaces functions of the SDK's own modules: `import *` gives a copy of a module, this the module itself.
    files: ["simulator/sdk/*.ts"],
    rules: { "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }] },
  },
  {
    // Collects what programs print, and so has to name what it stands in for.
    files: ["simulator/run.ts"],
    rules: { "no-console": "off" },
  },
);
