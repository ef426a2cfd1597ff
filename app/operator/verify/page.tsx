/** Asks for a code, once in twelve hours for each session. */
import { redirect } from 'next/navigation'
import { ENROL_PATH, requireOperatorRole, roomTitle } from '@/app/_auth/operator'
import { one } from '@/app/_ui/addresses'
import { CodeForm } from '../_ui/code-form'
import { StepPage } from '../_ui/step-page'
import { enterCode } from '../second-step-actions'

export const generateMetadata = () => roomTitle('Second step')

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function VerifyPage({ searchParams }: Props) {
  const { enrolled, verified, user } = await requireOperatorRole()
  if (!enrolled) redirect(ENROL_PATH)
  if (verified) redirect('/operator')
  return (
    <StepPage title="Second step" lead="Enter the code that your authenticator app shows now." email={user.email}>
      <CodeForm label="Code" button="Continue" act={enterCode} next={one((await searchParams).next) ?? '/operator'} />
      <p className="text-13 text-muted">
        Lost the device? Whoever runs the server resets the second step with{' '}
        <code className="break-words">npm run stoa -- operator reset</code>.
      </p>
    </StepPage>
  )
}
