import { expect } from 'chai'
import { reportError } from '../../../src/cli/error-report.js'
import { createHsm, type Hsm } from '../../../src/crypto/pkcs11/hsm.js'
import { loadPkcs11 } from '../../../src/crypto/pkcs11/pkcs11-package.js'
import { refusalOf } from '../../operators/registry-world.js'
import { makeSoftHsm, type SoftHsm } from '../../support/soft-hsm.js'

describe('an HSM that is not as it is set', () => {
  let soft: SoftHsm
  const opened: Hsm[] = []
  const open = (changes: Partial<Parameters<typeof createHsm>[0]>): Hsm => {
    const { module, token } = soft.settings
    const hsm = createHsm({ module, token, pin: soft.pin, ...changes })
    opened.push(hsm)
    return hsm
  }

  beforeEach(() => {
    soft = makeSoftHsm()
  })
  afterEach(async () => {
    for (const hsm of opened.splice(0)) await hsm.close()
    soft.remove()
  })

  it('is refused with the path of a module that is none', async () => {
    for (const module of ['/nowhere/libhsm.so', '/etc/passwd']) {
      const { rule, message } = await refusalOf(open({ module }).check([]))
      expect([rule, message.split(',')[0]]).to.deep.equal(['pkcs11-module', `keys.pkcs11.module is "${module}"`])
      expect(message).to.contain('it may be the path of the PKCS#11 library')
    }
  })

  it('is refused with the labels of the tokens that are there', async () => {
    const { rule, message } = await refusalOf(open({ token: 'andere' }).check([]))
    expect(rule).to.equal('pkcs11-token')
    expect(message).to.contain('keys.pkcs11.token is "andere"').and.contain('there are: "servicekonto";')
  })

  it('is refused where two tokens have the label: nobody could say which keys are meant', async () => {
    soft.initialize(soft.settings.token, soft.pin)
    const { rule, message } = await refusalOf(open({}).check([]))
    expect(rule).to.equal('pkcs11-token')
    expect(message).to.contain('shows more than one token of that label')
  })

  it('has a wrong PIN told without the PIN, and never tries it twice', async () => {
    const hsm = open({ pin: '999999' })
    const first = await refusalOf(hsm.check([]))
    expect(first.rule).to.equal('pkcs11-pin')
    expect(first.message).to.contain('keys.pkcs11.pinFile (CKR_PIN_INCORRECT)').and.not.contain('999999')
    // systemd starts again whoever ends with 1: each start would be one more try.
    expect(reportError(first).exitCode).to.equal(2)
    // Now it would be the right one: whoever is refused all the same has not asked.
    soft.initialize(soft.settings.token, '999999', true)
    expect((await refusalOf(hsm.check([]))).rule).to.equal('pkcs11-pin')
    await hsm.close()
    await open({ pin: '999999' }).check([])
  })

  it('is told with the command that installs the package, where that is missing', async () => {
    const { rule, message } = await refusalOf(loadPkcs11('a-package-that-is-not-there'))
    expect(rule).to.equal('pkcs11-missing')
    expect(message).to.contain('npm install --no-save pkcs11js@2.1.7')
  })
})
