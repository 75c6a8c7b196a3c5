import { generateKeyPairSync } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect } from 'chai'
import { keyDescriptor } from '../../support/xml-metadata.js'
import { testKey } from '../../support/xml-keys.js'
import { IDP, idpMetadata } from '../../support/idp-metadata.js'
import { cliWorld, documentOf } from '../cli-world.js'

const OTHER = 'https://anderes.example/metadata'
const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })

const FILES = {
  'idp.xml': idpMetadata(),
  'other.xml': idpMetadata(OTHER),
  'new.xml': idpMetadata(IDP, { keys: keyDescriptor(testKey('EC-P-256').certificate) }),
  'keyless.xml': idpMetadata(IDP, { keys: keyDescriptor(testKey().certificate, 'encryption') }),
  'secret.txt': 'geheim\nnot this\n',
  'empty.txt': '\n',
  'key.pem': String(KEY),
}

const world = (secondPerson = false) => cliWorld({ files: FILES, secondPerson })
const nachbar = ['upstream', 'import', 'idp.xml', '--name', 'nachbar'] as const
const OPENID = ['upstream', 'import', 'https://op.example', '--name', 'verimi', '--dialect', 'oidc'] as const

describe('upstream', () => {
  it('imports metadata as a method that is on, and says how far it counts and what to tell the other side', async () => {
    const { run, view } = world()
    const done = await run([...nachbar])
    expect(done).to.include({ code: 0, err: '' })
    expect(done.out).to.match(/^nachbar {2}registered {2}saml2int {2}https:\/\/konto\.nachbar\.example\/metadata\n/)
    expect(done.out)
      .to.contain('key for signing: SHA-256 ')
      .and.contain('/saml/upstream/nachbar/acs')
      .and.contain('warning: nachbar: what it asserts counts at most as normal, as nobody has set more; ')
    expect((await run(['method', 'list'])).out).to.contain('\nnachbar  enabled\n')
    expect((await run(['upstream', 'list'])).out).to.equal(`nachbar  saml2int  normal  enabled  ${IDP}\n`)
    const [entry] = (await view()).audit
    expect(entry).to.deep.include({ action: 'upstream.imported', subject: 'nachbar', actor: 'cli:mira', before: null })
  })

  it('shows what CONTRACT says, with the level that was given and no warning then', async () => {
    const { run } = world()
    await run([...nachbar, '--dialect', 'akdb', '--max-level', 'hoch'])
    const shown = documentOf(await run(['upstream', 'show', 'nachbar', '--json']))
    expect(shown).to.deep.include({
      name: 'nachbar',
      entityId: IDP,
      dialect: 'akdb',
      enabled: true,
      maxLevel: 'hoch',
      signed: 'either',
      healthUrl: null,
      hideAuthority: false,
      lastRefresh: null,
      warnings: [],
    })
    expect(shown).to.have.property('keys').with.lengthOf(1)
    expect(shown).to.have.property('source').that.deep.includes({ from: 'idp.xml', signer: null })
    expect(documentOf(await run(['upstream', 'list', '--json']))).to.have.lengthOf(1)
    expect((await run(['upstream', 'show', 'nachbar'])).out).to.contain('maxLevel: hoch\n')
  })

  it('takes the same name from the same entityID for an update, keeps what was set, and refuses another', async () => {
    const { run, view } = world()
    await run([...nachbar, '--max-level', 'substantiell'])
    const again = await run(['upstream', 'import', 'new.xml', '--name', 'nachbar', '--json'])
    expect(documentOf(again)).to.deep.include({
      kind: 'updated',
      maxLevel: 'substantiell',
      changes: ['keys', 'source'],
    })
    expect(documentOf(await run(['upstream', 'import', 'new.xml', '--name', 'nachbar', '--json']))).to.deep.include({
      kind: 'unchanged',
      changes: [],
    })
    const other = await run(['upstream', 'import', 'other.xml', '--name', 'nachbar'])
    expect(other).to.include({ code: 1, out: '' })
    expect(other.err).to.contain(OTHER).and.contain('take another --name')
    expect((await view()).audit.map(({ action }) => action)).to.deep.equal(['upstream.imported', 'upstream.updated'])
  })

  it('refuses metadata without a key to sign with, names that others have, and changes nothing by --dry-run', async () => {
    const { run, view } = world()
    const keyless = await run(['upstream', 'import', 'keyless.xml', '--name', 'nachbar', '--json'])
    expect(keyless.code).to.equal(1)
    expect(documentOf(keyless)).to.have.nested.property('error.rule', 'metadata-idp-key')
    for (const name of ['password', 'eid', 'upstream-saml', 'confirm', 'methods', 'left-open', 'Nachbar', 'a', '1x']) {
      const refused = await run(['upstream', 'import', 'idp.xml', '--name', name])
      expect([name, refused.code, refused.out]).to.deep.equal([name, 1, ''])
    }
    expect((await run([...nachbar, '--dry-run'])).out).to.contain('would be registered')
    expect((await run(['upstream', 'list'])).out).to.equal('no upstream is registered\n')
    expect((await view()).audit).to.deep.equal([])
  })

  it('sets what CONTRACT lists, each as typed, and refuses the rest with what it may be', async () => {
    const { run, view } = world()
    await run([...nachbar])
    const set = (...pairs: string[]) => run(['upstream', 'set', 'nachbar', ...pairs])
    const levels = 'levels=urn:a=b=hoch,https://x.example/loa?y=1=normal'
    const done = await set('maxLevel=hoch', 'methodName= Konto  Elbe', 'signed=both', 'hideAuthority=true', levels)
    expect(done).to.include({ code: 0, err: '' })
    await set('healthUrl=https://konto.nachbar.example/health')
    expect(documentOf(await run(['upstream', 'show', 'nachbar', '--json']))).to.deep.include({
      maxLevel: 'hoch',
      methodName: 'Konto  Elbe',
      signed: 'both',
      hideAuthority: true,
      healthUrl: 'https://konto.nachbar.example/health',
      levels: { 'urn:a=b': 'hoch', 'https://x.example/loa?y=1': 'normal' },
    })
    expect((await set('signed=both')).out).to.contain('unchanged')
    await set('methodName=default', 'levels=')
    expect(documentOf(await run(['upstream', 'show', 'nachbar', '--json']))).to.deep.include({
      methodName: null,
      levels: {},
    })
    const wrong = ['maxLevel=hoechst', 'signed=none', 'healthUrl=http://a.example/', 'healthUrl=https://a:b@c.example/']
    for (const pair of [...wrong, 'healthUrl=ftp://a', 'hideAuthority=maybe', 'levels=a', 'levels=a=hoch,a=normal']) {
      const refused = await set(pair)
      expect([pair, refused.code, refused.out]).to.deep.equal([pair, 1, ''])
      expect(refused.err).to.contain('it may be')
    }
    for (const pair of ['maxlevel=hoch', 'sector=x', 'signed']) expect((await set(pair)).code).to.equal(2)
    const [entry] = (await view()).audit.slice(1)
    expect(entry).to.deep.include({ action: 'upstream.set', subject: 'nachbar' })
    expect(entry?.before).to.deep.include({ maxLevel: 'normal', methodName: null })
  })

  it('is switched off and on as any method is, under its name', async () => {
    const { run, view } = world()
    await run([...nachbar])
    expect((await run(['upstream', 'disable', 'nachbar'])).out).to.equal('disabled nachbar\n')
    expect((await run(['method', 'list'])).out).to.contain('nachbar  disabled since ')
    expect((await run(['upstream', 'list'])).out).to.contain('  disabled  ')
    expect((await run(['upstream', 'disable', 'nachbar'])).out).to.equal('nachbar was disabled already\n')
    expect((await run(['method', 'enable', 'nachbar'])).out).to.equal('enabled nachbar\n')
    expect((await run(['upstream', 'enable', 'nobody'])).code).to.equal(1)
    expect((await run(['upstream', 'enable', 'password'])).code).to.equal(1)
    expect((await view()).audit.map(({ action }) => action).slice(1)).to.deep.equal([
      'method.disabled',
      'method.enabled',
    ])
  })

  it('can be a method of a service for as long as it is registered', async () => {
    const { run } = world()
    const portal = 'https://portal.aachen.example/metadata'
    await run(['sp', 'import', 'idp.xml'])
    expect((await run(['sp', 'set', portal, 'methods=nachbar'])).code).to.equal(1)
    await run([...nachbar])
    expect((await run(['sp', 'set', portal, 'methods=nachbar'])).code).to.equal(0)
    expect((await run(['upstream', 'remove', 'nachbar'])).out).to.contain(`named in the methods of ${portal}`)
    expect((await run(['sp', 'set', portal, 'methods=nachbar'])).code).to.equal(1)
  })

  it('is removed, asks first on a terminal, and comes back under its name as another one, from then on', async () => {
    const { run, registry } = world()
    const { clock, tools } = await registry()
    await run([...nachbar])
    const id = async () => (await tools.upstreams.upstreams.readSince(null))?.stored[0]?.upstream.id
    const before = await id()
    const no = Object.assign(Readable.from([Buffer.from('no\n')]), { isTTY: true })
    expect((await run(['upstream', 'remove', 'nachbar'], no)).code).to.equal(1)
    expect(await id()).to.equal(before)
    expect((await run(['upstream', 'remove', 'nachbar', '--yes'])).out).to.equal('nachbar\n  is removed\n')
    expect((await run(['upstream', 'show', 'nachbar'])).code).to.equal(1)
    const since = clock.now()
    clock.pass(1000)
    await run([...nachbar])
    expect(await id()).not.to.equal(before)
    expect(await tools.methodSwitches.all()).to.deep.equal([{ method: 'nachbar', enabled: true, disabledAt: since }])
  })

  it('registers an OpenID provider by its issuer, its secret sealed and shown nowhere', async () => {
    const { run, registry, view } = world()
    const done = await run([...OPENID, '--client-id', 'konto', '--client-secret-file', 'secret.txt'])
    expect(done).to.include({ code: 0, err: '' })
    expect(done.out).to.contain('/oidc/upstream/verimi/callback')
    const { tools } = await registry()
    const stored = (await tools.upstreams.upstreams.readSince(null))?.stored[0]?.upstream
    expect(stored?.peer).to.deep.include({ kind: 'oidc', entityId: 'https://op.example', proof: 'client_secret_basic' })
    expect(stored?.peer).to.have.property('sealedSecret').that.matches(/^s1\./)
    const shown = await run(['upstream', 'show', 'verimi', '--json'])
    expect(JSON.stringify([shown.out, (await view()).audit])).not.to.match(/geheim|s1\./)
    const byKey = await run([...OPENID, '--client-id', 'konto', '--client-key', 'key.pem', '--json'])
    expect(documentOf(byKey)).to.deep.include({ kind: 'updated', changes: ['proof'] })
    await run([...nachbar])
    const other = ['upstream', 'import', IDP, '--name', 'nachbar', '--dialect', 'oidc', '--client-id', 'konto']
    expect((await run([...other, '--client-key', 'key.pem'])).code).to.equal(1)
  })

  const client = ['--client-id', 'konto']
  const secret = ['--client-secret-file', 'secret.txt']
  const refused: readonly (readonly [string, readonly string[], 1 | 2])[] = [
    [
      'an issuer with a query',
      ['upstream', 'import', 'https://op.example/?a', '--name', 'op', '--dialect', 'oidc', ...client, ...secret],
      1,
    ],
    [
      'an issuer by http',
      ['upstream', 'import', 'http://op.example', '--name', 'op', '--dialect', 'oidc', ...client, ...secret],
      1,
    ],
    [
      'a file as issuer',
      ['upstream', 'import', 'idp.xml', '--name', 'op', '--dialect', 'oidc', ...client, ...secret],
      1,
    ],
    ['an empty secret', [...OPENID, ...client, '--client-secret-file', 'empty.txt'], 1],
    ['a secret as key', [...OPENID, ...client, '--client-key', 'secret.txt'], 1],
    ['no client', [...OPENID, ...secret], 2],
    ['no proof', [...OPENID, ...client], 2],
    ['two proofs', [...OPENID, ...client, ...secret, '--client-key', 'key.pem'], 2],
    ['a client for SAML', [...nachbar, ...client], 2],
    ['no name', ['upstream', 'import', 'idp.xml'], 2],
    ['an unknown dialect', [...nachbar, '--dialect', 'klingon'], 2],
  ]
  for (const [what, argv, code] of refused) {
    it(`refuses ${what}`, async () => {
      const { run } = world()
      const ran = await run([...argv])
      expect(ran).to.include({ code, out: '' })
      expect(ran.err.trimEnd()).not.to.contain('\n')
      expect((await run(['upstream', 'list'])).out).to.equal('no upstream is registered\n')
    })
  }

  it('waits for a second person where changes do, but for switching it off', async () => {
    const { run } = world(true)
    const drafted = await run([...nachbar, '--max-level', 'hoch'])
    expect(drafted.out).to.match(/^draft \S+\n$/)
    const approve = async (told: string) => {
      const id = told.trim().split(' ')[1] ?? ''
      expect((await run(['draft', 'show', id])).out).to.contain('nachbar')
      expect((await run(['draft', 'approve', id], '', 'paul')).code).to.equal(0)
    }
    expect((await run(['upstream', 'list'])).out).to.equal('no upstream is registered\n')
    await approve(drafted.out)
    expect((await run(['upstream', 'list'])).out).to.contain('nachbar  saml2int  hoch  enabled')
    const [set, late] = [
      await run(['upstream', 'set', 'nachbar', 'signed=both']),
      await run([...nachbar, '--max-level', 'normal']),
    ]
    await approve(set.out)
    expect(documentOf(await run(['upstream', 'show', 'nachbar', '--json']))).to.deep.include({ signed: 'both' })
    const overtaken = await run(['draft', 'approve', late.out.trim().split(' ')[1] ?? ''], '', 'paul')
    expect(overtaken.code).to.equal(1)
    expect((await run(['upstream', 'disable', 'nachbar'])).out).to.equal('disabled nachbar\n')
    await approve((await run(['upstream', 'remove', 'nachbar'])).out)
    expect((await run(['upstream', 'list'])).out).to.equal('no upstream is registered\n')
  })
})
