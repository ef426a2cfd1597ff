/** The jobs behind domains, all of them: what app/api/inngest serves. */
import { announceDomain } from './announce'
import { checkDomainNow } from './check'
import { recheckDomains } from './recheck'
import { secureDomainFunction } from './secure'
import { sendDomainFailingFunction, sendDomainReleasedFunction } from './send-mails'
import { verifyDomain } from './verify'

export const domainFunctions = [
  verifyDomain,
  checkDomainNow,
  secureDomainFunction,
  announceDomain,
  recheckDomains,
  sendDomainFailingFunction,
  sendDomainReleasedFunction,
]
