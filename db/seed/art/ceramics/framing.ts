/** Sets a camera so that a group of meshes fills the picture as a photographer would: air above, ground below. */

import type { View } from '../scene/camera'
import type { Mesh, Point } from '../scene/mesh'

export interface Extent {
  low: Point
  high: Point
}

export function extentOf(meshes: Mesh[]): Extent {
  const low: [number, number, number] = [1e9, 1e9, 1e9]
  const high: [number, number, number] = [-1e9, -1e9, -1e9]
  for (const { positions, unframed } of meshes) {
    if (unframed) continue
    for (let index = 0; index < positions.length; index++) {
      const axis = (index % 3) as 0 | 1 | 2
      const value = positions[index] as number
      if (value < low[axis]) low[axis] = value
      if (value > high[axis]) high[axis] = value
    }
  }
  return { low, high }
}

const FOV = 21

/**
 * A view of the extent for a picture of this aspect (width to height): at most `fillX` of its width and `fillY` of its
 * height are taken.
 */
export function framed(
  extent: Extent,
  aspect: number,
  options: { elevation: number; fillX: number; fillY: number; targetY?: number; targetX?: number; azimuth?: number },
): View {
  const { low, high } = extent
  const tilt = (options.elevation * Math.PI) / 180
  const wide = high[0] - low[0]
  const deep = high[2] - low[2]
  const tall = (high[1] - low[1]) * Math.cos(tilt) + deep * Math.sin(tilt)
  const span = Math.max(tall / options.fillY, wide / options.fillX / aspect)
  return {
    target: [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2],
    elevation: options.elevation,
    azimuth: options.azimuth ?? 0,
    distance: span / 2 / Math.tan((FOV * Math.PI) / 360) + deep * 0.3,
    fov: FOV,
    targetY: options.targetY ?? 0.54,
    targetX: options.targetX ?? 0.5,
  }
}
