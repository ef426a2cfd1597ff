/**
 * The pictures of the pottery: the pot alone on paper (`front`, one for each glaze), in use, and the wide picture for the
 * home page. The scene is rendered to pixels, which stand in the SVG at full size.
 */

import { GLAZES, type Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import type { DemoProduct } from '@/db/seed/demo/types'
import type { Rgb } from '../color'
import { pngDataUri } from '../png'
import { hashText } from '../random'
import type { Mesh } from '../scene/mesh'
import { placed } from '../scene/mesh'
import { renderScene, type Scene } from '../scene/render'
import type { Panes } from '../scene/shade'
import { ARRANGEMENTS } from './arrangements'
import { type Extent, extentOf, framed } from './framing'
import { heroMeshes } from './hero'
import { PIECES } from './pieces'

/** Papers behind the pots, chosen so that each glaze stands off. */
const PAPERS: Record<Glaze, readonly [table: string, wall: string]> = {
  Oat: ['#c1b0a0', '#ccbcad'],
  Chalk: ['#bfb2a6', '#cabdb1'],
  Celadon: ['#dbcfc0', '#e4dacc'],
  Tide: ['#dbd1c3', '#e4dbce'],
  Iron: ['#d9ccba', '#e4d9c8'],
  Moss: ['#dbd1c1', '#e4dbcc'],
  Persimmon: ['#d8cdc0', '#e2d8cc'],
  Night: ['#d6cdc1', '#e0d8cc'],
  Blush: ['#c5bbb1', '#d0c5bc'],
}

const WINDOW: Rgb = [1.5, 1.44, 1.35]
const SKY: Rgb = [0.52, 0.53, 0.555]
const BOUNCE: Rgb = [0.25, 0.215, 0.18]

/** Rendered at this part of the full size and spread out: the softness of a lens, at half the work. */
const SCALE = 0.7
const HERO_SCALE = 0.9

export const CERAMIC_WIDTH = 1200
export const CERAMIC_HEIGHT = 1500

const glazeOf = (product: DemoProduct, view: string): Glaze => {
  const values = product.options.find((option) => option.name === 'Glaze')?.values ?? []
  const wanted = view.startsWith('front-') ? view.slice('front-'.length) : values[0]?.toLowerCase()
  const names = Object.keys(GLAZES) as Glaze[]
  const glaze = names.find((name) => name.toLowerCase() === wanted)
  if (!glaze) throw new Error(`“${product.handle}” has no glaze for the view “${view}”`)
  return glaze
}

function sceneFor(product: DemoProduct, view: string): Scene {
  const glaze = glazeOf(product, view)
  const maker = PIECES[product.handle]
  if (!maker) throw new Error(`There is no form for “${product.handle}”`)
  const seed = hashText(product.handle) % 977
  const pot = maker(glaze, seed)
  if (view === 'in-use') {
    const arrange = ARRANGEMENTS[product.handle]
    if (!arrange) throw new Error(`There is no arrangement for “${product.handle}”`)
    const setting = arrange(glaze, seed)
    const at = setting.at
    const own = at ? pot.meshes.map((mesh) => placed(mesh, at)) : pot.meshes
    const meshes = [...own, ...setting.others]
    return staged(meshes, glaze, 0.8, {
      elevation: setting.elevation ?? 21,
      fillX: 0.86,
      fillY: 0.74,
      panes: setting.panes ?? false,
    })
  }
  if (view !== 'front' && !view.startsWith('front-')) throw new Error(`“${product.handle}” has no view “${view}”`)
  const flat = pot.height < pot.radius * 0.6
  return staged(pot.meshes, glaze, 0.8, { elevation: flat ? 31 : 17, fillX: flat ? 0.8 : 0.69, fillY: 0.58 })
}

interface Staging {
  elevation: number
  fillX: number
  fillY: number
  targetY?: number
  targetX?: number
  /** Whether the light falls through a window frame. */
  panes?: boolean
}

function staged(meshes: Mesh[], glaze: Glaze, aspect: number, staging: Staging): Scene {
  const extent = extentOf(meshes)
  const { panes, ...rest } = staging
  const view = framed(extent, aspect, rest)
  const span = Math.max(extent.high[0] - extent.low[0], extent.high[1], extent.high[2] - extent.low[2])
  const [table, wall] = PAPERS[glaze]
  return {
    meshes,
    view,
    set: { table, wall, wallZ: extent.low[2] - span * 0.75, cove: span * 0.45 },
    lightFrom: [-0.8, panes ? 0.5 : 0.66, panes ? 0.5 : 0.36],
    lightSpread: panes ? 0.07 : 0.2,
    windowColor: panes ? [WINDOW[0] * 1.25, WINDOW[1] * 1.16, WINDOW[2] * 1.04] : WINDOW,
    skyColor: SKY,
    bounceColor: BOUNCE,
    reach: { center: [view.target[0], extent.high[1] * 0.45, view.target[2]], radius: span * 0.95 },
    ...(panes ? { panes: panesFor(extent, span) } : {}),
  }
}

/** The frame is hung so that the subject stands in one bright field and the bars fall beside and behind it. */
const panesFor = (extent: Extent, span: number): Panes => ({
  center: [(extent.low[0] + extent.high[0]) / 2 + span * 0.34, extent.high[1] * 0.5, extent.low[2] * 0.5],
  halfX: span * 0.92,
  halfY: span * 0.8,
  bar: span * 0.035,
  soft: span * 0.055,
})

function picture(scene: Scene, width: number, height: number, scale: number): string {
  const w = Math.round(width * scale)
  const h = Math.round(height * scale)
  const uri = pngDataUri(renderScene(scene, w, h), w, h, 3)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<image width="${width}" height="${height}" preserveAspectRatio="none" xlink:href="${uri}"/>`,
    '</svg>',
  ].join('')
}

/** The SVG of a pot in one of the views its product names. */
export const drawCeramic = (product: DemoProduct, view: string): string =>
  picture(sceneFor(product, view), CERAMIC_WIDTH, CERAMIC_HEIGHT, SCALE)

/** The home page's picture; its middle stands alone when cropped to 4:5. */
export function drawCeramicHero(width: number, height: number): string {
  const scene = staged(heroMeshes(), 'Celadon', width / height, {
    elevation: 12,
    fillX: 0.72,
    fillY: 0.8,
    targetY: 0.56,
    panes: true,
  })
  return picture(scene, width, height, HERO_SCALE)
}
