import { expect } from 'chai'
import { AACHEN } from '../../operators/registry-world.js'
import { cliWorld, documentOf } from '../cli-world.js'

const IMPORT = ['sp', 'import', 'aachen.xml']

/** A world in which changes need a second person, and whoever that is. */
function twoPeople() {
  const made = cliWorld({ files: { 'aachen.xml': '<md:EntityDescriptor/>' }, secondPerson: true })
  const paul = (...argv: string[]) => made.run(argv, '', 'paul')
  /** The draft that a command of mira's prints. */
  const drafted = async (...argv: string[]): Promise<string> => {
    const { code, out, err } = await made.run(argv)
    expect([code, err]).to.deep.equal([0, ''])
    const [, id] = /^draft ([\w-]+)\n$/.exec(out) ?? []
    return id ?? expect.fail(out)
  }
  return { ...made, paul, drafted }
}

describe('draft', () => {
  it('is what every changing command prints, with exit code 0 and nothing active', async () => {
    const { run, drafted, paul, view, registry } = twoPeople()
    const id = await drafted(...IMPORT)
    expect((await view()).services.size).to.equal(0)
    await paul('draft', 'approve', id)
    const { tools } = await registry()
    const { id: key } = await tools.keys.generate({ use: 'signing', type: 'EC-P-256', inHsm: false }, 'cli:mira')
    const commands = [
      ['sp', 'set', AACHEN, 'sso=false'],
      ['sp', 'remove', AACHEN],
      ['keys', 'activate', key],
      ['keys', 'retire', key],
    ]
    for (const argv of commands) {
      await drafted(...argv)
      const told = documentOf(await run([...argv, '--json'])) as Record<string, unknown>
      expect(Object.keys(told), argv.join(' ')).to.deep.equal(['draft'])
    }
    const forced = await run(['keys', 'retire', key, '--force'])
    const [, told] = /^draft ([\w-]+)\n$/.exec(forced.out) ?? []
    expect([forced.code, told]).to.deep.equal([0, forced.err.slice(-1 - (told ?? '').length, -1)])
    expect(forced.err).to.match(
      /^warning: key \S+ stays in use until a second person agrees; if it was stolen, have them/,
    )
    expect((await view()).services.get(AACHEN)?.settings.sso).to.equal(true)
    expect((await tools.keys.list()).find(({ id: each }) => each === key)?.state).to.equal('next')
  })

  it('is no way round for a stop, and there is none for what changes nothing', async () => {
    const { run, drafted, paul, view } = twoPeople()
    await paul('draft', 'approve', await drafted(...IMPORT))
    expect((await run([...IMPORT, '--dry-run'])).out).to.include('nothing was changed')
    expect((await run(IMPORT)).out).to.match(/^unchanged/)
    expect((await run(['sp', 'disable', AACHEN])).out).to.include('active: yes becomes no')
    expect((await view()).services.get(AACHEN)?.active).to.equal(false)
    await drafted('sp', 'enable', AACHEN)
    expect((await view()).services.get(AACHEN)?.active).to.equal(false)
  })

  it('is listed and shown, field by field', async () => {
    const { run, drafted, paul } = twoPeople()
    expect((await run(['draft', 'list'])).out).to.equal('no change waits for a second person\n')
    await paul('draft', 'approve', await drafted(...IMPORT))
    const id = await drafted('sp', 'set', AACHEN, 'trustLevel=hoch')
    const line = `${id}  cli:mira  set ${AACHEN}  until 2026-12-04T09:00:00.000Z`
    expect((await run(['draft', 'list'])).out).to.equal(`${line}\n`)
    expect((await paul('draft', 'show', id)).out).to.equal(
      `${line}\nset ${AACHEN}\n  trustLevel: normal becomes hoch\n`,
    )
    const document = documentOf(await run(['draft', 'show', id, '--json'])) as Record<string, unknown>
    expect(document).to.deep.include({ id, author: 'cli:mira', standing: 'ready', act: 'set', subject: AACHEN })
    const changes = [{ field: 'trustLevel', before: 'normal', after: 'hoch' }]
    expect(document['services']).to.deep.equal([{ entityId: AACHEN, act: 'set', restored: null, changes }])
    expect(documentOf(await run(['draft', 'list', '--json']))).to.have.length(1)
  })

  it('is approved by another user of the system alone', async () => {
    const { run, drafted, paul, view } = twoPeople()
    const id = await drafted(...IMPORT)
    expect(await run(['draft', 'approve', id])).to.deep.equal({
      code: 1,
      out: '',
      err: `Draft ${id} is your own: somebody else has to approve it; you may reject it\n`,
    })
    const done = await paul('draft', 'approve', id)
    expect(done.out).to.match(new RegExp(`^approved ${id}\nimported ${AACHEN}\n`))
    expect((await view()).services.get(AACHEN)?.active).to.equal(true)
    expect((await paul('draft', 'show', id)).out).to.include('approved by cli:paul at 2026-11-20T09:00:00.000Z')
    expect((await run(['sp', 'history', AACHEN])).out).to.match(
      /^1 .* cli:mira {2}registered {2}approved by cli:paul\n/,
    )
    const again = documentOf(await paul('draft', 'approve', id, '--json'))
    expect(again).to.have.nested.property('error.rule', 'draft-decided')
  })

  it('is rejected, and says what has moved', async () => {
    const { run, drafted, paul } = twoPeople()
    await paul('draft', 'approve', await drafted(...IMPORT))
    const [one, other] = [
      await drafted('sp', 'set', AACHEN, 'sso=false'),
      await drafted('sp', 'set', AACHEN, 'purpose=x'),
    ]
    await paul('draft', 'approve', one)
    expect((await paul('draft', 'approve', other)).err).to.include(
      `Something has changed since draft ${other} was made`,
    )
    expect((await run(['draft', 'show', other])).out).to.include('it cannot be approved any more')
    expect(documentOf(await run(['draft', 'reject', other, '--json']))).to.deep.include({ rejected: other })
    expect((await run(['draft', 'reject', 'nobody'])).err).to.equal(
      'There is no draft "nobody"; see: servicekonto draft list\n',
    )
  })
})
