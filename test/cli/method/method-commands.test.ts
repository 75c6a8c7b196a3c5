import { expect } from 'chai'
import { cliWorld, documentOf } from '../cli-world.js'

describe('method', () => {
  it('switches a method off and on again, each once, with an entry', async () => {
    const { run, registry } = cliWorld()
    const { view, clock } = await registry()
    expect(await run(['method', 'disable', 'eid'])).to.deep.equal({ code: 0, out: 'disabled eid\n', err: '' })
    const since = new Date(clock.now()).toISOString()
    expect((await run(['method', 'list'])).out).to.equal(
      `password  enabled\neid  disabled since ${since}\npass  enabled\n`,
    )
    expect(documentOf(await run(['method', 'disable', 'eid', '--json']))).to.deep.equal({
      id: 'eid',
      enabled: false,
      changed: false,
    })
    clock.pass(1000)
    expect((await run(['method', 'enable', 'eid'])).out).to.equal('enabled eid\n')
    expect((await run(['method', 'enable', 'eid'])).out).to.equal('eid was enabled already\n')
    expect(documentOf(await run(['method', 'list', '--json']))).to.deep.include({
      id: 'eid',
      enabled: true,
      disabledAt: since,
    })
    expect(view.audit.map(({ actor, action, subject }) => [actor, action, subject])).to.deep.equal([
      ['cli:mira', 'method.disabled', 'eid'],
      ['cli:mira', 'method.enabled', 'eid'],
    ])
  })

  it('names the methods that there are where it knows none of this name', async () => {
    const { run } = cliWorld()
    const ran = await run(['method', 'disable', 'sms'])
    expect(ran.code).to.equal(1)
    expect(ran.err).to.equal('There is no method "sms"; there are password, eid, pass\n')
    expect((await run(['method', 'disable'])).code).to.equal(2)
  })
})
