import { readdirSync } from 'node:fs';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/*
 * The folder law: app -> features/<x> -> order -> failures -> {api, realtime, i18n, ui}. Imports that leave a folder
 * are written `@/...`, which makes the law a list of forbidden prefixes and needs no resolver.
 */
const climbing = { regex: '^\\.\\./', message: 'write `@/...`: imports that leave a folder are absolute' };
const barrel = { regex: '(^|/)index(\\.tsx?)?$', message: 'no re-export files: import the module itself' };

/** Forbids `prefixes` in the files of `folder`. */
function zone(folder, prefixes, ignores = []) {
  return {
    files: [`src/${folder}/**/*.{ts,tsx}`],
    ignores,
    rules: {
      'no-restricted-imports': ['error', { patterns: [climbing, barrel, ...prefixes.map((prefix) => ({ regex: `^@/${prefix}(/|$)`, message: `${folder} must not know ${prefix}` }))] }],
    },
  };
}

const features = readdirSync(new URL('src/features', import.meta.url));

export default tseslint.config(
  { ignores: ['dist', 'src/api/schema.gen.ts', 'playwright-report', 'test-results'] },
  ...tseslint.configs.strict,
  reactHooks.configs.flat['recommended-latest'],
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'scripts/*.mjs'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], rules: { 'no-restricted-imports': ['error', { patterns: [climbing, barrel] }] } },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  zone('ui', ['app', 'features', 'order', 'failures', 'realtime', 'api']),
  zone('i18n', ['app', 'features', 'order', 'failures', 'realtime', 'api', 'ui']),
  zone('api', ['app', 'features', 'order', 'failures', 'realtime', 'i18n', 'ui']),
  zone('realtime', ['app', 'features', 'order', 'failures', 'i18n', 'ui']),
  zone('failures', ['app', 'features', 'order', 'realtime', 'ui']),
  zone('order', ['app', 'features']),
  ...features.map((name) => zone(`features/${name}`, ['app', ...features.filter((other) => other !== name).map((other) => `features/${other}`)])),
);
