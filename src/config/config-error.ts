/**
 * Environment or config file are not usable. `faults`: one line each, all of them, without secrets; `warnings`: what may
 * explain them.
 */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  readonly warnings: readonly string[]

  constructor(faults: readonly string[], warnings: readonly string[] = []) {
    super(faults.join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
    this.warnings = warnings
  }
}
