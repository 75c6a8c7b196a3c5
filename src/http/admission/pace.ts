import type { Duration } from '../../domain/instant.js'

/** How many ms each place before an answer takes: learnt from all that waited, as machines, loads and logins differ. */
export interface Pace {
  perPlace(): Duration
  /** Somebody had this place, those in work counted, and was answered after so long. */
  took(time: Duration, place: number): void
}

/** Before anybody has waited: as of a slow machine, since one that has just started is slow. */
const FIRST_GUESS: Duration = 5

/** As many places as that guess counts for. */
const GUESSED_PLACES = 64

/** What each wait leaves of all before it. */
const KEPT = 0.97

export function createPace(firstGuess: Duration = FIRST_GUESS): Pace {
  let places = GUESSED_PLACES
  let time = places * firstGuess
  return {
    perPlace: () => time / places,
    took(took, place) {
      time = KEPT * time + took
      places = KEPT * places + place
    },
  }
}
