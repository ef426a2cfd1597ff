/** The API's routes: method and path to handler. What is not here answers Stripe's "Unrecognized request URL". */
import * as accounts from './accounts'
import * as balance from './balance'
import type { Handler } from './call'
import * as charges from './charges'
import * as checkout from './checkout-sessions'
import * as dashboard from './dashboard'
import * as disputes from './disputes'
import { StripeFailure } from './errors'
import * as events from './events'
import * as invoices from './invoices'
import * as intents from './payment-intents'
import * as methods from './payment-methods'
import * as payouts from './payouts'
import * as portal from './portal'
import * as prices from './prices'
import * as refunds from './refunds'
import * as schedules from './schedules'
import * as subscriptions from './subscriptions'
import * as tax from './tax'
import * as taxTransactions from './tax-transactions'

const TABLE: Record<string, Handler> = {
  'POST /v1/payment_intents': intents.createIntent,
  'GET /v1/payment_intents': intents.listIntents,
  'GET /v1/payment_intents/:id': intents.retrieveIntent,
  'POST /v1/payment_intents/:id': intents.updateIntent,
  'POST /v1/payment_intents/:id/confirm': intents.confirmIntentRoute,
  'POST /v1/payment_intents/:id/capture': intents.captureIntent,
  'POST /v1/payment_intents/:id/cancel': intents.cancelIntent,
  'POST /v1/payment_methods': methods.createPaymentMethod,
  'GET /v1/payment_methods': methods.listPaymentMethods,
  'GET /v1/payment_methods/:id': methods.retrievePaymentMethod,
  'POST /v1/payment_methods/:id/attach': methods.attachPaymentMethod,
  'GET /v1/charges': charges.listCharges,
  'GET /v1/charges/:id': charges.retrieveCharge,
  'POST /v1/charges/:id': charges.updateCharge,
  'POST /v1/refunds': refunds.createRefund,
  'GET /v1/refunds': refunds.listRefunds,
  'GET /v1/refunds/:id': refunds.retrieveRefund,
  'POST /v1/refunds/:id': refunds.updateRefund,
  'GET /v1/balance_transactions': balance.listBalanceTransactions,
  'GET /v1/balance_transactions/:id': balance.retrieveBalanceTransaction,
  'GET /v1/application_fees': balance.listApplicationFees,
  'GET /v1/application_fees/:id': balance.retrieveApplicationFee,
  'GET /v1/account': accounts.retrieveOwnAccount,
  'POST /v1/accounts': accounts.createAccount,
  'GET /v1/accounts': accounts.listAccounts,
  'GET /v1/accounts/:id': accounts.retrieveAccount,
  'POST /v1/accounts/:id': accounts.updateAccount,
  'DELETE /v1/accounts/:id': accounts.deleteAccount,
  'POST /v1/accounts/:id/login_links': dashboard.createLoginLink,
  'POST /v1/account_links': accounts.createAccountLink,
  'POST /v1/customers': accounts.createCustomer,
  'GET /v1/customers': accounts.listCustomers,
  'GET /v1/customers/:id': accounts.retrieveCustomer,
  'POST /v1/customers/:id': accounts.updateCustomer,
  'POST /v1/products': prices.createProduct,
  'GET /v1/products': prices.listProducts,
  'GET /v1/products/:id': prices.retrieve('product'),
  'POST /v1/prices': prices.createPrice,
  'GET /v1/prices': prices.listPrices,
  'GET /v1/prices/:id': prices.retrieve('price'),
  'POST /v1/checkout/sessions': checkout.createSession,
  'GET /v1/checkout/sessions': checkout.listSessions,
  'GET /v1/checkout/sessions/:id': prices.retrieve('checkout.session'),
  'POST /v1/checkout/sessions/:id/expire': checkout.expireSession,
  'POST /v1/billing_portal/configurations': portal.createConfiguration,
  'GET /v1/billing_portal/configurations': portal.listConfigurations,
  'POST /v1/billing_portal/sessions': portal.createPortalSession,
  'POST /v1/subscriptions': subscriptions.createSubscription,
  'GET /v1/subscriptions': subscriptions.listSubscriptions,
  'GET /v1/subscriptions/:id': prices.retrieve('subscription'),
  'POST /v1/subscriptions/:id': subscriptions.updateSubscription,
  'DELETE /v1/subscriptions/:id': subscriptions.cancelSubscription,
  'POST /v1/subscription_schedules': schedules.createSchedule,
  'GET /v1/subscription_schedules/:id': schedules.retrieveSchedule,
  'POST /v1/subscription_schedules/:id': schedules.updateSchedule,
  'POST /v1/subscription_schedules/:id/release': schedules.releaseSchedule,
  'POST /v1/invoices/create_preview': subscriptions.previewInvoice,
  'GET /v1/invoices': invoices.listInvoices,
  'GET /v1/invoices/:id': invoices.retrieveInvoice,
  'POST /v1/invoices/:id/pay': subscriptions.payInvoice,
  'GET /v1/disputes': disputes.listDisputes,
  'GET /v1/disputes/:id': disputes.retrieveDispute,
  'POST /v1/disputes/:id': disputes.updateDispute,
  'POST /v1/disputes/:id/close': disputes.acceptDispute,
  'GET /v1/balance': payouts.retrieveBalance,
  'GET /v1/payouts': payouts.listPayouts,
  'POST /v1/payouts': payouts.createPayout,
  'GET /v1/payouts/:id': payouts.retrievePayout,
  'POST /v1/tax/calculations': tax.createCalculation,
  'GET /v1/tax/calculations/:id': tax.retrieveCalculation,
  'GET /v1/tax/calculations/:id/line_items': tax.listCalculationLines,
  'GET /v1/tax/settings': tax.retrieveTaxSettings,
  'POST /v1/tax/transactions/create_from_calculation': taxTransactions.createFromCalculation,
  'POST /v1/tax/transactions/create_reversal': taxTransactions.createReversal,
  'GET /v1/tax/transactions/:id': taxTransactions.retrieveTransaction,
  'GET /v1/events': events.listEvents,
  'GET /v1/events/:id': events.retrieveEvent,
}

const ROUTES = Object.entries(TABLE).map(([route, handler]) => {
  const [method = '', path = ''] = route.split(' ')
  return { method, steps: path.split('/'), handler }
})

/** The handler and the ids of the path. Throws Stripe's 404. */
export function findRoute(method: string, path: string): { handler: Handler; ids: string[] } {
  const steps = path.replace(/\/$/, '').split('/')
  for (const route of ROUTES) {
    if (route.method !== method || route.steps.length !== steps.length) continue
    if (!route.steps.every((step, index) => step === ':id' || step === steps[index])) continue
    return {
      handler: route.handler,
      ids: steps.filter((_, index) => route.steps[index] === ':id').map(decodeURIComponent),
    }
  }
  const message = `Unrecognized request URL (${method}: ${path}). The local stand-in speaks only what Stoa calls.`
  throw new StripeFailure(404, { type: 'invalid_request_error', message })
}
