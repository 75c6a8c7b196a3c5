import type { Config } from '../config/config.js'
import { realFiles, type ConfigFiles } from '../config/config-files.js'
import type { Environment } from '../config/environment.js'
import { readConfig } from '../config/load.js'
import { settingsSchemaOf } from '../config/schema.js'
import { METHOD_MODULES } from '../methods/registry.js'

const METHOD_SECTIONS = Object.fromEntries(
  METHOD_MODULES.flatMap(({ id, section }) => (section ? [[id, section]] : [])),
)

/** The whole config file, with the section of every method. */
export const settingsSchema = settingsSchemaOf(METHOD_SECTIONS)

/** Reads environment and config file as `readConfig` does, with the section of every method. */
export const loadConfig = (env: Environment, files: ConfigFiles = realFiles): Config =>
  readConfig(METHOD_SECTIONS, env, files)
