import { Readable } from 'node:stream'
import { expect } from 'chai'
import { AACHEN } from '../../operators/registry-world.js'
import { cliWorld } from '../cli-world.js'

const typed = (line: string) => Object.assign(Readable.from(line === '' ? [] : [Buffer.from(line)]), { isTTY: true })

async function imported() {
  const made = cliWorld({ files: { 'aachen.xml': '<md:EntityDescriptor/>' } })
  await made.run(['sp', 'import', 'aachen.xml'])
  const isThere = async () => (await made.view()).services.has(AACHEN)
  return { ...made, isThere }
}

describe('sp remove', () => {
  it('says on a terminal what it means, asks, and does it for a yes alone', async () => {
    const { run, isThere, registry } = await imported()
    ;(await registry()).world.accounts = 3
    for (const answer of ['\n', 'no\n', 'yesterday\n', '']) {
      const refused = await run(['sp', 'remove', AACHEN], typed(answer))
      expect([refused.code, refused.out, await isThere()], answer).to.deep.equal([1, '', true])
      expect(refused.err).to.match(/Type yes: Nothing was removed\n$/)
    }
    const asked = await run(['sp', 'remove', AACHEN], typed('yes\n'))
    expect([asked.code, await isThere()]).to.deep.equal([0, false])
    expect(asked.err).to.include(`${AACHEN} (Serviceportal Aachen)`).and.include('logins in the last 30 days: none')
    expect(asked.err).to.include('3 accounts with one there').and.include('sp restore')
  })

  it('asks nobody with --yes, nor where there is no terminal', async () => {
    const first = await imported()
    expect(await first.run(['sp', 'remove', AACHEN, '--yes'], typed(''))).to.include({ code: 0, err: '' })
    const second = await imported()
    expect(await second.run(['sp', 'remove', AACHEN])).to.include({ code: 0, err: '' })
    expect([await first.isThere(), await second.isThere()]).to.deep.equal([false, false])
  })

  it('names an unknown service before it asks', async () => {
    const { run } = await imported()
    expect((await run(['sp', 'remove', 'x'], typed('yes\n'))).err).to.match(/^No service is registered as "x"/)
  })
})
