/** Kiln & Clay: pages and policies. The studio and its people are invented. */

import { facts, paragraphs, section } from '../html'
import type { DemoPage, DemoStore } from '../types'

export const pages: DemoPage[] = [
  {
    handle: 'about',
    title: 'The studio',
    bodyHtml: [
      paragraphs(
        'Kiln & Clay is five people, three wheels and one gas kiln in a former rope store in Cork. We make tableware for daily use and, on the shelf by the window, a few things that are not for anything.',
        'Our stoneware comes from one quarry, forty kilometres away, and is used as it comes out of the ground, with its iron and its freckles. We mix nine glazes from rock, ash and oxide. They are named after what they look like, and they look a little different in every firing. We have stopped apologising for that.',
      ),
      section(
        'How a pot is made',
        'It is thrown on Monday, turned on Tuesday, given its handle on Wednesday and left to dry for a week. It is fired to 1,000 degrees, glazed by hand, fired again to 1,240, and opened when the kiln is cool enough to touch, though never when we say we will. About one pot in twelve does not make it. Those become the studio’s cups.',
      ),
      facts({
        Studio: '14 Ropewalk Lane, Cork, Ireland',
        Open: 'Wednesday to Saturday, 10 to 5; kiln openings are announced by e-mail',
        Letters: 'studio@kiln-and-clay.example',
      }),
    ].join('\n'),
  },
  {
    handle: 'glazes',
    title: 'The nine glazes',
    bodyHtml: [
      paragraphs(
        'A glaze is a thin glass that sticks to clay. Ours are dipped or poured by hand, and the fire decides the rest. Expect the colour of the swatch, not the millimetre of the line.',
      ),
      facts({
        Oat: 'A warm, satin cream that lets the iron freckles of the clay through',
        Chalk: 'Matte white, dry to the touch, brown where it breaks over an edge',
        Celadon: 'A clear grey-green that pools darker in every hollow',
        Tide: 'A deep blue with a paler bloom where it runs thick',
        Iron: 'Dark brown to rust, running, with a gloss like treacle',
        Moss: 'Wood-ash green, a little mottled, soft',
        Persimmon: 'Orange-red from iron alone, satin, warmest at the rim',
        Night: 'Black and fully matte; fingerprints wash off',
        Blush: 'A pale pink satin with a grey shadow',
      }),
    ].join('\n'),
  },
  {
    handle: 'care',
    title: 'Care',
    bodyHtml: [
      section(
        'Every day',
        'Everything on the table line goes into the dishwasher, the microwave and a warm oven. What stoneware does not like is a shock: let it cool before it meets cold water, and warm the pot before the tea.',
      ),
      section(
        'The bare foot',
        'The unglazed ring under each pot is ground smooth. If it ever feels rough, rub it with fine wet sandpaper for ten seconds. Grey marks inside a bowl are metal from cutlery; a little baking soda takes them off.',
      ),
      section(
        'When it breaks',
        'Send us a photograph. If we still make it we will sell you one at half price, because a broken pot is a used pot, and that is what they are for.',
      ),
    ].join('\n'),
  },
  {
    handle: 'shipping-and-returns',
    title: 'Shipping and returns',
    bodyHtml: [
      section(
        'Packing',
        'Each piece is wrapped in paper and bedded in shredded card in a double box. We have dropped it down our own stairs. If something breaks all the same, send a photograph within 14 days and we replace it.',
      ),
      section(
        'Rates',
        'Ireland is €5.50 and free from €80. The rest of the European Union is €11.90 and free from €150. The United Kingdom, Norway and Switzerland are €16.50, everywhere else €29.00. Orders leave Cork within two working days.',
      ),
      section(
        'Returns',
        'You have 30 days to change your mind. The pot has to come back unused and in its box; we refund the price and the standard postage out. Postage back is yours.',
      ),
    ].join('\n'),
  },
]

export const policies: DemoStore['policies'] = {
  'refund-policy': [
    section(
      'Thirty days',
      'You may withdraw from a purchase within 30 days of delivery, longer than the 14 days of European law, without giving a reason. Tell us at studio@kiln-and-clay.example, send the piece back unused within 14 days, and we refund the price and the standard postage to your original means of payment.',
    ),
    section(
      'Breakage',
      'A piece that arrives broken is replaced or refunded in full, as you prefer. We need a photograph of the piece and of the box within 14 days; you need not send anything back.',
    ),
    section(
      'Small differences',
      'Handmade pieces vary in colour, weight and line. That is not a defect, but it is a good reason to use the thirty days.',
    ),
  ].join('\n'),
  'privacy-policy': [
    section(
      'Who is responsible',
      'Kiln & Clay, 14 Ropewalk Lane, Cork, Ireland. We process your name, address, e-mail and order in order to fulfil our contract with you, and keep invoices for six years because the law requires it.',
    ),
    section(
      'Who else sees it',
      'The carrier sees your address, the payment provider sees your payment. Nobody else sees anything. Our shop sets only the cookies it needs to remember your cart and your language.',
    ),
    section(
      'Your rights',
      'You may ask for access, correction, deletion or a copy of your data at any time, and complain to the Data Protection Commission if we handle it badly.',
    ),
  ].join('\n'),
  'terms-of-service': [
    section(
      'Contract',
      'Your order is binding when we confirm it by e-mail. If a piece sells in the studio at the same moment, we tell you within one working day and refund you in full.',
    ),
    section('Prices', 'All prices are in euro and include VAT at the rate of the country we deliver to.'),
    section('Law', 'Irish law applies; the consumer protection of the country you live in remains yours in any case.'),
  ].join('\n'),
  'shipping-policy': [
    section(
      'Times',
      'Ireland one to three working days, the European Union three to seven, the United Kingdom, Norway and Switzerland four to eight, elsewhere seven to sixteen. We do not ship on the days before public holidays, because parcels spend them in vans.',
    ),
    section(
      'Customs',
      'Inside the European Union there is nothing more to pay. Outside it, duties and import VAT are collected by the carrier.',
    ),
    section(
      'Collection',
      'You can collect from the studio, Wednesday to Saturday. We will have it unpacked for you to hold.',
    ),
  ].join('\n'),
}
