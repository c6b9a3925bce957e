import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["node_modules", "coverage", "**/dist", "template", "*.mjs", "**/*.cjs"] },
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
      // Template literals may contain numbers. An Output is still an error.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // gRPC ignores the return values of its callbacks.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Resources are created with `new`; the value is often not needed.
      "no-new": "off",
    },
  },
  {
    // These files replace functions of the SDK's modules. `import *` may give a copy of a module; `require` never does.
    files: ["simulator/sdk/*.ts"],
    rules: { "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }] },
  },
  {
    // Programs after public bug reports use deprecated classes, which the types distinguish from their successors.
    files: ["test/fixtures/field/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-class-instance-assignment": "off" },
  },
  {
    // The log of a function of Lambda is what it prints.
    files: ["functions/*.mjs"],
    rules: { "no-console": "off" },
  },
  {
    // Replaces console.log to collect the output of programs.
    files: ["simulator/run.ts"],
    rules: { "no-console": "off" },
  },
);
