import passport, { type Strategy } from 'passport'

/** The result of a passport strategy. */
export type StrategyResult<User> =
  { readonly kind: 'success'; readonly user: User } | { readonly kind: 'fail'; readonly challenge: unknown }

/** What passport makes of a strategy; its own types leave that open. */
type Handler = (request: object, response: object, next: (error: unknown) => void) => void

/**
 * Runs one passport strategy over form fields, without Express and without passport's sessions: passport only talks to
 * the strategy, and the broker keeps the login. Throws what the strategy throws; a strategy that redirects cannot be
 * used here.
 */
export function runStrategy<User>(
  strategy: Strategy,
  fields: Readonly<Record<string, string>>,
  isUser: (value: unknown) => value is User,
): Promise<StrategyResult<User>> {
  return new Promise((resolve, reject) => {
    const request = { body: fields, query: {}, headers: {}, method: 'POST' }
    const response = { redirect: () => reject(new TypeError('A strategy here must not redirect')) }
    const done = (error: unknown, user: unknown, challenge: unknown): void => {
      if (error) reject(error instanceof Error ? error : new TypeError('The strategy failed'))
      else if (isUser(user)) resolve({ kind: 'success', user })
      else resolve({ kind: 'fail', challenge })
    }
    const handler = new passport.Passport().authenticate(strategy, { session: false }, done) as Handler
    handler(request, response, (error: unknown) => reject(error instanceof Error ? error : new TypeError('Unhandled')))
  })
}
