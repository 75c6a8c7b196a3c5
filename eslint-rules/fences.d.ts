export interface Area {
  readonly files: string
  readonly may: readonly string[]
  readonly lazily?: readonly string[]
  readonly never?: readonly string[]
}

export type GlobalName =
  'process.env' | 'Date.now' | 'new Date()' | 'Math.random' | 'console' | 'fetch' | 'WebSocket' | 'EventSource'

export const AREAS: readonly Area[]
export const PACKAGES: Readonly<Record<string, readonly string[]>>
export const WITHOUT_NODE: readonly string[]
export const GLOBALS: Readonly<Record<GlobalName, readonly string[]>>
export const EMPTY_NAMES: readonly string[]

export function within(path: string, patterns: readonly string[]): boolean
export function targetOf(file: string, specifier: string): string
export function importFault(file: string, specifier: string, lazy?: boolean): string | null
export function connectionFault(file: string, specifier: string, names: readonly string[] | null): string | null
export function globalFault(file: string, name: GlobalName): string | null
export function speechFault(file: string, text: string): string | null
