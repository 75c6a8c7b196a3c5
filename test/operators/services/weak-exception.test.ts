import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { changeService, listServices, showService } from '../../../src/operators/services/manage-services.js'
import type { ServiceDeps } from '../../../src/operators/services/service-deps.js'
import type { SettingsChange } from '../../../src/operators/services/setting-rules.js'
import {
  AACHEN,
  ACTOR,
  NOW,
  portalMetadata,
  readDocument,
  refusedIn,
  registryWorld,
  SOLINGEN,
} from '../registry-world.js'

const EXCEPTION: SettingsChange = {
  weakAlgorithms: ['aes256-cbc', 'rsa-sha1'],
  weakAlgorithmsUntil: '2027-03-31',
}
const CBC = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc'

async function registered(settings: SettingsChange = {}) {
  const made = await registryWorld(readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }))
  await made.imported()
  return { ...made, again: () => made.imported(settings), later: (count: number) => atDay(made.deps, count) }
}

const set = (settings: SettingsChange, deps: ServiceDeps) => changeService(AACHEN, settings, ACTOR, deps)

const atDay = <Deps extends object>(deps: Deps, count: number) => ({
  ...deps,
  clock: { now: () => NOW + days(count) },
})

describe('an exception for weak algorithms', () => {
  it('is given to one service, with its end, and shows wherever that is looked at', async () => {
    const { deps } = await registered()
    const { findings } = await set(EXCEPTION, deps)
    expect(findings).to.deep.equal([
      {
        code: 'exception-running',
        rule: 'weak-exception',
        severity: 'warning',
        data: { algorithms: ['aes256-cbc', 'rsa-sha1'], until: '2027-03-31', daysLeft: 132 },
      },
    ])
    const shown = await showService(AACHEN, deps)
    expect(shown.service.settings).to.deep.include(EXCEPTION)
    expect(shown.findings).to.deep.equal(findings)
    const rows = (await listServices(deps)).map(({ service: { entityId, settings } }) => [
      entityId,
      settings.weakAlgorithmsUntil,
    ])
    expect(rows).to.deep.equal([
      [AACHEN, '2027-03-31'],
      [SOLINGEN, null],
    ])
  })

  it('is told with every import of the service', async () => {
    const { deps, again } = await registered()
    await set(EXCEPTION, deps)
    const findings = (await again()).services.map(({ findings }) =>
      findings.flatMap(({ rule }) => (rule === 'weak-exception' ? [rule] : [])),
    )
    expect(findings).to.deep.equal([['weak-exception'], []])
  })

  const refused: readonly (readonly [string, string | null])[] = [
    ['without an end', null],
    ['that ends today', '2026-11-20'],
    ['that ended', '2026-03-31'],
    ['of more than a year', '2027-11-21'],
  ]
  for (const [which, until] of refused) {
    it(`${which} is refused, where it is set and at import`, async () => {
      const settings: SettingsChange = { weakAlgorithms: ['sha1'], weakAlgorithmsUntil: until }
      const { deps, writes, again } = await registered(settings)
      for (const change of [set(settings, deps), again()]) {
        expect(await refusedIn(change)).to.deep.include({
          code: 'exception-end',
          rule: 'weak-until',
          data: { entityId: AACHEN, algorithms: ['sha1'], until },
        })
      }
      expect(await writes()).to.equal(1)
    })
  }

  it('loses its end with its algorithms, and cannot lose its end alone', async () => {
    const { deps } = await registered()
    await set(EXCEPTION, deps)
    expect((await refusedIn(set({ weakAlgorithmsUntil: null }, deps))).rule).to.equal('weak-until')
    const { findings, service } = await set({ weakAlgorithms: [] }, deps)
    expect(findings).to.deep.equal([])
    expect(service.settings).to.deep.include({ weakAlgorithms: [], weakAlgorithmsUntil: null })
  })

  it('that ended by itself says so, and stands in no other change’s way', async () => {
    const { deps, later } = await registered()
    await set(EXCEPTION, deps)
    const { findings } = await set({ purpose: 'Antrag' }, later(132))
    expect(findings.map(({ code, data }) => ({ code, ...data }))).to.deep.equal([
      { code: 'exception-ended', algorithms: ['aes256-cbc', 'rsa-sha1'], until: '2027-03-31' },
    ])
    const renewed = await set({ weakAlgorithmsUntil: '2027-06-30' }, later(132))
    expect(renewed.findings[0]).to.have.nested.property('data.until', '2027-06-30')
  })

  it('comes before weak encryption is chosen, and goes with it', async () => {
    const { deps } = await registered()
    expect(await refusedIn(set({ encryptionAlgorithm: CBC }, deps))).to.deep.include({
      code: 'encryption-unpermitted',
      rule: 'weak-until',
      data: { entityId: AACHEN, algorithm: 'aes256-cbc' },
    })
    await set({ encryptionAlgorithm: CBC, ...EXCEPTION }, deps)
    expect((await refusedIn(set({ weakAlgorithms: ['rsa-sha1'] }, deps))).rule).to.equal('weak-until')
    await set({ weakAlgorithms: [], encryptionAlgorithm: null }, deps)
  })

  it('for a digest alone needs no end where nobody real logs in', async () => {
    const { deps } = await registered()
    const change = { weakAlgorithms: ['sha1-digest'], weakAlgorithmsUntil: null } as const
    expect((await refusedIn(set(change, deps))).code).to.equal('exception-end')
    const test = { ...deps, known: { ...deps.known, isTest: true } }
    expect((await refusedIn(set({ ...change, weakAlgorithms: ['sha1'] }, test))).code).to.equal('exception-end')
    const { service, findings } = await set(change, test)
    expect(service.settings).to.deep.include(change)
    expect(findings).to.deep.equal([])
  })

  it('for CBC needs a signed Response around the ciphertext', async () => {
    const { deps } = await registered()
    expect((await refusedIn(set({ sign: 'assertion', ...EXCEPTION }, deps))).rule).to.equal('weak-unsigned')
    await set({ sign: 'response', ...EXCEPTION }, deps)
    expect((await refusedIn(set({ sign: 'assertion' }, deps))).rule).to.equal('weak-unsigned')
    await set({ sign: 'assertion', weakAlgorithms: ['rsa-sha1', 'sha1'] }, deps)
  })
})
