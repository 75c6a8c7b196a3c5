import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { listServices, setService, showService } from '../../../src/operators/services/manage-services.js'
import { AACHEN, NOW, portalMetadata, readDocument, refusalOf, registryWorld, SOLINGEN } from '../registry-world.js'

const EXCEPTION = ['weakAlgorithms=aes256-cbc,rsa-sha1', 'weakAlgorithmsUntil=2027-03-31']
const NO_SETTINGS: readonly string[] = []

async function registered(set = NO_SETTINGS) {
  const made = registryWorld(readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }))
  const input = { file: Buffer.from(''), from: 'a.xml', signer: null, set, dryRun: false }
  await importServices({ ...input, set: [] }, made.deps)
  return { ...made, again: () => importServices(input, made.deps), later: (count: number) => atDay(made.deps, count) }
}

const atDay = <Deps extends object>(deps: Deps, count: number) => ({
  ...deps,
  clock: { now: () => NOW + days(count) },
})

describe('an exception for weak algorithms', () => {
  it('is given to one service, with its end, and shows wherever that is looked at', async () => {
    const { deps } = await registered()
    const { warnings } = await setService(AACHEN, EXCEPTION, deps)
    expect(warnings).to.deep.equal([
      'weak algorithms permitted until 2027-03-31 (132 days): aes256-cbc, rsa-sha1; have the service renewed by then',
    ])
    expect(await showService(AACHEN, deps)).to.deep.include({
      weakAlgorithms: ['aes256-cbc', 'rsa-sha1'],
      weakAlgorithmsUntil: '2027-03-31',
      warnings,
    })
    const rows = (await listServices(deps)).map(({ entityId, weakAlgorithmsUntil }) => [entityId, weakAlgorithmsUntil])
    expect(rows).to.deep.equal([
      [AACHEN, '2027-03-31'],
      [SOLINGEN, null],
    ])
  })

  it('is told with every import of the service', async () => {
    const { deps, again } = await registered()
    await setService(AACHEN, EXCEPTION, deps)
    const findings = (await again()).services.map(({ findings }) =>
      findings.flatMap(({ rule }) => (rule === 'weak-exception' ? [rule] : [])),
    )
    expect(findings).to.deep.equal([['weak-exception'], []])
  })

  const refused: readonly (readonly [string, readonly string[]])[] = [
    ['without an end', ['weakAlgorithms=sha1']],
    ['that ends today', ['weakAlgorithms=sha1', 'weakAlgorithmsUntil=2026-11-20']],
    ['that ended', ['weakAlgorithms=sha1', 'weakAlgorithmsUntil=2026-03-31']],
    ['of more than a year', ['weakAlgorithms=sha1', 'weakAlgorithmsUntil=2027-11-21']],
  ]
  for (const [which, set] of refused) {
    it(`${which} is refused in one line, at sp set and at import`, async () => {
      const { deps, world, again } = await registered(set)
      for (const change of [setService(AACHEN, set, deps), again()]) {
        const error = await refusalOf(change)
        expect(error.rule).to.equal('weak-until')
        expect(error.message).to.match(/^https:\S+ an exception for sha1 .*weakAlgorithmsUntil=YYYY-MM-DD.*one year/)
      }
      expect(world.writes).to.equal(1)
    })
  }

  it('loses its end with its algorithms, and cannot lose its end alone', async () => {
    const { deps } = await registered()
    await setService(AACHEN, EXCEPTION, deps)
    expect((await refusalOf(setService(AACHEN, ['weakAlgorithmsUntil='], deps))).rule).to.equal('weak-until')
    const { warnings } = await setService(AACHEN, ['weakAlgorithms='], deps)
    expect(warnings).to.deep.equal([])
    expect(await showService(AACHEN, deps)).to.deep.include({ weakAlgorithms: [], weakAlgorithmsUntil: null })
  })

  it('that ended by itself says so, and stands in no other change’s way', async () => {
    const { deps, later } = await registered()
    await setService(AACHEN, EXCEPTION, deps)
    const { warnings } = await setService(AACHEN, ['purpose=Antrag'], later(132))
    expect(warnings).to.deep.equal([
      'its exception for aes256-cbc, rsa-sha1 ended on 2027-03-31 and permits nothing any more; take it out: weakAlgorithms=',
    ])
    const renewed = await setService(AACHEN, ['weakAlgorithmsUntil=2027-06-30'], later(132))
    expect(renewed.warnings[0]).to.contain('until 2027-06-30')
  })

  it('comes before weak encryption is chosen, and goes with it', async () => {
    const { deps } = await registered()
    const weak = 'encryptionAlgorithm=aes256-cbc'
    expect((await refusalOf(setService(AACHEN, [weak], deps))).rule).to.equal('weak-until')
    await setService(AACHEN, [weak, ...EXCEPTION], deps)
    expect((await refusalOf(setService(AACHEN, ['weakAlgorithms=rsa-sha1'], deps))).rule).to.equal('weak-until')
    await setService(AACHEN, ['weakAlgorithms=', 'encryptionAlgorithm=default'], deps)
  })

  it('for CBC needs a signed Response around the ciphertext', async () => {
    const { deps } = await registered()
    expect((await refusalOf(setService(AACHEN, ['sign=assertion', ...EXCEPTION], deps))).rule).to.equal('weak-unsigned')
    await setService(AACHEN, ['sign=response', ...EXCEPTION], deps)
    expect((await refusalOf(setService(AACHEN, ['sign=assertion'], deps))).rule).to.equal('weak-unsigned')
    await setService(AACHEN, ['sign=assertion', 'weakAlgorithms=rsa-sha1,sha1'], deps)
  })
})
