import { expect } from 'chai'
import {
  FEDERATION,
  federation,
  idOf,
  portal,
  sourceWorld,
  STRANGER,
  type SourceWorld,
} from '../../operators/sources/source-world.js'
import { cliWorld, documentOf } from '../cli-world.js'

const FOUR = ['aachen', 'bonn', 'celle', 'dueren']

describe('sp import from an address, and sp refresh', () => {
  let world: SourceWorld
  let url: string
  let run: ReturnType<typeof cliWorld>['run']
  beforeEach(async () => {
    world = await sourceWorld()
    url = world.server.serves('/all.xml', await federation(FOUR))
    const files = {
      'signer.pem': FEDERATION.pem,
      'both.pem': STRANGER.pem + FEDERATION.pem,
      'aachen.xml': portal('aachen'),
    }
    run = cliWorld({ tools: world.tools, files }).run
  })
  afterEach(() => world.close())
  const shown = async (name: string) =>
    documentOf(await run(['sp', 'show', idOf(name), '--json'])) as Record<string, unknown>

  it('has it fetched again with --signer, and not without', async () => {
    const without = await run(['sp', 'import', url])
    expect(without.out).to.contain('fingerprint of the document').and.not.contain('fetched again')
    expect((await shown('aachen'))['source']).to.include({ from: url, signer: null, refresh: null })
    const dry = await run(['sp', 'import', url, '--signer', 'signer.pem', '--dry-run'])
    expect(dry.out).not.to.contain('fetched again')
    expect(await world.hasSource(url)).to.equal(false)
    const { out, code } = await run(['sp', 'import', url, '--signer', 'signer.pem', '--trust-level', 'hoch'])
    expect([code, out.includes('its address is fetched again from now on')]).to.deep.equal([0, true])
    const { refresh } = (await shown('aachen'))['source'] as { refresh: Record<string, unknown> }
    expect(refresh).to.include({ url, feeds: 'services', health: 'ok', failures: 0, rule: null })
    expect(
      Object.keys(documentOf(await run(['sp', 'import', url, '--signer', 'signer.pem', '--json'])) as object),
    ).to.deep.equal(['dryRun', 'services', 'refused'])
  })

  it('takes a PEM file with the certificates of both when a signer changes', async () => {
    expect((await run(['sp', 'import', url, '--signer', 'both.pem'])).code).to.equal(0)
    world.server.serves('/all.xml', await federation([...FOUR, 'essen'], '', STRANGER))
    expect((await run(['sp', 'refresh', idOf('aachen')])).out).to.match(
      /^registered https:\/\/essen\.example\/saml normal\n/,
    )
  })

  it('refreshes now, and says what came of it', async () => {
    await run(['sp', 'import', url, '--signer', 'signer.pem'])
    expect((await run(['sp', 'refresh', idOf('bonn')])).out).to.contain('its source has nothing new')
    world.server.serves('/all.xml', await federation([...FOUR, 'essen']))
    const taken = documentOf(await run(['sp', 'refresh', idOf('bonn'), '--json'])) as { services: { kind: string }[] }
    expect(taken.services.map(({ kind }) => kind).sort()).to.deep.equal(['registered', ...FOUR.map(() => 'unchanged')])
    world.server.serves('/all.xml', await federation(FOUR, '', STRANGER))
    const refused = await run(['sp', 'refresh', idOf('bonn'), '--json'])
    expect([refused.code, refused.err + refused.out]).to.deep.include(1)
    expect(refused.err + refused.out).to.contain('metadata-signature')
    const { warnings, source } = (await shown('bonn')) as { warnings: string[]; source: { refresh: object } }
    expect(warnings.join()).to.contain('was not taken since 2026-11-20 (metadata-signature')
    expect(source.refresh).to.include({ health: 'failing', failures: 1, rule: 'metadata-signature' })
  })

  it('says how to take a document with which portals leave, and what then happens to them', async () => {
    await run(['sp', 'import', url, '--signer', 'signer.pem'])
    world.server.serves('/all.xml', await federation(['aachen', 'bonn']))
    const held = await run(['sp', 'refresh', idOf('aachen')])
    expect([held.code, held.err]).to.deep.equal([
      1,
      `"${url}" holds 2 of the 4 services no more that come from it (${idOf('celle')}, ${idOf('dueren')}), so nothing was taken; if that is meant, import it by hand: servicekonto sp import <URL> --signer CERT.pem\n`,
    ])
    const { out } = await run(['sp', 'import', url, '--signer', 'signer.pem'])
    expect(out).to.contain(
      `updated ${idOf('celle')} normal\n  active: yes becomes no\n  warning: it is disabled, since`,
    )
    expect(world.service('celle')?.active).to.equal(false)
  })

  it('has nothing to refresh where metadata came from a file', async () => {
    await run(['sp', 'import', 'aachen.xml'])
    const { code, err } = await run(['sp', 'refresh', idOf('aachen')])
    expect([code, err]).to.deep.equal([
      1,
      `${idOf('aachen')} has no source to be refreshed from; set refreshUrl, or import its metadata from a URL with --signer\n`,
    ])
    expect((await run(['sp', 'refresh', 'https://nowhere.example'])).code).to.equal(1)
  })

  it('ties one portal to an address with refreshUrl, and shows how it goes', async () => {
    await run(['sp', 'import', 'aachen.xml'])
    expect((await run(['sp', 'set', idOf('aachen'), `refreshUrl=${url}`, 'validUntilRequired=14'])).code).to.equal(0)
    const refused = await run(['sp', 'refresh', idOf('aachen')])
    expect([refused.code, refused.err.includes('not that of the given signer')]).to.deep.equal([1, true])
    expect(await shown('aachen')).to.include({ refreshUrl: url, validUntilRequired: 14 })
    expect((await run(['sp', 'set', idOf('aachen'), 'refreshUrl=', 'validUntilRequired='])).out).to.contain(
      'refreshUrl',
    )
    expect(await shown('aachen')).to.include({ refreshUrl: null, validUntilRequired: null })
  })
})
