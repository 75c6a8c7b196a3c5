import { expect } from 'chai'
import { ESLint, Linter } from 'eslint'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import tseslint from 'typescript-eslint'
import { importFences } from '../../eslint-rules/import-fences.js'
import { placedGlobals } from '../../eslint-rules/placed-globals.js'
import { retiredWords } from '../../eslint-rules/retired-words.js'
import { speechlessUseCases } from '../../eslint-rules/speechless-use-cases.js'
import { ALLOWED, CONNECTING, NOT_CONNECTING, REFUSED, TOUCHES, WRITTEN } from './invented-sources.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const linter = new Linter({ cwd: ROOT })

/** What the rules of the house say of an invented file of `src/`. */
const reported = (file: string, text: string): readonly string[] =>
  linter
    .verify(
      text,
      {
        files: ['**/*.{ts,tsx}'],
        languageOptions: { parser: tseslint.parser },
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
        rules: {
          'house/import-fences': 'error',
          'house/placed-globals': 'error',
          'house/retired-words': 'error',
          'house/speechless-use-cases': 'error',
        },
      },
      join(ROOT, 'src', file),
    )
    .map(({ message }) => message)

/** What a use case of operators may not hold: words for a reader. */
const SPEECH: readonly string[] = [
  "'see: servicekonto sp list'",
  "'keys activate'",
  "'sp set weakAlgorithms=…'",
  '`add --force`',
  "'--set'",
  "'encrypt=auto'",
  '`it may be one of ${words}`',
  "'its metadata have no validUntil'",
]

/** What it may: codes, names of fields and of programs, addresses. */
const SPEECHLESS: readonly string[] = [
  "'setting-value'",
  "'the Spring Security SAML extension'",
  "'aes256-gcm aes128-gcm aes256-cbc aes128-cbc'",
  "'/auth/saml/callback'",
  "'public key'",
]

describe('the linter', () => {
  it('reports each import that crosses a fence', () => {
    for (const [file, specifier] of REFUSED) {
      expect(reported(file, `import type { x } from '${specifier}'`), `${specifier} in ${file}`).to.have.length(1)
    }
  })

  it('leaves each import alone that the architecture allows', () => {
    for (const [file, specifier] of ALLOWED) {
      expect(reported(file, `import type { x } from '${specifier}'`), `${specifier} in ${file}`).to.deep.equal([])
    }
    expect(reported('cli/demo.ts', "export const run = () => import('../demo/demo.js')")).to.deep.equal([])
  })

  it('reports such an import however it is written in a module', () => {
    const inModules = WRITTEN.filter((text) => !/require|`/.test(text))
    expect(inModules).to.have.length.greaterThan(5)
    for (const text of inModules) expect(reported('domain/login.ts', text), text).to.have.length(1)
  })

  it('reports a connection beside the outgoing port, and no server or type', () => {
    for (const text of CONNECTING) {
      expect(reported('saml/metadata/fetch-metadata.ts', text), text).to.have.length(1)
      expect(reported('outgoing/send-request.ts', text), text).to.deep.equal([])
    }
    for (const text of NOT_CONNECTING) expect(reported('http/every-answer.ts', text), text).to.deep.equal([])
  })

  it('reports a word that the glossary has retired, in a name, a comment or a path', () => {
    for (const text of [
      'export const listProviders = 1',
      'export interface PartnerKey {}',
      'export type PersonChoice = string',
      'export const PERSON_WISHES = []',
      'export const gatherPerson = 1',
      'export const x = { brake: 1 }',
      '// Far above every brake.\nexport const x = 1',
      '/** A service provider. */\nexport const x = 1',
    ]) {
      expect(reported('domain/login.ts', text), text).to.have.length(1)
    }
    expect(reported('login/steps/meet-person.ts', 'export const x = 1')).to.have.length(1)
    for (const text of [
      '/** What an identity provider says. */\nexport const x = 1',
      "/** `braked`: too often. */\nexport const braked = 'braked'",
      'export const brakes = 1',
      'export const samePerson = 1',
    ]) {
      expect(reported('domain/login.ts', text), text).to.deep.equal([])
    }
  })

  it('reports words for a reader in a use case of operators, and leaves its faces and its codes alone', () => {
    for (const text of SPEECH) {
      expect(reported('operators/services/advice.ts', `export const x = ${text}`), text).to.have.length(1)
      expect(reported('cli/sp/sentences.ts', `export const x = ${text}`), text).to.deep.equal([])
    }
    for (const text of SPEECHLESS) {
      expect(reported('operators/services/advice.ts', `export const x = ${text}`), text).to.deep.equal([])
    }
  })

  it('reports each global outside its place, and none in it', () => {
    for (const [text] of TOUCHES.filter(([each]) => !each.includes('globalThis'))) {
      expect(reported('http/cookies.ts', text), text).to.have.length(1)
    }
    expect(reported('compose/system-clock.ts', 'export const now = () => Date.now()')).to.deep.equal([])
    expect(reported('http/cookies.ts', 'export const f = (console: { log(): void }) => console.log()')).to.deep.equal(
      [],
    )
  })

  it('holds the house rules in every file of the product', async () => {
    const config: unknown = await new ESLint({ cwd: ROOT }).calculateConfigForFile(join(ROOT, 'src/domain/login.ts'))
    const rules = [
      'house/import-fences',
      'house/placed-globals',
      'house/retired-words',
      'house/speechless-use-cases',
      'max-lines',
      'max-lines-per-function',
      'no-restricted-exports',
      'no-restricted-syntax',
      '@typescript-eslint/consistent-type-imports',
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-non-null-assertion',
      '@typescript-eslint/no-floating-promises',
    ]
    expect(config).to.have.property('rules').that.includes.keys(rules)
    const { rules: set } = config as { rules: Record<string, readonly unknown[]> }
    for (const rule of rules) expect(set[rule]?.[0], rule).to.equal(2)
  })
})
