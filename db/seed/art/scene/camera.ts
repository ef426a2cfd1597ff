/** A perspective camera: scene points to picture pixels, and picture pixels back to rays. */

import type { Point } from './mesh'

export interface Camera {
  eye: Point
  /** Unit axes: right, up, forward. */
  right: Point
  up: Point
  forward: Point
  /** Pixels per unit at distance one, for a picture of `height`. */
  focal: number
  centerX: number
  centerY: number
}

export interface View {
  target: Point
  /** Degrees above the horizon. */
  elevation: number
  /** Degrees to the right of straight ahead. */
  azimuth?: number
  distance: number
  /** Vertical field of view in degrees. */
  fov: number
  /** Where the target lies in the picture; 0.5 is the middle, more is lower. */
  targetY?: number
  targetX?: number
}

const normalize = (v: Point): Point => {
  const length = Math.hypot(...v)
  return [v[0] / length, v[1] / length, v[2] / length]
}

export const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

export function cameraFor(view: View, width: number, height: number): Camera {
  const elevation = (view.elevation * Math.PI) / 180
  const azimuth = ((view.azimuth ?? 0) * Math.PI) / 180
  const back: Point = [
    Math.sin(azimuth) * Math.cos(elevation),
    Math.sin(elevation),
    Math.cos(azimuth) * Math.cos(elevation),
  ]
  const forward: Point = [-back[0], -back[1], -back[2]]
  const right = normalize(cross(forward, [0, 1, 0]))
  return {
    eye: [
      view.target[0] + back[0] * view.distance,
      view.target[1] + back[1] * view.distance,
      view.target[2] + back[2] * view.distance,
    ],
    right,
    up: cross(right, forward),
    forward,
    focal: height / 2 / Math.tan((view.fov * Math.PI) / 360),
    centerX: width * (view.targetX ?? 0.5),
    centerY: height * (view.targetY ?? 0.5),
  }
}

/** The same camera for a picture `factor` times as large. */
export const scaledCamera = (camera: Camera, factor: number): Camera => ({
  ...camera,
  focal: camera.focal * factor,
  centerX: camera.centerX * factor,
  centerY: camera.centerY * factor,
})
