import { hours, minutes, type Duration } from '../../src/domain/instant.js'

/**
 * When single sign-on is tried: since the proof, and since the citizen's last action; just below a limit, and at it.
 */
export const MOMENTS: readonly { readonly age: Duration; readonly idle: Duration }[] = [
  { age: 0, idle: 0 },
  { age: minutes(10), idle: minutes(5) - 1 },
  { age: minutes(10), idle: minutes(5) },
  { age: minutes(30) - 1, idle: 0 },
  { age: minutes(30), idle: 0 },
  { age: hours(1), idle: minutes(30) - 1 },
  { age: hours(1), idle: minutes(30) },
  { age: hours(2) - 1, idle: 0 },
  { age: hours(2), idle: 0 },
  { age: hours(3), idle: minutes(60) - 1 },
  { age: hours(3), idle: minutes(60) },
  { age: hours(12) - 1, idle: 0 },
  { age: hours(12), idle: 0 },
]

/**
 * What a login reaches by the session alone: method (at its level as shipped: password n, pass s, eID h), how the
 * identity was established and at which level, cap of the binding; then, with identity released and with a pseudonym
 * alone, the level at each of MOMENTS. Letters: b(asis), n(ormal), s(ubstantiell), h(och), - (nothing holds).
 */
export const LEVEL_TABLE = `
method    identity         cap  with identity    pseudonym
password  self-declared b  n    bbbbbbbbbb-b-    nnnnnnnnnn-n-
password  self-declared b  s    bbbbbbbbbb-b-    nnnnnnnnnn-n-
password  self-declared b  h    bbbbbbbbbb-b-    nnnnnnnnnn-n-
password  self-declared n  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  self-declared n  s    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  self-declared n  h    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  clerk         s  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  clerk         s  s    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  clerk         s  h    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  eid           h  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  eid           h  s    nnnnnnnnnn-n-    nnnnnnnnnn-n-
password  eid           h  h    nnnnnnnnnn-n-    nnnnnnnnnn-n-
pass      self-declared b  n    bbbbbbbbbb-b-    nnnnnnnnnn-n-
pass      self-declared b  s    bbbbbbbbbb-b-    ssssssnsnn-n-
pass      self-declared b  h    bbbbbbbbbb-b-    ssssssnsnn-n-
pass      self-declared n  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
pass      self-declared n  s    nnnnnnnnnn-n-    ssssssnsnn-n-
pass      self-declared n  h    nnnnnnnnnn-n-    ssssssnsnn-n-
pass      clerk         s  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
pass      clerk         s  s    ssssssnsnn-n-    ssssssnsnn-n-
pass      clerk         s  h    ssssssnsnn-n-    ssssssnsnn-n-
pass      eid           h  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
pass      eid           h  s    ssssssnsnn-n-    ssssssnsnn-n-
pass      eid           h  h    ssssssnsnn-n-    ssssssnsnn-n-
eid       self-declared b  n    bbbbbbbbbb-b-    nnnnnnnnnn-n-
eid       self-declared b  s    bbbbbbbbbb-b-    ssssssnsnn-n-
eid       self-declared b  h    bbbbbbbbbb-b-    hhshssnsnn-n-
eid       self-declared n  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
eid       self-declared n  s    nnnnnnnnnn-n-    ssssssnsnn-n-
eid       self-declared n  h    nnnnnnnnnn-n-    hhshssnsnn-n-
eid       clerk         s  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
eid       clerk         s  s    ssssssnsnn-n-    ssssssnsnn-n-
eid       clerk         s  h    ssssssnsnn-n-    hhshssnsnn-n-
eid       eid           h  n    nnnnnnnnnn-n-    nnnnnnnnnn-n-
eid       eid           h  s    ssssssnsnn-n-    ssssssnsnn-n-
eid       eid           h  h    hhshssnsnn-n-    hhshssnsnn-n-
`
