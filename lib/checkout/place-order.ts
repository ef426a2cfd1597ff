import type { OrderAnswer } from '@/lib/orders/types'
import type { CheckoutInput } from './types'

export async function placeOrder(
  _storeId: number,
  _input: CheckoutInput,
): Promise<{ order: OrderAnswer; replayed: boolean }> {
  throw new Error('not there yet')
}
