import { expect } from 'chai'
import { minutes } from '../../../src/domain/instant.js'
import { AACHEN } from '../../operators/registry-world.js'
import { cliWorld, documentOf } from '../cli-world.js'

async function twoVersions() {
  const made = cliWorld({ files: { 'aachen.xml': '<md:EntityDescriptor/>' } })
  await made.run(['sp', 'import', 'aachen.xml'])
  const { clock } = await made.registry()
  clock.pass(minutes(5))
  await made.run(['sp', 'set', AACHEN, 'trustLevel=hoch', 'purpose=Antrag'])
  return made
}

describe('sp history and sp restore', () => {
  it('tells of each version when, who and what, newest first', async () => {
    const { run } = await twoVersions()
    const lines = (await run(['sp', 'history', AACHEN])).out.split('\n')
    expect(lines.slice(0, 4)).to.deep.equal([
      '2  2026-11-20T09:05:00.000Z  cli:mira  settings changed',
      '  trustLevel: normal becomes hoch',
      '  purpose: adds Antrag',
      '1  2026-11-20T09:00:00.000Z  cli:mira  registered',
    ])
    expect(lines).to.include('  answers are delivered to: https://portal.aachen.example/acs (post, index 0, default)')
  })

  it('gives before and after of each field in the document', async () => {
    const { run } = await twoVersions()
    const { entityId, versions } = documentOf(await run(['sp', 'history', AACHEN, '--json'])) as Record<
      string,
      unknown
    > & {
      versions: readonly object[]
    }
    expect([entityId, versions.length]).to.deep.equal([AACHEN, 2])
    expect(versions[0]).to.deep.equal({
      number: 2,
      at: '2026-11-20T09:05:00.000Z',
      actor: 'cli:mira',
      approvedBy: null,
      act: 'set',
      restored: null,
      changes: [
        { field: 'trustLevel', before: 'normal', after: 'hoch' },
        { field: 'purpose', before: null, after: 'Antrag' },
      ],
    })
  })

  it('says with --dry-run what a version would change, and restores it without', async () => {
    const { run, view } = await twoVersions()
    const would = await run(['sp', 'restore', AACHEN, '--version', '1', '--dry-run'])
    expect([would.code, would.out]).to.deep.equal([
      0,
      `would be as in version 1: ${AACHEN}\n  trustLevel: hoch becomes normal\n  purpose: drops Antrag\n`,
    ])
    expect((await view()).services.get(AACHEN)?.settings.trustLevel).to.equal('hoch')
    const done = await run(['sp', 'restore', AACHEN, '--version', '1', '--json'])
    expect(documentOf(done)).to.deep.equal({
      entityId: AACHEN,
      version: 1,
      dryRun: false,
      changes: ['trustLevel: hoch becomes normal', 'purpose: drops Antrag'],
      warnings: [],
    })
    expect((await view()).services.get(AACHEN)?.settings.trustLevel).to.equal('normal')
    expect((await run(['sp', 'restore', AACHEN, '--version', '1'])).out).to.include('unchanged: it was so already')
    expect((await run(['sp', 'history', AACHEN])).out).to.match(/^3 .* cli:mira {2}restored version 1\n/)
  })

  it('brings back what was removed', async () => {
    const { run, view } = await twoVersions()
    await run(['sp', 'remove', AACHEN])
    expect((await run(['sp', 'history', AACHEN])).out).to.match(/^3 .* cli:mira {2}removed\n2 /)
    expect((await run(['sp', 'restore', AACHEN, '--version', '2'])).code).to.equal(0)
    expect((await view()).services.get(AACHEN)?.settings.purpose).to.equal('Antrag')
  })

  it('is told in one line what is wrong, and knows its own --version from that of the program', async () => {
    const { run, registry } = await twoVersions()
    const unknown = await run(['sp', 'restore', AACHEN, '--version', '8'])
    expect(unknown).to.include({
      code: 1,
      err: `${AACHEN} has no version 8; kept are 1 to 2, see: servicekonto sp history ${AACHEN}\n`,
    })
    expect(await run(['sp', 'restore', AACHEN, '--version', 'x'])).to.include({ code: 2 })
    expect(await run(['sp', 'restore', AACHEN])).to.include({ code: 2 })
    expect((await run(['sp', 'history', 'https://nobody.example'])).err).to.match(/^No service is registered as/)
    expect((await run(['--version'])).out).to.equal('9.8.7\n')
    expect((await run(['sp', 'restore', '--help'])).out).to.include('--version <number>')
    const { world } = await registry()
    const says: readonly (readonly [NonNullable<typeof world.fault>, RegExp])[] = [
      [{ kind: 'ended', validUntil: Date.UTC(2026, 9, 1) }, /were valid until 2026-10-01; import newer ones$/m],
      [{ kind: 'key', key: 'RSA 1024' }, /a key of this version \(RSA 1024\) is refused by now/],
      [{ kind: 'endpoint', location: 'http://x' }, /"http:\/\/x", an address of this version, is refused by now/],
    ]
    await run(['sp', 'remove', AACHEN])
    for (const [fault, line] of says) {
      world.fault = fault
      expect((await run(['sp', 'restore', AACHEN, '--version', '1'])).err).to.match(line)
    }
  })
})
