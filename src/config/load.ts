import { fileURLToPath } from 'node:url'
import type { Config, Settings } from './config.js'
import { ConfigError } from './config-error.js'
import { realFiles, reasonOf, type ConfigFiles } from './config-files.js'
import { readEnvironment, type Environment, type EnvironmentConfig } from './environment.js'
import { misspeltVariables } from './misspelt-variables.js'
import { settingsSchemaOf, type SettingsSchema } from './schema.js'
import { readSettings } from './settings-file.js'
import { stageFaults } from './test-citizens.js'
import type { MethodSections } from './settings-section.js'

/** As shipped with the broker, wherever it is started from. */
const DEFAULT_CONFIG_FILE = fileURLToPath(new URL('../../config/default.yaml', import.meta.url))

/**
 * Environment and config file, with these sections of methods in it, as one frozen value, with what an operator should know and that is no fault. Throws
 * `ConfigError` with every fault of both at once; whoever starts the broker prints them and ends with exit code 2.
 */
export function readConfig(methods: MethodSections, env: Environment, files: ConfigFiles = realFiles): Config {
  const faults: string[] = []
  const environment = readEnvironment(env, files, faults)
  const schema = settingsSchemaOf(methods)
  const settings = readConfigFile(env['CONFIG_FILE']?.trim() || null, { schema, files, faults })
  if (settings) {
    const sections = Object.values(methods)
    const place = { secure: environment.secure, outgoing: settings.network.outgoing }
    faults.push(...stageFaults(settings))
    faults.push(...sections.flatMap((section) => section.faults(settings.methods, place)))
  }
  const misspelt = misspeltVariables(env)
  if (faults.length > 0 || settings === null) throw new ConfigError(faults, misspelt)
  const warnings = { environment: misspelt, settings: warningsOf(environment, settings) }
  return deepFreeze({ ...environment, settings, warnings })
}

/** The links that nobody who offers a login to the public may lack, and by which law. */
const OWED_LINKS = [
  ['imprint', 'required of every public offer (§ 5 DDG)'],
  ['privacy', 'required of whoever asks for personal data (Art. 13 GDPR)'],
  ['accessibility', 'required of public bodies (§ 12b BGG, BITV 2.0 § 7)'],
  ['reportBarrier', 'required of public bodies (§ 12b BGG)'],
] as const

/** What works, and what somebody will miss: citizens a link that they have a right to, services a person to ask. */
function warningsOf({ secure }: EnvironmentConfig, { metadata, site }: Settings): readonly string[] {
  const lacksContact = secure && metadata.contacts.technical === null
  const missing = [
    ...(lacksContact ? [['metadata.contacts.technical', 'services find nobody to ask in our metadata']] : []),
    ...OWED_LINKS.filter(([link]) => site.links[link] === null).map(([link, why]) => [`site.links.${link}`, why]),
  ]
  return missing.map(([key = '', why = '']) => `${key} is missing: ${why}; set it in CONFIG_FILE`)
}

interface Reading {
  readonly schema: SettingsSchema
  readonly files: ConfigFiles
  readonly faults: string[]
}

function readConfigFile(path: string | null, { schema, files, faults }: Reading): Settings | null {
  const text = readText(path ?? DEFAULT_CONFIG_FILE, files, faults)
  if (text === null) return null
  try {
    return readSettings(schema, text, path ?? 'config/default.yaml')
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    faults.push(...error.faults)
    return null
  }
}

function readText(path: string, files: ConfigFiles, faults: string[]): string | null {
  try {
    return files.read(path)
  } catch (error) {
    faults.push(
      `CONFIG_FILE is ${JSON.stringify(path)}, which cannot be read (${reasonOf(error)}); it may be the path of a YAML file`,
    )
    return null
  }
}

/** Freezes plain objects and arrays all the way down. Byte arrays cannot be frozen and stay as they are. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}
