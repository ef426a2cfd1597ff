/** The second pictures of vases, planters and things for the house. */

import type { Mesh, Point } from '../scene/mesh'
import { type Arrange, beside, spray } from './arrange'
import { type BranchDesign, branch } from './plants'
import { board, candle, stick } from './props'

/** A low, leafy plant growing out of a pot whose soil is at `at`. */
function plant(at: Point, size: number, seed: string): Mesh[] {
  const meshes: Mesh[] = []
  for (let stem = 0; stem < 9; stem++) {
    const angle = stem * 2.4
    const lean = 0.28 + 0.5 * ((stem * 0.618) % 1)
    const [x, z] = [Math.cos(angle) * lean * size, Math.sin(angle) * lean * size]
    const high = size * (1.05 - lean * 0.7)
    meshes.push(
      ...branch({
        at,
        stem: [
          [x * 0.1, -0.1, z * 0.1],
          [x * 0.4, high * 0.6, z * 0.4],
          [x, high, z],
          [x * 1.45, high * 0.86, z * 1.45],
        ],
        leaves: 9,
        length: 0.36 * size,
        width: 0.21 * size,
        fullest: 0.5,
        color: stem % 2 ? '#55704a' : '#6d8257',
        seed: `${seed}${stem}`,
        bare: 0.3,
      }),
    )
  }
  return meshes
}

const inVase =
  (top: number, reach: number, design: Partial<BranchDesign> = {}, panes = true): Arrange =>
  (glaze) => ({
    others: spray([0, top, 0], reach, { seed: `vase${top}${glaze}`, ...design }),
    panes,
    elevation: 13,
  })

const vases: Record<string, Arrange> = {
  'bud-vase': inVase(0.85, 1.35, { leaves: 8, length: 0.4, bare: 0.5, berries: '#8f3a2a' }),
  'moon-jar': inVase(2.5, 2.7, { leaves: 10, length: 0.42, width: 0.16, berries: '#a34a34' }, false),
  'tall-bottle-vase': inVase(3.0, 2.2, { leaves: 19, length: 0.55 }),
  'shoulder-vase': (glaze) => ({
    others: [
      ...spray([0.05, 1.9, 0], 2.1, { seed: 'shoulder-a', leaves: 20, width: 0.34, fullest: 0.5, color: '#6f8775' }),
      ...spray([-0.05, 1.9, 0], 1.7, {
        seed: `shoulder-b${glaze}`,
        stem: [
          [0, 0, 0],
          [-0.1, 0.8, 0.05],
          [-0.5, 1.35, 0.1],
          [-1.05, 1.65, 0.2],
        ],
        width: 0.32,
        fullest: 0.5,
        color: '#7f9482',
      }),
    ],
    panes: true,
    elevation: 13,
  }),
  'cylinder-vase': (glaze) => ({
    others: [
      ...spray([0.1, 1.4, 0], 1.9, { seed: `cyl${glaze}`, leaves: 15, width: 0.12, length: 0.62, color: '#8a8a5c' }),
      ...spray([-0.15, 1.4, 0], 1.6, {
        seed: `cyl2${glaze}`,
        stem: [
          [0, 0, 0],
          [-0.08, 0.7, 0],
          [-0.3, 1.3, 0.1],
          [-0.75, 1.7, 0.1],
        ],
        leaves: 13,
        width: 0.12,
        length: 0.6,
        color: '#97925f',
      }),
    ],
    panes: true,
    elevation: 13,
  }),
  'low-flower-bowl': inVase(0.12, 2.1, { leaves: 13, berries: '#8f3a2a', bare: 0.45 }),
}

const house: Record<string, Arrange> = {
  'windowsill-planter': () => ({ others: plant([0, 1.02, 0], 1.0, 'sill'), panes: true, elevation: 14 }),
  'footed-planter': () => ({ others: plant([0, 1.38, 0], 1.45, 'fern'), elevation: 13 }),
  'candle-cup': (_, seed) => ({
    at: [-0.5, 0, 0.35],
    others: [
      ...candle([-0.5, 0.32, 0.35], 1.75, '#e7dcc6'),
      ...beside('candle-cup', 'Blush', seed + 1, [0.68, 0, -0.3]),
      ...candle([0.68, 0.32, -0.3], 1.2, '#b05f3f'),
    ],
    elevation: 15,
  }),
  'kitchen-crock': () => ({
    others: [
      stick([-0.25, 0.2, 0.1], [-0.62, 2.55, 0.1], 0.04, '#b98b58', 0.17),
      stick([0.2, 0.2, 0], [0.5, 2.75, -0.1], 0.042, '#8a5d3a', 0.19),
      stick([0.0, 0.2, -0.2], [-0.02, 2.4, -0.3], 0.038, '#caa06c', 0.13),
      stick([0.1, 0.2, 0.2], [0.66, 2.25, 0.28], 0.03, '#a5764a'),
    ],
    panes: true,
    elevation: 15,
  }),
  'lidded-jar': (_, seed) => ({
    at: [-0.5, 0.1, 0.2],
    others: [board([0.05, 0, 0], 1.6), ...beside('butter-jar', 'Oat', seed + 1, [0.65, 0.1, -0.15])],
  }),
}

export const houseArrangements: Record<string, Arrange> = { ...vases, ...house }
