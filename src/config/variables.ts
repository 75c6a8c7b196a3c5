/** One environment variable, for the manual. */
export interface Variable {
  readonly name: string
  /** German, for docs/configuration.md. */
  readonly doc: string
  readonly fallback: string
}

/** What holds for a variable that is not set, where it is a value: the environment is read and told of with these. */
export const ENVIRONMENT_DEFAULTS = {
  publicUrl: 'http://localhost:3000',
  host: '127.0.0.1',
  port: 3000,
  dataDir: './data',
  workers: 1,
  logLevel: 'info',
} as const

const fallbackOf = (name: keyof typeof ENVIRONMENT_DEFAULTS): string => `\`${ENVIRONMENT_DEFAULTS[name]}\``

/** Every variable that the broker reads. An empty one counts as not set. NODE_ENV changes nothing. */
export const VARIABLES = [
  {
    name: 'PUBLIC_URL',
    doc: 'Ursprung aller Adressen, die der Broker herausgibt, und seiner entityID (`<PUBLIC_URL>/saml/metadata`): Schema, Host und Port, kein Pfad. `http:` nur für `localhost`, `*.localhost`, 127.0.0.0/8 und ::1. Ob Cookies `Secure` sind, folgt allein hieraus',
    fallback: fallbackOf('publicUrl'),
  },
  { name: 'HOST', doc: 'Adresse, an der der Broker lauscht', fallback: fallbackOf('host') },
  { name: 'PORT', doc: 'Port, an dem er lauscht; `0` nimmt einen freien (für Tests)', fallback: fallbackOf('port') },
  {
    name: 'DATA_DIR',
    doc: 'Verzeichnis der eingebetteten Datenbank und des beim ersten Start erzeugten Geheimnisses `secret.key`; mit PostgreSQL nicht gebraucht',
    fallback: fallbackOf('dataDir'),
  },
  {
    name: 'DATABASE_URL',
    doc: '`sqlite:<Pfad>` oder `postgres://Benutzer:Passwort@Host:Port/Datenbank`; TLS mit `?sslmode=verify-full` und, für eine eigene CA, `&sslrootcert=<Datei>`',
    fallback: 'SQLite in `DATA_DIR` (`servicekonto.sqlite`)',
  },
  {
    name: 'REDIS_URL',
    doc: '`redis://[user:passwort@]host[:6379][/datenbank]`, mit TLS `rediss://…`: Sitzungen, laufende Anmeldungen, verbrauchte Nachrichten, Bremsen; nötig für mehr als eine Instanz. Sentinel: `redis://host:26379?sentinel=<name>`, Cluster: `redis://host:6379?cluster=true`, weitere Knoten je `&node=host:port`',
    fallback: 'im Prozess',
  },
  {
    name: 'SECRET_KEY',
    doc: '32 Byte in base64 (`openssl rand -base64 32`): verschlüsselt die Schlüssel in der Datenbank, auch den für Pseudonyme. Geht er verloren, sind sie alle verloren. Mit SQLite wird die Datei einmal erzeugt',
    fallback: '`DATA_DIR/secret.key`; mit PostgreSQL: Pflicht',
  },
  {
    name: 'SECRET_KEY_FILE',
    doc: 'Datei, in der steht, was sonst in SECRET_KEY stünde; lesbar für Eigentümer und Gruppe, sonst abgelehnt (Kubernetes: `defaultMode: 0440`, Compose: `mode: 0440`)',
    fallback: 'keine',
  },
  {
    name: 'SECRET_KEY_PREVIOUS',
    doc: 'der bisherige SECRET_KEY, solange `servicekonto keys rewrap` noch aussteht: öffnet, was er verschlüsselt hat; neu verschlüsselt wird damit nichts',
    fallback: 'keiner',
  },
  {
    name: 'SECRET_KEY_PREVIOUS_FILE',
    doc: 'Datei, in der steht, was sonst in SECRET_KEY_PREVIOUS stünde; mit denselben Rechten wie SECRET_KEY_FILE',
    fallback: 'keine',
  },
  {
    name: 'CONFIG_FILE',
    doc: 'Einstellungen der Stelle (YAML, siehe unten); was fehlt, gilt wie ausgeliefert',
    fallback: '`config/default.yaml`',
  },
  {
    name: 'SMTP_URL',
    doc: '`smtp://…` oder `smtps://…`: ausgehende E-Mail. Wird geprüft; diese Version verschickt noch keine E-Mail',
    fallback: 'keine: was E-Mail braucht, wird nicht angeboten',
  },
  { name: 'MAIL_FROM', doc: 'Absenderadresse ausgehender E-Mail; wie SMTP_URL', fallback: 'keine' },
  {
    name: 'TRUST_PROXY',
    doc: 'Netze, deren `X-Forwarded-*` zählt, durch Komma getrennt, etwa `10.0.0.0/8`',
    fallback: 'keine',
  },
  {
    name: 'WORKERS',
    doc: 'Prozesse von `serve` auf dieser Maschine, von 1 bis 256; mehr als einer braucht REDIS_URL. Richtwert: einer je Prozessorkern',
    fallback: fallbackOf('workers'),
  },
  {
    name: 'LOG_LEVEL',
    doc: '`debug`, `info`, `warn` oder `error`; JSON-Zeilen auf stdout',
    fallback: fallbackOf('logLevel'),
  },
] as const satisfies readonly Variable[]

export type VariableName = (typeof VARIABLES)[number]['name']
