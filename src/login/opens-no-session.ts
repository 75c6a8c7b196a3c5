import type { LoginFacts } from './facts.js'

/**
 * A login at a service for pseudonyms alone opens none; one that is there goes on (RULES: What a service may ask 10).
 */
export const opensNoSession = ({ login, session }: Pick<LoginFacts, 'login' | 'session'>): boolean =>
  // check: a-login-for-a-pseudonym-opens-no-session
  login.requirements.pseudonymous && session === null
