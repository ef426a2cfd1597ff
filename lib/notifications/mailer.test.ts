import nodemailer from 'nodemailer'
import { expect, it } from 'vitest'
import { withOptions } from './mailer'

it('the mailer’s options are in force whatever the URL says: kept connections, a limit to every wait', () => {
  const { transporter, options } = nodemailer.createTransport(
    withOptions('smtps://shop:p%40ss@mail.example.test:465?tls.servername=mx.example.test&pool=false'),
  )
  expect(transporter.name).toBe('SMTP (pool)')
  expect(options).toMatchObject({
    host: 'mail.example.test',
    port: 465,
    secure: true,
    auth: { user: 'shop', pass: 'p@ss' },
    tls: { servername: 'mx.example.test' },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  transporter.close?.()
})
