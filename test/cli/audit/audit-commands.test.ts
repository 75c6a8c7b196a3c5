import { expect } from 'chai'
import { sealEntries } from '../../../src/operators/audit/seal-entries.js'
import { cliWorld, documentOf, type CliWorldOptions } from '../cli-world.js'

const AACHEN = 'https://portal.aachen.example/metadata'

describe('audit', () => {
  async function world(options: CliWorldOptions = {}) {
    const files = Object.assign(options.files ?? {}, { 'aachen.xml': '<md:EntityDescriptor/>' })
    const cli = cliWorld({ files })
    const { tools, clock } = await cli.registry()
    const sealed = async () => sealEntries({ ...tools.audit, mac: await tools.audit.mac(), clock: tools.clock })
    await cli.run(['sp', 'import', 'aachen.xml'])
    clock.pass(1)
    await cli.run(['keys', 'generate'])
    clock.pass(1)
    return { ...cli, sealed, tools }
  }
  const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n')

  it('verifies a log that holds, and says what it has looked at', async () => {
    const { run, sealed } = await world()
    expect(await run(['audit', 'verify'])).to.deep.equal({
      code: 0,
      out: 'entries: 0\nwaiting for their seal: 2\nhead: none\nthe audit log holds\n',
      err: '',
    })
    const head = await sealed()
    expect((await run(['audit', 'verify'])).out).to.contain(
      `entries: 2\nwaiting for their seal: 0\nhead: 2 ${head?.seal}\n`,
    )
    expect(documentOf(await run(['audit', 'verify', '--json']))).to.deep.include({
      holds: true,
      entries: 2,
      first: null,
      head: { seq: 2, seal: head?.seal },
    })
  })

  it('names the first entry that does not hold, and ends with 1', async () => {
    const { run, sealed, registry } = await world()
    await sealed()
    const { view } = await registry()
    view.tamper('DELETE FROM audit_entries WHERE seq = 1')
    const { code, out, err } = await run(['audit', 'verify'])
    expect(code).to.equal(1)
    expect(linesOf(out).slice(0, 2)).to.deep.equal([
      'first: 1',
      'entry 1 is missing: somebody has removed what stood there',
    ])
    expect(err).to.equal('The audit log does not hold: entry 1 is missing: somebody has removed what stood there\n')
    const json = await run(['audit', 'verify', '--json'])
    expect(json.code).to.equal(1)
    expect(documentOf(json)).to.deep.include({ holds: false, faults: { removed: 1 } })
    expect(documentOf(json)).to.have.nested.property('first.first', 1)
    expect(documentOf(json)).to.have.nested.property('error.rule', 'audit-fault')
  })

  it('compares the heads in the log of the broker, whatever else stands there', async () => {
    const told = (seq: number, seal: string) =>
      `Nov 30 node[1]: ${JSON.stringify({ 'event.action': 'audit.head', 'audit.seq': seq, 'audit.seal': seal })}`
    const files: Record<string, string> = { 'other.log': '{"event.action":"broker.started"}\n' }
    const { run, sealed } = await world({ files })
    const head = await sealed()
    const noise = '{"event.action":"audit.head"}\n{"audit.head" not json\n'
    files['good.log'] = `${noise}${told(2, head?.seal ?? '')}\n`
    files['cut.log'] = `${told(9, '1.x')}\n`
    files['other-head.log'] = `${told(2, '1.x')}\n`
    const withFiles = (...names: readonly string[]) => run(['audit', 'verify', '--log', ...names])
    expect(await withFiles('good.log')).to.include({ code: 0 })
    expect((await withFiles('good.log')).out).to.contain('heads in the log: 1')
    expect((await withFiles('cut.log')).out).to.match(/^first: 9\nthe broker's log knows of entry 9/)
    expect((await withFiles('good.log', 'other-head.log')).out).to.match(/^first: 2\nthe broker's log has another seal/)
    expect((await withFiles('other.log')).err).to.contain('no line audit.head')
    expect(await withFiles('gone.log')).to.include({ code: 1, err: 'gone.log cannot be read: there is no such file\n' })
  })

  it('shows each entry as a sentence, newest last, and is in the log itself', async () => {
    const { run, sealed, view } = await world()
    await sealed()
    const lines = linesOf((await run(['audit', 'show'])).out)
    expect(lines[0]).to.match(new RegExp(`^2026-11-20T\\S+Z {2}#1 {2}cli:mira {2}registered the service ${AACHEN}$`))
    expect(lines[1]).to.match(/ {2}#2 {2}cli:mira {2}made the signing key \S+ \(RSA-3072\)$/)
    expect(lines).to.have.length(2)
    expect((await view()).audit.at(-1)).to.deep.include({
      actor: 'cli:mira',
      action: 'audit.shown',
      subject: 'audit',
      after: { limit: 100 },
    })
    const [last] = linesOf((await run(['audit', 'show', '--limit', '1'])).out)
    expect(last).to.match(/ {2}#- {2}cli:mira {2}looked entries of this log up \(limit 100\)$/)
  })

  it('finds by time, actor, service, action, subject and error id', async () => {
    const { run, tools } = await world()
    await tools.audit.append({
      at: tools.clock.now() - 86_400_000,
      actor: 'citizen',
      action: 'login.aborted',
      subject: 'login1',
      before: null,
      after: { service: AACHEN, reason: 'authn-failed' },
    })
    await tools.audit.append({
      at: tools.clock.now() - 2 * 86_400_000,
      actor: 'cli:mira',
      action: 'request.shown',
      subject: 'E-3VEE-43FD',
      before: null,
      after: { errorId: 'E-3VEE-43FD' },
    })
    const found = async (...filter: readonly string[]) => {
      const { code, out, err } = await run(['audit', 'show', '--json', ...filter])
      expect([code, err], filter.join(' ')).to.deep.equal([0, ''])
      const entries = JSON.parse(out) as { action: string }[]
      return entries.map(({ action }) => action).filter((action) => action !== 'audit.shown')
    }
    expect(await found()).to.deep.equal(['request.shown', 'login.aborted', 'service.imported', 'key.generated'])
    expect(await found('--until', '2026-11-19')).to.deep.equal(['request.shown', 'login.aborted'])
    expect(await found('--since', '2026-11-20', '--until', '2026-11-20')).to.have.length(2)
    expect(await found('--since', '2026-11-19T09:00:00.003Z')).to.have.length(2)
    expect(await found('--actor', 'citizen')).to.deep.equal(['login.aborted'])
    expect(await found('--service', AACHEN)).to.deep.equal(['login.aborted', 'service.imported'])
    expect(await found('--service', AACHEN.slice(0, -1))).to.deep.equal([])
    expect(await found('--service', AACHEN.replace('aachen', '%'))).to.deep.equal([])
    expect(await found('--action', 'key.generated')).to.deep.equal(['key.generated'])
    expect(await found('--subject', 'login1')).to.deep.equal(['login.aborted'])
    expect(await found('--error-id', 'E-3VEE-43FD')).to.deep.equal(['request.shown'])
    expect(await found('--error-id', 'E-0000-0000')).to.deep.equal([])
  })

  it('looks up nothing that could be somebody’s name, and logs nothing of it', async () => {
    const { run, view } = await world()
    for (const wrong of [
      ['--actor', 'erika@muster.example'],
      ['--actor', 'erika'],
      ['--subject', 'Erika Muster'],
      ['--subject', 'erika@muster.example'],
      ['--service', 'erika'],
      ['--action', 'login'],
      ['--since', 'yesterday'],
      ['--until', '2026-13-01'],
      ['--error-id', 'E-1'],
    ]) {
      const { code, out, err } = await run(['audit', 'show', ...wrong])
      expect([code, out, linesOf(err).length], wrong.join(' ')).to.deep.equal([2, '', 1])
    }
    expect(await run(['audit', 'show', '--limit', '0'])).to.include({ code: 2 })
    expect((await view()).audit.filter(({ action }) => action === 'audit.shown')).to.deep.equal([])
  })

  it('exports JSON Lines and CSV, and says in the log that it did', async () => {
    const { run, sealed, view } = await world()
    await sealed()
    const jsonl = linesOf((await run(['audit', 'export'])).out).map((line) => JSON.parse(line) as object)
    expect(jsonl).to.have.length(2)
    expect(jsonl[0]).to.include({
      seq: 1,
      actor: 'cli:mira',
      action: 'service.imported',
      subject: AACHEN,
      before: null,
    })
    const csv = (await run(['audit', 'export', '--format', 'csv', '--action', 'key.generated'])).out.split('\r\n')
    expect(csv[0]).to.equal('seq,id,at,actor,action,subject,before,after,sentence,mac,seal')
    expect(csv[1]).to.contain('"{""use"":""signing"",""type"":""RSA-3072"",""state"":""next""}"')
    expect(csv.slice(2)).to.deep.equal([''])
    expect((await run(['audit', 'export', '--format', 'csv', '--actor', 'broker'])).out.split('\r\n')).to.have.length(2)
    expect(documentOf(await run(['audit', 'export', '--json', '--actor', 'broker']))).to.deep.equal([])
    expect((await view()).audit.at(-1)).to.deep.include({ action: 'audit.exported', after: { actor: 'broker' } })
  })
})
