/**
 * What the differential has to know of a route or an action that no catalog says: how to ask it for something by an id, who
 * may, and what a rightful call answers. One entry each; what has none is reported as not covered.
 */
import type { Permission } from '@/lib/team/permissions'

/** The number of a row; asked for by what it is the number of, so that each can be aimed at another store by itself. */
export type Ref = (what: string) => number

/** uuid of row `n`, as the fixtures make them. */
export const uuidOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export interface MerchantActionProbe {
  kind: 'merchant action'
  permission: Permission
  /** The page it is called from, below the store's desk. */
  page: string
  input(ref: Ref): unknown
  /** What a rightful call comes to; `ok` where this is absent. Never a refusal of the input. */
  rightful?: string
  /** The answer lists the store's own things, and these calls add to the list: only the outcomes are compared. */
  lists?: true
  /** The rightful call takes the attacker's second row: the first is needed by others. */
  spends?: true
}

export interface ShopperActionProbe {
  kind: 'shopper action'
  page: string
  args(ref: Ref): unknown[]
  /** Row of the cart that the cookie names. */
  cart?(ref: Ref): number
  rightful?: string
}

export interface DeskPageProbe {
  kind: 'desk page'
  permission: Permission
  /** Below `/admin/{slug}`. */
  path(ref: Ref): string
  /** Status of a rightful call; 200 where this is absent. */
  rightful?: number
}

export interface ShopProbe {
  kind: 'shop'
  method?: string
  path(ref: Ref): string
  body?(ref: Ref): unknown
  cart?(ref: Ref): number
  rightful?: number
}

/** Holds nothing of a store, for the reason given. */
export interface Exempt {
  kind: 'of no store'
  because: string
}

/** For those who run the platform: to a store's owner it does not exist, whatever he asks it for. */
export interface OperatorProbe {
  kind: 'operators only'
  path(ref: Ref): string
  /** What an action is called with. */
  input?(ref: Ref): unknown
}

export type RouteProbe = DeskPageProbe | ShopProbe | OperatorProbe | Exempt
export type ActionProbe = MerchantActionProbe | ShopperActionProbe | OperatorProbe | Exempt

export const ofNoStore = (because: string): Exempt => ({ kind: 'of no store', because })
export const deskPage = (permission: Permission, path: DeskPageProbe['path'], rightful = 200): DeskPageProbe => ({
  kind: 'desk page',
  permission,
  path,
  rightful,
})
export const operatorsOnly = (path: OperatorProbe['path'], input?: OperatorProbe['input']): OperatorProbe => ({
  kind: 'operators only',
  path,
  input,
})
export const shop = (path: ShopProbe['path'], more: Partial<ShopProbe> = {}): ShopProbe => ({
  ...more,
  kind: 'shop',
  path,
})
export const merchant = (
  permission: Permission,
  page: string,
  input: MerchantActionProbe['input'],
  more: Pick<MerchantActionProbe, 'rightful' | 'spends' | 'lists'> = {},
): MerchantActionProbe => ({ kind: 'merchant action', permission, page, input, ...more })
export const shopper = (
  page: string,
  args: ShopperActionProbe['args'],
  more: Pick<ShopperActionProbe, 'cart' | 'rightful'> = {},
): ShopperActionProbe => ({ kind: 'shopper action', page, args, ...more })
