import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { MOST_FILES } from '../../scripts/docs/login-path.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

interface Measured {
  readonly files: number
  readonly gatherings: readonly { readonly request: string; readonly gatherings: number }[]
  readonly page: string
}

describe('one login with user name and password', function () {
  this.timeout(180_000)
  let measured: Measured

  // In a process of its own: what other tests have called or remembered there would be counted, or not be.
  before(async () => {
    const command = ['--import', 'tsx', 'scripts/login-path/main.ts', '--json']
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, maxBuffer: 10_000_000 })
    measured = JSON.parse(stdout) as Measured
  })

  it('enters no more files than one can get to know', () => {
    expect(measured.files).to.be.within(40, MOST_FILES)
  })

  it('is drawn as it is (else: npm run login:path -- --manual)', () => {
    expect(readFileSync(`${ROOT}docs/login-path.md`, 'utf8')).to.equal(measured.page)
  })

  it('gathers its facts once a request, and once more after a proof or a confirmation was written, since no fact outlives a write', () => {
    expect(measured.gatherings).to.deep.equal([
      // The request alone: no browser session, nothing to decide yet.
      { request: 'GET /saml/sso', gatherings: 0 },
      { request: 'GET /login/…', gatherings: 1 },
      { request: 'POST /login/…/methods', gatherings: 1 },
      // Before the proof and after it: fewer would decide about the account by what was known before it was proved.
      { request: 'POST /login/…/password', gatherings: 2 },
      { request: 'GET /login/…', gatherings: 1 },
      // Before the confirmation is written and after it: the answer rests on what holds by then.
      { request: 'POST /login/…/confirm', gatherings: 2 },
    ])
  })
})
