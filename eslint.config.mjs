import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["node_modules", "coverage", "*.mjs", "*.cjs"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-console": "error",
      complexity: ["error", 12],
      "max-lines": ["error", { max: 250 }],
      "max-depth": ["error", 3],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // A template literal may print a number; an Output in one is still refused.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A component is made for its resources, not for the value that `new` returns.
      "no-new": "off",
    },
  },
  {
    files: ["test/**"],
    rules: {
      // mocha's describe and it return values nobody awaits; arrow shorthand keeps cases on one line.
      "@typescript-eslint/no-confusing-void-expression": "off",
    },
  },
);
