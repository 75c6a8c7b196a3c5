import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { CHECKS } from '../../scripts/mutation/checks/all.js'
import { mutationManual } from '../../scripts/mutation/manual.js'
import { faultsOf, withoutCheck } from '../../scripts/mutation/mutate.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

describe('the list of the gate’s checks', () => {
  it('fits the tree: each text stands once where it is said to, and the tests exist', () => {
    expect(faultsOf(CHECKS, ROOT)).to.deep.equal([])
  })

  it('is the one in docs/mutations.md (else: npm run test:mutation)', async () => {
    expect(readFileSync(`${ROOT}docs/mutations.md`, 'utf8')).to.equal(await mutationManual(CHECKS))
  })

  it('refuses a text that is not found, or found twice', () => {
    const check = { name: 'x', rule: 'web flow', file: 'x.ts', find: 'if (a) throw b', without: '', tests: [] } as const
    expect(withoutCheck('x; if (a) throw b; y', check)).to.equal('x; ; y')
    for (const source of ['x; y', 'if (a) throw b; if (a) throw b']) {
      expect(() => withoutCheck(source, check)).to.throw(/x: its text stands [02] times in x\.ts/)
    }
  })
})
