import { expect } from 'chai'
import { BRAKED } from '../../src/domain/tell-failed-proof.js'
import { LOGIN_STEPS } from '../../src/login/table.js'
import { METHOD_IDS, METHOD_MODULES, methodNames } from '../../src/methods/registry.js'

describe('the modules of the methods', () => {
  it('have ids that can stand in an address, each its own', () => {
    for (const id of METHOD_IDS) expect(id).to.match(/^[a-z][a-z0-9-]*$/)
    expect(new Set(METHOD_IDS)).to.have.property('size', METHOD_IDS.length)
  })

  it('have ids that no step of a login has an address by', () => {
    const steps = LOGIN_STEPS.flatMap((step) => ('forms' in step ? Object.keys(step.forms) : []))
    expect(METHOD_IDS.filter((id) => steps.includes(id))).to.deep.equal([])
  })

  it('bring their words in German and English, whether they are offered or not', () => {
    for (const id of METHOD_IDS) {
      const [de, en] = [methodNames(id, 'de'), methodNames(id, 'en')]
      for (const words of [de, en]) expect([words?.row, words?.label, words?.hint], id).to.not.include('')
      expect(de?.row, id).to.not.equal(en?.row)
    }
    expect(methodNames('nutzerkonto-nachbarland', 'de')).to.equal(null)
  })

  it('can be left out of the config file: every setting of theirs has a default', () => {
    for (const { id, section } of METHOD_MODULES)
      if (section) expect(section.schema.safeParse({}).success, id).to.equal(true)
  })

  it('name each reason of a failed proof as a code, and none that stands for all methods', () => {
    for (const { id, failures } of METHOD_MODULES) {
      for (const failure of failures) expect(failure, id).to.match(/^[a-z][a-z-]*$/)
      expect(failures, id).to.not.include(BRAKED)
    }
  })
})
