import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'

const ROOT = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/saml2int.md', ROOT), 'utf8')

/** How many requirements each group of the profiles has; all of those that an identity provider has to know. */
const GROUPS = {
  'SDP-G': 4,
  'SDP-MD': 12,
  'SDP-ALG': 1,
  'SDP-IDP': 33,
  'IIP-G': 3,
  'IIP-MD': 12,
  'IIP-SSO': 7,
  'IIP-IDP': 21,
  'IIP-ALG': 8,
  'IIP-EXT': 1,
}

const NUMBERS = Object.entries(GROUPS).flatMap(([group, count]) =>
  Array.from({ length: count }, (_, index) => `${group}${String(index + 1).padStart(2, '0')}`),
)

interface Row {
  readonly id: string
  readonly state: string
  readonly remark: string
  /** File and title of each. */
  readonly tests: readonly (readonly [string, string])[]
}

const ROWS: readonly Row[] = page
  .split('\n')
  .filter((line) => /^\| (SDP|IIP)-/.test(line))
  .map((line) => {
    const [id = '', state = '', remark = '', tests = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    const named = tests === '' ? [] : tests.split('<br>')
    return {
      id,
      state,
      remark,
      tests: named.map((each) => [/^`([^`]+)`/.exec(each)?.[1] ?? '', each.replace(/^`[^`]+`: /, '')] as const),
    }
  })

const sourceOf = (file: string): string => {
  const at = new URL(file, ROOT)
  return existsSync(at) ? readFileSync(at, 'utf8') : ''
}

describe('the page of what saml2int demands', () => {
  it('has one row for each requirement', () => {
    expect(ROWS.map(({ id }) => id).toSorted()).to.deep.equal(NUMBERS.toSorted())
  })

  it('names for whatever is held a test that there is, by its file and title', () => {
    for (const { id, tests } of ROWS) {
      for (const [file, title] of tests) {
        const source = sourceOf(file)
        const isThere = source.includes(`it('${title}'`) || source.includes(`it("${title}"`)
        expect(isThere, `${id}: ${file}: ${title}`).to.equal(true)
      }
    }
  })

  it('has a test for all that is held, in part too, and a reason for the rest', () => {
    for (const { id, state, remark, tests } of ROWS) {
      expect(state, id).to.be.oneOf(['held', 'partly', 'not claimed'])
      expect(tests.length > 0, id).to.equal(state !== 'not claimed')
      if (state !== 'held') expect(remark, id).to.match(/\S{3}/)
    }
  })
})
