/**
 * What a log line may hold, by allow-list: the names that the code uses, and the stable name each has in the
 * log (Elastic Common Schema where that has one). A field that is not listed is not written, whatever it holds;
 * its name is, so that whoever misses it can add it here after asking whether it can be anybody's data.
 */
const NAMES: Readonly<Record<string, string>> = {
  account: 'user.id',
  address: 'server.address',
  algorithm: 'saml.algorithm',
  binding: 'saml.binding',
  bytes: 'http.response.bytes',
  child: 'saml.requester',
  claimed: 'saml.claimed_issuer',
  code: 'error.code',
  count: 'count',
  database: 'database.kind',
  dependency: 'dependency',
  detail: 'error.message',
  end: 'login.end',
  errorId: 'error.id',
  exitCode: 'process.exit_code',
  host: 'server.address',
  key: 'key.id',
  level: 'login.level',
  login: 'login.id',
  method: 'login.method',
  migration: 'database.migration',
  ms: 'event.duration_ms',
  needed: 'login.needed_level',
  port: 'server.port',
  publicUrl: 'url.full',
  reached: 'login.reached_level',
  reason: 'event.reason',
  relayStateBytes: 'saml.relay_state_bytes',
  result: 'event.outcome',
  revision: 'registry.revision',
  route: 'http.route',
  rule: 'rule.name',
  seal: 'audit.seal',
  seq: 'audit.seq',
  service: 'saml.service',
  services: 'registry.services',
  signal: 'process.signal',
  stack: 'error.stack_trace',
  status: 'http.response.status_code',
  type: 'error.type',
  use: 'key.use',
  version: 'service.version',
  worker: 'worker.pid',
  workers: 'worker.count',
}

const STABLE: ReadonlySet<string> = new Set(Object.values(NAMES))

const HTTP_METHODS: ReadonlySet<unknown> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The stable name of a field, or null if it is not written. */
export function fieldName(name: string, value: unknown): string | null {
  if (name === 'method' && HTTP_METHODS.has(value)) return 'http.request.method'
  if (name === 'http.request.method') return HTTP_METHODS.has(value) ? name : null
  // check: only-listed-fields-are-logged
  return NAMES[name] ?? (STABLE.has(name) ? name : null)
}
