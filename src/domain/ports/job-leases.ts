import type { Duration } from '../instant.js'

/** Who does a job that one process of all does. */
export interface JobLeases {
  /**
   * Takes the job for so long, by the time of the database, or prolongs it for who has it. False while another holder
   * has it; one that is gone loses it at its end.
   */
  take(job: string, holder: string, lasts: Duration): Promise<boolean>
  /** Gives it back at once; nothing if another holder has it by now. */
  release(job: string, holder: string): Promise<void>
}
