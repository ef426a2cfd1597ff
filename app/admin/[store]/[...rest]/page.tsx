/** Every address of the desk that no room answers. */
import { notFound } from 'next/navigation'

export default function Unmatched() {
  notFound()
}
