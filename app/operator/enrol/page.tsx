/** Sets up an authenticator: the secret as a picture and as text, confirmed by a first code. Looking at it changes nothing. */
import { redirect } from 'next/navigation'
import { encode } from 'uqr'
import { requireOperatorRole, roomTitle } from '@/app/_auth/operator'
import { CopyButton } from '@/app/_ui/copy-button'
import { env } from '@/lib/env'
import { enrolmentSecret } from '@/lib/operators/second-step'
import { base32, otpauthUri } from '@/lib/operators/totp'
import { CodeForm } from '../_ui/code-form'
import { StepPage } from '../_ui/step-page'
import { enrolAuthenticator } from '../second-step-actions'

export const generateMetadata = () => roomTitle('Set up the second step')

export default async function EnrolPage() {
  const { enrolled, user, sessionId, userId } = await requireOperatorRole()
  if (enrolled) redirect('/operator')
  const secret = base32(enrolmentSecret(userId, sessionId))
  // Without the port: apps part an issuer from its account at a colon.
  const issuer = `Stoa ${env().PLATFORM_HOST.replace(/:\d+$/, '')}`
  const uri = otpauthUri({ issuer, account: user.email, secret })
  return (
    <StepPage
      title="Set up the second step"
      lead="An operator’s password is not enough. Scan this with an authenticator app, then enter the code it shows."
      email={user.email}
    >
      <QrCode text={uri} />
      <div>
        <p className="text-13 text-muted">Or type this key into the app:</p>
        <p className="mt-1 flex items-center gap-1">
          <code className="min-w-0 break-all text-13">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton text={secret} label="the key" quiet />
        </p>
      </div>
      <CodeForm label="Code from the app" button="Confirm" act={enrolAuthenticator} next="/operator" />
    </StepPage>
  )
}

/** Always dark on light: cameras read nothing else well. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      role="img"
      aria-label="QR code of the key below"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="w-full max-w-60 rounded-lg border border-line bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
