/** Harbor Books: pages and policies. The shop, its street and its people are invented. */

import { facts, paragraphs, section } from '../html'
import type { DemoPage, DemoStore } from '../types'

export const pages: DemoPage[] = [
  {
    handle: 'about',
    title: 'About the shop',
    bodyHtml: [
      paragraphs(
        'Harbor Books has been at the bottom of Ferry Street since 1987, first in the front half of a chandlery and, since the chandler retired, in the whole of it. The tide has been in the basement twice. We keep the maps upstairs.',
        'Four of us run it. Between us we read about three hundred books a year and stock the ones we would lend to a friend. That makes the shelves short and the arguments long. If you tell us the last three books you loved, we will answer with a fourth; no quiz, a person writes back.',
      ),
      section(
        'Come in',
        'We are open every day except the first Monday of the month, when we count everything. Dogs are welcome, wet dogs on the mat. There is a bench by the window for anyone waiting for the ferry, and it is all right to read a chapter there without buying it.',
      ),
      facts({
        Shop: '12 Ferry Street, Port Alder, Maine 04101',
        Hours: 'Monday to Saturday 9 to 6, Sunday 11 to 4',
        Letters: 'hello@books.example.test',
      }),
    ].join('\n'),
  },
  {
    handle: 'shipping-and-returns',
    title: 'Shipping and returns',
    bodyHtml: [
      section(
        'How we pack',
        'Books travel in board wraps that grip the corners, signed editions in rigid boxes. No plastic except the sleeve on signed copies. Orders placed before noon on a weekday leave on the same day with the one o’clock van.',
      ),
      section(
        'What it costs',
        'Within the United States, media mail is $3.95 and free from $50; priority mail is $8.50. Canada is $14.00 and the rest of the world $22.00, free from $150. E-books arrive by e-mail within a minute or two and cost nothing to send.',
      ),
      section(
        'If it is not right',
        'Send anything back within 30 days, read or unread, as long as we can sell it again, and we refund the price of the book. If we sent the wrong thing, or it arrived damaged, we pay the postage as well: write to us with a photograph and keep the book until you hear from us.',
      ),
    ].join('\n'),
  },
  {
    handle: 'contact',
    title: 'Contact',
    bodyHtml: [
      paragraphs(
        'Write to hello@books.example.test and one of the four of us will answer, usually on the same day and always within two. If it is about an order, put the order number in the subject and we can find the parcel before we finish our coffee.',
        'We buy second-hand books on Thursdays between ten and two. Please bring no more than two boxes and no encyclopedias; there is nothing we can do about encyclopedias.',
      ),
      facts({ Address: 'Harbor Books, 12 Ferry Street, Port Alder, Maine 04101, United States' }),
    ].join('\n'),
  },
  {
    handle: 'reading-group',
    title: 'The reading group',
    bodyHtml: paragraphs(
      'We meet on the last Wednesday of the month at half past six, in the shop, after closing. The book is announced two months ahead and is 15 % off with the code on the poster. Nobody is asked to have finished it.',
      'The nature group meets on the second Sunday, outdoors when it can. Bring boots. It once spent two hours on a single wall, and several people say it was the best meeting so far.',
    ),
  },
]

export const policies: DemoStore['policies'] = {
  'refund-policy': [
    section(
      'Thirty days',
      'You may return a printed book within 30 days of delivery if it can be sold as new. We refund its price to the way you paid within five working days of the parcel reaching us. Postage back is yours to pay, unless the mistake was ours.',
    ),
    section(
      'Damaged or wrong',
      'If a book arrives damaged, misprinted or is not what you ordered, write to hello@books.example.test within 30 days. We replace it or refund it in full, including postage both ways.',
    ),
    section(
      'What cannot come back',
      'E-books can be refunded until they have been downloaded. Signed copies can be returned only if they are not as described, because we cannot get them signed again.',
    ),
  ].join('\n'),
  'privacy-policy': [
    section(
      'What we keep',
      'Your name, address, e-mail and what you ordered, because we have to send it and because tax law makes us keep invoices. Card numbers never reach us; the payment provider holds them.',
    ),
    section(
      'What we do with it',
      'We use it to deliver orders, answer letters and, if you ticked the box, to send a short letter about new books once a month. Every letter has a link to stop it. We do not sell or lend addresses to anyone.',
    ),
    section(
      'Your rights',
      'Ask us at hello@books.example.test to see, correct or delete what we hold. We answer within 30 days, and delete everything the tax office does not need.',
    ),
  ].join('\n'),
  'terms-of-service': [
    section(
      'Orders',
      'An order is an offer from you; it becomes a contract when we confirm it by e-mail. If a book turns out to be unavailable we tell you and return the money at once.',
    ),
    section(
      'Prices and tax',
      'Prices are in US dollars and do not include sales tax, which is added at checkout where we must collect it. The price you pay is the price shown when you ordered, even if it changes later.',
    ),
    section(
      'E-books',
      'An e-book is licensed to you for your own reading on any device you own. Lending it to one person at a time is fine. Putting it on the internet is not.',
    ),
  ].join('\n'),
  'shipping-policy': [
    section(
      'United States',
      'Media mail takes three to eight days, priority mail one to three. Orders of $50 or more ship free by media mail.',
    ),
    section(
      'Canada and the world',
      'Canada takes six to twelve days, other countries eight to twenty-one. Duties and import taxes, where there are any, are collected by the carrier and are not included in our price.',
    ),
    section(
      'Lost parcels',
      'A parcel that has not moved for ten days counts as lost. Write to us and we send another, or refund it if there is none.',
    ),
  ].join('\n'),
}
