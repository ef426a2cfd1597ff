/**
 * The forms of cups, bowls and plates, by product handle, and with `pieces-tall` those of every pot. Lines run from where the body leaves the foot up to the
 * rim, as “distance from the axis, height” in millimeters.
 */

import type { Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import { mm, type PieceMaker, pottery } from './piece'
import { tallPieces } from './pieces-tall'

/** What each glaze is paired with on two-tone pots. */
const PAIRS: Partial<Record<Glaze, Glaze>> = {
  Oat: 'Chalk',
  Chalk: 'Tide',
  Tide: 'Chalk',
  Moss: 'Oat',
  Persimmon: 'Blush',
  Night: 'Chalk',
  Celadon: 'Chalk',
  Iron: 'Oat',
  Blush: 'Chalk',
}

const cups: Record<string, PieceMaker> = {
  'morning-mug': pottery({
    outer: mm('31,5 40,12 46,30 46,52 42,72 42,88'),
    style: 'dip',
    line: 0.2,
    wall: 0.042,
    handle: mm('40,72 52,76 69,68 72,50 64,32 44,22'),
    strap: [0.085, 0.04],
  }),
  'espresso-cup': pottery({
    outer: mm('20,3 25,6 28,20 28,38 30,55'),
    style: 'dip',
    line: 0.13,
    wall: 0.03,
    floor: 0.06,
    lining: 'Chalk',
  }),
  'water-tumbler': pottery({
    outer: mm('27,3 32,8 34,40 34,80 36,114'),
    style: 'two-tone',
    line: 0.1,
    second: PAIRS,
    secondLine: 0.62,
    wall: 0.036,
    rings: 1.8,
  }),
  'tea-bowl': pottery({
    outer: mm('24,11 40,16 55,32 60,52 58,70 60,82'),
    foot: [0.25, 0.11],
    style: 'drip',
    line: 0.36,
    wall: 0.05,
    floor: 0.16,
    wobble: 2.6,
    rings: 1.6,
  }),
}

const bowls: Record<string, PieceMaker> = {
  'breakfast-bowl': pottery({
    outer: mm('34,6 52,12 69,30 75,48 74,62'),
    foot: [0.34, 0.06],
    style: 'dip',
    line: 0.17,
    wall: 0.05,
  }),
  'noodle-bowl': pottery({
    outer: mm('36,17 50,24 74,48 88,72 96,92'),
    foot: [0.36, 0.17],
    style: 'dip',
    line: 0.3,
    second: { Night: 'Oat', Persimmon: 'Night' },
    secondLine: 0.66,
    wall: 0.05,
    floor: 0.22,
  }),
  'serving-bowl': pottery({
    outer: mm('60,5 85,10 112,30 128,54 134,72'),
    foot: [0.58, 0.05],
    style: 'inside',
    wall: 0.055,
    spiral: true,
    segments: 90,
    rings: 1.4,
  }),
  'fruit-bowl-on-a-foot': pottery({
    outer: mm('50,3 46,8 30,16 22,30 22,44 36,56 75,66 105,80 118,96'),
    foot: [0.52, 0.03],
    style: 'dip',
    line: 0.05,
    wall: 0.05,
    floor: 0.64,
    segments: 90,
  }),
  'salt-bowl': pottery({
    outer: mm('20,3 30,6 41,19 43,32 42,40'),
    style: 'dip',
    line: 0.11,
    wall: 0.036,
    wobble: 1.8,
  }),
  'nesting-bowls': pottery({
    outer: mm('42,5 60,12 84,38 96,66 100,80 106,85'),
    foot: [0.42, 0.05],
    style: 'dip',
    line: 0.4,
    second: { Oat: 'Chalk' },
    secondLine: 0.66,
    wall: 0.055,
    segments: 84,
  }),
}

const plates: Record<string, PieceMaker> = {
  'dinner-plate': pottery({
    outer: mm('80,3 100,5 122,10 135,20'),
    foot: [0.82, 0.03],
    style: 'dip',
    line: 0.07,
    wall: 0.05,
    floor: 0.075,
    spiral: true,
    segments: 96,
  }),
  'side-plate': pottery({
    outer: mm('58,3 72,5 90,9 100,17'),
    foot: [0.6, 0.03],
    style: 'dip',
    line: 0.06,
    wall: 0.046,
    floor: 0.07,
    spiral: true,
    segments: 90,
  }),
  'pasta-plate': pottery({
    outer: mm('66,4 85,7 106,20 114,38 115,44'),
    foot: [0.66, 0.04],
    style: 'dip',
    line: 0.12,
    wall: 0.05,
    floor: 0.08,
    spiral: true,
    segments: 90,
    rings: 1.4,
  }),
  'cake-stand': pottery({
    outer: mm('52,3 47,10 30,28 20,50 22,68 40,79 90,84 134,86 140,93'),
    foot: [0.54, 0.03],
    style: 'dip',
    line: 0.06,
    wall: 0.05,
    floor: 0.88,
    segments: 96,
  }),
}

/** Every product of the pottery; a missing one is an error of this file. */
export const PIECES: Record<string, PieceMaker> = { ...cups, ...bowls, ...plates, ...tallPieces }
