import { randomBytes } from 'node:crypto'
import type { TestCard } from '../eid-client/cards.js'

/** What useID asked for. */
export interface Question {
  /** By field of the card; those that are not asked for are not in it. */
  readonly operations: ReadonlyMap<string, 'ALLOWED' | 'REQUIRED'>
  readonly age: number
  readonly transactionInfo: string | null
  readonly assurance: string | null
}

/** How an online authentication ended. */
export type Outcome =
  | { readonly kind: 'card'; readonly card: TestCard; readonly allowed: ReadonlySet<string> }
  | { readonly kind: 'error'; readonly minor: string }

export interface Session {
  readonly id: string
  readonly psk: { readonly id: string; readonly key: string }
  readonly question: Question
  counter: number
  asked: number
  outcome: Outcome | null
}

/**
 * The sessions of the eID server. Between it and its eID client lies no PAOS: who knows the psk_identity and its key
 * has the channel.
 */
export interface Sessions {
  open(question: Question, psk: Session['psk'] | null): Session
  find(id: string): Session | null
  close(id: string): void
  /** The eID client's side. Null: unknown psk_identity or wrong key. */
  connect(pskId: string, pskKey: string): Session | null
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex').toUpperCase()

/** A session that nobody asks about goes when so many others have come. */
const MOST_SESSIONS = 500

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>()
  return {
    open(question, psk) {
      const session = {
        id: hex(32),
        psk: psk ?? { id: hex(20), key: hex(32) },
        question,
        counter: 0,
        asked: 0,
        outcome: null,
      }
      sessions.set(session.id, session)
      const [oldest] = sessions.keys()
      if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest)
      return session
    },
    find: (id) => sessions.get(id) ?? null,
    close: (id) => void sessions.delete(id),
    connect: (pskId, pskKey) =>
      [...sessions.values()].find(({ psk }) => psk.id === pskId && psk.key === pskKey.toUpperCase()) ?? null,
  }
}
