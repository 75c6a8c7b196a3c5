import { expect } from 'chai'
import { FACTORS_PAGE } from '../../src/factors/web/factor-pages.js'
import { minutes } from '../../src/domain/instant.js'
import { codesOn, LIST, setUpTotp, signIn } from '../support/factor-walk.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { createWebClient } from '../support/web-client.js'

describe('second factors and their recovery codes, on their pages', () => {
  let world: HttpWorld
  const begin = async () => (world = await httpWorld())
  afterEach(() => world.stop())

  it('ask before new recovery codes void the old ones, and do nothing by a GET', async () => {
    await begin()
    const client = createWebClient()
    await signIn(world, client)
    const none = await client.get(`${world.url}${LIST}/codes`)
    expect(none.url, 'without a second factor there are none').to.equal(world.url + LIST)
    await setUpTotp(world, client)
    const list = await client.get(world.url + LIST)
    const asked = await client.click(list, `a[href="${LIST}/codes"]`)
    expect(asked.text).to.include('Ihre bisherigen Codes gelten dann nicht mehr.')
    expect(codesOn(asked)).to.deep.equal([])
    expect(world.audit.map(({ action }) => action)).not.to.include('account.recovery-codes-renewed')
    expect((await client.post(asked.url, { token: 'x' }, { from: asked })).status).to.equal(403)
  })

  it('save their codes as a file without scripts, which nobody else gets', async () => {
    await begin()
    const client = createWebClient()
    await signIn(world, client)
    const { done: shown } = await setUpTotp(world, client)
    const saved = await client.submit(shown, { button: 'button[value="download"]' })
    expect(saved.headers['content-disposition']).to.equal('attachment; filename=wiederherstellungscodes.txt')
    expect(saved.headers['cache-control']).to.include('no-store')
    const [title, whose, ...lines] = saved.body.trim().split('\n')
    expect(title).to.equal('Ihre Wiederherstellungscodes')
    expect(whose).to.match(/^Servicekonto, Benutzername jana, Stand \d+\. \S+ \d{4}$/)
    expect(lines.slice(1)).to.deep.equal(codesOn(shown).map((code, index) => `${index + 1}. ${code}`))
    const next = await client.submit(shown, { button: 'button[value="continue"]' })
    expect(next.url).to.equal(world.url + LIST)
    // What the page carries opens in its own session alone.
    const other = createWebClient()
    const list = await signIn(world, other, 'omar')
    const token = list.one('input[name="token"]').attributes.get('value') ?? ''
    const draft = shown.one('input[name="draft"]').attributes.get('value') ?? ''
    const stolen = await other.post(
      `${world.url}${LIST}/codes/gezeigt`,
      { token, draft, decision: 'download' },
      { from: list },
    )
    expect(stolen.url.split('?')[0]).to.equal(world.url + LIST)
    expect(stolen.body).not.to.include(codesOn(shown)[0])
  })

  it('say why, where the page was left open for too long, and how to come to new ones', async () => {
    await begin()
    const client = createWebClient()
    await signIn(world, client)
    const { done: shown } = await setUpTotp(world, client)
    expect(shown.find('[data-testid="login-waiting"]')).to.equal(null)
    world.clock.pass(minutes(16))
    const gone = await client.submit(shown, { button: 'button[value="download"]' })
    expect(gone.textOf('[data-testid="factor-done"]')).to.include('zeigen wir kein zweites Mal')
    expect(gone.find(`a[href="${LIST}/codes"]`)).not.to.equal(null)
  })

  it('say at the login how many are left, and at the last one how to come to new ones', async () => {
    await begin()
    const client = createWebClient()
    await signIn(world, client)
    const { codes } = await setUpTotp(world, client)
    const said: string[] = []
    for (const code of codes) {
      const browser = createWebClient()
      const confirm = await browser.submit(await world.toConfirm(browser), { fields: { code } })
      said.push(confirm.textOf('[data-testid="method-remark"]') ?? '')
    }
    expect(said[0]).to.include('Sie haben noch 9 Codes.')
    expect(said.at(-2)).to.include('Sie haben noch 1 Code.')
    expect(said.at(-1)).to.include('Das war Ihr letzter Wiederherstellungscode.')
    // Single sign-on goes on with what the session holds, and that remembers no code.
    const again = await client.get(world.requestUrl())
    expect(again.find('[data-testid="method-remark"]')).to.equal(null)
  })

  it('are asked for one kind of code, and lead to the other without a try', async () => {
    await begin()
    const client = createWebClient()
    await signIn(world, client)
    const { codes } = await setUpTotp(world, client)
    const phone = createWebClient()
    const page = await world.toConfirm(phone)
    expect(page.text).to.include('Code aus der App')
    const other = await phone.submit(page, { button: 'button[name="step"][value="recovery-code"]' })
    expect(other.text).to.include('16 Ziffern von Ihrer Liste.')
    const wrong = await phone.submit(other, { fields: { code: '0000000000000000' } })
    expect(wrong.text, 'stays at the kind that was asked for').to.include('16 Ziffern von Ihrer Liste.')
    const back = await phone.submit(wrong, { button: 'button[name="step"][value="totp"]' })
    expect(back.text).to.include('Die 6 Ziffern, die Ihre App gerade zeigt.')
    const confirm = await phone.submit(wrong, { fields: { code: codes[2] ?? '' } })
    expect(confirm.find('[name="decision"][value="confirm"]')).not.to.equal(null)
  })

  it('are no page for an account without a password: the bar does not lead there', async () => {
    await begin()
    const jana = world.accounts.get('account-jana') ?? expect.fail()
    expect(FACTORS_PAGE.isFor?.(jana)).to.equal(true)
    expect(FACTORS_PAGE.isFor?.({ ...jana, methods: [] })).to.equal(false)
  })
})
