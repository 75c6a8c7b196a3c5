import type { Account, BoundMethod } from '../../domain/account.js'
import { maskedEmail } from '../../domain/email.js'
import type { AccountId, MethodId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { PASSWORD } from '../../domain/second-factor.js'

/** A phone is blocked for good; a second factor opens nothing by itself; of the others the password stays. */
export type BindingKind = 'password' | 'factor' | 'phone' | 'other'

/** One way into an account, or a second factor, as the hotline sees it. */
export interface BindingView {
  /** What it is called by in a command: the method, or the method and which of several. */
  readonly id: string
  readonly method: MethodId
  readonly kind: BindingKind
  /** Which of several; '' where there is one only. */
  readonly instance: string
  /** As the citizen calls it, and says it on the phone; null: it has no name. */
  readonly name: string | null
  readonly boundAt: Instant
  readonly blocked: boolean
}

/** An account as the hotline sees it: enough to know it again from what a caller says, and no more. */
export interface AccountView {
  readonly id: AccountId
  /** Whole for whoever asked by it, else masked; null: the account has none. */
  readonly username: string | null
  /** Masked; null: the account has none. */
  readonly email: string | null
  readonly status: 'active' | 'blocked'
  readonly methods: readonly BindingView[]
}

export const bindingId = ({ method, instance }: Pick<BoundMethod, 'method' | 'instance'>): string =>
  instance === '' ? method : `${method}:${instance}`

/** What is known again by a key of its own, such as a card, is no phone. */
export function bindingKind({ method, instance, key }: Pick<BoundMethod, 'method' | 'instance' | 'key'>): BindingKind {
  if (method === PASSWORD) return instance === '' ? 'password' : 'factor'
  return instance !== '' && key === null ? 'phone' : 'other'
}

/** `by`: what the account was found by. */
export function accountView(account: Account, by: 'username' | 'email'): AccountView {
  const { id, username, identity, blockedAt, methods } = account
  const email = identity.email?.value
  return {
    id,
    // check: what-the-hotline-sees-is-masked
    username: username === null || by === 'username' ? username : maskedName(username),
    email: email ? maskedEmail(email) : null,
    status: blockedAt === null ? 'active' : 'blocked',
    methods: methods.map((binding) => {
      const { method, instance, name, boundAt, blocked } = binding
      return { id: bindingId(binding), method, kind: bindingKind(binding), instance, name, boundAt, blocked }
    }),
  }
}

const maskedName = (username: string): string => `${[...username][0] ?? ''}…`
