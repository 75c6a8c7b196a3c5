import type { SessionLimits } from '../domain/session-limits.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { Site } from '../domain/site.js'
import type { TestCitizen } from '../domain/test-citizen.js'

export const DEPLOYMENT_STAGES = ['productive', 'test'] as const
export type Stage = (typeof DEPLOYMENT_STAGES)[number]

/** Where the registry, the accounts and the keys are kept. */
export type DatabaseAddress =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string }

export type LogThreshold = 'debug' | 'info' | 'warn' | 'error'

/** What the broker's own SAML metadata says beside keys and endpoints, and how those of services are kept up to date. */
export interface MetadataSettings {
  /** After how many minutes metadata are fetched again at the latest. */
  readonly refreshMinutes: number
  /** For how many days a service is served after metadata that are vouched for have ended. */
  readonly grace: number
  readonly validForDays: number
  readonly displayName: { readonly de: string; readonly en: string }
  readonly organization: { readonly name: string; readonly url: string } | null
  /** Null: the privacy notice of the pages. */
  readonly privacyUrl: string | null
  /** Null: the broker's own picture. */
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null
  /** What stands behind the @ of subject identifiers; null: the host of PUBLIC_URL. */
  readonly scope: string | null
  readonly contacts: {
    readonly technical: string | null
    readonly support: string | null
    readonly security: string | null
  }
}

export interface HttpSettings {
  /** How long a connection stays open between two requests. */
  readonly keepAliveSeconds: number
}

/** How operators change services, and how much of it is kept. */
export interface OperatorSettings {
  /** Changes of services and keys wait for a second person. */
  readonly secondPerson: boolean
  /** For so many days they do. */
  readonly draftDays: number
  /** So many versions of each service are kept. */
  readonly versions: number
  /** For so many days those before the last one are. */
  readonly versionDays: number
}

/** The deployment's settings: what CONFIG_FILE holds, complete and checked. */
export interface Settings {
  /** `test`: for trying out portals, with test citizens and nobody else (RULES: Operators 10). */
  readonly stage: Stage
  readonly testCitizens: readonly TestCitizen[]
  readonly site: Site
  /** By method: what the section that it brings has made of the file. */
  readonly methods: Readonly<Record<string, unknown>>
  readonly proofing: { readonly selfDeclared: TrustLevel }
  /** In milliseconds, per level. */
  readonly sessions: SessionLimits
  readonly http: HttpSettings
  /** The private networks that the broker may call. */
  readonly network: { readonly outgoing: { readonly allow: readonly string[] } }
  readonly metrics: { readonly networks: readonly string[] }
  readonly metadata: MetadataSettings
  readonly dialects: {
    /** Whether requests must have BundID's extension in Version 2, with a name in it. */
    readonly akdb: { readonly version2Only: boolean }
  }
  /** For how many days entries of the audit log are kept. */
  readonly audit: { readonly retentionDays: number }
  readonly operators: OperatorSettings
  /** How many refused requests of services are kept. */
  readonly requests: { readonly kept: number }
  readonly keys: {
    /** For how long a successor is announced before the key that it follows may retire. */
    readonly announceDays: number
    /** The HSM that keys may stay in; null: all lie in the database. Read at the start alone. */
    readonly pkcs11: Pkcs11Settings | null
  }
}

/** A token of an HSM, and where its PIN lies. */
export interface Pkcs11Settings {
  readonly module: string
  readonly token: string
  readonly pinFile: string
}

/** Everything that the broker is told from outside. Deep-frozen. */
export interface Config {
  /** An origin: scheme, host and port alone, without a slash at the end. */
  readonly publicUrl: string
  /** True if `publicUrl` is https; cookies are Secure then. */
  readonly secure: boolean
  readonly host: string
  /** 0: any free port (for tests). */
  readonly port: number
  readonly dataDir: string
  readonly database: DatabaseAddress
  readonly redisUrl: string | null
  /** 32 bytes; null: the one in `dataDir`, made at first start. */
  readonly secretKey: Uint8Array | null
  /** 32 bytes that opened the stored keys before; null: none. */
  readonly secretKeyPrevious: Uint8Array | null
  /** Networks as `address/prefix`. */
  readonly trustProxy: readonly string[]
  readonly workers: number
  readonly logLevel: LogThreshold
  readonly settings: Settings
  readonly warnings: ConfigWarnings
}

/** What an operator should know of all this, and that keeps nothing from working: one line each, without secrets. */
export interface ConfigWarnings {
  /** Variables that nothing reads: told by commands too, which may act on another store than was meant. */
  readonly environment: readonly string[]
  /** What concerns the running broker alone. */
  readonly settings: readonly string[]
}
