import { expect } from 'chai'
import type { TrustLevel } from '../../../src/domain/trust-level.js'
import type { ContextQuestion } from '../../../src/saml/dialects/level-classes.js'
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

describe('the class that states a level', () => {
  const states = (level: TrustLevel, preferred: string | null, asked: ContextQuestion | null = null) =>
    levels.classFor(level, asked, preferred)

  it('is of eIDAS where the request names none and nobody chose another vocabulary', () => {
    expect(states('normal', null)).to.equal(CLASSES.E2)
    expect(states('hoch', 'nobody’s')).to.equal(CLASSES.E4)
  })

  it('is of the chosen vocabulary where the request names none', () => {
    expect(states('normal', 'stork')).to.equal(CLASSES.S2)
    expect(states('substantiell', 'bsi')).to.equal(CLASSES.B3)
    expect(states('normal', 'saml')).to.equal(CLASSES.PPT)
  })

  it('is for basis in STORK alone: no other vocabulary has a word for it', () => {
    expect(states('basis', 'stork')).to.equal(CLASSES.S1)
    for (const vocabulary of [null, 'eidas', 'bsi', 'saml']) expect(states('basis', vocabulary)).to.equal(null)
  })

  it('is the highest one below a level that the chosen vocabulary has no word for', () => {
    expect(states('substantiell', 'saml')).to.equal(CLASSES.PPT)
  })

  it('is of the request’s vocabulary, whatever was chosen', () => {
    expect(states('hoch', 'stork', { comparison: 'minimum', classes: [CLASSES.B2] })).to.equal(CLASSES.B4)
    expect(states('normal', 'stork', { comparison: 'exact', classes: [CLASSES.E2] })).to.equal(CLASSES.E2)
  })

  it('is of the chosen vocabulary where that of the request has no word that answers it', () => {
    const question = { comparison: 'better', classes: [CLASSES.PPT] } as const
    expect(states('substantiell', 'stork', question)).to.equal(CLASSES.S3)
    // A choice never takes the answer away that there would be without it.
    expect(states('substantiell', 'saml', question)).to.equal(CLASSES.E3)
  })
})

describe('the dialects', () => {
  it('are found by id alone', () => {
    expect(createDialects().ids()).to.deep.equal(['saml2int', 'akdb'])
    expect(() => createDialects().get('nordland')).to.throw('internal: no dialect nordland')
  })
})
