import { expect } from 'chai'
import { hasTwoFactors, type Evidence } from '../../src/domain/evidence.js'
import { accountId, methodId } from '../../src/domain/ids.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'

const proof = (method: string, instance: string, level: TrustLevel): Evidence => ({
  method: methodId(method),
  instance,
  level,
  at: 0,
  subject: { kind: 'account', account: accountId('erika') },
})

describe('a proof of two factors', () => {
  it('is no password by itself, whatever level it is given', () => {
    expect(hasTwoFactors(proof('password', '', 'normal'))).to.equal(false)
    expect(hasTwoFactors(proof('password', '', 'substantiell'))).to.equal(false)
    expect(hasTwoFactors(proof('password', 'totp', 'normal'))).to.equal(true)
  })

  it('is what proves substantiell', () => {
    expect(hasTwoFactors(proof('eid', 'card', 'hoch'))).to.equal(true)
    expect(hasTwoFactors(proof('pass', 'phone', 'substantiell'))).to.equal(true)
    expect(hasTwoFactors(proof('elsewhere', 'x', 'normal'))).to.equal(false)
  })
})
