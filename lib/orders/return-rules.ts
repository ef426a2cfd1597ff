/** What can come back of a line. Pure. */

/** Units that are with the customer and on no way back. */
export function unitsToReturn(line: {
  fulfilledQuantity: number
  returnedQuantity: number
  returningQuantity: number
}): number {
  return line.fulfilledQuantity - line.returnedQuantity - line.returningQuantity
}
