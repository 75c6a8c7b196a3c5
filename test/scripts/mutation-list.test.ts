import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { REMOVED } from '../../scripts/mutation/check.js'
import { CHECKS } from '../../scripts/mutation/checks/all.js'
import { mutationManual } from '../../scripts/mutation/manual.js'
import { markersOf } from '../../scripts/mutation/markers.js'
import { faultsOf, withoutCheck } from '../../scripts/mutation/mutate.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

describe('the list of the gate’s checks', () => {
  it('fits the tree: each check is marked once, its text stands behind its marker, and the tests exist', () => {
    expect(faultsOf(CHECKS, ROOT)).to.deep.equal([])
  })

  it('is the one in docs/mutations.md (else: npm run test:mutation)', async () => {
    expect(readFileSync(`${ROOT}docs/mutations.md`, 'utf8')).to.equal(await mutationManual(CHECKS, markersOf(ROOT)))
  })

  it('takes out the first text behind the marker, and refuses one that is not there', () => {
    const check = { name: 'x', rule: 'web flow', change: { find: 'a > 1', without: 'false' }, tests: [] } as const
    expect(withoutCheck('a > 1\n// check: x\nif (b) c\nif (a > 1) b\na > 1', check)).to.equal(
      'a > 1\n// check: x\nif (b) c\nif (false) b\na > 1',
    )
    expect(() => withoutCheck('a > 1\n// check: x\nif (b) c', check)).to.throw(/x: its text does not stand behind/)
    expect(() => withoutCheck('a > 1', check)).to.throw(/x: its marker stands 0 times/)
    expect(() => withoutCheck('// check: x\na > 1\n// check: x\na > 1', check)).to.throw(/stands 2 times/)
  })

  it('takes out the whole statement behind the marker', () => {
    const check = { name: 'x', rule: 'web flow', change: REMOVED, tests: [] } as const
    const source = 'const f = () => {\n  // check: x\n  // check: y\n  if (a) {\n    b()\n  }\n  c()\n}'
    expect(withoutCheck(source, check)).to.equal('const f = () => {\n  // check: x\n  // check: y\n  \n  c()\n}')
  })
})
