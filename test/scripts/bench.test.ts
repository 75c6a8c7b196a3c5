import { expect } from 'chai'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openVisitors } from '../../scripts/bench/load/visitors.js'
import { parseAnswer } from '../../scripts/bench/load/http-socket.js'
import { faultsOf, KEPT, kindOfCryptography, readKept } from '../../scripts/bench/guard.js'
import { sideBySide } from '../../scripts/bench/last-runs.js'
import {
  cpuMsOf,
  kindOf,
  processTree,
  pssOf,
  rssOf,
  statOf,
  threadMsOf,
} from '../../scripts/bench/measure/processes.js'
import { rawCryptography } from '../../scripts/bench/measure/raw-cryptography.js'
import { median, percentile } from '../../scripts/bench/measure/statistics.js'
import { asMarkdown, asText } from '../../scripts/bench/measure/table.js'
import { isOtherNode, runWith } from '../../scripts/bench/other-node.js'
import { PARTS, readOptions } from '../../scripts/bench/options.js'
import { inTheMiddle, rawOf, type LoginFigures } from '../../scripts/bench/parts/login-figures.js'
import { ASKING, BY_CARD } from '../../scripts/bench/parts/login-world.js'
import { messages } from '../../scripts/bench/parts/messages.js'
import { withFigures } from '../../scripts/bench/report.js'
import { checkAnswer } from '../../scripts/bench/servers/check-answer.js'
import { aggregate, portalKey, portalNumber } from '../../scripts/bench/servers/portals.js'
import { WALKS } from '../../scripts/bench/walks/walks.js'
import { brokerSettings } from '../../src/demo/eid-stub/broker-settings.js'
import { startStubWorld, type StubWorld } from '../support/eid-world.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { runToEnd, spawned } from '../support/spawned.js'

const TABLE = {
  headings: ['what', 'ms'],
  rows: [
    ['one', '1.0'],
    ['another', '10.0'],
  ],
}

describe('the benchmark', () => {
  it('tells percentiles by nearest rank', () => {
    const figures = [5, 1, 4, 2, 3]
    expect([0, 0.5, 0.8, 0.81, 1].map((share) => percentile(figures, share))).to.deep.equal([1, 3, 4, 5, 5])
    expect(median([2])).to.equal(2)
    expect(median([])).to.be.NaN
  })

  it('forms ratios inside a window, without what is told apart', () => {
    const window = (cpu: number, raw: number): LoginFigures => ({
      ...{ perSecond: 1, p50: 1, p95: 1, p99: 1, cpu, raw },
      shares: { server: 0, postgres: 0, redis: 0, eidStub: 0, generator: 0 },
    })
    expect(inTheMiddle([window(11, 1), window(14, 2), window(12, 4)], 10)).to.include({ cpu: 12, ratio: 1 })
  })

  it('reads the processor time and the memory of a process and those below it', async () => {
    const shell = spawned('/bin/sh', ['-c', `${process.execPath} -e "for(;;);" & wait`])
    await shell.until(() => cpuMsOf(shell.pid) > 100)
    const tree = processTree(shell.pid)
    expect(tree).to.have.length(2)
    expect(rssOf(shell.pid)).to.be.greaterThan(10)
    expect(pssOf(tree[1] ?? 0)).to.be.within(1, rssOf(shell.pid))
    for (const pid of tree.toReversed()) process.kill(pid, 'SIGKILL')
    await shell.exit
    expect(cpuMsOf(shell.pid)).to.equal(0)
  })

  it('reads the processor time of what has ended', async () => {
    const before = statOf(process.pid)?.childrenMs ?? NaN
    await runToEnd(process.execPath, ['-e', 'while (process.cpuUsage().user < 200_000);'])
    expect((statOf(process.pid)?.childrenMs ?? NaN) - before).to.be.at.least(150)
  })

  it('knows what the cryptography costs', async () => {
    const { signature, verification, encryption, ecVerification, ecAgreement } = await rawCryptography(40)
    expect(Math.min(signature, verification, encryption, ecVerification, ecAgreement)).to.be.greaterThan(0)
    const card = { signature: 4, verification: 3, encryption: 0, ecVerification: 0, ecAgreement: 0 }
    expect(rawOf({ signature: 2, verification: 1, encryption: 5, ecVerification: 7, ecAgreement: 9 }, card)).to.equal(
      11,
    )
  })

  it('reads answers with a length and in chunks, once they are complete', () => {
    const plain = Buffer.from(
      'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Length: 3\r\n\r\näxHTTP',
    )
    const chunked = Buffer.from('HTTP/1.1 303 See\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nä\r\n1\r\nx\r\n0\r\n\r\n')
    for (const bytes of [plain.subarray(0, -5), chunked.subarray(0, -1), Buffer.from('HTTP/1.1 200')]) {
      expect(parseAnswer(bytes)).to.equal(null)
    }
    const first = parseAnswer(plain)
    expect(first?.answer).to.include({ status: 200, body: 'äx' })
    expect(first?.answer.headers.get('set-cookie')).to.deep.equal(['a=1', 'b=2'])
    expect(plain.length - (first?.length ?? 0)).to.equal('HTTP'.length)
    expect(parseAnswer(chunked)?.answer).to.include({ status: 303, body: 'äx' })
  })

  it('writes the same figures for a terminal and for a document, and leaves the words around them', () => {
    expect(asText(TABLE)).to.equal('what       ms\none       1.0\nanother  10.0\n')
    expect(asMarkdown(TABLE)).to.contain('| another | 10.0 |').and.to.contain('| ------- | ---: |')
    const document = 'before\n<!-- figures: begin, written by npm run bench -->\nold\n<!-- figures: end -->\nafter\n'
    const run = { facts: ['a fact'], chapters: [{ title: 'Logins', text: 'What they are.', table: TABLE }] }
    const written = withFigures(document, { 20: run })
    expect(written)
      .to.match(/^before\n<!-- figures: begin/)
      .and.to.match(/<!-- figures: end -->\nafter\n$/)
    expect(written).to.contain('- a fact\n').and.to.contain('### Logins').and.not.to.contain('old')
    expect(() => withFigures('no marks', {})).to.throw('marks')
  })

  it('tells the last runs of two versions of Node row by row, each with its machine', () => {
    const chapter = (rows: readonly (readonly string[])[], title = 'Logins') => ({
      title,
      text: 'What they are.',
      table: { headings: ['what', 'ms'], rows },
    })
    const runs = {
      20: { facts: ['one machine'], chapters: [chapter(TABLE.rows), chapter([['a start', '3']], 'Start')] },
      24: { facts: ['another machine'], chapters: [chapter([['one', '0.5']])] },
    }
    expect(sideBySide(runs).map(({ title, table }) => [title, table])).to.deep.equal([
      [
        'Logins',
        {
          headings: ['Node', 'what', 'ms'],
          rows: [
            ['20', 'one', '1.0'],
            ['24', 'one', '0.5'],
            ['20', 'another', '10.0'],
          ],
        },
      ],
      ['Start', { headings: ['Node', 'what', 'ms'], rows: [['20', 'a start', '3']] }],
    ])
    const document = '<!-- figures: begin, written by npm run bench -->\n<!-- figures: end -->\n'
    expect(withFigures(document, runs)).to.match(/Node 20\n\n- one machine\n[^]*Node 24\n\n- another machine\n/)
  })

  it('guards: fails where a fifth more is needed than was kept, or where nothing was kept', () => {
    const kept = { 'Node 20': { answer: 1.1, session: 1.8, processor: 'any' } }
    expect(faultsOf({ answer: 1.3, session: 2.1 }, kept, 'Node 20')).to.deep.equal([])
    expect(faultsOf({ answer: 1.33, session: 1.8 }, kept, 'Node 20').join()).to.match(/^an answer.*1\.33 .*1\.10 ×/)
    expect(faultsOf({ answer: 1.1, session: 2.17 }, kept, 'Node 20').join()).to.match(/^a login that a session answers/)
    expect(faultsOf({ answer: 9, session: 9 }, kept, 'Node 20')).to.have.length(2)
    expect(faultsOf({ answer: 1.1, session: 1.8 }, kept, 'Node 22').join()).to.contain('Node 22')
    expect(Object.keys(readKept(KEPT))).to.include.members(['Node 20', 'Node 24'])
    const flags = 'flags : avx512f avx512ifma avx512bw'
    expect(kindOfCryptography({ node: '24.22.3', openssl: '3.5.9' }, flags)).to.equal('Node 24 with avx512ifma')
    expect(kindOfCryptography({ node: '24.22.3', openssl: '3.5.9' }, 'flags : avx2')).to.equal('Node 24')
    expect(kindOfCryptography({ node: '20.20.2', openssl: '3.0.19' }, flags)).to.equal('Node 20')
    expect(readOptions(['--guard'])).to.include({ guard: 'compare', writes: false })
    expect(readOptions(['--guard', '--keep'])).to.include({ guard: 'keep', writes: false })
    expect(() => readOptions(['--keep'])).to.throw('--guard')
  })

  it('tells the threads of Node apart, by their names or by the order in which they start', async () => {
    const named = ['MainThread', 'DelayedTaskSche', 'V8Worker', 'SignalInspector', 'libuv-worker'].map(kindOf)
    expect(named).to.deep.equal(['main', 'v8', 'v8', 'v8', 'pool'])
    const nameless = Array.from({ length: 9 }, (_none, at) => kindOf('node', at))
    expect(nameless).to.deep.equal(['main', 'v8', 'v8', 'v8', 'v8', 'v8', 'v8', 'pool', 'pool'])
    const hashing = `crypto.pbkdf2('a', 'b', 3e6, 32, 'sha256', () => setInterval(() => {}, 1000))`
    const child = spawned(process.execPath, ['-e', hashing])
    await child.until(() => threadMsOf(child.pid).pool > 300)
    const { main, pool, v8 } = threadMsOf(child.pid)
    expect(pool).to.be.greaterThan(main + v8)
    process.kill(child.pid, 'SIGKILL')
    await child.exit
  })

  it('writes nothing but what a whole run has found', () => {
    expect(readOptions([])).to.deep.include({ parts: [...PARTS], writes: true })
    expect(readOptions(['--quick'])).to.include({ writes: false })
    expect(readOptions(['--only', 'peer'])).to.deep.include({ parts: ['peer'], writes: false })
    expect(readOptions(['--help'])).to.equal(null)
    expect(() => readOptions(['--only', 'pear'])).to.throw('no part is called pear')
  })

  it('runs with the Node that it is started with, or with another one that it is given', async () => {
    expect(readOptions([])).to.include({ node: null })
    const folder = mkdtempSync(join(tmpdir(), 'other-node-'))
    const node = join(folder, 'node')
    writeFileSync(node, `#!/bin/sh\necho "$0" "$@" > ${folder}/said\nexit 3\n`, { mode: 0o755 })
    symlinkSync(process.execPath, join(folder, 'this-node'))
    expect(isOtherNode(join(folder, 'this-node'))).to.equal(false)
    expect(isOtherNode(node)).to.equal(true)
    expect(() => isOtherNode(join(folder, 'none'))).to.throw('none')
    expect(await runWith(node, ['--node', node, '--quick'])).to.equal(3)
    const said = readFileSync(join(folder, 'said'), 'utf8')
    expect(said).to.match(new RegExp(`^${node} --import tsx \\S+/bench/main.ts --node ${node} --quick\n$`))
    rmSync(folder, { recursive: true })
  })

  it('measures answers, ours and those of samlify', async () => {
    const options = {
      parts: [],
      seconds: 0.02,
      rounds: 1,
      warmUp: 0,
      first: 1,
      warmAfter: 1,
      starts: 1,
      memoryLogins: 1,
      services: 1,
      writes: false,
      guard: 'no' as const,
      node: null,
    }
    const bench = { options, say: () => undefined, stores: () => Promise.reject(new Error('not needed')) }
    const [answers] = await messages(bench)
    const names = answers?.table.rows.map(([name]) => name) ?? []
    expect(names).to.have.length(14).and.include('bare signature, SoftHSM2')
  })

  describe('against a running broker', () => {
    const key = portalKey()
    const portal = portalNumber(1)
    // Where nobody's release is remembered.
    const services = new Map([
      ['eid', BY_CARD],
      ['pass', ASKING],
    ])
    const citizens = [{ username: 'citizen-0', password: 'Vier-Fische-im-Regen' }]
    const options = ['--given-name=Jāna Łucja', '--family-name=Nowak', '--birth-date=1987-04-12']
    let broker: RunningTestBroker
    let eid: StubWorld
    before(async () => {
      eid = await startStubWorld()
      broker = await startBroker(JSON.stringify({ methods: { eid: brokerSettings(eid.stub.url, eid.folder) } }))
      await broker.citizen('citizen-0', 'Vier-Fische-im-Regen', [...options, '--email=jana.nowak@post.example'])
      await broker.register(aggregate([portal, ...services.values()], key, false))
    })
    after(async () => {
      await broker.stop()
      await eid.stop()
    })

    for (const walk of ['password', 'session', 'eid', 'pass']) {
      it(`walks a login that a portal takes: ${walk}`, async () => {
        const ssoUrl = `${broker.url}/saml/sso`
        const service = services.get(walk) ?? portal
        const visitors = await openVisitors({ walk, ssoUrl, services: [service], serviceKey: key.pem, citizens })
        const certificate = await certificateOf(broker)
        const idp = { entityId: `${broker.url}/saml/metadata`, ssoUrl, certificate }
        await checkAnswer(await visitors.sample(), idp, service, { tells: WALKS.get(walk)?.tells })
        await visitors.sign(1, 2)
        expect((await visitors.run(1, 2)).latencies).to.have.length(2)
        visitors.close()
      })
    }

    it('has a walk for each that a part measures', () => {
      expect([...WALKS.keys()]).to.deep.equal(['session', 'password', 'eid', 'pass', 'simplesamlphp-session'])
    })
  })
})

async function certificateOf(broker: RunningTestBroker): Promise<string> {
  const metadata = await (await fetch(`${broker.url}/saml/metadata`)).text()
  return /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1] ?? ''
}
