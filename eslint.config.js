import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { importFences } from './eslint-rules/import-fences.js'
import { placedGlobals } from './eslint-rules/placed-globals.js'
import { retiredWords } from './eslint-rules/retired-words.js'
import { speechlessUseCases } from './eslint-rules/speechless-use-cases.js'

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'data/', 'certs/', 'src/ui/assets/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: {
      house: {
        rules: {
          'import-fences': importFences,
          'placed-globals': placedGlobals,
          'retired-words': retiredWords,
          'speechless-use-cases': speechlessUseCases,
        },
      },
    },
  },
  {
    name: 'all TypeScript',
    files: ['**/*.{ts,tsx}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 400],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'object-shorthand': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `headers['host']`: the compiler types such names by their index signature, and so they are written.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      // Text is taken apart by code point on purpose: lengths count what a person sees.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Libraries type their bit flags as enums, and their options as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // openid-client marks it only to make it stand out. Whom the broker calls by http is decided in outgoing/.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // An empty text is as good as none where `||` is written for texts.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Ports are asynchronous; what implements them in memory need not wait for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    name: 'the product',
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'house/import-fences': 'error',
      'house/placed-globals': 'error',
      'house/retired-words': 'error',
      'house/speechless-use-cases': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"], Property[key.name="dangerouslySetInnerHTML"]',
          message: 'Markup is made by components alone: they escape.',
        },
        {
          selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
          message: 'A value is parsed into its type, not called it.',
        },
      ],
    },
  },
  {
    name: 'functions of the product; a page is markup and may be longer',
    files: ['src/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }] },
  },
  {
    name: 'tests: chai reads as properties, fakes are plain, and what was answered is read as it came',
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // A hook that cleans up does not know how far the one before it came.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },
  {
    name: 'configuration in JavaScript, which no tsconfig knows',
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
)
