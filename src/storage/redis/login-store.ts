import type { Login } from '../../domain/login.js'
import type { LoginStore } from '../../domain/ports/login-store.js'
import { loginShape } from './login-shape.js'
import type { RedisStoreDeps } from './store-deps.js'
import { createStoredValues, done } from './stored-value.js'
import { timeLeft } from './time-left.js'
import { CREATE, REPLACE } from './versioned-scripts.js'

/** Logins shared by all instances: a hash each, the version beside the sealed JSON. One round trip an operation. */
export function createRedisLoginStore({ redis, keys, clock, ...sealing }: RedisStoreDeps): LoginStore {
  const values = createStoredValues(loginShape, 'login', sealing)
  const written = (login: Login): string[] => [
    String(login.version),
    values.write(login),
    timeLeft(login.expiresAt - clock.now()),
  ]
  return {
    async find(id) {
      const key = keys.login(id)
      return values.read(id, await redis.send(key, 'HGET', key, 'value'))
    },
    async replace(login) {
      if (login.version === 1) return done(await redis.run(CREATE, [keys.login(login.id)], written(login)))
      const args = [...written(login), String(login.version - 1)]
      return done(await redis.run(REPLACE, [keys.login(login.id)], args))
    },
  }
}
