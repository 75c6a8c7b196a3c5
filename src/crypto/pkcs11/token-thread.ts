import { parentPort } from 'node:worker_threads'
import { OperatorError } from '../../domain/operator-error.js'
import type { Answer, NumberedOrder, Order, TokenAddress } from './orders.js'
import { loadPkcs11 } from './pkcs11-package.js'
import { destroyKey, makePair, privateKeyOf, signWith } from './token-keys.js'
import { createTokenSession, type TokenSession } from './token-session.js'

// The thread that speaks to the HSM. A call of PKCS#11 blocks until the HSM has answered: here it holds up no login.

parentPort?.once('message', (address: TokenAddress) => {
  let opening: Promise<TokenSession> | null = null
  const session = (): Promise<TokenSession> =>
    (opening ??= loadPkcs11().then((pkcs11) => createTokenSession(pkcs11, address)))
  parentPort?.on('message', (message: NumberedOrder) => void answer(message, session))
})

async function answer({ number, order }: NumberedOrder, session: () => Promise<TokenSession>): Promise<void> {
  const post = (given: Answer): void => parentPort?.postMessage(given)
  try {
    post({ number, given: carriedOut(order, await session()) })
  } catch (error) {
    const rule = error instanceof OperatorError ? error.rule : 'pkcs11-failed'
    post({ number, rule, message: error instanceof Error ? error.message : 'unknown fault' })
  }
}

function carriedOut(order: Order, at: TokenSession): Uint8Array | null {
  switch (order.does) {
    case 'sign':
      return at.do((open) => signWith(open, order.key, order.way, order.input))
    case 'check':
      return at.do((open) => {
        for (const key of order.keys) privateKeyOf(open, key)
        return null
      })
    case 'make':
      return at.doOnce((open) => makePair(open, order.key, order.type, order.label))
    case 'destroy':
      return at.doOnce((open) => (destroyKey(open, order.key), null))
  }
}
