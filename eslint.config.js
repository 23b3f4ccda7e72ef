import lit from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import tseslint from "typescript-eslint";

/** Arrows run one way: scenarios → contracts ← sdk ← widgets, contracts ← hub. */
const mayImport = {
  contracts: [],
  sdk: ["@linli/contracts"],
  widgets: ["@linli/contracts", "@linli/sdk"],
  hub: ["@linli/contracts"],
  cli: ["@linli/contracts", "@linli/hub", "@linli/sdk", "@linli/widgets"],
};
const ours = ["@linli/contracts", "@linli/sdk", "@linli/widgets", "@linli/hub", "linli"];

const arrows = Object.entries(mayImport).map(([name, allowed]) => ({
  files: [`packages/${name}/src/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          ...ours
            .filter((one) => !allowed.includes(one))
            .map((one) => ({
              group: [one, `${one}/*`],
              message: `${name} may not import ${one}: arrows run one way.`,
            })),
          { regex: "^(\\.\\./)+(contracts|sdk|widgets|hub|cli)/", message: "Import a package by its name." },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [...["**/dist/", "**/generated/", "**/cdn/", "**/node_modules/", "**/storybook-static/", ".linli/"]],
  },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
        { selector: "TSEnumDeclaration", message: "Use a union of literals." },
      ],
      eqeqeq: ["error", "always"],
    },
  },
  ...arrows,
  {
    files: ["packages/{contracts,sdk}/src/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "window", "document", "navigator", "process", "Buffer", "localStorage"],
    },
  },
  {
    files: ["packages/widgets/src/**/*.ts"],
    plugins: { lit, "lit-a11y": litA11y },
    rules: {
      ...lit.configs["flat/recommended"].rules,
      ...litA11y.configs.recommended.rules,
      "no-restricted-properties": [
        "error",
        { object: "document", property: "querySelector", message: "Look inside the element's own root." },
        { object: "document", property: "body", message: "Overlays stay inside the element's own root." },
      ],
    },
  },
  {
    // Configuration files are read by tools that want a default export.
    files: ["*.config.{js,ts,mjs}", "**/.storybook/*", "stories/**", "**/*.config.mjs"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["packages/contracts/src/rules.ts"],
    rules: { eqeqeq: "off" },
  },
);
