import { EntitySchema } from 'typeorm'
import type { Instant } from '../../../domain/instant.js'
import { column } from '../columns.js'

/** A method that an operator has switched off, or on again; one that never was has no row. */
export interface MethodSwitchRow {
  method: string
  enabled: boolean
  disabledAt: Instant | null
}

export const MethodSwitchEntity = new EntitySchema<MethodSwitchRow>({
  name: 'method_switch',
  columns: {
    method: column('word', 'method', { primary: true }),
    enabled: column('flag', 'enabled'),
    disabledAt: column('time', 'disabled_at', { nullable: true }),
  },
})
