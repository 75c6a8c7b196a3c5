import { expect } from 'chai'
import { AACHEN } from '../../operators/registry-world.js'
import { cliWorld, documentOf } from '../cli-world.js'

const files = { 'aachen.xml': '<md:EntityDescriptor/>', 'not.pem': 'x', 'latin1.xml': new Uint8Array([0xe4]) }

describe('sp', () => {
  it('imports a file and prints the entityID', async () => {
    const { run, view } = cliWorld({ files })
    const made = await run([
      'sp',
      'import',
      'aachen.xml',
      '--trust-level',
      'hoch',
      '--set',
      'sso=false',
      '--set',
      'sign=both',
    ])
    expect(made.code).to.equal(0)
    expect(made.out.split('\n')[0]).to.equal(`registered ${AACHEN} hoch`)
    expect(made.out).not.to.contain('fingerprint')
    expect((await view()).services.get(AACHEN)?.settings).to.include({ trustLevel: 'hoch', sso: false })
    expect((await view()).audit[0]?.actor).to.equal('cli:mira')
    const again = (await run(['sp', 'import', 'aachen.xml'])).out.split('\n')
    expect(again[0]).to.equal(`unchanged ${AACHEN} hoch`)
    expect(again[1]).to.match(/^ {2}info: it has a signing key, .*; if it signs all of them: .* signedRequests=true$/)
  })

  it('says with --dry-run what would be', async () => {
    const { run, view } = cliWorld({ files })
    const { out } = await run(['sp', 'import', 'aachen.xml', '--dry-run'])
    expect(out)
      .to.match(new RegExp(`^would be registered ${AACHEN}`))
      .and.contain('nothing was changed')
    expect((await view()).services.size).to.equal(0)
  })

  it('prints the fingerprints for a URL without --signer', async () => {
    const { out } = await cliWorld().run(['sp', 'import', 'https://portal.aachen.example/metadata'])
    expect(out).to.contain('fingerprint of the document: SHA-256 d0c')
    expect(out).to.match(/fingerprint of its signing key: SHA-256 ([0-9A-F]{2}:){31}/)
    const told = documentOf(await cliWorld().run(['sp', 'import', 'https://portal.aachen.example/metadata', '--json']))
    expect(told).to.include({ document: 'd0c' })
  })

  it('prints one document with --json', async () => {
    const { run } = cliWorld({ files })
    expect(documentOf(await run(['sp', 'import', 'aachen.xml', '--json']))).to.deep.include({
      refused: [],
      dryRun: false,
    })
    const again = documentOf(await run(['sp', 'import', 'aachen.xml', '--dry-run', '--json'])) as Record<
      string,
      unknown
    >
    expect(Object.keys(again)).to.deep.equal(['dryRun', 'services', 'refused'])
    const [service] = again['services'] as Record<string, unknown>[]
    expect(service).to.include({ entityId: AACHEN, kind: 'unchanged', trustLevel: 'normal' })
    expect(Object.keys(service ?? {})).to.deep.equal(['entityId', 'kind', 'trustLevel', 'changes', 'findings'])
    const [finding] = service?.['findings'] as Record<string, unknown>[]
    expect(Object.keys(finding ?? {}).sort()).to.deep.equal(['cure', 'message', 'rule', 'severity'])
    expect(documentOf(await run(['sp', 'list', '--json']))).to.have.lengthOf(1)
    expect(documentOf(await run(['sp', 'show', AACHEN, '--json']))).to.include({ trustLevel: 'normal', sector: AACHEN })
    expect(documentOf(await run(['sp', 'set', AACHEN, 'sso=false', '--json']))).to.deep.equal({
      entityId: AACHEN,
      changes: ['sso: true becomes false'],
      warnings: [],
    })
  })

  it('sets, disables, enables and removes', async () => {
    const { run, view } = cliWorld({ files })
    await run(['sp', 'import', 'aachen.xml'])
    await run(['sp', 'set', AACHEN, 'trustLevel=hoch', 'purpose=a=b'])
    expect((await view()).services.get(AACHEN)?.settings).to.include({ trustLevel: 'hoch', purpose: 'a=b' })
    await run(['sp', 'disable', AACHEN])
    expect((await view()).services.get(AACHEN)?.active).to.equal(false)
    expect((await run(['sp', 'disable', AACHEN])).out).to.contain('unchanged')
    await run(['sp', 'enable', AACHEN])
    expect((await view()).services.get(AACHEN)?.active).to.equal(true)
    expect((await run(['sp', 'remove', AACHEN])).code).to.equal(0)
    expect((await run(['sp', 'list'])).out).to.equal('no service is registered\n')
  })

  const refused: readonly (readonly [string, string])[] = [
    ['missing.xml', 'missing.xml cannot be read: there is no such file'],
    ['aachen.xml --signer latin1.xml', 'latin1.xml is not UTF-8 text'],
    ['aachen.xml --signer not.pem', 'not.pem holds no PEM certificate (-----BEGIN CERTIFICATE-----)'],
    ['aachen.xml --set sign=no', `sign cannot be "no" for ${AACHEN}; it may be both, assertion, response`],
  ]
  it('names the user who may not read a file, and what to do', async () => {
    const { run } = cliWorld({ unreadable: '/root/aachen.xml' })
    expect(await run(['sp', 'import', '/root/aachen.xml'])).to.deep.equal({
      code: 1,
      out: '',
      err: '/root/aachen.xml cannot be read: permission denied for the user mira; put it where that user may read it\n',
    })
  })

  for (const [argv, message] of refused) {
    it(`refuses ${argv} in one line, and changes nothing`, async () => {
      const { run, view } = cliWorld({ files })
      expect(await run(['sp', 'import', ...argv.split(' ')])).to.deep.equal({ code: 1, out: '', err: `${message}\n` })
      expect((await view()).services.size).to.equal(0)
    })
  }

  it('tells each refused service in the document of --json, also where none is left', async () => {
    const { run } = cliWorld({ files })
    const options = '--set sign=assertion --set weakAlgorithms=aes128-cbc --set weakAlgorithmsUntil=2026-12-01'
    const failed = await run(['sp', 'import', 'aachen.xml', ...options.split(' '), '--dry-run', '--json'])
    const message = failed.err.trimEnd()
    expect(failed.code).to.equal(1)
    expect(JSON.parse(failed.out)).to.deep.equal({
      dryRun: true,
      services: [],
      refused: [{ entityId: AACHEN, rule: 'weak-unsigned', message }],
      error: { rule: 'weak-unsigned', messages: [message] },
    })
  })
})
