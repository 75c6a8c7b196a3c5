import { expect } from 'chai'
import type { Request, Response } from 'express'
import { loginId } from '../../src/domain/ids.js'
import { createCookies, loginCookie, sessionCookie } from '../../src/http/cookies.js'

const request = (cookie: string) => ({ headers: { cookie } }) as unknown as Request

function response() {
  const lines: string[] = []
  return { lines, response: { append: (_name: string, line: string) => lines.push(line) } as unknown as Response }
}

describe('cookies', () => {
  it('are HttpOnly and SameSite=Lax, and on https Secure with __Host- names', () => {
    const { lines, response: to } = response()
    createCookies(true).write(to, sessionCookie, 'secret')
    createCookies(false).write(to, loginCookie(loginId('abc')), 'secret')
    expect(lines).to.deep.equal([
      '__Host-session=secret; Path=/; HttpOnly; SameSite=Lax; Secure',
      'login-abc=secret; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400',
    ])
  })

  it('on https are read under their __Host- name alone, which no other host can set', () => {
    expect(createCookies(true).read(request('session=planted'), sessionCookie)).to.equal(null)
    expect(createCookies(true).read(request('a=b; __Host-session=own'), sessionCookie)).to.equal('own')
  })

  it('of the oldest logins are forgotten beyond twenty, so that the header stays small', () => {
    const { lines, response: to } = response()
    const sent = Array.from({ length: 23 }, (_, index) => `login-${index}=s`).join('; ')
    createCookies(false).prune(request(`session=x; ${sent}`), to)
    expect(lines.map((line) => line.split('=')[0])).to.deep.equal(['login-2', 'login-1', 'login-0'])
  })

  it('of the oldest logins are forgotten beyond what a web server takes as a header, but never the newest', () => {
    const { lines, response: to } = response()
    const sent = [1, 2, 3].map((index) => `login-${index}=${'s'.repeat(2400)}`)
    createCookies(true).prune(request([...sent.map((each) => `__Host-${each}`), 'other=x'].join('; ')), to)
    expect(lines.map((line) => line.split('=')[0])).to.deep.equal(['__Host-login-1'])
    lines.length = 0
    createCookies(false).prune(request(`login-1=s; login-2=${'s'.repeat(7000)}`), to)
    expect(lines.map((line) => line.split('=')[0])).to.deep.equal(['login-1'])
  })
})
