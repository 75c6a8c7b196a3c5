import { expect } from 'chai'
import { loginId, methodId } from '../../src/domain/ids.js'
import type { Answer } from '../../src/domain/login.js'
import type { LoginStore } from '../../src/domain/ports/login-store.js'
import { aborted, aborting, authenticated, methodPaused, methodStarted } from '../../src/domain/transitions.js'
import { someEvidence } from '../domain/domain-builders.js'
import { eachWith, expectUnavailable, type MakeEphemeral } from './harness.js'
import { sampleLogin } from './samples.js'

/** What every LoginStore keeps to. `breaksDown: false` for one that cannot fail to answer. */
export function loginStoreContract(name: string, make: MakeEphemeral<LoginStore>, { breaksDown = true } = {}): void {
  describe(`logins under way in ${name}`, () => {
    const house = eachWith(make)
    const PASSWORD = methodId('password')

    it('come back equal, at this and at another instance', async () => {
      const { store, other, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      await store.replace(login)
      expect(await store.find(login.id)).to.deep.equal(login)
      expect(await other.find(login.id)).to.deep.equal(login)
    })

    it('are copies: whoever changes what was found changes nothing that is stored', async () => {
      const { store, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      await store.replace(login)
      const found = await store.find(login.id)
      expect(found).not.to.equal(login)
      if (found) Object.assign(found.requirements, { registeredLevel: 'basis' })
      expect(await store.find(login.id)).to.deep.equal(sampleLogin('l1', login.expiresAt))
    })

    it('are absent until they are created', async () => {
      const { store } = house()
      expect(await store.find(loginId('nobody'))).to.equal(null)
    })

    it('are never created twice under one id', async () => {
      const { store, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      await store.replace(login)
      expect(await store.replace({ ...login, browserKey: 'of a stranger' })).to.equal(false)
      expect(await store.find(login.id)).to.deep.equal(login)
    })

    it('are replaced by the next version', async () => {
      const { store, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      await store.replace(login)
      const next = methodStarted(login, PASSWORD, { tries: 1 })
      expect(await store.replace(next)).to.equal(true)
      expect(await store.find(login.id)).to.deep.equal(next)
    })

    it('keep the pause of a method, and what a method has to tell with its proof', async () => {
      const { store, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      await store.replace(login)
      const paused = methodPaused(login, { method: PASSWORD, until: now() + 9 })
      await store.replace(paused)
      expect(await store.find(login.id)).to.deep.equal(paused)
      const remark = { kind: 'codes-left', count: 9 }
      const proved = authenticated(paused, { ...someEvidence('password', 'normal'), remark })
      await store.replace(proved)
      expect(await store.find(login.id)).to.deep.equal(proved)
    })

    it('keep their answer whole, of whichever kind, with what is to be read before it is handed over', async () => {
      const { store, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      const [action, fields] = ['https://portal.example/acs', { SAMLResponse: 'x' }]
      const answers: readonly Answer[] = [
        { kind: 'post', action, fields, notice: 'proof-gone' },
        { kind: 'post', action, fields, notice: null },
        { kind: 'stay', path: '/konto/geraete' },
      ]
      for (const [index, answer] of answers.entries()) {
        const own = { ...login, id: loginId(`l${index}`) }
        const ending = aborting(own, 'proof-gone', null, now())
        const ended = aborted(ending, answer)
        await store.replace(own)
        await store.replace(ending)
        expect(await store.replace(ended)).to.equal(true)
        expect(await store.find(own.id)).to.deep.equal(ended)
      }
    })

    it('are not replaced by a version that does not follow the stored one', async () => {
      const { store, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      await store.replace(login)
      for (const version of [0, 1, 3]) expect(await store.replace({ ...login, version })).to.equal(false)
      expect(await store.find(login.id)).to.deep.equal(login)
    })

    it('let exactly one of many tabs win', async () => {
      const { store, other, now } = house()
      const login = sampleLogin('l1', now() + 60_000)
      await store.replace(login)
      const tabs = Array.from({ length: 20 }, (_, tab) => methodStarted(login, PASSWORD, { tab }))
      const won = await Promise.all(tabs.map((tab, index) => (index % 2 ? store : other).replace(tab)))
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await store.find(login.id)).to.deep.equal(tabs[won.indexOf(true)])
    })

    it('are stored by a first version where nothing of them is, once', async () => {
      const { store, other, now } = house()
      const tabs = Array.from({ length: 6 }, (_, tab) =>
        methodStarted({ ...sampleLogin('l1', now() + 60_000), version: 0 }, PASSWORD, { tab }),
      )
      const won = await Promise.all(tabs.map((tab, index) => (index % 2 ? store : other).replace(tab)))
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await store.find(loginId('l1'))).to.deep.equal(tabs[won.indexOf(true)])
    })

    it('do not touch each other', async () => {
      const { store, now } = house()
      const [one, two] = [sampleLogin('l1', now() + 60_000), sampleLogin('l2', now() + 60_000)]
      await Promise.all([store.replace(one), store.replace(two)])
      await store.replace(methodStarted(one, PASSWORD, {}))
      expect(await store.find(two.id)).to.deep.equal(two)
    })

    it('vanish after their end, and cannot be replaced then', async () => {
      const { store, now, pass } = house()
      const login = sampleLogin('l1', now() + 1000)
      await store.replace(login)
      await pass(500)
      expect(await store.find(login.id)).to.deep.equal(login)
      await pass(600)
      expect(await store.find(login.id)).to.equal(null)
      expect(await store.replace(methodStarted(login, PASSWORD, {}))).to.equal(false)
      expect(await store.find(login.id)).to.equal(null)
    })

    it('stay until their end when they are over, so that a late click is told so', async () => {
      const { store, now, pass } = house()
      const login = sampleLogin('l1', now() + 1000)
      await store.replace(login)
      const ending = aborting(login, 'authn-failed', null, now())
      const over = aborted(ending, null)
      for (const next of [ending, over]) await store.replace(next)
      await pass(500)
      expect(await store.find(login.id)).to.deep.equal(over)
    })

    if (!breaksDown) return
    it('are unavailable while the store does not answer', async () => {
      const { store, now, breakDown } = house()
      await breakDown()
      await expectUnavailable(store.replace(sampleLogin('l1', now() + 60_000)))
      await expectUnavailable(store.find(loginId('l1')))
      await expectUnavailable(store.replace(sampleLogin('l1', now() + 60_000)))
    })
  })
}
