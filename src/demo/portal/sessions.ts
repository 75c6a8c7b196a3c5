import { randomBytes } from 'node:crypto'

/** Keeps one value per browser in memory, found again by a cookie; an hour at most. */
export interface Sessions<Value> {
  /** Starts a session and gives its Set-Cookie header. */
  start(value: Value): string
  /** The value of the session that a Cookie header names, or null. */
  find(cookieHeader: string | undefined): Value | null
  /** Ends the session that a Cookie header names. */
  end(cookieHeader: string | undefined): void
  /** Ends every session that is meant, whichever browser has it. */
  endAll(isMeant: (value: Value) => boolean): void
}

const LASTS = 60 * 60 * 1000

/**
 * @param secure whether cookies are for https alone; then they are bound to the host by name too.
 * @param entry tells the cookies of a host's entries apart; empty for the only or first one.
 */
export const createSessions = <Value>(secure: boolean, entry = ''): Sessions<Value> => {
  const values = new Map<string, Value>()
  const name = `${secure ? '__Host-' : ''}portal${entry && `-${entry}`}`
  const flags = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  const idIn = (cookieHeader: string | undefined): string =>
    (cookieHeader ?? '')
      .split('; ')
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? ''
  return {
    start: (value) => {
      const id = randomBytes(32).toString('base64url')
      values.set(id, value)
      setTimeout(() => values.delete(id), LASTS).unref()
      return `${name}=${id}; ${flags}`
    },
    find: (cookieHeader) => values.get(idIn(cookieHeader)) ?? null,
    end: (cookieHeader) => {
      values.delete(idIn(cookieHeader))
    },
    endAll: (isMeant) => {
      for (const [id, value] of values) if (isMeant(value)) values.delete(id)
    },
  }
}
