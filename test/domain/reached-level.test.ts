import { expect } from 'chai'
import { accountId } from '../../src/domain/ids.js'
import { reachedLevel } from '../../src/domain/reached-level.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { MAX, NOON, someAccount, someEvidence, someMethod } from './domain-builders.js'

const proofed = (level: TrustLevel, origin: 'self-declared' | 'eid' | 'clerk') => ({ level, origin, at: NOON })
const byEid = proofed('hoch', 'eid')
const selfDeclared = proofed('normal', 'self-declared')

describe('the level that a login reaches', () => {
  const methods = [someMethod('password', 'hoch'), someMethod('pass', 'substantiell'), someMethod('eid', 'hoch')]

  it('is normal with a password on an account identified by eID', () => {
    const account = someAccount({ proofing: byEid, methods })
    expect(reachedLevel(account, [someEvidence('password', 'normal')], true)).to.equal('normal')
  })

  it('is substantiell with a pass on an account identified by eID', () => {
    const account = someAccount({ proofing: byEid, methods })
    expect(reachedLevel(account, [someEvidence('pass', 'substantiell')], true)).to.equal('substantiell')
  })

  it('stays at the self-declared level with a pass on an account that nobody identified', () => {
    const account = someAccount({ proofing: selfDeclared, methods })
    expect(reachedLevel(account, [someEvidence('pass', 'substantiell')], true)).to.equal('normal')
  })

  it('is at most the proofing by a clerk, also with an eID', () => {
    const account = someAccount({ proofing: proofed('substantiell', 'clerk'), methods })
    expect(reachedLevel(account, [someEvidence('eid', 'hoch')], true)).to.equal('substantiell')
  })

  it("is the method's own where no identity is released", () => {
    const account = someAccount({ proofing: selfDeclared, methods })
    expect(reachedLevel(account, [someEvidence('pass', 'substantiell')], false)).to.equal('substantiell')
  })

  it('counts a method at most at the level of the session in which it was bound, with and without identity', () => {
    const account = someAccount({ proofing: byEid, methods: [someMethod('pass', 'normal')] })
    expect(reachedLevel(account, [someEvidence('pass', 'substantiell')], true)).to.equal('normal')
    expect(reachedLevel(account, [someEvidence('pass', 'substantiell')], false)).to.equal('normal')
  })

  it('is that of the strongest piece of evidence, in whichever order they came', () => {
    const account = someAccount({ proofing: byEid, methods })
    const [password, eid] = [someEvidence('password', 'normal'), someEvidence('eid', 'hoch')]
    expect(reachedLevel(account, [password, eid], true)).to.equal('hoch')
    expect(reachedLevel(account, [eid, password], true)).to.equal('hoch')
  })

  it('is chosen after the caps: a capped strong method does not hide a weaker one that counts more', () => {
    const account = someAccount({ proofing: byEid, methods: [someMethod('eid', 'basis'), someMethod('pass', 'hoch')] })
    const evidence = [someEvidence('eid', 'hoch'), someEvidence('pass', 'substantiell')]
    expect(reachedLevel(account, evidence, true)).to.equal('substantiell')
  })

  describe('with a password and its second factor', () => {
    const password = someMethod('password', 'normal')
    const totp = { ...someMethod('password', 'substantiell'), instance: 'totp', name: 'Telefon' }
    const both = { ...someEvidence('password', 'substantiell'), instance: 'totp' }

    it('is at most the cap of the second factor, not that of the password', () => {
      const account = someAccount({ proofing: byEid, methods: [password, totp] })
      expect(reachedLevel(account, [both], true)).to.equal('substantiell')
      const low = someAccount({ proofing: byEid, methods: [password, { ...totp, cap: 'normal' }] })
      expect(reachedLevel(low, [both], true)).to.equal('normal')
    })

    it('is none where the factor is gone or blocked, or the password that it joins is blocked', () => {
      for (const methods of [
        [password],
        [password, { ...totp, blocked: true }],
        [{ ...password, blocked: true }, totp],
      ]) {
        expect(reachedLevel(someAccount({ proofing: byEid, methods }), [both], true)).to.equal(null)
      }
    })

    it('is that of the password alone where it alone was proved', () => {
      const account = someAccount({ proofing: byEid, methods: [password, totp] })
      expect(reachedLevel(account, [someEvidence('password', 'normal')], true)).to.equal('normal')
    })
  })

  it('is none without evidence', () => {
    expect(reachedLevel(someAccount(), [], true)).to.equal(null)
  })

  it('is none by a blocked method', () => {
    const account = someAccount({ methods: [someMethod('password', 'hoch', { blocked: true })] })
    expect(reachedLevel(account, [someEvidence('password', 'normal')], true)).to.equal(null)
  })

  it('is none by a method that is no longer bound', () => {
    expect(reachedLevel(someAccount({ methods: [] }), [someEvidence('password', 'normal')], true)).to.equal(null)
  })

  it('is none by evidence of another account', () => {
    const ofMax = someEvidence('password', 'normal', { subject: { kind: 'account', account: MAX } })
    expect(reachedLevel(someAccount(), [ofMax], true)).to.equal(null)
    expect(reachedLevel(someAccount({ id: accountId('account-max') }), [ofMax], true)).to.equal('normal')
  })
})
