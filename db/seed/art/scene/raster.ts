/**
 * Which triangle is seen at each sample: a z-buffer over the part of the picture that holds objects, with four samples a
 * pixel (two by two) so that outlines are smooth. No shading here.
 */

import type { Camera } from './camera'
import type { Mesh } from './mesh'

/** Samples a pixel in each direction. */
export const SAMPLES = 2

export interface Frame {
  /** The covered rectangle, in picture pixels. */
  left: number
  top: number
  width: number
  height: number
  /** Triangle seen at each sample, counted over all meshes; -1 where there is none. */
  ids: Int32Array
  /** One over the distance; larger is nearer. */
  nearness: Float32Array
  /** Screen x, y (in samples, relative to the frame) and nearness of each vertex of each mesh. */
  projected: Float32Array[]
  /** First triangle number of each mesh. */
  offsets: number[]
}

function project(mesh: Mesh, camera: Camera): Float32Array {
  const { positions } = mesh
  const { eye, right, up, forward, focal, centerX, centerY } = camera
  const result = new Float32Array(positions.length)
  for (let index = 0; index < positions.length; index += 3) {
    const x = (positions[index] as number) - eye[0]
    const y = (positions[index + 1] as number) - eye[1]
    const z = (positions[index + 2] as number) - eye[2]
    const near = 1 / Math.max(0.05, x * forward[0] + y * forward[1] + z * forward[2])
    result[index] = (centerX + (x * right[0] + y * right[1] + z * right[2]) * focal * near) * SAMPLES
    result[index + 1] = (centerY - (x * up[0] + y * up[1] + z * up[2]) * focal * near) * SAMPLES
    result[index + 2] = near
  }
  return result
}

/** The samples of all meshes in a picture of `width` by `height` pixels. */
export function rasterize(meshes: Mesh[], camera: Camera, width: number, height: number): Frame {
  const projected = meshes.map((mesh) => project(mesh, camera))
  const bounds = [width, height, 0, 0] as [number, number, number, number]
  for (const points of projected) {
    for (let index = 0; index < points.length; index += 3) {
      const x = (points[index] as number) / SAMPLES
      const y = (points[index + 1] as number) / SAMPLES
      if (x < bounds[0]) bounds[0] = x
      if (y < bounds[1]) bounds[1] = y
      if (x > bounds[2]) bounds[2] = x
      if (y > bounds[3]) bounds[3] = y
    }
  }
  const left = Math.max(0, Math.floor(bounds[0]) - 1)
  const top = Math.max(0, Math.floor(bounds[1]) - 1)
  const frameWidth = Math.max(1, Math.min(width, Math.ceil(bounds[2]) + 1) - left)
  const frameHeight = Math.max(1, Math.min(height, Math.ceil(bounds[3]) + 1) - top)
  const count = frameWidth * frameHeight * SAMPLES * SAMPLES
  const frame: Frame = {
    left,
    top,
    width: frameWidth,
    height: frameHeight,
    ids: new Int32Array(count).fill(-1),
    nearness: new Float32Array(count),
    projected,
    offsets: [],
  }
  let offset = 0
  for (const [index, mesh] of meshes.entries()) {
    frame.offsets.push(offset)
    const points = projected[index]
    if (points) fillMesh(frame, mesh, points, offset)
    offset += mesh.triangles.length / 3
  }
  return frame
}

function fillMesh(frame: Frame, mesh: Mesh, points: Float32Array, offset: number): void {
  const { triangles, twoSided } = mesh
  const shiftX = frame.left * SAMPLES
  const shiftY = frame.top * SAMPLES
  for (let index = 0; index < points.length; index += 3) {
    points[index] = (points[index] as number) - shiftX
    points[index + 1] = (points[index + 1] as number) - shiftY
  }
  for (let index = 0; index < triangles.length; index += 3) {
    fillTriangle(
      frame,
      points,
      (triangles[index] as number) * 3,
      (triangles[index + 1] as number) * 3,
      (triangles[index + 2] as number) * 3,
      offset + index / 3,
      twoSided,
    )
  }
}

function fillTriangle(
  frame: Frame,
  p: Float32Array,
  i: number,
  j: number,
  k: number,
  id: number,
  twoSided: boolean,
): void {
  const columns = frame.width * SAMPLES
  const lines = frame.height * SAMPLES
  const { ids, nearness } = frame
  const ax = p[i] as number
  const ay = p[i + 1] as number
  const bx = (p[j] as number) - ax
  const by = (p[j + 1] as number) - ay
  const cx = (p[k] as number) - ax
  const cy = (p[k + 1] as number) - ay
  const area = bx * cy - by * cx
  // The far side of a closed body is never seen.
  if (area === 0 || (area < 0 && !twoSided)) return
  const az = p[i + 2] as number
  const sz = ((p[j + 2] as number) - az) / area
  const tz = ((p[k + 2] as number) - az) / area
  const minX = Math.max(0, Math.ceil(ax + Math.min(0, bx, cx) - 0.5))
  const maxX = Math.min(columns - 1, Math.floor(ax + Math.max(0, bx, cx) + 0.5))
  const minY = Math.max(0, Math.ceil(ay + Math.min(0, by, cy) - 0.5))
  const maxY = Math.min(lines - 1, Math.floor(ay + Math.max(0, by, cy) + 0.5))
  const sign = area > 0 ? 1 : -1
  // A little slack closes the hairlines between neighbours; the z-buffer settles who wins.
  const slack = -Math.abs(area) * 1e-3
  for (let y = minY; y <= maxY; y++) {
    const py = y + 0.5 - ay
    for (let x = minX; x <= maxX; x++) {
      const px = x + 0.5 - ax
      const s = px * cy - py * cx
      const t = bx * py - by * px
      if (s * sign < slack || t * sign < slack || (area - s - t) * sign < slack) continue
      const near = az + s * sz + t * tz
      const cell = y * columns + x
      if (near > (nearness[cell] as number)) {
        nearness[cell] = near
        ids[cell] = id
      }
    }
  }
}
