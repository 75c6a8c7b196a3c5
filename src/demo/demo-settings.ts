import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const portal = z.looseObject({
  host: z.string(),
  name: z.string(),
  provider: z.string(),
  trustLevel: z.enum(['normal', 'substantiell', 'hoch']),
  withoutAccount: z.looseObject({ path: z.string(), name: z.string(), trustLevel: z.string() }).exactOptional(),
})

const citizen = z
  .object({
    username: z.string(),
    password: z.string(),
    /** What the account has, for whoever tries the demo. */
    has: z.string(),
  })
  .catchall(z.string())

const port = z.coerce.number().int().min(1).max(65_535)

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.string().optional(),
  DATA_DIR: z.string().optional(),
  DEMO_PORTAL_PORT: port.default(4001),
  DEMO_EID_PORT: port.default(4021),
  DEMO_PHONE_PORT: port.default(4022),
  DEMO_NEIGHBOUR_PORT: port.default(4023),
  DEMO_OPENID_PORT: port.default(4024),
  CONFIG_FILE: z.string().optional(),
})

export type DemoPortal = z.infer<typeof portal> & { readonly baseUrl: string; readonly port: number }
/**
 * How a portal's second entry is registered: a pseudonym alone (RULES: The pass 6), by the phone that the visitor has,
 * and by nothing that an account left behind in the browser.
 */
export const WITHOUT_ACCOUNT = ['pseudonymous=true', 'methods=pass', 'sso=false'].flatMap((each) => ['--set', each])

export type DemoCitizen = z.infer<typeof citizen>

/** What one run of the demo is made of. */
export interface DemoSettings {
  readonly broker: { readonly host: string; readonly port: number; readonly publicUrl: string }
  /** Null: a fresh folder that goes when the demo ends. */
  readonly dataDir: string | null
  /** Null: the demo writes one, with its stand-ins in it. */
  readonly configFile: string | null
  /** The stand-in for eID server and eID client. */
  readonly eid: { readonly port: number; readonly url: string }
  /** The simulated phone. */
  readonly phone: { readonly port: number; readonly url: string }
  /** A second broker: the other account of the demo. */
  readonly neighbour: { readonly port: number; readonly url: string }
  /** A real OpenID provider with invented people. */
  readonly openid: { readonly port: number; readonly url: string }
  readonly portals: readonly DemoPortal[]
  readonly citizens: readonly DemoCitizen[]
}

const readYaml = <T>(name: string, schema: z.ZodType<T>): T =>
  schema.parse(parse(readFileSync(new URL(`../../config/demo/${name}.yaml`, import.meta.url), 'utf8')))

/** Reads `config/demo` and the given environment. Throws an error of one line that names the wrong variable. */
export const readDemoSettings = (variables: Readonly<Record<string, string | undefined>>): DemoSettings => {
  const parsed = environment.safeParse(variables)
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.'))
    throw new Error(`${names.join(', ')} must be a port number from 1 to 65535`)
  }
  const { PORT, HOST, PUBLIC_URL, DATA_DIR, CONFIG_FILE } = parsed.data
  const { DEMO_PORTAL_PORT, DEMO_EID_PORT, DEMO_PHONE_PORT, DEMO_NEIGHBOUR_PORT, DEMO_OPENID_PORT } = parsed.data
  return {
    broker: { host: HOST, port: PORT, publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}` },
    dataDir: DATA_DIR ?? null,
    configFile: CONFIG_FILE ?? null,
    eid: { port: DEMO_EID_PORT, url: `http://127.0.0.1:${DEMO_EID_PORT}` },
    phone: { port: DEMO_PHONE_PORT, url: `http://phone.localhost:${DEMO_PHONE_PORT}` },
    neighbour: { port: DEMO_NEIGHBOUR_PORT, url: `http://nachbarland.localhost:${DEMO_NEIGHBOUR_PORT}` },
    openid: { port: DEMO_OPENID_PORT, url: `http://nord.localhost:${DEMO_OPENID_PORT}` },
    portals: readYaml('portals', z.array(portal)).map((each, index) => ({
      ...each,
      port: DEMO_PORTAL_PORT + index,
      baseUrl: `http://${each.host}:${DEMO_PORTAL_PORT + index}`,
    })),
    citizens: readYaml('citizens', z.array(citizen)),
  }
}
