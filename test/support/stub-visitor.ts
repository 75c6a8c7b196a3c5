import { createCookieJar } from './cookie-jar.js'
import { CALLBACK } from './oidc-world.js'

/** Somebody with a browser at the stand-in of an OpenID provider, who follows it until it leads back to the broker. */
export function visitorOf() {
  const jar = createCookieJar()
  const ask = async (url: URL, form: Readonly<Record<string, string>> | null): Promise<Response> => {
    const context = { url, method: form ? 'POST' : 'GET', initiator: null }
    const cookie = jar.header(context)
    const response = await fetch(url, {
      method: context.method,
      redirect: 'manual',
      headers: cookie === null ? {} : { cookie },
      ...(form && { body: new URLSearchParams(form) }),
    })
    jar.store(context, response.headers.getSetCookie())
    return response
  }
  /** Goes on until the broker's own address, which gives the fields, or until a page, which gives where it is. */
  const follow = async (
    url: URL,
    form: Readonly<Record<string, string>> | null = null,
  ): Promise<{ readonly page: URL } | { readonly fields: Record<string, string> }> => {
    if (url.href.startsWith(CALLBACK)) return { fields: Object.fromEntries(url.searchParams) }
    const response = await ask(url, form)
    const location = response.headers.get('location')
    if (location !== null) return follow(new URL(location, url))
    if (response.status !== 200) throw new Error(`${response.status} ${(await response.text()).slice(0, 500)}`)
    return { page: url }
  }
  const fieldsOf = async (end: ReturnType<typeof follow>): Promise<Record<string, string>> => {
    const reached = await end
    if ('page' in reached) throw new Error(`still at ${reached.page.href}`)
    return reached.fields
  }
  return {
    /** Logs in as one of its accounts; null: gives up there. */
    async choose(leave: URL, account: string | null): Promise<Record<string, string>> {
      const reached = await follow(leave)
      if (!('page' in reached)) throw new Error('nobody was asked')
      return fieldsOf(follow(reached.page, account === null ? { decision: 'cancel' } : { account }))
    },
    /** Goes there and back without a page. */
    visit: (leave: URL) => fieldsOf(follow(leave)),
  }
}
