/** One node, by name or IP address. */
export interface RedisNode {
  readonly host: string
  readonly port: number
}

/** An ACL user; `username` null: the password of the default user. */
export interface RedisLogin {
  readonly username: string | null
  readonly password: string
}

interface RedisAccess {
  /** Where to ask first: the server itself, sentinels, or some nodes of the cluster. */
  readonly nodes: readonly RedisNode[]
  /** TLS to every node, its certificate checked (`rediss:`). */
  readonly tls: boolean
  readonly login: RedisLogin | null
}

/** What REDIS_URL names. */
export type RedisAddress =
  | (RedisAccess & { readonly kind: 'server'; readonly database: number })
  | (RedisAccess & {
      readonly kind: 'sentinel'
      readonly database: number
      /** The sentinels' name for the primary. */
      readonly primary: string
      readonly sentinelLogin: RedisLogin | null
    })
  | (RedisAccess & { readonly kind: 'cluster' })

const SERVER_PORT = 6379
const SENTINEL_PORT = 26_379

const PARAMETERS = ['sentinel', 'cluster', 'node', 'sentinelUsername', 'sentinelPassword']

/**
 * Reads REDIS_URL; null if it cannot be used.
 *
 * - `redis[s]://[[user]:password@]host[:6379][/database]`: one server
 * - `redis[s]://[[user]:password@]host[:26379][/database]?sentinel=<name>[&node=host:port …]`: the primary of that
 *   name, asked of the sentinels; user and password are the servers', `sentinelUsername` and `sentinelPassword` theirs
 * - `redis[s]://[[user]:password@]host[:6379]?cluster=true[&node=host:port …]`: a Redis Cluster
 */
export function parseRedisAddress(text: string): RedisAddress | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const { searchParams: parameters } = url
  const database = databaseOf(url.pathname)
  const login = loginOf(url.username, url.password, decoded)
  if (!isSound(url) || database === null || login === undefined) return null
  const primary = parameters.get('sentinel')
  const nodes = nodesOf(url, primary === null ? SERVER_PORT : SENTINEL_PORT)
  const access = nodes && { nodes, tls: url.protocol === 'rediss:', login }
  if (!access) return null
  if (primary !== null) return sentinelAddress({ ...access, database, primary }, parameters)
  if (hasAny(parameters, ['sentinelUsername', 'sentinelPassword'])) return null
  if (parameters.get('cluster') === 'true') return database === 0 ? { kind: 'cluster', ...access } : null
  return parameters.size === 0 ? { kind: 'server', ...access, database } : null
}

type SentinelAddress = Extract<RedisAddress, { kind: 'sentinel' }>

function sentinelAddress(
  found: Omit<SentinelAddress, 'kind' | 'sentinelLogin'>,
  parameters: URLSearchParams,
): RedisAddress | null {
  const username = parameters.get('sentinelUsername') ?? ''
  const sentinelLogin = loginOf(username, parameters.get('sentinelPassword') ?? '', (given) => given)
  if (found.primary === '' || parameters.has('cluster') || sentinelLogin === undefined) return null
  return { kind: 'sentinel', ...found, sentinelLogin }
}

/** A known scheme, a host, nothing that nobody reads: a misspelt parameter must not pass for one left out. */
function isSound({ protocol, hostname, hash, searchParams }: URL): boolean {
  const names = [...searchParams.keys()]
  const once = names.filter((name) => name !== 'node')
  return (
    ['redis:', 'rediss:'].includes(protocol) &&
    hostname !== '' &&
    hash === '' &&
    names.every((name) => PARAMETERS.includes(name)) &&
    new Set(once).size === once.length
  )
}

const hasAny = (parameters: URLSearchParams, names: readonly string[]): boolean =>
  names.some((name) => parameters.has(name))

function databaseOf(path: string): number | null {
  if (path === '' || path === '/') return 0
  return /^\/\d{1,4}$/.test(path) ? Number(path.slice(1)) : null
}

/** Undefined: a user without a password, or percent-encoding that stands for nothing. */
function loginOf(
  user: string,
  secret: string,
  decode: (text: string) => string | undefined,
): RedisLogin | null | undefined {
  if (user === '' && secret === '') return null
  const [username, password] = [decode(user), decode(secret)]
  if (username === undefined || password === undefined || password === '') return undefined
  return { username: username === '' ? null : username, password }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The host of the address and those of `node`; null if one of them is none. */
function nodesOf(url: URL, port: number): readonly RedisNode[] | null {
  const texts = [url.host, ...url.searchParams.getAll('node')]
  const nodes = texts.flatMap((text) => nodeOf(text, port) ?? [])
  return nodes.length === texts.length ? nodes : null
}

function nodeOf(text: string, fallback: number): RedisNode | null {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(text)
  const host = parts?.[1] ?? parts?.[2]
  const port = Number(parts?.[3] ?? fallback)
  return host !== undefined && port > 0 && port < 65_536 ? { host, port } : null
}
