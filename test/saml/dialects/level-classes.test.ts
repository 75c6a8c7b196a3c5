import { expect } from 'chai'
import { createDialects } from '../../../src/saml/dialects/registry.js'
import { CLASSES } from './authn-context-table.js'

const { levels } = createDialects().get('saml2int')

describe('the level of a class', () => {
  it('is the contract’s', () => {
    const expected = {
      basis: ['S1'],
      normal: ['S2', 'E2', 'B2', 'PPT', 'PW', 'UN'],
      substantiell: ['S3', 'E3', 'B3'],
      hoch: ['S4', 'E4', 'B4', 'SC'],
    } as const
    for (const [level, names] of Object.entries(expected)) {
      for (const name of names) expect(levels.levelOf(CLASSES[name]), name).to.equal(level)
    }
  })

  it('is none for anything else, however similar', () => {
    const alike = [
      `${CLASSES.E2}/`,
      CLASSES.E2.replace('http:', 'https:'),
      'stork-qaa-level-2',
      ' STORK-QAA-Level-2',
      '',
    ]
    for (const uri of [...alike, CLASSES.XX, 'constructor']) expect(levels.levelOf(uri), uri).to.equal(null)
  })
})

describe('the dialects', () => {
  it('are found by id alone', () => {
    expect(createDialects().ids()).to.deep.equal(['saml2int'])
    expect(() => createDialects().get('akdb')).to.throw('internal: no dialect akdb')
  })
})
