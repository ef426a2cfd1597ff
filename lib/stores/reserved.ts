/**
 * Subdomains that no store gets: names that the platform uses or may use, that mail and browsers give a meaning, or that
 * would let a shop pass for the platform, its staff or its payment page.
 */
const NAMES = `
  about abuse academy account accounts activate admin admins administrator administrators adserver affiliate affiliates
  agent alert alerts analytics android announce announcements answers api apis app apple apps archive archives asset assets
  auth authenticate authentication authorize autoconfig autodiscover avatar backup backups bank banking beta billing bin
  blog blogs board bot bots broadcasthost bug bugs business buy cache calendar career careers cart cdn cdn1 cdn2 cert
  certificate certs changelog chat checkout ci cloud cluster cname code community company compare config configuration
  connect console contact content contribute cookie copyright corp cpanel create crm css customer customers dashboard data
  database db dbadmin default delete demo deploy design desk dev devel developer developers development dkim dmarc dns dns1
  dns2 doc docs document documentation domain domains donate download downloads edge edit editor email embed employee
  enterprise error errors event events example exchange explore express faq feature features feed feedback feeds file files
  finance firewall forgot forum forums foundation free ftp gateway gdpr git github gitlab go google graphql group groups
  guest guide guides handle health healthcheck hello help helpdesk home homepage hook hooks host hosting hostmaster html
  http https hub ideas imap img image images inbox info infra inngest insights install integration integrations internal
  internet invite invoice invoices ios ipfs irc isatap issues jabber java javascript jira job jobs js kb keys lab labs legal
  license link links linux list lists live local localdomain localhost log login logout logs loopback lost mail mail1 mail2
  mailer mailer-daemon mailhost main manage manager management map maps marketing marketplace master me media member
  members message messages metrics mobile moderator monitor monitoring mta mta-sts mx my mysql name network new news
  newsletter nobody noc node none noreply no-reply notification notifications ns ns0 ns1 ns2 ns3 ns4 null oauth office
  official ok online open openid operator operators ops order orders org owner page pages panel partner partners password
  pay payment payments paypal pay-now phishing photos php pixel plan plans platform plugin plugins policy pop pop3 portal
  post postfix postgres postmaster pr press preview pricing privacy private prod product production products profile
  profiles project projects promo proxy public purchase push qa queue radio random raw readonly ready redirect redis refund
  refunds register registration release releases remote render report reports resolver rest robots root router rss rsync
  sale sales sandbox sample samples script scripts search secure security self seller sendgrid server servers service
  services session sessions setting settings setup sftp shop shops shopify sign signin signout signup sip site sitemap sites
  smtp sms source spam spec sql ssh ssl sso ssladmin staff stage staging start stat static statistics stats status stoa
  stoa-admin stoa-pay stoa-payments stoa-support stoa-team store storefront stores stream stripe style styles subdomain
  subscribe sudo support survey svn sync sys sysadmin sysadmins system tablet tag tags team teams tech telnet template
  templates terms test testing tests theme themes ticket tickets tls token tools tracking trademark transfer translate trial
  trust trustee tutorial tutorials undefined unsubscribe update updates upload uploads uptime usenet user username users
  util vercel verify version video videos vpn wallet web webadmin webhook webhooks webmail webmaster webserver website
  websites widget widgets wiki wildcard work world wpad ws wss www www1 www2 www3 www-data xml xmpp yourstore your-store zone
`

export const RESERVED_SLUGS: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/))
