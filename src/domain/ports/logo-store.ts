import type { EntityId } from '../ids.js'
import type { LogoImage, LogoRecord } from '../logo.js'

/** The pictures of services, in the database. */
export interface LogoStore {
  /** Rises with every change. Cheap: polled by every instance. */
  revision(): Promise<number>
  all(): Promise<readonly LogoRecord[]>
  find(service: EntityId): Promise<LogoRecord | null>
  /** The picture with this digest; null if no service has it. */
  image(digest: string): Promise<Pick<LogoImage, 'type' | 'bytes'> | null>
  /** Keeps this in place of what was known of the service. `image`: its new picture; null: the one of before stays. */
  keep(record: LogoRecord, image: LogoImage | null): Promise<void>
  forget(services: readonly EntityId[]): Promise<void>
}
